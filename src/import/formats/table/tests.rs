//! Content of our tables, rejected input, and round trips.

use super::*;
use crate::domain::{DayStart, Rating, When};
use crate::import::{Present, Start};
use proptest::prelude::*;

fn present() -> Present {
    let now = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
    Present {
        now,
        day_start: DayStart::default(),
    }
}

fn parse(text: &str) -> Result<Parsed, Refusal> {
    let mut options = ReadOptions::for_tests();
    options.present = present();
    read(text, &options)
}

#[test]
fn check_ins_in_any_order_of_columns() {
    let parsed = parse(
        "note,mood,day,color,time\nrain,7,2026-03-01,red,21:30\n,,2026-02-28,,\n,5,2026-02-27,,01:10\n",
    );
    let parsed = parsed.unwrap();
    assert_eq!(parsed.warnings, ["ignored column: \"color\""]);
    assert_eq!(parsed.rejected.len(), 1);
    assert_eq!(parsed.rejected[0].0, 3);
    let first = &parsed.check_ins[0];
    assert_eq!(
        (first.ratings.mood.map(Rating::get), first.ratings.energy),
        (Some(7), None)
    );
    assert_eq!(
        (first.note.as_str(), first.when.local().to_string().as_str()),
        ("rain", "2026-03-01 21:30:00")
    );
    assert_eq!(
        parsed.check_ins[1].when.local().to_string(),
        "2026-02-28 01:10:00",
        "the night after that day"
    );
    assert_eq!(
        parsed.check_ins[1]
            .when
            .day(DayStart::default())
            .to_string(),
        "2026-02-27"
    );
}

#[test]
fn sessions_with_and_without_a_time() {
    let parsed = parse(
        "start,activity,minutes,met,effort,before,after,distance_km,note\n\
         2026-01-05 17:34,cycling,20.0,6.8,,5,6,7.5,\n2026-01-06,yoga,30,,4,,,,slowly\n",
    )
    .unwrap();
    let [ride, yoga] = parsed.sessions.as_slice() else {
        panic!("{parsed:?}")
    };
    assert_eq!(
        (ride.seconds, ride.met, ride.distance_m),
        (1200, Some(6.8), Some(7500.0))
    );
    assert_eq!(
        (ride.before.map(Rating::get), ride.after.map(Rating::get)),
        (Some(5), Some(6))
    );
    assert!(
        matches!(ride.start, Start::Local(When::At(_)))
            && matches!(yoga.start, Start::Local(When::Day(_)))
    );
    assert_eq!(
        (
            yoga.effort.map(crate::domain::Effort::get),
            yoga.note.as_str()
        ),
        (Some(4), "slowly")
    );
}

#[test]
fn bad_tables_are_refused_with_the_reason() {
    for (text, part) in [
        ("name,age\nx,1\n", "neither check-ins"),
        ("day,mood\n", "only a header, no rows"),
        ("mood,energy\n5,5\n", "has no column day"),
        (
            "day,mood\n2026-03-01,11\n",
            "line 2: mood is \"11\", expected a whole number from 1 to 9",
        ),
        (
            "start,activity,minutes\n2026-03-01,walk,0\n",
            "minutes is \"0\", expected more than 0",
        ),
        ("day,mood\n2027-03-01,5\n", "not after today"),
    ] {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.contains(part), "{text:?} gave {error}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(day|start|mood|activity|minutes|note|[-0-9: ,;\"\n=]|\\PC){0,60}") {
        let _ = parse(&text);
    }
}
