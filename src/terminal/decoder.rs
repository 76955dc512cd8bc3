//! Takes apart what the terminal sends: keys and other events, and answers to what it was asked.
//!
//! Bytes come as they come. A sequence that is not whole yet stays until the rest is there, or until somebody says that
//! nothing more comes ([`Decoder::give_up`]): esc, alt and `[` begin like an arrow key, and are keys no less. Answers are
//! told from keys by their shape alone (ECMA-48), whoever asked for them: no answer ever types or rates.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
/// The end of a file, Ctrl-D.
const END: u8 = 0x04;
/// The end of an answer, where it does not end with escape and a backslash.
const BELL: u8 = 0x07;

/// One thing that the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A key, a paste, the mouse.
    Event(Event),
    /// Its background, as `rgb:1212/1414/1a1a` (OSC 11).
    Background(String),
    /// Its name and version, as `kitty(0.40.1)` (XTVERSION).
    Version(String),
    /// What it is (DA1), which is the answer to a question that every terminal answers.
    Attributes,
}

impl Heard {
    /// The event; `None` for an answer.
    pub(super) fn event(self) -> Option<Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Background(_) | Self::Version(_) | Self::Attributes => None,
        }
    }
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
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// So many were looked at in vain.
    tried: usize,
    more: bool,
}

impl Decoder {
    /// Adds what was read. When there is `more`, the end of a line may have its rest still to come.
    pub(super) fn feed(&mut self, bytes: &[u8], more: bool) {
        self.bytes.extend_from_slice(bytes);
        self.more = more;
    }

    /// Whether part of something waits for its rest.
    pub(super) const fn is_waiting(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Whether an escape waits, and nothing else.
    pub(super) fn is_escape(&self) -> bool {
        self.bytes == [ESC]
    }

    /// Whether what waits is more than one key sends at once: a paste, or an answer, which slow lines may hand on in
    /// pieces. Its rest must not be taken for keys.
    pub(super) fn takes_its_time(&self) -> bool {
        matches!(self.bytes[..], [ESC, second, _, ..] if second == b'[' || begins_text(second))
    }

    /// Nothing more comes: what waits is taken for what it can be taken for.
    pub(super) fn give_up(&mut self) -> Option<Heard> {
        let bytes = std::mem::take(self).bytes;
        if let Some(text) = bytes.strip_prefix(PASTE) {
            return Some(pasted(text));
        }
        match bytes[..] {
            [ESC] => Some(key(KeyCode::Esc, KeyModifiers::NONE)),
            [b'\r'] => Some(key(KeyCode::Enter, KeyModifiers::NONE)),
            [b'\n'] => Some(key(KeyCode::Char('j'), KeyModifiers::CONTROL)),
            [ESC, byte] if begins_more(byte) => Some(with_alt(byte)),
            _ => None,
        }
    }

    fn first(&self) -> First {
        let bytes = &self.bytes[..];
        match bytes {
            [] | [ESC] => First::Part,
            [b'\r' | b'\n'] if self.more => First::Part,
            // What some terminals send when their window is closed, so that a shell leaves: no key of anybody's.
            [b'\n', END, ..] => First::Nothing(2),
            // One line ends so in a paste that is typed; nobody presses both keys at once.
            [b'\r', b'\n', ..] => First::Is(2, key(KeyCode::Enter, KeyModifiers::NONE)),
            [b'\r', ..] => First::Is(1, key(KeyCode::Enter, KeyModifiers::NONE)),
            [b'\n', ..] => First::Is(1, key(KeyCode::Char('j'), KeyModifiers::CONTROL)),
            [ESC, ESC, ..] => First::Is(1, key(KeyCode::Esc, KeyModifiers::NONE)),
            [ESC, byte] if begins_more(*byte) => First::Part,
            [ESC, b'[', ..] => self.control_sequence(),
            [ESC, b'O', ..] => function_key(bytes),
            [ESC, byte, ..] if begins_text(*byte) => self.answer_in_text(),
            _ => self.key(),
        }
    }

    /// `ESC [`, parameters, a letter: keys, the mouse, a paste, and most answers.
    fn control_sequence(&self) -> First {
        let bytes = &self.bytes[..];
        if bytes.starts_with(PASTE) {
            let from = self.tried.saturating_sub(PASTED.len()).max(PASTE.len());
            let end = bytes[from..]
                .windows(PASTED.len())
                .position(|part| part == PASTED);
            return end.map_or(First::Part, |end| {
                let text = &bytes[PASTE.len()..from + end];
                First::Is(from + end + PASTED.len(), pasted(text))
            });
        }
        match bytes[2] {
            // The Linux console's F1 to F5, and the mouse of old: what follows is not a letter of its own.
            b'[' if bytes.len() < 4 => return First::Part,
            b'[' => return whole(&bytes[..4]),
            b'M' if bytes.len() < 6 => return First::Part,
            b'M' => return whole(&bytes[..6]),
            _ => {}
        }
        let Some(end) = bytes
            .iter()
            .skip(2)
            .position(|byte| !(0x20..=0x3f).contains(byte))
        else {
            return First::Part;
        };
        let (parameters, last, length) = (&bytes[2..2 + end], bytes[2 + end], end + 3);
        if !(0x40..=0x7e).contains(&last) {
            // Cut short by another key.
            return if end == 0 {
                First::Is(2, with_alt(b'['))
            } else {
                First::Nothing(length - 1)
            };
        }
        let private = parameters
            .first()
            .is_some_and(|byte| (0x3c..=0x3f).contains(byte));
        match (parameters, last) {
            ([b'?', ..], b'c') => First::Is(length, Heard::Attributes),
            ([b'<', ..], b'M' | b'm') => whole(&bytes[..length]),
            // Answers: attributes, keyboard modes, settings (DECRPM), the cursor's place, the state of things, the window.
            _ if private || parameters.iter().any(|byte| *byte < b'0') => First::Nothing(length),
            ([_, ..], b'R' | b'c' | b'n' | b't' | b'x' | b'y') => First::Nothing(length),
            (_, b'~') if parameters.starts_with(b"27;") => other_key(parameters, length),
            _ => whole(&bytes[..length]),
        }
    }

    /// Device control, operating system, application and privacy strings: answers, but for alt and the letter itself.
    fn answer_in_text(&self) -> First {
        let bytes = &self.bytes[..];
        let from = self.tried.saturating_sub(1).max(2);
        let ends = |byte: &u8| *byte < 0x20 || *byte == 0x7f;
        let Some(end) = bytes[from..].iter().position(ends).map(|end| from + end) else {
            return First::Part;
        };
        let length = match bytes[end..] {
            [ESC] => return First::Part,
            [ESC, b'\\', ..] => end + 2,
            [BELL, ..] => end + 1,
            _ if end == 2 => return First::Is(2, with_alt(bytes[1])),
            // No answer holds such a byte: it was cut short, and another key follows.
            _ => return First::Nothing(end),
        };
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let is = |heard| First::Is(length, heard);
        match (bytes[1], &bytes[2..end]) {
            (b']', [b'1', b'1', b';', color @ ..]) => is(Heard::Background(text(color))),
            (b'P', [b'>', b'|', version @ ..]) => is(Heard::Version(text(version))),
            _ => First::Nothing(length),
        }
    }

    fn key(&self) -> First {
        let bytes = &self.bytes[..];
        // An escape alone is a key; with something behind it, it is the beginning of one.
        let least = if bytes[0] == ESC { 2 } else { 1 };
        (least.max(self.tried + 1)..=bytes.len())
            .map(|length| parsed(&bytes[..length]))
            .find(|first| *first != First::Part)
            .unwrap_or(First::Part)
    }
}

/// Whether escape and this byte begin a string that ends with escape and a backslash, or a bell.
const fn begins_text(byte: u8) -> bool {
    matches!(byte, b']' | b'P' | b'X' | b'^' | b'_')
}

/// Whether escape and this byte begin something longer.
pub(super) const fn begins_more(byte: u8) -> bool {
    begins_text(byte) || matches!(byte, b'[' | b'O')
}

/// `ESC O` and a letter, modifiers between them on some terminals.
fn function_key(bytes: &[u8]) -> First {
    let end = bytes
        .iter()
        .skip(2)
        .position(|byte| !matches!(byte, b'0'..=b'9' | b';'));
    match end.map(|end| (end, bytes[end + 2])) {
        None => First::Part,
        Some((0, last)) if !(0x20..=0x7e).contains(&last) => First::Is(2, with_alt(b'O')),
        Some((0, _)) => whole(&bytes[..3]),
        Some((end, last)) if !(0x20..=0x7e).contains(&last) => First::Nothing(end + 2),
        Some((end, _)) => First::Nothing(end + 3),
    }
}

/// A key as xterm's modifyOtherKeys writes it, `27;modifiers;code`: the same as `code;modifiers u`.
fn other_key(parameters: &[u8], length: usize) -> First {
    let text = String::from_utf8_lossy(parameters);
    let mut numbers = text.split(';').skip(1);
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(modifiers), Some(code), None) => {
            match whole(format!("\x1b[{code};{modifiers}u").as_bytes()) {
                First::Is(_, heard) => First::Is(length, heard),
                _ => First::Nothing(length),
            }
        }
        _ => First::Nothing(length),
    }
}

/// What these bytes are, which end where they end.
fn whole(bytes: &[u8]) -> First {
    match parsed(bytes) {
        First::Part => First::Nothing(bytes.len()),
        first => first,
    }
}

/// What these bytes are, or begin.
fn parsed(bytes: &[u8]) -> First {
    match terminput::Event::parse_from(bytes) {
        Ok(None) => First::Part,
        Ok(Some(event)) => terminput_crossterm::to_crossterm(event)
            .map_or(First::Nothing(bytes.len()), |event| {
                First::Is(bytes.len(), Heard::Event(event))
            }),
        Err(_) => First::Nothing(bytes.len()),
    }
}

fn pasted(text: &[u8]) -> Heard {
    Heard::Event(Event::Paste(String::from_utf8_lossy(text).into_owned()))
}

const fn with_alt(byte: u8) -> Heard {
    key(KeyCode::Char(byte as char), KeyModifiers::ALT)
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
mod tests;
