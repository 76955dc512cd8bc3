//! Editing without fear: many at once, two check-ins as one, tags under one name; each said first and undone at once.

use crate::support::Home;
use crate::test_app::TestApp;
use crossterm::event::KeyCode;
use firstline::domain::{Journal, tag};
use firstline::keys::Context;
use firstline::screens::screen::Screen as _;
use serde_json::Value;

const NOW: &str = "2026-03-02T19:00:00+01:00";

/// Check-ins of four days, the last two of them within an hour.
fn diary() -> Home {
    let home = Home::new().at(NOW);
    for arguments in [
        &["checkin", "4", "--on", "2026-02-27", "--tag", "work"][..],
        &["checkin", "5", "--on", "2026-02-28"],
        &["checkin", "6", "--on", "2026-03-01", "--tag", "WORK"],
        &[
            "checkin",
            "3",
            "5",
            "--on",
            "2026-03-02 18:10",
            "--tag",
            "tea",
            "-n",
            "tired",
        ],
        &[
            "checkin",
            "6",
            "-",
            "7",
            "--on",
            "2026-03-02 18:40",
            "--tag",
            "Tea",
            "-n",
            "a walk",
        ],
    ] {
        home.done(arguments);
    }
    home
}

fn check_ins(home: &Home) -> Vec<Value> {
    let all: Value = serde_json::from_str(&home.everything()).unwrap();
    all["check_ins"].as_array().unwrap().clone()
}

fn tags(home: &Home) -> Vec<String> {
    let tags = |record: Value| {
        let tags = record["tags"].as_array().unwrap().iter();
        tags.map(|tag| tag.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    check_ins(home).into_iter().map(tags).collect()
}

fn ids(home: &Home) -> Vec<String> {
    let id = |record: Value| record["id"].as_str().unwrap().to_owned();
    // The two of one hour.
    check_ins(home).into_iter().map(id).skip(3).collect()
}

/// Opens the list of all days.
fn listing(home: &Home) -> TestApp {
    TestApp::at(home, NOW).keys("<esc>3vvv")
}

fn stored_tags(person: &TestApp) -> Vec<String> {
    let journal = person.stored();
    let check_ins = journal.check_ins().iter();
    check_ins.map(|record| record.tags.join(" ")).collect()
}

#[test]
fn a_range_of_days_is_tagged_and_untagged_as_one_change_said_before() {
    let home = diary();
    let mut person = listing(&home);
    assert_eq!(person.app.tabs.history.context(), Context::HistoryList);
    let before = stored_tags(&person);
    person.types(" jm");
    assert_eq!(
        person.app.tabs.history.picked.len(),
        3,
        "the days between too"
    );
    person.types("ttravel\n");
    person.shows("Add \"travel\" to 4 check-ins?");
    assert_eq!(stored_tags(&person), before, "asked first");
    person.types("y");
    let with = stored_tags(&person);
    assert_eq!(
        with.iter().filter(|tags| tags.contains("travel")).count(),
        4
    );
    person.types("u");
    assert_eq!(stored_tags(&person), before, "one undo");
    // Untagging offers what is there; tab completes it, and only then enter takes it.
    person.types("kk jmTte<tab>\n");
    person.shows("Remove \"tea\" from 2 check-ins?");
    person.types("n");
    assert_eq!(stored_tags(&person), before);
    person.types("Tte<right>\ny");
    assert!(!stored_tags(&person).iter().any(|tags| tags.contains("tea")));
    person.types("<^r>u");
    assert_eq!(stored_tags(&person), before);
}

#[test]
fn days_without_check_ins_or_tags_say_so() {
    let home = Home::new().at(NOW);
    home.done(&["log", "walk", "20m"]);
    let mut person = listing(&home);
    person.types("t");
    person.shows("Tags belong to check-ins");
    home.done(&["checkin", "5"]);
    let mut person = listing(&home);
    person.types("T");
    person.shows("No tags on these days.");
    person.types("m");
    person.shows("Mark a day first");
}

#[test]
fn a_tag_is_renamed_or_merged_where_days_are_filtered_by_it() {
    let home = diary();
    let mut person = listing(&home);
    person.types("f");
    while person.app.tabs.history.filter.as_deref() != Some("work") {
        person.press(KeyCode::Right);
    }
    person.types("n");
    person.retype("job\n");
    person.shows("Rename \"work\" to \"job\" on 2 check-ins?");
    person.types("y");
    assert_eq!(stored_tags(&person), ["job", "", "job", "tea", "tea"]);
    person.types("uf");
    while person.app.tabs.history.filter.as_deref() != Some("work") {
        person.press(KeyCode::Right);
    }
    person.types("n");
    person.retype("TEA\n");
    person.shows("\"tea\" exists: the two become one, on 2 check-ins?");
    person.types("y");
    assert_eq!(stored_tags(&person), ["tea", "", "tea", "tea", "tea"]);
    person.types("u");
    assert_eq!(stored_tags(&person), ["work", "", "work", "tea", "tea"]);
}

#[test]
fn two_check_ins_of_an_hour_become_one_after_a_preview() {
    let home = diary();
    let mut person = listing(&home);
    let before = person.stored();
    person.types("<enter>m");
    assert_eq!(person.app.tabs.history.context(), Context::ConfirmChange);
    let words = person.text((100, 30));
    for shown in [
        "The check-in of 18:40 is kept: mood 6 (not 3), energy 5, calm 7, the tag tea and both",
        "18:10 is removed.",
    ] {
        assert!(words.contains(shown), "{shown}\n{words}");
    }
    person.types("y");
    let journal = person.stored();
    let there = journal.check_ins_on(person.today());
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].note, "tired\na walk");
    assert_eq!(there[0].tags, ["Tea"], "each once");
    person.types("u");
    let of = |journal: &Journal| -> Vec<_> {
        let all = journal.check_ins().iter();
        all.map(|record| (record.id, record.ratings, record.note.clone()))
            .collect()
    };
    assert_eq!(of(&person.stored()), of(&before), "one undo");
    person.types("<esc>j<enter>m");
    person.shows("There's only one check-in on this day.");
}

#[test]
fn what_was_undone_is_redone_after_a_restart() {
    let home = diary();
    let mut person = listing(&home);
    person.types("dyu");
    drop(person);
    let mut person = TestApp::at(&home, NOW).keys("<esc>");
    person.types("<^r>");
    person.shows("Redone");
    assert_eq!(person.stored().check_ins().len(), 3);
    drop(person);
    home.done(&["undo"]);
    assert!(
        home.done(&["redo"])
            .contains("Redone: 2 check-ins of 2026-03-02, deleted.")
    );
}

#[test]
fn commands_edit_and_delete_several_or_none() {
    let home = diary();
    let ids = ids(&home);
    let (first, second) = (ids[0].as_str(), ids[1].as_str());
    let before = tags(&home);
    let said = home.done(&[
        "edit",
        first,
        second,
        "--add-tag",
        "Travel",
        "--remove-tag",
        "TEA",
    ]);
    assert!(said.starts_with("Changed: the check-in of"), "{said}");
    assert_eq!(
        tags(&home)
            .iter()
            .filter(|tags| tags.contains("Travel"))
            .count(),
        2
    );
    home.done(&["undo"]);
    assert_eq!(tags(&home), before, "one step");
    let report = home.json(&["edit", first, second, "--mood", "5", "--json"]);
    assert_eq!(report["changed"].as_array().unwrap().len(), 2);
    home.done(&["undo"]);
    // One that isn't there: nothing changes.
    let all = home.everything();
    assert_ne!(
        home.run(&["edit", first, "ffffffff", "--mood", "9"]).code,
        0
    );
    assert_ne!(home.run(&["edit", first, second, "--effort", "5"]).code, 0);
    assert_eq!(home.everything(), all);
}

#[test]
fn a_command_merges_two_check_ins_and_says_what_is_kept() {
    let home = diary();
    let before = tags(&home);
    let ids = ids(&home);
    let said = home.done(&["edit", &ids[0], &ids[1], "--merge"]);
    assert!(said.contains("is kept: mood 6 (not 3), energy 5"), "{said}");
    assert_eq!(check_ins(&home).len(), 4);
    home.done(&["undo"]);
    assert_eq!(tags(&home), before);
    for wrong in [
        &["edit", &ids[0], "--merge"][..],
        &["edit", &ids[0], &ids[1], "--merge", "--mood", "3"],
    ] {
        let ran = home.run(wrong);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{}", ran.err);
    }
}

#[test]
fn spellings_of_a_tag_are_one_tag_in_lists_filters_and_the_form() {
    let home = diary();
    for (day, spelling) in [
        ("2026-02-20", "Straße"),
        ("2026-02-21", "STRASSE"),
        ("2026-02-22", "cafe\u{301}"),
        ("2026-02-23", "Café"),
    ] {
        home.done(&["checkin", "5", "--on", day, "--tag", spelling]);
    }
    let listed = home.done(&["tags"]);
    for (shown, gone) in [("Straße", "STRASSE"), ("work", "WORK"), ("tea", "Tea")] {
        assert!(listed.contains(shown) && !listed.contains(gone), "{listed}");
    }
    assert_eq!(listed.lines().count(), 4, "{listed}");
    // Renaming reaches every spelling.
    home.done(&["tags", "rename", "strasse", "street"]);
    assert_eq!(home.done(&["tags"]).matches("street").count(), 1);
    // In the form: another spelling of a known tag becomes that tag; twice takes it out again.
    let mut person = TestApp::at(&home, NOW).keys("<esc>c");
    person.types("tWORK\n");
    assert_eq!(person.app.tabs.today.draft.tags, ["work"]);
    person.types("Work\n");
    assert!(person.app.tabs.today.draft.tags.is_empty());
    assert!(tag::is_same("Café", "cafe\u{301}"));
}

#[test]
fn long_notes_wrap_and_the_cursor_goes_by_their_rows() {
    let home = diary();
    let mut person = TestApp::at(&home, NOW).keys("<esc>c5n");
    let words = "one two three four five six seven eight nine ten ".repeat(4);
    person.types(&words);
    let shown = person.text((60, 20));
    assert_eq!(
        shown.matches("eight").count(),
        4,
        "all of it is seen\n{shown}"
    );
    person.types("<up>X<^s>");
    let note = person.app.tabs.today.draft.note.clone();
    let note = if note.is_empty() {
        person.stored().check_ins().last().unwrap().note.clone()
    } else {
        note
    };
    let place = note.find('X').unwrap();
    assert!(
        place > 40 && place < note.len() - 20,
        "a row up, not to the start: {note}"
    );
}

#[test]
fn numbers_hidden_in_the_settings_are_hidden_from_commands_too() {
    let home = diary();
    assert!(home.done(&["today"]).contains("mood 6"));
    home.done(&["config", "set", "hide_numbers", "true"]);
    for arguments in [
        &["today"][..],
        &["status"],
        &["checkins"],
        &["history", "list"],
    ] {
        let said = home.done(arguments);
        assert!(!said.contains("mood 6"), "{arguments:?}: {said}");
    }
    assert!(home.run(&["insights"]).out.contains("Numbers stay hidden"));
    assert!(
        home.everything().contains("\"mood\": 6"),
        "JSON stays as it is"
    );
}
