//! `FitNotes`' strength diary: rows are sets of a day, and nothing tells how long a workout was.

use crate::domain::Day;
use crate::import::cells::dates;
use crate::import::formats::fitbit_json::untimed;
use crate::import::formats::strong::{NO_LENGTH, once};
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, quoted};
use std::collections::HashSet;

/// Whether the text begins with the header of such a table.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |name: &str| columns.iter().any(|column| column == name);
    has("date") && has("exercise") && has("category") && has("reps")
}

/// Reads such a table: one session a day, as long as was said.
///
/// # Errors
/// When no row is good, or it was not said how long.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let Some(minutes) = options.mapping.minutes else {
        return Err(Refusal::Unsettled(NO_LENGTH.to_owned()));
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
