//! What `firstline doctor` finds, each in a home where that is so, and what `--fix` does about it.

use crate::support::{Home, assert_names};
use rusqlite::Connection;
use serde_json::Value;
use std::fs;

/// A home with a check-in, a session and today's backup, in which all is well.
fn well() -> Home {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4"]);
    home.done(&["log", "walk", "25m"]);
    home
}

/// Everything that is found, in one look.
fn look(home: &Home, arguments: &[&str]) -> Value {
    let ran = home.run(&[&["doctor", "--json"], arguments].concat());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    assert_eq!(ran.code, i32::from(json["healthy"] != true));
    json
}

/// Asserts that the doctor finds this one thing and nothing else, and says it in text too.
fn finds(home: &Home, check: &str, words: &str) {
    let json = look(home, &[]);
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{json:#}");
    assert_names(&findings[0], &["check", "wrong", "what", "todo", "fixable"]);
    assert_eq!(findings[0]["check"], check);
    assert!(
        findings[0]["what"].as_str().unwrap().contains(words),
        "{json:#}"
    );
    assert!(
        findings[0]["todo"].as_str().unwrap().len() > 10,
        "what to do"
    );
    let text = home.run(&["doctor"]).out;
    assert!(
        text.contains(&format!("{check}: ")) && text.contains(words),
        "{text}"
    );
}

/// Asserts that `--fix` puts it right and that a backup was made before.
fn is_fixed(home: &Home) {
    let before = home.everything();
    let json = look(home, &["--fix"]);
    assert_eq!(
        (&json["healthy"], json["findings"].as_array().unwrap().len()),
        (&true.into(), 0),
        "{json:#}"
    );
    assert_eq!(json["fixed"].as_array().unwrap().len(), 1, "{json:#}");
    assert_eq!(home.everything(), before);
    assert!(
        crate::backups::backups(home)
            .iter()
            .any(|name| name.ends_with("-before-repair.db"))
    );
}

fn sql(home: &Home, text: &str) {
    Connection::open(home.db())
        .unwrap()
        .execute_batch(text)
        .unwrap();
}

#[test]
fn where_all_is_well_it_says_so() {
    let home = Home::new();
    let text = home.done(&["doctor"]);
    assert_eq!(
        text,
        "No database yet. Your first check-in creates it.\nNo problems found.\n"
    );
    assert!(!home.path("data").exists(), "looking makes nothing");
    let home = well();
    let before = fs::read(home.db()).unwrap();
    let text = home.done(&["doctor"]);
    assert!(
        text.contains("is intact: 1 check-in and 1 session, the last on 2026-03-02."),
        "{text}"
    );
    assert!(
        text.contains("-daily.db, from today.") && text.ends_with("No problems found.\n"),
        "{text}"
    );
    assert!(before == fs::read(home.db()).unwrap());
    let json = look(&home, &["--fix"]);
    assert_names(
        &json,
        &[
            "healthy",
            "database",
            "contents",
            "last_backup",
            "findings",
            "fixed",
        ],
    );
    assert_eq!(
        crate::backups::backups(&home).len(),
        1,
        "nothing to put right, no backup before it"
    );
    assert_eq!(home.run(&["--demo", "doctor"]).code, 2);
}

#[test]
fn a_damaged_database_is_found_with_the_way_back() {
    let home = well();
    let mut bytes = fs::read(home.db()).unwrap();
    bytes[3 * 4096..12 * 4096].fill(0xa5);
    fs::write(home.db(), bytes).unwrap();
    finds(&home, "integrity", "The database is damaged");
    let todo = look(&home, &[])["findings"][0]["todo"]
        .as_str()
        .unwrap()
        .to_owned();
    let name = todo.split_whitespace().last().unwrap();
    home.done(&["restore", name]);
    assert_eq!(look(&home, &[])["healthy"], true);
}

#[test]
fn a_database_that_does_not_open_at_all_is_found() {
    let home = well();
    fs::write(home.db(), "Dear diary, ".repeat(500)).unwrap();
    finds(&home, "database", "isn't a firstline database");
    fs::remove_file(home.db()).unwrap();
    finds(&home, "database", "is missing, though there was one");
    fs::create_dir(home.db()).unwrap();
    assert!(
        home.run(&["doctor"]).out.contains("database: "),
        "a folder in its place"
    );
}

#[test]
fn a_database_that_was_made_anew_is_found() {
    let home = well();
    fs::remove_file(home.db()).unwrap();
    let (backups, aside) = (home.path("data/backups"), home.path("aside"));
    fs::rename(&backups, &aside).unwrap();
    home.done(&["support", "--country", "AT", "--save"]);
    fs::remove_dir_all(&backups).unwrap();
    fs::rename(&aside, &backups).unwrap();
    finds(
        &home,
        "database",
        "The database is empty, but the last backup has 1 check-in",
    );
}

#[test]
fn rows_that_point_nowhere_are_found() {
    let home = well();
    let id = "0195aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa";
    sql(
        &home,
        &format!("PRAGMA foreign_keys = OFF; UPDATE check_ins SET batch = '{id}'"),
    );
    finds(
        &home,
        "foreign-keys",
        "Entries of an import that isn't in the list: 1.",
    );
}

#[cfg(unix)]
#[test]
fn files_that_others_can_read_are_found_and_closed() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (name, open, closed) in [
        ("data/firstline.db", 0o644, 0o600),
        ("data", 0o755, 0o700),
        ("data/backups", 0o750, 0o700),
    ] {
        let home = well();
        let path = home.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(open)).unwrap();
        finds(&home, "permissions", "Other users can read");
        is_fixed(&home);
        assert_eq!(mode(&path), closed, "{name}");
    }
    let home = well();
    let backup = home
        .path("data/backups")
        .join(&crate::backups::backups(&home)[0]);
    fs::set_permissions(&backup, fs::Permissions::from_mode(0o644)).unwrap();
    finds(&home, "permissions", "-daily.db.");
    is_fixed(&home);
    assert_eq!(mode(&backup), 0o600);
}

#[cfg(unix)]
#[test]
fn a_folder_with_other_things_in_it_is_not_closed_but_told_of_when_others_write_there() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = well();
    fs::write(home.path("data/letter.txt"), "Dear Anna").unwrap();
    let folder = home.path("data");
    let set = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    set(0o755);
    assert_eq!(
        look(&home, &["--fix"])["findings"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
        0o755
    );
    set(0o777);
    finds(&home, "permissions", "Other users can change what is in");
    set(0o1777);
    assert_eq!(
        look(&home, &[])["healthy"],
        true,
        "there nobody can replace what is another's"
    );
    set(0o700);
}

#[cfg(unix)]
#[test]
fn a_read_only_database_is_found_and_opened() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = well();
    fs::set_permissions(home.db(), fs::Permissions::from_mode(0o400)).unwrap();
    finds(&home, "database", "is read-only");
    assert_eq!(look(&home, &["--fix"])["healthy"], true);
    home.done(&["checkin", "7", "5", "6", "4"]);
    fs::set_permissions(home.path("data"), fs::Permissions::from_mode(0o500)).unwrap();
    let found = look(&home, &[]);
    fs::set_permissions(home.path("data"), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(
        found["findings"][0]["what"]
            .as_str()
            .unwrap()
            .contains("is read-only"),
        "{found:#}"
    );
}

#[test]
fn a_missing_backup_is_found_and_made() {
    let home = well();
    fs::remove_dir_all(home.path("data/backups")).unwrap();
    finds(&home, "backups", "No backup yet.");
    is_fixed(&home);
}

#[test]
fn an_old_backup_is_found_and_a_new_one_made() {
    let home = well().at("2026-03-06T08:00:00+01:00");
    assert_eq!(look(&home, &[])["last_backup"]["age_days"], 4);
    assert_eq!(look(&home, &[])["healthy"], true, "nothing changed since");
    let changed = chrono::DateTime::parse_from_rfc3339("2026-03-06T07:00:00+01:00")
        .unwrap()
        .timestamp_millis();
    sql(
        &home,
        &format!("UPDATE check_ins SET updated_at = {changed}"),
    );
    finds(
        &home,
        "backups",
        "The last good backup is from 2026-03-02, and entries have changed since.",
    );
    is_fixed(&home);
}

#[test]
fn a_backup_that_does_not_open_is_found() {
    let home = well();
    home.done(&["backup"]);
    let name = crate::backups::backups(&home)
        .into_iter()
        .find(|name| name.contains("by-hand"))
        .unwrap();
    let path = home.path("data/backups").join(&name);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    finds(
        &home,
        "backups",
        &format!("The backup {name} can't be restored."),
    );
}

#[test]
fn a_folder_where_backups_cannot_be_made_is_found() {
    let home = well();
    fs::remove_dir_all(home.path("data/backups")).unwrap();
    fs::write(home.path("data/backups"), "a file").unwrap();
    let json = look(&home, &[]);
    assert!(
        json["findings"][0]["what"]
            .as_str()
            .unwrap()
            .contains("Couldn't check the backups in"),
        "{json:#}"
    );
    let ran = home.run(&["doctor", "--fix"]);
    assert_eq!(ran.code, 1);
}

#[test]
fn folders_that_other_programs_synchronise_are_found() {
    let home = Home::new();
    for (folder, mark, program) in [
        ("Dropbox/data", None, "Dropbox"),
        ("OneDrive - Firm", None, "OneDrive"),
        ("Library/Mobile Documents/diary", None, "iCloud"),
        ("Google Drive", None, "Google Drive"),
        ("Nextcloud", None, "Nextcloud"),
        ("shared", Some("shared/.stfolder"), "Syncthing"),
    ] {
        let folder = home.path(folder);
        fs::create_dir_all(&folder).unwrap();
        let db = folder.join("firstline.db");
        let db = db.to_str().unwrap();
        home.done(&["--db", db, "checkin", "7", "5", "6", "4"]);
        if let Some(mark) = mark {
            fs::create_dir(home.path(mark)).unwrap();
        }
        let ran = home.run(&["--db", db, "doctor"]);
        assert_eq!(ran.code, 1, "{program}");
        let found = ran.out.contains(&format!("{program} seems to sync "));
        assert!(found && ran.out.contains("synced-folder: "), "{}", ran.out);
    }
}

#[test]
fn records_from_the_future_are_found() {
    let home = well();
    let ahead = chrono::DateTime::parse_from_rfc3339("2026-03-02T19:00:00+01:00")
        .unwrap()
        .timestamp_millis();
    sql(&home, &format!("UPDATE check_ins SET at = {ahead}"));
    finds(&home, "clock", "Entries dated in the future: 1.");
}

#[test]
fn changes_from_the_future_are_found() {
    let home = well();
    let ahead = chrono::DateTime::parse_from_rfc3339("2027-01-01T00:00:00+01:00")
        .unwrap()
        .timestamp_millis();
    sql(&home, &format!("UPDATE sessions SET updated_at = {ahead}"));
    finds(&home, "clock", "Entries last changed in the future: 1.");
}

#[test]
fn backups_from_the_future_are_found() {
    let home = well();
    let folder = home.path("data/backups");
    fs::rename(
        folder.join(&crate::backups::backups(&home)[0]),
        folder.join("2031-01-01T00-00-00-daily.db"),
    )
    .unwrap();
    finds(&home, "clock", "Backups dated in the future: 1.");
}

#[test]
fn days_that_do_not_agree_with_day_start_are_noted() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--on", "2026-03-02 02:30"]);
    assert_eq!(look(&home, &[])["findings"].as_array().unwrap().len(), 0);
    fs::write(home.path("config.toml"), "day_start = \"02:00\"\n").unwrap();
    finds(
        &home,
        "days",
        "Entries that day_start would now count for another day: 1.",
    );
    assert_eq!(
        look(&home, &[])["healthy"],
        true,
        "good to know, and nothing is wrong"
    );
}

#[test]
fn a_session_left_running_for_more_than_a_day_is_found() {
    let home = well();
    let kept = |text: &str| {
        chrono::DateTime::parse_from_rfc3339(text)
            .unwrap()
            .timestamp_millis()
    };
    let set = |text| {
        sql(
            &home,
            &format!("REPLACE INTO running VALUES (1, '{{}}', {})", kept(text)),
        );
    };
    set("2026-03-02T09:00:00+01:00");
    assert_eq!(look(&home, &[])["healthy"], true, "from this morning");
    set("2026-02-27T09:15:00+01:00");
    finds(
        &home,
        "running",
        "A session of 2026-02-27 09:15 is still open.",
    );
}

#[test]
fn half_written_copies_are_found_and_removed() {
    for name in [
        "data/firstline.db.4711.part",
        "data/firstline.db.4711.part-wal",
        "data/backups/2026-03-02T17-40-00-daily.db.4711.part",
        "data/backups/2026-03-02T17-40-00-daily.db.4711.part-journal",
    ] {
        let home = well();
        fs::write(home.path(name), "half").unwrap();
        finds(
            &home,
            "leftovers",
            "is a half-written copy that nothing uses.",
        );
        is_fixed(&home);
        assert!(!home.path(name).exists(), "{name}");
    }
}

#[test]
fn a_log_left_beside_the_file_is_noted_and_moved_into_it() {
    let home = well();
    let other = Connection::open(home.db()).unwrap();
    other
        .execute_batch("UPDATE check_ins SET note = 'from the log'")
        .unwrap();
    // What a kill leaves: the file with its log.
    let parts = ["data/firstline.db", "data/firstline.db-wal"]
        .map(|name| (name, fs::read(home.path(name)).unwrap()));
    drop(other);
    for (name, bytes) in parts {
        fs::write(home.path(name), bytes).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(
            home.path("data/firstline.db-wal"),
            fs::Permissions::from_mode(0o600),
        )
        .unwrap();
    }
    finds(&home, "leftovers", "that aren't in the file yet");
    assert_eq!(look(&home, &[])["healthy"], true, "nothing is lost");
    let json = look(&home, &["--fix"]);
    assert_eq!(json["findings"].as_array().unwrap().len(), 0, "{json:#}");
    assert!(!home.path("data/firstline.db-wal").exists());
    assert!(home.everything().contains("from the log"));
}

#[test]
fn a_flight_west_is_no_record_of_a_time_to_come() {
    let home = Home::new().at("2026-04-12T09:00:00+08:00");
    home.done(&["checkin", "7"]);
    home.done(&["checkin", "--note", "all day", "--on", "today"]);
    let home = home.at("2026-04-11T19:00:00-07:00");
    assert_eq!(look(&home, &[])["healthy"], true);
    sql(
        &home,
        "UPDATE check_ins SET day = '2026-04-13' WHERE timed = 0",
    );
    finds(&home, "clock", "Entries dated in the future: 1.");
}

#[test]
fn a_day_in_nobodys_life_is_found() {
    let home = well();
    sql(&home, "UPDATE check_ins SET day = '0000-01-01', timed = 0");
    finds(&home, "dates", "before 1900: 1.");
}

#[test]
fn an_experiment_alone_is_a_record_to_keep() {
    let home = Home::new();
    home.done(&["experiment", "new", "--days", "28"]);
    let list = home.done(&["restore", "--list"]);
    assert!(list.contains("1 experiment"), "{list}");
    let doctor = home.run(&["doctor"]);
    assert!(
        doctor.out.contains("is intact: 1 experiment."),
        "{}",
        doctor.out
    );
    let backup = home.done(&["backup", "copy.db"]);
    assert!(backup.contains("1 experiment"), "{backup}");
    fs::remove_dir_all(home.path("data/backups")).unwrap();
    finds(&home, "backups", "No backup yet.");
    assert_eq!(look(&home, &[])["contents"]["experiments"], 1);
}

#[cfg(unix)]
#[test]
fn putting_right_touches_nothing_that_is_not_firstlines_own() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = well();
    let mode = |name: &str| fs::metadata(home.path(name)).unwrap().permissions().mode() & 0o7777;
    let set = |name: &str, mode| {
        fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    // Another program's database, in a folder of its own.
    fs::create_dir(home.path("theirs")).unwrap();
    Connection::open(home.path("theirs/tasks.db"))
        .unwrap()
        .execute_batch("CREATE TABLE tasks (id)")
        .unwrap();
    fs::write(home.path("theirs/tasks.db.1-0123456789ab.part"), "mine").unwrap();
    set("theirs", 0o755);
    for open in [0o644, 0o444] {
        set("theirs/tasks.db", open);
        home.run(&["--db", "theirs/tasks.db", "doctor", "--fix"]);
        assert_eq!((mode("theirs"), mode("theirs/tasks.db")), (0o755, open));
    }
    assert!(home.path("theirs/tasks.db.1-0123456789ab.part").exists());
    // A database of ours in a folder that people share, or that was named for once.
    for folder in [0o2775, 0o777, 0o1777, 0o2755] {
        set("data", folder);
        home.run(&["doctor", "--fix"]);
        assert_eq!(mode("data"), folder);
    }
    set("data", 0o755);
    home.run(&["--db", "data/firstline.db", "doctor", "--fix"]);
    assert_eq!(mode("data"), 0o755);
    set("data", 0o700);
}
