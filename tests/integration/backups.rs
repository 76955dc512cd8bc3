//! Backups that are made by themselves and by hand, and putting them back, as a person meets them.

use crate::support::{Home, assert_names};
use rusqlite::Connection;
use std::fs;
#[cfg(unix)]
use std::path::Path;
use std::path::PathBuf;

/// A database of the first layout, with a check-in and a session.
const V1: &str = include_str!("../../src/store/tests/v1.sql");

/// The names in the folder of backups, the earliest first.
pub(crate) fn backups(home: &Home) -> Vec<String> {
    let Ok(entries) = fs::read_dir(home.path("data/backups")) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The day and the reason of each backup; the seconds are those of a machine that may be slow.
fn kinds(home: &Home) -> Vec<String> {
    let kind = |name: &String| {
        format!(
            "{} {}",
            &name[..10],
            name[20..].strip_suffix(".db").unwrap()
        )
    };
    backups(home).iter().map(kind).collect()
}

/// The latest backup made for this reason.
fn latest(home: &Home, reason: &str) -> String {
    backups(home)
        .into_iter()
        .rfind(|name| name.ends_with(&format!("-{reason}.db")))
        .unwrap()
}

/// A person with two days of records and a backup of each.
fn two_days() -> Home {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--tag", "work"]);
    home.done(&["log", "walk", "25m", "--before", "4", "--after", "6"]);
    let home = home.at("2026-03-03T08:00:00+01:00");
    home.done(&["checkin", "6", "6", "6", "6", "--tag", "w people"]);
    home
}

fn backup(home: &Home, name: &str) -> PathBuf {
    home.path("data/backups").join(name)
}

/// A file of the usual layout with a note of some length a day: more pages than a wreck can miss.
fn many_days(home: &Home) {
    let rows: Vec<String> = (0..400)
        .map(|n| {
            let day = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(n);
            format!(
                "{day},09:00,{},,,,,,,,,,{}",
                n % 9 + 1,
                "a long note ".repeat(20)
            )
        })
        .collect();
    let head = "day,time,mood,energy,calm,sleep,body,interest,appetite,focus,sleep_hours,tags,note";
    fs::write(
        home.path("many.csv"),
        format!("{head}\n{}\n", rows.join("\n")),
    )
    .unwrap();
    home.done(&["import", "csv", "many.csv"]);
}

#[test]
fn the_first_change_of_a_day_makes_a_backup_and_reading_makes_none() {
    let home = Home::new();
    home.done(&["today"]);
    home.run(&["status"]);
    assert_eq!(
        backups(&home),
        [] as [&str; 0],
        "nothing is kept, nothing is backed up"
    );
    home.done(&["checkin", "7", "5", "6", "4"]);
    home.done(&["checkin", "6", "5", "6", "4"]);
    assert_eq!(kinds(&home), ["2026-03-02 daily"], "one a day");
    let home = home.at("2026-03-03T08:00:00+01:00");
    home.done(&["history"]);
    home.everything();
    assert_eq!(backups(&home).len(), 1, "nothing changed on that day");
    home.done(&["undo"]);
    assert_eq!(kinds(&home), ["2026-03-02 daily", "2026-03-03 daily"]);
}

#[cfg(unix)]
#[test]
fn backups_are_for_the_owners_eyes_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = two_days();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.path("data/backups")), 0o700);
    for name in backups(&home) {
        assert_eq!(mode(&backup(&home, &name)), 0o600, "{name}");
    }
}

#[test]
fn the_example_is_never_backed_up() {
    let home = Home::new();
    home.done(&["--demo", "checkin", "7", "5", "6", "4"]);
    assert!(!home.path("data").exists());
    assert_eq!(home.run(&["--demo", "backup"]).code, 3);
    home.done(&["demo", "-o", "example.db", "--days", "20"]);
    assert!(!home.path("backups").exists());
}

#[test]
fn before_many_records_change_there_is_a_backup() {
    let home = two_days();
    home.done(&["factors", "rename", "w people", "with people"]);
    assert!(
        kinds(&home).contains(&"2026-03-03 before-edit".to_owned()),
        "{:?}",
        backups(&home)
    );
    fs::write(home.path("more.csv"), "day,mood\n2026-02-01,5\n").unwrap();
    let import = home.json(&["import", "csv", "more.csv", "--json"]);
    home.done(&["import", "csv", "more.csv"]);
    home.done(&["import", "csv", "more.csv", "--dry-run"]);
    let of_imports = |home: &Home| {
        backups(home)
            .iter()
            .filter(|name| name.contains("before-import"))
            .count()
    };
    assert_eq!(
        of_imports(&home),
        1,
        "a second import adds nothing and needs none"
    );
    home.done(&["import", "undo", import["import_id"].as_str().unwrap()]);
    assert_eq!(of_imports(&home), 2);
    assert_eq!(
        home.json(&["restore", "--list", "--json"])["backups"]
            .as_array()
            .unwrap()
            .len(),
        backups(&home).len()
    );
}

#[test]
fn an_import_into_an_empty_database_needs_no_backup_before() {
    let home = Home::new();
    fs::write(home.path("more.csv"), "day,mood\n2026-02-01,5\n").unwrap();
    home.done(&["import", "csv", "more.csv"]);
    assert_eq!(kinds(&home), ["2026-03-02 daily"], "and one after it");
}

#[test]
fn a_backup_that_fails_stops_no_change_and_is_said_plainly() {
    let home = Home::new();
    fs::create_dir(home.path("data")).unwrap();
    fs::write(home.path("data/backups"), "a file").unwrap();
    let ran = home.run(&["checkin", "7", "5", "6", "4"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let folder = home.path("data/backups");
    let said = format!(
        "Couldn't back up to {}: the folder backups is a file. For details: firstline doctor\n",
        folder.display()
    );
    assert_eq!(ran.err, said);
    assert_eq!(home.json(&["history", "--json"])["days"][0]["mood"], 7.0);
    assert_eq!(home.run(&["doctor"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_folder_of_backups_that_is_read_only_stops_no_change() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = two_days().at("2026-03-04T08:00:00+01:00");
    let folder = home.path("data/backups");
    let daily = latest(&home, "daily");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let ran = home.run(&["checkin", "7", "5", "6", "4"]);
    let backup = home.run(&["backup"]);
    let doctor = home.run(&["doctor"]);
    let restore = home.run(&["restore", &daily]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    let said = format!(
        "Couldn't back up to {}: the folder backups is read-only. Allow writing to it; \
         firstline tries again with the next change.\n",
        folder.display()
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, said.as_str()));
    assert_eq!((backup.code, backup.err), (1, format!("firstline: {said}")));
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("Couldn't back up"), "{}", doctor.out);
    assert_eq!(restore.code, 1, "what is there could not be kept");
    assert!(
        restore.err.contains("so nothing was restored"),
        "{}",
        restore.err
    );
    assert_eq!(
        home.json(&["history", "--json"])["days"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

/// Runs the program with a file system of `size` in place of `folder`; nothing where that is not allowed.
#[cfg(target_os = "linux")]
fn with_small_disk(
    home: &Home,
    folder: &Path,
    size: &str,
    arguments: &[&str],
) -> Option<std::process::Output> {
    let try_out = std::process::Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "none"])
        .arg(folder)
        .status();
    if !try_out.is_ok_and(|status| status.success()) {
        eprintln!("a small disk cannot be made here, so a full one was not tried");
        return None;
    }
    let script = "mount -t tmpfs -o mode=700,size=\"$1\" none \"$2\" && shift 2 && exec \"$@\"";
    let mut command = std::process::Command::new("unshare");
    command
        .args(["-rm", "sh", "-c", script, "sh", size])
        .arg(folder)
        .arg(env!("CARGO_BIN_EXE_firstline"));
    let path = std::process::Command::new("sh")
        .args(["-c", "printf %s \"$PATH\""])
        .output()
        .unwrap()
        .stdout;
    command
        .args(arguments)
        .env_clear()
        .envs(home.environment())
        .env("PATH", String::from_utf8(path).unwrap());
    Some(command.output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_no_change_and_is_said_plainly() {
    let home = two_days().at("2026-03-04T08:00:00+01:00");
    let folder = home.path("data/backups");
    let Some(ran) = with_small_disk(&home, &folder, "64k", &["checkin", "7", "5", "6", "4"]) else {
        return;
    };
    let said = format!(
        "Couldn't back up to {}: the disk is full. Free some space; firstline tries again with \
         the next change.\n",
        folder.display()
    );
    assert_eq!(
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap()),
        (Some(0), said)
    );
    assert_eq!(
        home.json(&["history", "--json"])["days"]
            .as_array()
            .unwrap()
            .len(),
        3,
        "it is stored"
    );

    fs::create_dir(home.path("usb")).unwrap();
    let usb = home.path("usb");
    let ran = with_small_disk(&home, &usb, "64k", &["backup", usb.to_str().unwrap()]).unwrap();
    let text = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(
        text.contains("the disk is full. Free some space and try again."),
        "{text}"
    );
    let doctor = with_small_disk(&home, &folder, "64k", &["doctor"]).unwrap();
    assert_eq!(
        doctor.status.code(),
        Some(1),
        "no backup, and none can be made"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_while_restoring_changes_nothing() {
    let home = two_days();
    many_days(&home);
    let source = home.path("copy.db");
    home.done(&["backup", source.to_str().unwrap()]);
    fs::create_dir(home.path("small")).unwrap();
    let small = home.path("small");
    let arguments = ["--db", "small/firstline.db", "restore", "copy.db"];
    let Some(ran) = with_small_disk(&home, &small, "100k", &arguments.map(|word| word)) else {
        return;
    };
    let text = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{text}");
    assert!(
        text.contains("full") || text.contains("doesn't exist"),
        "{text}"
    );
}

#[test]
fn a_backup_by_hand_goes_where_it_is_sent() {
    let home = two_days();
    let made = home.json(&["backup", "--json"]);
    assert_names(
        &made,
        &[
            "path",
            "bytes",
            "check_ins",
            "own_activities",
            "sessions",
            "assessments",
            "routines",
            "experiments",
            "ratings",
            "last_day",
        ],
    );
    assert_eq!(
        (&made["check_ins"], &made["sessions"]),
        (&2.into(), &1.into())
    );
    assert_eq!(made["last_day"], "2026-03-03");
    assert!(kinds(&home).contains(&"2026-03-03 by-hand".to_owned()));
    let said = home.done(&["backup", "diary.db"]);
    assert!(
        said.contains("with 2 check-ins and 1 session, the last on 2026-03-03."),
        "{said}"
    );
    home.done(&["backup", "diary.db"]);
    fs::create_dir(home.path("usb")).unwrap();
    home.done(&["backup", "usb"]);
    assert_eq!(fs::read_dir(home.path("usb")).unwrap().count(), 1);
    assert_eq!(
        home.done(&["--db", "diary.db", "export", "json"]),
        home.everything()
    );
}

#[test]
fn a_backup_replaces_nothing_that_is_not_ours() {
    let home = two_days();
    fs::write(home.path("letter.txt"), "Dear Anna").unwrap();
    Connection::open(home.path("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE tasks (id)")
        .unwrap();
    for name in ["letter.txt", "other.db"] {
        let before = fs::read(home.path(name)).unwrap();
        let ran = home.run(&["backup", name]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.err.contains("isn't something firstline wrote")
                || ran
                    .err
                    .contains("is a database, and firstline never writes over one"),
            "{}",
            ran.err
        );
        assert!(before == fs::read(home.path(name)).unwrap());
    }
    let db = home.db();
    let ran = home.run(&["backup", db.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is the database itself"), "{}", ran.err);
    assert_eq!(home.run(&["backup", "no/such/folder.db"]).code, 1);
    home.everything();
}

#[test]
fn backups_are_listed_with_what_they_hold() {
    let home = Home::new();
    let ran = home.run(&["restore", "--list"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("Make one: firstline backup"),
        "{}",
        ran.err
    );
    let home = two_days();
    let list = home.done(&["restore", "--list"]);
    let lines: Vec<&str> = list.lines().collect();
    let names = backups(&home);
    assert_eq!(
        lines[0],
        format!(
            "{}            2 check-ins and 1 session, the last on 2026-03-03",
            names[1]
        )
    );
    assert_eq!(
        lines[1],
        format!("{}            1 check-in, the last on 2026-03-02", names[0])
    );
    let json = home.json(&["restore", "--list", "--json"]);
    let first = &json["backups"][0];
    assert_eq!(
        (&first["reason"], &first["whole"], &first["check_ins"]),
        (&"daily".into(), &true.into(), &2.into())
    );
    assert!(
        first["at"].as_str().unwrap().starts_with("2026-03-03T08:0"),
        "{first}"
    );
    fs::write(backup(&home, &names[1]), "not a database").unwrap();
    let list = home.done(&["restore", "--list"]);
    assert!(
        list.starts_with(&format!(
            "{}            damaged, can't be restored\n",
            names[1]
        )),
        "{list}"
    );
}

#[test]
fn a_restore_can_be_taken_back_by_another() {
    let home = two_days();
    let before = home.everything();
    let said = home.done(&["restore", &backups(&home)[0]]);
    let kept = latest(&home, "before-restore");
    assert_eq!(
        said,
        format!(
            "Restored: 1 check-in, the last on 2026-03-02.\nYour previous data is saved. \
             To restore it: firstline restore {kept}\n"
        )
    );
    assert_ne!(home.everything(), before);
    let json = home.json(&["restore", &kept, "--json"]);
    assert_names(
        &json,
        &[
            "restored",
            "kept",
            "check_ins",
            "own_activities",
            "sessions",
            "assessments",
            "routines",
            "experiments",
            "ratings",
            "last_day",
        ],
    );
    assert_eq!(home.everything(), before);
}

#[test]
fn a_wrecked_database_comes_back_as_it_was() {
    type Wreck = fn(&Home);
    let wrecks: [(&str, Wreck); 8] = [
        ("the first pages overwritten", |home| {
            scribble(home, 0, 8192);
        }),
        ("its head overwritten", |home| scribble(home, 0, 100)),
        ("its layout overwritten", |home| scribble(home, 100, 3900)),
        ("pages in the middle overwritten", |home| {
            scribble(home, 10 * 4096, 30 * 4096);
        }),
        ("cut in half", |home| cut(home, 40 * 4096)),
        ("cut within a page", |home| cut(home, 50_000)),
        ("emptied", |home| cut(home, 0)),
        ("deleted", |home| fs::remove_file(home.db()).unwrap()),
    ];
    for (what, wreck) in wrecks {
        let home = Home::new();
        home.done(&["checkin", "7", "5", "6", "4"]);
        many_days(&home);
        let before = home.everything();
        home.done(&["backup", "whole.db"]);
        wreck(&home);
        home.run(&["doctor"]);
        let said = home.done(&["restore", "whole.db"]);
        assert!(
            said.starts_with("Restored: 401 check-ins"),
            "{what}: {said}"
        );
        assert_eq!(home.everything(), before, "{what}");
        let is_kept = backups(&home)
            .iter()
            .any(|name| name.ends_with("-damaged.db"));
        assert_eq!(
            is_kept,
            !["emptied", "deleted"].contains(&what),
            "{what}: the wreck is kept"
        );
        assert_eq!(
            home.run(&["doctor"]).code,
            0,
            "{what}: {}",
            home.run(&["doctor"]).out
        );
    }
}

fn scribble(home: &Home, from: usize, length: usize) {
    let mut bytes = fs::read(home.db()).unwrap();
    assert!(
        bytes.len() > from + length,
        "the file is large enough to wreck"
    );
    bytes[from..from + length].fill(0xa5);
    fs::write(home.db(), bytes).unwrap();
}

fn cut(home: &Home, length: u64) {
    fs::OpenOptions::new()
        .write(true)
        .open(home.db())
        .unwrap()
        .set_len(length)
        .unwrap();
}

#[test]
fn a_log_left_beside_a_deleted_database_does_not_spoil_what_is_restored() {
    let home = two_days();
    let before = home.everything();
    home.done(&["backup", "whole.db"]);
    // What a kill leaves: a log with changes in it.
    let other = Connection::open(home.db()).unwrap();
    other
        .execute_batch("UPDATE check_ins SET mood = 1")
        .unwrap();
    let log = fs::read(home.path("data/firstline.db-wal")).unwrap();
    assert!(!log.is_empty());
    drop(other);
    fs::remove_file(home.db()).unwrap();
    fs::write(home.path("data/firstline.db-wal"), log).unwrap();
    home.done(&["restore", "whole.db"]);
    assert_eq!(home.everything(), before);
}

#[test]
fn what_cannot_be_restored_is_named_and_changes_nothing() {
    let home = two_days();
    home.done(&["backup", "newer.db"]);
    Connection::open(home.path("newer.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    home.done(&["backup", "damaged.db"]);
    let bytes = fs::read(home.path("damaged.db")).unwrap();
    fs::write(
        home.path("damaged.db"),
        &bytes[..bytes.len() / 2 / 4096 * 4096],
    )
    .unwrap();
    Connection::open(home.path("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE tasks (id)")
        .unwrap();
    fs::write(home.path("letter\u{1b}[2J.txt"), "Dear Anna").unwrap();
    fs::create_dir(home.path("folder")).unwrap();
    let (before, there) = (fs::read(home.db()).unwrap(), backups(&home));
    let db = home.db();
    for (source, said) in [
        (
            "newer.db",
            "was made by a newer firstline (schema 99, this one knows",
        ),
        (
            "damaged.db",
            "is damaged; choose another one. Nothing was changed;",
        ),
        (
            "other.db",
            "belongs to another program. Nothing was changed;",
        ),
        (
            "letter\u{1b}[2J.txt",
            "isn't a firstline database. Nothing was changed;",
        ),
        ("folder", "is a folder;"),
        ("nowhere.db", "doesn't exist. Nothing was changed;"),
        (
            db.to_str().unwrap(),
            "is the database itself, so nothing was changed.",
        ),
    ] {
        let ran = home.run(&["restore", source]);
        assert_eq!(ran.code, 1, "{source}");
        assert!(ran.err.contains(said), "{source}: {}", ran.err);
        assert!(before == fs::read(home.db()).unwrap(), "{source}");
    }
    assert_eq!(backups(&home), there);
    assert_eq!(home.run(&["restore"]).code, 2);
    let left = fs::read_dir(home.path("data")).unwrap().count();
    assert_eq!(left, 2, "the database and its backups, no draft");
}

#[test]
fn a_backup_of_an_older_layout_is_brought_up_to_date() {
    let home = two_days();
    Connection::open(home.path("old.db"))
        .unwrap()
        .execute_batch(V1)
        .unwrap();
    let bytes = fs::read(home.path("old.db")).unwrap();
    let said = home.done(&["restore", "old.db"]);
    assert!(
        said.starts_with("Restored: 1 check-in and 1 session"),
        "{said}"
    );
    assert!(
        bytes == fs::read(home.path("old.db")).unwrap(),
        "the backup stays as it was"
    );
    home.everything();
    home.done(&["checkin", "7", "5", "6", "4"]);
    // And over a wreck.
    scribble(&home, 0, 8192);
    home.done(&["restore", "old.db"]);
    home.done(&["checkin", "7", "5", "6", "4"]);
}

#[test]
fn a_copy_made_by_hand_while_the_program_ran_is_restored_with_its_log() {
    let home = two_days();
    let open = Connection::open(home.db()).unwrap();
    open.execute_batch("UPDATE check_ins SET note = 'only in the log'")
        .unwrap();
    fs::copy(home.db(), home.path("raw.db")).unwrap();
    fs::copy(home.path("data/firstline.db-wal"), home.path("raw.db-wal")).unwrap();
    drop(open);
    let other = Home::new();
    other.done(&["restore", home.path("raw.db").to_str().unwrap()]);
    assert!(other.everything().contains("only in the log"));
}

#[test]
fn databases_in_one_folder_have_backups_of_their_own() {
    let home = Home::new();
    home.done(&["--db", "a.db", "checkin", "7", "5", "6", "4"]);
    home.done(&["--db", "b.db", "checkin", "3", "3", "3", "3"]);
    let of = |db: &str| {
        home.json(&["--db", db, "restore", "--list", "--json"])["backups"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((of("a.db"), of("b.db")), (1, 1));
    assert_eq!(home.run(&["--db", "c.db", "restore", "--list"]).code, 3);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_database_stays_one() {
    let home = two_days();
    let before = home.everything();
    home.done(&["backup", "whole.db"]);
    std::os::unix::fs::symlink(home.db(), home.path("link.db")).unwrap();
    scribble(&home, 0, 4096);
    home.done(&["--db", "link.db", "restore", "whole.db"]);
    assert!(
        fs::symlink_metadata(home.path("link.db"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(home.everything(), before);
}
