//! Check-in rows.

use crate::domain::{Day, DayStart, OwnAnswers, OwnRatings, Question, Ratings, When};
use crate::export::csv::cell::text;
use crate::import::table::Row;
use crate::import::tags::split_tags;
use crate::import::written::{date, number, origin, rating, time};
use crate::import::{ForeignCheckIn, Present, quoted};
use chrono::{NaiveDateTime, NaiveTime};

/// Parses one row.
pub(super) fn read(
    row: &Row<'_>,
    present: Present,
    own: OwnRatings<'_>,
) -> Result<ForeignCheckIn, String> {
    // Other programs put date and time in one column.
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
        // In a combined column, the date is the calendar date.
        Some(time) if row.get("time").is_empty() => When::At(day.date().and_time(time)),
        Some(time) => When::At(within(day, time, present.day_start)),
        None => When::Day(day),
    };
    let mut ratings = Ratings::default();
    for question in Question::ALL {
        ratings.set(question, rating(question.key(), row)?);
    }
    let mut answers = OwnAnswers::default();
    for rating in own.0 {
        let cell = row.get(&own.label(rating).to_lowercase());
        if !cell.is_empty() {
            let answer = rating.read(cell).ok_or_else(|| {
                format!(
                    "{} is {}, expected {}",
                    rating.name,
                    quoted(cell),
                    rating.measure.expected()
                )
            })?;
            answers.set(rating.id, Some(answer));
        }
    }
    let sleep_hours = number("sleep_hours", row.get("sleep_hours"), 0.0, 24.0)?;
    let (tags, note) = (split_tags(row.raw("tags"))?, text(row.raw("note")));
    if ratings.is_empty()
        && answers.is_empty()
        && sleep_hours.is_none()
        && tags.is_empty()
        && note.trim().is_empty()
    {
        return Err(
            "expected a rating, hours of sleep, tags or a note, found nothing but a day".into(),
        );
    }
    Ok(ForeignCheckIn {
        when,
        ratings,
        sleep_hours,
        own: answers,
        tags,
        note,
        origin: origin("csv:check-in", when),
    })
}

/// The local time within a logical day: times before the day start are after midnight, on the next calendar day.
fn within(day: Day, time: NaiveTime, start: DayStart) -> NaiveDateTime {
    let local = day.date().and_time(time);
    if Day::of(local, start) < day {
        day.plus(1).date().and_time(time)
    } else {
        local
    }
}
