//! The mouse: off unless it is turned on, and then everything clicked is what a key would have done.

use crate::real_terminal::Screen;
use crate::support::Home;
use crate::test_app::TestApp;
use crossterm::event::KeyCode;
use firstline::app::{Message, Tab};
use firstline::screens::history::{HistoryView as View, Series};
use firstline::widgets::hit_map::Target;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (100, 30);

/// Someone with a mouse.
fn with_mouse(days: u32) -> TestApp {
    let mut hand = TestApp::with(days);
    hand.app.settings.config.mouse = true;
    hand.tell(Message::Resumed);
    hand
}

impl TestApp {
    /// Clicks where there is `target`.
    fn hit(&mut self, target: Target) {
        let places = self.places();
        let found = places.iter().find(|(_, other)| *other == target);
        let area = found.unwrap_or_else(|| panic!("{target:?} is nowhere")).0;
        self.click_at(area.x, area.y);
    }

    fn places(&mut self) -> Vec<(Rect, Target)> {
        self.look();
        self.caches.hit_map.all().to_vec()
    }
}

#[test]
fn nothing_can_be_clicked_before_the_mouse_is_turned_on() {
    let mut hand = with_mouse(60);
    hand.app.settings.config.mouse = false;
    hand.press(KeyCode::Esc);
    for tab in 1..=5 {
        hand.types(&tab.to_string());
        assert!(hand.places().is_empty(), "tab {tab}");
    }
    hand.types("1");
    assert!(
        hand.text(SIZE).contains("M mouse"),
        "the key is told\n{}",
        hand.text(SIZE)
    );
    hand.types("M");
    assert!(!hand.places().is_empty());
    let shown = hand.text(SIZE);
    assert!(
        shown.contains("Mouse on") && shown.contains("M mouse off"),
        "{shown}"
    );
}

#[test]
fn a_check_in_by_clicks() {
    let mut hand = with_mouse(0);
    hand.hit(Target::Rate(0, 7));
    hand.hit(Target::Rate(0, 5));
    hand.hit(Target::Rate(1, 4));
    // Any row, the first again.
    hand.hit(Target::Rate(-3, 8));
    hand.click("save");
    let stored = hand.stored();
    let answers: Vec<u8> = stored.check_ins()[0]
        .ratings
        .answered()
        .map(|(_, rating)| rating.get())
        .collect();
    assert_eq!(answers, [8, 5, 4]);
}

#[test]
fn tabs_hints_and_rows_are_clicked() {
    let mut hand = with_mouse(60);
    hand.press(KeyCode::Esc);
    hand.click("Move");
    assert_eq!(hand.app.tab, Tab::Move);
    hand.hit(Target::Row(3));
    assert_eq!(hand.app.tabs.library.list.chosen, 3);
    hand.hit(Target::Row(0));
    assert!(hand.text(SIZE).contains("How is your mood right now?"));
    hand.hit(Target::Rate(0, 5));
    assert!(hand.text(SIZE).contains("Get ready"), "{}", hand.text(SIZE));
    hand.pass(std::time::Duration::from_secs(20));
    hand.click("q stop");
    hand.click("Discard");
    hand.click("Insights");
    hand.hit(Target::Row(2));
    assert_eq!(hand.app.tabs.insights.list.chosen, 2);
    hand.click("History");
    hand.click("? help");
    assert!(hand.text(SIZE).contains("Everywhere"));
}

#[test]
fn a_day_is_clicked_in_every_picture_and_opened_by_a_second_click() {
    for view in View::ALL.into_iter().filter(|view| *view != View::Scores) {
        let mut hand = with_mouse(120);
        hand.press(KeyCode::Esc);
        hand.types("3");
        hand.hit(Target::View(
            View::ALL.iter().position(|other| *other == view).unwrap(),
        ));
        assert_eq!(hand.app.tabs.history.view, view);
        let day = hand.app.tabs.history.cursor;
        let other = hand
            .places()
            .into_iter()
            .find_map(|(_, target)| match target {
                Target::Day(other) if other != day => Some(other),
                _ => None,
            });
        let other = other.unwrap_or_else(|| panic!("{view:?} has no day to click"));
        hand.hit(Target::Day(other));
        assert_eq!(hand.app.tabs.history.cursor, other, "{view:?}");
        hand.hit(Target::Day(other));
        assert!(hand.app.tabs.history.detail.is_some(), "{view:?}");
    }
}

#[test]
fn a_click_on_a_rating_draws_that_rating() {
    let mut hand = with_mouse(60);
    hand.press(KeyCode::Esc);
    hand.types("3");
    let (series, second) = (Series::Minutes, hand.app.tabs.history.second);
    assert_eq!(second, series, "it is compared with minutes");
    hand.hit(Target::Series(
        series.place(firstline::domain::OwnRatings(&[])),
    ));
    assert_eq!(hand.app.tabs.history.series, series);
    assert_ne!(
        hand.app.tabs.history.second, series,
        "two are never the same"
    );
}

#[test]
fn the_wheel_goes_up_and_down() {
    let mut hand = with_mouse(60);
    hand.press(KeyCode::Esc);
    hand.types("2");
    hand.tell(Message::Wheel(false));
    hand.tell(Message::Wheel(false));
    hand.tell(Message::Wheel(true));
    assert_eq!(hand.app.tabs.library.list.chosen, 1);
}

#[test]
fn a_click_on_what_is_no_longer_there_does_nothing() {
    let mut hand = with_mouse(0);
    let places = hand.places();
    let old = places
        .iter()
        .find(|(_, target)| *target == Target::Rate(0, 7));
    let old = old.unwrap().0;
    let click = hand.caches.hit_map.at(old.x, old.y).unwrap();
    hand.types("!");
    hand.tell(Message::Click(click));
    hand.press(KeyCode::Esc);
    assert!(hand.app.tabs.today.draft.is_empty());
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn every_place_of_every_screen_lies_on_it_and_can_be_clicked() {
    let screens = [
        "",
        "n",
        "t",
        "\u{1b}o",
        "\u{1b}2",
        "\u{1b}2f",
        "\u{1b}2\n",
        "\u{1b}2\n5",
        "\u{1b}2\n5q",
        "\u{1b}l",
        "\u{1b}3",
        "\u{1b}3v",
        "\u{1b}3vv",
        "\u{1b}3vvv",
        "\u{1b}3vvvv",
        "\u{1b}3vvvvv",
        "\u{1b}3vvvvvv",
        "\u{1b}3\n",
        "\u{1b}4",
        "\u{1b}5",
        "?",
        "!",
        "\u{1b},",
        "\u{1b}i",
    ];
    let keys = |hand: &mut TestApp, keys: &str| {
        for key in keys.chars() {
            match key {
                '\u{1b}' => hand.press(KeyCode::Esc),
                other => hand.types(&other.to_string()),
            }
        }
    };
    for size in [(100, 30), (60, 20), (40, 12)] {
        for screen in screens {
            let mut hand = with_mouse(40);
            hand.resize(size);
            keys(&mut hand, screen);
            let places = hand.places();
            // Support and help have their keys in their own last line.
            assert!(
                !places.is_empty() || ["?", "!"].contains(&screen),
                "{screen:?} at {size:?}"
            );
            for (area, _) in places.iter().step_by(1 + places.len() / 4) {
                assert!(
                    area.right() <= size.0 && area.bottom() <= size.1,
                    "{area:?} of {size:?}"
                );
                let mut hand = with_mouse(40);
                hand.resize(size);
                keys(&mut hand, screen);
                hand.look();
                assert!(hand.caches.hit_map.at(area.x, area.y).is_some());
                hand.click_at(area.x, area.y);
            }
        }
    }
}

#[test]
fn a_real_terminal_is_asked_for_clicks_only_while_the_mouse_is_on() {
    let on = |screen: &Screen| screen.raw().matches("\u{1b}[?1000h").count();
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    assert_eq!(on(&screen), 0);
    screen.keys("M");
    screen.shows("Mouse on");
    assert_eq!(on(&screen), 1);
    assert!(
        !screen.raw().contains("?1003h") && !screen.raw().contains("?1002h"),
        "movements would wake it"
    );
    // The seventh point of mood, one-based as terminals tell it: a press and the release.
    let shown = screen.text();
    let (row, line) = shown
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("Mood  "))
        .unwrap();
    let column = line.split('7').next().unwrap().chars().count();
    screen.keys(&format!(
        "\u{1b}[<0;{};{}M\u{1b}[<0;{};{}m",
        column + 1,
        row + 1,
        column + 1,
        row + 1
    ));
    screen.shows("▐7▌");
    screen.signal("TSTP");
    screen.is_given_back();
    screen.until("the stop", |screen| screen.state() == 'T');
    screen.signal("CONT");
    screen.until("the mouse again", |screen| on(screen) == 2);
    screen.signal("TERM");
    assert_eq!(screen.ended(), 143);
    screen.is_given_back();
    let config = std::fs::read_to_string(home.path("config.toml")).unwrap();
    assert!(config.contains("mouse = true"), "{config}");
}
