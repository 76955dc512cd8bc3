//! The Learn tab and `firstline learn`.

use crate::support::{Home, assert_names};
use crate::test_app::{SIZES, TestApp};
use firstline::app::Tab;
use firstline::content::cards::cards;

/// It is the last of the tabs.
const TAB: &str = "<esc><backtab>";

#[test]
fn what_was_rated_low_comes_first() {
    let mut seat = TestApp::with(0).keys("7562<enter><backtab>");
    for size in SIZES {
        insta::assert_snapshot!(format!("learn-low-{}x{}", size.0, size.1), seat.text(size));
    }
    let shown = seat.text((80, 24));
    assert!(
        shown.contains("Rated low: sleep") && shown.contains("All others"),
        "{shown}"
    );
    assert!(
        shown.contains("How sure") && shown.contains("doi:10."),
        "{shown}"
    );
}

#[test]
fn enter_starts_the_routine_a_card_speaks_of_and_esc_comes_back() {
    let mut seat = TestApp::with(0).keys(TAB).keys("<enter>");
    assert!(seat.text((80, 24)).contains("Ten-minute walk"));
    seat.types("<esc>");
    assert_eq!(seat.app.tab, Tab::Learn);
    let mut seat = TestApp::with(0).keys(TAB).keys("<down><down><down><enter>");
    assert!(seat.text((80, 24)).contains("has no routine"));
}

#[test]
fn a_search_narrows_and_esc_clears_it() {
    let mut seat = TestApp::with(0).keys(TAB).keys("/kynurenine<enter>");
    let shown = seat.text((80, 24));
    assert!(
        shown.contains("Tryptophan and serotonin") && !shown.contains("Walking counts"),
        "{shown}"
    );
    seat.types("<esc>");
    assert!(seat.text((80, 24)).contains("Walking counts"));
    let mut seat = TestApp::with(0).keys(TAB).keys("/zzzz");
    assert!(seat.text((80, 24)).contains("esc clears"));
    seat.types("<esc><esc>");
    assert!(!seat.is_over(), "esc never leaves the program");
    seat.types("q");
    assert!(seat.is_over());
}

#[test]
fn the_sources_are_listed_with_their_address() {
    let mut seat = TestApp::with(0).keys(TAB).keys("v");
    insta::assert_snapshot!("learn-sources-80x24", seat.text((80, 24)));
    assert!(seat.text((80, 24)).contains("https://doi.org/"));
    seat.types("<esc>");
    assert!(seat.text((80, 24)).contains("28 cards"));
}

/// What stands inside the first frame, or on the whole screen where none is drawn.
fn framed(shown: &str) -> String {
    let inside = |line: &str| line.split('│').nth(1).unwrap_or(line).to_owned();
    let lines: Vec<String> = shown.lines().map(inside).collect();
    lines
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_card_is_never_cut_before_its_text_ends() {
    for size in [(160, 50), (100, 30), (80, 24), (60, 20)] {
        let mut seat = TestApp::with(0).keys(TAB);
        for card in cards() {
            let shown = framed(&seat.text(size));
            assert!(
                shown.contains(&card.text),
                "{} at {size:?}: {shown}",
                card.id
            );
            seat.types("<down>");
        }
    }
}

#[test]
fn the_command_lists_shows_and_finds() {
    let home = Home::new();
    let list = home.done(&["learn"]);
    assert!(
        list.contains("walking-counts") && !home.db().exists(),
        "reading cards makes no file"
    );
    let one = home.done(&["learn", "better-sleep"]);
    assert!(
        one.contains("Certainty: ") && one.contains("doi:10."),
        "{one}"
    );
    home.done(&["checkin", "7", "5", "6", "2"]);
    assert!(
        home.done(&["learn"])
            .starts_with("For what you rated low: sleep\n")
    );
    let json = home.json(&["learn", "sleep", "--json"]);
    assert_names(&json, &["rated_low", "cards"]);
    assert_names(
        &json["cards"][0],
        &[
            "id",
            "title",
            "headline",
            "text",
            "size",
            "certainty",
            "for_today",
            "routine",
            "tied_to",
            "sources",
        ],
    );
    assert_eq!(home.run(&["learn", "zzz"]).code, 2);
}
