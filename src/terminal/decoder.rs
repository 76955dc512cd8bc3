//! Takes apart what the terminal sends: keys and other events, and answers to what it was asked.
//!
//! Bytes come as they come. A sequence that is not whole yet stays until the rest is there, or until somebody says that
//! nothing more comes ([`Decoder::give_up`]): alt and `[` begin like an arrow key, and are one no less.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const PASTE: &[u8] = b"\x1b[200~";
/// The end of the answer about the background, where it ends with a bell.
const BELL: u8 = 0x07;
/// No answer of a terminal is longer.
const LONGEST_ANSWER: usize = 64;

/// One thing that the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A key, a paste, the mouse.
    Event(Event),
    /// Its background, as `rgb:1212/1414/1a1a` (OSC 11).
    Background(String),
    /// What it is (DA1), which is the answer to a question that every terminal answers.
    Attributes,
}

/// What the first bytes are.
#[derive(Debug, PartialEq, Eq)]
enum First {
    /// So many of them are this.
    Is(usize, Heard),
    /// So many of them mean nothing.
    Nothing(usize),
    /// The rest is missing.
    Part,
}

/// Bytes on their way to being events.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    /// So many were looked at in vain.
    tried: usize,
    more: bool,
}

impl Decoder {
    /// Adds what was read. When there is `more`, an escape at the end is not yet a key of its own.
    pub fn feed(&mut self, bytes: &[u8], more: bool) {
        self.bytes.extend_from_slice(bytes);
        self.more = more;
    }

    /// Whether part of something waits for its rest.
    pub const fn is_waiting(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Whether what waits is more than one key sends: a paste, or an answer, which slow lines may hand on in pieces.
    /// Its rest must not be taken for keys.
    pub fn takes_its_time(&self) -> bool {
        self.bytes.starts_with(PASTE)
            || self.bytes.starts_with(b"\x1b]1")
            || self.bytes.starts_with(b"\x1b[?")
    }

    /// Nothing more comes: what waits is taken for what it can be taken for.
    pub fn give_up(&mut self) -> Option<Heard> {
        let bytes = std::mem::take(self).bytes;
        if let Some(text) = bytes.strip_prefix(PASTE) {
            return Some(Heard::Event(Event::Paste(
                String::from_utf8_lossy(text).into_owned(),
            )));
        }
        let code = match bytes[..] {
            [0x1b] => return Some(key(KeyCode::Esc, KeyModifiers::NONE)),
            [0x1b, byte @ (b'[' | b']' | b'O')] => KeyCode::Char(char::from(byte)),
            _ => return None,
        };
        Some(key(code, KeyModifiers::ALT))
    }

    fn first(&self) -> First {
        let bytes = &self.bytes[..];
        match bytes {
            [0x1b] if self.more => First::Part,
            [0x1b, 0x1b, ..] => First::Is(1, key(KeyCode::Esc, KeyModifiers::NONE)),
            [0x1b, b'[', b'?', answer @ ..] => {
                match answer.iter().position(|byte| (0x40..=0x7e).contains(byte)) {
                    Some(end) if answer[end] == b'c' => First::Is(end + 4, Heard::Attributes),
                    Some(end) => First::Nothing(end + 4),
                    None if answer.len() > LONGEST_ANSWER => First::Nothing(bytes.len()),
                    None => First::Part,
                }
            }
            [] | [0x1b, b']'] | [0x1b, b']', b'1'] | [0x1b, b']', b'1', b'1'] => First::Part,
            [0x1b, b']', b'1', b'1', b';', answer @ ..] => {
                let end = answer.iter().position(|byte| matches!(*byte, BELL | 0x1b));
                let ended = end.map(|end| (end, &answer[end..]));
                let colour = |end: usize| {
                    Heard::Background(String::from_utf8_lossy(&answer[..end]).into_owned())
                };
                match ended {
                    Some((end, [BELL, ..])) => First::Is(end + 6, colour(end)),
                    Some((end, [0x1b, b'\\', ..])) => First::Is(end + 7, colour(end)),
                    Some((end, [0x1b, _, ..])) => First::Nothing(end + 5),
                    None if answer.len() > LONGEST_ANSWER => First::Nothing(bytes.len()),
                    _ => First::Part,
                }
            }
            [first, ..] => {
                // An escape alone is a key; with something behind it, it is the beginning of one.
                let least = if *first == 0x1b && bytes.len() > 1 {
                    2
                } else {
                    1
                };
                for length in least.max(self.tried + 1)..=bytes.len() {
                    match terminput::Event::parse_from(&bytes[..length]) {
                        Ok(None) => {}
                        Ok(Some(event)) => {
                            return match terminput_crossterm::to_crossterm(event) {
                                Ok(event) => First::Is(length, Heard::Event(event)),
                                Err(_) => First::Nothing(length),
                            };
                        }
                        Err(_) => return First::Nothing(length),
                    }
                }
                First::Part
            }
        }
    }
}

impl Iterator for Decoder {
    type Item = Heard;

    /// The next thing that is whole. More may come after `None`.
    fn next(&mut self) -> Option<Heard> {
        loop {
            let (length, heard) = match self.first() {
                First::Is(length, heard) => (length, Some(heard)),
                First::Nothing(length) => (length, None),
                First::Part => {
                    self.tried = self.bytes.len();
                    return None;
                }
            };
            self.bytes.drain(..length);
            self.tried = 0;
            if heard.is_some() {
                return heard;
            }
        }
    }
}

const fn key(code: KeyCode, modifiers: KeyModifiers) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    use proptest::prelude::*;

    fn plain(code: KeyCode) -> Heard {
        key(code, KeyModifiers::NONE)
    }

    fn all(bytes: &[u8]) -> Vec<Heard> {
        let mut decoder = Decoder::default();
        decoder.feed(bytes, false);
        decoder.collect()
    }

    #[test]
    fn keys_are_what_they_are_on_every_terminal() {
        let control = |character| key(KeyCode::Char(character), KeyModifiers::CONTROL);
        let alt = |character| key(KeyCode::Char(character), KeyModifiers::ALT);
        assert_eq!(
            all(b"7\r\x1b[B\x03\x7f\t\x1b[Z\x1bx\x1bOA\x1b[5~\x1b[1;5C\x1b[24~\x1b"),
            [
                plain(KeyCode::Char('7')),
                plain(KeyCode::Enter),
                plain(KeyCode::Down),
                control('c'),
                plain(KeyCode::Backspace),
                plain(KeyCode::Tab),
                key(KeyCode::BackTab, KeyModifiers::SHIFT),
                alt('x'),
                plain(KeyCode::Up),
                plain(KeyCode::PageUp),
                key(KeyCode::Right, KeyModifiers::CONTROL),
                plain(KeyCode::F(12)),
                plain(KeyCode::Esc),
            ]
        );
        assert_eq!(all("éB".as_bytes())[0], plain(KeyCode::Char('é')));
        assert_eq!(all(b"B"), [key(KeyCode::Char('B'), KeyModifiers::SHIFT)]);
        assert_eq!(all(b"\x1b\x1b"), [plain(KeyCode::Esc), plain(KeyCode::Esc)]);
        assert_eq!(all(b"\n"), [control('j')]);
    }

    #[test]
    fn pastes_and_the_mouse_come_through() {
        assert_eq!(
            all(b"\x1b[200~two\nlines\x1b[201~"),
            [Heard::Event(Event::Paste("two\nlines".into()))]
        );
        let press = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 9,
            row: 4,
            modifiers: KeyModifiers::NONE,
        };
        assert_eq!(all(b"\x1b[<0;10;5M"), [Heard::Event(Event::Mouse(press))]);
    }

    #[test]
    fn answers_are_told_from_keys_whenever_they_come() {
        let dark = || Heard::Background("rgb:1212/1414/1a1a".into());
        let seven = || plain(KeyCode::Char('7'));
        assert_eq!(
            all(b"7\x1b]11;rgb:1212/1414/1a1a\x1b\\7\x1b[?64;1;2c7"),
            [seven(), dark(), seven(), Heard::Attributes, seven()]
        );
        assert_eq!(all(b"\x1b]11;rgb:1212/1414/1a1a\x077"), [dark(), seven()]);
        assert_eq!(
            all(b"\x1b[?997;1n7"),
            [seven()],
            "an answer to nothing that was asked"
        );
    }

    #[test]
    fn half_a_sequence_waits_for_its_rest() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[", false);
        assert_eq!(decoder.next(), None);
        assert!(decoder.is_waiting());
        decoder.feed(b"A", false);
        assert_eq!(decoder.next(), Some(plain(KeyCode::Up)));
        decoder.feed(b"\x1b", true);
        assert_eq!(
            decoder.next(),
            None,
            "cut off by the end of what was read at once"
        );
        decoder.feed(b"[B", false);
        assert_eq!(decoder.next(), Some(plain(KeyCode::Down)));
        assert!(!decoder.is_waiting());
    }

    #[test]
    fn what_has_no_rest_is_a_key_of_its_own() {
        for (bytes, expected) in [
            (
                &b"\x1b["[..],
                Some(key(KeyCode::Char('['), KeyModifiers::ALT)),
            ),
            (b"\x1b]", Some(key(KeyCode::Char(']'), KeyModifiers::ALT))),
            (b"\x1bO", Some(key(KeyCode::Char('O'), KeyModifiers::ALT))),
            (b"\x1b[1;", None),
            (b"\xc3", None),
            (
                b"\x1b[200~half",
                Some(Heard::Event(Event::Paste("half".into()))),
            ),
        ] {
            let mut decoder = Decoder::default();
            decoder.feed(bytes, false);
            assert_eq!(decoder.next(), None, "{bytes:?}");
            assert_eq!(decoder.give_up(), expected, "{bytes:?}");
            assert!(!decoder.is_waiting());
            decoder.feed(b"7", false);
            assert_eq!(
                decoder.next(),
                Some(plain(KeyCode::Char('7'))),
                "after {bytes:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it_or_hold_up_a_key_for_ever(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes, false);
            while decoder.next().is_some() {}
            decoder.give_up();
            decoder.feed(b"7", false);
            prop_assert_eq!(decoder.next(), Some(plain(KeyCode::Char('7'))));
        }

        #[test]
        fn where_the_bytes_are_cut_makes_no_difference(
            parts in prop::collection::vec(prop::sample::select(vec![
                &b"7"[..], b"\x1b[A", b"\x1b[1;5C", b"\x1b[24~", b"\x1bx", b"\x1b[<0;10;5M", b"\xe2\x82\xac", b"\r",
                b"\x1b[200~a b\x1b[201~", b"\x1b]11;rgb:1/2/3\x1b\\", b"\x1b[?62c",
            ]), 0..12),
            cut in any::<prop::sample::Index>(),
        ) {
            let bytes: Vec<u8> = parts.concat();
            let (first, second) = bytes.split_at(if bytes.is_empty() { 0 } else { cut.index(bytes.len()) });
            let mut decoder = Decoder::default();
            decoder.feed(first, true);
            let mut heard: Vec<_> = decoder.by_ref().collect();
            decoder.feed(second, false);
            heard.extend(decoder.by_ref());
            prop_assert_eq!(heard.len(), parts.len());
            prop_assert_eq!(heard, all(&bytes));
        }
    }
}
