//! What is said at the foot of the screen: the keys it names are the ones that work, and it is in nobody's way.

use crate::test_app::{TestApp, WINDOWS};
use firstline::app::{Message, Notice};
use firstline::config::Config;
use firstline::keys::{Keymap, TABLE};
use std::fs;
use std::path::{Path, PathBuf};

/// Keys that lead to a notice, from the first screen of somebody with a month of history, and the rows of the table
/// it names.
const NOTICES: &[(&str, &[&str])] = &[
    ("c7564<enter>", &["everywhere.undo"]),
    ("c7564<enter>u", &["everywhere.redo"]),
    ("c7564<enter>u<redo>", &["everywhere.undo"]),
    ("c<esc>3vvv<down>dy", &["everywhere.undo"]),
    ("c7<enter>3<enter>d", &["everywhere.undo"]),
    ("c<esc>3n", &["history.search"]),
    ("c<esc>w", &["tabs.numbers"]),
    ("c<esc>M", &["everywhere.mouse"]),
    ("c<esc>,jj<enter>", &["settings.undo"]),
    ("c<esc>2/cycling<enter>e", &["library.create"]),
    ("c7<enter>3<enter>e[", &["check_in.save"]),
];

/// The usual keys, but for these rows of the table: `everywhere.undo` and so on become F5 and what follows.
fn moved(rows: &[&str]) -> Keymap {
    let lines = rows
        .iter()
        .zip(5..)
        .map(|(row, number)| format!("{row} = \"f{number}\"\n"));
    let text = format!("[keys]\n{}", lines.collect::<String>());
    let (config, problems) = Config::parse(&text);
    assert_eq!(problems, Vec::<String>::new());
    let (keys, problems) = Keymap::with(&config.own_keys);
    assert_eq!(problems, Vec::<String>::new());
    keys
}

/// Types keys; `<redo>` is the key for that.
fn typed(keys: &str) -> TestApp {
    let mut seat = TestApp::with(30);
    let (way, redo) = match keys.strip_suffix("<redo>") {
        Some(way) => (way, true),
        None => (keys, false),
    };
    seat.types(way);
    if redo {
        let key = crossterm::event::KeyEvent::new(
            crossterm::event::KeyCode::Char('r'),
            crossterm::event::KeyModifiers::CONTROL,
        );
        seat.tell(Message::Key(key));
    }
    seat
}

fn notice(seat: &TestApp, keys: &str) -> Notice {
    let notice = seat.app.notices.shown().cloned();
    notice.unwrap_or_else(|| panic!("{keys} says nothing"))
}

#[test]
fn a_notice_names_the_keys_that_work_whatever_they_are() {
    for (keys, rows) in NOTICES {
        let mut seat = typed(keys);
        let notice = notice(&seat, keys);
        let usual = notice.advice(&seat.app).unwrap_or_default();
        seat.app.keys = moved(rows);
        let advice = notice.advice(&seat.app).unwrap_or_default();
        for (row, number) in rows.iter().zip(5..) {
            let row = TABLE
                .iter()
                .find(|other| other.name().as_deref() == Some(row))
                .unwrap();
            let old = format!("{} to ", row.keys[0]);
            assert!(usual.contains(&old), "{keys}: {usual:?} names {old:?}");
            assert!(
                advice.contains(&format!("F{number} to ")) && !advice.contains(&format!(" {old}")),
                "{keys}: {advice:?} names F{number}"
            );
            for size in WINDOWS {
                let shown = seat.text(size);
                assert!(
                    shown.contains(&format!("F{number}")),
                    "{keys} at {size:?} is cut where the key is named:\n{shown}"
                );
            }
        }
    }
}

#[test]
fn a_key_that_does_nothing_here_is_not_named() {
    let mut seat = typed("c7564<enter>");
    let notice = notice(&seat, "a check-in");
    assert!(notice.advice(&seat.app).is_some());
    // In a text being written, u is a letter.
    seat.types("cn");
    assert_eq!(notice.advice(&seat.app), None);
    assert_eq!(notice.in_lines(), "Saved. To undo: firstline undo");
}

#[test]
fn a_notice_ends_with_the_next_key_and_by_itself_once_it_was_read() {
    let mut seat = typed("c7564<enter>");
    assert!(seat.text((100, 30)).contains("Saved. Press u to undo."));
    seat.types("s");
    let shown = seat.text((100, 30));
    assert!(!shown.contains("Press u to undo."), "{shown}");
    assert!(shown.contains("s another"), "{shown}");
    let mut seat = typed("c7564<enter>");
    seat.wait(2);
    assert!(seat.text((100, 30)).contains("Press u to undo."));
    seat.wait(2);
    assert!(!seat.text((100, 30)).contains("Press u to undo."));
}

#[test]
fn that_something_was_not_saved_is_not_typed_away() {
    let mut seat = TestApp::with(0);
    let why = "Not saved: the disk is full";
    seat.tell(Message::Done(firstline::app::Outcome::Failed(why.into())));
    seat.types("3");
    assert!(seat.text((100, 30)).contains(why));
    seat.wait(2);
    seat.types("1");
    assert!(!seat.text((100, 30)).contains(why));
}

#[test]
fn a_notice_too_long_for_the_footer_stands_whole_above_the_keys() {
    let mut seat = TestApp::with(0);
    let long = "This sentence says what went wrong in one file or another, at some length, and what to do.";
    let now = seat.events.now;
    seat.app.notify(long, now);
    for size in WINDOWS {
        let shown = seat.text(size);
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(long) || size.0 < 60, "{shown}");
        assert!(
            shown.lines().last().unwrap_or_default().contains("rate") || size.0 < 60,
            "{shown}"
        );
    }
}

/// The string literals of a file of code, without those of its tests and its comments.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in code.lines().map(str::trim_start) {
        if line.starts_with("//") || line.contains("reason = ") {
            continue;
        }
        let mut inside: Option<String> = None;
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match (letter, &mut inside) {
                ('\\', Some(text)) => text.extend(letters.next()),
                ('"', Some(_)) => found.extend(inside.take()),
                ('"', None) => inside = Some(String::new()),
                (letter, Some(text)) => text.push(letter),
                (_, None) => {}
            }
        }
    }
    found
}

/// Whether a sentence names a key as it is written here: `esc clears`, `press u`, `u takes it back`.
fn names_a_key(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || ",;:.()".contains(letter))
        .filter(|word| !word.is_empty())
        .collect();
    // A word alone is a label or a setting, not a sentence.
    words.len() > 1
        && words.windows(2).any(|pair| {
            let [word, next] = [pair[0], pair[1]];
            let named = ["enter", "esc", "space", "backspace", "F1", "F2"].contains(&word)
                || word.starts_with("ctrl+");
            let single = word.chars().count() == 1
                && word.chars().all(|letter| letter.is_ascii_alphabetic())
                && !["a", "I", "A"].contains(&word);
            let does = next.len() > 2
                && next.ends_with('s')
                && next.chars().all(char::is_lowercase)
                && !["is", "has", "was"].contains(&next);
            let pressed = word.to_lowercase() == "press" && !next.starts_with('{');
            named && does
                || single && (does || ["and", "then"].contains(&next))
                || pressed && next != "!"
        })
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn no_sentence_of_the_screens_names_a_key_that_may_have_been_moved() {
    // Typed lines have words of their own, the key table is where keys are named.
    const ELSEWHERE: [&str; 2] = ["app/plain_session.rs", "widgets/figure"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    for layer in ["app", "screens", "widgets", "coach", "content", "stats"] {
        files(&root.join(layer), &mut paths);
    }
    let (mut read, mut found) = (0, Vec::new());
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy();
        if ELSEWHERE.iter().any(|other| name.starts_with(other)) || name.contains("tests") {
            continue;
        }
        let texts = literals(&fs::read_to_string(&path).unwrap());
        read += texts.len();
        let naming = texts.into_iter().filter(|text| names_a_key(text));
        found.extend(naming.map(|text| format!("{name}: {text}")));
    }
    assert_eq!(found, Vec::<String>::new());
    assert!(read > 1000, "{read} strings were read");
}

#[test]
fn a_planted_key_is_found() {
    for text in [
        "Saved. u takes it back.",
        "Nothing fits. esc clears the search.",
        "Press u to undo.",
        "one digit starts it; enter keeps it",
        "o, then the form, shows it; t tries it",
    ] {
        assert!(names_a_key(text), "{text}");
    }
    for text in [
        "Press {key} to undo.",
        "A walk helps.",
        "Sit down and press !",
    ] {
        assert!(!names_a_key(text), "{text}");
    }
}
