//! Strict parsing of dates, times of day and numbers. Errors name the field, what was expected and what was found.

use crate::domain::{Day, FIRST_YEAR, Moment, Rating, When};
use crate::export::csv::clock;
use crate::import::quoted;
use crate::import::table::Row;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike};

/// Parses a calendar date, `2026-03-01`, from 1900 to the day after `now`.
pub(super) fn date(field: &str, text: &str, now: Moment) -> Result<NaiveDate, String> {
    let date = read_date(text).ok_or_else(|| not(field, "a date like 2026-03-01", text))?;
    let today = now.naive_local().date();
    if date.year() < FIRST_YEAR {
        return Err(not(field, "a date from 1900 on", text));
    }
    if date.signed_duration_since(today) > TimeDelta::days(1) {
        return Err(not(
            field,
            &format!("a date not after today, {today}"),
            text,
        ));
    }
    Ok(date)
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let digits = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(digits(year)? as i32, digits(month)?, digits(day)?)
}

/// Parses a time of day, `18:05`, `18:05:30`, `6:05 pm`; `None` if the field is empty.
pub(super) fn time(field: &str, text: &str) -> Result<Option<NaiveTime>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    read_time(text)
        .map(Some)
        .ok_or_else(|| not(field, "a time of day like 18:05 or 6:05 pm", text))
}

fn read_time(text: &str) -> Option<NaiveTime> {
    // Some programs put U+202F or U+00A0 before "pm".
    let text: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let half = |suffixes: [&str; 3]| {
        suffixes
            .into_iter()
            .find_map(|suffix| text.strip_suffix(suffix))
    };
    let (clock, afternoon) = match (half(["am", "a.m.", "a.m"]), half(["pm", "p.m.", "p.m"])) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        (None, None) => (text.as_str(), None),
    };
    let mut parts = clock.split([':', '.']);
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    let digits = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 || second.len() != 2 {
        return None;
    }
    let hour = match (digits(hour)?, afternoon) {
        (hour, None) => hour,
        (13.., Some(_)) => return None,
        (hour, Some(afternoon)) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, digits(minute)?, digits(second)?)
}

/// Parses a start: `2026-03-01 18:05`, the same with `T`, seconds or a UTC offset, or only a date.
pub(super) fn start(
    field: &str,
    text: &str,
    now: Moment,
) -> Result<(When, Option<FixedOffset>), String> {
    let expected = || not(field, "a start like 2026-03-01 18:05", text);
    let text = text.trim();
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let day = date(field, day, now)?;
    if clock.is_empty() {
        return Ok((When::Day(Day::from_date(day)), None));
    }
    if let Some(time) = read_time(clock) {
        return Ok((When::At(day.and_time(time)), None));
    }
    // Only a time with an offset remains; seconds are optional.
    let at = clock.find(['Z', 'z', '+', '-']).ok_or_else(expected)?;
    let (clock, offset) = (clock[..at].trim(), &clock[at..]);
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let moment = DateTime::parse_from_rfc3339(&format!("{day}T{clock}{seconds}{offset}"))
        .map_err(|_| expected())?;
    let local = moment
        .naive_local()
        .with_nanosecond(0)
        .unwrap_or(moment.naive_local());
    Ok((When::At(local), Some(*moment.offset())))
}

/// Parses a number from `low` to `high`, with a decimal point or comma; `None` if the field is empty.
pub(super) fn number(field: &str, text: &str, low: f64, high: f64) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && text.len() <= 30;
    let value = plain
        .then(|| text.replacen(',', ".", 1).parse::<f64>().ok())
        .flatten();
    match value.filter(|value| (low..=high).contains(value)) {
        Some(value) => Ok(Some(value)),
        None => Err(not(field, &format!("a number from {low} to {high}"), text)),
    }
}

/// Parses a whole number from `low` to `high`; `None` if the field is empty.
pub(super) fn whole(field: &str, text: &str, low: u8, high: u8) -> Result<Option<u8>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse::<u8>().ok())
        .flatten();
    match value.filter(|value| (low..=high).contains(value)) {
        Some(value) => Ok(Some(value)),
        None => Err(not(
            field,
            &format!("a whole number from {low} to {high}"),
            text,
        )),
    }
}

/// Parses a rating on our scale; `None` if the field is empty.
pub(super) fn rating(field: &str, row: &Row<'_>) -> Result<Option<Rating>, String> {
    whole(field, row.get(field), 1, 9).map(|value| value.and_then(Rating::new))
}

/// Natural key of an entry from `source` at this time.
pub(super) fn origin(source: &str, when: When) -> String {
    match when {
        When::Day(day) => format!("{source}:{day}"),
        When::At(local) => format!("{source}:{}T{}", local.date(), clock(local)),
    }
}

fn not(field: &str, expected: &str, found: &str) -> String {
    format!("{field} is {}, expected {expected}", quoted(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> Moment {
        DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
    }

    #[test]
    fn times_of_day_as_files_have_them() {
        for (text, expected) in [
            ("18:52", "18:52:00"),
            ("7:31", "07:31:00"),
            ("18:52:09", "18:52:09"),
            ("10:00 pm", "22:00:00"),
            ("8:02\u{202f}pm", "20:02:00"),
            ("8:02\u{a0}AM", "08:02:00"),
            ("12:19 am", "00:19:00"),
            ("12:38 pm", "12:38:00"),
            ("6:50 p. m.", "18:50:00"),
            ("18.52", "18:52:00"),
        ] {
            assert_eq!(
                time("time", text).unwrap().unwrap().to_string(),
                expected,
                "{text}"
            );
        }
        assert_eq!(time("time", " ").unwrap(), None);
        for text in [
            "25:00",
            "13:00 pm",
            "12:60",
            "noon",
            "1",
            "1:2:3:4",
            "+1:30",
            "١٨:٥٢",
        ] {
            let reason = time("time", text).unwrap_err();
            assert!(
                reason.starts_with("time is \"")
                    && reason.ends_with("\", expected a time of day like 18:05 or 6:05 pm"),
                "{reason}"
            );
        }
    }

    #[test]
    fn dates_are_of_the_calendar_and_of_a_life() {
        for text in [
            "1936-07-04",
            "2026-03-02",
            "2026-03-03",
            "2024-02-29",
            "2026-3-1",
        ] {
            assert!(date("day", text, now()).is_ok(), "{text}");
        }
        for (text, expected) in [
            ("2021-02-30", "a date like 2026-03-01"),
            ("30.01.2021", "a date like 2026-03-01"),
            ("28 September", "a date like 2026-03-01"),
            ("", "a date like 2026-03-01"),
            ("0021-05-01", "a date from 1900 on"),
            ("2026-03-04", "a date not after today, 2026-03-02"),
        ] {
            assert_eq!(
                date("day", text, now()).unwrap_err(),
                format!("day is \"{text}\", expected {expected}")
            );
        }
    }

    #[test]
    fn a_start_may_have_a_time_and_an_offset() {
        for (text, expected) in [
            ("2026-01-05 17:23", "2026-01-05T17:23 -"),
            ("2026-01-05T17:23:09", "2026-01-05T17:23:09 -"),
            ("2026-01-05T17:23:09.5+05:30", "2026-01-05T17:23:09 +05:30"),
            ("2026-01-05 17:23-08:00", "2026-01-05T17:23 -08:00"),
            ("2026-01-05T17:23:00Z", "2026-01-05T17:23 +00:00"),
            ("2026-01-05", "2026-01-05 -"),
            ("2026-01-05 5:23 pm", "2026-01-05T17:23 -"),
        ] {
            let (when, offset) = start("start", text, now()).unwrap();
            let offset = offset.map_or_else(|| "-".into(), |offset| offset.to_string());
            assert_eq!(
                format!("{} {offset}", &origin("", when)[1..]),
                expected,
                "{text}"
            );
        }
        assert!(
            start("start", "2026-01-05 soon", now())
                .unwrap_err()
                .contains("start is \"2026-01-05 soon\", expected ")
        );
    }

    #[test]
    fn numbers_have_a_point_or_a_comma_and_stay_in_range() {
        assert_eq!(number("sleep_hours", "7,25", 0.0, 24.0), Ok(Some(7.25)));
        assert_eq!(number("sleep_hours", "", 0.0, 24.0), Ok(None));
        for text in ["25", "-1", "NaN", "inf", "1e1", "1.2.3", "seven"] {
            assert!(
                number("sleep_hours", text, 0.0, 24.0)
                    .unwrap_err()
                    .contains("a number from 0 to 24"),
                "{text}"
            );
        }
        assert_eq!(
            whole("mood", "10", 1, 9).unwrap_err(),
            "mood is \"10\", expected a whole number from 1 to 9"
        );
    }

    proptest! {
        #[test]
        fn any_field_is_read_or_refused(text in "\\PC{0,20}|[-0-9TZ:+ .apm]{0,25}") {
            let _ = (time("f", &text), date("f", &text, now()), start("f", &text, now()));
            let _ = (number("f", &text, 0.0, 1.0), whole("f", &text, 0, 9));
        }
    }
}
