//! Parses times as people write them: `yesterday 18:00`, `3 days ago`, `last monday 8pm`,
//! `2026-03-01T10:00`.

mod time_of_day;

pub use time_of_day::parse_time_of_day;

use crate::domain::{Day, DayStart, Moment, NOON, sanitize};
use chrono::{DateTime, Datelike as _, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::fmt;
use time_of_day::parse_time;

/// Earliest year accepted as a date in someone's life.
pub const FIRST_YEAR: i32 = 1900;

/// A parsed date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day, with no time of day.
    Day(Day),
    /// A local date and time.
    At(NaiveDateTime),
}

impl When {
    /// The day this belongs to.
    pub fn day(self, start: DayStart) -> Day {
        match self {
            Self::Day(day) => day,
            Self::At(local) => Day::of(local, start),
        }
    }

    /// The local time to store: the given one, or noon.
    pub fn local(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.date().and_time(NOON),
            Self::At(local) => local,
        }
    }

    /// The new time and day of a record moved here from `found`: a day without a time keeps the
    /// record's time of day, if known.
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

    /// Whether a time of day was given.
    pub const fn is_timed(self) -> bool {
        matches!(self, Self::At(_))
    }
}

/// The time of a manually entered record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewTime {
    /// Local date and time; noon if the time of day is unknown.
    pub local: NaiveDateTime,
    /// The day it belongs to.
    pub day: Day,
    /// Whether the time of day is known.
    pub timed: bool,
}

impl NewTime {
    /// The instant, using the offset of `found` until the clock provides the actual offset.
    pub fn at(self, found: Moment) -> Moment {
        let there = self.local.and_local_timezone(*found.offset()).single();
        there.unwrap_or(found)
    }
}

/// Why a time could not be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    text: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    NotADate,
    Early,
    Future,
    Time(String),
    /// Ambiguous: both interpretations, each with an unambiguous way to write it.
    Either([(String, String); 2]),
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = shown(&self.text);
        match &self.problem {
            Problem::NotADate => write!(
                f,
                "\"{text}\" isn't a date. Try 2026-03-01, yesterday, -3d or \"monday 18:00\"."
            ),
            Problem::Early => write!(f, "\"{text}\" is before {FIRST_YEAR}."),
            Problem::Future => write!(
                f,
                "\"{text}\" is in the future. Use today or an earlier day."
            ),
            Problem::Time(word) => {
                let word = shown(word);
                write!(f, "\"{word}\" isn't a time of day. Try 18:00 or 6pm.")
            }
            Problem::Either([(one, try_one), (other, try_other)]) => write!(
                f,
                "\"{text}\" could be {one} or {other}. Try {try_one} or {try_other}."
            ),
        }
    }
}

impl std::error::Error for WhenError {}

/// Parses a date with an optional time. Dates: ISO, `march 1`, `1.3.2026`, `today`, `yesterday`, `-3d`, `-1w`,
/// `3 days ago`, weekday names (the most recent such day, including today) and `last monday`
/// (before today). Times: `18:00`, `8pm`, `noon`; a time without a date means today. Also accepts
/// everything the program prints, `now`, and `2 hours ago`.
///
/// `today` is the day at `now`, so at 01:30 it is still yesterday's date.
///
/// # Errors
/// If the text is none of these, is before 1900, or is ambiguous.
pub fn parse_when(text: &str, now: Moment, start: DayStart) -> Result<When, WhenError> {
    let failed = |problem| WhenError {
        text: text.to_owned(),
        problem,
    };
    let when = match parse_instant(text, now) {
        Some(at) => When::At(at.with_timezone(now.offset()).naive_local()),
        None => parse_local(text, now, start).map_err(failed)?,
    };
    if when.local().year() < FIRST_YEAR || when.day(start).date().year() < FIRST_YEAR {
        return Err(failed(Problem::Early));
    }
    Ok(when)
}

/// Parses a time that does not depend on the time zone: RFC 3339 with an offset, `now`,
/// `2 hours ago`, `-90min`; `None` for anything else and for times out of range.
pub fn parse_instant(text: &str, now: Moment) -> Option<Moment> {
    let text = text.trim();
    let instant = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"));
    if let Ok(instant) = instant {
        return Some(instant).filter(|at| at.naive_local().year() >= FIRST_YEAR);
    }
    let lower = text.to_lowercase();
    if lower == "now" {
        return Some(now);
    }
    let (count, unit) = ago(&lower)?;
    let seconds = match unit {
        Unit::Minutes => 60,
        Unit::Hours => 3600,
        _ => return None,
    };
    now.checked_sub_signed(TimeDelta::try_seconds(i64::from(count) * seconds)?)
}

fn parse_local(text: &str, now: Moment, start: DayStart) -> Result<When, Problem> {
    let today = Day::of(now.naive_local(), start);
    let trimmed = text.trim();
    let printed = trimmed
        .parse::<NaiveDateTime>()
        .or_else(|_| NaiveDateTime::parse_from_str(trimmed, "%Y-%m-%dT%H:%M"));
    if let Ok(local) = printed {
        return Ok(When::At(local));
    }
    let lower = trimmed.to_lowercase();
    if lower.split_whitespace().next() == Some("tomorrow") {
        return Err(Problem::Future);
    }
    if let Some(time) = parse_time(&lower)? {
        return Ok(When::At(in_day(today, time, start)));
    }
    if let Some(found) = parse_day(&lower, today)? {
        return Ok(When::Day(found.day));
    }
    // A day, then a time: the last word, or the last two if am or pm is written separately.
    let words: Vec<&str> = lower.split_whitespace().collect();
    let parts = (1..words.len()).rev().find_map(|at| {
        let day = words[..at].join(" ");
        let day = day.strip_suffix(" at").unwrap_or(&day);
        match parse_day(day, today) {
            Ok(None) => None,
            found => Some((found, words[at..].join(" "))),
        }
    });
    let Some((found, rest)) = parts else {
        return Err(Problem::NotADate);
    };
    let Some(found) = found? else {
        return Err(Problem::NotADate);
    };
    let Some(time) = parse_time(&rest)? else {
        return Err(Problem::Time(rest));
    };
    let local = if found.is_calendar {
        found.day.date().and_time(time)
    } else {
        in_day(found.day, time, start)
    };
    Ok(When::At(local))
}

/// The local time within `day`: hours earlier than the day start fall after the following midnight.
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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

struct FoundDay {
    day: Day,
    /// Whether it was written as a calendar date; hours before the day start then belong to that
    /// date.
    is_calendar: bool,
}

/// Parses a day; `None` if the text is not one.
fn parse_day(text: &str, today: Day) -> Result<Option<FoundDay>, Problem> {
    let relative = |day| {
        Ok(Some(FoundDay {
            day,
            is_calendar: false,
        }))
    };
    match text {
        "today" => return relative(today),
        "yesterday" => return relative(today.plus(-1)),
        _ => {}
    }
    if let Some((count, unit)) = ago(text) {
        let months = |count| today.date().checked_sub_months(Months::new(count));
        let day = match unit {
            Unit::Days => (count <= FARTHEST).then(|| today.plus(-i64::from(count))),
            Unit::Weeks => (count <= FARTHEST / 7).then(|| today.plus(-7 * i64::from(count))),
            Unit::Months => months(count).map(Day::from_date),
            Unit::Years => count.checked_mul(12).and_then(months).map(Day::from_date),
            Unit::Unclear => {
                return Err(Problem::Either([
                    (format!("{count} minutes ago"), format!("-{count}min")),
                    (
                        format!("{count} months ago"),
                        format!("\"{count} months ago\""),
                    ),
                ]));
            }
            Unit::Minutes | Unit::Hours => None,
        };
        return day.map_or(Ok(None), relative);
    }
    let (name, is_before_today) = match text.strip_prefix("last ") {
        Some(name) => (name.trim_start(), true),
        None => (text, false),
    };
    if name.len() >= 3
        && let Some(weekday) = WEEKDAYS.iter().position(|known| known.starts_with(name))
    {
        let back = (today.weekday() + 7 - weekday) % 7;
        let back = if back == 0 && is_before_today {
            7
        } else {
            back
        };
        return relative(today.plus(-(back as i64)));
    }
    if let Some(date) = dotted(text, today).or_else(|| named(text, today)) {
        return Ok(Some(calendar(date)));
    }
    if let Some((month, day, year)) = slashed(text) {
        let date = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        return match (date(month, day), date(day, month)) {
            (Some(one), Some(other)) if one != other => Err(Problem::Either([
                (spelled(one), one.to_string()),
                (spelled(other), other.to_string()),
            ])),
            (one, other) => Ok(one.or(other).map(calendar)),
        };
    }
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    Ok(date.filter(|_| shape).map(calendar))
}

/// Maximum number of days to count back.
const FARTHEST: u32 = 36_600;

fn calendar(date: NaiveDate) -> FoundDay {
    FoundDay {
        day: Day::from_date(date),
        is_calendar: true,
    }
}

fn spelled(date: NaiveDate) -> String {
    date.format("%B %-d").to_string()
}

/// The three numbers of `3/4/2026`, in the order written; whether month or day comes first is
/// ambiguous.
fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    let mut parts = text.split('/');
    let (one, other, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4;
    let number = |part: &str| whole(part).filter(|_| part.len() <= 2);
    let year = whole(year).filter(|_| is_whole)?;
    Some((number(one)?, number(other)?, year as i32))
}

/// `1.3.2026` or `1.3.`, where the day comes first.
fn dotted(text: &str, today: Day) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('.').collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, ""] => (day, month, None),
        [day, month, year] if year.len() == 4 => (day, month, Some(whole(year)?)),
        _ => return None,
    };
    let number = |part: &str| whole(part).filter(|_| part.len() <= 2);
    latest(number(month)?, number(day)?, year, today)
}

/// `march 1`, `1 mar 2026`, `March 1st, 2026`.
fn named(text: &str, today: Day) -> Option<NaiveDate> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let bare = word.trim_end_matches('.');
        let number = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| bare.strip_suffix(ending))
            .unwrap_or(bare);
        let is_month = |name: &str| bare.len() >= 3 && name.starts_with(bare);
        let place = match whole(number) {
            Some(_) if number.len() == 4 => &mut year,
            Some(_) if number.len() <= 2 => &mut day,
            Some(_) => return None,
            None => &mut month,
        };
        let value = match whole(number) {
            Some(value) => value,
            None => MONTHS.iter().position(|name| is_month(name))? as u32 + 1,
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    latest(month?, day?, year, today)
}

/// The date; without a year, the latest up to today.
fn latest(month: u32, day: u32, year: Option<u32>, today: Day) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year as i32, month, day);
    }
    let this = today.date().year();
    // February 29 is at most eight years back.
    let mut dates = (0..=8).filter_map(|back| NaiveDate::from_ymd_opt(this - back, month, day));
    dates.find(|date| *date <= today.date())
}

/// A unit of time to count back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
    /// `m`: could be minutes or months.
    Unclear,
}

/// The number and the unit of `3 days ago`, `an hour ago`, `-1w`.
fn ago(text: &str) -> Option<(u32, Unit)> {
    let rest = match text.strip_prefix('-') {
        Some(rest) => rest,
        None => text.strip_suffix(" ago")?.trim(),
    };
    let digits = rest
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(rest.len());
    let (count, unit) = if digits > 0 {
        (whole(&rest[..digits])?, rest[digits..].trim())
    } else {
        let (article, unit) = rest.split_once(' ')?;
        (
            ["a", "an", "one"].contains(&article).then_some(1)?,
            unit.trim(),
        )
    };
    let unit = match unit {
        "m" => Unit::Unclear,
        "min" | "mins" | "minute" | "minutes" => Unit::Minutes,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hours,
        "d" | "day" | "days" => Unit::Days,
        "w" | "week" | "weeks" => Unit::Weeks,
        "mo" | "month" | "months" => Unit::Months,
        "y" | "year" | "years" => Unit::Years,
        _ => return None,
    };
    Some((count, unit))
}

/// Parses a whole number that consists only of digits.
fn whole(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The input, shortened and without control characters, for quoting in a message.
pub(super) fn shown(text: &str) -> String {
    sanitize::line(text).chars().take(40).collect()
}

#[cfg(test)]
mod tests;
