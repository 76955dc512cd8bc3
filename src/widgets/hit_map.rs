//! Which part of the screen means what: noted while a frame is drawn, read when something is clicked.

use crate::domain::Day;
use crate::keys::{Action, Context};
use ratatui::layout::{Position, Rect};

/// What a part of the screen means. Everything goes through the actions of the key table, so that nothing can be
/// clicked that has no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The tab at this place.
    Tab(usize),
    /// What a key does here.
    Do(Action),
    /// A row so many below the chosen one, or above: it is chosen. The chosen one is taken as by enter.
    Row(i16),
    /// The same, taken at once.
    Choice(i16),
    /// A rating for the row this many rows below the focused one; negative is above.
    Rate(i16, u8),
    /// A day of the history.
    Day(Day),
    /// The range of the history at this place.
    Range(usize),
    /// The view of the history at this place.
    View(usize),
    /// What the history is drawn of, by its number.
    Series(usize),
}

/// A click on a part of the screen, and what had the focus when that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// What had the focus.
    pub context: Context,
    /// What was clicked.
    pub target: Target,
}

/// The places of the last frame; none while the mouse is off.
#[derive(Debug, Default)]
pub struct HitMap {
    context: Option<Context>,
    noted: Vec<(Rect, Target)>,
}

impl HitMap {
    /// Forgets the frame before; what has the focus now is `context`.
    pub fn begin(&mut self, context: Context) {
        self.noted.clear();
        self.context = Some(context);
    }

    /// Notes that `area` means `target`.
    pub fn note(&mut self, area: Rect, target: Target) {
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
