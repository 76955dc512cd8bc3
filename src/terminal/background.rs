//! Whether the terminal's background is dark: asked for with OSC 11, and the answer told from keys.
//!
//! Nobody else reads keys before this is over. What is not part of the answer was typed by the person, and is handed
//! on. An answer that comes too late is kept from being taken for keys by [`LateAnswer`].

use crate::app::Message;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;

/// The question, and after it one that every terminal answers (DA1): its answer ends the wait.
pub const QUESTION: &str = "\x1b]11;?\x1b\\\x1b[c";
/// How long to wait for the answer, after the first frame.
pub const PATIENCE: Duration = Duration::from_millis(200);

/// What came in while an answer was waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Whether the background is dark, where the terminal said.
    pub dark: Option<bool>,
    /// Whether everything that was asked has been answered.
    pub answered: bool,
    /// The bytes that are no answer.
    pub typed: Vec<u8>,
}

/// Takes the answers out of `bytes`.
pub fn sort_out(bytes: &[u8]) -> Heard {
    let mut heard = Heard::default();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if let Some(body) = rest.strip_prefix(b"\x1b]11;") {
            let end = body.iter().position(|byte| matches!(byte, 0x07 | 0x1b)).unwrap_or(body.len());
            heard.dark = std::str::from_utf8(&body[..end]).ok().and_then(is_dark);
            let ended = &body[end..];
            rest = ended.strip_prefix(b"\x1b\\").or_else(|| ended.strip_prefix(b"\x07")).unwrap_or(&[]);
        } else if let Some(body) = rest.strip_prefix(b"\x1b[?") {
            let end = body.iter().position(|byte| (0x40..=0x7e).contains(byte));
            heard.answered |= end.is_some_and(|end| body[end] == b'c');
            rest = end.map_or(&[], |end| &body[end + 1..]);
        } else {
            heard.typed.push(*first);
            rest = after;
        }
    }
    heard
}

/// Reads `rgb:1212/1414/1a1a`, of one to four hexadecimal digits each, with or without an `a`.
fn is_dark(answer: &str) -> Option<bool> {
    let parts = answer.strip_prefix("rgba:").or_else(|| answer.strip_prefix("rgb:"))?;
    let mut channels = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?).filter(|most| *most > 1 && *most <= 65_536)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most - 1))
    });
    let (red, green, blue) = (channels.next()??, channels.next()??, channels.next()??);
    // The weights of the eye, without the curve of the screen: enough to tell dark from light.
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5)
}

/// The keys that `bytes` stand for: the plain ones, and arrows. Other sequences are left out.
pub fn keys(bytes: &[u8]) -> Vec<Message> {
    let mut messages = Vec::new();
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let (code, modifiers) = match character {
            '\x1b' if rest.peek() == Some(&'[') || rest.peek() == Some(&'O') => {
                rest.next();
                let last = rest.find(|character| ('@'..='~').contains(character));
                let code = match last {
                    Some('A') => KeyCode::Up,
                    Some('B') => KeyCode::Down,
                    Some('C') => KeyCode::Right,
                    Some('D') => KeyCode::Left,
                    Some('Z') => KeyCode::BackTab,
                    _ => continue,
                };
                (code, KeyModifiers::NONE)
            }
            '\x1b' => (KeyCode::Esc, KeyModifiers::NONE),
            // Typed before the terminal was switched to single keys, enter is a line feed.
            '\r' | '\n' => (KeyCode::Enter, KeyModifiers::NONE),
            '\t' => (KeyCode::Tab, KeyModifiers::NONE),
            '\x7f' | '\x08' => (KeyCode::Backspace, KeyModifiers::NONE),
            control @ '\x01'..='\x1a' => (KeyCode::Char(char::from(control as u8 + b'a' - 1)), KeyModifiers::CONTROL),
            other if other.is_control() => continue,
            other => (KeyCode::Char(other), KeyModifiers::NONE),
        };
        messages.push(Message::Key(KeyEvent::new(code, modifiers)));
    }
    messages
}

/// Keeps an answer that comes too late, taken apart into keys, from being typed: `alt-]`, digits, `alt-\` or `^G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateAnswer {
    /// None is awaited.
    No,
    /// One may come.
    Awaited,
    /// One is coming; so many keys of it at most.
    Coming(u8),
}

impl LateAnswer {
    /// Whether `message` is part of it.
    pub fn takes(&mut self, message: &Message) -> bool {
        let Message::Key(key) = message else { return false };
        let alt = |character: char| key.code == KeyCode::Char(character) && key.modifiers.contains(KeyModifiers::ALT);
        let bell = key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL);
        match *self {
            Self::Awaited if alt(']') => {
                *self = Self::Coming(32);
                true
            }
            Self::No | Self::Awaited => false,
            Self::Coming(_) if alt('\\') || bell => {
                *self = Self::No;
                true
            }
            Self::Coming(0) => {
                *self = Self::No;
                false
            }
            Self::Coming(left) => {
                *self = Self::Coming(left - 1);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_told_from_what_was_typed() {
        let heard = sort_out(b"7\x1b]11;rgb:1212/1414/1a1a\x1b\\5\x1b[?64;1;2c\r");
        assert_eq!(heard, Heard { dark: Some(true), answered: true, typed: b"75\r".to_vec() });
        assert_eq!(sort_out(b"\x1b]11;rgb:fb/fa/f7\x07").dark, Some(false));
        assert_eq!(sort_out(b"\x1b[?62c"), Heard { dark: None, answered: true, typed: vec![] });
        assert_eq!(sort_out(b"\x1b]11;rgb:zz/\x07\x1b[A").typed, b"\x1b[A", "nonsense is no answer and no key");
        for answer in ["rgb:", "rgb://", "rgb:12345/1/1", "rgb:1/1", "#123456", ""] {
            assert_eq!(is_dark(answer), None, "{answer}");
        }
    }

    #[test]
    fn what_was_typed_meanwhile_is_keys() {
        let key = |code| Message::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let control = Message::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert_eq!(
            keys(b"7\n\x1b[B\x03\x1b"),
            [key(KeyCode::Char('7')), key(KeyCode::Enter), key(KeyCode::Down), control, key(KeyCode::Esc)]
        );
        assert_eq!(keys("é".as_bytes()), [key(KeyCode::Char('é'))]);
        assert_eq!(keys(b"\x1b[200~"), []);
    }

    #[test]
    fn a_late_answer_types_nothing() {
        let mut late = LateAnswer::Awaited;
        let key = |character, modifiers| Message::Key(KeyEvent::new(KeyCode::Char(character), modifiers));
        assert!(!late.takes(&key('7', KeyModifiers::NONE)), "the person's own key");
        assert!(late.takes(&key(']', KeyModifiers::ALT)));
        for character in "11;rgb:1212/1414/1a1a".chars() {
            assert!(late.takes(&key(character, KeyModifiers::NONE)), "{character}");
        }
        assert!(late.takes(&key('\\', KeyModifiers::ALT)));
        assert!(!late.takes(&key('7', KeyModifiers::NONE)), "over");
    }
}
