//! A key: its notation, and the presses that match it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// The key that was pressed, whatever it does.
pub type Pressed = KeyCode;

/// Whether the key is one of 0 to 9.
pub const fn is_number(key: Pressed) -> bool {
    matches!(key, KeyCode::Char('0'..='9'))
}

/// A key in the notation of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printed character, with shift already applied.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Any digit in this inclusive range.
    Digits(char, char),
    /// Any digit in this inclusive range, with Alt.
    AltDigits(char, char),
    /// A named key.
    Named(KeyCode),
    /// A named key with Ctrl or Alt, whichever the system uses for it.
    CtrlNamed(KeyCode),
}

impl Key {
    /// Whether `event` is a press of this key.
    pub fn matches(self, event: &KeyEvent) -> bool {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(wanted), KeyCode::Char(typed)) => wanted == typed && !control && !alt,
            (Self::Ctrl(wanted), KeyCode::Char(typed)) => {
                wanted == typed.to_ascii_lowercase() && control
            }
            (Self::Digits(first, last), KeyCode::Char(typed)) => {
                (first..=last).contains(&typed) && !control && !alt
            }
            (Self::AltDigits(first, last), KeyCode::Char(typed)) => {
                (first..=last).contains(&typed) && alt
            }
            (Self::Named(KeyCode::BackTab), code) => {
                code == KeyCode::BackTab
                    || code == KeyCode::Tab && event.modifiers.contains(KeyModifiers::SHIFT)
            }
            (Self::Named(KeyCode::Tab), code) => {
                code == KeyCode::Tab && !event.modifiers.contains(KeyModifiers::SHIFT)
            }
            (Self::Named(wanted), code) => wanted == code && !control && !alt,
            (Self::CtrlNamed(wanted), code) => wanted == code && (control || alt),
            _ => false,
        }
    }

    /// Whether one key press could match both.
    pub(super) fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Digits(a, b), Self::Char(c)) | (Self::Char(c), Self::Digits(a, b)) => {
                (a..=b).contains(&c)
            }
            (Self::Digits(a, b), Self::Digits(c, d))
            | (Self::AltDigits(a, b), Self::AltDigits(c, d)) => a <= d && c <= b,
            _ => self == other,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("space"),
            Self::Char(character) => write!(f, "{character}"),
            Self::Ctrl(character) => write!(f, "^{}", character.to_ascii_uppercase()),
            Self::Digits(first, last) => write!(f, "{first}-{last}"),
            Self::AltDigits(first, last) => write!(f, "alt+{first}-{last}"),
            Self::CtrlNamed(code) => write!(f, "ctrl+{}", Self::Named(*code)),
            Self::Named(KeyCode::Up) => f.write_str("↑"),
            Self::Named(KeyCode::Down) => f.write_str("↓"),
            Self::Named(KeyCode::Left) => f.write_str("←"),
            Self::Named(KeyCode::Right) => f.write_str("→"),
            Self::Named(KeyCode::BackTab) => f.write_str("shift+tab"),
            Self::Named(KeyCode::PageUp) => f.write_str("pgup"),
            Self::Named(KeyCode::PageDown) => f.write_str("pgdn"),
            Self::Named(KeyCode::Backspace) => f.write_str("backspace"),
            Self::Named(KeyCode::F(number)) => write!(f, "F{number}"),
            Self::Named(code) => f.write_str(&code.to_string().to_lowercase()),
        }
    }
}

/// Converts `event` to the key that terminals have traditionally sent for it: Ctrl with j or m is enter, with i tab,
/// with h backspace, with `[` esc; and enter is enter with any modifier. Newer protocols distinguish them, but users do
/// not.
pub fn as_ever(event: KeyEvent) -> KeyEvent {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        KeyCode::Char('j' | 'J' | 'm' | 'M') if control => KeyCode::Enter,
        KeyCode::Enter => KeyCode::Enter,
        KeyCode::Char('i') if control => KeyCode::Tab,
        KeyCode::Char('h') if control => KeyCode::Backspace,
        KeyCode::Char('[') if control => KeyCode::Esc,
        _ => return event,
    };
    KeyEvent::new_with_kind(code, KeyModifiers::NONE, event.kind)
}
