//! The letter: a week or a month in plain words, to read and to share.

use crate::support::{Home, NOW};
use crate::test_app::{TestApp, in_a_row};
use serde_json::json;

/// Somebody with a lived week: three check-ins and two sessions from Monday, February 23.
fn lived_in() -> Home {
    let home = Home::new();
    for (on, ratings) in [
        ("2026-02-23", ["4", "3", "5", "6"]),
        ("2026-02-25", ["8", "5", "5", "6"]),
        ("2026-02-27", ["6", "4", "5", "6"]),
    ] {
        let [mood, energy, calm, sleep] = ratings;
        home.done(&["checkin", mood, energy, calm, sleep, "--on", on]);
    }
    home.done(&["log", "yoga", "20m", "--on", "2026-02-25"]);
    home.done(&["log", "walk", "30m", "--on", "2026-02-23"]);
    home.done(&["log", "walk", "10m", "--on", "2026-02-26"]);
    home
}

#[test]
fn it_says_what_was_done_and_felt_and_one_thing_to_try() {
    let told = in_a_row(&lived_in().done(&["letter"]));
    for said in [
        "The week of February 23, 2026",
        "You moved on 3 days, 60 min in all: Walk, own pace (twice) and Yoga (once).",
        "You checked in on 3 days. On average: mood fairly good (6.0)",
        "Wednesday was rated highest, with Yoga.",
        "One thing to try",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
    let judging = [
        "streak",
        "goal",
        "better than",
        "worse than",
        "!",
        "well done",
    ];
    for word in judging {
        assert!(!told.to_lowercase().contains(word), "{word} in {told}");
    }
}

#[test]
fn numbers_hidden_by_choice_stay_hidden_in_it() {
    let home = lived_in();
    crate::goals::about(&home, "numbers");
    let told = in_a_row(&home.done(&["letter"]));
    let (_, words) = told.split_once("What you did").unwrap();
    assert!(
        words.contains("You moved: Walk, own pace and Yoga."),
        "{told}"
    );
    assert!(
        !words.contains(|letter: char| letter.is_ascii_digit()),
        "{told}"
    );
}

#[test]
fn it_is_written_as_its_file_is_called_and_replaces_only_a_letter() {
    let home = lived_in();
    for (name, beginning) in [
        ("week.md", "# The week of February 23, 2026\n"),
        ("week.html", "<!DOCTYPE html>"),
        ("week.svg", "<svg "),
        ("week.txt", "The week of February 23, 2026\n"),
    ] {
        home.done(&["letter", "-o", name]);
        let text = std::fs::read_to_string(home.path(name)).unwrap();
        assert!(text.starts_with(beginning), "{name}: {text}");
        if name == "week.html" {
            assert!(
                text.contains("<svg ") && !text.contains("<script"),
                "{text}"
            );
        }
    }
    home.done(&["letter", "-o", "week.md"]);
    std::fs::write(home.path("own.md"), "Dear diary").unwrap();
    let refused = home.run(&["letter", "-o", "own.md"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert_eq!(
        std::fs::read_to_string(home.path("own.md")).unwrap(),
        "Dear diary"
    );
}

#[test]
fn a_good_day_is_not_put_down_to_a_drink_or_a_medicine() {
    let home = lived_in();
    let tags = ["--tag", "alcohol", "--tag", "medication"];
    home.done(
        &[
            &["checkin", "9", "9", "9", "9", "--on", "2026-02-28"],
            &tags[..],
        ]
        .concat(),
    );
    let told = in_a_row(&home.done(&["letter"]));
    assert!(
        !told.contains("rated highest"),
        "no movement on that day: {told}"
    );
    home.done(&["log", "yoga", "20m", "--on", "2026-02-28"]);
    let told = in_a_row(&home.done(&["letter"]));
    assert!(
        told.contains("Saturday was rated highest, with Yoga."),
        "{told}"
    );
}

#[test]
fn json_has_each_day_of_the_month() {
    let letter = lived_in().json(&["letter", "--month", "--json"]);
    assert_eq!(letter["period"], json!("month"));
    assert_eq!(
        (&letter["first"], &letter["last"]),
        (&json!("2026-02-01"), &json!("2026-02-28"))
    );
    assert_eq!(letter["mood"].as_array().unwrap().len(), 28);
    assert_eq!(letter["minutes"][22], json!(30.0));
}

#[test]
fn a_time_without_records_has_no_letter() {
    let told = lived_in().run(&["letter", "--on", "2025-06-01"]);
    assert_eq!(told.code, 3, "{}", told.err);
    assert!(
        told.err
            .contains("Nothing recorded in the week from 2025-05-26 to 2025-06-01."),
        "{}",
        told.err
    );
}

#[test]
fn today_offers_it_once_and_its_keys_turn_its_pages() {
    let mut app = TestApp::at(&lived_in(), NOW);
    app.hides("letter");
    app.types("7<enter>");
    app.shows("A letter about your last month is ready.");
    app.types("a");
    app.shows("February 2026");
    app.types("r");
    app.shows("The week of February 23, 2026");
    app.types("h");
    app.shows("The week of February 23, 2026");
    app.types("<esc>");
    app.hides("A letter about");
}
