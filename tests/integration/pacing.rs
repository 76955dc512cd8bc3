//! For people whom effort leaves worse, and for people who listen to the program.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::domain::Change;
use firstline::screens::settings::SettingItem;
use firstline::store::Store;

/// Somebody active three days ago, with this energy on the two days after; so much before.
fn paced(limits: &str, after: [&str; 2]) -> Home {
    let home = Home::new();
    for ago in 4..10 {
        home.done(&["checkin", "6", "6", "--on", &format!("-{ago}d")]);
    }
    home.done(&["log", "walk", "20m", "--on", "-3d"]);
    home.done(&["checkin", "6", after[0], "--on", "-2d"]);
    home.done(&["checkin", "6", after[1], "--on", "yesterday"]);
    let at = chrono::DateTime::parse_from_rfc3339(crate::support::NOW).unwrap();
    let mut store = Store::open(&home.db(), at).unwrap();
    let change = Change::setting("about:limits", limits);
    store.apply(&change, at).unwrap();
    home
}

#[test]
fn two_days_of_lower_energy_after_effort_put_rest_first() {
    let warning = "Rest comes first now";
    let home = paced("pacing", ["4", "3"]);
    let today = home.done(&["today"]);
    assert!(
        today.contains("after you were active on Friday") && today.contains(warning),
        "{today}"
    );
    let mut person = TestApp::at(&home, crate::support::NOW).keys("<esc>");
    let shown = person.text((100, 30));
    assert!(
        shown.contains(warning) && shown.contains("take today off"),
        "{shown}"
    );
    // One day isn't two, a little lower isn't lower, and nobody else is warned.
    for (limits, after) in [
        ("pacing", ["4", "6"]),
        ("pacing", ["6", "6"]),
        ("gentle", ["4", "3"]),
    ] {
        let today = paced(limits, after).done(&["today"]);
        assert!(!today.contains(warning), "{limits} {after:?}\n{today}");
    }
    person = person.keys("x");
    assert!(!person.text((100, 30)).contains(warning), "put off");
}

#[test]
fn a_goal_not_reached_while_pacing_is_no_debt() {
    let home = Home::new().at("2026-02-20T12:00:00+01:00");
    home.done(&["plan", "--goal", "60"]);
    let at = chrono::DateTime::parse_from_rfc3339(crate::support::NOW).unwrap();
    let mut store = Store::open(&home.db(), at).unwrap();
    store
        .apply(&Change::setting("about:limits", "pacing"), at)
        .unwrap();
    drop(store);
    let home = home.at(crate::support::NOW);
    let review = &home.json(&["plan", "--json"])["review"];
    assert_eq!(review["turn"], "same", "{review}");
    assert!(
        review["why"].as_str().unwrap().contains("part of pacing"),
        "{review}"
    );
}

#[test]
fn a_screen_reader_is_an_answer_about_you_and_a_setting() {
    let home = Home::new();
    home.done(&["checkin", "6"]);
    let person = TestApp::at(&home, crate::support::NOW).keys("<esc>o");
    let mut person = person.keys("<down><down><enter>1");
    let shown = person.text((100, 30));
    assert!(shown.contains("I use a screen reader"), "{shown}");
    drop(person.keys("8<enter><esc>"));
    assert_eq!(home.done(&["config", "get", "screen_reader"]), "true\n");
    home.done(&["config", "set", "screen_reader", "off"]);
    assert_eq!(home.done(&["config", "get", "screen_reader"]), "false\n");
}

#[test]
fn pacing_is_turned_on_and_off_in_the_settings_and_keeps_the_other_answers() {
    let home = Home::new();
    home.done(&["checkin", "6"]);
    let mut person = TestApp::at(&home, crate::support::NOW).keys("<esc>");
    person.tell_change(Change::setting("about:limits", "seated"));
    person.types(",");
    let place = SettingItem::ALL
        .into_iter()
        .position(|item| item == SettingItem::Pacing)
        .unwrap();
    person.types(&"<down>".repeat(place));
    person.types("<enter>");
    person.shows("Pacing: on, saved.");
    assert_eq!(
        person.stored().setting("about:limits"),
        Some("seated,pacing")
    );
    person.types("<enter>");
    assert_eq!(person.stored().setting("about:limits"), Some("seated"));
}
