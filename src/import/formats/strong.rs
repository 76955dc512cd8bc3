//! Strong strength logs: rows are sets; one session per workout, with the duration from the table.

use crate::domain::When;
use crate::import::cells::dates;
use crate::import::cells::durations::{self, Length};
use crate::import::cells::numbers::Marks;
use crate::import::questions;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted};
use std::collections::HashSet;

/// Column names for the workout duration, and the seconds per plain number.
const LENGTHS: [(&str, f64); 3] = [
    ("duration (sec)", 1.0),
    ("duration", 60.0),
    ("workout duration", 60.0),
];
/// Whether this is the first occurrence of a workout.
pub(super) fn once(seen: &mut HashSet<Vec<String>>, workout: &[&str]) -> bool {
    seen.insert(workout.iter().map(|part| (*part).to_owned()).collect())
}

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["date", "workout name", "exercise name", "set order"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read, or workout durations are missing.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let said = options.mapping.minutes.map(|minutes| minutes * 60.0);
    let length = LENGTHS.iter().find(|(name, _)| table.has(name));
    if length.is_none() && said.is_none() {
        return Err(questions::no_length(std::iter::empty()));
    }
    let order = table.order(&["date"], options)?;
    let mut seen = HashSet::new();
    table.read(Parsed::default(), |row, parsed| {
        if !once(&mut seen, &[row.get("date"), row.get("workout name")]) {
            return Ok(());
        }
        let date = row.get("date");
        let start = dates::read(date, order)
            .ok_or_else(|| format!("Date is {}, expected a date and a time", quoted(date)))?;
        let told = length.and_then(|(name, unit)| {
            match durations::read(row.get(name), Marks::default())? {
                Length::Seconds(seconds) => Some(seconds),
                Length::Plain(value) => Some(value * unit),
                Length::TwoParts(hours, minutes) => Some((hours * 60.0 + minutes) * 60.0),
            }
        });
        let seconds = told
            .filter(|seconds| *seconds > 0.0)
            .or(said)
            .ok_or("it has no duration; try --minutes 45 for those")?;
        let mut session = ForeignSession::measured(
            "strong",
            Start::Local(When::At(start.local())),
            "strength",
            seconds,
            None,
        )?;
        session.title = Some(crate::domain::sanitize::line(row.get("workout name")))
            .filter(|title| !title.is_empty());
        parsed.sessions.push(session);
        Ok(())
    })
}
