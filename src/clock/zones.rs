//! Clocks of other places, by the time zone database of this machine.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use std::cell::RefCell;
use std::collections::HashMap;

/// Where systems keep the database.
const FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"];
/// The longest name of a zone.
const LONGEST: usize = 60;

/// What clocks of a place show against UTC, as the database has it (RFC 9636).
#[derive(Clone, Debug, PartialEq)]
struct Zone {
    /// From when on, in seconds since 1970, which seconds east of UTC; in order.
    changes: Vec<(i64, i32)>,
    /// What held before the first.
    first: i32,
    /// What holds after the last.
    rule: Option<Rule>,
}

/// Winter and summer time of each year: seconds east of UTC, and when summer begins and ends.
#[derive(Clone, Debug, PartialEq)]
struct Rule {
    standard: i32,
    summer: Option<(i32, Change, Change)>,
}

/// A change in each year: the nth weekday of a month, 5 for the last, at so many seconds of the local day.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Change {
    month: u32,
    week: u32,
    weekday: u32,
    seconds: i64,
}

thread_local! {
    static READ: RefCell<HashMap<String, Option<Zone>>> = RefCell::default();
}

/// What clocks of a place, `Europe/Berlin`, showed against UTC at this local time: the first of two where the hour
/// came twice. `None` where the database does not know the place, or there is none.
pub fn offset_in(name: &str, local: NaiveDateTime) -> Option<FixedOffset> {
    let name = name.trim();
    let is_sound = (3..=LONGEST).contains(&name.len())
        && name.contains('/')
        && !name.starts_with('/')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/_-+".contains(&byte));
    if !is_sound {
        return None;
    }
    READ.with_borrow_mut(|read| {
        let zone = read.entry(name.to_owned()).or_insert_with(|| {
            let mut files = FOLDERS.iter().map(|folder| format!("{folder}/{name}"));
            files
                .find_map(|file| std::fs::read(file).ok())
                .and_then(|bytes| Zone::parse(&bytes))
        });
        FixedOffset::east_opt(zone.as_ref()?.at_local(local))
    })
}

impl Zone {
    /// Reads a file of the database, its part with 64-bit times.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let counts = |header: &[u8]| -> Option<[usize; 6]> {
            if !header.starts_with(b"TZif") {
                return None;
            }
            let count = |place: usize| {
                let at = 20 + 4 * place;
                let bytes: [u8; 4] = header.get(at..at + 4)?.try_into().ok()?;
                Some(u32::from_be_bytes(bytes) as usize).filter(|count| *count < 10_000)
            };
            Some([
                count(0)?,
                count(1)?,
                count(2)?,
                count(3)?,
                count(4)?,
                count(5)?,
            ])
        };
        let [utc, standard, leaps, times, types, letters] = counts(bytes)?;
        let skipped = 44 + times * 5 + types * 6 + letters + leaps * 8 + standard + utc;
        let rest = bytes.get(skipped..)?;
        let [utc, standard, leaps, times, types, letters] = counts(rest)?;
        let body = rest.get(44..)?;
        let kinds = body.get(times * 8..times * 9)?;
        let table = body.get(times * 9..times * 9 + types * 6)?;
        let east = |kind: u8| {
            let at = usize::from(kind) * 6;
            let bytes: [u8; 4] = table.get(at..at + 4)?.try_into().ok()?;
            Some(i32::from_be_bytes(bytes))
        };
        let mut changes = Vec::new();
        for (place, kind) in kinds.iter().enumerate() {
            let bytes: [u8; 8] = body.get(place * 8..place * 8 + 8)?.try_into().ok()?;
            changes.push((i64::from_be_bytes(bytes), east(*kind)?));
        }
        let footer = times * 9 + types * 6 + letters + leaps * 12 + standard + utc;
        let footer = std::str::from_utf8(body.get(footer..)?).ok()?.trim();
        Some(Self {
            changes,
            first: east(0)?,
            rule: Rule::parse(footer),
        })
    }

    /// Seconds east of UTC at a local time.
    fn at_local(&self, local: NaiveDateTime) -> i32 {
        let local = local.and_utc().timestamp();
        // What holds at an instant depends on the offset: the greater of two that fit is the first of the two.
        let around = [local - 86_400, local + 86_400].map(|utc| self.at_utc(utc));
        let mut fitting = around
            .into_iter()
            .filter(|east| self.at_utc(local - i64::from(*east)) == *east);
        fitting.next().unwrap_or(around[0])
    }

    fn at_utc(&self, utc: i64) -> i32 {
        let place = self.changes.partition_point(|(from, _)| *from <= utc);
        let held = place
            .checked_sub(1)
            .and_then(|place| self.changes.get(place))
            .map_or(self.first, |(_, east)| *east);
        match &self.rule {
            Some(rule) if place == self.changes.len() => rule.at(utc),
            _ => held,
        }
    }
}

impl Rule {
    /// Reads `CET-1CEST,M3.5.0,M10.5.0/3`.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let names = parts.next()?;
        let (standard, rest) = zone(names)?;
        if rest.is_empty() {
            return Some(Self {
                standard,
                summer: None,
            });
        }
        let summer = if rest
            .trim_start_matches(|sign: char| sign.is_alphabetic())
            .is_empty()
        {
            standard + 3600
        } else {
            zone(rest)?.0
        };
        let (begin, end) = (Change::parse(parts.next()?)?, Change::parse(parts.next()?)?);
        Some(Self {
            standard,
            summer: Some((summer, begin, end)),
        })
    }

    fn at(&self, utc: i64) -> i32 {
        let Some((summer, begin, end)) = self.summer else {
            return self.standard;
        };
        let year = DateTime::from_timestamp(utc, 0).map_or(1970, |at| at.year());
        let instant = |change: Change, east: i32| change.in_year(year) - i64::from(east);
        let (from, until) = (instant(begin, self.standard), instant(end, summer));
        // South of the equator summer goes over the new year.
        let is_summer = if from < until {
            (from..until).contains(&utc)
        } else {
            !(until..from).contains(&utc)
        };
        if is_summer { summer } else { self.standard }
    }
}

impl Change {
    /// Reads `M10.5.0/3`.
    fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('/').unwrap_or((text, "2"));
        let mut parts = date.strip_prefix('M')?.split('.');
        let mut part = || parts.next()?.parse().ok();
        let (month, week, weekday) = (part()?, part()?, part()?);
        let (sign, time) = time.strip_prefix('-').map_or((1, time), |time| (-1, time));
        let is_sound = (1..=12).contains(&month) && (1..=5).contains(&week) && weekday < 7;
        is_sound.then_some(Self {
            month,
            week,
            weekday,
            seconds: sign * clock(time)?,
        })
    }

    /// When it is in a year, in seconds since 1970 by the clocks there.
    fn in_year(self, year: i32) -> i64 {
        let Some(first) = NaiveDate::from_ymd_opt(year, self.month, 1) else {
            return 0;
        };
        let ahead = (7 + self.weekday - first.weekday().num_days_from_sunday()) % 7;
        let mut date = first + TimeDelta::days(i64::from(ahead + 7 * (self.week - 1)));
        while date.month() != self.month {
            date -= TimeDelta::days(7);
        }
        date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() + self.seconds
    }
}

/// `CET-1CEST`: a name, hours west of UTC, and the rest.
fn zone(text: &str) -> Option<(i32, &str)> {
    let rest = match text.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?.1,
        None => text.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()),
    };
    let end = rest
        .find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '-' | '+' | ':'))
        .unwrap_or(rest.len());
    let (hours, rest) = rest.split_at(end);
    let (sign, hours) = match hours.strip_prefix('-') {
        Some(hours) => (1, hours),
        None => (-1, hours.trim_start_matches('+')),
    };
    Some((sign * i32::try_from(clock(hours)?).ok()?, rest))
}

/// `2`, `2:30`: seconds.
fn clock(text: &str) -> Option<i64> {
    let mut seconds = 0;
    for (part, unit) in text.split(':').zip([3600, 60, 1]) {
        let value: i64 = part.parse().ok()?;
        seconds += value.clamp(0, 200) * unit;
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn east(rule: &str, local: &str) -> i32 {
        let zone = Zone {
            changes: Vec::new(),
            first: 0,
            rule: Rule::parse(rule),
        };
        zone.at_local(local.parse().unwrap()) / 60
    }

    #[test]
    fn summer_time_begins_and_ends_by_the_rules_of_the_place() {
        let berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        for (local, minutes) in [
            ("2026-02-14T18:00:00", 60),
            ("2026-03-29T01:59:00", 60),
            ("2026-03-29T03:01:00", 120),
            ("2026-10-25T02:30:00", 120),
            ("2026-10-25T03:01:00", 60),
        ] {
            assert_eq!(east(berlin, local), minutes, "{local}");
        }
        let sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";
        assert_eq!(east(sydney, "2026-01-14T18:00:00"), 660);
        assert_eq!(east(sydney, "2026-07-14T18:00:00"), 600);
        assert_eq!(east("<+0545>-5:45", "2026-07-14T18:00:00"), 345);
        assert_eq!(east("EST5EDT,M3.2.0,M11.1.0", "2026-07-14T18:00:00"), -240);
    }

    #[test]
    fn names_that_are_no_places_have_no_clocks() {
        let local = "2026-02-14T18:00:00".parse().unwrap();
        for name in [
            "",
            "Berlin",
            "../etc/passwd",
            "/etc/passwd",
            "Europe/..",
            "No/Such_Place",
        ] {
            assert_eq!(offset_in(name, local), None, "{name}");
        }
        assert_eq!(Zone::parse(b"TZif2"), None);
        assert_eq!(
            Zone::parse(&[b"TZif2".as_slice(), &[255; 60]].concat()),
            None
        );
    }
}
