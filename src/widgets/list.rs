//! The selected row of a list, and which rows are visible.

use crate::keys::Action;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter};

/// Number of rows that a page key moves by.
const PAGE: usize = 10;
/// Maximum number of rows that a click can move.
const MOST_STEPS: i64 = 2_000;

/// The selected row of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    /// Its index, from 0.
    pub chosen: usize,
}

impl ListCursor {
    /// The cursor on the row `chosen`.
    pub const fn at(chosen: usize) -> Self {
        Self { chosen }
    }

    /// Moves in a list of `length` rows for a movement `action`; returns whether it was one.
    pub fn answer(&mut self, action: Action, length: usize) -> bool {
        self.clamp(length);
        let last = length.saturating_sub(1);
        self.chosen = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => self.chosen + 1,
            Action::PageUp => self.chosen.saturating_sub(PAGE),
            Action::PageDown => self.chosen + PAGE,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Distance of `row` below the selected row, negative above, for a click on it; limited to the farthest click.
    pub fn rows_to(self, row: usize) -> i16 {
        (row as i64 - self.chosen as i64).clamp(-MOST_STEPS, MOST_STEPS) as i16
    }

    /// Draws the visible rows of a list of `length` rows over the whole area, each with `draw` in its own area,
    /// and marks the selected one at column `x`. `click` returns what a click on a row means, by its distance
    /// below the selected one. Returns the position of the mark.
    pub fn render(
        mut self,
        length: usize,
        click: fn(i16) -> Target,
        x: u16,
        painter: &mut Painter<'_>,
        mut draw: impl FnMut(usize, bool, &mut Painter<'_>),
    ) -> Option<Cursor> {
        self.clamp(length);
        let (width, room) = (painter.width(), usize::from(painter.height()));
        let first = first_visible(self.chosen, length, room);
        let mut mark = None;
        for (y, row) in (0..).zip((first..length).take(room)) {
            let is_chosen = row == self.chosen;
            painter.row(y, click(self.rows_to(row)));
            if is_chosen {
                mark = painter.marker(x, y);
            }
            draw(row, is_chosen, &mut painter.part(0, y, width, 1));
        }
        // Left of the mark, or at the other edge.
        let x = x.checked_sub(1).unwrap_or(width.saturating_sub(1));
        show_more((first, length), (x, 0, room as u16), painter);
        mark
    }

    /// Clamps the selection to a list of `length` rows, which may have become shorter.
    pub fn clamp(&mut self, length: usize) {
        self.chosen = self.chosen.min(length.saturating_sub(1));
    }
}

/// Says with an arrow beside the first and the last visible row that the list goes on there. `first` is the first
/// visible of `length` rows; the arrows stand at column `x` of the window, which begins at row `y`
/// and has `rows`, unless something else does.
pub fn show_more(
    (first, length): (usize, usize),
    (x, y, rows): (u16, u16, u16),
    painter: &mut Painter<'_>,
) {
    let style = painter.theme().dim;
    let last = (y + rows).saturating_sub(1);
    let goes_on = first + usize::from(rows) < length && rows > 0;
    for (y, arrow, is_said) in [(y, "↑", first > 0), (last, "↓", goes_on)] {
        if is_said && painter.is_blank(x, y) {
            painter.text(x, y, arrow, style);
        }
    }
}

/// The first visible row of a list of `length` rows in a window of `rows`: `chosen` is centered, except near the
/// ends.
pub fn first_visible(chosen: usize, length: usize, rows: usize) -> usize {
    chosen
        .saturating_sub(rows / 2)
        .min(length.saturating_sub(rows))
}

/// The same for lists with rows that are expensive to redraw: the window stays while `chosen` is in its middle
/// half, then scrolls by half a window.
pub fn first_of_page(chosen: usize, length: usize, rows: usize) -> usize {
    let step = (rows / 2).max(1);
    let first = chosen.saturating_sub(rows / 4) / step * step;
    first.min(length.saturating_sub(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_never_leaves_its_list() {
        let mut cursor = ListCursor::at(7);
        for (action, length, chosen) in [
            (Action::Down, 3, 2),
            (Action::PageUp, 3, 0),
            (Action::PageDown, 30, 10),
            (Action::Last, 30, 29),
            (Action::First, 30, 0),
            (Action::Down, 0, 0),
        ] {
            assert!(cursor.answer(action, length));
            assert_eq!(cursor.chosen, chosen, "{action:?} of {length}");
        }
        assert!(!cursor.answer(Action::Accept, 3));
    }

    #[test]
    fn the_chosen_row_is_in_sight() {
        for length in 0..30 {
            for rows in 1..12 {
                for chosen in 0..length {
                    for first in [first_visible, first_of_page] {
                        let first = first(chosen, length, rows);
                        assert!((first..first + rows).contains(&chosen));
                        assert!(first + rows <= length.max(rows), "the end is at the foot");
                    }
                }
            }
        }
    }
}
