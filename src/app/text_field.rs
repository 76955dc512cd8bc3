//! A text field: what is being typed, with undo and selection. The drawing is `ui`'s.
//!
//! The editing itself is `ratatui-textarea`'s; this is the one place in `app` that knows it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};

/// More than this is not taken: a note, not a book.
pub const MAX_CHARS: usize = 20_000;

/// Text being edited, of one line or several.
#[derive(Clone, Debug)]
pub struct TextField {
    area: TextArea<'static>,
    lines: Lines,
}

/// How many lines a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Enter is not part of the text.
    One,
    /// Enter begins a new line.
    Many,
}

impl TextField {
    /// A field with this text, the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let mut area = match lines {
            Lines::One => TextArea::new(vec![text.replace('\n', " ")]),
            Lines::Many => TextArea::from(text.lines()),
        };
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, lines }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The text without blanks around it.
    pub fn trimmed(&self) -> String {
        self.text().trim().to_owned()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// The editing state, for drawing.
    pub const fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Takes a key; answers whether the text or the cursor changed.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        let plain_enter = event.code == KeyCode::Enter;
        if plain_enter && self.lines == Lines::One || event.code == KeyCode::Tab {
            return false;
        }
        let types = matches!(event.code, KeyCode::Char(_))
            && !event.modifiers.contains(KeyModifiers::CONTROL);
        if (types || plain_enter) && self.text().chars().count() >= MAX_CHARS {
            return false;
        }
        self.area.input(event);
        true
    }

    /// Takes pasted text, without control characters.
    pub fn paste(&mut self, text: &str) {
        let room = MAX_CHARS.saturating_sub(self.text().chars().count());
        let lines = self.lines;
        let clean: String = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter_map(|character| match character {
                '\n' if lines == Lines::Many => Some('\n'),
                '\n' | '\t' => Some(' '),
                other if other.is_control() => None,
                other => Some(other),
            })
            .take(room)
            .collect();
        self.area.insert_str(clean);
    }

    /// Puts other text in its place.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text, self.lines);
    }
}

impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.area.lines() == other.area.lines()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_escape_sequences_are_not_kept() {
        let mut field = TextField::new("", Lines::Many);
        field.paste("red \u{1b}[31m\r\ntwo\ttabs\u{7}");
        assert_eq!(field.text(), "red [31m\ntwo tabs");
        let mut line = TextField::new("", Lines::One);
        line.paste("a\nb");
        assert_eq!(line.text(), "a b");
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
}
