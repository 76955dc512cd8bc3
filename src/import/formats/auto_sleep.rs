//! `AutoSleep` tables. The day is that of `waketime`, because `toDate` is the next day for some nights.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order, Stamp};
use crate::import::cells::durations::{self, Length};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Table};
use crate::import::{Parsed, ReadOptions, Refusal, quoted};

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["bedtime", "waketime", "asleep"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = Table::open(text).read(Parsed::default(), |row, _| {
        let time = |column: &str| {
            let cell = row.get(column);
            dates::read(cell, Order::YearFirst)
                .map(Stamp::local)
                .ok_or_else(|| format!("{column} is {}, expected a date and a time", quoted(cell)))
        };
        let (start, end) = (time("bedtime")?, time("waketime")?);
        let asleep = row.get("asleep");
        let Some(Length::Seconds(asleep)) = durations::read(asleep, Marks::default()) else {
            return Err(format!(
                "asleep is {}, expected one like 08:11:00",
                quoted(asleep)
            ));
        };
        nights.add(Sleep {
            is_here: false,
            span: (start.and_utc().timestamp(), end.and_utc().timestamp()),
            day: Day::from_date(end.date()),
            asleep,
            rating: None,
            note: row.get("notes").to_owned(),
        })
    })?;
    nights.finish("autosleep", &mut parsed);
    Ok(parsed)
}
