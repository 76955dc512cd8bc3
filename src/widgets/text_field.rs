//! A text field: its text, cursor and undo steps. Screens draw it.
//!
//! Edits by grapheme: what looks like one letter is one, however many code points it has.

use crate::keys::Action;
use crate::widgets::soft_wrap::{row_at, rows};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::cell::Cell;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Maximum length: enough for a note, not for a book.
pub const MAX_CHARS: usize = 20_000;
/// Maximum number of undo steps.
const STEPS: usize = 200;

/// Text being edited, of one line or several.
#[derive(Clone, Debug)]
pub struct TextField {
    text: String,
    /// Position of the cursor, in bytes.
    cursor: usize,
    lines: Lines,
    /// The columns that lines were last wrapped to when drawn; the cursor moves by the rows on screen.
    wrap: Cell<Option<u16>>,
    past: Vec<State>,
    future: Vec<State>,
    /// The cursor after the last typed letter; typing on from there continues the same undo step.
    typed_to: Option<usize>,
}

/// A text and its cursor position.
type State = (String, usize);

/// How many lines a field may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Enter is not part of the text.
    One,
    /// Enter starts a new line.
    Many,
}

impl TextField {
    /// A field with this text, with the cursor at the end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let text = clean(text, lines).collect::<String>();
        Self {
            cursor: text.len(),
            text,
            lines,
            wrap: Cell::new(None),
            past: Vec::new(),
            future: Vec::new(),
            typed_to: None,
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text without leading and trailing blanks.
    pub fn trimmed(&self) -> String {
        self.text.trim().to_owned()
    }

    /// Whether the field is empty.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The cursor's row, from 0, and the text before it in that row.
    pub fn cursor(&self) -> (usize, &str) {
        let rows = self.rows();
        let row = row_at(&rows, self.cursor);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, &self.text[start..self.cursor])
    }

    /// Whether the cursor is at the end of the text.
    pub const fn is_at_end(&self) -> bool {
        self.cursor == self.text.len()
    }

    /// Wraps long lines of a field with several lines to this many columns.
    pub fn wrap_to(&self, columns: u16) {
        let wraps = self.lines == Lines::Many;
        self.wrap.set(wraps.then_some(columns));
    }

    /// Whether long lines go on in the next row.
    pub const fn is_wrapped(&self) -> bool {
        self.wrap.get().is_some()
    }

    /// The rows in which the text is shown, as ranges of bytes.
    pub fn rows(&self) -> Vec<Range<usize>> {
        rows(&self.text, self.wrap.get())
    }

    /// Handles a key that is text; returns whether it was.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        let letter = match event.code {
            KeyCode::Char(letter)
                if !event
                    .modifiers
                    .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                letter
            }
            KeyCode::Enter if self.lines == Lines::Many => '\n',
            _ => return false,
        };
        let goes_on = self.typed_to == Some(self.cursor) && !letter.is_whitespace();
        let taken = self.insert(&letter.to_string(), !goes_on);
        self.typed_to = Some(self.cursor);
        taken
    }

    /// Inserts pasted text, without control characters, as far as it fits.
    pub fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text: String = clean(&text, self.lines).collect();
        self.insert(&text, true);
    }

    /// Performs an action of the key table; returns whether it [edits text](is_edit).
    pub fn edit(&mut self, action: Action) -> bool {
        let place = self.cursor;
        match action {
            Action::Left => self.cursor = self.left(),
            Action::Right => self.cursor = self.right(),
            Action::WordLeft => self.cursor = self.word_left(),
            Action::WordRight => self.cursor = self.word_right(),
            Action::First => self.cursor -= self.cursor().1.len(),
            Action::Last => self.cursor = self.in_row(self.cursor().0, usize::MAX),
            Action::Up => self.by_row(-1),
            Action::Down => self.by_row(1),
            Action::Erase => self.erase(self.left(), place),
            Action::EraseNext => self.erase(place, self.right()),
            Action::EraseWord => self.erase(self.word_left(), place),
            Action::UndoTyping => self.undo(),
            Action::RedoTyping => self.redo(),
            _ => return false,
        }
        self.typed_to = None;
        true
    }

    /// Replaces the text.
    pub fn set(&mut self, text: &str) {
        let wrap = self.wrap.clone();
        *self = Self {
            wrap,
            ..Self::new(text, self.lines)
        };
    }

    fn insert(&mut self, text: &str, is_step: bool) -> bool {
        let room = MAX_CHARS.saturating_sub(self.text.chars().count());
        let text: String = text.chars().take(room).collect();
        if text.is_empty() {
            return false;
        }
        if is_step {
            self.remember();
        }
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        self.typed_to = None;
        true
    }

    fn erase(&mut self, from: usize, to: usize) {
        if from < to {
            self.remember();
            self.text.replace_range(from..to, "");
            self.cursor = from;
        }
    }

    fn remember(&mut self) {
        self.future.clear();
        self.past.push((self.text.clone(), self.cursor));
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }

    fn undo(&mut self) {
        if let Some(state) = self.past.pop() {
            let present = self.turn_to(state);
            self.future.push(present);
        }
    }

    fn redo(&mut self) {
        if let Some(state) = self.future.pop() {
            let present = self.turn_to(state);
            self.past.push(present);
        }
    }

    fn turn_to(&mut self, (text, cursor): State) -> State {
        let present = std::mem::replace(&mut self.text, text);
        (present, std::mem::replace(&mut self.cursor, cursor))
    }

    fn left(&self) -> usize {
        let before = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - before.map_or(0, str::len)
    }

    fn right(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let mut before = self.text[..self.cursor].split_word_bound_indices();
        let word = before.rfind(|(_, word)| !word.trim().is_empty());
        word.map_or(0, |(place, _)| place)
    }

    fn word_right(&self) -> usize {
        let after = &self.text[self.cursor..];
        let mut words = after.split_word_bound_indices();
        let word = words.find(|(_, word)| !word.trim().is_empty());
        self.cursor + word.map_or(after.len(), |(place, word)| place + word.len())
    }

    /// Moves to the row above or below, to the same letter if there is one.
    fn by_row(&mut self, by: isize) {
        let (row, before) = self.cursor();
        let letters = before.graphemes(true).count();
        if let Some(row) = row.checked_add_signed(by)
            && row < self.rows().len()
        {
            self.cursor = self.in_row(row, letters);
        }
    }

    /// The position this many letters into a row, or the row's end: before its last blank if the next row goes on.
    fn in_row(&self, row: usize, letters: usize) -> usize {
        let rows = self.rows();
        let Some(Range { start, end }) = rows.get(row).cloned() else {
            return self.cursor;
        };
        let text = &self.text[start..end];
        let goes_on = rows.get(row + 1).is_some_and(|next| next.start == end);
        let most = text.graphemes(true).count() - usize::from(goes_on && start < end);
        let before = text.graphemes(true).take(letters.min(most));
        start + before.map(str::len).sum::<usize>()
    }
}

/// Whether an action applies to the text being edited.
pub const fn is_edit(action: Action) -> bool {
    matches!(
        action,
        Action::Left
            | Action::Right
            | Action::WordLeft
            | Action::WordRight
            | Action::First
            | Action::Last
            | Action::Up
            | Action::Down
            | Action::Erase
            | Action::EraseNext
            | Action::EraseWord
            | Action::UndoTyping
            | Action::RedoTyping
    )
}

/// `text` in the form that such a field accepts.
fn clean(text: &str, lines: Lines) -> impl Iterator<Item = char> {
    text.chars().filter_map(move |character| match character {
        '\n' if lines == Lines::Many => Some('\n'),
        '\n' | '\t' => Some(' '),
        other if other.is_control() => None,
        other => Some(other),
    })
}

impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(field: &mut TextField, text: &str) {
        for letter in text.chars() {
            field.key(KeyEvent::from(KeyCode::Char(letter)));
        }
    }

    #[test]
    fn pasted_escape_sequences_are_not_kept() {
        let mut field = TextField::new("", Lines::Many);
        field.paste("red \u{1b}[31m\r\ntwo\ttabs\u{7}");
        assert_eq!(field.text(), "red [31m\ntwo tabs");
        let mut line = TextField::new("", Lines::One);
        line.paste("a\r\nb\rc\nd");
        assert_eq!(line.text(), "a b c d");
    }

    #[test]
    fn a_single_line_takes_no_enter() {
        let mut line = TextField::new("walk", Lines::One);
        assert!(!line.key(KeyEvent::from(KeyCode::Enter)));
        assert!(line.key(KeyEvent::from(KeyCode::Char('s'))));
        assert_eq!(line.text(), "walks");
    }

    #[test]
    fn a_field_has_an_end() {
        let mut field = TextField::new("", Lines::Many);
        field.paste(&"x".repeat(MAX_CHARS + 5));
        assert_eq!(field.text().len(), MAX_CHARS);
        assert!(!field.key(KeyEvent::from(KeyCode::Char('y'))));
    }

    #[test]
    fn what_looks_like_one_letter_is_one() {
        for letter in ["é", "e\u{301}", "🇦🇹", "👩‍👩‍👧", "👍🏽", "नि"] {
            let mut field = TextField::new(&format!("a{letter}b"), Lines::One);
            field.edit(Action::Left);
            field.edit(Action::Erase);
            assert_eq!(field.text(), "ab", "{letter}");
            field.edit(Action::UndoTyping);
            field.edit(Action::First);
            field.edit(Action::Right);
            assert_eq!(field.cursor(), (0, "a"));
            field.edit(Action::EraseNext);
            assert_eq!(field.text(), "ab", "{letter}");
            field.edit(Action::UndoTyping);
            field.edit(Action::Right);
            assert_eq!(field.cursor().1, format!("a{letter}"));
        }
    }

    #[test]
    fn the_cursor_goes_by_letters_words_and_lines() {
        let mut field = TextField::new("one two\nthree\nfour five", Lines::Many);
        for (action, place) in [
            (Action::Up, (1, "three")),
            (Action::Up, (0, "one t")),
            (Action::Up, (0, "one t")),
            (Action::WordLeft, (0, "one ")),
            (Action::WordRight, (0, "one two")),
            (Action::WordRight, (1, "three")),
            (Action::First, (1, "")),
            (Action::Down, (2, "")),
            (Action::Last, (2, "four five")),
            (Action::Down, (2, "four five")),
        ] {
            field.edit(action);
            assert_eq!(field.cursor(), place, "{action:?}");
        }
        field.edit(Action::EraseWord);
        assert_eq!(field.text(), "one two\nthree\nfour ");
    }

    #[test]
    fn in_wrapped_lines_the_cursor_goes_by_the_rows_on_screen() {
        let mut field = TextField::new("met Ana in town\nwalked home", Lines::Many);
        field.wrap_to(8);
        for (action, place) in [
            (Action::Up, (2, "walk")),
            (Action::Up, (1, "in t")),
            (Action::Up, (0, "met ")),
            (Action::Up, (0, "met ")),
            (Action::Last, (0, "met Ana")),
            (Action::Right, (1, "")),
            (Action::Last, (1, "in town")),
            (Action::Down, (2, "walked")),
            (Action::Down, (3, "home")),
            (Action::First, (3, "")),
            (Action::Left, (2, "walked")),
        ] {
            field.edit(action);
            assert_eq!(field.cursor(), place, "{action:?}");
        }
        let mut line = TextField::new("met Ana in town", Lines::One);
        line.wrap_to(8);
        assert_eq!(line.cursor(), (0, "met Ana in town"));
        line.edit(Action::First);
        assert_eq!(line.cursor(), (0, ""));
    }

    #[test]
    fn what_was_typed_or_deleted_is_undone_word_by_word() {
        let mut field = TextField::new("", Lines::Many);
        types(&mut field, "one two");
        field.edit(Action::UndoTyping);
        assert_eq!(field.text(), "one");
        field.edit(Action::UndoTyping);
        assert_eq!(field.text(), "");
        field.edit(Action::RedoTyping);
        field.edit(Action::RedoTyping);
        assert_eq!(field.text(), "one two");
        field.edit(Action::EraseWord);
        types(&mut field, "three");
        field.edit(Action::UndoTyping);
        field.edit(Action::UndoTyping);
        assert_eq!(field.text(), "one two");
    }
}
