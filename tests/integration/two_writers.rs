//! Two programs change one record: both keep what they wrote, and what one deleted stays deleted.

use crate::support::{Home, NOW};
use crate::window::Window;
use firstline::domain::Question;

/// The detail of today in History, with a check-in of this morning and a session.
fn day(home: &Home) -> Window {
    home.done(&["checkin", "7564", "--note", "first", "--tag", "work"]);
    home.done(&[
        "log",
        "walk",
        "25m",
        "--effort",
        "3",
        "--note",
        "round the block",
    ]);
    let mut window = Window::open(home, NOW);
    window.keys("3<enter>");
    window
}

fn id(home: &Home, of: &str) -> String {
    home.json(&["today", "--json"])[of][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_check_in_changed_on_the_screens_and_by_a_command_keeps_both() {
    let home = Home::new();
    let mut window = day(&home);
    window.keys("e3");
    home.done(&[
        "edit",
        &id(&home, "check_ins"),
        "--note",
        "second",
        "--energy",
        "9",
        "--sleep-hours",
        "8",
    ]);
    window.keys("<enter>");
    let stored = window.stored().check_ins()[0].clone();
    let rating = |question| stored.ratings.get(question).map(u8::from);
    assert_eq!(
        (
            rating(Question::Mood),
            rating(Question::Energy),
            rating(Question::Calm)
        ),
        (Some(3), Some(9), Some(6))
    );
    assert_eq!(
        (stored.note.as_str(), stored.sleep_hours),
        ("second", Some(8.0))
    );
    // The screens show what is stored.
    assert_eq!(window.app.journal.check_ins()[0], stored);
    window.keys("u");
    let back = window.stored().check_ins()[0].clone();
    assert_eq!(back.ratings.get(Question::Mood).map(u8::from), Some(7));
    assert_eq!(back.note, "second", "one step of undo is one writer's");
}

#[test]
fn a_session_changed_on_the_screens_and_by_a_command_keeps_both() {
    let home = Home::new();
    let mut window = day(&home);
    window.keys("<down>e<down><down>");
    window.retype("40m");
    home.done(&[
        "edit",
        &id(&home, "sessions"),
        "--note",
        "twice round",
        "--after",
        "8",
    ]);
    window.keys("<^s>");
    let stored = window.stored().sessions()[0].clone();
    assert_eq!(
        (stored.active_seconds, stored.note.as_str()),
        (2400, "twice round")
    );
    assert_eq!(
        (
            stored.after.map(u8::from),
            stored.effort.map(firstline::domain::Effort::get)
        ),
        (Some(8), Some(3))
    );
}

#[test]
fn a_session_being_rated_keeps_what_a_command_wrote_to_it() {
    let home = Home::new();
    let mut window = Window::open(&home, NOW);
    window.keys("<esc>2/walk-10<enter><enter>");
    window.keys("4n");
    window.wait(70);
    window.keys("q<enter>");
    home.done(&["edit", &id(&home, "sessions"), "--note", "from the phone"]);
    window.keys("6<enter>");
    let stored = window.stored().sessions()[0].clone();
    assert_eq!(
        (stored.after.map(u8::from), stored.note.as_str()),
        (Some(6), "from the phone")
    );
}

#[test]
fn a_record_deleted_meanwhile_is_said_and_not_revived() {
    let home = Home::new();
    let mut window = day(&home);
    window.keys("e3");
    home.done(&["delete", &id(&home, "check_ins"), "--yes"]);
    window.keys("<enter>");
    assert!(
        window.notice().contains("was deleted meanwhile"),
        "{}",
        window.notice()
    );
    assert!(window.stored().check_ins().is_empty());
    // What was typed is still there to be seen.
    assert_eq!(window.app.today.draft.note, "first");

    let home = Home::new();
    let mut window = day(&home);
    window.keys("<down>e<down><down>");
    window.retype("40m");
    home.done(&["delete", &id(&home, "sessions"), "--yes"]);
    window.keys("<^s>");
    assert!(
        window.notice().contains("was deleted meanwhile"),
        "{}",
        window.notice()
    );
    assert!(window.stored().sessions().is_empty());
}

#[test]
fn two_windows_change_one_check_in_and_both_keep_theirs() {
    let home = Home::new();
    let mut one = day(&home);
    let mut other = Window::open(&home, NOW);
    other.keys("3<enter>");
    one.keys("e2");
    other.keys("e<down>9");
    one.keys("<enter>");
    other.keys("<enter>");
    let stored = one.stored().check_ins()[0].clone();
    let rating = |question| stored.ratings.get(question).map(u8::from);
    assert_eq!(
        (rating(Question::Mood), rating(Question::Energy)),
        (Some(2), Some(9))
    );
}

#[test]
fn an_edit_that_changes_nothing_is_no_step_of_undo() {
    let home = Home::new();
    let mut window = day(&home);
    window.keys("e<enter>");
    home.done(&["undo"]);
    assert!(
        window.stored().sessions().is_empty(),
        "the log of the walk was the latest step"
    );
}
