//! How people write a time and a duration: `yesterday 18:00`, `-3d`, `monday`, `1h10`, `40s`.

use crate::domain::{Day, DayStart, Moment, NOON, plain};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};
use std::fmt;

/// The first year that is taken for a date of somebody's life.
pub const FIRST_YEAR: i32 = 1900;

/// A point in time that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day, with no time of day.
    Day(Day),
    /// A local date and time.
    At(NaiveDateTime),
}

impl When {
    /// The day it belongs to.
    pub fn day(self, start: DayStart) -> Day {
        match self {
            Self::Day(day) => day,
            Self::At(local) => Day::of(local, start),
        }
    }

    /// The local time to keep: its own, or noon.
    pub fn local(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.date().and_time(NOON),
            Self::At(local) => local,
        }
    }

    /// The time of a record that was at `found` and is moved here, and its day: a day alone keeps the time of day
    /// that the record had, if it had one.
    pub fn moving(self, found: Moment, timed: bool, start: DayStart) -> NewTime {
        let to = match self {
            Self::Day(day) if timed => Self::At(in_day(day, found.naive_local().time(), start)),
            other => other,
        };
        NewTime {
            local: to.local(),
            day: to.day(start),
            timed: to.is_timed(),
        }
    }

    /// Whether a time of day was written.
    pub const fn is_timed(self) -> bool {
        matches!(self, Self::At(_))
    }
}

/// The time of a record by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewTime {
    /// The local date and time, noon where the time of day is not known.
    pub local: NaiveDateTime,
    /// The day it belongs to.
    pub day: Day,
    /// Whether the time of day is known.
    pub timed: bool,
}

impl NewTime {
    /// The instant, with the offset of `found` until the clock is asked.
    pub fn at(self, found: Moment) -> Moment {
        let there = self.local.and_local_timezone(*found.offset()).single();
        there.unwrap_or(found)
    }
}

/// Why a written time could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    text: String,
    problem: &'static str,
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = shown(&self.text);
        write!(
            f,
            "\"{text}\" {}; write 2026-03-01, today, yesterday, -3d or a weekday, then HH:MM if you like",
            self.problem
        )
    }
}

impl std::error::Error for WhenError {}

/// Reads a date with an optional time: ISO dates, `today`, `yesterday`, `-3d`, weekday names
/// (the latest such day, today included), then optionally `HH:MM`; `HH:MM` alone is today.
///
/// `today` is the day it is at `now`, so at 01:30 it is still yesterday's date.
pub fn parse_when(text: &str, now: Moment, start: DayStart) -> Result<When, WhenError> {
    let when = parse_any(text, now, start)?;
    if when.local().year() < FIRST_YEAR || when.day(start).date().year() < FIRST_YEAR {
        return Err(WhenError {
            text: text.to_owned(),
            problem: "is before 1900",
        });
    }
    Ok(when)
}

fn parse_any(text: &str, now: Moment, start: DayStart) -> Result<When, WhenError> {
    let error = |problem| WhenError {
        text: text.to_owned(),
        problem,
    };
    let today = Day::of(now.naive_local(), start);
    let lower = text.trim().to_lowercase();
    if let Ok(local) = text.trim().parse::<NaiveDateTime>() {
        return Ok(When::At(local));
    }
    let mut words = lower.split_whitespace();
    let first = words.next().ok_or_else(|| error("is empty"))?;
    let second = words.next();
    if words.next().is_some() {
        return Err(error("has too many words"));
    }
    if second.is_none()
        && let Some(time) = parse_time(first)
    {
        return Ok(When::At(in_day(today, time, start)));
    }
    let (day, calendar) = parse_day(first, today).ok_or_else(|| error("is not a date"))?;
    match second {
        None => Ok(When::Day(day)),
        Some(word) => {
            let time = parse_time(word).ok_or_else(|| error("has no time of day I can read"))?;
            let local = if calendar {
                day.date().and_time(time)
            } else {
                in_day(day, time, start)
            };
            Ok(When::At(local))
        }
    }
}

/// The local time within `day`: hours before the day start are those after its midnight.
fn in_day(day: Day, time: NaiveTime, start: DayStart) -> NaiveDateTime {
    let local = day.date().and_time(time);
    if Day::of(local, start) < day {
        day.plus(1).date().and_time(time)
    } else {
        local
    }
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The day, and whether it was written as a calendar date.
fn parse_day(word: &str, today: Day) -> Option<(Day, bool)> {
    match word {
        "today" => return Some((today, false)),
        "yesterday" => return Some((today.plus(-1), false)),
        _ => {}
    }
    if let Some(days) = word
        .strip_prefix('-')
        .and_then(|rest| rest.strip_suffix('d'))
    {
        let days: u32 = days.parse().ok()?;
        return (days <= 36_600).then(|| (today.plus(-i64::from(days)), false));
    }
    if word.len() >= 3
        && let Some(weekday) = WEEKDAYS.iter().position(|name| name.starts_with(word))
    {
        let back = (today.weekday() + 7 - weekday) % 7;
        return Some((today.plus(-(back as i64)), false));
    }
    let shape = word.len() == 10
        && word.bytes().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    if !shape {
        return None;
    }
    NaiveDate::parse_from_str(word, "%Y-%m-%d")
        .ok()
        .map(|date| (Day::from_date(date), true))
}

fn parse_time(word: &str) -> Option<NaiveTime> {
    let (hour, rest) = word.split_once(':')?;
    let short = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    if !short(hour) || minute.len() != 2 || !short(minute) || !short(second) {
        return None;
    }
    NaiveTime::from_hms_opt(
        hour.parse().ok()?,
        minute.parse().ok()?,
        second.parse().ok()?,
    )
}

/// Why a written duration could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError(String);

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = shown(&self.0);
        write!(
            f,
            "\"{text}\" is not a duration between 1 s and 24 h; write 25m, 1h10, 40s, or plain minutes like 25"
        )
    }
}

impl std::error::Error for DurationError {}

/// Reads a duration in seconds, 1 to 86,400: `25m`, `1h10`, `1h10m`, `40s`, `2m30s`, `12:30`
/// (minutes and seconds), a plain number is minutes and may have a fraction.
pub fn parse_duration(text: &str) -> Result<u32, DurationError> {
    let error = || DurationError(text.to_owned());
    let seconds = read_duration(&text.trim().to_lowercase()).ok_or_else(error)?;
    if (1.0..=86_400.0).contains(&seconds) {
        Ok(seconds.round() as u32)
    } else {
        Err(error())
    }
}

fn read_duration(text: &str) -> Option<f64> {
    let digits = |part: &str| {
        (!part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<f64>().ok())
            .flatten()
    };
    if let Some((minutes, seconds)) = text.split_once(':') {
        let seconds = digits(seconds).filter(|value| seconds.len() == 2 && *value < 60.0)?;
        return Some(digits(minutes)? * 60.0 + seconds);
    }
    if let Some((whole, fraction)) = text.split_once('.') {
        digits(whole)?;
        digits(fraction)?;
        return text.parse::<f64>().ok().map(|minutes| minutes * 60.0);
    }
    if let Some(minutes) = digits(text) {
        return Some(minutes * 60.0);
    }
    let mut rest = text;
    let mut total = 0.0;
    let mut smallest = f64::INFINITY;
    while !rest.is_empty() {
        let end = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
        let value = digits(&rest[..end])?;
        rest = rest[end..].trim_start();
        let letters = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let unit = match &rest[..letters] {
            "h" | "hr" | "hour" | "hours" => 3600.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            // A number at the end is of the next smaller unit: 1h10.
            "" if smallest > 60.0 && smallest.is_finite() => 60.0,
            "" if smallest > 1.0 && smallest.is_finite() => 1.0,
            _ => return None,
        };
        if unit >= smallest {
            return None;
        }
        smallest = unit;
        total += value * unit;
        rest = rest[letters..].trim_start();
    }
    Some(total)
}

/// What was written, short and without control characters, so that it can be quoted in an answer.
fn shown(text: &str) -> String {
    plain::line(text).chars().take(40).collect()
}

#[cfg(test)]
mod tests {
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
            ("18:05", "2026-03-02 18:05"),
            ("yesterday 1:30", "2026-03-02 01:30"),
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
            "today 12",
            "today 12:00 x",
            "-9999999d",
            "to\u{1b}[2J",
        ] {
            let message = read(text);
            assert!(
                message.contains("write 2026-03-01, today"),
                "{text:?} gave {message}"
            );
            assert!(!message.contains('\u{1b}'), "an escape sequence came back");
        }
    }

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [
            ("25m", 1500),
            ("1h10", 4200),
            ("1h10m", 4200),
            ("40s", 40),
            ("2m30s", 150),
            ("2m30", 150),
            ("32", 1920),
            ("12:30", 750),
            ("1.5", 90),
            ("10 min", 600),
            ("24h", 86_400),
        ] {
            assert_eq!(parse_duration(text), Ok(seconds), "{text}");
        }
        for text in [
            "", "0", "25h", "m", "10x", "-5", "1e9", "1m1h", "99999999", "12:75", "∞", "10m10m",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}") {
            let _ = parse_when(&text, at("2026-03-02T17:40:00+01:00"), DayStart::default());
            if let Ok(seconds) = parse_duration(&text) {
                prop_assert!((1..=86_400).contains(&seconds));
            }
        }
    }
}
