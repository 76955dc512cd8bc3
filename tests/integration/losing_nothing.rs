//! Disks that are full or read-only, files that vanished or went through other hands, exports read back elsewhere:
//! nothing is lost, and what is said is so.

use crate::support::Home;
use rusqlite::Connection;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

fn kept() -> Home {
    let home = Home::new();
    home.done(&[
        "checkin", "7", "5", "6", "4", "--note", "mine", "--tag", "work",
    ]);
    home.done(&["checkin", "3", "--on", "2026-02-27 23:10"]);
    home.done(&["log", "walk", "20m", "--on", "2026-02-28 08:00"]);
    home
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// How many check-ins and sessions a home has.
fn count(home: &Home) -> (usize, usize) {
    let everything: serde_json::Value = serde_json::from_str(&home.everything()).unwrap();
    let count = |kind: &str| everything[kind].as_array().unwrap().len();
    (count("check_ins"), count("sessions"))
}

#[test]
fn everything_is_read_in_a_folder_without_write_permission() {
    let home = kept();
    let before = home.everything();
    let files = || fs::read_dir(home.path("data")).unwrap().count();
    let had = files();
    set_mode(&home.db(), 0o400);
    set_mode(&home.path("data"), 0o500);
    assert_eq!(home.everything(), before);
    assert!(home.done(&["today"]).contains("mood 7"));
    for command in [
        &["history"] as &[&str],
        &["sessions"],
        &["status"],
        &["suggest"],
        &["factors"],
        &["restore", "--list"],
        &["report", "-o", "report.html"],
        &["export", "json", "-o", "diary.json"],
        &["backup", "copy.db"],
    ] {
        home.done(command);
    }
    assert_eq!(home.done(&["--db", "copy.db", "export", "json"]), before);
    let ran = home.run(&["checkin", "5"]);
    set_mode(&home.path("data"), 0o700);
    set_mode(&home.db(), 0o600);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            1,
            "firstline: The database is read-only. Allow writing to the file and its folder; \
             nothing was changed.\n"
        )
    );
    assert_eq!((home.everything(), files()), (before, had));
}

/// Runs a shell script as root of a namespace of its own, where file systems can be mounted; nothing where that is
/// not allowed. `$FL` is the program, `$HOME` the home.
#[cfg(target_os = "linux")]
fn with_mounts(home: &Home, script: &str) -> Option<String> {
    let mut command = Command::new("unshare");
    command
        .args(["-rm", "sh", "-ec", script])
        .env_clear()
        .envs(home.environment())
        .env("FL", env!("CARGO_BIN_EXE_firstline"))
        .env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin")
        .current_dir(home.path(""));
    let ran = command.output().ok()?;
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    if said.contains("unshare") || said.contains("permission denied") {
        eprintln!("no disk can be made here: {said}");
        return None;
    }
    Some(String::from_utf8_lossy(&ran.stdout).into_owned() + &said)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_read_and_named() {
    let home = kept();
    let everything = home.everything();
    fs::create_dir(home.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=600k none disk; cp data/firstline.db disk/x.db; \
        dd if=/dev/zero of=disk/fill bs=4k 2>/dev/null || true; \
        $FL --db disk/x.db today > today.txt; $FL --db disk/x.db export json -o out.json; \
        $FL --db disk/x.db report -o report.html; $FL --db disk/x.db status; \
        $FL --db disk/x.db checkin 5 || true; rm disk/fill; $FL --db disk/x.db checkin 5";
    let Some(said) = with_mounts(&home, script) else {
        return;
    };
    assert!(
        said.contains("The disk is full. Free some space and try again; nothing was changed.\n"),
        "{said}"
    );
    assert!(said.contains("Saved"), "once there is room again: {said}");
    assert!(!said.contains("disk I/O error"), "{said}");
    assert_eq!(
        fs::read_to_string(home.path("out.json")).unwrap(),
        everything
    );
    let today = fs::read_to_string(home.path("today.txt")).unwrap();
    assert!(today.contains("mood 7"), "{today}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_medium_is_read_with_what_waits_in_the_log() {
    let home = kept();
    let other = Connection::open(home.db()).unwrap();
    other
        .execute_batch("UPDATE check_ins SET note = 'from the log' WHERE note = 'mine'")
        .unwrap();
    fs::create_dir_all(home.path("disk")).unwrap();
    fs::create_dir(home.path("stick")).unwrap();
    for name in ["firstline.db", "firstline.db-wal"] {
        fs::copy(home.path("data").join(name), home.path("stick").join(name)).unwrap();
    }
    drop(other);
    let script = "mount -t tmpfs none disk; cp stick/* disk; mount -o remount,ro disk; \
        $FL --db disk/firstline.db export json; $FL --db disk/firstline.db checkin 5 || true; \
        $FL --db new.db merge disk/firstline.db";
    let Some(said) = with_mounts(&home, script) else {
        return;
    };
    assert!(said.contains("\"note\": \"from the log\""), "{said}");
    assert!(said.contains("The database is read-only."), "{said}");
    let merged = home.done(&["--db", "new.db", "export", "json"]);
    assert!(merged.contains("from the log"), "{merged}");
}

#[test]
fn a_vanished_or_emptied_database_is_told_and_none_begun() {
    let home = kept();
    let before = home.everything();
    for empty in [false, true] {
        fs::remove_file(home.db()).unwrap();
        if empty {
            fs::write(home.db(), "").unwrap();
        }
        for command in [
            &["today"] as &[&str],
            &["checkin", "5"],
            &["export", "json"],
            &["status"],
        ] {
            let ran = home.run(command);
            assert_eq!(ran.code, 1);
            assert!(
                ran.err.contains("firstline restore --list") && ran.out.is_empty(),
                "{}{}",
                ran.out,
                ran.err
            );
        }
        assert_eq!(home.run(&["doctor"]).code, 1);
        assert_eq!(fs::metadata(home.db()).map_or(0, |meta| meta.len()), 0);
        let list = home.done(&["restore", "--list"]);
        let name = list.split_whitespace().next().unwrap();
        home.done(&["restore", name]);
    }
    assert!(before.contains("mine") && home.everything().contains("mine"));
}

#[test]
fn a_restore_takes_rows_and_nothing_else() {
    let home = kept();
    home.done(&["backup", "evil.db"]);
    Connection::open(home.path("evil.db"))
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER gone AFTER INSERT ON check_ins BEGIN DELETE FROM check_ins; END; \
             CREATE TRIGGER never AFTER INSERT ON schema_history BEGIN DELETE FROM sessions; END; \
             CREATE VIEW seen AS SELECT note FROM check_ins; CREATE TABLE more (one); \
             CREATE INDEX slow ON check_ins (note); \
             DROP VIEW v_days; CREATE VIEW v_days AS SELECT 'nowhere' AS day; \
             CREATE TRIGGER v_gone INSTEAD OF INSERT ON v_days BEGIN DELETE FROM check_ins; END",
        )
        .unwrap();
    let before = home.everything();
    home.done(&["restore", "evil.db"]);
    assert_eq!(home.everything(), before);
    home.done(&["checkin", "4", "--on", "2026-03-01 10:00"]);
    assert_eq!(count(&home), (3, 1), "it is there");
    let strange: i64 = Connection::open(home.db())
        .unwrap()
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('gone', 'never', 'seen', 'more', 'slow', 'v_gone')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(strange, 0);
    let last: String = Connection::open(home.db())
        .unwrap()
        .query_row("SELECT max(day) FROM v_days", [], |row| row.get(0))
        .unwrap();
    assert_eq!(last, "2026-03-02", "the view is firstline's own");
    // Nor does it run where the file is used as it is, or merged.
    let new = Home::new();
    new.done(&["merge", home.path("evil.db").to_str().unwrap()]);
    new.done(&["checkin", "4"]);
    assert_eq!(count(&new), (3, 1));
    home.done(&["--db", "evil.db", "checkin", "4", "--note", "stays"]);
    assert!(
        home.done(&["--db", "evil.db", "export", "json"])
            .contains("stays")
    );
}

#[test]
fn a_dump_of_the_database_is_read_by_the_sqlite_of_the_system() {
    let home = kept();
    let sqlite = |db: &str, input: &[u8]| {
        use std::io::Write as _;
        let mut child = Command::new("sqlite3")
            .arg(db)
            .current_dir(home.path(""))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(input).ok()?;
        Some(child.wait_with_output().ok()?.stdout)
    };
    let Some(dump) = sqlite("data/firstline.db", b".dump\n") else {
        eprintln!("there is no sqlite3 here");
        return;
    };
    assert_eq!(
        sqlite("data/firstline.db", b"PRAGMA integrity_check;").unwrap(),
        b"ok\n"
    );
    sqlite("new.db", &dump).unwrap();
    let found = sqlite(
        "new.db",
        b"SELECT count(*) FROM check_ins; PRAGMA integrity_check;",
    );
    assert_eq!(found.unwrap(), b"2\nok\n");
}

#[test]
fn the_last_one_is_the_last_by_its_time_and_is_named() {
    let home = Home::new();
    let old = home.json(&["checkin", "1", "--on", "yesterday", "--json"])["id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.done(&["checkin", "2"]);
    home.done(&["edit", &old, "--note", "later"]);
    let said = home.done(&["delete", "last", "-y"]);
    assert!(said.contains("the check-in of 2026-03-02 17:40"), "{said}");
    assert!(home.everything().contains(&old));
}

#[test]
fn what_another_clock_wrote_in_the_future_never_wins_over_later_edits() {
    let there = Home::new();
    there.done(&["checkin", "5"]);
    there.done(&["log", "walk", "10m"]);
    let text = there.everything();
    let ahead = text.replace(
        "\"updated_at\": \"2026-03-02T17:40:00",
        "\"updated_at\": \"2026-03-03T09:00:00",
    );
    assert_ne!(ahead, text);
    let home = Home::new();
    fs::write(home.path("ahead.json"), ahead).unwrap();
    home.done(&["import", "ahead.json"]);
    assert!(
        !home.everything().contains("2026-03-03T09:00:00"),
        "{}",
        home.everything()
    );
    let home = home.again_at("2026-03-02T18:00:00+01:00");
    home.done(&["edit", "last", "--note", "mine"]);
    assert!(!home.everything().contains("2026-03-03T09:00:00"));
}

#[test]
fn an_import_again_from_elsewhere_adds_nothing() {
    let home = kept();
    home.done(&[
        "checkin",
        "6",
        "--on",
        "2026-02-10 01:30",
        "--note",
        "two  words",
    ]);
    home.done(&["checkin", "6", "--on", "2026-02-09"]);
    home.done(&["log", "yoga", "30m", "--on", "2026-02-11"]);
    home.done(&["export", "csv", "-o", "tables"]);
    home.done(&["export", "json", "-o", "diary.json"]);
    let tables = [
        "import",
        "csv",
        "tables/check-ins.csv",
        "tables/sessions.csv",
    ];
    let had = count(&home);
    let nothing = |home: &Home, arguments: &[&str], why: &str| {
        home.done(arguments);
        assert_eq!(count(home), had, "{why}");
    };
    nothing(&home, &tables, "where it was written");
    let home = home.at("2026-03-02T11:40:00-05:00");
    nothing(&home, &tables, "in another time zone");
    nothing(&home, &["import", "diary.json"], "the JSON, too");
    fs::write(home.path("config.toml"), "day_start = \"00:00\"\n").unwrap();
    nothing(&home, &tables, "after a change of day_start");

    // Into another file: a table, then the JSON, and the other way round.
    for first in [&tables[..], &["import", "diary.json"]] {
        let new = Home::new();
        for name in ["tables/check-ins.csv", "tables/sessions.csv", "diary.json"] {
            fs::create_dir_all(new.path("tables")).unwrap();
            fs::copy(home.path(name), new.path(name)).unwrap();
        }
        new.done(first);
        assert_eq!(count(&new), had);
        let new = new.at("2026-03-03T03:40:00+09:00");
        nothing(&new, &["import", "diary.json"], "the JSON after it");
        nothing(&new, &tables, "the tables after it");
    }
}

#[test]
fn what_is_twice_in_an_export_comes_twice() {
    let home = Home::new();
    for _ in 0..2 {
        home.done(&["checkin", "5", "--on", "2026-02-10 10:00"]);
    }
    home.done(&["export", "json", "-o", "diary.json"]);
    let new = Home::new();
    let file = home.path("diary.json");
    new.done(&["import", file.to_str().unwrap()]);
    assert_eq!(count(&new), (2, 0));
}

#[test]
fn a_table_with_a_header_alone_is_fine_beside_a_full_one() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    home.done(&["export", "csv", "-o", "tables"]);
    let new = Home::new();
    let table = |name: &str| {
        home.path("tables")
            .join(name)
            .to_string_lossy()
            .into_owned()
    };
    let ran = new.run(&[
        "import",
        "csv",
        &table("check-ins.csv"),
        &table("sessions.csv"),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(count(&new), (1, 0));
    let folder = home.path("tables").to_string_lossy().into_owned();
    assert_eq!(new.run(&["import", &folder]).code, 0);
    assert_eq!(count(&new), (1, 0));
}

#[test]
fn a_date_and_a_time_of_another_table_are_those_of_the_calendar() {
    let home = Home::new();
    fs::write(home.path("t.csv"), "Date,Time,Mood\n2026-03-02,00:15,6\n").unwrap();
    home.done(&[
        "import",
        "csv",
        "t.csv",
        "--columns",
        "day=Date,time=Time,mood=Mood",
    ]);
    let everything = home.everything();
    assert!(
        everything.contains("\"at\": \"2026-03-02T00:15:00+01:00\""),
        "{everything}"
    );
}

#[test]
fn impossible_years_are_refused_wherever_a_date_is_typed() {
    let home = kept();
    let id = home.json(&["checkin", "5", "--json"])["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let before = home.everything();
    for date in ["0000-01-01", "1899-12-31", "0001-01-01 10:00", "2026-03-04"] {
        for command in [
            &["checkin", "5", "--on", date] as &[&str],
            &["log", "walk", "10m", "--on", date],
            &["edit", &id, "--on", date],
            &["phq9", "--answers", "1,1,2,1,0,1,1,0,0", "--on", date],
        ] {
            let ran = home.run(command);
            assert_eq!(ran.code, 2, "{command:?}: {}{}", ran.out, ran.err);
        }
    }
    fs::write(home.path("t.csv"), "day,mood\n0000-01-01,5\n2026-03-05,5\n").unwrap();
    assert_eq!(home.run(&["import", "csv", "t.csv"]).code, 1);
    assert_eq!(home.everything(), before);
}

#[test]
fn an_export_of_ours_brings_nothing_of_a_day_to_come() {
    // A clock that went wrong wrote some of them.
    let ahead = Home::new().at("2150-05-01T10:00:00+02:00");
    ahead.done(&["checkin", "5"]);
    ahead.done(&["log", "walk", "10m"]);
    ahead.done(&["phq9", "--answers", "1,1,2,1,0,1,1,0,0"]);
    let file = ahead.path("diary.json");
    ahead.done(&["export", "json", "-o", "diary.json"]);
    let new = Home::new();
    let before = new.everything();
    let ran = new.run(&["import", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        ran.err
            .contains("3 of its entries are dated before 1900 or in the future"),
        "{}",
        ran.err
    );
    assert_eq!(new.everything(), before);
    // What is of this age comes, that of tomorrow too: it is tomorrow already farther east.
    let sound = ahead.again_at("2026-03-03T10:00:00+01:00");
    sound.done(&["checkin", "6"]);
    sound.done(&["export", "json", "-o", "diary.json"]);
    let ran = new.run(&["import", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        format!("{}{}", ran.out, ran.err).contains("and skipped"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert_eq!(count(&new), (1, 0));
}
