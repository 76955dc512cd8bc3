//! The guided session: what is asked around it, what can be changed in it, whose day it is.

use crate::test_app::TestApp;
use chrono::DateTime;
use crossterm::event::{KeyCode, KeyEvent};
use firstline::app::Page;
use firstline::app::{Effect, Message};
use firstline::content::routines::routine;
use firstline::domain::{Day, DayStart, Felt};
use firstline::screens::settings::SettingItem;
use firstline::stats::right_after::lifts;
use std::time::Duration;

fn at(person: &mut TestApp, wall: &str) {
    person.events.now.wall = DateTime::parse_from_rfc3339(wall).unwrap();
    person.pass(Duration::ZERO);
}

/// Lets the session run to its end, in steps of less than a second.
fn to_the_end(person: &mut TestApp) {
    for _ in 0..6000 {
        if !matches!(person.app.page, Some(Page::Player(_))) {
            person.wait(1);
            return;
        }
        person.pass(Duration::from_millis(900));
    }
    panic!("it does not end");
}

fn begin(person: &mut TestApp, id: &str) {
    let routine = routine(id).unwrap().clone();
    let now = person.events.now;
    person.app.open_routine(routine, now);
}

fn movement(person: &TestApp) -> String {
    let playing = person.app.playing().unwrap();
    playing
        .running
        .player
        .step()
        .map(|step| step.movement.clone())
        .unwrap_or_default()
}

#[test]
fn a_session_begun_before_the_day_ends_belongs_to_the_day_it_began() {
    let mut person = TestApp::with(0);
    at(&mut person, "2026-03-03T03:59:00+01:00");
    begin(&mut person, "just-start");
    person.types("5");
    to_the_end(&mut person);
    person.types("6\n");
    let stored = person.stored();
    let session = &stored.sessions()[0];
    assert!(
        person.events.now.wall.to_rfc3339().as_str() > "2026-03-03T04:00",
        "it ended on the next day"
    );
    assert_eq!(
        session.day,
        Day::of(session.start.naive_local(), DayStart::default())
    );
    assert_eq!(session.day.to_string(), "2026-03-02");
    assert_eq!(person.today().to_string(), "2026-03-03");
}

#[test]
fn a_swap_puts_another_movement_of_its_kind_in_the_same_place() {
    let mut person = TestApp::with(0);
    begin(&mut person, "chair-8");
    person.types("5n");
    person.pass(Duration::from_secs(4));
    let (first, left) = {
        let playing = person.app.playing().unwrap();
        (movement(&person), playing.running.player.step_left())
    };
    person.types("s");
    assert_ne!(movement(&person), first);
    assert_eq!(
        person.app.playing().unwrap().running.player.step_left(),
        left,
        "the clock does not move"
    );
    person.types("q\n6\n");
    let stored = person.stored();
    assert_ne!(
        stored.sessions()[0].steps[0].movement,
        first,
        "what was done is stored"
    );
}

#[test]
fn energy_and_calm_are_asked_on_request_and_again_next_time() {
    let mut person = TestApp::with(0);
    begin(&mut person, "just-start");
    person.types("a437n");
    person.pass(Duration::from_secs(5));
    person.types("q\n");
    person.types("5482\n");
    let session = person.stored().sessions()[0].clone();
    let number = |rating: Option<firstline::domain::Rating>| rating.map(u8::from);
    assert_eq!(
        (number(session.before), number(session.after)),
        (Some(4), Some(5))
    );
    assert_eq!(
        (
            number(session.also.energy_before),
            number(session.also.energy_after)
        ),
        (Some(3), Some(4))
    );
    assert_eq!(
        (
            number(session.also.calm_before),
            number(session.also.calm_after)
        ),
        (Some(7), Some(8))
    );
    assert_eq!(session.effort.map(u8::from), Some(2));
    begin(&mut person, "just-start");
    assert!(matches!(&person.app.page, Some(Page::Before(before)) if before.also));
}

#[test]
fn the_signs_to_stop_are_one_key_away_and_hold_the_clock() {
    let mut person = TestApp::with(0);
    begin(&mut person, "just-start");
    person.types("5n");
    person.pass(Duration::from_secs(3));
    person.types("x");
    let held = person.app.playing().unwrap().running.player.active();
    person.pass(Duration::from_secs(40));
    assert_eq!(person.app.playing().unwrap().running.player.active(), held);
    person.types("!");
    person.press(KeyCode::Esc);
    person.types("\n");
    assert!(
        matches!(person.app.page, Some(Page::Review(_))),
        "the first answer stops and counts"
    );
}

#[test]
fn stopping_because_of_a_sign_leads_to_something_easier() {
    let mut person = TestApp::with(0);
    begin(&mut person, "three-songs");
    person.types("5n");
    person.wait(8);
    person.types("x\n");
    let last = person.stored().sessions().last().unwrap().clone();
    assert_eq!(last.felt, Some(Felt::TooHard), "stored at once");
    person.types("6\n");
    let next = person.app.tabs.today.suggestion.as_ref().unwrap();
    assert_eq!(
        next.reason.text,
        "Last time was too hard, so here's something easier."
    );
    // The answer given after counts, where there is one.
    let mut person = TestApp::with(0);
    begin(&mut person, "three-songs");
    person.types("5n");
    person.wait(8);
    person.types("x\n6");
    person.press(KeyCode::Down);
    person.types("4\n");
    let last = person.stored().sessions().last().unwrap().clone();
    assert!(last.felt.is_some(), "{last:?}");
}

#[test]
fn the_result_is_told_beside_the_usual_lift() {
    let mut person = TestApp::with(120);
    let known = lifts(&person.stored(), person.today());
    let row = known
        .iter()
        .find(|row| row.estimate.is_some())
        .expect("half a year has a known lift")
        .clone();
    let usual = firstline::content::routines::routines()
        .iter()
        .find(|routine| routine.activity == row.activity);
    begin(&mut person, &usual.unwrap().id);
    person.types("5n");
    person.pass(Duration::from_secs(8));
    person.types("q\n");
    let Some(Page::Review(screen)) = &person.app.page else {
        panic!("the result is shown")
    };
    assert_eq!(screen.usual, Some(row), "without the session itself");
}

#[test]
fn every_row_after_a_session_leads_on_with_its_digit() {
    for (keys, effort, felt) in [
        ("732", 3, Some(Felt::Fine)),
        ("7104", 10, Some(Felt::Hurt)),
        ("701", 0, Some(Felt::TooHard)),
        ("711", 1, Some(Felt::TooHard)),
        ("710", 10, None),
        ("7130", 1, Some(Felt::TooEasy)),
    ] {
        let mut person = TestApp::with(0);
        begin(&mut person, "just-start");
        person.types("5n");
        person.pass(Duration::from_secs(5));
        person.types("q\n");
        person.pass(Duration::from_secs(2));
        person.types(keys);
        person.press(KeyCode::Enter);
        let session = person.stored().sessions()[0].clone();
        assert_eq!(
            (
                session.after.map(u8::from),
                session.effort.map(u8::from),
                session.felt
            ),
            (Some(7), Some(effort), felt),
            "{keys}"
        );
    }
}

#[test]
fn a_session_stopped_right_after_its_start_says_nothing_about_the_activity() {
    let mut person = TestApp::with(120);
    let before = lifts(&person.stored(), person.today());
    let known = before
        .iter()
        .find(|row| row.estimate.is_some())
        .expect("half a year has a known lift");
    let usual = firstline::content::routines::routines()
        .iter()
        .find(|routine| routine.activity == known.activity)
        .unwrap();
    let minutes = |person: &TestApp| {
        let stored = person.stored();
        let sessions = stored.sessions_in(person.today(), person.today());
        sessions
            .iter()
            .map(|session| session.active_seconds)
            .sum::<u32>()
    };
    for (seconds, counts) in [(14, false), (130, true)] {
        let done = minutes(&person);
        let pairs = |person: &TestApp| -> usize {
            let rows = lifts(&person.stored(), person.today());
            rows.iter().map(|row| row.n).sum()
        };
        let known = pairs(&person);
        begin(&mut person, &usual.id);
        person.types("2n");
        for _ in 0..seconds {
            person.wait(1);
        }
        person.types("q\n8\n");
        assert_eq!(pairs(&person) > known, counts, "{seconds} seconds");
        assert!(minutes(&person) > done, "its time counts");
    }
    let stored = person.stored();
    let short = stored
        .sessions()
        .iter()
        .find(|session| session.active_seconds == 14)
        .unwrap();
    assert_eq!((short.lift(), short.pair()), (None, None));
    assert_eq!(short.planned_seconds, Some(usual.seconds()));
}

#[test]
fn what_hurt_takes_walk_to_run_a_week_back() {
    let mut person = TestApp::with(0);
    person.app.open_questions();
    person.types("nnyn");
    for felt in ["3", "4"] {
        let week = if felt == "3" {
            "walk-run-1"
        } else {
            "walk-run-2"
        };
        begin(&mut person, week);
        person.types("5");
        to_the_end(&mut person);
        person.types("6");
        person.press(KeyCode::Down);
        person.types(felt);
        person.types("\n");
        person.types("2");
        let shown = person.app.tabs.library.walk_run.unwrap().week;
        assert_eq!(shown, if felt == "3" { 2 } else { 1 });
    }
    assert_eq!(person.stored().sessions()[1].felt, Some(Felt::Hurt));
}

#[test]
fn a_setting_is_changed_by_keys_and_holds_at_once() {
    let mut person = TestApp::with(0);
    person.press(KeyCode::Esc);
    person.types(",");
    assert!(person.app.settings.config.bell);
    let bell = SettingItem::ALL
        .iter()
        .position(|knob| *knob == SettingItem::Bell)
        .unwrap();
    for _ in 0..bell {
        person.press(KeyCode::Down);
    }
    person.press(KeyCode::Right);
    assert!(!person.app.settings.config.bell);
    person.types("t");
    assert!(
        person
            .app
            .notices
            .shown()
            .is_some_and(|notice| notice.text().contains("Bell"))
    );
    person.press(KeyCode::Esc);
    assert!(person.app.dialogs.is_empty());
}

/// The words that the session asks to have spoken while this time goes by.
fn spoken(person: &mut TestApp, time: Duration) -> Vec<String> {
    person.events.now = person.events.now.later(time);
    let now = person.events.now;
    let effects = person.app.update(Message::Woke, now).into_iter();
    let said = effects.filter_map(|effect| match effect {
        Effect::Say(words) => Some(words),
        _ => None,
    });
    said.collect()
}

#[test]
fn each_step_is_said_and_a_muted_session_says_nothing() {
    let mut person = TestApp::with(0);
    begin(&mut person, "just-start");
    let now = person.events.now;
    let key = Message::Key(KeyEvent::from(KeyCode::Char('5')));
    let said = format!("{:?}", person.app.update(key, now));
    assert!(said.contains("Get ready, 10 seconds."), "{said}");
    let step = Duration::from_millis(600);
    let said: Vec<String> = (0..30).flat_map(|_| spoken(&mut person, step)).collect();
    let first = "Stand or sit tall, 15 seconds.";
    assert!(
        said.iter().any(|words| words.starts_with(first)),
        "{said:?}"
    );
    person.types("m");
    let said: Vec<String> = (0..60).flat_map(|_| spoken(&mut person, step)).collect();
    assert_eq!(said, Vec::<String>::new());
}
