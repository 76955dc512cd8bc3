use super::*;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

/// Answers of terminals to queries, from this program or another.
const ANSWERS: [&[u8]; 46] = [
    // Device attributes: primary, secondary, tertiary; DECRPTUI as DCS.
    b"\x1b[?1;2c",
    b"\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28;29;42;52c",
    b"\x1b[0c",
    b"\x1b[>0;276;0c",
    b"\x1b[>41;410;0c",
    b"\x1b[=0c",
    b"\x1bP!|00000000\x1b\\",
    // Status: terminal, cursor position, keyboard, printer.
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
    // The window: state, position, size in pixels and in characters, titles.
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

/// Everything decoded from `bytes`, with no more to come.
fn all(bytes: &[u8]) -> Vec<Heard> {
    in_pieces(&[bytes])
}

/// Everything decoded from these pieces, with no more to come.
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
        // An unterminated sequence is dropped after its timeout; the key after it counts.
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

/// Keys and answers, each with the number of inputs it decodes to.
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
