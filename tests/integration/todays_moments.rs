//! Today's check-ins and sessions on Today, in time order, in windows of every size.

use crate::test_app::{TestApp, WINDOWS};
use chrono::NaiveTime;
use firstline::content::about::LIMITS;
use firstline::domain::{Change, CheckIn, Id, IdMaker, Moment, Rating, Ratings, Session};

/// At `hour` o'clock of today, a quarter past.
fn at(seat: &TestApp, hour: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour, 15, 0).unwrap();
    seat.events.now.wall.with_time(time).unwrap()
}

fn id(seat: &TestApp, number: u32) -> Id {
    IdMaker::seeded(u64::from(number)).make(seat.events.now.wall)
}

/// A session of ten minutes at `hour` o'clock.
fn moved(seat: &mut TestApp, hour: u32, title: &str, mood: (Option<u8>, Option<u8>)) {
    let mut session: Session = seat.stored().sessions().last().unwrap().clone();
    session.id = id(seat, 100 + hour);
    session.start = at(seat, hour);
    session.day = seat.app.day;
    session.timed = true;
    session.import = None;
    session.active_seconds = 600;
    title.clone_into(&mut session.title);
    session.before = mood.0.and_then(Rating::new);
    session.after = mood.1.and_then(Rating::new);
    seat.tell_change(Change::save(session));
}

/// A check-in at `hour` o'clock that says no more than hours slept.
fn slept(seat: &mut TestApp, hour: u32) {
    let mut record: CheckIn = seat.stored().check_ins().last().unwrap().clone();
    record.id = id(seat, 200 + hour);
    record.at = at(seat, hour);
    record.day = seat.app.day;
    record.timed = true;
    record.import = None;
    record.ratings = Ratings::default();
    record.sleep_hours = Some(7.5);
    record.tags = Vec::new();
    record.note = String::new();
    seat.tell_change(Change::save(record));
    seat.wait(10);
}

/// The rows with these texts, in the order they are shown.
fn rows<'a>(text: &'a str, parts: &[&str]) -> Vec<&'a str> {
    let is_wanted = |line: &&str| parts.iter().any(|part| line.contains(part));
    text.lines().filter(is_wanted).collect()
}

#[test]
fn today_lists_check_ins_and_sessions_in_time_order() {
    let mut seat = TestApp::with(30);
    moved(&mut seat, 12, "Walk round the block", (Some(4), Some(6)));
    slept(&mut seat, 7);
    seat.types("c7564<enter>");
    for size in WINDOWS.into_iter().chain([(40, 12)]) {
        let text = seat.text(size);
        let found = rows(&text, &["07:15", "12:15", "17:4"]);
        assert_eq!(found.len(), 3, "{size:?}\n{text}");
        assert!(found[0].contains("07:15  slept 7.5 h"), "{text}");
        assert!(found[1].contains("12:15  Walk"), "{text}");
        assert!(found[1].contains("10 min  mood 4 → 6"), "{text}");
        for answer in ["mood 7", "energy 5", "calm 6", "sleep 4"] {
            assert!(found[2].contains(answer), "{size:?}\n{text}");
        }
    }
}

#[test]
fn the_newest_stay_in_sight_and_the_others_are_counted() {
    let mut seat = TestApp::with(30);
    for hour in 8..15 {
        moved(&mut seat, hour, &format!("Walk {hour}"), (None, Some(6)));
    }
    seat.types("<esc>");
    for size in WINDOWS.into_iter().chain([(40, 12)]) {
        let text = seat.text(size);
        assert!(
            text.contains("14:15  Walk 14  10 min  mood 6 after"),
            "{size:?}\n{text}"
        );
        let shown = text.matches(":15  Walk").count();
        assert!(
            text.contains(&format!("{} earlier", 7 - shown)),
            "{size:?}\n{text}"
        );
        assert!((1..=4).contains(&shown), "{text}");
        assert!(
            text.contains("start"),
            "what is next has room: {size:?}\n{text}"
        );
    }
    // While the form is filled in, at least the newest.
    seat.types("c6");
    for size in WINDOWS.into_iter().chain([(40, 12)]) {
        let text = seat.text(size);
        assert!(text.contains("14:15  Walk 14  10 min"), "{size:?}\n{text}");
        assert!(text.contains(" earlier"), "{size:?}\n{text}");
        assert!(text.contains("Mood"), "{text}");
    }
}

#[test]
fn with_numbers_hidden_sessions_have_none() {
    for by_choice in [false, true] {
        let mut seat = TestApp::with(30);
        moved(&mut seat, 12, "Walk round the block", (Some(4), Some(6)));
        slept(&mut seat, 7);
        if by_choice {
            seat.tell_change(Change::SaveSetting {
                key: LIMITS.to_owned(),
                value: "numbers".to_owned(),
            });
        } else {
            seat.types("w");
            seat.wait(20);
        }
        for size in WINDOWS.into_iter().chain([(40, 12)]) {
            let text = seat.text(size);
            let session = rows(&text, &["12:15"])[0];
            assert!(session.contains("Walk round the block"), "{text}");
            assert!(
                !session.contains("min") && !session.contains("mood"),
                "{text}"
            );
            let night = rows(&text, &["07:15"])[0];
            assert!(night.contains("07:15  hours slept"), "{text}");
        }
    }
}
