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
mod tests {
    use super::*;
    use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    use proptest::prelude::*;

    /// What terminals answer to questions, ours or another program's.
    const ANSWERS: [&[u8]; 46] = [
        // Device attributes: primary, secondary, tertiary; DECRPTUI as DCS.
        b"\x1b[?1;2c",
        b"\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28;29;42;52c",
        b"\x1b[0c",
        b"\x1b[>0;276;0c",
        b"\x1b[>41;410;0c",
        b"\x1b[=0c",
        b"\x1bP!|00000000\x1b\\",
        // States: the terminal is fine, the cursor is there, the keyboard, the printer.
        b"\x1b[0n",
        b"\x1b[3n",
        b"\x1b[24;80R",
        b"\x1b[7;3R",
        b"\x1b[?24;80;1R",
        b"\x1b[?13n",
        b"\x1b[?997;1n",
        b"\x1b[2;1;1;112;112;1;0x",
        // Modes (DECRPM), private and ANSI; keyboard flags; modifyOtherKeys; graphics.
        b"\x1b[?2026;2$y",
        b"\x1b[4;2$y",
        b"\x1b[?5u",
        b"\x1b[>4;2m",
        b"\x1b[?1;0;256S",
        // The window: state, place, size in pixels and in characters, labels.
        b"\x1b[1t",
        b"\x1b[3;7;5t",
        b"\x1b[4;768;1024t",
        b"\x1b[8;24;80t",
        b"\x1b[9;50;160t",
        b"\x1b]lfirstline 765\x1b\\",
        b"\x1b]Lfirstline 765\x1b\\",
        // Colors, clipboard, iTerm2.
        b"\x1b]4;7;rgb:7575/5050/7575\x07",
        b"\x1b]4;7;rgb:7575/5050/7575\x1b\\",
        b"\x1b]10;rgb:ffff/7777/5555\x07",
        b"\x1b]10;rgb:ffff/7777/5555\x1b\\",
        b"\x1b]11;rgb:1212/1414/1a1a\x07",
        b"\x1b]11;rgb:1212/1414/1a1a\x1b\\",
        b"\x1b]12;rgb:1212/1414/1a1a\x07",
        b"\x1b]12;rgb:1212/1414/1a1a\x1b\\",
        b"\x1b]52;c;NzU2NHFqaw==\x07",
        b"\x1b]52;c;NzU2NHFqaw==\x1b\\",
        b"\x1b]1337;ReportCellSize=17.0;8.0\x07",
        b"\x1b]1337;ReportCellSize=17.0;8.0\x1b\\",
        // XTVERSION, XTGETTCAP, DECRQSS, kitty's graphics, privacy message, start of string.
        b"\x1bP>|XTerm(390) 7564\x1b\\",
        b"\x1bP1+r544e=787465726d2d323536636f6c6f72\x1b\\",
        b"\x1bP0+r\x1b\\",
        b"\x1bP1$r0;7m\x1b\\",
        b"\x1b_Gi=31;OK 7q\x1b\\",
        b"\x1b^7564q\x1b\\",
        b"\x1bX7564q\x1b\\",
    ];

    fn plain(code: KeyCode) -> Heard {
        key(code, KeyModifiers::NONE)
    }

    /// Everything, nothing more to come.
    fn all(bytes: &[u8]) -> Vec<Heard> {
        in_pieces(&[bytes])
    }

    /// Everything that comes in these pieces, nothing more to come.
    fn in_pieces(pieces: &[&[u8]]) -> Vec<Heard> {
        let mut decoder = Decoder::default();
        let mut heard = Vec::new();
        for (place, piece) in pieces.iter().enumerate() {
            decoder.feed(piece, place + 1 < pieces.len());
            heard.extend(decoder.by_ref());
        }
        heard.extend(decoder.give_up());
        heard
    }

    fn is_event(heard: &Heard) -> bool {
        matches!(heard, Heard::Event(_))
    }

    #[test]
    fn keys_are_what_they_are_on_every_terminal() {
        let control = |character| key(KeyCode::Char(character), KeyModifiers::CONTROL);
        let alt = |character| key(KeyCode::Char(character), KeyModifiers::ALT);
        assert_eq!(
            all(b"7\r\x1b[B\x03\x7f\t\x1b[Z\x1bx\x1bOA\x1b[5~\x1b[1;5C\x1b[24~\x1b[[B\x1b"),
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
                plain(KeyCode::F(2)),
                plain(KeyCode::Esc),
            ]
        );
        assert_eq!(all("éB".as_bytes())[0], plain(KeyCode::Char('é')));
        assert_eq!(all(b"B"), [key(KeyCode::Char('B'), KeyModifiers::SHIFT)]);
        assert_eq!(all(b"\x1b\x1b"), [plain(KeyCode::Esc), plain(KeyCode::Esc)]);
        assert_eq!(all(b"\n"), [control('j')]);
    }

    #[test]
    fn keys_with_modifiers_are_the_same_in_every_protocol() {
        let seven = |modifiers| key(KeyCode::Char('7'), modifiers);
        for (bytes, expected) in [
            (&b"\x1b[27;2;55~"[..], seven(KeyModifiers::SHIFT)),
            (b"\x1b[27;1;55~", seven(KeyModifiers::NONE)),
            (b"\x1b[55u", seven(KeyModifiers::NONE)),
            (b"\x1b[27;2;13~", key(KeyCode::Enter, KeyModifiers::SHIFT)),
            (b"\x1b[13;2u", key(KeyCode::Enter, KeyModifiers::SHIFT)),
            (
                b"\x1b[106;5u",
                key(KeyCode::Char('j'), KeyModifiers::CONTROL),
            ),
            (
                b"\x1b[27;5;106~",
                key(KeyCode::Char('j'), KeyModifiers::CONTROL),
            ),
            (b"\x1b[27;5;27~", key(KeyCode::Esc, KeyModifiers::CONTROL)),
        ] {
            assert_eq!(all(bytes), [expected], "{bytes:?}");
        }
        assert_eq!(all(b"\x1b[27;5;~\x1b[27;5~"), []);
    }

    #[test]
    fn pastes_and_the_mouse_come_through() {
        assert_eq!(
            all(b"\x1b[200~two\nlines \x1b[A7\x1b[201~"),
            [Heard::Event(Event::Paste("two\nlines \x1b[A7".into()))]
        );
        let press = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 9,
            row: 4,
            modifiers: KeyModifiers::NONE,
        };
        for bytes in [&b"\x1b[<0;10;5M"[..], b"\x1b[M\x20\x2a\x25"] {
            assert_eq!(all(bytes), [Heard::Event(Event::Mouse(press))], "{bytes:?}");
        }
    }

    #[test]
    fn a_line_of_a_typed_paste_ends_once() {
        let (a, b) = (plain(KeyCode::Char('a')), plain(KeyCode::Char('b')));
        let lines = [a, plain(KeyCode::Enter), b];
        assert_eq!(all(b"a\r\nb"), lines);
        assert_eq!(in_pieces(&[b"a\r", b"\nb"]), lines);
        assert_eq!(in_pieces(&[b"a\r", b"b"]), lines);
    }

    #[test]
    fn a_window_that_is_closed_saves_nothing() {
        assert_eq!(all(b"7\n\x04"), [plain(KeyCode::Char('7'))]);
        assert_eq!(in_pieces(&[b"7\n", b"\x04"]), [plain(KeyCode::Char('7'))]);
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
    }

    #[test]
    fn no_answer_of_a_terminal_types_or_rates_wherever_it_is_cut() {
        let seven = plain(KeyCode::Char('7'));
        for answer in ANSWERS {
            let between = [b"7", answer, b"7"].concat();
            for cut in 1..=answer.len() {
                let (first, second) = between.split_at(cut);
                let events: Vec<_> = in_pieces(&[first, second])
                    .into_iter()
                    .filter(is_event)
                    .collect();
                assert_eq!(
                    events,
                    [seven.clone(), seven.clone()],
                    "{answer:?} cut at {cut}"
                );
            }
            let bytes: Vec<&[u8]> = between.chunks(1).collect();
            let events: Vec<_> = in_pieces(&bytes).into_iter().filter(is_event).collect();
            assert_eq!(
                events,
                [seven.clone(), seven.clone()],
                "{answer:?} byte by byte"
            );
            // What never ends is dropped, once it has had its time; the key behind it counts.
            for length in 3..answer.len() {
                let mut decoder = Decoder::default();
                decoder.feed(&answer[..length], false);
                assert_eq!(
                    decoder.next(),
                    None,
                    "{answer:?} without its end at {length}"
                );
                assert!(decoder.takes_its_time());
                let key = decoder.give_up();
                assert_eq!(key, None, "{answer:?} without its end at {length}");
            }
        }
    }

    #[test]
    fn leaving_works_in_the_middle_of_an_answer_that_has_no_end() {
        let leave = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for begin in [
            &b"\x1b]52;c;NzU2"[..],
            b"\x1bP1+r54",
            b"\x1b_G",
            b"\x1b[?62;",
        ] {
            assert_eq!(
                all(&[begin, b"\x03"].concat()),
                std::slice::from_ref(&leave),
                "{begin:?}"
            );
        }
    }

    #[test]
    fn half_a_sequence_waits_for_its_rest() {
        let mut decoder = Decoder::default();
        for (half, rest, expected) in [
            (&b"\x1b["[..], &b"A"[..], KeyCode::Up),
            (b"\x1b", b"[B", KeyCode::Down),
            (b"\x1b", b"OC", KeyCode::Right),
        ] {
            decoder.feed(half, false);
            assert_eq!(decoder.next(), None, "no esc with letters behind it");
            assert!(decoder.is_waiting() && !decoder.takes_its_time());
            decoder.feed(rest, false);
            assert_eq!(decoder.next(), Some(plain(expected)));
            assert!(!decoder.is_waiting());
        }
    }

    #[test]
    fn what_has_no_rest_is_a_key_of_its_own() {
        let alt = |character| Some(key(KeyCode::Char(character), KeyModifiers::ALT));
        for (bytes, expected) in [
            (&b"\x1b"[..], Some(plain(KeyCode::Esc))),
            (b"\x1b[", alt('[')),
            (b"\x1b]", alt(']')),
            (b"\x1bO", alt('O')),
            (b"\x1bP", alt('P')),
            (b"\x1b_", alt('_')),
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
        let enter = || Some(plain(KeyCode::Enter));
        for (bytes, expected) in [
            (&b"\x1b[\r"[..], alt('[')),
            (b"\x1b]\r", alt(']')),
            (b"\x1bO\r", alt('O')),
        ] {
            let mut decoder = Decoder::default();
            decoder.feed(bytes, false);
            assert_eq!(
                (decoder.next(), decoder.next()),
                (expected, enter()),
                "{bytes:?}"
            );
        }
    }

    /// Keys and answers, and how many things are heard of each.
    fn part() -> impl Strategy<Value = (&'static [u8], usize)> {
        let keys = prop::sample::select(vec![
            &b"7"[..],
            b"\x1b[A",
            b"\x1b[1;5C",
            b"\x1b[24~",
            b"\x1bx",
            b"\x1b[<0;10;5M",
            b"\xe2\x82\xac",
            b"\r",
            b"\x1b[200~a b\x1b[201~",
            b"\x1b]11;rgb:1/2/3\x1b\\",
            b"\x1b[?62c",
            b"\x1b[27;2;55~",
            b"\x1b[[A",
            b"\x1b[M !!",
            b"\x1bOB",
        ]);
        let silent: Vec<&[u8]> = ANSWERS
            .into_iter()
            .filter(|answer| all(answer).is_empty())
            .collect();
        prop_oneof![
            keys.prop_map(|bytes| (bytes, 1)),
            prop::sample::select(silent).prop_map(|bytes| (bytes, 0)),
        ]
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
        fn any_bytes_mean_the_same_wherever_they_are_cut(
            bytes in prop::collection::vec(prop_oneof![
                any::<u8>(), prop::sample::select(b"\x1b[]PO_\\?;7A~\x07\r\n\x04".to_vec())
            ], 0..60),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
        ) {
            let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            places.extend([0, bytes.len()]);
            places.sort_unstable();
            let pieces: Vec<&[u8]> = places.windows(2).map(|ends| &bytes[ends[0]..ends[1]]).collect();
            prop_assert_eq!(in_pieces(&pieces), all(&bytes));
        }

        #[test]
        fn keys_between_answers_are_all_heard_wherever_the_bytes_are_cut(
            parts in prop::collection::vec(part(), 0..12),
            cut in any::<prop::sample::Index>(),
        ) {
            let bytes: Vec<u8> = parts.iter().map(|(bytes, _)| *bytes).collect::<Vec<_>>().concat();
            let (first, second) = bytes.split_at(cut.index(bytes.len() + 1));
            let heard = in_pieces(&[first, second]);
            prop_assert_eq!(heard.len(), parts.iter().map(|(_, heard)| heard).sum::<usize>());
        }
    }
}
