//! Sleep diaries: Sleep as Android, Sleepmeter, Plees Tracker. Several sleeps of a day add up; the day is
//! the one on which the person woke.

use crate::domain::{Day, Question, Rating};
use crate::import::formats::apple_health::{hours, slept};
use crate::import::{Parsed, ReadOptions, Refusal};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::collections::BTreeMap;

/// The sleeps that ended on one day: stretches in seconds, ratings from 1 to 9.
type Days = BTreeMap<Day, (Vec<(i64, i64)>, Vec<f64>)>;
/// Start and end in seconds, the day of waking, and a rating where there is one.
type Sleep = (i64, i64, Day, Option<f64>);
/// Reads one line.
type Reader = fn(&str, FixedOffset) -> Option<Sleep>;

/// Whether the text begins like one of these diaries.
pub(super) fn is_header(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default().trim();
    head.starts_with("Id,Tz,From,To")
        || head.starts_with("wake,sleep,bedtime")
        || head == "sid,start,stop,rating"
}

/// Whether a member of a zip is such a diary.
pub(super) fn is_diary(name: &str) -> bool {
    name.ends_with("sleep-export.csv")
}

/// Reads such a diary.
///
/// # Errors
/// When it is none of them, or no sleep can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let offset = *options.present.now.offset();
    let head = text.lines().next().unwrap_or_default();
    let (starts, read): (fn(&str) -> bool, Reader) = if head.starts_with("Id,Tz,From,To") {
        (|line| line.starts_with("\"1"), |line, _| android(line))
    } else if head.starts_with("wake,sleep,bedtime") {
        (
            |line| line.starts_with("\"2") || line.starts_with("\"1"),
            |line, _| sleepmeter(line),
        )
    } else if head.trim() == "sid,start,stop,rating" {
        (
            |line| line.starts_with(|first: char| first.is_ascii_digit()),
            plees,
        )
    } else {
        return Err(Refusal::Unreadable(
            "it is none of Sleep as Android, Sleepmeter and Plees Tracker".to_owned(),
        ));
    };
    let mut parsed = Parsed::default();
    let mut days = Days::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| starts(line)) {
        parsed.another()?;
        match read(line, offset).filter(|(start, end, ..)| (0..=86_400).contains(&(end - start))) {
            Some((start, end, day, rating)) => {
                let of_day = days.entry(day).or_default();
                of_day.0.push((start, end));
                of_day.1.extend(rating);
            }
            None => parsed.rejected.push((
                place as u64 + 1,
                "its start and end cannot be read".to_owned(),
            )),
        }
    }
    for (day, (mut stretches, ratings)) in days {
        let hours = hours(&mut stretches);
        if hours > 24.0 {
            continue;
        }
        let mut entry = slept("sleep", day, hours);
        if !ratings.is_empty() {
            let mean = ratings.iter().sum::<f64>() / ratings.len() as f64;
            entry.ratings.set(
                Question::Sleep,
                Rating::new(mean.round().clamp(1.0, 9.0) as u8),
            );
        }
        parsed.check_ins.push(entry);
    }
    if parsed.check_ins.is_empty() {
        return Err(Refusal::Empty(
            "it holds no sleep: nothing to import".to_owned(),
        ));
    }
    Ok(parsed)
}

fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|field| field.trim().trim_matches('"'))
}

/// `"id","zone","30. 11. 2020 11:03","30. 11. 2020 11:39","…","hours","rating"`; 0 is not rated, 5 best.
fn android(line: &str) -> Option<Sleep> {
    let fields: Vec<&str> = fields(line).take(7).collect();
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%d. %m. %Y %H:%M").ok();
    let (start, end) = (time(fields.get(2)?)?, time(fields.get(3)?)?);
    let rating: f64 = fields.get(6)?.parse().unwrap_or(0.0);
    let rating = (rating > 0.0).then_some(2.0 * rating - 1.0);
    Some((
        start.and_utc().timestamp(),
        end.and_utc().timestamp(),
        Day::from_date(end.date()),
        rating,
    ))
}

/// `"wake","sleep","bedtime",holes,type,…,quality`: 0 to 10.
fn sleepmeter(line: &str) -> Option<Sleep> {
    let fields: Vec<&str> = fields(line).collect();
    let time = |text: &str| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M%z").ok();
    let (end, start) = (time(fields.first()?)?, time(fields.get(1)?)?);
    let quality = fields
        .get(9)
        .and_then(|text| text.parse::<f64>().ok())
        .filter(|value| (0.0..=10.0).contains(value));
    let rating = quality.map(|quality| 1.0 + 8.0 * quality / 10.0);
    Some((
        start.timestamp(),
        end.timestamp(),
        Day::from_date(end.date_naive()),
        rating,
    ))
}

/// `sid,start,stop,rating`: milliseconds; 0 is not rated, 5 best.
fn plees(line: &str, offset: FixedOffset) -> Option<Sleep> {
    let numbers: Vec<i64> = fields(line).map_while(|field| field.parse().ok()).collect();
    let [_, start, stop, rating] = *numbers.as_slice() else {
        return None;
    };
    let woke = DateTime::from_timestamp_millis(stop)?
        .naive_utc()
        .checked_add_offset(offset)?;
    let rating = (1..=5)
        .contains(&rating)
        .then_some(2.0 * rating as f64 - 1.0);
    Some((
        start.div_euclid(1000),
        stop.div_euclid(1000),
        Day::from_date(woke.date()),
        rating,
    ))
}
