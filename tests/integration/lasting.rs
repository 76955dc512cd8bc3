//! What lasts leads somewhere: two weeks of very low mood, and six weeks of sessions without a gain.

use crate::test_app::{SIZES, TestApp, day, example, now};
use firstline::app::{Dialog, Tab};
use firstline::domain::{Also, Change, CheckIn, IdMaker, Rating, Ratings, Session, Source};
use firstline::store::Store;

const WORDS: &str = "It's been a hard stretch, and you don't have to handle it alone.";

/// Words of a screen, whatever lines they stand in.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The person at the keys, once the line that esc has left is over.
fn looking(mut seat: TestApp) -> TestApp {
    seat.types("<esc>");
    seat.wait(10);
    seat
}

/// Somebody with these moods, the latest today, a day each; 0 is a day without a check-in.
fn moods(moods: &[u8]) -> Store {
    let mut store = example(0);
    let ids = IdMaker::seeded(5);
    for (ago, mood) in moods.iter().rev().enumerate() {
        let at = now() - chrono::TimeDelta::days(ago as i64);
        let record = CheckIn {
            id: ids.make(at),
            at,
            timed: true,
            day: day().plus(-(ago as i64)),
            ratings: Ratings {
                mood: Rating::new(*mood),
                ..Ratings::default()
            },
            sleep_hours: None,
            own: firstline::domain::OwnAnswers::default(),
            tags: vec![],
            note: String::new(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        };
        if *mood > 0 {
            store.apply(&Change::save(record), at).unwrap();
        }
    }
    store
}

#[test]
fn two_weeks_of_very_low_mood_offer_people_to_talk_to() {
    for (shown, rated) in [
        (true, &[2, 0, 0, 1, 2, 0, 0, 2, 0, 0, 0, 0, 0, 7][..]),
        (true, &[1, 1, 2, 2, 2]),
        (false, &[1, 1, 2, 2]),
        (false, &[2, 2, 3, 3, 2, 3]),
        (
            false,
            &[1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
        ),
    ] {
        for size in SIZES {
            let mut seat = looking(TestApp::over(moods(rated)));
            let text = words(&seat.text(size));
            assert_eq!(text.contains(WORDS), shown, "{rated:?} at {size:?}\n{text}");
            assert_eq!(text.contains("people to talk to"), shown);
        }
    }
    let mut seat = looking(TestApp::over(moods(&[1, 1, 2, 2, 2]))).keys("a");
    assert!(matches!(seat.app.dialogs.last(), Some(Dialog::Support(_))));
    assert!(seat.text((80, 24)).contains("142"));
}

#[test]
fn a_hard_stretch_is_told_once_a_week_at_most_whether_or_not_it_was_answered() {
    // 20 low days, so that it stays a hard stretch in the weeks to come.
    let mut store = moods(&[2; 14]);
    for (later, shown) in [(0, true), (1, false), (6, false), (7, true), (8, false)] {
        let mut seat = TestApp::later(store, later);
        let today = seat.app.day;
        let at = seat.events.now.wall;
        for ago in 0..14 {
            let day = today.plus(-ago);
            if seat.app.journal.check_ins_on(day).is_empty() {
                let at = at - chrono::TimeDelta::days(ago);
                seat.tell_change(Change::save(CheckIn {
                    id: IdMaker::seeded(1000 + day.number().cast_unsigned()).make(at),
                    at,
                    timed: true,
                    day,
                    ratings: Ratings {
                        mood: Rating::new(2),
                        ..Ratings::default()
                    },
                    sleep_hours: None,
                    own: firstline::domain::OwnAnswers::default(),
                    tags: vec![],
                    note: String::new(),
                    source: Source::Typed,
                    import: None,
                    updated_at: at,
                }));
            }
        }
        seat.types("<esc>");
        seat.wait(10);
        let text = words(&seat.text((100, 30)));
        assert_eq!(text.contains(WORDS), shown, "{later} days later\n{text}");
        assert!(
            shown || text.contains("142"),
            "somebody to talk to stays in sight"
        );
        store = seat.into_store();
    }
    let mut seat = looking(TestApp::over(moods(&[2; 14]))).keys("x");
    assert!(!words(&seat.text((100, 30))).contains(WORDS), "not now");
}

/// Somebody with `count` sessions on every third day before today, each followed by this mood after a 5.
fn sessions(count: i64, after: u8) -> Store {
    let mut store = moods(&[5; 60]);
    let ids = IdMaker::seeded(6);
    for turn in 1..=count {
        let start = now() - chrono::TimeDelta::days(turn * 3);
        let wobble = u8::from(turn % 4 == 0);
        let session = Session {
            id: ids.make(start),
            start,
            timed: true,
            day: day().plus(-turn * 3),
            activity: "walk_moderate".into(),
            title: "Walk".into(),
            routine: None,
            active_seconds: 600,
            planned_seconds: None,
            distance_m: None,
            met: 3.8,
            effort: None,
            before: Rating::new(5 + wobble),
            after: Rating::new(after + u8::from(turn % 3 == 0)),
            also: Also::default(),
            felt: None,
            complete: true,
            note: String::new(),
            source: Source::Typed,
            steps: Vec::new(),
            import: None,
            updated_at: start,
        };
        store.apply(&Change::save(session), start).unwrap();
    }
    store
}

#[test]
fn six_weeks_without_a_gain_are_told_kindly_and_not_again_for_six_weeks() {
    let told = "Six weeks and 14 sessions in, your ratings show no clear change. That's not a failing: it doesn't help \
                everyone. A different kind of activity may suit you better, and a doctor or therapist can help you \
                look further.";
    for size in SIZES {
        let mut seat = looking(TestApp::over(sessions(14, 5)));
        let text = words(&seat.text(size));
        assert!(text.contains(told), "at {size:?}\n{}", seat.text(size));
    }
    let mut seat = looking(TestApp::over(sessions(14, 5)));
    assert!(seat.text((100, 30)).contains("not now"));
    let mut later = looking(TestApp::later(seat.into_store(), 10));
    assert!(!words(&later.text((100, 30))).contains("no clear change"));
    // Welcomed back first.
    let mut again = looking(TestApp::later(later.into_store(), 42)).keys("x");
    let text = words(&again.text((100, 30)));
    assert!(
        text.contains("After 12 weeks and 14 sessions, your ratings show no clear change."),
        "{text}"
    );
    again.types("a");
    assert_eq!(again.app.tab, Tab::Move);
    again.types("1");
    assert!(!words(&again.text((100, 30))).contains("no clear change"));
}

#[test]
fn a_gain_or_too_little_of_either_says_nothing() {
    for (name, store) in [
        ("a gain", sessions(14, 7)),
        ("eleven sessions", sessions(11, 5)),
        ("39 days", sessions(13, 5)),
    ] {
        let text = words(&looking(TestApp::over(store)).text((100, 30)));
        assert!(!text.contains("no clear change"), "{name}: {text}");
    }
}
