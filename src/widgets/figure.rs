//! The moving figure: frames of a movement in terminal cells, made once and kept: ten a second at most, five in slow movements.
//!
//! No clock: the time since a step began comes in. [`Figure::next_change`] tells how long nothing will differ, so that
//! the loop can sleep through holds.

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
/// How many films are kept: the step shown, the next one's preview, and one of another size.
const KEPT: usize = 4;

/// The room for a figure, cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// How much higher than wide a cell is.
    pub ratio: CellRatio,
}

impl Size {
    /// A room of `width` columns and `height` rows of the usual sides.
    pub const fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            ratio: CellRatio::USUAL,
        }
    }
}

/// Whether the figure moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Motion {
    /// Ten frames a second at most, five in slow movements.
    #[default]
    Moving,
    /// Key poses only, one change a pose and at most one a second: for reduced motion and slow lines.
    Still,
}

/// How the figure shows a movement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureMode {
    /// In motion.
    #[default]
    Moving,
    /// Its key poses, one after the other.
    Still,
    /// Not at all.
    Off,
}

impl FigureMode {
    /// The next of them, from the first again after the last.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Moving => Self::Still,
            Self::Still => Self::Off,
            Self::Off => Self::Moving,
        }
    }
}

/// Draws movements and keeps the frames it has drawn.
#[derive(Debug, Default)]
pub struct Figure {
    /// Most recently used last.
    films: Vec<Film>,
}

impl Figure {
    /// A figure that has drawn nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The frame to show `time` after the movement began.
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

    /// How long after `time` the frame differs for the first time; nothing when it never does.
    ///
    /// Moving, `time` plus the answer is a multiple of [`FRAME`]. Frames looked at on the way are kept.
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

    /// The film of that movement in that size, begun if there is none.
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
