//! Going through the days on Today: a day's check-in is edited, not doubled; sessions stand beside check-ins.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::domain::Day;

/// Somebody whose yesterday has check-ins of these moods, at home on Today.
fn with_yesterday(moods: &[u8]) -> TestApp {
    let mut seat = TestApp::with(0);
    for mood in moods {
        seat.types("[");
        if seat.app.tabs.today.draft.editing.is_some() {
            seat.types("c");
        }
        seat.types(&format!("{mood}<enter>"));
        seat.wait(1);
        seat.types("<esc>");
        seat.app.tab = firstline::app::Tab::Today;
    }
    seat
}

fn yesterday(seat: &TestApp) -> Vec<Option<u8>> {
    let day: Day = seat.app.day.plus(-1);
    let stored = seat.stored();
    let moods = stored.check_ins_on(day).iter();
    moods
        .map(|record| record.ratings.mood.map(u8::from))
        .collect()
}

#[test]
fn going_to_a_day_with_one_check_in_edits_it() {
    let mut seat = with_yesterday(&[7]);
    seat.types("[");
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Editing this day's check-in. Press c to add another."),
        "{shown}"
    );
    seat.types("4<enter>");
    assert_eq!(yesterday(&seat), [Some(4)], "7 became 4, not 5.5");
    // Another one stays possible.
    seat.wait(1);
    seat.types("[c9<enter>");
    assert_eq!(yesterday(&seat).len(), 2);
}

#[test]
fn of_several_check_ins_each_is_reached_before_the_day_before() {
    let mut seat = with_yesterday(&[7, 5]);
    let day = seat.app.day.plus(-1);
    seat.types("[");
    assert!(
        seat.text((60, 20)).contains("2 of 2"),
        "{}",
        seat.text((60, 20))
    );
    seat.types("[");
    assert!(seat.text((60, 20)).contains("1 of 2"));
    assert_eq!(seat.app.tabs.today.day, day);
    seat.types("]");
    assert!(seat.text((60, 20)).contains("2 of 2"));
    seat.types("[[");
    assert_eq!(seat.app.tabs.today.day, day.plus(-1));
    assert!(
        seat.app.tabs.today.draft.editing.is_none(),
        "nothing is there"
    );
}

#[test]
fn answers_stay_with_their_day_on_the_way_to_another() {
    let mut seat = with_yesterday(&[7]);
    seat.types("c5[");
    assert!(seat.app.tabs.today.draft.editing.is_some());
    assert!(!seat.app.has_unsaved_answers());
    seat.types("]");
    let mood = seat.app.tabs.today.draft.ratings.mood;
    assert_eq!(mood.map(firstline::domain::Rating::get), Some(5));
    // A change that was made is not lost on the way.
    let mut seat = with_yesterday(&[7]);
    seat.types("[3[");
    assert_eq!(seat.app.tabs.today.day, seat.app.day.plus(-1));
    assert!(
        seat.text((100, 30))
            .contains("You're editing one check-in.")
    );
}

#[test]
fn hours_slept_alone_are_no_empty_moment() {
    let home = Home::new();
    home.done(&["checkin", "--sleep-hours", "7"]);
    let said = home.done(&["today"]);
    assert!(said.contains("slept 7 h"), "{said}");
}
