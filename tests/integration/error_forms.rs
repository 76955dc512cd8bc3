//! What is said where something doesn't work: what happened and what to do, in two sentences at most, without blame.

use crate::support::Home;
use firstline::store::Trouble;
use std::fs;

/// Command lines that can't work; `{}` is a folder with the files below.
const FAILING: [&str; 60] = [
    "checkin",
    "checkin 7 5 60",
    "checkin ten",
    "checkin 7 --on someday",
    "checkin 7 --on tomorrow",
    "log wlak 20m",
    "log walk often",
    "log walk 20m --on 2031-01-01",
    "history --from 2026-03-01 --to 2026-02-01",
    "history --tag nothing",
    "sessions --activity wlak",
    "edit last",
    "edit last --mood 6",
    "edit zz --mood 6",
    "edit 019caf6b-bf00 --mood 6",
    "delete last",
    "delete zz --yes",
    "learn unobtainium",
    "routines show walk-1000",
    "routines check {}/none.toml",
    "routines check {}/broken.toml",
    "activities unobtainium",
    "experiment today",
    "experiment list",
    "experiment pause",
    "experiment new --a yoga --b yoga",
    "experiment new --days 30",
    "experiment new --outcome joy",
    "experiment new --start 2020-01-01",
    "export csv",
    "export json --check-ins",
    "export json -o {}/missing/diary.json",
    "report --from 2020-01-01 --to 2020-02-01",
    "backup {}/missing/diary.db",
    "restore {}/missing.db",
    "restore {}/broken.toml",
    "merge {}/missing.db",
    "merge {}/broken.toml",
    "sync {}/missing",
    "import",
    "import {}/missing.csv",
    "import {}/empty.csv",
    "import {}/moods.csv",
    "import {}/unknown.csv",
    "import {}/binary.bin",
    "import {}/activity.fit fit",
    "import undo",
    "import undo 7",
    "import undo 019caf6b-bf00-7000-8000-000000000000",
    "import list",
    "phq9",
    "phq9 --answers 1,1",
    "phq9 --answers 1,1,1,1,1,1,1,1,9",
    "gad7 --answers 1,1,1,1,1,1,1 --difficulty 1",
    "phq9 --list",
    "plan --when noon",
    "plan --off rest --on 2031-01-01",
    "config set theme pink",
    "config get thme",
    "tags rename nothing something",
];

/// Each command line that fails, with its exit code and what it says.
pub(crate) fn said() -> Vec<(String, i32, String)> {
    let home = Home::new();
    let folder = home.path("files");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in [
        ("broken.toml", "title = 3\n"),
        ("empty.csv", ""),
        ("moods.csv", "day,mood\n2026-03-01,11\n"),
        ("unknown.csv", "name,age\nx,1\n"),
        ("binary.bin", "\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}"),
        ("activity.fit", "no such file"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let folder = folder.to_string_lossy();
    let ran = FAILING.iter().map(|line| {
        let words: Vec<String> = line
            .split(' ')
            .map(|word| word.replace("{}", &folder))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ran = home.run(&words);
        let said = format!("{}{}", ran.out, ran.err).replace(&*folder, "FOLDER");
        ((*line).to_owned(), ran.code, said)
    });
    ran.collect()
}

/// What is wrong with the form of a message.
fn wrong(message: &str) -> Option<&'static str> {
    let message = message.trim();
    let first = message.chars().next()?;
    // A name may come first; a sentence begins with a capital.
    if first.is_lowercase() && !message.starts_with("firstline ") {
        return Some("doesn't start with a capital");
    }
    // A command to type, a web address or an example ends without a period, so that it can be copied.
    let ends = message.ends_with(['.', '?', '"']);
    let last = message.rsplit(". ").next().unwrap_or_default();
    let shows = ["firstline ", "Try ", "--", "export EDITOR", "chmod ", ": "];
    if !ends && !shows.iter().any(|how| last.contains(how)) {
        return Some("doesn't end in a period");
    }
    let after = message.match_indices(['.', '?']).filter(|(at, _)| {
        let mut rest = message[at + 1..].chars();
        rest.next() == Some(' ') && rest.next().is_some_and(char::is_uppercase)
    });
    if after.count() > 1 {
        return Some("has more than two sentences");
    }
    let lower = message.to_lowercase();
    let blames = [
        "you must",
        "you failed",
        "you forgot",
        "illegal",
        "invalid",
        "bad ",
        "wrong ",
        "error:",
        "fatal",
        "oops",
        "sorry",
        "please",
        "unable to",
        "not allowed",
    ];
    if blames.iter().any(|word| lower.contains(word)) {
        return Some("blames or alarms");
    }
    None
}

#[test]
fn commands_that_fail_say_what_happened_and_what_to_do() {
    let mut found = Vec::new();
    for (line, code, said) in said() {
        assert!(code != 0, "firstline {line} worked: {said}");
        // What the grammar refuses is said in the words of the argument parser.
        if said.starts_with("error:") {
            continue;
        }
        // The first line is the message; lists and diagnoses of files follow or go before.
        let message = said
            .lines()
            .find_map(|line| line.strip_prefix("firstline: "));
        let Some(message) = message else {
            found.push(format!("{line}: says nothing: {said}"));
            continue;
        };
        if let Some(why) = wrong(message) {
            found.push(format!("{line}: {why}: {message}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn trouble_with_the_database_is_told_in_the_same_form() {
    for trouble in [
        Trouble::Locked,
        Trouble::Full,
        Trouble::ReadOnly,
        Trouble::Corrupt,
        Trouble::Gone,
        Trouble::Other,
    ] {
        assert_eq!(wrong(trouble.sentence()), None, "{}", trouble.sentence());
    }
}

#[test]
fn a_planted_form_is_found() {
    for message in [
        "no file was named",
        "Couldn't save the file",
        "One. Two. Three.",
        "You must name a file.",
        "Invalid date.",
    ] {
        assert!(wrong(message).is_some(), "{message}");
    }
    for message in [
        "Couldn't import moods.csv: line 4, mood is \"11\" (expected 1 to 9). Nothing was imported.",
        "No routine called \"x\". All routines: firstline routines list",
        "\"x\" isn't a duration. Try 25m, 1h10, 40s or 25.",
    ] {
        assert_eq!(wrong(message), None, "{message}");
    }
}
