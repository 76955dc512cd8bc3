//! Commands by name: what is found, that it does what its key does, and where it can be opened.

use crate::support::Home;
use crate::test_app::{SIZES, TestApp};
use firstline::app::{Dialog, Page, Tab};
use firstline::keys::Keymap;
use firstline::screens::history::{HistoryView, Range};
use firstline::widgets::theme::Theme;

fn person() -> TestApp {
    TestApp::with(180).keys("<esc>")
}

#[test]
fn a_place_is_a_few_letters_away() {
    for (typed, tab) in [
        ("learn", Tab::Learn),
        ("insi", Tab::Insights),
        ("libr", Tab::Move),
        ("histroy", Tab::History),
    ] {
        let seat = person().keys(&format!(":{typed}<enter>"));
        assert_eq!(seat.app.tab, tab, "{typed}");
        assert!(seat.app.dialogs.is_empty());
    }
    assert!(matches!(
        person().keys(":sett<enter>").app.dialogs[..],
        [Dialog::Settings(_)]
    ));
    assert!(matches!(
        person().keys(":own rat<enter>").app.dialogs[..],
        [Dialog::Ratings(_)]
    ));
    assert!(matches!(
        person().keys(":letter<enter>").app.dialogs[..],
        [Dialog::Letter(_)]
    ));
    assert!(matches!(
        person().keys(":theme<enter>").app.dialogs[..],
        [Dialog::Settings(_)]
    ));
    assert!(matches!(
        person().keys("<^p>support<enter>").app.dialogs[..],
        [Dialog::Support(_)]
    ));
}

#[test]
fn views_days_and_dates_lead_into_the_history() {
    let seat = person().keys(":hy<enter>");
    assert_eq!(
        (seat.app.tab, seat.app.tabs.history.view),
        (Tab::History, HistoryView::Year)
    );
    for (typed, range) in [
        ("history 90 days", Range::ThreeMonths),
        ("90d", Range::ThreeMonths),
        ("14 days", Range::TwoWeeks),
        ("45d", Range::Days(45)),
        ("one year", Range::Year),
    ] {
        let seat = person().keys(&format!(":{typed}<enter>"));
        assert_eq!(seat.app.tabs.history.range, range, "{typed}");
        assert_eq!(seat.app.tab, Tab::History);
    }
    let mut seat = person().keys(":45d<enter>");
    assert!(seat.text((100, 30)).contains("‹45d›"));
    assert_eq!(seat.keys("r").app.tabs.history.range, Range::ThreeMonths);
    // Today is Monday, March 2, 2026.
    for (typed, day) in [
        ("go to 3 january", "2026-01-03"),
        ("go to last monday", "2026-02-23"),
        ("feb 14", "2026-02-14"),
        ("yesterday", "2026-03-01"),
    ] {
        let seat = person().keys(&format!(":{typed}<enter>"));
        assert_eq!(seat.app.tabs.history.cursor.to_string(), day, "{typed}");
    }
}

#[test]
fn an_action_does_what_its_key_does_and_shows_it() {
    let mut seat = person().keys(":another");
    let shown = seat.text((100, 30));
    assert!(
        shown
            .lines()
            .any(|line| line.contains("Another") && line.contains(" s ")),
        "{shown}"
    );
    let by_key = person().keys("s").text((100, 30));
    assert_eq!(seat.keys("<enter>").text((100, 30)), by_key);
    // A person's own key stands beside the name.
    let config = "[keys]\nsuggestion.another = [\"f5\"]\n";
    let mut own = TestApp::configured(crate::test_app::example(180), config);
    let wishes = own.app.settings.config.own_keys.clone();
    own.app.keys = Keymap::with(&wishes).0;
    own = own.keys("<esc>:another");
    let shown = own.text((100, 30)).to_lowercase();
    assert!(
        shown
            .lines()
            .any(|line| line.contains("another") && line.contains("f5")),
        "{shown}"
    );
}

#[test]
fn what_does_not_work_here_says_why_and_changes_nothing() {
    let mut seat = person().keys(":mute<enter>");
    assert!(matches!(seat.app.dialogs[..], [Dialog::Palette(_)]));
    let shown = seat.text((100, 30));
    assert!(shown.contains("Mute works in: Session."), "{shown}");
    // In a session, tabs are out of reach, and pausing isn't.
    let mut playing = person().keys("2<enter>5");
    playing.wait(4);
    playing = playing.keys(":learn<enter>");
    assert!(
        playing
            .text((100, 30))
            .contains("Finish or close this first.")
    );
    playing = playing.keys("<esc>:pause<enter>");
    assert!(playing.app.dialogs.is_empty() && matches!(playing.app.page, Some(Page::Player(_))));
    assert!(playing.text((100, 30)).contains("Paused"));
    let tomorrow = person().keys(":go to 2026-03-09<enter>").text((100, 30));
    assert!(
        tomorrow.contains("That day is in the future."),
        "{tomorrow}"
    );
}

#[test]
fn what_was_run_last_comes_first() {
    let mut seat = person().keys(":phq<enter><esc>:learn<enter>:");
    let shown = seat.text((100, 30));
    let row = |name: &str| shown.lines().position(|line| line.contains(name));
    let (learn, phq) = (row("› Learn"), row("PHQ-9"));
    assert!(learn.is_some() && learn < phq, "{shown}");
}

#[test]
fn a_colon_in_a_text_is_a_colon() {
    let mut note = TestApp::with(20).keys("7n9:30");
    assert!(note.app.dialogs.is_empty() && note.text((100, 30)).contains("9:30"));
    let palette = person().keys("::");
    assert_eq!(palette.app.dialogs.len(), 1, "the second is typed");
}

#[test]
fn it_fits_small_windows_and_plain_characters() {
    for size in SIZES.into_iter().chain([(40, 12), (160, 50)]) {
        insta::assert_snapshot!(
            format!("palette-{}x{}", size.0, size.1),
            person().keys(":").text(size)
        );
    }
    let small = person().keys(":zzz").text((40, 12));
    assert!(small.contains("No matches. Try fewer letters."), "{small}");
    let theme = Theme::mono().with_glyphs(firstline::config::GlyphChoice::Ascii);
    let shown = crate::test_app::as_text(&person().keys(":h").buffer((80, 24), &theme));
    assert!(shown.is_ascii(), "{shown}");
}

#[test]
fn favorites_start_by_name_and_offers_are_answered_only_when_there_is_one() {
    let home = Home::new();
    home.done(&["checkin", "6"]);
    home.done(&["routines", "favorite", "chair-8"]);
    home.done(&["activities", "yoga", "--favorite"]);
    let now = crate::support::NOW;
    let mut seat = TestApp::at(&home, now).keys("<esc>:favorite");
    let shown = seat.text((100, 30));
    assert!(shown.contains("Yoga"), "{shown}");
    let mut seat = TestApp::at(&home, now).keys("<esc>:yoga<enter>");
    seat.shows("Yoga");
    assert!(seat.app.page.is_some(), "about to start");
    for is_offered in [true, false] {
        let mut seat = TestApp::at(&home, now).keys("<esc>");
        if !is_offered {
            // Every offer is put off.
            for _ in 0..8 {
                seat.types("x");
            }
        }
        let offer = seat.app.tabs.today.offer(&seat.app);
        assert_eq!(offer.is_some(), is_offered);
        seat.types(":not now");
        let shown = seat.text((100, 30));
        assert_eq!(shown.contains("Not now"), is_offered, "{shown}");
    }
}
