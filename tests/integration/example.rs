//! The example and the terminal that can only print lines: nothing of the person's is written, nothing raw is shown; and
//! settings that cannot be read stop nothing.

use crate::real_terminal::Screen;
use crate::support::Home;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const SIZE: (u16, u16) = (100, 30);

fn names(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(home.path("")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_example_writes_nothing_of_the_persons() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &["--demo"], SIZE, &[("EDITOR", "true")]);
    screen.shows("Demo, sample data");
    // The mouse, numbers, a knob of the settings, a check-in, a note in an editor, a routine.
    screen.keys("M");
    screen.shows("Mouse on");
    screen.keys(",\r");
    screen.shows("for this demo");
    screen.leaves("Settings");
    // The editor ends at once; then the screen is entered a second time.
    screen.keys("c7\u{f}");
    screen.until("the way back", |screen| {
        screen.raw().matches("\u{1b}[?1049h").count() > 1
    });
    screen.keys("\r");
    screen.shows("Saved.");
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    assert_eq!(names(&home), Vec::<String>::new());
    // A settings file that is there stays as it is, to the byte.
    std::fs::write(home.path("config.toml"), "mouse = true\n").unwrap();
    let mut screen = Screen::open(&home, &["--demo"], SIZE, &[]);
    screen.shows("Demo, sample data");
    screen.keys("M");
    screen.shows("Mouse off");
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    assert_eq!(
        std::fs::read_to_string(home.path("config.toml")).unwrap(),
        "mouse = true\n"
    );
    for arguments in [
        ["checkin", "7"].as_slice(),
        &["log", "walk", "10m"],
        &["undo"],
        &["backup"],
        &["plan", "--goal", "30"],
        &["remind", "--pause", "3d"],
        &["remind", "--at", "18:00", "--install", "--yes"],
        &["doctor", "--fix"],
        &["today"],
    ] {
        home.run(&[&["--demo"], arguments].concat());
    }
    assert_eq!(names(&home), ["config.toml"]);
}

#[test]
fn a_dumb_terminal_gets_lines_and_never_an_escape() {
    for term in ["dumb", ""] {
        let home = Home::new();
        home.done(&["checkin", "7564"]);
        let mut screen = Screen::open(
            &home,
            &[],
            SIZE,
            &[("TERM", term), ("TERM_PROGRAM", "WezTerm")],
        );
        assert_eq!(screen.ended(), 0, "TERM={term:?}");
        screen.shows("mood 7");
        assert!(!screen.raw().contains('\u{1b}'), "{:?}", screen.raw());
        std::fs::write(home.path("config.toml"), "notify = true\nvoice = true\n").unwrap();
        let extra = [("TERM", term), ("TERM_PROGRAM", "WezTerm")];
        let mut screen = Screen::open(&home, &["start", "just-start"], SIZE, &extra);
        screen.shows("How is your mood");
        screen.keys("4\r");
        screen.shows("Get ready");
        screen.keys("n\r");
        screen.shows("1 of 6");
        // Something has to be done, or stopping simply ends it.
        thread::sleep(Duration::from_millis(1_100));
        screen.keys("q\r");
        screen.shows("It counts.");
        screen.keys("1\r");
        // The question before has a rating to keep.
        screen.shows("or enter to skip");
        screen.signal("TERM");
        assert_eq!(screen.ended(), 143);
        assert!(!screen.raw().contains('\u{1b}'), "{:?}", screen.raw());
    }
}

/// Runs a command that has to end soon, whatever there is to wait for.
fn soon(home: &Home, arguments: &[&str]) -> (i32, String) {
    let mut command = home.command(arguments);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    for _ in 0..2000 {
        if let Some(status) = child.try_wait().unwrap() {
            let (mut out, mut err) = (String::new(), String::new());
            child
                .stdout
                .take()
                .unwrap()
                .read_to_string(&mut out)
                .unwrap();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut err)
                .unwrap();
            return (status.code().unwrap_or(-1), out + &err);
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("{arguments:?} does not end");
}

#[test]
fn settings_that_cannot_be_read_are_told_at_once_and_stop_nothing() {
    let home = Home::new();
    home.done(&["checkin", "7564"]);
    let path = home.path("config.toml");
    let put = |kind: &str| {
        let _ = std::fs::remove_file(&path);
        match kind {
            "a folder" => std::fs::create_dir(&path).unwrap(),
            "isn't a file" => {
                assert!(
                    Command::new("mkfifo")
                        .arg(&path)
                        .status()
                        .unwrap()
                        .success()
                );
            }
            "larger than" => std::fs::write(&path, "# padding\n".repeat(3_000_000)).unwrap(),
            "isn't UTF-8 text" => std::fs::write(&path, b"theme = \"\xff\xfe\"\n").unwrap(),
            _ => std::os::unix::fs::symlink("config.toml", &path).unwrap(),
        }
    };
    for kind in [
        "isn't a file",
        "larger than",
        "isn't UTF-8 text",
        "can't be read",
        "a folder",
    ] {
        put(kind);
        for arguments in [["today"].as_slice(), &["checkin", "5"], &["support"]] {
            let (code, said) = soon(&home, arguments);
            assert_eq!(code, 0, "{kind}: {arguments:?} said {said}");
            if arguments != ["support"] {
                assert!(
                    said.contains("config.toml") && said.contains(kind),
                    "{kind}: {said}"
                );
            }
        }
        let mut screen = Screen::open(&home, &[], SIZE, &[]);
        screen.shows("config.toml");
        screen.keys("M");
        screen.shows("couldn't be saved");
        screen.keys("\u{3}");
        assert_eq!(screen.ended(), 0);
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_as_good_as_any_other() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::new();
    let name = OsStr::from_bytes(b"data/b\xff.db");
    let run = |arguments: &[&str]| {
        let mut command = home.command(&["--db"]);
        let ran = command.arg(name).args(arguments).output().unwrap();
        assert!(
            ran.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    run(&["checkin", "7564"]);
    let said = run(&["backup"]);
    assert!(said.contains("1 check-in"), "{said}");
    assert!(run(&["restore", "--list"]).contains("1 check-in"));
    assert!(run(&["doctor"]).contains("1 check-in"));
    assert_eq!(
        std::fs::read_dir(home.path("data/backups"))
            .unwrap()
            .count(),
        2,
        "the day's, and this one"
    );
}
