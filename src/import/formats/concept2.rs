//! Concept2 logbook. Rest periods are not counted.

use crate::domain::When;
use crate::import::cells::dates;
use crate::import::cells::numbers::Marks;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["date", "work time (seconds)", "work distance"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let order = table.order(&["date"], options)?;
    table.read(Parsed::default(), |row, parsed| {
        let date = row.get("date");
        let start = dates::read(date, order)
            .ok_or_else(|| format!("Date is {}, expected a date and a time", quoted(date)))?;
        let number = |column: &str| Marks::default().read(row.get(column));
        let seconds = number("work time (seconds)").ok_or("it has no Work Time (Seconds)")?;
        let activity = match row.get("type").to_lowercase().as_str() {
            "rowerg" | "row erg" | "rower" | "indoor rower" | "" => "row_light".to_owned(),
            "bikeerg" | "bike erg" => "bike_still".to_owned(),
            // A machine without a matching activity keeps its name.
            other => match sport::from_name(row.get("type")) {
                unknown if sport::is_own_word(&unknown) => other.to_owned(),
                known => known,
            },
        };
        let start = Start::Local(When::At(start.local()));
        parsed.sessions.push(ForeignSession::measured(
            "concept2",
            start,
            &activity,
            seconds,
            number("work distance"),
        )?);
        Ok(())
    })
}
