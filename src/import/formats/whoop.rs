//! Whoop tables, in local time with the time zone in a separate column. The journal is not read, because the day of an
//! answer is uncertain.

use crate::domain::{Day, When};
use crate::import::cells::dates::{self, Order, Stamp};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::NaiveDateTime;

fn has_all(text: &str, names: &[&str]) -> bool {
    let columns = table::header(text).1;
    names
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Whether the text starts with the workout header.
pub(super) fn is_workouts(text: &str) -> bool {
    has_all(
        text,
        &["workout start time", "activity name", "cycle timezone"],
    )
}

/// Whether the text starts with the header of the daily table, which repeats the nights of the sleep table.
pub(super) fn is_days(text: &str) -> bool {
    has_all(
        text,
        &["wake onset", "asleep duration (min)", "recovery score %"],
    )
}

/// Whether the text starts with the sleep header.
pub(super) fn is_sleeps(text: &str) -> bool {
    has_all(text, &["wake onset", "asleep duration (min)"])
}

/// Whether the text starts with the journal header.
pub(super) fn is_journal(text: &str) -> bool {
    has_all(text, &["question text", "answered yes", "cycle timezone"])
}

/// Refuses a journal with an explanation.
///
/// # Errors
/// Always.
pub(super) fn journal(_: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    Err(Refusal::Empty(
        "Whoop's journal doesn't say which day an answer is of: nothing to import".to_owned(),
    ))
}

fn time(row: &Row<'_>, column: &str) -> Result<NaiveDateTime, String> {
    let cell = row.get(column);
    let stamp = dates::read(cell, Order::YearFirst).filter(|stamp| stamp.time.is_some());
    stamp
        .map(Stamp::local)
        .ok_or_else(|| format!("{column} is {}, expected a date and a time", quoted(cell)))
}

/// Reads workouts.
///
/// # Errors
/// If no row can be read.
pub(super) fn workouts(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    Table::open(text).read(Parsed::default(), |row, parsed| {
        let (start, end) = (
            time(row, "workout start time")?,
            time(row, "workout end time").ok(),
        );
        let number = |column: &str| Marks::default().read(row.get(column));
        let span = end.map(|end| end.signed_duration_since(start).num_seconds() as f64);
        let seconds = number("duration (min)")
            .map(|minutes| minutes * 60.0)
            .or(span)
            .ok_or("it has no duration")?;
        let zone = dates::offset(row.get("cycle timezone"));
        let start = zone
            .and_then(|offset| start.and_local_timezone(offset).single())
            .map_or(Start::Local(When::At(start)), Start::Instant);
        let activity = sport::from_name(row.get("activity name"));
        parsed.sessions.push(ForeignSession::measured(
            "whoop",
            start,
            &activity,
            seconds,
            number("distance (meters)"),
        )?);
        Ok(())
    })
}

/// Reads sleep entries, including naps; rows without a duration are skipped.
///
/// # Errors
/// If no row can be read.
pub(super) fn sleeps(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = Table::open(text).read(Parsed::default(), |row, parsed| {
        let Some(minutes) = Marks::default().read(row.get("asleep duration (min)")) else {
            parsed.leave_out("rows without a sleep", 1);
            return Ok(());
        };
        let (start, end) = (time(row, "sleep onset")?, time(row, "wake onset")?);
        nights.add(Sleep {
            is_here: false,
            span: (start.and_utc().timestamp(), end.and_utc().timestamp()),
            day: Day::from_date(end.date()),
            asleep: minutes * 60.0,
            rating: None,
            note: String::new(),
        })
    })?;
    nights.finish("whoop", &mut parsed);
    Ok(parsed)
}
