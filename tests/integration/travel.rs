//! A record keeps its instant and its offset, wherever it is looked at or changed, until its time is changed by hand.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::domain::{CheckIn, Journal, Session};

const BERLIN: &str = "2026-03-02T20:00:00+01:00";
const NEW_YORK: &str = "2026-03-03T09:00:00-05:00";

fn check_in(journal: &Journal) -> CheckIn {
    journal.check_ins()[0].clone()
}

fn session(journal: &Journal) -> Session {
    journal.sessions()[0].clone()
}

/// A check-in and a session of an evening in Berlin.
fn evening() -> Home {
    let home = Home::new().at(BERLIN);
    home.done(&["checkin", "7564", "--note", "a long day"]);
    home.done(&[
        "log",
        "walk",
        "25m",
        "--on",
        "today 18:30",
        "--note",
        "by the canal",
    ]);
    home
}

/// The screens in New York the morning after, the day of these records open in History.
fn in_new_york(home: &Home) -> TestApp {
    let mut window = TestApp::at(home, NEW_YORK);
    window.types("<esc>3<left><enter>");
    window
}

#[test]
fn a_check_in_made_in_berlin_and_saved_again_in_new_york_is_the_same() {
    let home = evening();
    let before = check_in(&TestApp::at(&home, NEW_YORK).stored());
    for door in [
        "e<enter>",
        "e5<enter>",
        "en!<^s><enter>",
        "e<^o><enter>",
        "e3<enter>u",
    ] {
        let mut window = in_new_york(&home);
        window.types(door);
        let after = check_in(&window.stored());
        assert_eq!(after.at.to_rfc3339(), before.at.to_rfc3339(), "{door}");
        assert_eq!(
            (after.day, after.timed),
            (before.day, before.timed),
            "{door}"
        );
    }
    let id = before.id.to_string();
    let away = home.again_at(NEW_YORK);
    away.done(&["edit", &id, "--mood", "2", "--note", "from far away"]);
    away.done(&["undo"]);
    let after = check_in(&in_new_york(&home).stored());
    assert_eq!(after.at.to_rfc3339(), "2026-03-02T20:00:00+01:00");
}

#[test]
fn a_session_logged_in_berlin_and_saved_again_in_new_york_is_the_same() {
    let home = evening();
    let mut window = in_new_york(&home);
    window.types("<down>e<down><down>");
    window.retype("40m");
    window.types("<^s>");
    let after = session(&window.stored());
    assert_eq!(after.start.to_rfc3339(), "2026-03-02T18:30:00+01:00");
    assert_eq!(
        (after.active_seconds, after.day.to_string().as_str()),
        (2400, "2026-03-02")
    );
    home.again_at(NEW_YORK)
        .done(&["edit", &after.id.to_string(), "--effort", "4"]);
    let after = session(&window.stored());
    assert_eq!(after.start.to_rfc3339(), "2026-03-02T18:30:00+01:00");
}

#[test]
fn a_session_begun_in_one_zone_and_finished_in_another_is_one_of_its_true_length_at_its_true_start()
{
    for keys in ["<down><enter>", "<enter>"] {
        let home = Home::new().at(BERLIN);
        let mut window = TestApp::at(&home, BERLIN);
        window.types("<esc>2/walk-10<enter><enter>");
        window.types("4n");
        window.wait(60);
        assert!(window.app.is_moving());
        drop(window);
        // The same minute, as the clocks of New York have it.
        let mut window = TestApp::at(&home, "2026-03-02T14:02:00-05:00");
        // The question is seen before it is answered.
        window.wait(1);
        window.types(keys);
        if keys == "<enter>" {
            window.wait(30);
            window.types("q<enter>");
        }
        window.types("6<enter>");
        let stored = window.stored();
        assert_eq!(stored.sessions().len(), 1);
        let session = session(&stored);
        assert!(
            session.start.to_rfc3339().starts_with("2026-03-02T20:0"),
            "{}",
            session.start
        );
        assert!(
            session.start.to_rfc3339().ends_with("+01:00"),
            "{}",
            session.start
        );
        assert_eq!(session.day.to_string(), "2026-03-02");
        let seconds = if keys == "<enter>" { 80..=105 } else { 50..=75 };
        assert!(
            seconds.contains(&session.active_seconds),
            "{}",
            session.active_seconds
        );
        assert_eq!(session.after.map(u8::from), Some(6));
    }
}

#[test]
fn a_check_in_moves_to_another_day_or_time_on_the_screens() {
    let home = evening();
    let mut window = in_new_york(&home);
    window.types("ed");
    window.retype("tomorow");
    window.types("<enter>");
    assert!(window.stored().check_ins()[0].day.to_string() == "2026-03-02");
    window.retype("2026-03-04 08:00");
    window.types("<enter>");
    // Neither was taken: the field is still open.
    window.retype("2026-03-01");
    window.types("<enter><enter>");
    let moved = check_in(&window.stored());
    // A day alone keeps the time of day, by the clocks of where it was made.
    assert_eq!(moved.at.to_rfc3339(), "2026-03-01T20:00:00+01:00");
    assert_eq!(
        (moved.day.to_string().as_str(), moved.timed),
        ("2026-03-01", true)
    );
    assert_eq!(
        (moved.note.as_str(), moved.ratings.answered().count()),
        ("a long day", 4)
    );
    window.types("<left>ed");
    window.retype("2026-03-01 07:15");
    window.types("<enter><enter>");
    assert_eq!(
        check_in(&window.stored()).at.to_rfc3339(),
        "2026-03-01T07:15:00+01:00"
    );
    window.types("u");
    assert_eq!(
        check_in(&window.stored()).at.to_rfc3339(),
        "2026-03-01T20:00:00+01:00"
    );
}

#[test]
fn a_session_moves_to_another_day_and_keeps_its_time_of_day() {
    let home = evening();
    let mut window = in_new_york(&home);
    window.types("<down>e<down>");
    window.retype("2026-02-28");
    window.types("<^s>");
    let moved = session(&window.stored());
    assert_eq!(moved.start.to_rfc3339(), "2026-02-28T18:30:00+01:00");
    assert!(moved.timed);
}

#[test]
fn edit_on_a_day_keeps_the_time_of_day_and_on_a_day_and_time_sets_both() {
    let home = evening();
    let id = check_in(&TestApp::at(&home, BERLIN).stored())
        .id
        .to_string();
    for (place, on, expected) in [
        (NEW_YORK, "2026-03-01", "2026-03-01T20:00:00+01:00"),
        (NEW_YORK, "2026-02-28 07:10", "2026-02-28T07:10:00+01:00"),
        (BERLIN, "yesterday", "2026-03-01T07:10:00+01:00"),
    ] {
        let stored = home
            .again_at(place)
            .json(&["edit", &id, "--on", on, "--json"]);
        assert_eq!(
            (stored["at"].as_str(), &stored["timed"]),
            (Some(expected), &true.into()),
            "{on}"
        );
    }
    // What has no time of day gets none.
    let day = home.json(&["checkin", "5", "--on", "2026-02-20", "--json"]);
    let day = home.json(&[
        "edit",
        day["id"].as_str().unwrap(),
        "--on",
        "2026-02-21",
        "--json",
    ]);
    assert_eq!(
        (&day["day"], &day["timed"]),
        (&"2026-02-21".into(), &false.into())
    );
    // After midnight belongs to the day before, and stays so.
    let night = home.json(&["checkin", "3", "--on", "2026-02-11 01:30", "--json"]);
    assert_eq!(night["day"], "2026-02-10");
    let night = home.json(&[
        "edit",
        night["id"].as_str().unwrap(),
        "--on",
        "2026-02-05",
        "--json",
    ]);
    assert_eq!(
        (&night["day"], night["at"].as_str()),
        (&"2026-02-05".into(), Some("2026-02-06T01:30:00+01:00"))
    );
}

#[test]
fn a_backup_made_before_a_flight_west_is_of_today() {
    let home = Home::new().at("2026-04-12T09:00:00+08:00");
    home.done(&["checkin", "5"]);
    let home = home.at("2026-04-11T19:00:00-07:00");
    let said = home.done(&["doctor"]);
    assert!(said.contains("daily.db, from today."), "{said}");
}
