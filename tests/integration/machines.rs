//! Several computers of one person, and the folder that something carries between them.

use crate::support::{Home, NOW, assert_names};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LATER: &str = "2026-03-02T18:40:00+01:00";
const LATEST: &str = "2026-03-02T19:40:00+01:00";

/// A shared folder.
struct Shared(TempDir);

impl Shared {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn sync(&self, home: &Home) -> Value {
        home.json(&["sync", &self.name(), "--json"])
    }

    fn name(&self) -> String {
        self.path().to_str().unwrap().to_owned()
    }

    /// Every file and what is in it.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path()).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                (
                    entry.file_name().into_string().unwrap(),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .collect()
    }

    fn file_of(&self, home: &Home) -> PathBuf {
        self.path().join(self.sync(home)["file"].as_str().unwrap())
    }
}

fn notes(home: &Home) -> Vec<String> {
    let today = home.json(&["today", "--json"]);
    let check_ins = today["check_ins"].as_array().unwrap().iter();
    let mut notes: Vec<String> = check_ins
        .map(|record| record["note"].as_str().unwrap().to_owned())
        .collect();
    // Those of one moment stand in the order of their ids, which is chance.
    notes.sort();
    notes
}

fn checked_in(home: &Home, note: &str) -> String {
    home.json(&["checkin", "7564", "--note", note, "--json"])["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn two_computers_come_to_the_same_and_each_writes_its_own_file_only() {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    let id = checked_in(&desk, "at the desk");
    desk.done(&["plan", "--minutes", "90"]);
    lap.done(&["log", "walk", "25m", "--before", "4", "--after", "6"]);
    assert_eq!(shared.sync(&desk)["others"], json!([]));
    let before = shared.files();
    let report = shared.sync(&lap);
    assert_names(
        &report,
        &[
            "folder",
            "device",
            "file",
            "inbox",
            "inbox_left",
            "wrote",
            "encrypted",
            "added",
            "changed",
            "deleted",
            "records",
            "others",
            "skipped",
            "undo",
        ],
    );
    assert_eq!(
        (&report["added"], &report["wrote"], &report["undo"]),
        (&2.into(), &true.into(), &"firstline undo".into())
    );
    assert_eq!(
        report["records"]["check_ins"],
        json!({ "added": 1, "changed": 0, "deleted": 0 })
    );
    assert_eq!(report["others"][0]["records"]["settings"]["added"], 1);
    for (name, bytes) in &before {
        assert!(
            shared.files()[name] == *bytes,
            "{name} is another computer's"
        );
    }
    let said = desk.done(&["sync", &shared.name()]);
    assert!(
        said.starts_with(
            "From one other computer: 1 session added.\nSaved for your other computers: firstline-"
        ),
        "{said}"
    );
    assert_eq!(desk.everything(), lap.everything());

    let (desk, lap) = (desk.at(LATER), lap.at(LATEST));
    desk.done(&["edit", &id, "--note", "edited at the desk"]);
    lap.done(&["edit", &id, "--note", "edited on the lap"]);
    shared.sync(&lap);
    assert_eq!(shared.sync(&desk)["changed"], 1);
    assert_eq!(notes(&desk), ["edited on the lap"]);
    desk.at(LATEST).done(&["delete", &id]);
    let desk_file = before.keys().next().unwrap();
    assert!(shared.files()[desk_file] != before[desk_file]);
}

#[test]
fn what_was_deleted_stays_deleted_and_undo_after_a_sync_is_here_alone() {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    let id = checked_in(&desk, "to go");
    checked_in(&desk, "to stay");
    for home in [&desk, &lap] {
        shared.sync(home);
    }
    let lap = lap.at(LATER);
    lap.done(&["delete", &id]);
    shared.sync(&lap);
    assert_eq!(shared.sync(&desk)["deleted"], 1);
    shared.sync(&lap);
    assert_eq!(
        (notes(&desk), notes(&lap)),
        (vec!["to stay".into()], vec!["to stay".into()])
    );

    let said = desk.done(&["undo"]);
    assert!(said.contains("merged with another computer"), "{said}");
    assert_eq!(notes(&desk), ["to go", "to stay"]);
    assert_eq!(shared.sync(&lap)["added"], 0);
    assert_eq!(
        shared.sync(&desk)["deleted"],
        1,
        "the next sync imports it again"
    );
    assert_eq!(desk.everything(), lap.everything());
}

#[test]
fn a_sync_with_nothing_new_writes_nothing() {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    checked_in(&desk, "one");
    for home in [&desk, &lap, &desk, &lap] {
        shared.sync(home);
    }
    let (files, kept) = (shared.files(), desk.everything());
    let said = desk.done(&["sync", &shared.name()]);
    assert_eq!(
        said,
        "From one other computer: nothing new.\nYour other computers already have what's here.\n"
    );
    assert!(shared.files() == files);
    assert_eq!(desk.everything(), kept);
    assert_eq!(
        desk.run(&["undo"]).out.lines().count(),
        1,
        "and there is no empty step to take back"
    );
    assert!(notes(&desk).is_empty());
}

#[test]
fn what_is_half_copied_strange_or_newer_is_left_alone_with_a_word_and_the_rest_comes_in() {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    checked_in(&lap, "whole");
    let whole = fs::read(shared.file_of(&lap)).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(shared.path().join(name), bytes).unwrap();
    let sql = |name: &str, sql: &str| {
        put(name, &whole);
        rusqlite::Connection::open(shared.path().join(name))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    put("firstline-00000000000a.db", &whole[..whole.len() / 2]);
    put("firstline-00000000000b.db", b"");
    put(
        "firstline-00000000000c.db",
        &b"\x1b[31mnot a database ".repeat(100),
    );
    sql("firstline-00000000000d.db", "PRAGMA user_version = 99");
    sql("firstline-00000000000e.db", "PRAGMA application_id = 1");
    put(
        "firstline-00000000000a.sync-conflict-20260302-174000-ABCDEFG.db",
        &whole,
    );
    put("firstline-00000000000a (conflicted copy).db", &whole);
    put("firstline-00000000000f.db.part", &whole[..4096]);
    put("evil\x1b]0;name\x07.db", &whole);
    fs::create_dir(shared.path().join("firstline-0000000000aa.db")).unwrap();
    put(".stignore", b"");
    put("README.md", b"");
    fs::write(shared.path().join("firstline-0000000000ab.db-wal"), b"").unwrap();
    let strangers = |shared: &Shared| {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(shared.path())
            .unwrap()
            .map(Result::unwrap)
            .filter(|entry| entry.path().is_file())
        {
            files.insert(
                entry.file_name().into_string().unwrap(),
                fs::read(entry.path()).unwrap(),
            );
        }
        files
    };
    let before = strangers(&shared);
    let ran = desk.run(&["sync", &shared.name(), "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&report["added"], report["others"].as_array().unwrap().len()),
        (&1.into(), 1)
    );
    let skipped: Vec<String> = report["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            format!(
                "{} {}",
                file["file"].as_str().unwrap(),
                file["reason"].as_str().unwrap()
            )
        })
        .collect();
    let wanted = [
        (
            "evil\u{fffd}]0;name\u{fffd}.db",
            "isn't named like a snapshot",
        ),
        (
            "firstline-00000000000a (conflicted copy).db",
            "a sync conflict copy",
        ),
        (
            "firstline-00000000000a.db",
            "damaged or hasn't fully arrived",
        ),
        (
            "firstline-00000000000a.sync-conflict-20260302-174000-ABCDEFG.db",
            "a sync conflict copy",
        ),
        (
            "firstline-00000000000b.db",
            "isn't a firstline database, or hasn't fully arrived",
        ),
        ("firstline-00000000000c.db", "isn't a firstline database"),
        (
            "firstline-00000000000d.db",
            "made by a newer firstline (schema 99",
        ),
        ("firstline-00000000000e.db", "another program"),
        ("firstline-00000000000f.db.part", "unfinished"),
        ("firstline-0000000000aa.db", "a folder"),
    ];
    assert_eq!(skipped.len(), wanted.len(), "{skipped:#?}");
    for ((file, reason), told) in wanted.into_iter().zip(&skipped) {
        assert!(
            told.starts_with(file) && told.contains(reason),
            "{told}, not {file} {reason}"
        );
        assert!(
            ran.err.contains(&format!("Skipped {file}: ")),
            "{}",
            ran.err
        );
    }
    for (name, bytes) in before {
        assert!(strangers(&shared)[&name] == bytes, "{name} was changed");
    }
    assert_eq!(notes(&desk), ["whole"]);
}

#[test]
fn a_folder_that_was_copied_with_its_database_gets_a_name_of_its_own() {
    let (desk, copy, shared) = (Home::new(), Home::new(), Shared::new());
    checked_in(&desk, "first");
    shared.sync(&desk);
    fs::create_dir_all(copy.db().parent().unwrap()).unwrap();
    let entries = fs::read_dir(desk.db().parent().unwrap())
        .unwrap()
        .map(Result::unwrap);
    for entry in entries.filter(|entry| entry.file_type().unwrap().is_file()) {
        fs::copy(
            entry.path(),
            copy.db().parent().unwrap().join(entry.file_name()),
        )
        .unwrap();
    }
    checked_in(&desk, "on the first");
    checked_in(&copy, "on the copy");
    let first = shared.sync(&desk)["device"].clone();
    let second = shared.sync(&copy)["device"].clone();
    assert_ne!(first, second);
    shared.sync(&desk);
    assert_eq!(desk.everything(), copy.everything());
    assert_eq!(notes(&desk).len(), 3);
    assert_eq!(shared.files().len(), 2);
    assert_eq!(
        (
            shared.sync(&desk)["device"].clone(),
            shared.sync(&copy)["device"].clone()
        ),
        (first, second)
    );

    // A database alone takes no name along.
    let third = Home::new();
    fs::create_dir_all(third.db().parent().unwrap()).unwrap();
    fs::copy(desk.db(), third.db()).unwrap();
    shared.sync(&third);
    assert_eq!(shared.files().len(), 3);
}

#[test]
fn a_lost_database_has_its_records_again_after_a_sync() {
    let (desk, shared) = (Home::new(), Shared::new());
    checked_in(&desk, "kept");
    shared.sync(&desk);
    let everything = desk.everything();
    fs::remove_file(desk.db()).unwrap();
    let ran = desk.run(&["sync", &shared.name()]);
    assert!(
        ran.err
            .contains("For its backups: firstline restore --list"),
        "{}",
        ran.err
    );
    let said = ran.out;
    assert!(
        said.starts_with("From what this computer had written there before: 1 check-in added.\n"),
        "{said}"
    );
    assert_eq!(desk.everything(), everything);
    fs::remove_dir_all(desk.db().parent().unwrap()).unwrap();
    shared.sync(&desk);
    assert_eq!(desk.everything(), everything);
}

#[test]
fn a_folder_that_will_not_do_is_named_with_what_to_do() {
    let (desk, shared) = (Home::new(), Shared::new());
    checked_in(&desk, "here");
    let fails = |arguments: &[&str], code: i32, says: &str| {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
        assert!(ran.err.contains(says), "{}, not {says}", ran.err);
    };
    let missing = shared.path().join("missing");
    fails(
        &["sync", missing.to_str().unwrap()],
        1,
        "doesn't exist. Create the folder first",
    );
    assert!(!missing.exists());
    fails(
        &["sync", desk.db().to_str().unwrap()],
        1,
        "is a file. For a file, use firstline merge",
    );
    fails(&["sync"], 2, "<DIR>");
    fails(
        &["--demo", "sync", &shared.name()],
        2,
        "Sample data can't be synced",
    );

    let file = shared.file_of(&desk);
    let before = shared.files();
    checked_in(&desk, "more");
    // No room: a limit on the size of files is the same to the program as a full disk.
    #[cfg(unix)]
    {
        let script = format!(
            "trap '' XFSZ; ulimit -f 100; exec '{}' sync '{}'",
            env!("CARGO_BIN_EXE_firstline"),
            shared.name()
        );
        let mut cramped = std::process::Command::new("sh");
        let ran = cramped
            .args(["-c", &script])
            .env_clear()
            .envs(desk.environment())
            .output()
            .unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(
            said.contains("Couldn't write ") && said.contains("Nothing there was changed."),
            "{said}"
        );
        assert_eq!(shared.files(), before, "nothing is left lying");
    }
    let lap = Home::new();
    checked_in(&lap, "theirs");
    let theirs = shared.file_of(&lap);
    assert!(theirs.exists() && shared.sync(&desk)["wrote"] == true);
    assert_eq!(notes(&desk).len(), 3, "what came in is here");
    assert!(fs::read(&file).unwrap() != before.values().next().unwrap().as_slice());

    let beside = desk.db().parent().unwrap().to_str().unwrap().to_owned();
    let ran = desk.run(&["sync", &beside]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("also contains your database") && !ran.err.contains("Skipped"),
        "{}",
        ran.err
    );
}

#[test]
fn another_database_is_merged_once_and_the_file_is_only_read() {
    let (desk, lap) = (Home::new(), Home::new());
    checked_in(&desk, "desk");
    checked_in(&lap, "lap");
    lap.done(&["phq9", "--answers", "1,1,1,1,1,1,1,1,0"]);
    let file = lap.db().to_str().unwrap().to_owned();
    let (before, there) = (
        fs::read(lap.db()).unwrap(),
        fs::read_dir(lap.db().parent().unwrap()).unwrap().count(),
    );
    let said = desk.done(&["merge", &file]);
    assert!(
        said.ends_with(": 1 check-in and 1 questionnaire added. To undo: firstline undo\n"),
        "{said}"
    );
    assert!(fs::read(lap.db()).unwrap() == before);
    assert_eq!(
        fs::read_dir(lap.db().parent().unwrap()).unwrap().count(),
        there
    );
    let merged = desk.everything();
    let again = desk.json(&["merge", &file, "--json"]);
    assert_names(
        &again,
        &["file", "added", "changed", "deleted", "records", "undo"],
    );
    assert_eq!((&again["added"], &again["undo"]), (&0.into(), &Value::Null));
    assert!(
        desk.done(&["merge", &file])
            .ends_with(" is already here.\n")
    );
    assert_eq!(desk.everything(), merged);
    desk.done(&["undo"]);
    assert_eq!(notes(&desk), ["desk"]);

    for (name, bytes, says) in [
        (
            "half.db",
            &before[..before.len() / 2],
            "is damaged or hasn't fully arrived",
        ),
        (
            "text.db",
            &b"hello".repeat(300)[..],
            "isn't a firstline database",
        ),
    ] {
        let path = desk.path(name);
        fs::write(&path, bytes).unwrap();
        let ran = desk.run(&["merge", path.to_str().unwrap()]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(
            ran.err.contains(says) && ran.err.contains("Nothing was changed."),
            "{}",
            ran.err
        );
    }
    for (file, says) in [
        (desk.db(), "is the database in use"),
        (desk.path("nowhere.db"), "it doesn't exist"),
        (
            desk.db().parent().unwrap().to_owned(),
            "is a folder; for folders, use firstline sync",
        ),
    ] {
        let ran = desk.run(&["merge", file.to_str().unwrap()]);
        assert!(ran.code == 1 && ran.err.contains(says), "{}", ran.err);
    }
    assert_eq!(notes(&desk), ["desk"]);
}

#[test]
fn the_same_file_imported_on_two_computers_counts_once() {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    let csv = "day,time,mood,note\n2026-02-01,18:00,7,one\n2026-02-02,18:00,4,two\n2026-02-03,18:00,5,three\n";
    for (home, now) in [(&desk, NOW), (&lap, LATER)] {
        let path = home.path("moods.csv");
        fs::write(&path, csv).unwrap();
        home.command(&["import", path.to_str().unwrap()])
            .env("FIRSTLINE_NOW", now)
            .output()
            .unwrap();
    }
    for home in [&desk, &lap, &desk] {
        shared.sync(home);
    }
    assert_eq!(desk.everything(), lap.everything());
    let days = desk.json(&[
        "history",
        "--json",
        "--from",
        "2026-02-01",
        "--to",
        "2026-02-03",
    ]);
    let counts: Vec<&Value> = days["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| &day["check_ins"])
        .collect();
    assert_eq!(counts, [1, 1, 1]);
    assert_eq!(shared.sync(&lap)["changed"], 0);
}

#[test]
#[cfg(unix)]
fn what_a_sync_that_was_cut_short_left_goes_with_the_next_and_nothing_else_does() {
    let (desk, shared) = (Home::new(), Shared::new());
    checked_in(&desk, "one");
    let own = shared.file_of(&desk);
    let own = own.file_name().unwrap().to_str().unwrap();
    let ended = std::process::Command::new("true")
        .spawn()
        .map(|mut child| (child.id(), child.wait()))
        .unwrap()
        .0;
    let left = [
        format!("{own}.{ended}.part"),
        format!("{own}.{ended}.part-journal"),
    ];
    let others = [
        format!("{own}.{}.part", std::process::id()),
        format!("firstline-000000000000.db.{ended}.part"),
        format!("{own}.notes.part"),
    ];
    for name in left.iter().chain(&others) {
        fs::write(Path::new(&shared.name()).join(name), "half").unwrap();
    }
    shared.sync(&desk);
    let names: Vec<String> = shared.files().into_keys().collect();
    assert!(left.iter().all(|name| !names.contains(name)), "{names:?}");
    assert!(others.iter().all(|name| names.contains(name)), "{names:?}");
}

/// Kills a sync at random moments; each time, both the database and the file in the folder are what
/// they were before or what they are after, and the next sync completes what is left.
fn kills_at_random_moments_of_a_sync(count: u32) {
    let (desk, lap, shared) = (Home::new(), Home::new(), Shared::new());
    desk.done(&[
        "demo",
        "--days",
        "120",
        "-o",
        desk.path("demo.db").to_str().unwrap(),
    ]);
    desk.done(&["merge", desk.path("demo.db").to_str().unwrap()]);
    let lap_file = shared.file_of(&lap);
    // Its own file, also where it is not finished.
    let own = lap_file.file_name().unwrap().to_str().unwrap();
    let mut chance = fastrand::Rng::with_seed(7);
    let mut known = vec![lap.everything()];
    #[expect(clippy::disallowed_methods, reason = "only how long one takes here")]
    let begun = Instant::now();
    shared.sync(&lap);
    let (mut unfinished, mut longest) = (0, begun.elapsed());
    for kill in 0..count {
        checked_in(&desk, &format!("number {kill}"));
        shared.sync(&desk);
        let before = lap.everything();
        let theirs = shared.files();
        let mut sync = lap
            .command(&["sync", &shared.name()])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(longest.mul_f64(chance.f64()));
        let ended = sync.try_wait().unwrap().is_some();
        sync.kill().unwrap();
        sync.wait().unwrap();
        // Where most runs have ended before the kill, kill earlier.
        longest = if ended {
            longest.mul_f64(0.8).max(Duration::from_millis(4))
        } else {
            longest.mul_f64(1.1)
        };
        unfinished += u32::from(!ended);
        let after = lap.everything();
        known.push(desk.everything());
        assert!(
            after == before || after == desk.everything(),
            "kill {kill}: between"
        );
        // What the others would read.
        let reader = Home::new();
        let ran = reader.run(&["merge", lap_file.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "kill {kill}: {}", ran.err);
        assert!(
            known.contains(&reader.everything()),
            "kill {kill}: the file in the folder is between"
        );
        for (name, bytes) in shared
            .files()
            .iter()
            .filter(|(name, _)| !name.starts_with(own))
        {
            assert!(
                theirs.get(name).is_none_or(|before| before == bytes),
                "kill {kill}: {name} was changed"
            );
        }
        // One time in two the next sync has to cope with what this one left.
        if chance.bool() {
            shared.sync(&lap);
            assert_eq!(lap.everything(), desk.everything(), "kill {kill}");
            assert_eq!(
                shared.files().len(),
                2,
                "kill {kill}: nothing is left lying"
            );
        }
    }
    shared.sync(&lap);
    assert_eq!(lap.everything(), desk.everything());
    assert_eq!(shared.files().len(), 2);
    assert!(
        unfinished * 8 >= count,
        "only {unfinished} of {count} syncs were still running"
    );
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_killed_sync_happened_or_did_not() {
    kills_at_random_moments_of_a_sync(8);
}

/// `cargo test --test integration -- --ignored hundred_kills_of_a_sync`
#[test]
#[ignore = "takes minutes; the one above is its short form"]
fn a_hundred_kills_of_a_sync() {
    kills_at_random_moments_of_a_sync(100);
}
