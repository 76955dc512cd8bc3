//! Two programs change one record: both keep what they wrote, and what one deleted stays deleted.

use crate::support::{Home, NOW};
use crate::test_app::TestApp;
use firstline::domain::Question;

/// The detail of today in History, with a check-in of this morning and a session.
fn day(home: &Home) -> TestApp {
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
    let mut window = TestApp::at(home, NOW);
    window.types("3<enter>");
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
    window.types("e3");
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
    window.types("<enter>");
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
    window.types("u");
    let back = window.stored().check_ins()[0].clone();
    assert_eq!(back.ratings.get(Question::Mood).map(u8::from), Some(7));
    assert_eq!(back.note, "second", "one step of undo is one writer's");
}

#[test]
fn a_session_changed_on_the_screens_and_by_a_command_keeps_both() {
    let home = Home::new();
    let mut window = day(&home);
    window.types("<down>e<down><down>");
    window.retype("40m");
    home.done(&[
        "edit",
        &id(&home, "sessions"),
        "--note",
        "twice round",
        "--after",
        "8",
    ]);
    window.types("<^s>");
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
    let mut window = TestApp::at(&home, NOW);
    window.types("<esc>2/walk-10<enter><enter>");
    window.types("4n");
    window.wait(70);
    window.types("q<enter>");
    home.done(&["edit", &id(&home, "sessions"), "--note", "from the phone"]);
    window.types("6<enter>");
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
    window.types("e3");
    home.done(&["delete", &id(&home, "check_ins"), "--yes"]);
    window.types("<enter>");
    assert!(
        window
            .notice()
            .contains("was deleted in another window or on another computer"),
        "{}",
        window.notice()
    );
    assert!(window.stored().check_ins().is_empty());
    // What was typed is still there to be seen.
    assert_eq!(window.app.tabs.today.draft.note, "first");

    let home = Home::new();
    let mut window = day(&home);
    window.types("<down>e<down><down>");
    window.retype("40m");
    home.done(&["delete", &id(&home, "sessions"), "--yes"]);
    window.types("<^s>");
    assert!(
        window
            .notice()
            .contains("was deleted in another window or on another computer"),
        "{}",
        window.notice()
    );
    assert!(window.stored().sessions().is_empty());
}

#[test]
fn two_windows_change_one_check_in_and_both_keep_theirs() {
    let home = Home::new();
    let mut one = day(&home);
    let mut other = TestApp::at(&home, NOW);
    other.types("3<enter>");
    one.types("e2");
    other.types("e<down>9");
    one.types("<enter>");
    other.types("<enter>");
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
    window.types("e<enter>");
    home.done(&["undo"]);
    assert!(
        window.stored().sessions().is_empty(),
        "the log of the walk was the latest step"
    );
}

/// The settings of these screens, with the file as it is now.
fn settings(home: &Home) -> String {
    std::fs::read_to_string(home.path("config.toml")).unwrap()
}

#[test]
fn the_settings_file_changed_outside_is_picked_up_and_a_change_here_writes_its_own_line_only() {
    let home = Home::new();
    let path = home.path("config.toml");
    std::fs::write(&path, "# mine\ntheme = \"dark\"\nbell = true\n").unwrap();
    let mut window = TestApp::at(&home, NOW);
    window.types("<esc>");
    std::fs::write(
        &path,
        "# mine, too\ntheme = \"light\"\nbell = true\ntone = true\n\n[keys]\neverywhere.undo = \"U\"\n",
    )
    .unwrap();
    window.types("M");
    assert!(window.app.settings.config.mouse && window.app.settings.config.tone);
    let written = settings(&home);
    assert!(
        written.starts_with("# mine, too\ntheme = \"light\"\nbell = true\ntone = true\n"),
        "{written}"
    );
    assert!(
        written.contains("mouse = true") && written.contains("everywhere.undo = \"U\""),
        "{written}"
    );
    // Its keys hold, too.
    window.types("c7<enter>U");
    assert!(window.stored().check_ins().is_empty());
    // One change is taken back here; what came from outside since then stays.
    window.types(",<down><down><enter>");
    let by_hand = settings(&home).replace("\"light\"", "\"contrast\"");
    std::fs::write(&path, by_hand).unwrap();
    window.types("U");
    let written = settings(&home);
    assert!(
        written.contains("theme = \"contrast\"") && written.contains("reduced_motion = false"),
        "{written}"
    );
}

#[test]
fn a_settings_file_that_cannot_be_read_just_now_changes_nothing_and_is_told() {
    let home = Home::new();
    let path = home.path("config.toml");
    std::fs::write(&path, "theme = \"dark\"\n").unwrap();
    let mut window = TestApp::at(&home, NOW);
    let before = window.app.settings.config.clone();
    std::fs::write(&path, "theme = \"dark\"\nbell = ").unwrap();
    window.types("<esc>");
    assert!(
        window.notice().contains("config.toml, line 2"),
        "{}",
        window.notice()
    );
    assert_eq!(window.app.settings.config, before);
    // A change here leaves the broken file as it is, and says so.
    window.types("M");
    assert!(
        window.notice().contains("config.toml"),
        "{}",
        window.notice()
    );
    assert_eq!(settings(&home), "theme = \"dark\"\nbell = ");
}
