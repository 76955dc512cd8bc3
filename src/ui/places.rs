//! Which part of the screen means what: noted while a frame is drawn, read when something is clicked.

use crate::app::keymap::Context;
use crate::app::pointing::{Click, Target};
use ratatui::layout::{Position, Rect};

/// The places of the last frame; none while the mouse is off.
#[derive(Debug, Default)]
pub struct Places {
    context: Option<Context>,
    noted: Vec<(Rect, Target)>,
}

impl Places {
    /// Forgets the frame before; what has the focus now is `context`.
    pub(super) fn begin(&mut self, context: Context) {
        self.noted.clear();
        self.context = Some(context);
    }

    pub(super) fn note(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.noted.push((area, target));
        }
    }

    /// What a click at this column and row means; of several places the one drawn last.
    pub fn at(&self, column: u16, row: u16) -> Option<Click> {
        let hit = self
            .noted
            .iter()
            .rev()
            .find(|(area, _)| area.contains(Position::new(column, row)));
        Some(Click {
            context: self.context?,
            target: hit?.1,
        })
    }

    /// Every place, for tests that click on all of them.
    pub fn all(&self) -> &[(Rect, Target)] {
        &self.noted
    }
}
