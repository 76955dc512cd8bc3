//! Nothing is lost: kills at random moments, disks and files that fail underneath, several programs at once.

use crate::real_terminal::Screen;
use crate::support::Home;
use chrono::DateTime;
use firstline::domain::Journal;
use firstline::store::Store;
use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

fn stored(home: &Home) -> Journal {
    let now = DateTime::parse_from_rfc3339("2026-03-02T18:00:00+01:00").unwrap();
    Store::open(&home.db(), now).unwrap().all().unwrap()
}

fn is_sound(home: &Home) {
    let connection = rusqlite::Connection::open(home.db()).unwrap();
    let verdict: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
}

/// Writes in all ways there are and kills each at a random moment. Answers with how many were acknowledged.
fn kills(count: usize, seed: u64) -> usize {
    let home = Home::new();
    home.done(&["checkin", "5", "--note", "the first"]);
    let mut chance = fastrand::Rng::with_seed(seed);
    let (mut said, mut tried) = (Vec::new(), 0);
    let (mut by_keys, mut keys_tried) = (0, 0);
    for kill in 0..count {
        let note = format!("kill-{kill}");
        if chance.u8(0..4) > 0 {
            tried += 1;
            let mut child = home
                .command(&["checkin", "7", "--note", &note])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            thread::sleep(Duration::from_millis(chance.u64(0..150)));
            let _ = child.kill();
            let mut answer = String::new();
            child
                .stdout
                .take()
                .unwrap()
                .read_to_string(&mut answer)
                .unwrap();
            child.wait().unwrap();
            if !answer.is_empty() {
                said.push(note);
            }
        } else {
            keys_tried += 1;
            let mut screen = Screen::open(&home, &[], (100, 30), &[]);
            screen.shows("1 Today");
            screen.keys("c");
            screen.shows("How are you right now?");
            screen.keys("3939\r");
            thread::sleep(Duration::from_millis(chance.u64(0..300)));
            screen.signal("KILL");
            screen.ended();
            by_keys += usize::from(screen.text().contains("Saved. Press u to undo."));
        }
        is_sound(&home);
        let there = stored(&home);
        for note in &said {
            assert!(
                there.check_ins().iter().any(|record| record.note == *note),
                "{note} was acknowledged and is lost"
            );
        }
        let full: Vec<_> = there
            .check_ins()
            .iter()
            .filter(|record| record.note.is_empty())
            .collect();
        assert!(
            (by_keys..=keys_tried).contains(&full.len()),
            "{by_keys} shown as saved, {} there",
            full.len()
        );
        assert!(
            full.iter()
                .all(|record| record.ratings.answered().count() == 4),
            "as a whole or not at all"
        );
        assert!(there.check_ins().len() <= 1 + tried + keys_tried);
    }
    said.len() + by_keys
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    kills(10, 3);
}

/// `cargo test --test integration -- --ignored two_hundred_kills --nocapture`
#[test]
#[ignore = "takes some minutes; the one above is its short form"]
fn two_hundred_kills_at_random_moments_of_use() {
    eprintln!(
        "{} of 200 killed writes were acknowledged, none of these was lost",
        kills(200, 17)
    );
}

#[test]
fn a_write_that_finds_no_room_is_refused_and_what_was_there_stays() {
    let home = Home::new();
    home.done(&["checkin", "5", "--note", "before"]);
    let before = home.everything();
    let program = env!("CARGO_BIN_EXE_firstline");
    // First with the limit's signal ignored, as an error of writing; then with the signal, as a kill.
    for trap in ["trap '' XFSZ; ", ""] {
        let script = format!("{trap}ulimit -f 8; exec '{program}' checkin 6 --note after");
        let ran = std::process::Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .envs(home.environment())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success() && ran.stdout.is_empty(), "{said}");
        assert!(
            !said.contains("panicked") && (trap.is_empty() || said.starts_with("firstline: ")),
            "{said}"
        );
        assert_eq!(home.everything(), before, "with {trap:?}");
        is_sound(&home);
    }
}

#[test]
fn an_export_that_finds_no_room_says_so() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let ran = home
        .command(&["export", "json"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(
        ran.status.code() == Some(1)
            && said.starts_with("firstline: ")
            && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn in_a_read_only_folder_it_says_so_and_touches_nothing() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let bytes = fs::read(home.db()).unwrap();
    let mode =
        |mode| fs::set_permissions(home.path("data"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o500);
    let ran = home.run(&["checkin", "6"]);
    mode(0o700);
    assert!(
        ran.code == 1 && ran.err.contains("The database is read-only."),
        "{}",
        ran.err
    );
    assert_eq!(fs::read(home.db()).unwrap(), bytes);
}

/// Everything of the database is gone, its backups too.
fn remove(home: &Home) {
    let _ = fs::remove_dir_all(home.path("data/backups"));
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", home.db().display()));
    }
}

#[test]
fn a_file_deleted_or_replaced_underneath_is_noticed_and_nothing_is_shown_as_saved() {
    for replaced in [false, true] {
        let home = Home::new();
        let mut screen = Screen::open(&home, &[], (100, 30), &[]);
        screen.shows("How are you right now?");
        remove(&home);
        if replaced {
            home.done(&["checkin", "2", "--note", "the other file"]);
        }
        screen.keys("7564\r");
        screen.shows("Couldn't save: the database file was moved or replaced.");
        assert!(!screen.text().contains("Saved."));
        screen.keys("\u{3}");
        assert_eq!(screen.ended(), 0);
        if replaced {
            let there = stored(&home);
            assert_eq!(
                (there.check_ins().len(), there.check_ins()[0].note.as_str()),
                (1, "the other file")
            );
        } else {
            assert!(!home.db().exists(), "nothing is made in its place");
        }
    }
}

#[test]
fn while_another_program_holds_the_file_the_draft_stays_and_is_saved_later() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    let other = rusqlite::Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    screen.keys("7564\r");
    screen.shows("nother program is using the database");
    other.execute_batch("ROLLBACK").unwrap();
    screen.keys("\r");
    screen.shows("Saved.");
    assert_eq!(stored(&home).check_ins()[0].ratings.answered().count(), 4);
}

#[test]
fn two_screens_at_once_keep_what_both_write_and_show_it() {
    let home = Home::new();
    let mut first = Screen::open(&home, &[], (100, 30), &[]);
    first.shows("How are you right now?");
    let mut second = Screen::open(&home, &[], (100, 30), &[]);
    second.shows("How are you right now?");
    first.keys("7564nfrom the first");
    first.shows("from the first");
    first.leaves("^S");
    first.keys("\r");
    first.shows("Saved.");
    second.keys("3464\r");
    second.shows("Saved.");
    second.shows("mood 7");
    assert_eq!(stored(&home).check_ins().len(), 2);
}

#[test]
fn what_a_command_writes_is_seen_when_the_screens_wake_for_something_else() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("7564\r");
    screen.shows("Saved.");
    home.done(&["checkin", "8", "--tag", "elsewhere"]);
    // No key: the end of the notice is the next time it wakes.
    screen.shows("elsewhere");
}
