//! Draws the figure in a painter's area.

use super::{Glyphs, Look, Motion, Size, render};
use crate::content::poses::Pose;
use crate::widgets::painter::Painter;
use std::time::Duration;

impl Size {
    /// The space of a painter's whole area.
    pub const fn of(painter: &Painter<'_>) -> Self {
        Self {
            width: painter.width(),
            height: painter.height(),
            ratio: painter.theme().glyphs.cell_ratio,
        }
    }
}

/// Draws a movement over the painter's area, as it is at `time` since its start.
pub fn show(pose: &Pose, time: Duration, motion: Motion, look: &Look, painter: &mut Painter<'_>) {
    let (size, glyphs, area) = (
        Size::of(painter),
        Glyphs::of(painter.theme()),
        painter.area(),
    );
    let (cells, caches) = painter.cells_and_caches();
    let raster = caches.figure.frame(pose, time, size, glyphs, motion);
    render(raster, cells, area, look);
}

/// How long after `time` the output of [`show`] first changes; `None` if it never does.
pub fn until_change(
    pose: &Pose,
    time: Duration,
    motion: Motion,
    painter: &mut Painter<'_>,
) -> Option<Duration> {
    let (size, glyphs) = (Size::of(painter), Glyphs::of(painter.theme()));
    let figure = &mut painter.caches.figure;
    figure.next_change(pose, time, size, glyphs, motion)
}
