//! Watched folders: new files are shown once for each source, then imported on their own, once.

use crate::support::{Home, NOW};
use crate::test_app::TestApp;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

/// Someone who watches the folder `watch` in their home, with these further lines.
fn watching(lines: &str) -> Home {
    let home = Home::new();
    std::fs::create_dir(home.path("watch")).unwrap();
    let config = format!("[[watch]]\nfolder = \"~/watch\"\n{lines}\n");
    std::fs::write(home.path("config.toml"), config).unwrap();
    home.done(&["checkin", "5"]);
    home
}

fn place(home: &Home, name: &str) -> PathBuf {
    home.path("watch").join(name)
}

/// Puts a file there that was finished so many seconds ago.
fn put(home: &Home, name: &str, bytes: impl AsRef<[u8]>, seconds: u64) {
    std::fs::write(place(home, name), bytes).unwrap();
    let file = File::options()
        .append(true)
        .open(place(home, name))
        .unwrap();
    let now = file.metadata().unwrap().modified().unwrap();
    file.set_modified(now - Duration::from_secs(seconds))
        .unwrap();
}

/// A walk on a day in February, 20 minutes long.
fn gpx(day: u32) -> String {
    let point = |minute: u32| {
        let lat = 48.2 + f64::from(minute) / 1000.0;
        format!(
            "<trkpt lat=\"{lat}\" lon=\"16.3\"><time>2026-02-{day:02}T10:{minute:02}:00Z</time></trkpt>"
        )
    };
    let points: String = (0..=20).map(point).collect();
    format!(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk><type>walking</type><trkseg>{points}</trkseg></trk></gpx>"
    )
}

const HOUR: u64 = 3600;

fn sessions(home: &Home) -> Vec<Value> {
    let all = home.json(&["sessions", "--json"]);
    all["sessions"].as_array().unwrap().clone()
}

fn real(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/real");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn a_source_is_shown_once_and_then_read_on_its_own_with_one_undo_each() {
    let home = watching("");
    put(&home, "one.gpx", gpx(1), HOUR);
    put(&home, "two.GPX", gpx(2), HOUR);
    put(&home, "notes.pdf", "no", HOUR);
    // Nobody has looked at it yet.
    let said = home.done(&["inbox"]);
    assert!(said.contains("2 GPX files are new in watch"), "{said}");
    let before = home.everything();
    let ran = home.run(&["inbox", "--dry-run"]);
    assert!(
        ran.err
            .contains("~/watch: 2 GPX files with 2 new entries, 2026-02-01 to 2026-02-02"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("2 entries would be added"), "{}", ran.out);
    assert_eq!(home.everything(), before);
    let said = home.done(&["inbox", "--yes"]);
    assert!(said.contains("2 entries added from 2 GPX files"), "{said}");
    assert_eq!(sessions(&home).len(), 2);
    // From now on, without asking.
    put(&home, "three.gpx", gpx(3), HOUR);
    let report = home.json(&["inbox", "--json"]);
    let source = &report["folders"][0]["sources"][0];
    assert_eq!(
        (&source["kind"], &source["added"]),
        (&"gpx".into(), &1.into())
    );
    assert_eq!(sessions(&home).len(), 3);
    home.done(&["undo"]);
    assert_eq!(sessions(&home).len(), 2);
    // What was undone stays so, and the files stay where they are.
    assert!(home.done(&["inbox"]).contains("nothing new"));
    assert_eq!(sessions(&home).len(), 2);
    assert!(place(&home, "three.gpx").exists());
}

#[test]
fn nothing_comes_in_twice_under_another_name_or_after_the_memory_is_lost() {
    let home = watching("");
    put(&home, "one.gpx", gpx(1), HOUR);
    home.done(&["inbox", "--yes"]);
    std::fs::rename(place(&home, "one.gpx"), place(&home, "renamed.gpx")).unwrap();
    put(&home, "copy.gpx", gpx(1), 2 * HOUR);
    assert!(home.done(&["inbox"]).contains("nothing new"));
    std::fs::remove_file(home.path("data/firstline.db.watched")).unwrap();
    home.done(&["inbox", "--yes"]);
    assert_eq!(sessions(&home).len(), 1);
}

#[test]
fn after_a_backup_was_restored_the_files_since_then_come_in_again() {
    let home = watching("");
    home.done(&["backup", "before.db"]);
    put(&home, "one.gpx", gpx(1), HOUR);
    home.done(&["inbox", "--yes"]);
    home.done(&["restore", "before.db"]);
    assert_eq!(sessions(&home).len(), 0);
    home.done(&["inbox"]);
    assert_eq!(sessions(&home).len(), 1, "the source was looked at before");
}

#[test]
fn half_written_files_wait_for_the_rest() {
    let home = watching("");
    let whole = real("fit/Activity.fit");
    put(&home, "new.gpx", gpx(1), 0);
    put(&home, "half.fit", &whole[..whole.len() / 2], 60);
    put(&home, "half.gpx", &gpx(2)[..300], 60);
    let said = home.done(&["inbox", "--yes"]);
    assert!(said.contains("3 files may still be written"), "{said}");
    assert_eq!(sessions(&home).len(), 0);
    put(&home, "new.gpx", gpx(1), 60);
    put(&home, "half.fit", &whole, 60);
    put(&home, "half.gpx", gpx(2), 60);
    let said = home.done(&["inbox", "--yes"]);
    assert!(!said.contains("may still be written"), "{said}");
    assert_eq!(sessions(&home).len(), 3);
    // One that stays cut is said about once, and nothing is lost of the others.
    put(&home, "cut.gpx", &gpx(3)[..300], HOUR);
    let ran = home.run(&["inbox"]);
    assert!(ran.code == 0 && ran.err.contains("cut.gpx"), "{}", ran.err);
    assert!(!home.run(&["inbox"]).err.contains("cut.gpx"));
}

#[test]
fn only_the_kinds_and_the_time_that_were_asked_for() {
    let home = watching("kinds = [\"gpx\"]\nsince = \"2026-02-10\"");
    put(&home, "early.gpx", gpx(1), HOUR);
    put(&home, "late.gpx", gpx(20), HOUR);
    put(&home, "watch.fit", real("fit/Activity.fit"), HOUR);
    let long_ago = 400 * 24 * HOUR;
    put(&home, "old.gpx", gpx(21), long_ago);
    home.done(&["inbox", "--yes"]);
    let days: Vec<Value> = sessions(&home)
        .iter()
        .map(|session| session["day"].clone())
        .collect();
    assert_eq!(days, ["2026-02-20"]);
}

#[test]
fn a_table_that_grows_brings_only_its_new_rows_and_other_tables_are_left_alone() {
    let home = watching("");
    put(&home, "moods.csv", "day,mood\n2026-02-01,6\n", HOUR);
    put(&home, "shopping.csv", "what,price\nmilk,2\n", HOUR);
    let ran = home.run(&["inbox", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("1 entry added from 1 table"),
        "{} {}",
        ran.out,
        ran.err
    );
    put(
        &home,
        "moods.csv",
        "day,mood\n2026-02-01,6\n2026-02-02,7\n",
        HOUR,
    );
    assert!(
        home.done(&["inbox"])
            .contains("1 entry added from 1 table, 1 already there")
    );
    let all = home.json(&["checkins", "--json"]);
    assert_eq!(all["check_ins"].as_array().unwrap().len(), 3);
}

#[test]
fn a_folder_that_is_gone_is_one_sentence_and_the_others_are_read() {
    let home = watching("[[watch]]\nfolder = \"gone\"");
    put(&home, "one.gpx", gpx(1), HOUR);
    let ran = home.run(&["inbox", "--yes"]);
    assert!(
        ran.err
            .contains("Couldn't look into the watched folder gone: it doesn't exist."),
        "{}",
        ran.err
    );
    assert_eq!((ran.code, sessions(&home).len()), (0, 1));
}

#[test]
fn sync_reads_what_arrived() {
    let home = watching("");
    put(&home, "one.gpx", gpx(1), HOUR);
    home.done(&["inbox", "--yes"]);
    put(&home, "two.gpx", gpx(2), HOUR);
    std::fs::create_dir(home.path("shared")).unwrap();
    let said = home.done(&["sync", "shared"]);
    assert!(
        said.contains("From watch: 1 entry in 1 GPX file."),
        "{said}"
    );
}

#[test]
fn each_scheduler_gets_its_lines_and_nothing_is_written() {
    let home = watching("");
    for (scheduler, part) in [
        ("cron", "0 * * * * "),
        ("systemd", "OnCalendar=hourly"),
        ("launchd", "<integer>3600</integer>"),
        ("tasks", "/SC HOURLY"),
    ] {
        let said = home.done(&["inbox", "--print", "--with", scheduler]);
        assert!(said.contains(part) && said.contains("inbox"), "{said}");
    }
    assert!(!home.path(".config").exists());
}

/// Waits until the look after the start is over.
fn looked(home: &Home, now: &str) -> TestApp {
    let mut person = TestApp::at(home, now);
    for _ in 0..1000 {
        std::thread::sleep(Duration::from_millis(10));
        person.tell(firstline::app::Message::Idle);
        if person.runner.next_arrival().is_none() {
            return person;
        }
    }
    panic!("{}", person.text((100, 30)));
}

#[test]
fn at_the_start_what_is_settled_is_imported_and_what_is_not_is_said_once() {
    let home = watching("");
    put(&home, "one.gpx", gpx(1), HOUR);
    let text = looked(&home, NOW).text((100, 30));
    assert!(
        text.contains("1 GPX file is new in watch. To look at it: firstline inbox"),
        "{text}"
    );
    let text = looked(&home, NOW).text((100, 30));
    assert!(!text.contains("GPX"), "{text}");
    home.done(&["inbox", "--yes"]);
    put(&home, "two.gpx", gpx(2), HOUR);
    let mut person = looked(&home, NOW);
    let text = person.text((100, 30));
    assert!(
        text.contains("From watch: 1 entry in 1 GPX file."),
        "{text}"
    );
    assert_eq!(person.app.journal.sessions().len(), 2);
    person.types("u");
    assert_eq!(person.app.journal.sessions().len(), 1);
}

#[test]
fn ten_folders_of_many_files_are_looked_at_after_the_first_frame_by_their_entries_alone() {
    let home = Home::new();
    let mut config = String::new();
    for number in 0..10 {
        let folder = home.path(&format!("watch{number}"));
        std::fs::create_dir(&folder).unwrap();
        for file in 0..300 {
            // Empty: a file that was opened would be refused, and said about.
            File::create(folder.join(format!("{file}.fit"))).unwrap();
        }
        let _ = writeln!(config, "[[watch]]\nfolder = \"~/watch{number}\"");
    }
    std::fs::write(home.path("config.toml"), config).unwrap();
    home.done(&["checkin", "5"]);
    let text = looked(&home, NOW).text((100, 30));
    assert!(text.contains("300 FIT files are new in watch0"), "{text}");
}
