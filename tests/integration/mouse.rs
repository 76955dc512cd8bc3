//! The mouse: off unless it is turned on, and then everything clicked is what a key would have done.

use crate::journeys::Person;
use crate::real_terminal::Screen;
use crate::seat::as_text;
use crate::support::Home;
use crossterm::event::KeyCode;
use firstline::app::history::View;
use firstline::app::{Message, Tab};
use firstline::ui::{self, Stage};
use firstline::widgets::hit_map::Target;
use firstline::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

/// Someone with a mouse in a window of this size.
struct Hand {
    person: Person,
    size: (u16, u16),
}

impl Hand {
    fn with(days: u32) -> Self {
        let mut person = Person::with(days);
        person.app.settings.config.mouse = true;
        Self {
            person,
            size: (100, 30),
        }
    }

    fn drawn(&mut self) -> (String, Stage) {
        self.person.tell(Message::Resized(self.size.0, self.size.1));
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        let mut stage = Stage::default();
        let (app, now) = (&self.person.app, self.person.now);
        terminal
            .draw(|frame| {
                ui::render(app, now, &Theme::terminal(), &mut stage, frame);
            })
            .unwrap();
        (as_text(terminal.backend().buffer()), stage)
    }

    fn text(&mut self) -> String {
        self.drawn().0
    }

    fn places(&mut self) -> Vec<(Rect, Target)> {
        self.drawn().1.hit_map.all().to_vec()
    }

    /// Clicks on the first cell of `words`.
    fn click(&mut self, words: &str) {
        let (text, stage) = self.drawn();
        let (row, line) = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(words))
            .unwrap();
        let column = line.split(words).next().unwrap().chars().count();
        let click = stage
            .hit_map
            .at(column as u16, row as u16)
            .unwrap_or_else(|| panic!("{words} cannot be clicked"));
        self.person.tell(Message::Click(click));
    }

    /// Clicks where there is `target`.
    fn hit(&mut self, target: Target) {
        let (_, stage) = self.drawn();
        let found = stage
            .hit_map
            .all()
            .iter()
            .find(|(_, other)| *other == target);
        let area = found.unwrap_or_else(|| panic!("{target:?} is nowhere")).0;
        self.person
            .tell(Message::Click(stage.hit_map.at(area.x, area.y).unwrap()));
    }
}

#[test]
fn nothing_can_be_clicked_before_the_mouse_is_turned_on() {
    let mut hand = Hand::with(60);
    hand.person.app.settings.config.mouse = false;
    hand.person.press(KeyCode::Esc);
    for tab in 1..=5 {
        hand.person.types(&tab.to_string());
        assert!(hand.places().is_empty(), "tab {tab}");
    }
    hand.person.types("1");
    assert!(
        hand.text().contains("M mouse"),
        "the key is told\n{}",
        hand.text()
    );
    hand.person.types("M");
    assert!(!hand.places().is_empty());
    let shown = hand.text();
    assert!(
        shown.contains("Mouse on") && shown.contains("M mouse off"),
        "{shown}"
    );
}

#[test]
fn a_check_in_by_clicks() {
    let mut hand = Hand::with(0);
    hand.hit(Target::Rate(0, 7));
    hand.hit(Target::Rate(0, 5));
    hand.hit(Target::Rate(1, 4));
    // Any row, the first again.
    hand.hit(Target::Rate(-3, 8));
    hand.click("save");
    let stored = hand.person.stored();
    let answers: Vec<u8> = stored.check_ins()[0]
        .ratings
        .answered()
        .map(|(_, rating)| rating.get())
        .collect();
    assert_eq!(answers, [8, 5, 4]);
}

#[test]
fn tabs_hints_and_rows_are_clicked() {
    let mut hand = Hand::with(60);
    hand.person.press(KeyCode::Esc);
    hand.click("move");
    assert_eq!(hand.person.app.tab, Tab::Move);
    hand.hit(Target::Row(3));
    assert_eq!(hand.person.app.moving.library.chosen, 3);
    hand.hit(Target::Row(0));
    assert!(hand.text().contains("How is your mood right now?"));
    hand.hit(Target::Rate(0, 5));
    assert!(hand.text().contains("get ready"), "{}", hand.text());
    hand.person.wait(std::time::Duration::from_secs(20));
    hand.click("q stop");
    hand.click("do not keep");
    hand.click("insights");
    hand.hit(Target::Row(2));
    assert_eq!(hand.person.app.insights.chosen, 2);
    hand.click("history");
    hand.click("? help");
    assert!(hand.text().contains("everywhere"));
}

#[test]
fn a_day_is_clicked_in_every_picture_and_opened_by_a_second_click() {
    for view in [View::Year, View::Month, View::Trend, View::List] {
        let mut hand = Hand::with(120);
        hand.person.press(KeyCode::Esc);
        hand.person.types("3");
        hand.hit(Target::View(
            View::ALL.iter().position(|other| *other == view).unwrap(),
        ));
        assert_eq!(hand.person.app.history.view, view);
        let day = hand.person.app.history.cursor;
        let other = hand
            .places()
            .into_iter()
            .find_map(|(_, target)| match target {
                Target::Day(other) if other != day => Some(other),
                _ => None,
            });
        let other = other.unwrap_or_else(|| panic!("{view:?} has no day to click"));
        hand.hit(Target::Day(other));
        assert_eq!(hand.person.app.history.cursor, other, "{view:?}");
        hand.hit(Target::Day(other));
        assert!(hand.person.app.history.detail.is_some(), "{view:?}");
    }
}

#[test]
fn the_wheel_goes_up_and_down() {
    let mut hand = Hand::with(60);
    hand.person.press(KeyCode::Esc);
    hand.person.types("2");
    hand.person.tell(Message::Wheel(false));
    hand.person.tell(Message::Wheel(false));
    hand.person.tell(Message::Wheel(true));
    assert_eq!(hand.person.app.moving.library.chosen, 1);
}

#[test]
fn a_click_on_what_is_no_longer_there_does_nothing() {
    let mut hand = Hand::with(0);
    let (_, stage) = hand.drawn();
    let old = stage
        .hit_map
        .all()
        .iter()
        .find(|(_, target)| matches!(target, Target::Rate(0, 7)))
        .unwrap()
        .0;
    let click = stage.hit_map.at(old.x, old.y).unwrap();
    hand.person.types("!");
    hand.person.tell(Message::Click(click));
    hand.person.press(KeyCode::Esc);
    assert!(hand.person.app.today.draft.is_empty());
}

#[test]
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
    let keys = |hand: &mut Hand, keys: &str| {
        for key in keys.chars() {
            match key {
                '\u{1b}' => hand.person.press(KeyCode::Esc),
                other => hand.person.types(&other.to_string()),
            }
        }
    };
    for size in [(100, 30), (60, 20), (40, 12)] {
        for screen in screens {
            let mut hand = Hand::with(40);
            hand.size = size;
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
                let mut hand = Hand::with(40);
                hand.size = size;
                keys(&mut hand, screen);
                let click = hand.drawn().1.hit_map.at(area.x, area.y).unwrap();
                hand.person.tell(Message::Click(click));
                hand.text();
            }
        }
    }
}

#[test]
fn a_real_terminal_is_asked_for_clicks_only_while_the_mouse_is_on() {
    let on = |screen: &Screen| screen.raw().matches("\u{1b}[?1000h").count();
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("how are you now");
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
        .find(|(_, line)| line.contains("mood  "))
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
