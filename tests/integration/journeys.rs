//! Journeys by keys, in process, with a clock of our own: how many keys it takes, what is stored
//! in the end; and a million-monkeys test over every screen and size.

use crate::test_app::TestApp;
use crossterm::event::{KeyCode, KeyModifiers};
use firstline::app::Message;
use firstline::domain::{Change, Journal};
use firstline::keys::Context;
use firstline::widgets::figure::FigureMode;
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

/// How many keys these are, as they are typed in these tests.
fn count(keys: &str) -> usize {
    keys.chars().count()
}

#[test]
fn a_check_in_takes_five_keys() {
    let keys = "7564\n";
    let person = TestApp::with(0).keys(keys);
    assert_eq!(count(keys), 5);
    let stored = person.stored();
    let answers: Vec<u8> = stored.check_ins()[0]
        .ratings
        .answered()
        .map(|(_, rating)| rating.get())
        .collect();
    assert_eq!(answers, [7, 5, 6, 4]);
}

#[test]
fn a_check_in_of_yesterday_takes_at_most_seven_keys() {
    let keys = "[7564\n";
    let person = TestApp::with(0).keys(keys);
    assert!(count(keys) <= 7);
    let stored = person.stored();
    assert_eq!(stored.check_ins()[0].day, person.today().plus(-1));
    assert!(
        !stored.check_ins()[0].timed,
        "nobody knows at what hour it was"
    );
}

#[test]
fn three_missed_days_take_at_most_sixteen_keys() {
    let mut person = TestApp::with(0);
    // Something long ago, so that the days between are missed ones.
    let old = person.today().plus(-30);
    person.types("[5\n");
    let mut record = person.stored().check_ins()[0].clone();
    record.day = old;
    person.apply(&Change::save(record));
    let journal = person.stored();
    person.tell(Message::ChangedOutside(journal));
    person.press(KeyCode::Esc);
    let keys = "[7564\n6564\n5564\n";
    person.types(keys);
    assert!(count(keys) <= 16);
    let stored = person.stored();
    for ago in 1..=3 {
        assert_eq!(
            stored.check_ins_on(person.today().plus(-ago)).len(),
            1,
            "{ago} days ago"
        );
    }
}

#[test]
fn the_loop_closes_from_check_in_to_a_stored_pair() {
    let mut person = TestApp::with(0);
    // A second Enter starts the suggestion; the mood just rated is taken over by a third.
    person.types("4325\n\n\n");
    for _ in 0..400 {
        person.pass(Duration::from_millis(700));
    }
    person.types("6");
    person.types("3\n");
    let stored = person.stored();
    let session = &stored.sessions()[0];
    assert_eq!(
        (
            session.before.map(u8::from),
            session.after.map(u8::from),
            session.effort.map(u8::from)
        ),
        (Some(4), Some(6), Some(3))
    );
    assert!(session.complete);
    assert_eq!(session.active_seconds, 120);
    assert_eq!(session.lift(), Some(2));
    assert!(
        person.runner.store.running().unwrap().is_none(),
        "nothing is left running"
    );
}

#[test]
fn a_session_left_with_the_lid_closed_is_asked_about() {
    let mut person = TestApp::with(0);
    person.types("5\n\n5n");
    person.pass(Duration::from_secs(4));
    person.pass(Duration::from_hours(1));
    // The key that woke the machine answers nothing.
    person.press(KeyCode::Enter);
    person.wait(1);
    person.press(KeyCode::Down);
    person.press(KeyCode::Enter);
    person.wait(1);
    person.types("q\n");
    person.types("\n");
    let seconds = person.stored().sessions()[0].active_seconds;
    assert!((4..=6).contains(&seconds), "{seconds} s");
}

#[test]
fn a_record_is_corrected_and_deleted_and_both_are_taken_back() {
    let mut person = TestApp::with(0);
    person.types("7564\n");
    let first = person.stored();
    person.types("3\n");
    person.types("\n");
    person.types("2\n");
    assert_eq!(
        person.stored().check_ins()[0].ratings.mood.map(u8::from),
        Some(2)
    );
    person.types("d");
    assert!(person.stored().is_empty());
    person.types("u");
    person.types("u");
    assert_eq!(
        person.stored().check_ins()[0].ratings,
        first.check_ins()[0].ratings
    );
    assert_eq!(person.app.journal.check_ins(), person.stored().check_ins());
}

#[test]
fn a_session_done_elsewhere_is_logged_by_keys() {
    let mut person = TestApp::with(0);
    person.press(KeyCode::Esc);
    person.types("l");
    person.types("yoga\n");
    person.types("\n25m\n\n4\n5\n7\nquiet\n");
    let stored = person.stored();
    let session = &stored.sessions()[0];
    assert_eq!(
        (
            session.activity.as_str(),
            session.active_seconds,
            session.note.as_str()
        ),
        ("yoga", 1500, "quiet")
    );
    assert_eq!(
        (session.before.map(u8::from), session.after.map(u8::from)),
        (Some(5), Some(7))
    );
}

#[test]
fn a_form_that_cannot_be_read_says_why_and_stays() {
    let mut person = TestApp::with(0);
    person.press(KeyCode::Esc);
    person.types("l");
    person.types("yoga\n\nforever\n");
    person.control('s');
    assert!(person.stored().is_empty());
    person.shows("isn't a duration");
    person.shows("forever");
}

/// Random keys, clicks, pastes and sizes over all screens: no panic, and in the end what is shown is what is stored.
#[test]
#[ignore = "long: .ci/run runs it"]
fn random_keys_never_break_anything() {
    random_keys(12_000, 11, &mut HashSet::new());
}

/// `cargo test --release --test integration -- --ignored a_million`
#[test]
#[ignore = "takes minutes; the one above is its short form"]
fn a_million_random_keys_never_break_anything() {
    let mut seen = HashSet::new();
    for seed in 0..20 {
        random_keys(50_000, seed, &mut seen);
    }
    let unseen: Vec<_> = Context::ALL
        .into_iter()
        .filter(|context| !seen.contains(context))
        .collect();
    // Two are never in front, and a session left running is found at a start.
    assert_eq!(
        unseen,
        [
            Context::Always,
            Context::Everywhere,
            Context::Tabs,
            Context::Resume
        ]
    );
}

/// Keys that lead from wherever four times esc leads to screens that are seldom met by chance: out of a session first.
pub(crate) const ROUTES: [&str; 27] = [
    "qd",
    "qj\n",
    "d",
    "1c",
    "1cn",
    "1ct",
    "1o4\n",
    "1o5\n",
    "1o3",
    "1o1",
    "1o6",
    "1l",
    "2f",
    "2/wa",
    "2c",
    "2/twelve\n\n",
    "2/twelve\n\nnnnn",
    "3vvv",
    "3vvvv",
    "3vvv  d",
    "3f",
    "3\n",
    "1o4\n000000001",
    "1i",
    "1i\n",
    "1ii\n",
    ",",
];

/// Someone with a diary whose moods have names of their own, and a file that is none.
fn with_files() -> TestApp {
    let person = TestApp::with(60);
    let diary =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/real/daylio/currin_sample_12h.csv");
    std::fs::copy(diary, person.folder().join("diary.csv")).unwrap();
    std::fs::write(person.folder().join("none.csv"), "a,b\n1,2\n").unwrap();
    person
}

fn random_keys(count: u32, seed: u64, met: &mut HashSet<Context>) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
        KeyCode::F(2),
    ];
    let letters: Vec<char> = "123456789012345acdefghijklmnoprstuvxyzVNM,[]+-/ ?!qé日"
        .chars()
        .collect();
    let mut person = with_files();
    person.app.settings.config.mouse = true;
    person.app.settings.figure = FigureMode::Moving;
    for step in 0..count {
        // A line that takes a frame now and then: what was clicked may be gone by the time it is.
        if step % 23 == 0 {
            person.look();
        }
        // Chance alone stays in a few screens: now and then it sets out from another.
        if chance.u16(0..150) == 0 {
            (0..4).for_each(|_| person.press(KeyCode::Esc));
            person.types(ROUTES[chance.usize(0..ROUTES.len())]);
            (0..6).for_each(|_| person.pass(Duration::ZERO));
        }
        met.insert(person.app.contexts()[0]);
        let control = chance.u8(0..30) == 0;
        let code = if chance.u8(0..3) == 0 {
            named[chance.usize(0..named.len())]
        } else {
            KeyCode::Char(letters[chance.usize(0..letters.len())])
        };
        let modifiers = if control {
            KeyModifiers::CONTROL
        } else if chance.u8(0..40) == 0 {
            KeyModifiers::ALT
        } else {
            KeyModifiers::NONE
        };
        person.press_with(code, modifiers);
        if chance.u8(0..6) == 0 {
            let wait = [0, 40, 400, 1000, 5000, 30_000, 100_000, 8_000_000][chance.usize(0..8)];
            person.pass(Duration::from_millis(wait));
        }
        if chance.u16(0..400) == 0 {
            person.paste("pasted \u{1b}[2J text\nof two lines");
        }
        let places = person.caches.hit_map.all();
        if chance.u8(0..8) == 0 && !places.is_empty() {
            let area = places[chance.usize(0..places.len())].0;
            person.click_at(area.x, area.y);
        }
        if chance.u8(0..40) == 0 {
            person.tell(Message::Wheel(chance.bool()));
        }
        if person.is_over() {
            person = person.left(0);
        }
        if step % 23 == 0 {
            let size = (chance.u16(1..=300), chance.u16(1..=100));
            let size = if chance.u8(0..4) > 0 {
                (size.0.min(130), size.1.min(45))
            } else {
                size
            };
            person.resize(size);
        }
    }
    let stored = person.stored();
    let ids = |journal: &Journal| -> Vec<String> {
        let check_ins = journal
            .check_ins()
            .iter()
            .map(|record| format!("{} {:?}", record.id, record.ratings));
        let mut all: Vec<String> = check_ins
            .chain(
                journal
                    .sessions()
                    .iter()
                    .map(|record| format!("{} {}", record.id, record.active_seconds)),
            )
            .collect();
        all.sort();
        all
    };
    assert_eq!(ids(&person.app.journal), ids(&stored));
}

#[test]
fn an_old_diary_is_found_at_once() {
    let mut person = TestApp::with(0);
    person.types("[5\n");
    let mut record = person.stored().check_ins()[0].clone();
    let long_ago = person.today().plus(-1500);
    record.day = long_ago;
    person.apply(&Change::save(record));
    let journal = person.stored();
    person.tell(Message::ChangedOutside(journal));
    person.press(KeyCode::Esc);
    person.types("3");
    assert_eq!(
        person.app.tabs.history.cursor, long_ago,
        "nothing lies nearer"
    );
    assert_eq!(
        person.app.tabs.history.records(&person.app.journal).len(),
        1
    );
}
