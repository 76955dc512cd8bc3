//! Numbers put away: words and shapes wherever a number would judge.

use crate::test_app::TestApp;
use firstline::config::GlyphChoice;
use firstline::domain::{Change, Rating, RecordKind};
use firstline::widgets::theme::Theme;

const SCREENS: [(&str, &str); 14] = [
    ("today", "<esc>"),
    ("today-form", "76"),
    ("trend", "<esc>3r<left><left>"),
    ("year", "<esc>3v<left>"),
    ("month", "<esc>3vv<left>"),
    ("list", "<esc>3vvv<down>"),
    ("compare", "<esc>3rvvvv"),
    ("sessions", "<esc>3rvvvvv"),
    ("weeks", "<esc>3rrvvvvvv<left>"),
    ("scores", "<esc>3V"),
    ("day", "<esc>3vvv<down><enter>"),
    ("insights", "<esc>4"),
    ("before", "<esc>2<enter>"),
    ("move", "<esc>2<down><down>"),
];

fn seat(keys: &str) -> TestApp {
    let mut seat = TestApp::with(180);
    seat.app.settings.config.hide_numbers = true;
    seat.app.journal.hide_numbers(true);
    seat.types(keys);
    seat.wait(10);
    seat
}

#[test]
fn every_picture_has_a_form_without_numbers() {
    for (name, keys) in SCREENS {
        let mut seat = seat(keys);
        for size in [(100, 30), (60, 20)] {
            insta::assert_snapshot!(
                format!("words-{name}-{}x{}", size.0, size.1),
                seat.text(size)
            );
        }
    }
}

/// Means and lifts have a decimal or an arrow between two figures; axes and marks are single digits.
fn judges(line: &str) -> bool {
    let signs: Vec<char> = line.chars().collect();
    let digit = |place: usize| signs.get(place).is_some_and(char::is_ascii_digit);
    let decimal = |(place, sign): (usize, &char)| {
        *sign == '.' && place > 0 && digit(place - 1) && digit(place + 1)
    };
    signs.iter().enumerate().any(decimal)
        || line.contains(" → ")
        || ["mood ", "energy ", "calm ", "sleep "].iter().any(|name| {
            line.split(name)
                .skip(1)
                .any(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
        })
}

#[test]
fn no_figure_is_left_that_judges() {
    for (name, keys) in SCREENS {
        let mut shown = seat(keys);
        for size in [(120, 40), (100, 30), (80, 24), (60, 20), (40, 15)] {
            let text = shown.text(size);
            let found: Vec<&str> = text.lines().filter(|line| judges(line)).collect();
            assert!(found.is_empty(), "{name} at {size:?} shows {found:#?}");
            assert!(
                !text.contains(" of 7 days") && !text.contains("MET-min "),
                "{text}"
            );
        }
    }
}

#[test]
fn without_colour_and_in_ascii_levels_are_shapes() {
    let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
    for keys in ["<esc>3v", "<esc>3vv", "<esc>3vvv"] {
        let mut with = TestApp::with(180);
        with.types(keys);
        let numbers = with.drawn((100, 30), &theme);
        let mut without = seat(keys);
        let words = without.drawn((100, 30), &theme);
        assert!(words.is_ascii() && words != numbers);
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        assert!(figures(&words) < figures(&numbers), "{words}");
        assert!(words.contains(['%', '+', '=']), "{words}");
    }
}

#[test]
fn one_key_puts_them_away_and_brings_them_back() {
    let mut seat = TestApp::with(60);
    seat.types("<esc>w");
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Numbers are hidden. Nothing is lost. Press w to show them."),
        "{shown}"
    );
    assert!(seat.app.settings.config.hide_numbers);
    // Another day, and they are still away: nothing comes back unasked.
    seat.wait(26 * 3600);
    assert!(seat.app.settings.config.hide_numbers);
    seat.types("3w");
    assert!(!seat.app.settings.config.hide_numbers);
    assert!(seat.text((100, 30)).contains("Numbers are back."));
}

#[test]
fn digits_rate_all_the_same() {
    let mut seat = seat("");
    seat.types("c7<enter>");
    let stored = seat.stored();
    assert_eq!(
        stored.check_ins().last().unwrap().ratings.mood,
        Rating::new(7)
    );
    let last = stored.check_ins().last().unwrap().id;
    seat.tell_change(Change::Delete(RecordKind::CheckIn, last));
}
