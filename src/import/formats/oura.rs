//! Oura's table of days: seconds slept. Scores are computed and no ratings.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Table};
use crate::import::{Parsed, ReadOptions, Refusal, quoted};

const DAYS: [&str; 2] = ["day", "date"];
const SLEPT: [&str; 2] = ["total_sleep_duration", "total sleep duration"];

/// Whether the text begins with the header of such a table.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| columns.iter().any(|column| column == name))
    };
    has(&DAYS) && has(&SLEPT)
}

/// Reads such a table.
///
/// # Errors
/// When no row is good.
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
        // Only the day is known: several sleeps of it add up.
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
