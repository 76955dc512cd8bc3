//! What keys do to a text: those that the help names, by whole letters, and nothing else.

use crate::real_terminal::Screen;
use crate::support::Home;
use crate::test_app::TestApp;
use chrono::DateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use firstline::app::Message;
use firstline::keys::{Context, Keymap};
use firstline::store::Store;
use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

/// Every place where text is written: a name, the keys that lead there.
const FIELDS: [(&str, &str); 9] = [
    ("note", "n"),
    ("tags", "t"),
    ("log", "<esc>l"),
    ("own people", "o6"),
    ("history search", "<esc>3/"),
    ("library search", "<esc>2/"),
    ("learn search", "<esc>5/"),
    ("name of a routine", "<esc>2cn"),
    ("movement", "<esc>2ca"),
];

fn all_text(seat: &mut TestApp) -> String {
    seat.text((100, 30))
}

#[test]
fn line_feeds_are_enter_and_delete_nothing_in_any_field() {
    for (name, way) in FIELDS {
        let press = |code, modifiers| {
            let mut seat = TestApp::with(0).keys(way).keys("squat");
            seat.tell(Message::Key(KeyEvent::new(code, modifiers)));
            all_text(&mut seat)
        };
        let enter = press(KeyCode::Enter, KeyModifiers::NONE);
        for (code, modifiers) in [
            (KeyCode::Char('j'), KeyModifiers::CONTROL),
            (KeyCode::Char('m'), KeyModifiers::CONTROL),
            (KeyCode::Enter, KeyModifiers::SHIFT),
            (KeyCode::Enter, KeyModifiers::CONTROL),
            (KeyCode::Enter, KeyModifiers::ALT),
        ] {
            assert_eq!(
                press(code, modifiers),
                enter,
                "{name}: {code:?} {modifiers:?}"
            );
        }
    }
}

#[test]
fn no_key_edits_a_text_but_those_that_the_help_names() {
    let map = Keymap::default();
    let letters = (b' '..=b'~').map(|byte| KeyCode::Char(char::from(byte)));
    let named = [
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(5),
    ];
    let mut tried = 0;
    let mut seat = TestApp::with(0).keys("none two");
    for code in letters.chain(named) {
        for modifiers in [
            KeyModifiers::NONE,
            KeyModifiers::SHIFT,
            KeyModifiers::CONTROL,
            KeyModifiers::ALT,
            KeyModifiers::CONTROL | KeyModifiers::ALT,
        ] {
            let typed = modifiers - KeyModifiers::SHIFT == KeyModifiers::NONE;
            let event = KeyEvent::new(code, modifiers);
            let contexts = [Context::Note, Context::Text, Context::Always];
            let heard = firstline::keys::as_ever(event);
            if map.find(&contexts, &heard).is_some()
                || heard.code == KeyCode::Enter
                || typed && matches!(code, KeyCode::Char(_))
            {
                continue;
            }
            tried += 1;
            seat.tell(Message::Key(event));
            seat.types("!");
            let shown = all_text(&mut seat);
            assert!(shown.contains("one two!"), "{event:?}\n{shown}");
            // What stands there before the next key is the same again.
            seat.tell(Message::Key(KeyEvent::from(KeyCode::Backspace)));
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn backspace_takes_a_whole_letter_and_the_cursor_stands_beside_it() {
    for letter in ["👩‍👩‍👧", "e\u{301}", "🇦🇹"] {
        let mut seat = TestApp::with(0).keys("n").keys("ab");
        seat.tell(Message::Paste(letter.to_owned()));
        let end = seat.at_cursor((100, 30), &firstline::widgets::theme::Theme::terminal());
        assert!(end.is_some());
        seat.tell(Message::Key(KeyEvent::from(KeyCode::Backspace)));
        seat.types("c<esc><enter>");
        assert_eq!(seat.stored().check_ins()[0].note, "abc", "{letter}");
    }
}

#[test]
fn a_note_typed_or_pasted_in_any_way_is_stored_as_it_was_typed() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("7564n");
    // As keys, in every protocol; as tmux pastes without brackets; as terminals paste.
    let ends = [
        "\n",
        "\r",
        "\r\n",
        "\u{1b}[106;5u",
        "\u{1b}[27;2;13~",
        "\u{1b}[13;2u",
        "\u{1b}[27;5;106~",
    ];
    let mut expected = String::new();
    for (place, end) in ends.iter().enumerate() {
        screen.keys(&format!("line {place}{end}"));
        let _ = writeln!(expected, "line {place}");
    }
    for (place, end) in ["\n", "\r\n", "\r"].iter().enumerate() {
        screen.keys(&format!("\u{1b}[200~paste {place}{end}\u{1b}[201~"));
        let _ = writeln!(expected, "paste {place}");
    }
    screen.keys("👍🏽\u{7f}the end");
    expected.push_str("the end");
    screen.shows("the end");
    screen.keys("\u{13}");
    screen.shows("enter save");
    screen.keys("\r");
    screen.shows("Saved.");
    let now = DateTime::parse_from_rfc3339("2026-03-02T18:00:00+01:00").unwrap();
    let stored = Store::open(&home.db(), now).unwrap().all().unwrap();
    assert_eq!(stored.check_ins()[0].note, expected);
}

/// Answers with whether the arrow key was as slow as it should be, and no slower: a busy machine may hold up whoever
/// types it.
#[expect(
    clippy::disallowed_methods,
    reason = "how long the machine took between two halves of a key"
)]
fn types_answers_and_a_slow_arrow(home: &Home) -> bool {
    let mut screen = Screen::open(home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    for answer in [
        "\u{1b}[>0;276;0c",
        "\u{1b}P>|XTerm(390)\u{1b}\\",
        "\u{1b}P1+r544e=787465726d\u{1b}\\",
        "\u{1b}P1$r0;7m\u{1b}\\",
        "\u{1b}_Gi=31;OK\u{1b}\\",
        "\u{1b}]4;7;rgb:7575/5050/7575\u{7}",
        "\u{1b}]52;c;NzU2NHFqaw==\u{1b}\\",
        "\u{1b}]1337;ReportCellSize=17.0;8.0\u{7}",
        "\u{1b}[24;80R",
        "\u{1b}[8;24;80t",
        "\u{1b}[?2026;2$y",
    ] {
        let (first, second) = answer.split_at(answer.len() / 2);
        screen.keys(first);
        thread::sleep(Duration::from_millis(80));
        screen.keys(second);
    }
    // Mood, then down and slowly up again: esc would leave the form, `[` would go to yesterday.
    screen.keys("\u{1b}[B");
    let begun = Instant::now();
    screen.keys("\u{1b}");
    thread::sleep(Duration::from_millis(5));
    screen.keys("[A");
    if begun.elapsed() > Duration::from_millis(20) {
        return false;
    }
    screen.keys("\u{1b}[27;2;56~\r");
    screen.shows("Saved.");
    true
}

#[test]
fn no_answer_of_a_terminal_rates_and_a_slow_arrow_key_is_no_esc() {
    let home = (0..100)
        .map(|_| Home::new())
        .find(types_answers_and_a_slow_arrow)
        .expect("a machine that types a key within 20 ms");
    let now = DateTime::parse_from_rfc3339("2026-03-02T18:00:00+01:00").unwrap();
    let stored = Store::open(&home.db(), now).unwrap().all().unwrap();
    let ratings: Vec<_> = stored.check_ins()[0]
        .ratings
        .answered()
        .map(|(question, rating)| (question.key(), rating.get()))
        .collect();
    assert_eq!(ratings, [("mood", 8)]);
    assert_eq!(stored.check_ins()[0].day.to_string(), "2026-03-02");
}

#[test]
fn esc_with_a_key_close_behind_is_two_keys() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("7");
    screen.shows("good");
    // A machine that stands still for a moment hands both on as one key, with alt; no machine does so every time.
    let helped = (0..20).any(|_| {
        screen.keys("\u{1b}");
        thread::sleep(Duration::from_millis(30));
        screen.keys("?");
        (0..20).any(|_| {
            thread::sleep(Duration::from_millis(50));
            screen.text().contains("close")
        })
    });
    assert!(helped, "{}", screen.text());
}
