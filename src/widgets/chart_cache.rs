//! Caches the cells of a chart that is expensive to draw: moving the cursor copies them instead of drawing them
//! again.

use crate::domain::{Day, Units};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

/// The most recently drawn chart.
#[derive(Debug, Default)]
pub struct ChartCache {
    drawn: Option<(ChartKey, Rect)>,
    /// Its cells that are not blank.
    cells: Vec<(Position, Cell)>,
    /// The latest day in the list when it was last drawn.
    list_top: Option<Day>,
}

/// What a drawing depends on, besides its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartKey {
    /// Incremented when the data or a choice changes.
    pub generation: u64,
    /// Which of the screen's charts it is.
    pub chart: u8,
    /// The first day shown.
    pub first: Day,
    /// Whether numbers are shown.
    pub numbers: bool,
    /// How distances, times of day and weeks are written.
    pub units: Units,
}

impl ChartCache {
    /// Stores the latest day in the list for the next frame; returns the previous one.
    pub const fn list_top(&mut self, top: Option<Day>) -> Option<Day> {
        std::mem::replace(&mut self.list_top, top)
    }

    pub(super) fn holds(&self, key: &ChartKey, area: Rect) -> bool {
        self.drawn == Some((*key, area))
    }

    pub(super) fn keep(&mut self, key: ChartKey, buffer: Buffer) {
        self.drawn = Some((key, buffer.area));
        let blank = Cell::default();
        let places = buffer.area.positions();
        self.cells = places
            .zip(buffer.content)
            .filter(|(_, cell)| *cell != blank)
            .collect();
    }

    pub(super) fn copy_to(&self, target: &mut Buffer) {
        for (place, cell) in &self.cells {
            target[*place].clone_from(cell);
        }
    }
}
