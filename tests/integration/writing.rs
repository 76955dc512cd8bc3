//! Where firstline writes files that a person names: never over a database, a device or through a link, and in
//! place of nothing but what it wrote itself.

use crate::support::Home;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

/// Every command that writes to a path: what comes before the path.
const WRITERS: [&[&str]; 8] = [
    &["export", "json", "-o"],
    &["export", "csv", "--check-ins", "-o"],
    &["export", "csv", "--sessions", "-o"],
    &["export", "ics", "-o"],
    &["report", "-o"],
    &["report", "--format", "md", "-o"],
    &["completions", "bash", "-o"],
    &["demo", "--days", "2", "-o"],
];

fn kept() -> Home {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--note", "mine"]);
    home.done(&["log", "walk", "20m"]);
    home
}

/// A home with a database of somebody else's beside it.
fn with_other() -> Home {
    let home = kept();
    home.done(&["--db", "other.db", "checkin", "9", "--note", "theirs"]);
    home
}

/// Runs a writer onto `path`, with and without `--force`: it has to fail and change nothing there.
fn refused(home: &Home, writer: &[&str], path: &str) -> String {
    let before = fs::read(home.path(path)).ok();
    let mut said = String::new();
    for force in [&[] as &[&str], &["--force"]] {
        let ran = home.run(&[writer, &[path], force].concat());
        assert_eq!(ran.code, 1, "{writer:?} {path} {force:?}: {}", ran.err);
        assert!(
            before == fs::read(home.path(path)).ok(),
            "{writer:?} {path}"
        );
        said = ran.err;
    }
    said
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_export_never_writes_over_a_database() {
    let home = with_other();
    fs::write(
        home.path("strange.db"),
        b"SQLite format 3\0of another program",
    )
    .unwrap();
    fs::write(home.path("damaged.db"), "scribbled over").unwrap();
    fs::write(home.path("damaged.db-wal"), "what was not in it yet").unwrap();
    let before = home.everything();
    for writer in WRITERS {
        for path in [
            "data/firstline.db",
            "other.db",
            "strange.db",
            "damaged.db",
            "other.db-wal",
            "other.db-journal",
        ] {
            let said = refused(&home, writer, path);
            let sentence = if writer[0] == "demo" {
                "already exists and wasn't touched. Choose another file with -o.\n"
            } else {
                "is a database, and firstline never writes over one. Choose another name.\n"
            };
            assert_eq!(said, format!("firstline: {path} {sentence}"));
        }
    }
    assert_eq!(home.everything(), before);
    assert_eq!(names(&home.path("data")), ["backups", "firstline.db"]);
}

#[test]
fn a_database_that_is_open_elsewhere_is_not_written_over() {
    let home = with_other();
    let open = rusqlite::Connection::open(home.path("other.db")).unwrap();
    open.execute_batch("BEGIN IMMEDIATE; CREATE TABLE waiting (one)")
        .unwrap();
    for writer in WRITERS {
        refused(&home, writer, "other.db");
    }
    refused(&home, &["backup"], "other.db");
}

#[test]
fn a_device_a_pipe_and_a_folder_are_left_alone() {
    let home = kept();
    let pipe = home.path("pipe");
    std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    let socket = std::os::unix::net::UnixListener::bind(home.path("socket")).unwrap();
    fs::create_dir(home.path("folder")).unwrap();
    for writer in WRITERS.iter().chain(&[&["backup"] as &[&str]]) {
        for name in ["pipe", "socket", "/dev/null", "/dev/full"] {
            for force in [&[] as &[&str], &["--force"]] {
                let ran = home.run(&[*writer, &[name], force].concat());
                assert_eq!(ran.code, 1, "{writer:?} {name}: {}", ran.err);
                assert!(ran.err.contains("isn't a plain file"), "{}", ran.err);
            }
        }
        if *writer != ["backup"] {
            let ran = home.run(&[*writer, &["folder"]].concat());
            assert_eq!((ran.code, names(&home.path("folder")).len()), (1, 0));
        }
    }
    drop(socket);
    let kind = fs::symlink_metadata(&pipe).unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_fifo(&kind));
}

#[test]
fn nothing_is_written_through_a_link() {
    let home = with_other();
    fs::write(home.path("victim.txt"), "precious").unwrap();
    symlink(home.path("victim.txt"), home.path("link")).unwrap();
    symlink(home.path("other.db"), home.path("to-database")).unwrap();
    symlink(home.path("not-there"), home.path("dangling")).unwrap();
    for writer in WRITERS.iter().chain(&[&["backup"] as &[&str]]) {
        for name in ["link", "to-database", "dangling"] {
            let said = refused(&home, writer, name);
            assert!(said.contains("is a link"), "{writer:?}: {said}");
            assert!(fs::symlink_metadata(home.path(name)).unwrap().is_symlink());
        }
    }
    assert_eq!(
        fs::read_to_string(home.path("victim.txt")).unwrap(),
        "precious"
    );
    assert!(!home.path("not-there").exists());
}

#[test]
fn only_what_firstline_wrote_is_replaced_unless_forced() {
    let home = kept();
    for writer in WRITERS {
        fs::write(home.path("letter"), "Dear M., ").unwrap();
        let ran = home.run(&[writer, &["letter"]].concat());
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (
                1,
                "firstline: letter isn't something firstline wrote. Choose another name, or --force.\n"
            )
        );
        assert_eq!(
            fs::read_to_string(home.path("letter")).unwrap(),
            "Dear M., "
        );
        home.done(&[writer, &["letter", "--force"]].concat());
        let written = fs::read(home.path("letter")).unwrap();
        assert!(!written.starts_with(b"Dear"), "{writer:?}");
        let mode = fs::metadata(home.path("letter"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        // Its own work it knows again; a database stays, even one it made.
        if writer[0] == "demo" {
            refused(&home, writer, "letter");
        } else {
            home.done(&[writer, &["letter"]].concat());
        }
        fs::remove_file(home.path("letter")).unwrap();
    }
    fs::create_dir(home.path("tables")).unwrap();
    fs::write(home.path("tables/sessions.csv"), "a,b\n1,2\n").unwrap();
    assert_eq!(home.run(&["export", "csv", "-o", "tables"]).code, 1);
    assert_eq!(
        names(&home.path("tables")),
        ["sessions.csv"],
        "both or none"
    );
    home.done(&["export", "csv", "-o", "tables", "--force"]);
    home.done(&["export", "csv", "-o", "tables"]);
}

#[test]
fn an_export_stays_where_something_else_was_to_go() {
    let home = kept();
    for kept in WRITERS {
        home.done(&[kept, &["mine"]].concat());
        let before = fs::read(home.path("mine")).unwrap();
        for writer in WRITERS.into_iter().filter(|writer| *writer != kept) {
            let ran = home.run(&[writer, &["mine"]].concat());
            assert_eq!(ran.code, 1, "{writer:?} over {kept:?}");
            let is_told = if kept[0] == "demo" {
                ran.err.contains("is a database")
            } else {
                ran.err
                    .contains("something else that firstline wrote for you")
            };
            assert!(is_told, "{writer:?} over {kept:?}: {}", ran.err);
            assert!(before == fs::read(home.path("mine")).unwrap());
        }
        let backup = home.run(&["backup", "mine"]);
        assert_eq!(backup.code, 1, "{}", backup.err);
        assert!(before == fs::read(home.path("mine")).unwrap());
        fs::remove_file(home.path("mine")).unwrap();
    }
}

#[test]
fn neither_sample_data_nor_an_empty_record_replaces_an_export() {
    let home = kept();
    home.done(&["export", "json", "-o", "diary.json"]);
    home.done(&["report", "-o", "report.html"]);
    let before = ["diary.json", "report.html"].map(|name| fs::read(home.path(name)).unwrap());
    let stays =
        || before == ["diary.json", "report.html"].map(|name| fs::read(home.path(name)).unwrap());
    for writer in [
        &["export", "json", "-o", "diary.json"][..],
        &["report", "-o", "report.html"],
    ] {
        let sample = home.run(&[&["--demo"], writer].concat());
        assert_eq!(sample.code, 1, "{}", sample.err);
        assert!(
            sample.err.contains("sample data doesn't replace it"),
            "{}",
            sample.err
        );
        assert!(stays());
    }
    fs::rename(home.path("data"), home.path("elsewhere")).unwrap();
    for writer in [
        &["export", "json", "-o", "diary.json"][..],
        &["report", "-o", "report.html"],
    ] {
        let empty = home.run(writer);
        assert_eq!(empty.code, 3, "{}", empty.err);
        assert!(stays());
    }
    home.done(&["export", "json", "-o", "diary.json", "--force"]);
    home.done(&["--demo", "export", "json", "-o", "new.json"]);
}

#[test]
fn manual_pages_replace_only_manual_pages_of_firstline() {
    let home = Home::new();
    home.done(&["man", "--all", "-o", "man1"]);
    home.done(&["man", "--all", "-o", "man1"]);
    fs::write(home.path("man1/firstline-today.1"), "mine").unwrap();
    assert_eq!(home.run(&["man", "--all", "-o", "man1"]).code, 1);
    assert_eq!(
        fs::read_to_string(home.path("man1/firstline-today.1")).unwrap(),
        "mine"
    );
    home.done(&["man", "--all", "-o", "man1", "--force"]);
}

#[test]
fn what_a_person_keeps_beside_an_export_is_untouched() {
    let home = kept();
    fs::write(home.path("victim.txt"), "precious").unwrap();
    symlink(home.path("victim.txt"), home.path("p.json.part")).unwrap();
    fs::write(home.path("r.html.part"), "mine").unwrap();
    fs::write(home.path("data/firstline.db.part"), "mine").unwrap();
    home.done(&["export", "json", "-o", "p.json"]);
    home.done(&["report", "-o", "r.html"]);
    home.done(&["backup", "b.db"]);
    home.run(&["doctor", "--fix"]);
    assert_eq!(
        fs::read_to_string(home.path("victim.txt")).unwrap(),
        "precious"
    );
    assert_eq!(
        fs::read_to_string(home.path("r.html.part")).unwrap(),
        "mine"
    );
    assert_eq!(
        fs::read_to_string(home.path("data/firstline.db.part")).unwrap(),
        "mine"
    );
    assert!(
        !names(&home.path(""))
            .iter()
            .any(|name| name.starts_with("p.json.") && name != "p.json.part")
    );
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_behind() {
    let home = kept();
    for (path, cause) in [
        ("nowhere/diary.json", "its folder doesn't exist"),
        ("config.toml/diary.json", "its folder is a file"),
    ] {
        fs::write(home.path("config.toml"), "").unwrap();
        let ran = home.run(&["export", "json", "-o", path]);
        assert_eq!(
            (ran.code, ran.err),
            (1, format!("firstline: Couldn't write {path}: {cause}.\n"))
        );
    }
    assert!(!home.path("nowhere").exists());
}

#[test]
fn a_hyphen_is_standard_output() {
    let home = kept();
    for writer in &WRITERS[..WRITERS.len() - 1] {
        let printed = |arguments: &[&str]| home.command(arguments).output().unwrap().stdout;
        let out = printed(&[*writer, &["-"]].concat());
        assert!(!out.is_empty() && out == printed(&writer[..writer.len() - 1]));
    }
    assert!(!home.path("-").exists());
    for arguments in [
        &["backup", "-"] as &[&str],
        &["demo", "--days", "2", "-o", "-"],
    ] {
        let out = home.command(arguments).output().unwrap();
        assert!(out.status.success() && out.stdout.starts_with(b"SQLite format 3\0"));
        fs::write(home.path("sent.db"), out.stdout).unwrap();
        home.done(&["--db", "sent.db", "today"]);
        fs::remove_file(home.path("sent.db")).unwrap();
    }
    assert!(!home.path("-").exists());
}

#[test]
fn a_backup_never_writes_over_another_database() {
    let home = with_other();
    let theirs = home.done(&["--db", "other.db", "export", "json"]);
    refused(&home, &["backup"], "other.db");
    // Nor one that was begun anew, over what it was before.
    home.done(&["--db", "empty.db", "support", "--country", "AT", "--save"]);
    for path in ["other.db", "data/firstline.db"] {
        let ran = home.run(&["--db", "empty.db", "backup", path]);
        assert_eq!(ran.code, 1, "{}", ran.err);
    }
    refused(&home, &["backup"], "empty.db");
    assert_eq!(home.done(&["--db", "other.db", "export", "json"]), theirs);
}

#[test]
fn a_backup_replaces_only_an_older_one_of_the_same_database() {
    let home = with_other();
    home.done(&["backup", "copy.db"]);
    home.done(&["checkin", "3", "--on", "yesterday"]);
    home.done(&["delete", "last", "--yes"]);
    let said = home.done(&["backup", "copy.db"]);
    assert!(said.contains("copy.db"), "{said}");
    assert_eq!(
        home.done(&["--db", "copy.db", "export", "json"]),
        home.everything()
    );
    // It has been used as a database since.
    refused(&home, &["backup"], "copy.db");
    // And another one's backup holds what is not here.
    home.done(&["--db", "other.db", "backup", "theirs.db"]);
    refused(&home, &["backup"], "theirs.db");
    home.done(&["--db", "other.db", "backup", "theirs.db"]);
}
