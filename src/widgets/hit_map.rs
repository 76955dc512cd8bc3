//! Maps parts of the screen to their meaning: filled while a frame is drawn, read on a click.

use crate::domain::Day;
use crate::keys::{Action, Context};
use ratatui::layout::{Position, Rect};

/// What a part of the screen means. Everything goes through the actions of the key table, so everything clickable
/// also has a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The tab at this index.
    Tab(usize),
    /// The action of a key here.
    Do(Action),
    /// The row at this offset below (or, if negative, above) the selected one: selects it. The selected row acts
    /// like enter.
    Row(i16),
    /// The same, but activated at once.
    Choice(i16),
    /// A rating for the row at this offset below the focused one; negative is above.
    Rate(i16, u8),
    /// A day of the history.
    Day(Day),
    /// The range of the history at this index.
    Range(usize),
    /// The view of the history at this index.
    View(usize),
    /// The history's subject, by number.
    Series(usize),
}

/// A click on a part of the screen, and what had the focus when it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// What had the focus.
    pub context: Context,
    /// What was clicked.
    pub target: Target,
}

/// The areas of the last frame; empty while the mouse is off.
#[derive(Debug, Default)]
pub struct HitMap {
    context: Option<Context>,
    noted: Vec<(Rect, Target)>,
}

impl HitMap {
    /// Clears the previous frame; `context` now has the focus.
    pub fn begin(&mut self, context: Context) {
        self.noted.clear();
        self.context = Some(context);
    }

    /// Registers that `area` means `target`.
    pub fn note(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.noted.push((area, target));
        }
    }

    /// The meaning of a click at this column and row; where areas overlap, the last one drawn wins.
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

    /// All areas, for tests that click on each of them.
    pub fn all(&self) -> &[(Rect, Target)] {
        &self.noted
    }
}
