//! A short list of answers: an arrow, a digit or a click selects one, or toggles several.
//!
//! ```text
//!    2 of 4
//!    How much do you move in a week?
//!
//!  › 1  Hardly at all
//!    2  About an hour
//! ```

use crate::keys::{Action, KeyMatch};
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::{Cursor, Painter, shorten, wrap};
use crate::widgets::panel::page;
use crate::widgets::text_field::TextField;
use crate::widgets::{painter, text_box};

/// The answer under the cursor, and the other selections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// Position of the cursor.
    pub list: ListCursor,
    answers_by: AnswersBy,
}

/// How an answer is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum AnswersBy {
    /// By moving to it and accepting it.
    #[default]
    Enter,
    /// By its digit too.
    Digit,
    /// Digits toggle any number of options, kept in the order they were chosen; enter continues.
    Ticks(Vec<usize>),
}

impl Menu {
    /// Answers with a digit each; the cursor starts at this index.
    pub const fn with_digits(chosen: usize) -> Self {
        Self {
            list: ListCursor::at(chosen),
            answers_by: AnswersBy::Digit,
        }
    }

    /// Multiple-choice answers; those at these indices are selected.
    pub const fn with_ticks(ticked: Vec<usize>) -> Self {
        Self {
            list: ListCursor::at(0),
            answers_by: AnswersBy::Ticks(ticked),
        }
    }

    /// Indices of the selected answers, in list order.
    pub fn ticked(&self) -> Vec<usize> {
        let mut ticked = match &self.answers_by {
            AnswersBy::Ticks(ticked) => ticked.clone(),
            AnswersBy::Enter | AnswersBy::Digit => Vec::new(),
        };
        ticked.sort_unstable();
        ticked
    }

    /// Handles a key for this many answers; returns the index of the accepted answer. In a multiple-choice menu, a
    /// result means that the user continues.
    pub fn key(&mut self, key: KeyMatch, answers: usize) -> Option<usize> {
        self.list.clamp(answers);
        let chosen = self.list.chosen;
        let picked = match key.action {
            Action::Accept => return Some(chosen),
            Action::Clear => chosen,
            Action::Rate => usize::from(key.digit).checked_sub(1)?,
            other => {
                self.list.answer(other, answers);
                return None;
            }
        };
        if picked >= answers || self.answers_by == AnswersBy::Enter {
            return None;
        }
        self.list = ListCursor::at(picked);
        let AnswersBy::Ticks(ticked) = &mut self.answers_by else {
            return Some(picked);
        };
        match ticked.iter().position(|tick| *tick == picked) {
            Some(place) => drop(ticked.remove(place)),
            None => ticked.push(picked),
        }
        None
    }

    /// Draws the answers one below the other, with the marker at this column and row and the text up to the column
    /// `right` (excluded). Returns the position of the marker.
    pub fn render(
        &self,
        at: (u16, u16),
        right: u16,
        answers: &[impl AsRef<str>],
        painter: &mut Painter<'_>,
    ) -> Option<Cursor> {
        let theme = painter.theme();
        let (x, top) = at;
        let mut mark = None;
        for (index, (y, answer)) in (top..).zip(answers).enumerate() {
            let is_chosen = index == self.list.chosen;
            painter.row(y, self.click(index));
            if is_chosen {
                mark = painter.marker(x, y);
            }
            let mut from = x + 2;
            if self.answers_by != AnswersBy::Enter {
                // The tenth and later answers have no digit to press.
                let digit = if index < 9 {
                    (index + 1).to_string()
                } else {
                    " ".to_owned()
                };
                from = painter.pieces(from, y, &[(&digit, theme.key), ("  ", theme.dim)]);
            }
            if let AnswersBy::Ticks(ticked) = &self.answers_by {
                let (tick, style) = if ticked.contains(&index) {
                    (theme.glyphs.is, theme.accent)
                } else {
                    (theme.glyphs.was, theme.dim)
                };
                from = painter.text(from, y, tick, style) + 1;
            }
            let text = shorten(answer.as_ref(), usize::from(right.saturating_sub(from)));
            let style = if is_chosen {
                theme.selected
            } else {
                theme.text
            };
            painter.text(from, y, &text, style);
        }
        mark
    }

    /// What a click on an answer means. In a multiple-choice menu, a click only toggles; it never continues.
    fn click(&self, answer: usize) -> Target {
        let rows = self.list.rows_to(answer);
        match &self.answers_by {
            AnswersBy::Ticks(_) if rows == 0 => Target::Do(Action::Clear),
            AnswersBy::Ticks(_) => Target::Row(rows),
            AnswersBy::Enter | AnswersBy::Digit => Target::Choice(rows),
        }
    }
}

/// A full page with a menu: a heading, a few lines, the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuPage {
    /// The heading.
    pub title: String,
    /// A few lines under it.
    pub text: Vec<String>,
    /// The answers.
    pub answers: Vec<String>,
    /// The question's number (from 1) and the total number of questions.
    pub step: Option<(usize, usize)>,
    /// A dim line at the end.
    pub foot: Option<&'static str>,
}

impl MenuPage {
    /// Draws the page with its answers; `accept` is the key that continues in a multiple-choice menu. Returns the
    /// position of the marker.
    pub fn render(&self, menu: &Menu, accept: &str, painter: &mut Painter<'_>) -> Option<Cursor> {
        self.render_with_picture(menu, accept, 0, painter, |_| {})
    }

    /// The same, with a picture of this many rows between the lines and the answers, if it fits.
    pub fn render_with_picture(
        &self,
        menu: &Menu,
        accept: &str,
        rows: u16,
        painter: &mut Painter<'_>,
        draw: impl FnOnce(&mut Painter<'_>),
    ) -> Option<Cursor> {
        let theme = painter.theme();
        let answers = self.answers.len() as u16;
        let ticks = u16::from(matches!(menu.answers_by, AnswersBy::Ticks(_)));
        let foot = self.foot.map_or(0, |foot| lines(foot, painter) + 1);
        let height = painter.height();
        // Priorities for space: the answers, then the picture, then the line at the end, and blank lines last.
        let head = self.head_rows(painter);
        let has_room = |more: u16| head + answers + ticks + more + 3 <= height;
        let picture = if rows > 0 && has_room(rows + 1) {
            rows + 1
        } else {
            0
        };
        let foot = if has_room(picture + foot) { foot } else { 0 };
        let gap = u16::from(has_room(picture + foot + 1 + ticks));
        let needed = head + picture + gap + answers + ticks * (1 + gap) + foot;
        let painter = &mut self.open(needed, painter);
        let (width, mut y) = (painter.width(), self.head(painter));
        if picture > 0 {
            draw(&mut painter.part(0, y + gap, width, rows));
            y += picture;
        }
        y += gap;
        let mark = menu.render((0, y), width, &self.answers, painter);
        y += answers;
        if ticks > 0 {
            y += gap;
            painter.pieces(
                2,
                y,
                &[
                    ("numbers", theme.key),
                    (" toggle, ", theme.dim),
                    (accept, theme.key),
                    (" continue", theme.dim),
                ],
            );
            y += 1;
        }
        if let Some(text) = self.foot.filter(|_| foot > 0) {
            painter.wrapped((0, y + 1), width, foot, text, theme.dim);
        }
        mark
    }

    /// Draws the page with a labeled text field in place of the answers. Returns the position of the cursor.
    pub fn render_with_field(
        &self,
        label: &str,
        field: &TextField,
        painter: &mut Painter<'_>,
    ) -> Option<Cursor> {
        let theme = painter.theme();
        let painter = &mut self.open(self.head_rows(painter) + 3, painter);
        let (width, y) = (painter.width(), self.head(painter) + 1);
        painter.text(0, y, label, theme.dim);
        text_box::render(field, theme.text, &mut painter.part(0, y + 1, width, 1))
    }

    /// Opens the page with this many rows below its heading.
    fn open<'a>(&self, rows: u16, painter: &'a mut Painter<'_>) -> Painter<'a> {
        let step = self
            .step
            .map(|(place, count)| format!("{place} of {count}"));
        page(&self.title, &step.unwrap_or_default(), rows, painter)
    }

    /// Number of rows for the lines below the heading.
    fn head_rows(&self, painter: &Painter<'_>) -> u16 {
        self.text
            .iter()
            .map(|text| lines(text, painter).min(3))
            .sum()
    }

    /// Draws the lines; returns the row after them.
    fn head(&self, painter: &mut Painter<'_>) -> u16 {
        let (style, width) = (painter.theme().text, painter.width());
        let draw = |y: u16, text: &String| {
            let rows = painter.wrapped((0, y), width, 3, text, style);
            y + rows.max(u16::from(text.is_empty()))
        };
        self.text.iter().fold(0, draw)
    }
}

/// Number of rows that `text` takes on a page in the painter's area.
fn lines(text: &str, painter: &Painter<'_>) -> u16 {
    let rows = wrap(text, usize::from(painter::column(painter).1)).len() as u16;
    rows.max(u16::from(text.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn press(action: Action, digit: u8) -> KeyMatch {
        KeyMatch { action, digit }
    }

    #[test]
    fn a_digit_or_enter_takes_an_answer() {
        let mut menu = Menu::with_digits(1);
        assert_eq!(menu.key(press(Action::Accept, 0), 3), Some(1));
        assert_eq!(menu.key(press(Action::Down, 0), 3), None);
        assert_eq!(menu.key(press(Action::Accept, 0), 3), Some(2));
        assert_eq!(menu.key(press(Action::Rate, 1), 3), Some(0));
        assert_eq!(menu.key(press(Action::Rate, 4), 3), None, "there is none");
    }

    #[test]
    fn digits_tick_where_several_may_hold_and_enter_goes_on() {
        let mut menu = Menu::with_ticks(vec![2]);
        assert_eq!(menu.key(press(Action::Rate, 1), 3), None);
        assert_eq!(menu.ticked(), [0, 2]);
        assert_eq!(menu.key(press(Action::Clear, 0), 3), None);
        assert_eq!(
            menu.ticked(),
            [2],
            "the tick under the cursor is taken back"
        );
        assert!(menu.key(press(Action::Accept, 0), 3).is_some());
    }
}
