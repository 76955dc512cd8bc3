//! Decodes terminal input: keys and other events, and answers to queries.
//!
//! Input arrives in arbitrary pieces. An incomplete sequence is kept until the rest arrives or until the caller says
//! that nothing more will come ([`Decoder::give_up`]): esc, alt and `[` start like an arrow key but are keys, too.
//! Answers are told from keys only by their form (ECMA-48), no matter who sent the query, so an answer never types text
//! or enters a rating.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
/// End of transmission, Ctrl-D.
const END: u8 = 0x04;
/// Ends an answer that does not end with escape and a backslash.
const BELL: u8 = 0x07;

/// One decoded input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A key, a paste, the mouse.
    Event(Event),
    /// The background, as `rgb:1212/1414/1a1a` (OSC 11).
    Background(String),
    /// The terminal's name and version, as `kitty(0.40.1)` (XTVERSION).
    Version(String),
    /// The device attributes (DA1); every terminal answers this query.
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

/// How the first bytes of the buffer decode.
#[derive(Debug, PartialEq, Eq)]
enum First {
    /// This many bytes are this input.
    Is(usize, Heard),
    /// This many bytes have no meaning.
    Nothing(usize),
    /// The sequence is incomplete.
    Part,
}

/// Buffers bytes until they form events.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// How many bytes were examined without a result.
    tried: usize,
    more: bool,
}

impl Decoder {
    /// Adds bytes that were read. With `more`, the end of a line may still be followed by its other half.
    pub(super) fn feed(&mut self, bytes: &[u8], more: bool) {
        self.bytes.extend_from_slice(bytes);
        self.more = more;
    }

    /// Whether an incomplete sequence is buffered.
    pub(super) const fn is_waiting(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Whether the buffer is a single escape.
    pub(super) fn is_escape(&self) -> bool {
        self.bytes == [ESC]
    }

    /// Whether the buffer has more than one key sends at once: a paste, or an answer, which slow connections may
    /// deliver in pieces. The rest must not be taken for keys.
    pub(super) fn takes_its_time(&self) -> bool {
        matches!(self.bytes[..], [ESC, second, _, ..] if second == b'[' || begins_text(second))
    }

    /// Decodes the buffer as well as possible because nothing more will come.
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
            // Some terminals send this when their window is closed, so that a shell exits; it is not a key press.
            [b'\n', END, ..] => First::Nothing(2),
            // A line ending in pasted text sent as keys; a person never presses both keys at once.
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

    /// `ESC [`, parameters and a letter: keys, the mouse, a paste, and most answers.
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
            // The Linux console's F1 to F5, and legacy mouse reports: the next byte belongs to the sequence.
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
            // Interrupted by another key.
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
            // Answers: attributes, keyboard modes, settings (DECRPM), cursor position, device status, window.
            _ if private || parameters.iter().any(|byte| *byte < b'0') => First::Nothing(length),
            ([_, ..], b'R' | b'c' | b'n' | b't' | b'x' | b'y') => First::Nothing(length),
            (_, b'~') if parameters.starts_with(b"27;") => other_key(parameters, length),
            _ => whole(&bytes[..length]),
        }
    }

    /// Device control, operating system, application and privacy strings: answers, except for alt plus the letter
    /// itself.
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
            // No answer contains such a byte: it was interrupted, and another key follows.
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
        // A lone escape is a key; with more bytes after it, it starts a sequence.
        let least = if bytes[0] == ESC { 2 } else { 1 };
        (least.max(self.tried + 1)..=bytes.len())
            .map(|length| parsed(&bytes[..length]))
            .find(|first| *first != First::Part)
            .unwrap_or(First::Part)
    }
}

/// Whether escape and this byte start a string that ends with escape and a backslash, or a bell.
const fn begins_text(byte: u8) -> bool {
    matches!(byte, b']' | b'P' | b'X' | b'^' | b'_')
}

/// Whether escape and this byte start a longer sequence.
pub(super) const fn begins_more(byte: u8) -> bool {
    begins_text(byte) || matches!(byte, b'[' | b'O')
}

/// `ESC O` and a letter; some terminals put modifiers between them.
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

/// A key in xterm's modifyOtherKeys form, `27;modifiers;code`: the same as `code;modifiers u`.
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

/// Decodes a sequence that ends where `bytes` ends.
fn whole(bytes: &[u8]) -> First {
    match parsed(bytes) {
        First::Part => First::Nothing(bytes.len()),
        first => first,
    }
}

/// Decodes bytes that may be the start of a longer sequence.
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

    /// Returns the next complete input. After `None`, more may still arrive.
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
