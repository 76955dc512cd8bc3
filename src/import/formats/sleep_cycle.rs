//! Sleep Cycle tables: the old format has the time in bed, the new one the time asleep. The quality is computed, so it
//! is not a rating.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order, Stamp};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Table};
use crate::import::{Parsed, ReadOptions, Refusal, quoted};

/// Column names in the old and the new format.
const HEADERS: [[&str; 2]; 2] = [["start", "end"], ["went to bed", "woke up"]];

fn names(columns: &[String]) -> Option<[&'static str; 2]> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let is_one = has("time in bed") && has("sleep quality") || has("time asleep (seconds)");
    HEADERS
        .into_iter()
        .find(|[start, end]| is_one && has(start) && has(end))
}

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    names(&table::header(text).1).is_some()
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let [start, end] = names(table.columns()).unwrap_or(HEADERS[0]);
    let has_asleep = table.has("time asleep (seconds)");
    let mut nights = Nights::default();
    let mut parsed = table.read(Parsed::default(), |row, _| {
        let time = |column: &str| {
            let cell = row.get(column);
            dates::read(cell, Order::YearFirst)
                .map(Stamp::local)
                .ok_or_else(|| format!("{column} is {}, expected a date and a time", quoted(cell)))
        };
        let (start, end) = (time(start)?, time(end)?);
        let span = end.signed_duration_since(start).num_seconds() as f64;
        let asleep = Marks::default()
            .read(row.get("time asleep (seconds)"))
            .unwrap_or(0.0);
        nights.add(Sleep {
            is_here: false,
            span: (start.and_utc().timestamp(), end.and_utc().timestamp()),
            day: Day::from_date(end.date()),
            asleep: if has_asleep { asleep } else { span },
            rating: None,
            note: row.get("sleep notes").to_owned(),
        })
    })?;
    nights.finish("sleep-cycle", &mut parsed);
    Ok(parsed)
}
