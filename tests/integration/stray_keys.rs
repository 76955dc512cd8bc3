//! Keys that were meant for the screen before: the one that has just come does not take them.

use crate::test_app::TestApp;
use crossterm::event::KeyCode;
use firstline::app::Page;
use firstline::content::routines::routine;
use std::time::Duration;

const A_MOMENT: Duration = Duration::from_millis(60);
const A_SECOND: Duration = Duration::from_secs(1);

/// Somebody in the first movement of two easy minutes.
fn in_a_session() -> TestApp {
    let mut person = TestApp::with(0);
    let now = person.events.now;
    person
        .app
        .open_routine(routine("just-start").unwrap().clone(), now);
    person.types("4n");
    for _ in 0..5 {
        person.pass(A_SECOND);
    }
    person
}

/// What the review holds: mood after, effort, note, and whether a note is being written.
fn review(person: &TestApp) -> (Option<u8>, Option<u8>, String, bool) {
    let Some(Page::Review(after)) = &person.app.page else {
        panic!("the review is left: {:?}", person.app.contexts())
    };
    let session = &after.session;
    (
        session.after.map(u8::from),
        session.effort.map(u8::from),
        session.note.clone(),
        after.note.is_some(),
    )
}

const UNTOUCHED: (Option<u8>, Option<u8>, String, bool) = (None, None, String::new(), false);

#[test]
fn n_past_the_last_step_lands_in_no_note() {
    for count in 6..12 {
        let mut person = in_a_session();
        for _ in 0..count {
            person.press(KeyCode::Char('n'));
        }
        assert_eq!(review(&person), UNTOUCHED, "{count} times n in one go");
        let mut person = in_a_session();
        for _ in 0..count {
            person.pass(A_MOMENT);
            person.press(KeyCode::Char('n'));
        }
        assert_eq!(review(&person), UNTOUCHED, "n held down");
        // Any other key is an answer.
        person.types("7");
        assert_eq!(review(&person).0, Some(7));
        person.pass(A_SECOND);
        person.types("n");
        assert!(review(&person).3, "later n is the note");
    }
}

#[test]
fn a_session_that_ends_by_itself_takes_no_key_for_an_answer_at_first() {
    for key in [' ', 'n', 'q', 'p', '-', 'x'] {
        let mut person = in_a_session();
        // Nearly to its end, then the key falls on the end itself, and once more right after it.
        while person.app.playing().is_some() {
            person.pass(Duration::from_millis(500));
        }
        person.press(KeyCode::Char(key));
        person.pass(A_MOMENT);
        person.press(KeyCode::Char(key));
        assert_eq!(review(&person), UNTOUCHED, "{key:?}");
        person.pass(A_SECOND);
        person.types("73\n");
        let session = person.stored().sessions()[0].clone();
        assert_eq!(session.after.map(u8::from), Some(7), "{key:?}");
        assert_eq!(session.note, "");
    }
}

#[test]
fn a_number_pressed_as_soon_as_the_session_has_ended_is_the_rating() {
    let mut person = in_a_session();
    while person.app.playing().is_some() {
        person.pass(Duration::from_millis(500));
    }
    person.types("7");
    assert_eq!(review(&person).0, Some(7));
}

#[test]
fn a_second_enter_after_saving_opens_the_suggestion_at_once() {
    let mut person = TestApp::with(0);
    person.types("7564\n\n");
    assert!(matches!(person.app.page, Some(Page::Before(_))));
}

#[test]
fn the_key_that_finds_a_session_after_a_break_answers_nothing() {
    for key in [KeyCode::Enter, KeyCode::Char(' '), KeyCode::Esc] {
        let mut person = in_a_session();
        let done = person.app.playing().unwrap().running.player.active();
        person.events.now = person.events.now.later(Duration::from_hours(1));
        person.press(key);
        let playing = person.app.playing().expect("it is asked about");
        assert!(playing.prompt.is_some(), "{key:?} answers nothing");
        assert_eq!(playing.running.player.active(), done);
    }
}
