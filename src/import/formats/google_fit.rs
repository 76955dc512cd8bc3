//! Google Fit `Daily activity metrics.csv`: milliseconds per day and activity type. The distance is the total of all
//! types, so it is not assigned to any of them.

use crate::domain::Day;
use crate::import::cells::numbers::Marks;
use crate::import::formats::fitbit_json::untimed;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, quoted};
use chrono::NaiveDate;

/// Column names and the corresponding activities.
const KINDS: [(&str, &str); 3] = [
    ("walking duration (ms)", "walk_self"),
    ("running duration (ms)", "jog"),
    ("cycling duration (ms)", "bike"),
];

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |name: &str| columns.iter().any(|column| column == name);
    has("date")
        && !has("start time")
        && KINDS.iter().any(|(name, _)| has(name))
        && has("move minutes count")
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    Table::open(text).read(Parsed::default(), |row, parsed| {
        let date = row.get("date");
        let day: NaiveDate = date
            .parse()
            .map_err(|_| format!("Date is {}, expected one like 2026-02-10", quoted(date)))?;
        for (column, activity) in KINDS {
            let ms = Marks::default()
                .read(row.get(column))
                .filter(|ms| *ms >= 1000.0);
            if let Some(ms) = ms {
                let start = untimed(Day::from_date(day));
                parsed.sessions.push(ForeignSession::measured(
                    "google-fit",
                    start,
                    activity,
                    ms / 1000.0,
                    None,
                )?);
            }
        }
        Ok(())
    })
}
