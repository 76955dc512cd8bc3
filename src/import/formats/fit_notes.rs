//! `FitNotes` strength logs: rows are sets on a day; workout durations are not recorded.

use crate::domain::Day;
use crate::import::cells::dates;
use crate::import::formats::fitbit_json::untimed;
use crate::import::formats::strong::once;
use crate::import::questions;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, quoted};
use std::collections::HashSet;

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |name: &str| columns.iter().any(|column| column == name);
    has("date") && has("exercise") && has("category") && has("reps")
}

/// Reads the table: one session per day, with the duration given by the user.
///
/// # Errors
/// If no row can be read, or no duration was given.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let Some(minutes) = options.mapping.minutes else {
        return Err(questions::no_length(std::iter::empty()));
    };
    let mut seen = HashSet::new();
    let table = Table::open(text);
    let order = table.order(&["date"], options)?;
    table.read(Parsed::default(), |row, parsed| {
        let date = row.get("date");
        let day = dates::read(date, order)
            .ok_or_else(|| format!("Date is {}, expected one like 2026-02-10", quoted(date)))?;
        if once(&mut seen, &[date]) {
            let start = untimed(Day::from_date(day.date));
            parsed.sessions.push(ForeignSession::measured(
                "fitnotes",
                start,
                "strength",
                minutes * 60.0,
                None,
            )?);
        }
        Ok(())
    })
}
