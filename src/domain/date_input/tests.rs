use super::*;
use chrono::DateTime;
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn read(text: &str) -> String {
    let now = at("2026-03-02T17:40:00+01:00");
    match parse_when(text, now, DayStart::default()) {
        Ok(When::Day(day)) => day.to_string(),
        Ok(When::At(local)) => local.format("%Y-%m-%d %H:%M").to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn dates_as_people_write_them() {
    for (text, expected) in [
        ("today", "2026-03-02"),
        ("Yesterday", "2026-03-01"),
        ("-3d", "2026-02-27"),
        ("monday", "2026-03-02"),
        ("tue", "2026-02-24"),
        ("sunday 07:30", "2026-03-01 07:30"),
        ("2026-02-19", "2026-02-19"),
        ("2026-02-19 18:05", "2026-02-19 18:05"),
        ("2026-02-19T18:05:00", "2026-02-19 18:05"),
        ("2026-02-19T18:05", "2026-02-19 18:05"),
        ("2026-02-19T18:05:00+01:00", "2026-02-19 18:05"),
        ("2026-02-19T18:05:00.250Z", "2026-02-19 19:05"),
        ("2026-02-19T18:05-05:00", "2026-02-20 00:05"),
        ("now", "2026-03-02 17:40"),
        ("8am", "2026-03-02 08:00"),
        ("12:30 pm", "2026-03-02 12:30"),
        ("12am", "2026-03-03 00:00"),
        ("noon", "2026-03-02 12:00"),
        ("3 days ago", "2026-02-27"),
        ("-1w", "2026-02-23"),
        ("2 weeks ago 18:00", "2026-02-16 18:00"),
        ("a month ago", "2026-02-02"),
        ("-1y", "2025-03-02"),
        ("2 hours ago", "2026-03-02 15:40"),
        ("-90min", "2026-03-02 16:10"),
        ("last monday", "2026-02-23"),
        ("march 1", "2026-03-01"),
        ("3 March", "2025-03-03"),
        ("Mar 3, 2024", "2024-03-03"),
        ("29 feb", "2024-02-29"),
        ("dec 24 18:00", "2025-12-24 18:00"),
        ("last tue 8pm", "2026-02-24 20:00"),
        ("yesterday at 8 pm", "2026-03-01 20:00"),
        ("31/1/2026", "2026-01-31"),
        ("2/2/2026", "2026-02-02"),
        ("18:05", "2026-03-02 18:05"),
        ("yesterday 1:30", "2026-03-02 01:30"),
        ("March 1", "2026-03-01"),
        ("1 mar 8pm", "2026-03-01 20:00"),
        ("Feb. 3rd, 2025", "2025-02-03"),
        ("march 3", "2025-03-03"),
        ("29 february", "2024-02-29"),
        ("1.3.2026", "2026-03-01"),
        ("28.2. 18:00", "2026-02-28 18:00"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn just_after_midnight_today_is_still_the_day_before() {
    let now = at("2026-03-02T01:30:00+01:00");
    assert_eq!(
        parse_when("today", now, DayStart::default())
            .unwrap()
            .day(DayStart::default())
            .to_string(),
        "2026-03-01"
    );
}

#[test]
fn what_is_no_date_is_named() {
    for text in [
        "",
        "soon",
        "2026-02-30",
        "2026-13-01",
        "26-1-1",
        "today 25:00",
        "today 33",
        "today 12:00 x",
        "-9999999d",
        "to\u{1b}[2J",
    ] {
        let message = read(text);
        assert!(message.contains("Try "), "{text:?} gave {message}");
        assert!(!message.contains('\u{1b}'), "an escape sequence came back");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_both() {
    for (text, said) in [
        (
            "3/4/2026",
            "\"3/4/2026\" could be March 4 or April 3. Try 2026-03-04 or 2026-04-03.",
        ),
        (
            "today 8",
            "\"today 8\" could be 8 in the morning or 8 in the evening. Try 08:00 or 20:00.",
        ),
        (
            "-30m",
            "\"-30m\" could be 30 minutes ago or 30 months ago. Try -30min or \"30 months ago\".",
        ),
    ] {
        assert_eq!(read(text), said);
    }
}

#[test]
fn an_instant_keeps_its_own_offset() {
    let now = at("2026-03-02T17:40:00+01:00");
    let text = "2026-02-19T18:05:00-05:00";
    assert_eq!(parse_instant(text, now), Some(at(text)));
    assert_eq!(parse_instant("2026-02-19T18:05:00", now), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,30}") {
        let _ = parse_when(&text, at("2026-03-02T17:40:00+01:00"), DayStart::default());
    }
}
