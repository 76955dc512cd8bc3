//! What was typed and isn't saved survives: every form, every way of leaving, day changes and two weeks.

use crate::test_app::TestApp;
use chrono::DateTime;
use crossterm::event::{KeyCode, KeyEvent};
use firstline::app::{Message, Outcome};
use firstline::domain::{Change, Effort, Player, Rating, RecordKind, Running};
use firstline::export::json;
use firstline::screens::draft::DRAFTS;
use firstline::store::Store;
use std::time::Duration;

impl TestApp {
    fn drafts(&self) -> Vec<String> {
        let settings = self.runner.store.settings().unwrap().into_iter();
        let drafts = settings.filter(|(key, value)| key.starts_with(DRAFTS) && !value.is_empty());
        drafts.map(|(key, _)| key).collect()
    }
}

/// Someone with a session of today, a check-in of today and a plan.
fn with_records() -> TestApp {
    let mut seat = TestApp::with(0).keys("7564<enter>l");
    seat.types("walk<enter><enter>25m");
    seat.control('s');
    assert_eq!(seat.stored().sessions().len(), 1);
    seat.tell_change(Change::SaveSetting {
        key: "plan".to_owned(),
        value: firstline::coach::plan::Plan {
            minutes: 30,
            since: seat.app.day,
            if_then: "after lunch".to_owned(),
        }
        .to_setting(),
    });
    seat
}

#[test]
fn a_check_in_with_its_note_and_tags_is_there_after_any_end() {
    let typed = |keys: &str| {
        TestApp::with(0)
            .keys("75t")
            .keys("outd<enter>work<enter><enter>n")
            .keys(keys)
    };
    for name in ["a kill", "an end"] {
        let seat = typed("half a thought");
        let mut seat = if name == "a kill" {
            seat.killed()
        } else {
            seat.left(0)
        };
        seat.shows("draft from 17:40");
        seat.shows("half a thought");
        seat.shows("work");
        assert_eq!(seat.stored().check_ins().len(), 0, "{name}");
        seat.types("<enter>");
        seat.shows("Saved.");
        let stored = seat.stored();
        let record = &stored.check_ins()[0];
        assert_eq!(record.note, "half a thought", "{name}");
        assert_eq!(record.ratings.answered().count(), 2, "{name}");
        let mut seat = seat.left(0);
        seat.hides("draft from");
        assert_eq!(seat.drafts(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn q_and_leaving_keep_the_answers_and_esc_never_leaves_the_program() {
    let mut seat = TestApp::with(30);
    for tab in ["2", "3", "4", "5", "1"] {
        seat.types("<esc><esc><esc>");
        seat.types(tab);
        seat.types("<esc><esc><esc><esc>");
        assert!(!seat.is_over(), "tab {tab}");
        seat.shows("Press q to leave firstline.");
    }
    seat.types("q");
    assert!(seat.is_over());
    let mut seat = TestApp::with(0).keys("75");
    assert!(seat.app.has_unsaved_answers());
    seat.types("q");
    assert!(seat.is_over(), "with answers too");
    let mut seat = seat.left(0);
    seat.shows("draft from 17:40");
}

#[test]
fn esc_leaves_the_question_of_an_open_session_open_and_the_program_running() {
    let mut seat = TestApp::with(0);
    let routine = firstline::content::routines::routines()[0].clone();
    let running = Running {
        id: firstline::domain::IdMaker::seeded(1).make(seat.events.now.wall),
        start: seat.events.now.wall,
        before: None,
        also: firstline::domain::Also::default(),
        player: Player::new(routine.steps()),
        kept: seat.events.now.wall,
        routine,
    };
    let now = seat.events.now;
    seat.app.offer_resume(running, now);
    seat.wait(1);
    seat.types("<esc>");
    assert!(!seat.is_over());
    seat.shows("A session is still open");
    seat.types("q");
    assert!(seat.is_over());
}

#[test]
fn leaving_a_form_with_answers_says_so_once_and_what_is_not_saved_looks_it() {
    let mut seat = TestApp::with(30);
    seat.shows("How are you right now?");
    seat.types("c75<esc>");
    seat.shows("Your answers aren't saved yet. Press enter to save, esc to keep a draft.");
    let mut saved = TestApp::with(30).keys("c75<esc><enter>");
    saved.shows("Saved.");
    let before = seat.stored().check_ins().len();
    seat.types("<esc>");
    seat.shows("not saved yet");
    seat.wait(10);
    seat.shows("enter continue check-in");
    seat.types("<enter>");
    assert!(seat.app.is_rating(), "enter starts no session");
    seat.types("<enter>");
    seat.shows("Saved.");
    assert_eq!(seat.stored().check_ins().len(), before + 1);
    seat.hides("not saved yet");
}

#[test]
fn another_answer_is_said_again_before_it_is_left() {
    let mut seat = TestApp::with(0).keys("75<esc>6<esc>");
    assert!(seat.app.is_rating());
    seat.types("<esc>");
    assert!(!seat.app.is_rating());
}

#[test]
fn esc_in_a_text_keeps_the_text_in_the_form() {
    let mut seat = TestApp::with(0).keys("7nnot yet there<esc>");
    seat.shows("not yet there");
    seat.types("twork<esc>");
    seat.shows("work");
    seat.types("<enter>");
    let stored = seat.stored();
    assert_eq!(stored.check_ins()[0].note, "not yet there");
    assert_eq!(stored.check_ins()[0].tags, ["work"]);
}

#[test]
fn every_form_has_its_text_again_after_a_kill_and_today_offers_it() {
    // Keys into the form, what is typed there, what the offer says.
    let forms = [
        (
            "l",
            "swim<enter><enter>3",
            "swim",
            "A session you were logging isn't saved yet.",
        ),
        ("3<enter>", "", "", ""),
        (
            "o6<enter>",
            "my sister 0660",
            "my sister 0660",
            "What you wrote for hard moments isn't saved yet.",
        ),
        (
            "o12",
            ", at home",
            "after lunch, at home",
            "The when and where of your plan isn't saved yet.",
        ),
        (
            "2c",
            "nmorning stretch<enter>",
            "morning stretch",
            "A routine you were making isn't saved yet.",
        ),
        ("o4<enter>", "12", "2", "The PHQ-9 isn't finished yet."),
    ];
    for (way, typed, found, offer) in forms.into_iter().filter(|form| !form.1.is_empty()) {
        let mut seat = with_records().keys(way).keys(typed).killed();
        seat.shows(offer);
        seat.types("a");
        seat.shows(found);
        assert_eq!(seat.drafts().len(), 1, "{way}");
    }
}

#[test]
fn an_edit_has_its_text_again_and_changes_only_what_was_typed() {
    let mut seat = with_records();
    let session = seat.stored().sessions()[0].id;
    let check_in = seat.stored().check_ins()[0].id;
    // The note of the session, the last row of its form.
    seat.types("3<enter><down><enter>");
    seat.shows("Edit session");
    seat.types("<tab><tab><tab><tab><tab><tab><tab>went far");
    let mut seat = seat.killed();
    seat.shows("Your edit of Walk");
    // Somebody else changes another field meanwhile.
    let mut other = seat.stored().session(session).unwrap().clone();
    other.effort = Effort::new(5);
    seat.tell_change(Change::save(other));
    seat.types("a");
    seat.shows("went far");
    seat.shows("Draft from 17:40.");
    seat.control('s');
    let stored = seat.stored();
    let record = stored.session(session).unwrap();
    assert_eq!(
        (record.note.as_str(), record.effort.map(Effort::get)),
        ("went far", Some(5))
    );
    // The same for the check-in.
    seat.types("3<enter><enter>");
    seat.shows("Edit check-in");
    seat.types("<down><down>9nslept badly");
    let mut seat = seat.killed();
    seat.shows("Your edit of a check-in isn't saved yet.");
    seat.types("a");
    seat.shows("slept badly");
    seat.types("<enter>");
    let stored = seat.stored();
    let record = stored.check_in(check_in).unwrap();
    assert_eq!(record.note, "slept badly");
    assert_eq!(record.ratings.mood.map(Rating::get), Some(7));
    assert_eq!(stored.check_ins().len(), 1);
    assert_eq!(seat.drafts(), Vec::<String>::new());
}

#[test]
fn the_answers_after_a_session_are_there_again() {
    let mut seat = TestApp::with(0).keys("<esc>g5");
    seat.wait(30);
    seat.types("q<enter>");
    assert_eq!(seat.stored().sessions().len(), 1, "stored at its end");
    seat.types("8nlighter now<esc>");
    seat.shows("lighter now");
    let mut seat = seat.killed();
    seat.shows("Your answers after Two minutes, seated aren't saved yet.");
    seat.types("a");
    seat.shows("lighter now");
    seat.types("<enter>");
    let stored = seat.stored();
    let record = &stored.sessions()[0];
    assert_eq!(
        (record.note.as_str(), record.after.map(Rating::get)),
        ("lighter now", Some(8))
    );
    assert_eq!(stored.sessions().len(), 1);
    assert_eq!(seat.drafts(), Vec::<String>::new());
}

#[test]
fn a_draft_is_kept_within_a_second_of_quiet_and_an_idle_screen_has_nothing_to_wake_for() {
    let mut seat = TestApp::with(0);
    let idle = seat.deadline();
    assert!(idle > Duration::from_secs(3600));
    seat.types("7");
    let soon = seat.deadline();
    assert!(soon <= Duration::from_secs(1), "{soon:?}");
    seat.pass(soon);
    assert_eq!(seat.drafts().len(), 1);
    assert!(seat.deadline() > Duration::from_secs(3600));
}

#[test]
fn who_types_without_a_pause_has_a_draft_all_the_same() {
    let mut seat = TestApp::with(0).keys("n");
    for _ in 0..30 {
        seat.events.now = seat.events.now.later(Duration::from_millis(100));
        seat.types("x");
    }
    let kept = seat
        .runner
        .store
        .settings()
        .unwrap()
        .into_iter()
        .find(|(key, _)| key.starts_with(DRAFTS));
    assert!(kept.unwrap().1.contains("xxxxxxxxxx"));
}

#[test]
fn what_was_typed_survives_the_end_of_its_day_and_stays_that_days() {
    let mut seat = TestApp::with(0);
    // 03:59, a minute before the day ends.
    seat.pass(Duration::from_secs((10 * 60 + 19) * 60));
    let day = seat.app.day;
    seat.types("75nstill awake");
    seat.pass(Duration::from_secs(120));
    assert_eq!(seat.app.day, day.plus(1));
    seat.shows("still awake");
    let mut seat = seat.left(1);
    seat.hides("still awake");
    seat.shows("Your check-in for Mon");
    // The new day has its own form.
    seat.types("3<enter>");
    seat.types("a");
    seat.shows("still awake");
    seat.types("<enter>");
    let stored = seat.stored();
    let notes: Vec<_> = stored
        .check_ins()
        .iter()
        .map(|record| (record.day, record.note.as_str()))
        .collect();
    assert_eq!(notes, [(day, "still awake"), (day.plus(1), "")]);
}

#[test]
fn each_day_has_its_own_draft() {
    let mut seat = TestApp::with(0).keys("7[2");
    let mut other = seat.left(0);
    other.shows("Your check-in for Sun");
    assert_eq!(other.drafts().len(), 2);
    other.types("[");
    other.shows("draft from 17:40");
    other.types("<enter>");
    seat = other;
    assert_eq!(seat.stored().check_ins()[0].day, seat.app.day.plus(-1));
    assert_eq!(seat.drafts().len(), 1);
}

#[test]
fn a_time_in_words_in_the_log_means_the_day_on_which_it_was_typed() {
    let mut seat = TestApp::with(0).keys("<esc>lwalk<enter><enter>25m");
    let day = seat.app.day;
    seat.pass(Duration::from_secs(11 * 3600));
    assert_eq!(seat.app.day, day.plus(1));
    seat.shows("2026-03-02 17:40");
    let mut seat = seat.left(3);
    seat.types("a");
    seat.shows("2026-03-02 17:40");
    seat.control('s');
    assert_eq!(seat.stored().sessions()[0].day, day);
}

#[test]
fn a_draft_is_deleted_after_two_weeks_with_a_word() {
    let mut seat = TestApp::with(0).keys("75nolder and older").left(14);
    seat.shows("Your check-in for Mon");
    assert_eq!(seat.drafts().len(), 1);
    let mut seat = TestApp::over(seat.into_store());
    seat.pass(Duration::from_secs(15 * 86_400));
    seat.shows("older and older");
    assert_eq!(seat.drafts().len(), 1, "not while it is open");
    let mut seat = seat.left(15);
    seat.shows("A draft from March 2 was deleted. It was more than two weeks old.");
    assert_eq!(seat.drafts(), Vec::<String>::new());
}

#[test]
fn what_was_discarded_can_be_brought_back() {
    let mut seat = TestApp::with(0).keys("75nnot this<esc>D");
    seat.hides("not this");
    seat.shows("Discarded. Press D to restore.");
    seat.wait(1);
    assert_eq!(seat.drafts(), Vec::<String>::new());
    seat.types("D");
    seat.shows("not this");
    assert_eq!(seat.drafts().len(), 1);
    let mut seat = with_records().keys("lswim");
    seat.control('x');
    seat.hides("swim ");
    seat.control('x');
    seat.shows("swim");
    // Of an edit, what is stored stands there again.
    let mut seat = with_records().keys("3<enter><enter>2");
    seat.types("D");
    seat.shows("Edit check-in");
    assert!(!seat.app.has_unsaved_answers());
}

#[test]
fn the_draft_of_a_check_in_that_was_deleted_is_offered_as_a_new_one() {
    let mut seat = with_records().keys("3<enter><enter>2nstill mine<esc><esc><esc><esc>1");
    let id = seat.stored().check_ins()[0].id;
    seat.wait(1);
    assert_eq!(seat.drafts().len(), 1);
    seat.tell_change(Change::Delete(RecordKind::CheckIn, id));
    // Only who has all records in memory knows that one is gone.
    let mut seat = seat.left(0).keys("<esc>3<esc>1<esc>");
    seat.shows("Your edit of a check-in isn't saved yet.");
    seat.types("a");
    seat.shows("That check-in was deleted, so your answers are here as a new one.");
    seat.shows("still mine");
    seat.types("<enter>");
    let stored = seat.stored();
    assert_eq!(stored.check_ins().len(), 1);
    assert_eq!(stored.check_ins()[0].note, "still mine");
    assert_eq!(seat.drafts(), Vec::<String>::new());
}

#[test]
fn a_draft_never_travels_and_no_step_of_undo_knows_it() {
    let mut seat = TestApp::with(0).keys("7564nsecret");
    seat.wait(1);
    assert_eq!(seat.drafts().len(), 1);
    assert!(!seat.undo());
    let origins = seat.runner.store.origins().unwrap();
    let text = json::write(
        &seat.stored(),
        &origins,
        seat.runner.store.settings().unwrap(),
    )
    .unwrap();
    assert!(!text.contains("secret") && !text.contains(DRAFTS));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("snapshot.db");
    seat.runner
        .store
        .snapshot()
        .unwrap()
        .write(&file, "mark", seat.events.now.wall)
        .unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert!(!bytes.windows(6).any(|part| part == b"secret"));
}

#[test]
fn a_saved_form_and_its_draft_are_one_transaction() {
    let mut seat = TestApp::with(0).keys("7564nall of it<esc>");
    seat.wait(1);
    let draft = seat.drafts();
    assert_eq!(draft.len(), 1);
    seat.types("<enter>");
    assert_eq!(
        (seat.stored().check_ins().len(), seat.drafts().len()),
        (1, 0)
    );
    seat.undo();
    assert_eq!(
        (seat.stored().check_ins().len(), seat.drafts().len()),
        (0, 0)
    );
}

#[test]
fn a_form_that_could_not_be_saved_keeps_its_answers_and_its_draft() {
    let mut seat = TestApp::with(0).keys("7564nfull disk<esc>");
    seat.wait(1);
    let now = seat.events.now;
    seat.app
        .update(Message::Key(KeyEvent::from(KeyCode::Enter)), now);
    seat.tell(Message::Done(Outcome::Failed(
        "Not saved: the disk is full.".to_owned(),
    )));
    seat.shows("full disk");
    let mut seat = seat.left(0);
    seat.shows("full disk");
}

#[test]
fn a_draft_that_cannot_be_kept_is_said_once_and_tried_again() {
    let mut seat = TestApp::with(0).keys("7");
    let reason = "Couldn't save the draft: the disk is full.";
    let key = format!("{DRAFTS}check-in:{}", seat.app.day);
    let fail = |seat: &mut TestApp| {
        seat.runner.store = Store::open_in_memory(seat.events.now.wall).unwrap();
        seat.tell(Message::Done(Outcome::NotKept(
            key.clone(),
            reason.to_owned(),
        )));
    };
    seat.wait(1);
    fail(&mut seat);
    seat.shows(reason);
    seat.wait(7);
    assert!(seat.app.notices.shown().is_none());
    assert!(seat.deadline() < Duration::from_secs(10));
    seat.wait(5);
    assert_eq!(seat.drafts().len(), 1, "tried again");
    fail(&mut seat);
    assert!(seat.app.notices.shown().is_none(), "said once");
}

#[test]
fn two_screens_with_different_drafts_do_not_write_in_turn() {
    let mut one = TestApp::with(0).keys("7");
    one.wait(1);
    let wall = DateTime::parse_from_rfc3339("2026-03-02T17:41:00+01:00").unwrap();
    let key = one.drafts()[0].clone();
    one.runner
        .store
        .set_setting(&key, "2026-03-02T17:41:00+01:00 {\"mood\":2}", wall)
        .unwrap();
    let journal = one.stored();
    one.tell(Message::ChangedOutside(journal));
    assert!(one.deadline() > Duration::from_secs(3600));
    assert!(
        one.runner
            .store
            .settings()
            .unwrap()
            .iter()
            .any(|(_, value)| value.contains(":2}"))
    );
}
