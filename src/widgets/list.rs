//! Which row of a list is chosen, and which of its rows are in sight.

use crate::keys::Action;

/// Rows that a page key moves by.
const PAGE: usize = 10;

/// The chosen row of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    /// Its place, counted from 0.
    pub chosen: usize,
}

impl ListCursor {
    /// The cursor on the row at `chosen`.
    pub const fn at(chosen: usize) -> Self {
        Self { chosen }
    }

    /// Moves in a list of `length` rows as the key of `action` says; returns whether it is a key for that.
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

    /// Stays within a list of `length` rows, which may have become shorter.
    pub fn clamp(&mut self, length: usize) {
        self.chosen = self.chosen.min(length.saturating_sub(1));
    }
}

/// The first row in sight of a list of `length` rows in a window of `rows`: `chosen` is in the middle, but at its ends.
pub fn first_visible(chosen: usize, length: usize, rows: usize) -> usize {
    chosen
        .saturating_sub(rows / 2)
        .min(length.saturating_sub(rows))
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
                    let first = first_visible(chosen, length, rows);
                    assert!((first..first + rows).contains(&chosen));
                }
            }
        }
    }
}
