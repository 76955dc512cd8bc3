//! Favorites, what is never suggested, equipment and places, at every door.

use crate::support::Home;
use crate::test_app::TestApp;
use serde_json::{Value, json};

const SIZE: (u16, u16) = (100, 30);

/// The first routine or activity in the list.
fn first_row(seat: &mut TestApp) -> String {
    let rows = seat.app.tabs.library.rows();
    rows.first().unwrap().entry.title().to_owned()
}

#[test]
fn a_star_puts_a_routine_first_and_once_more_takes_it_back() {
    let mut seat = TestApp::with(30).keys("<esc>2/chair<enter>");
    let title = seat.app.tabs.library.entry().unwrap().title().to_owned();
    seat.types("*");
    seat.shows("is a favorite: first in the list, suggested a little more often.");
    seat.types("<esc>");
    assert_eq!(first_row(&mut seat), title);
    let shown = seat.text(SIZE);
    assert!(shown.contains("Favorites"), "{shown}");
    assert!(
        shown
            .lines()
            .any(|line| line.contains(&title) && line.contains('*'))
    );
    // It is still so after a restart, at any size, and undone like anything else.
    let mut seat = seat.killed().keys("<esc>2");
    assert_eq!(first_row(&mut seat), title);
    insta::assert_snapshot!("favorite-80x24", seat.text((80, 24)));
    for size in [(60, 20), (40, 15)] {
        let small = seat.text(size);
        assert!(small.contains(&title[..6]), "{small}");
    }
    seat.types("u");
    assert_ne!(first_row(&mut seat), title);
    seat.types("<^r>");
    assert_eq!(first_row(&mut seat), title);
    let entry = seat.app.tabs.library.entry().unwrap().title().to_owned();
    seat.types("*");
    seat.hides("Favorites");
    let same = seat.app.tabs.library.entry().unwrap().title().to_owned();
    assert_eq!(entry, same, "the cursor stays on what was marked");
}

#[test]
fn an_activity_can_be_a_favorite_too_and_is_then_in_the_list() {
    let mut seat = TestApp::with(30).keys("<esc>2/tai chi<enter>");
    while !matches!(
        seat.app.tabs.library.entry(),
        Some(firstline::screens::library::LibraryEntry::Activity(_))
    ) {
        seat.types("j");
    }
    let title = seat.app.tabs.library.entry().unwrap().title().to_owned();
    seat.types("*<esc>");
    assert_eq!(first_row(&mut seat), title);
}

#[test]
fn what_is_never_wanted_stays_in_the_list_with_its_reason() {
    let mut seat = TestApp::with(30).keys("<esc>2/walk-10<enter>x");
    seat.shows("won't be suggested.");
    seat.shows("Never suggested, as you chose. x allows it again.");
    seat.types("<esc>1<esc>");
    for _ in 0..40 {
        let Some(next) = seat.app.tabs.today.suggestion.clone() else {
            break;
        };
        assert_ne!(next.routine.id, "walk-10");
        seat.types("s");
    }
    seat.types("2/walk-10<enter>x");
    seat.shows("may be suggested again.");
}

#[test]
fn a_place_is_a_filter() {
    let mut seat = TestApp::with(30).keys("<esc>2f<right><right><right>");
    seat.types("<down><down>");
    seat.shows("Place outdoors");
    let rows = seat.app.tabs.library.rows();
    assert!(!rows.is_empty());
    assert!(
        rows.iter()
            .all(|row| row.entry.routine().place.word() != "indoors")
    );
    seat.types(" ");
    seat.shows("Place any");
}

#[test]
fn marks_are_made_and_shown_on_the_command_line_and_travel() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    assert!(
        home.done(&["routines", "favorite", "chair-8"])
            .contains("is a favorite.")
    );
    assert!(
        home.done(&["routines", "never", "walk-10"])
            .contains("won't be suggested.")
    );
    assert!(
        home.done(&["activities", "yoga", "--favorite"])
            .contains("is a favorite.")
    );
    let list = home.done(&["routines"]);
    assert!(
        list.lines().next().unwrap().starts_with("chair-8"),
        "{list}"
    );
    assert!(list.lines().next().unwrap().ends_with("  *"), "{list}");
    let of = |home: &Home, id: &str| {
        let list = home.json(&["routines", "--json"]);
        let rows = list["routines"].as_array().unwrap().iter();
        let row = rows.into_iter().find(|row| row["routine"] == id);
        row.map(|row| (row["mark"].clone(), row["suggested"].clone()))
            .unwrap()
    };
    assert_eq!(of(&home, "chair-8"), (json!("favorite"), json!(true)));
    assert_eq!(of(&home, "walk-10"), (json!("never"), json!(false)));
    assert!(
        home.done(&["routines", "show", "walk-10"])
            .contains("Never suggested, as you chose.")
    );
    let yoga = home.json(&["activities", "yoga", "--json"]);
    assert_eq!(yoga["activities"][0]["mark"], "favorite");
    let first = home.done(&["activities"]);
    assert!(first.lines().next().unwrap().ends_with('*'), "{first}");
    // An export has them, and another computer reads them.
    let file = home.path("all.json").to_str().unwrap().to_owned();
    home.done(&["export", "json", "-o", &file]);
    let other = Home::new();
    other.done(&["import", &file]);
    assert_eq!(of(&other, "chair-8").0, json!("favorite"));
    assert!(
        home.done(&["routines", "unmark", "chair-8"])
            .contains("has no mark.")
    );
    assert_eq!(of(&home, "chair-8").0, Value::Null);
    home.done(&["undo"]);
    assert_eq!(of(&home, "chair-8").0, json!("favorite"));
}

#[test]
fn equipment_and_place_limit_what_is_suggested() {
    let home = Home::new();
    home.done(&["checkin", "5", "7"]);
    let all = home.json(&["routines", "equipment", "--json"]);
    assert_eq!(
        all["equipment"],
        json!(["mat", "chair", "band", "dumbbells", "bike"])
    );
    let said = home.done(&["routines", "equipment", "band,dumbbells", "bike"]);
    assert!(
        said.contains("You have: band, dumbbells, bike. The rest isn't suggested."),
        "{said}"
    );
    let list = home.json(&["routines", "--json"]);
    let chair = list["routines"].as_array().unwrap().iter();
    let chair = chair
        .into_iter()
        .find(|row| row["routine"] == "chair-8")
        .unwrap();
    assert_eq!(
        (&chair["suggested"], &chair["opens"]),
        (&json!(false), &json!("at_once"))
    );
    let shown = home.done(&["routines", "show", "chair-8"]);
    assert!(
        shown.contains("Needs a chair, which you don't have."),
        "{shown}"
    );
    for seed in 0..10 {
        let seed = seed.to_string();
        let next = home.json(&["suggest", "--seed", &seed, "--place", "home", "--json"]);
        let id = next["routine"].as_str().unwrap();
        let routine = home.json(&["routines", "show", id, "--json"]);
        assert_ne!(routine["place"], "outdoors");
        assert!(!routine["equipment"].to_string().contains("chair"), "{id}");
    }
    let outside = home.json(&["routines", "--place", "outside", "--json"]);
    let rows = outside["routines"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["place"] != "indoors"));
    assert!(
        home.done(&["routines", "equipment", "all"])
            .contains("You have all of it")
    );
    for (line, answer) in [
        (
            &["routines", "equipment", "sofa"][..],
            "sofa isn't on the list: mat, chair, band, dumbbells, bike, or all or none.",
        ),
        (
            &["suggest", "--place", "moon"],
            "Places are indoors (or home, office, gym) and outdoors",
        ),
    ] {
        let ran = home.run(line);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(answer), "{}", ran.err);
    }
}

/// A cyclist who never answered the safety questions: rides are vigorous, so none is suggested, and it is said why.
#[test]
fn a_cyclist_is_told_what_the_rides_wait_for() {
    let home = Home::new();
    for day in ["2026-02-20", "2026-02-24", "2026-02-27"] {
        home.done(&["log", "bike", "30m", "--on", day]);
    }
    home.done(&["checkin", "6", "7"]);
    let title = "Cycle";
    let line = "isn't suggested until you answer the safety questions: firstline start --questions";
    for command in ["suggest", "today"] {
        let text = home.done(&[command]);
        assert_eq!(text.matches(line).count(), 1, "{text}");
        assert!(text.contains(title), "{text}");
    }
    let next = home.json(&["suggest", "--json"]);
    assert!(
        next["waits_for_safety_questions"]
            .as_str()
            .unwrap()
            .contains(title)
    );
    let now = crate::support::NOW;
    let mut seat = TestApp::at(&home, now);
    seat.types("<esc>");
    while !in_sight(&mut seat, "until you answer the safety questions.") {
        assert!(in_sight(&mut seat, "not now"), "{}", seat.text(SIZE));
        seat.types("x");
    }
    insta::assert_snapshot!("waits-100x30", seat.text(SIZE));
    seat.types("x");
    seat.hides("safety questions");
    // Answered, the rides are suggested like anything else, and nothing is said.
    let mut seat = TestApp::at(&home, now);
    seat.app.open_questions();
    seat.types("nnyn<esc>");
    let text = home.done(&["suggest"]);
    assert!(!text.contains("safety questions"), "{text}");
}

fn in_sight(seat: &mut TestApp, words: &str) -> bool {
    crate::test_app::in_a_row(&seat.text(SIZE)).contains(words)
}
