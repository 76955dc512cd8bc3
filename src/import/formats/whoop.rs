//! Whoop's tables, in the clocks of the time zone that stands beside them. The journal is not read: the day of an
//! answer is not certain.

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

/// Whether the text begins with the header of workouts.
pub(super) fn is_workouts(text: &str) -> bool {
    has_all(
        text,
        &["workout start time", "activity name", "cycle timezone"],
    )
}

/// Whether the text begins with the header of days, which tell the nights of the sleeps again.
pub(super) fn is_days(text: &str) -> bool {
    has_all(
        text,
        &["wake onset", "asleep duration (min)", "recovery score %"],
    )
}

/// Whether the text begins with the header of sleeps.
pub(super) fn is_sleeps(text: &str) -> bool {
    has_all(text, &["wake onset", "asleep duration (min)"])
}

/// Whether the text begins with the header of the journal.
pub(super) fn is_journal(text: &str) -> bool {
    has_all(text, &["question text", "answered yes", "cycle timezone"])
}

/// Says why a journal is not read.
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

/// Reads the workouts.
///
/// # Errors
/// When no row is good.
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

/// Reads the sleeps, naps too; rows without a length give nothing.
///
/// # Errors
/// When no row is good.
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
