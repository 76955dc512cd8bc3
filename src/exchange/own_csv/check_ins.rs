//! Rows of check-ins.

use super::Mapping;
use super::cell::{guard, join_tags, split_tags, text};
use crate::domain::{CheckIn, Day, DayStart, Question, Ratings, When};
use crate::exchange::table::Row;
use crate::exchange::text::clean;
use crate::exchange::written::{clock, date, number, origin, time};
use crate::exchange::{ForeignCheckIn, Present};
use chrono::{NaiveDateTime, NaiveTime};

/// One row as a check-in.
pub(super) fn read(
    row: &Row<'_>,
    mapping: &Mapping,
    present: Present,
) -> Result<ForeignCheckIn, String> {
    // Other programs have the date and the time in one field.
    let (date_part, clock_part) = row
        .get("day")
        .split_once(['T', ' '])
        .unwrap_or((row.get("day"), ""));
    let day = Day::from_date(date("day", date_part, present.now)?);
    let clock_part = if row.get("time").is_empty() {
        clock_part
    } else {
        row.get("time")
    };
    let when = match time("time", clock_part)? {
        // In one field, and in another program's table, the date is that of the calendar.
        Some(time) if row.get("time").is_empty() || mapping.renames(&["day", "time"]) => {
            When::At(day.date().and_time(time))
        }
        Some(time) => When::At(within(day, time, present.day_start)),
        None => When::Day(day),
    };
    let mut ratings = Ratings::default();
    for question in Question::ALL {
        ratings.set(
            question,
            mapping.rating(question.key(), row.get(question.key()))?,
        );
    }
    let sleep_hours = number("sleep_hours", row.get("sleep_hours"), 0.0, 24.0)?;
    let (tags, note) = (split_tags(row.raw("tags"))?, text(row.raw("note")));
    if ratings.is_empty() && sleep_hours.is_none() && tags.is_empty() && note.trim().is_empty() {
        return Err(
            "expected a rating, hours of sleep, tags or a note, found nothing but a day".into(),
        );
    }
    Ok(ForeignCheckIn {
        when,
        ratings,
        sleep_hours,
        tags,
        note,
        origin: origin("csv:check-in", when),
    })
}

/// The local time of that clock reading within the day: hours before the day start are those
/// after its midnight.
fn within(day: Day, time: NaiveTime, start: DayStart) -> NaiveDateTime {
    let local = day.date().and_time(time);
    if Day::of(local, start) < day {
        day.plus(1).date().and_time(time)
    } else {
        local
    }
}

/// These check-ins as CSV, the oldest first.
pub fn write(check_ins: &[CheckIn]) -> Result<String, csv::Error> {
    let mut sorted: Vec<&CheckIn> = check_ins.iter().collect();
    sorted.sort_by_key(|record| (record.day, record.at, record.id));
    super::table(&super::CHECK_INS, sorted.into_iter().map(row))
}

fn row(record: &CheckIn) -> Vec<String> {
    let time = if record.timed {
        clock(record.at.naive_local())
    } else {
        String::new()
    };
    let ratings = Question::ALL.map(|question| record.ratings.get(question));
    let mut row = vec![record.day.to_string(), time];
    row.extend(ratings.map(|rating| rating.map(|rating| rating.to_string()).unwrap_or_default()));
    row.push(
        record
            .sleep_hours
            .map(|hours| format!("{hours:?}"))
            .unwrap_or_default(),
    );
    row.push(join_tags(&record.tags));
    row.push(guard(&clean(&record.note)));
    row
}
