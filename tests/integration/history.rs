//! The history by keys: one cursor and one range for all views, search, one tag, deleting and taking back; what it
//! prints; and that moving the cursor stays cheap.

use crate::real_terminal::Screen;
use crate::support::Home;
use crate::test_app::TestApp;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use firstline::app::Message;
use firstline::app::render;
use firstline::config::GlyphChoice;
use firstline::domain::{Change, Day, Journal, Question, RecordKind};
use firstline::keys::Context;
use firstline::screens::history::{HistoryView as View, Range, Series};
use firstline::screens::screen::Screen as _;
use firstline::widgets::painter::Caches;
use firstline::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use serde_json::json;

fn looking_back(days: u32) -> TestApp {
    let mut person = TestApp::with(days);
    person.press(KeyCode::Esc);
    person.types("3");
    person
}

fn control(person: &mut TestApp, character: char) {
    person.tell(Message::Key(KeyEvent::new(
        KeyCode::Char(character),
        KeyModifiers::CONTROL,
    )));
}

fn ids(journal: &Journal) -> Vec<String> {
    let check_ins = journal
        .check_ins()
        .iter()
        .map(|record| record.id.to_string());
    check_ins
        .chain(
            journal
                .sessions()
                .iter()
                .map(|record| record.id.to_string()),
        )
        .collect()
}

#[test]
fn every_view_shows_the_day_of_the_one_cursor() {
    let mut person = looking_back(180);
    // History opens on the last day with a record: yesterday, while nothing is recorded today.
    let begun = person.app.tabs.history.cursor;
    assert_eq!(begun, person.today().plus(-1));
    for _ in 0..40 {
        person.press(KeyCode::Left);
    }
    assert_eq!(person.app.tabs.history.cursor, begun.plus(-40));
    // The list knows only days with records.
    while person
        .app
        .tabs
        .history
        .records(&person.app.journal)
        .is_empty()
    {
        person.press(KeyCode::Left);
    }
    let day = person.app.tabs.history.cursor;
    assert!(
        person.app.tabs.history.first <= day && day <= person.app.tabs.history.last,
        "the month slid to where the cursor is"
    );
    for view in View::ALL {
        assert_eq!(person.app.tabs.history.view, view);
        assert_eq!(person.app.tabs.history.cursor, day, "{view:?}");
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
        let mut stage = Caches::default();
        terminal
            .draw(|frame| {
                render::render(&person.app, &Theme::mono(), &mut stage, frame);
            })
            .unwrap();
        person.types("v");
    }
    assert_eq!(person.app.tabs.history.view, View::Trend, "round again");
    person.types("V");
    assert_eq!(person.app.tabs.history.view, View::Scores, "and back");
}

#[test]
fn arrows_follow_the_picture() {
    let mut person = looking_back(180);
    let begun = person.app.tabs.history.cursor;
    person.types("v");
    person.press(KeyCode::Left);
    assert_eq!(
        person.app.tabs.history.cursor,
        begun.plus(-7),
        "a week is a column of the year"
    );
    person.press(KeyCode::Up);
    assert_eq!(person.app.tabs.history.cursor, begun.plus(-8));
    person.types("v[");
    let date = begun
        .plus(-8)
        .date()
        .checked_sub_months(chrono::Months::new(1))
        .unwrap();
    assert_eq!(
        person.app.tabs.history.cursor,
        Day::from_date(date),
        "the same day a month before"
    );
    person.types("rrr");
    assert_eq!(person.app.tabs.history.range, Range::All);
}

#[test]
fn search_steps_through_the_days_that_have_it() {
    let mut person = looking_back(180);
    person.types("/garden");
    assert_eq!(person.app.tabs.history.context(), Context::Search);
    let found = person.app.tabs.history.search.found.clone();
    assert!(found.len() > 1, "{found:?}");
    for day in &found {
        let notes: Vec<&str> = person
            .app
            .journal
            .check_ins_on(*day)
            .iter()
            .map(|record| record.note.as_str())
            .collect();
        assert!(
            notes.iter().any(|note| note.contains("garden")),
            "{day}: {notes:?}"
        );
    }
    person.types("\n");
    assert_eq!(
        person.app.tabs.history.cursor,
        *found.last().unwrap(),
        "the latest first"
    );
    person.types("n");
    assert_eq!(person.app.tabs.history.cursor, found[found.len() - 2]);
    person.types("N");
    assert_eq!(person.app.tabs.history.cursor, *found.last().unwrap());
    person.types("N");
    assert_eq!(person.app.tabs.history.cursor, found[0], "round again");
    person.press(KeyCode::Esc);
    assert!(
        !person.app.tabs.history.search.is_on(),
        "escape ends the search before it quits"
    );
    assert_eq!(person.app.tab, firstline::app::Tab::History);
}

#[test]
fn one_tag_leaves_only_its_days() {
    let mut person = looking_back(180);
    let all = person.app.tabs.history.shown().len();
    person.types("f");
    let tag = person.app.tabs.history.filter.clone().unwrap();
    let shown = person.app.tabs.history.shown();
    assert!(shown.len() < all && !shown.is_empty());
    assert!(shown.values().all(|summary| summary.tags.contains(&tag)));
    person.press(KeyCode::Esc);
    assert_eq!(person.app.tabs.history.shown().len(), all, "as it was");
    person.types("f\n");
    assert_eq!(person.app.tabs.history.context(), Context::History);
    assert_eq!(person.app.tabs.history.filter.as_ref(), Some(&tag));
    person.press(KeyCode::Esc);
    assert_eq!(person.app.tabs.history.filter, None);
}

#[test]
fn days_are_deleted_together_after_a_question_and_come_back_together() {
    let mut person = looking_back(60);
    let before = ids(&person.stored());
    person.types("vvv  d");
    assert_eq!(person.app.tabs.history.context(), Context::ConfirmDelete);
    person.press(KeyCode::Esc);
    assert_eq!(ids(&person.stored()), before, "kept");
    person.types("dy");
    let fewer = ids(&person.stored());
    assert!(
        fewer.len() <= before.len() - 2,
        "two days of records are gone"
    );
    assert!(person.app.tabs.history.picked.is_empty());
    assert!(
        person
            .app
            .notices
            .shown()
            .unwrap()
            .text()
            .contains("Deleted")
    );
    person.types("u");
    assert_eq!(
        ids(&person.stored()),
        before,
        "one step takes all of it back"
    );
    control(&mut person, 'r');
    assert_eq!(ids(&person.stored()), fewer, "and does it again");
    assert_eq!(ids(&person.app.journal), fewer);
}

#[test]
fn a_day_that_is_gone_is_no_longer_picked_and_its_tag_no_longer_asked_for() {
    let mut person = looking_back(30);
    person.types("f\nvvv ");
    assert_eq!(person.app.tabs.history.picked.len(), 1);
    let everything: Vec<Change> = person
        .stored()
        .check_ins()
        .iter()
        .map(|record| Change::Delete(RecordKind::CheckIn, record.id))
        .chain(
            person
                .stored()
                .sessions()
                .iter()
                .map(|record| Change::Delete(RecordKind::Session, record.id)),
        )
        .collect();
    person.apply(&Change::Several(everything));
    let journal = person.stored();
    person.tell(Message::ChangedOutside(journal));
    assert!(person.app.tabs.history.picked.is_empty());
    assert_eq!(person.app.tabs.history.filter, None);
}

#[test]
fn two_series_are_never_the_same_and_the_days_apart_have_an_end() {
    let mut person = looking_back(60);
    person.types("vvvv");
    for _ in 0..12 {
        person.types("p");
        assert_ne!(
            person.app.tabs.history.second,
            person.app.tabs.history.series
        );
        person.types("o");
        assert_ne!(
            person.app.tabs.history.second,
            person.app.tabs.history.series
        );
    }
    person.types("+++++");
    assert_eq!(person.app.tabs.history.lag, 3);
    person.types("-------");
    assert_eq!(person.app.tabs.history.lag, -3);
    person.types("o");
    assert_ne!(
        person.app.tabs.history.series,
        Series::Rating(Question::Mood)
    );
}

#[test]
fn moving_the_cursor_works_nothing_out_anew() {
    let mut person = looking_back(180);
    for view in View::ALL {
        // The year picture turns its page at the edge; the last weeks are far from it.
        let before = person.app.tabs.history.generation;
        person.press(KeyCode::Left);
        person.press(KeyCode::Right);
        assert_eq!(person.app.tabs.history.generation, before, "{view:?}");
        person.types("v");
    }
}

#[test]
fn a_step_of_the_cursor_changes_few_cells() {
    for view in View::ALL {
        let mut person = looking_back(180);
        let place = View::ALL.iter().position(|other| *other == view).unwrap();
        person.types(&"v".repeat(place));
        if view == View::Weeks {
            // Ten weeks back lie in another month, but in the same year.
            person.types("rr");
        }
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
        let mut stage = Caches::default();
        let mut last = None;
        // Away from the turn of the month.
        (0..10).for_each(|_| {
            person.press(if view == View::List {
                KeyCode::Down
            } else {
                KeyCode::Left
            });
        });
        for _ in 0..5 {
            person.press(if view == View::List {
                KeyCode::Down
            } else {
                KeyCode::Left
            });
            terminal
                .draw(|frame| {
                    render::render(&person.app, &Theme::terminal(), &mut stage, frame);
                })
                .unwrap();
            let now = terminal.backend().buffer().clone();
            if let Some(last) = last.replace(now.clone()) {
                let changed = ratatui::buffer::Buffer::diff(&last, &now).len();
                assert!(
                    changed < 160,
                    "{view:?} repaints {changed} cells for a step"
                );
            }
        }
    }
}

/// How much of a window is not blank, 0 to 1.
fn used(buffer: &Buffer) -> f64 {
    let blank = ratatui::buffer::Cell::default();
    let used = buffer.content.iter().filter(|cell| **cell != blank);
    used.count() as f64 / buffer.content.len() as f64
}

#[test]
fn every_view_uses_the_room_it_has() {
    let mut person = looking_back(180);
    person.types("rr");
    // Into a month that is over.
    (0..10).for_each(|_| person.press(KeyCode::Left));
    for view in View::ALL {
        for (size, trend) in [((100, 30), 0.30), ((140, 42), 0.25), ((160, 50), 0.25)] {
            let least = if view == View::Trend { trend } else { 0.22 };
            let used = used(&person.buffer(size, &Theme::dark()));
            assert!(used >= least, "{view:?} at {size:?} uses {used:.2}");
        }
        person.types("v");
    }
}

#[test]
fn a_diary_of_a_few_days_fills_the_chart_and_an_empty_one_has_no_range() {
    let mut person = looking_back(6);
    let shown = person
        .app
        .tabs
        .history
        .last
        .since(person.app.tabs.history.first)
        + 1;
    assert_eq!(shown, 7, "not a month of which most was before the diary");
    let used = used(&person.buffer((100, 30), &Theme::dark()));
    assert!(used >= 0.25, "{used:.2}");
    let mut nobody = TestApp::with(0);
    nobody.press(KeyCode::Esc);
    nobody.types("3");
    let text = nobody.text((100, 30));
    assert!(!text.contains(" to "), "{text}");
}

#[test]
fn every_view_reads_without_colour_and_without_signs() {
    let themes = [
        ("mono", Theme::mono()),
        ("ascii", Theme::mono().with_glyphs(GlyphChoice::Ascii)),
    ];
    for (name, theme) in themes {
        let mut person = looking_back(180);
        person.types("rr");
        person.tell(Message::Resized(100, 30));
        for view in View::ALL {
            person.press(KeyCode::Left);
            let body = render::body(&person.app, &theme);
            assert!(
                body.content
                    .iter()
                    .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
            );
            let text = firstline::widgets::svg::text(&body);
            assert!(name != "ascii" || text.is_ascii(), "{text}");
            insta::assert_snapshot!(format!("{}-{name}", view.title()), text);
            person.types("v");
        }
    }
}

#[test]
fn a_picture_and_a_copy_are_of_what_is_on_the_screen() {
    let mut person = looking_back(180);
    person.types("v");
    person.tell(Message::Resized(100, 30));
    let body = render::body(&person.app, &Theme::dark());
    let text = firstline::widgets::svg::text(&body);
    assert!(text.contains("Mon") && text.contains("not rated"), "{text}");
    assert!(
        !text.contains("? help"),
        "the footer's keys are no part of it"
    );
    let paper = firstline::widgets::svg::Paper::for_text(Theme::dark().text.fg);
    let svg = firstline::widgets::svg::svg(&body, "year", paper);
    assert!(svg.contains("#ffec85"), "the ramp's colours are in it");
}

#[test]
fn the_history_is_printed_as_bars_a_year_and_a_table() {
    let home = Home::new();
    home.done(&["demo", "--days", "180", "-o", "demo.db"]);
    let shown = home.done(&["--db", "demo.db", "history"]);
    assert!(
        shown.contains('▅') && shown.contains("minutes") && shown.contains("Wed"),
        "{shown}"
    );
    assert!(
        shown
            .lines()
            .filter(|line| !line.starts_with("20"))
            .all(|line| line.chars().count() <= 80),
        "{shown}"
    );
    assert!(!shown.contains('\x1b'), "no colour into a pipe");
    let plain = home.done(&["--db", "demo.db", "--ascii", "history"]);
    assert!(plain.is_ascii(), "{plain}");
    let coloured = home
        .command(&["--db", "demo.db", "--color", "always", "history"])
        .output()
        .unwrap();
    let coloured = String::from_utf8(coloured.stdout).unwrap();
    assert!(coloured.contains("\x1b[3"), "{coloured}");
}

#[test]
fn the_year_ends_with_the_month_it_is() {
    // The last week of this year of weeks is that of the first days of December.
    let home = Home::new().at("2026-11-30T17:40:00+01:00");
    let mut screen = Screen::open(&home, &["--demo"], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("\u{1b}");
    screen.shows("enter start");
    screen.keys("3v");
    screen.shows("By weekday");
    // The footer is drawn last.
    screen.shows("v view");
    let text = screen.text();
    assert!(text.contains("Nov") && !text.contains("Dec"), "{text}");
}

#[test]
fn status_is_one_line_and_changes_nothing() {
    let home = Home::new();
    let line = home.run(&["status", "--format", "{mood}/{week}"]);
    assert_eq!((line.code, line.out.as_str()), (0, "-/-\n"));
    assert!(!home.db().exists(), "a prompt makes no file");
    assert_eq!(home.run(&["status"]).code, 3);
    home.done(&["checkin", "7", "5"]);
    let nothing_moved = home.done(&["status", "--json"]);
    assert!(
        nothing_moved.contains("\"minutes\": 0.0") && !nothing_moved.contains("-0"),
        "{nothing_moved}"
    );
    home.done(&["log", "walk", "25m"]);
    assert_eq!(
        home.done(&[
            "status",
            "--format",
            "{mood} {energy} {calm} {minutes} {days} {{}}"
        ]),
        "7 5 - 25 1 {}\n"
    );
    let status = home.json(&["status", "--json"]);
    assert_eq!(
        (&status["mood"], &status["checkins"], &status["week"]),
        (&json!(7), &json!(1), &json!(25.0))
    );
    let wrong = home.run(&["status", "--format", "{moood}"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("{moood}") && wrong.err.contains("{mood}"),
        "{}",
        wrong.err
    );
    std::fs::write(
        home.path("text.db"),
        "this is no database, but long enough to be looked at. ".repeat(20),
    )
    .unwrap();
    let refused = home.run(&["--db", "text.db", "status"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("text.db"), "{}", refused.err);
}
