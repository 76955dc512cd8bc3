//! Whatever is written where people write: never a panic, always a sentence, no control characters.

use crate::support::Home;
use chrono::DateTime;
use firstline::clock::Clock;
use firstline::config::Config;
use firstline::content::own;
use firstline::domain::{DayStart, parse_duration, parse_when};
use firstline::keys::Keymap;
use firstline::store::Store;
use proptest::prelude::*;
use std::fs;

const CONFIG: &str = include_str!("../../assets/config.toml");
const KEYS: &str = "bell = true\n[keys]\nplayer.pause = [\"p\", \"space\"]\neverywhere.undo = \"U\"\ntabs.go = []\n";
const ROUTINE: &str = "[[routine]]\nid = \"mine\"\ntitle = \"Mine\"\nactivity = \"yoga\"\nsteps = [\n  { movement = \"squat\", seconds = 30 },\n  { rest = 10 },\n]\n";

/// A text with some of it replaced, doubled or left out.
fn mutated(text: &'static str) -> impl Strategy<Value = String> {
    let edit = (
        0..text.len(),
        0..12_usize,
        "[\\[\\]{}=\"'.,\n#0-9a-z\u{1b}\u{7}é日-]{0,6}",
    );
    proptest::collection::vec(edit, 1..5).prop_map(move |edits| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, length, with) in edits {
            let at = at.min(letters.len());
            let end = (at + length).min(letters.len());
            letters.splice(at..end, with.chars());
        }
        letters.into_iter().collect()
    })
}

fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_control() && letter != '\n')
}

fn config_is_judged(text: &str) {
    let (config, problems) = Config::parse(text);
    for problem in &problems {
        assert!(
            problem.starts_with("line ") && problem.contains(':'),
            "{problem}"
        );
        let line: usize = problem[5..]
            .split([':', ',', ' '])
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(
            line >= 1 && line <= text.lines().count().max(1) + 1,
            "{problem}"
        );
    }
    let _ = config.day_start();
    let (_, problems) = Keymap::with(&config.own_keys);
    for problem in problems {
        assert!(
            problem.starts_with("line ") && is_plain(&problem),
            "{problem:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_config_is_judged_by_line(text in mutated(CONFIG), other in "\\PC{0,60}", keys in mutated(KEYS)) {
        config_is_judged(&text);
        config_is_judged(&other);
        config_is_judged(&keys);
    }

    #[test]
    fn any_routine_file_is_judged(text in mutated(ROUTINE), other in "(?s).{0,80}") {
        for text in [text, other] {
            match own::parse(&text) {
                Ok(routines) => prop_assert!(routines.iter().all(|routine| !routine.steps().is_empty())),
                Err(mistakes) => prop_assert!(!mistakes.is_empty() && mistakes.iter().all(|mistake| is_plain(&mistake.to_string()))),
            }
        }
    }

    #[test]
    fn any_date_and_duration_is_read_or_refused_in_a_sentence(
        any in "(?s).{0,24}",
        like in "(today|yesterday|-[0-9]{1,12}d|mon|friday|[0-9]{1,6}-[0-9]{1,3}-[0-9]{1,3})?[ T]?([0-9]{1,3}:[0-9]{1,3})?",
        long in "[0-9]{0,21}(h|m|s|min)?[0-9]{0,21}(m|s)?",
    ) {
        let now = DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        for text in [&any, &like, &long] {
            if let Err(error) = parse_when(text, now, DayStart::default()) {
                prop_assert!(is_plain(&error.to_string()));
            }
            match parse_duration(text) {
                Ok(seconds) => prop_assert!(seconds <= 24 * 3600),
                Err(error) => prop_assert!(is_plain(&error.to_string())),
            }
            let _ = Clock::new(Some(text));
        }
    }
}

/// Words that commands take, and words that none does.
const WORDS: [&str; 44] = [
    "checkin",
    "log",
    "suggest",
    "today",
    "history",
    "insights",
    "experiment",
    "sessions",
    "status",
    "undo",
    "import",
    "export",
    "report",
    "plan",
    "phq9",
    "routines",
    "learn",
    "factors",
    "support",
    "paths",
    "start",
    "--json",
    "--on",
    "--days",
    "--note",
    "--from",
    "--to",
    "--answers",
    "--format",
    "--minutes",
    "--map",
    "--tag",
    "--effort",
    "--plain",
    "7",
    "-1",
    "99999999999999999999",
    "",
    "-",
    "--",
    "2026-02-30",
    "\u{1b}[2Jx",
    "é日\u{202e}",
    "1,1,1",
];

#[test]
#[ignore = "long: .ci/run runs it"]
fn any_arguments_end_in_a_known_way() {
    let mut chance = fastrand::Rng::with_seed(8);
    let home = Home::new();
    home.done(&["checkin", "5"]);
    for _ in 0..120 {
        let count = chance.usize(1..6);
        let arguments: Vec<&str> = (0..count)
            .map(|_| WORDS[chance.usize(0..WORDS.len())])
            .collect();
        // `run` asserts that no control characters come out.
        let ran = home.run(&arguments);
        assert!(
            (0..=3).contains(&ran.code),
            "{arguments:?} ended with {}: {}",
            ran.code,
            ran.err
        );
        assert!(
            !ran.err.contains("panicked") && !ran.err.contains("Something went wrong"),
            "{arguments:?}: {}",
            ran.err
        );
    }
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn any_values_of_our_variables_end_in_a_known_way() {
    let home = Home::new();
    let odd = [
        "",
        "x",
        "\u{1b}[2J",
        "0000-00-00",
        "9999-12-31T23:59:59+23:59",
        "+262142-12-31",
        "1e9",
        "2026-03-02T25:00",
        "0001-01-01T00:00:00Z",
    ];
    for name in [
        "FIRSTLINE_NOW",
        "FIRSTLINE_SEED",
        "FIRSTLINE_CONFIG",
        "FIRSTLINE_DB",
    ] {
        for value in odd {
            for arguments in [
                &["checkin", "5"][..],
                &["history", "--json"],
                &["suggest"],
                &["plan"],
                &["undo"],
            ] {
                let ran = home
                    .command(arguments)
                    .env(name, value)
                    .env("XDG_DATA_HOME", home.path("x"))
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                let code = ran.status.code();
                assert!(
                    code.is_some_and(|code| code <= 3),
                    "{name}={value:?} {arguments:?}: {code:?} {said}"
                );
                assert!(
                    is_plain(&said) && !said.contains("Something went wrong"),
                    "{name}={value:?} {arguments:?}: {said:?}"
                );
            }
        }
    }
}

#[test]
fn a_file_with_flipped_bytes_is_opened_or_refused_and_never_breaks_anything() {
    let now = DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
    let home = Home::new();
    home.done(&["demo", "--days", "30", "-o", "good.db"]);
    let good = fs::read(home.path("good.db")).unwrap();
    let mut chance = fastrand::Rng::with_seed(5);
    let path = home.path("bad.db");
    for round in 0..150 {
        let mut bytes = good.clone();
        // Every third only in the head, where it hurts most.
        let reach = if round % 3 == 0 { 2048 } else { bytes.len() };
        for _ in 0..chance.usize(1..40) {
            let at = chance.usize(0..reach);
            bytes[at] ^= chance.u8(1..);
        }
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", path.display()));
        }
        fs::write(&path, &bytes).unwrap();
        match Store::open(&path, now) {
            Ok(mut store) => {
                let _ = (
                    store
                        .all()
                        .map_err(|error| assert!(is_plain(&error.to_string()))),
                    store.running(),
                );
            }
            Err(error) => {
                assert!(
                    is_plain(&error.to_string()) && error.to_string().ends_with(['.', 't']),
                    "{error}"
                );
                assert!(
                    fs::read(&path).unwrap() == bytes,
                    "a refused file is left as it was: {error}"
                );
            }
        }
        if round % 15 == 0 {
            for arguments in [
                &["--db", "bad.db", "history", "--json"][..],
                &["--db", "bad.db", "insights"],
            ] {
                let ran = home.run(arguments);
                assert!(
                    (0..=3).contains(&ran.code) && !ran.err.contains("Something went wrong"),
                    "{}",
                    ran.err
                );
            }
        }
    }
}
