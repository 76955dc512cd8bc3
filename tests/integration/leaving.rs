//! Every way of leaving, from every state that has something to lose: the terminal is as it was found, what is stored
//! is what was saved, and nothing spins.

use crate::real_terminal::{PATIENCE, Screen};
use crate::support::Home;
use chrono::DateTime;
use firstline::store::Store;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// What is going on.
struct State {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Keys, and what is seen before the next ones.
    way: &'static [(&'static str, &'static str)],
    /// Keys that leave by choice, one after the other.
    out: &'static [&'static str],
    /// Whether a session runs.
    runs: bool,
}

const STATES: [State; 4] = [
    State {
        name: "a check-in half filled",
        arguments: &[],
        way: &[("", "How are you right now?"), ("75", "some")],
        out: &["q", "q"],
        runs: false,
    },
    State {
        name: "a note being written",
        arguments: &[],
        way: &[
            ("", "How are you right now?"),
            ("7n", "note"),
            ("half a thou", "half a thou"),
        ],
        out: &["\u{1b}", "q", "q"],
        runs: false,
    },
    State {
        name: "a session that runs",
        arguments: &["start", "start-seated"],
        way: &[("", "How is your mood right now?"), ("5n", "1 of")],
        out: &["q", "\r", "\r", "\u{1b}", "q"],
        runs: true,
    },
    State {
        name: "the help",
        arguments: &[],
        way: &[("", "How are you right now?"), ("7?", "esc close")],
        out: &["q", "q", "q"],
        runs: false,
    },
];

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Out,
    ControlC,
    Signal(&'static str),
    /// The terminal goes away, and the kernel says so.
    GoneWithHup,
    /// The terminal goes away, and nobody says so.
    GoneUntold,
    /// Stopped by the signal, called back, left.
    Stopped,
    /// Stopped by the key, called back, left.
    StoppedByKey,
    /// Asked to end while it is stopped.
    EndedWhileStopped,
    /// Its terminal goes away while it is stopped.
    GoneWhileStopped,
}

const WAYS: [(Way, u32); 11] = [
    (Way::Out, 0),
    (Way::ControlC, 0),
    (Way::Signal("TERM"), 143),
    (Way::Signal("HUP"), 129),
    (Way::Signal("INT"), 130),
    (Way::GoneWithHup, 129),
    (Way::GoneUntold, 129),
    (Way::Stopped, 0),
    (Way::StoppedByKey, 0),
    (Way::EndedWhileStopped, 143),
    (Way::GoneWhileStopped, 129),
];

/// The state of a process, as `ps` shows it, and how much it has worked, in hundredths of a second.
fn process(id: u32) -> (char, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks = |field: usize| fields[field].parse::<u64>().unwrap();
    (fields[0].chars().next().unwrap(), ticks(11) + ticks(12))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test that waits for another process"
)]
fn comes_to(screen: &Screen, state: char) {
    let begun = Instant::now();
    while process(screen.id()).0 != state {
        assert!(
            begun.elapsed() < PATIENCE,
            "it does not come to {state}:\n{}",
            screen.text()
        );
        thread::sleep(Duration::from_millis(10));
    }
}

/// Whatever was switched on is off again, and the other way round: alternate screen, cursor, pasting, mouse, focus,
/// synchronized updates, and whatever else there may be one day; and the keys are as they were found.
fn is_as_found(screen: &Screen) {
    screen.is_given_back();
    let raw = screen.raw();
    let mut modes = std::collections::BTreeMap::new();
    for part in raw.split("\u{1b}[?").skip(1) {
        if let Some(end) = part.find(['h', 'l'])
            && part[..end]
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b';')
        {
            for mode in part[..end].split(';') {
                modes.insert(mode.to_owned(), part.as_bytes()[end] == b'h');
            }
        }
    }
    let left: Vec<_> = modes
        .iter()
        .filter(|(mode, on)| **on != (mode.as_str() == "25"))
        .collect();
    assert!(left.is_empty(), "left otherwise than found: {left:?}");
    assert_eq!(
        raw.matches("\u{1b}[>1u").count(),
        raw.matches("\u{1b}[<1u").count(),
        "the keyboard's ways"
    );
    assert_eq!(screen.set(), screen.found, "single keys, echo");
}

fn leave(state: &State, way: Way, code: u32) {
    let home = Home::new();
    let told = way != Way::GoneUntold;
    let mut screen = Screen::open_ours(&home, state.arguments, (100, 30), told);
    for (keys, seen) in state.way {
        screen.keys(keys);
        screen.shows(seen);
    }
    if state.runs {
        screen.runs_down_to(117);
    }
    let (_, worked) = process(screen.id());
    let by_choice = |screen: &mut Screen| {
        for keys in state.out {
            if process(screen.id()).0 == 'Z' {
                break;
            }
            let before = screen.raw().len();
            screen.keys(keys);
            // Until it shows what the key did, if it did something: one that follows at once would be another key.
            for _ in 0..100 {
                thread::sleep(Duration::from_millis(20));
                if screen.raw().len() > before {
                    break;
                }
            }
            thread::sleep(Duration::from_millis(150));
        }
    };
    let gone = matches!(
        way,
        Way::GoneWithHup | Way::GoneUntold | Way::GoneWhileStopped
    );
    match way {
        Way::Out => by_choice(&mut screen),
        Way::ControlC => screen.keys("\u{3}"),
        Way::Signal(name) => screen.signal(name),
        Way::GoneWithHup | Way::GoneUntold => screen.close(|screen| screen.keys("j")),
        Way::Stopped | Way::StoppedByKey | Way::EndedWhileStopped | Way::GoneWhileStopped => {
            if way == Way::StoppedByKey {
                screen.keys("\u{1a}");
            } else {
                screen.signal("TSTP");
            }
            comes_to(&screen, 'T');
            is_as_found(&screen);
            match way {
                Way::GoneWhileStopped => screen.close(|screen| screen.keys("x")),
                Way::EndedWhileStopped => {
                    screen.signal("TERM");
                    screen.signal("CONT");
                }
                _ => {
                    let before = screen.raw().len();
                    screen.signal("CONT");
                    screen.until("the repainted screen", |screen| {
                        screen.raw().len() > before + 500
                    });
                    // What was there is there again.
                    let (_, seen) = state.way.last().unwrap();
                    if !state.runs {
                        screen.shows(seen);
                    }
                    screen.keys("\u{3}");
                }
            }
        }
    }
    comes_to(&screen, 'Z');
    let (_, now) = process(screen.id());
    assert!(
        now - worked < 150,
        "{} hundredths of a second to leave",
        now - worked
    );
    assert_eq!(screen.ended(), code);
    if !gone {
        is_as_found(&screen);
    }
    let mut store = Store::open(
        &home.db(),
        DateTime::parse_from_rfc3339("2026-03-02T18:00:00+01:00").unwrap(),
    )
    .unwrap();
    let kept = store.running().unwrap();
    let stored = store.all().unwrap();
    assert!(
        stored.check_ins().is_empty(),
        "what was not saved is not stored"
    );
    if !state.runs {
        assert!(kept.is_none() && stored.sessions().is_empty());
    } else if way == Way::Out {
        assert!(
            kept.is_none() && stored.sessions()[0].active_seconds >= 2,
            "{kept:?}"
        );
    } else {
        let kept = kept.unwrap();
        assert!(
            kept.player.active() >= Duration::from_secs(2),
            "{:?}",
            kept.player.active()
        );
        assert_eq!(kept.before.map(u8::from), Some(5));
    }
}

/// Does them all, several at a time; answers with those that did not go well.
fn all(deeds: Vec<(String, Box<dyn FnOnce() + Send>)>) {
    let deeds = Mutex::new(deeds);
    let wrong = Mutex::new(String::new());
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                loop {
                    let Some((name, deed)) = deeds.lock().unwrap().pop() else {
                        break;
                    };
                    if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(deed))
                    {
                        let why = panic
                            .downcast_ref::<String>()
                            .cloned()
                            .unwrap_or_else(|| "?".into());
                        let _ = writeln!(
                            wrong.lock().unwrap(),
                            "Couldn't import Couldn't check \
                            the routine: {name} {why}."
                        );
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn every_way_out_of_every_state_is_clean() {
    let mut deeds: Vec<(String, Box<dyn FnOnce() + Send>)> = Vec::new();
    for state in &STATES {
        for (way, code) in WAYS {
            deeds.push((
                format!("{} {way:?}", state.name),
                Box::new(move || leave(state, way, code)),
            ));
        }
    }
    all(deeds);
}

/// A reader that looks for more than has come would read the end of a terminal for ever.
#[test]
fn a_terminal_that_goes_away_with_keys_on_their_way_is_left_at_once() {
    let gone = |keys: String, told: bool| {
        let home = Home::new();
        let mut screen = Screen::open_ours(&home, &[], (100, 30), told);
        screen.shows("How are you right now?");
        screen.close(move |screen| screen.keys(&keys));
        comes_to(&screen, 'Z');
        assert_eq!(screen.ended(), 129);
    };
    let turns = (0..24).map(|turn| {
        let keys = "?\n\u{1b}[".repeat(1 + turn % 4);
        (
            format!("turn {turn}"),
            Box::new(move || gone(keys, turn % 3 != 0)) as Box<_>,
        )
    });
    all(turns.collect());
}

/// Alt and `[` begin like an arrow key: nothing waits for the rest of it.
#[test]
fn half_a_key_holds_up_neither_a_session_nor_its_end() {
    let home = Home::new();
    let mut screen = Screen::open_ours(&home, &["start", "start-seated"], (100, 30), true);
    screen.shows("How is your mood right now?");
    screen.keys("5n");
    screen.runs_down_to(117);
    screen.keys("\u{1b}[");
    screen.runs_down_to(115);
    screen.keys(" ");
    screen.shows("Paused");
    screen.keys("\u{1b}[");
    thread::sleep(Duration::from_millis(20));
    screen.signal("TERM");
    assert_eq!(screen.ended(), 143);
    is_as_found(&screen);
}

/// The import is held up at its write by another program, so that it runs for certain when it is left.
fn leave_import(way: Way) {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let mut table = String::from("day,mood\n");
    for day in 1..=28 {
        let _ = writeln!(table, "2025-02-{day:02},5");
    }
    std::fs::write(home.path("import.csv"), table).unwrap();
    let before = home.everything();
    let other = rusqlite::Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut screen = Screen::open_ours(
        &home,
        &["import", "csv", "import.csv"],
        (100, 30),
        way != Way::GoneUntold,
    );
    // It waits: it sleeps, and has the file open.
    comes_to(&screen, 'S');
    thread::sleep(Duration::from_millis(500));
    let stopped = matches!(way, Way::Stopped | Way::StoppedByKey);
    match way {
        Way::ControlC => screen.keys("\u{3}"),
        Way::Signal(name) => screen.signal(name),
        Way::GoneWithHup | Way::GoneUntold => screen.close(|screen| screen.keys("x")),
        Way::StoppedByKey => screen.keys("\u{1a}"),
        _ => screen.signal("TSTP"),
    }
    if !stopped && way != Way::GoneUntold {
        comes_to(&screen, 'Z');
        drop(other);
        assert_eq!(home.everything(), before, "nothing of half an import");
        return;
    }
    if stopped {
        // With nobody to call it back, the kernel passes no stop on: then it went on all the time.
        screen.signal("CONT");
    }
    drop(other);
    comes_to(&screen, 'Z');
    let days = home.json(&["history", "--json"])["days"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(days, 29, "it goes on to its end");
}

#[test]
fn an_import_that_is_left_leaves_nothing_behind_and_a_stopped_one_goes_on() {
    let ways = [
        Way::ControlC,
        Way::Signal("TERM"),
        Way::Signal("HUP"),
        Way::Signal("INT"),
        Way::GoneWithHup,
        Way::GoneUntold,
        Way::Stopped,
        Way::StoppedByKey,
    ];
    all(ways
        .into_iter()
        .map(|way| {
            (
                format!("{way:?}"),
                Box::new(move || leave_import(way)) as Box<_>,
            )
        })
        .collect());
}

/// The reports beside the database, with their text; each only its owner can read.
fn reports(home: &Home) -> Vec<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = std::fs::read_dir(home.path("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let found = found.filter(|path| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("firstline-mistake")
    });
    found
        .map(|path| {
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
            std::fs::read_to_string(path).unwrap()
        })
        .collect()
}

#[test]
fn a_mistake_of_ours_gives_the_terminal_back_keeps_the_session_and_tells_nothing_private() {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "3",
        "--note",
        "met Zacharias",
        "--tag",
        "quarrel",
    ]);
    home.done(&["phq9", "--answers", "1,1,1,1,1,1,1,1,0"]);
    let mut screen = Screen::open(
        &home,
        &["start", "start-seated"],
        (100, 30),
        &[("FIRSTLINE_BREAK", "key")],
    );
    screen.shows("How is your mood right now?");
    screen.keys("5n");
    screen.runs_down_to(117);
    screen.keys("\u{1b}[24~");
    assert_eq!(screen.ended(), 1);
    is_as_found(&screen);
    screen.until("the sentence", |screen| {
        screen.raw().contains("firstline-mistake-2026-03-02.txt")
    });
    let raw = screen.raw();
    let said = raw.rsplit("\u{1b}[?25h").next().unwrap();
    assert!(said.contains("Everything you saved is safe"), "{said:?}");
    assert!(
        !said.trim_end().contains('\u{1b}') && !said.contains("Zacharias"),
        "{said:?}"
    );
    let reports = reports(&home);
    assert_eq!(reports.len(), 1);
    for private in ["Zacharias", "quarrel", "phq", "Phq", "CheckIn", "score"] {
        assert!(!reports[0].contains(private), "{private} in {}", reports[0]);
    }
    assert!(reports[0].contains("It stopped at src/"), "{}", reports[0]);
    let again = Screen::open(&home, &[], (100, 30), &[]);
    again.shows("A session is still open.");
    again.settles();
    again.shows("Two minutes, seated, 0:0");
}

#[test]
fn a_mistake_in_a_command_is_told_in_a_sentence_too() {
    let home = Home::new();
    home.done(&["checkin", "7"]);
    let ran = home
        .command(&["today"])
        .env("FIRSTLINE_BREAK", "command")
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!((ran.status.code(), ran.stdout.len()), (Some(1), 0));
    assert!(
        said.lines().count() == 1
            && said.contains("firstline-mistake-")
            && !said.contains("panicked"),
        "{said}"
    );
    assert!(!reports(&home)[0].contains("de_AT"));
}
