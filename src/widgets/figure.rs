//! The moving figure: frames of a movement in terminal cells, drawn once and cached: at most ten a second, five in
//! slow movements.
//!
//! Reads no clock: the caller passes the time since a step began. [`Figure::next_change`] returns how long the
//! picture stays the same, so that the loop can sleep through holds.

mod camera;
mod canvas;
mod draw;
mod film;
mod glyphs;
mod raster;
mod show;

pub use camera::Camera;
pub use glyphs::Glyphs;
pub use raster::{Ink, Look, Mark, Raster, render};
pub use show::{show, until_change};

use crate::content::poses::Pose;
use crate::widgets::cell_ratio::CellRatio;
use film::Film;
use std::time::Duration;

/// The time between two frames.
pub const FRAME: Duration = Duration::from_millis(100);
/// How many films to cache: the current step, the preview of the next one, and one of another size.
const KEPT: usize = 4;

/// The space for a figure, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Height-to-width ratio of a cell.
    pub ratio: CellRatio,
}

impl Size {
    /// An area of `width` columns and `height` rows with the default cell ratio.
    pub const fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            ratio: CellRatio::USUAL,
        }
    }
}

/// Whether the figure is animated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Motion {
    /// At most ten frames a second, five in slow movements.
    #[default]
    Moving,
    /// Only key poses, one change per pose and at most one a second: for reduced motion and slow connections.
    Still,
}

/// How the figure shows a movement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureMode {
    /// Animated.
    #[default]
    Moving,
    /// As key poses, one after the other.
    Still,
    /// Hidden.
    Off,
}

impl FigureMode {
    /// The next option, wrapping around after the last.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Moving => Self::Still,
            Self::Still => Self::Off,
            Self::Off => Self::Moving,
        }
    }
}

/// Draws movements and caches the frames.
#[derive(Debug, Default)]
pub struct Figure {
    /// Most recently used last.
    films: Vec<Film>,
}

impl Figure {
    /// A figure with an empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// The frame to show at `time` since the start of the movement.
    pub fn frame(
        &mut self,
        pose: &Pose,
        time: Duration,
        size: Size,
        glyphs: Glyphs,
        motion: Motion,
    ) -> &Raster {
        self.film(pose, size, glyphs).frame(pose, time, motion)
    }

    /// How long after `time` the frame first changes; `None` if it never does.
    ///
    /// When animated, `time` plus the result is a multiple of [`FRAME`]. Frames examined on the way are cached.
    pub fn next_change(
        &mut self,
        pose: &Pose,
        time: Duration,
        size: Size,
        glyphs: Glyphs,
        motion: Motion,
    ) -> Option<Duration> {
        self.film(pose, size, glyphs)
            .next_change(pose, time, motion)
    }

    /// The film of this movement at this size, created if needed.
    fn film(&mut self, pose: &Pose, size: Size, glyphs: Glyphs) -> &mut Film {
        match self
            .films
            .iter()
            .position(|film| film.shows(pose, size, glyphs))
        {
            Some(last) if last + 1 == self.films.len() => {}
            Some(found) => {
                let film = self.films.remove(found);
                self.films.push(film);
            }
            None => {
                if self.films.len() >= KEPT {
                    self.films.remove(0);
                }
                self.films.push(Film::new(pose, size, glyphs));
            }
        }
        let last = self.films.len() - 1;
        &mut self.films[last]
    }
}

#[cfg(test)]
mod tests;
