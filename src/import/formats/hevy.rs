//! Hevy strength logs: rows are sets; one session per workout.

use crate::domain::When;
use crate::import::cells::dates::{self, Stamp};
use crate::import::formats::strong::once;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted};
use std::collections::HashSet;

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["title", "start_time", "end_time", "exercise_title"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut seen = HashSet::new();
    let table = Table::open(text);
    let order = table.order(&["start_time", "end_time"], options)?;
    table.read(Parsed::default(), |row, parsed| {
        if !once(&mut seen, &[row.get("title"), row.get("start_time")]) {
            return Ok(());
        }
        let time = |column: &str| {
            let cell = row.get(column);
            dates::read(cell, order)
                .map(Stamp::local)
                .ok_or_else(|| format!("{column} is {}, expected a date and a time", quoted(cell)))
        };
        let (start, end) = (time("start_time")?, time("end_time")?);
        let seconds = end.signed_duration_since(start).num_seconds() as f64;
        let mut session = ForeignSession::measured(
            "hevy",
            Start::Local(When::At(start)),
            "strength",
            seconds,
            None,
        )?;
        session.title =
            Some(crate::domain::sanitize::line(row.get("title"))).filter(|title| !title.is_empty());
        parsed.sessions.push(session);
        Ok(())
    })
}
