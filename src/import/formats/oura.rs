//! Oura daily tables: seconds asleep. Scores are computed, so they are not ratings.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Table};
use crate::import::{Parsed, ReadOptions, Refusal, quoted};

const DAYS: [&str; 2] = ["day", "date"];
const SLEPT: [&str; 2] = ["total_sleep_duration", "total sleep duration"];

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| columns.iter().any(|column| column == name))
    };
    has(&DAYS) && has(&SLEPT)
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = Table::open(text).read(Parsed::default(), |row, parsed| {
        let first = |names: &[&'static str]| {
            names
                .iter()
                .map(|name| row.get(name))
                .find(|cell| !cell.is_empty())
                .unwrap_or("")
        };
        let date = first(&DAYS);
        let day = dates::read(date, Order::YearFirst)
            .ok_or_else(|| format!("the day is {}, expected one like 2026-02-10", quoted(date)))?;
        let Some(asleep) = Marks::default().read(first(&SLEPT)) else {
            parsed.leave_out("days without a sleep", 1);
            return Ok(());
        };
        // Only the day is known; several sleeps on a day are added.
        let at = day
            .date
            .and_time(chrono::NaiveTime::MIN)
            .and_utc()
            .timestamp();
        nights.add(Sleep {
            is_here: false,
            span: (at, at),
            day: Day::from_date(day.date),
            asleep,
            rating: None,
            note: String::new(),
        })
    })?;
    nights.finish("oura", &mut parsed);
    Ok(parsed)
}
