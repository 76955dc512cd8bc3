//! Backups from the screens, in a real terminal.

use crate::backups::backups;
use crate::real_terminal::Screen;
use crate::support::Home;
use std::fs;

fn has(home: &Home, reason: &str) -> bool {
    backups(home)
        .iter()
        .any(|name| name.ends_with(&format!("-{reason}.db")))
}

#[test]
fn the_first_change_of_a_day_on_the_screens_makes_a_backup_that_holds_it() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    assert!(!home.path("data/backups").exists(), "starting makes none");
    screen.keys("7564\r");
    screen.shows("Saved.");
    screen.until("the backup", |_| has(&home, "daily"));
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    let list = home.json(&["restore", "--list", "--json"]);
    assert_eq!(
        (
            list["backups"].as_array().unwrap().len(),
            &list["backups"][0]["check_ins"]
        ),
        (1, &1.into())
    );
}

#[test]
fn leaving_at_once_after_a_change_makes_it_too() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("7564\r\u{3}");
    assert_eq!(screen.ended(), 0);
    assert!(has(&home, "daily"));
}

#[test]
fn a_backup_that_fails_is_said_once_and_stops_no_change() {
    let home = Home::new();
    fs::create_dir(home.path("data")).unwrap();
    fs::write(home.path("data/backups"), "a file").unwrap();
    let mut screen = Screen::open(&home, &[], (80, 24), &[]);
    screen.shows("How are you right now?");
    screen.keys("7564\r");
    screen.shows("Saved, but not backed up: the folder backups is a file.");
    screen.until("the end of the notice", |screen| {
        !screen.text().contains("not backed up")
    });
    screen.keys("c3333\r");
    screen.shows("mood 3  energy 3");
    screen.keys("!");
    screen.until("support", |screen| !screen.text().contains("mood 3"));
    screen.keys("\u{1b}");
    screen.shows("mood 3  energy 3");
    assert!(!screen.text().contains("not backed up"), "once");
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    assert_eq!(home.json(&["history", "--json"])["days"][0]["check_ins"], 2);
}

#[test]
fn a_restore_while_the_screens_are_open_is_seen_at_the_next_key() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--note", "first"]);
    home.done(&["backup", "early.db"]);
    let later = home.at("2026-03-02T18:00:00+01:00");
    later.done(&["checkin", "2", "2", "2", "2", "--note", "second"]);
    let mut screen = Screen::open(&later, &[], (100, 30), &[]);
    screen.shows("second");
    later.done(&["restore", "early.db"]);
    screen.keys("?");
    screen.keys("?");
    screen.until("the state restored", |screen| {
        screen.text().contains("first") && !screen.text().contains("second")
    });
    screen.keys("c8888\r");
    screen.until("the new one", |_| {
        later.json(&["history", "--json"])["days"][0]["check_ins"] == 2
    });
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn before_several_entries_are_deleted_there_is_a_backup_with_them() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4"]);
    home.done(&["log", "walk", "25m"]);
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("if you like");
    screen.keys("3");
    screen.shows("Trend");
    screen.keys("vvv");
    screen.until("the list", |screen| screen.text().contains("space mark"));
    screen.keys("d");
    screen.shows("2 entries");
    screen.keys("y");
    screen.shows("Deleted 2 entries");
    assert!(has(&home, "before-edit"));
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    let list = home.json(&["restore", "--list", "--json"]);
    let kept = list["backups"]
        .as_array()
        .unwrap()
        .iter()
        .find(|backup| backup["reason"] == "before-edit")
        .unwrap();
    assert_eq!(
        (&kept["check_ins"], &kept["sessions"]),
        (&1.into(), &1.into())
    );
}
