//! Our own CSV, in and out: check-ins, and sessions; and, by a mapping, any other table.
//!
//! `day` is the day as everywhere in the program (it begins at `day_start`), `time` the local time
//! of day within it; `start` is the local date and time on the calendar. Tags stand between `|`
//! or `;`. Text that a spreadsheet would take for a formula is guarded: see `cell`.

mod cell;
mod check_ins;
pub mod mapping;
mod sessions;
#[cfg(test)]
mod tests;

pub use check_ins::write as write_check_ins;
pub use mapping::Mapping;
pub use sessions::write as write_sessions;

use crate::exchange::table::{self, Table};
use crate::exchange::{Parsed, Present, Refusal};

/// The columns of check-ins, in the order in which they are written.
pub const CHECK_INS: [&str; 13] = [
    "day",
    "time",
    "mood",
    "energy",
    "calm",
    "sleep",
    "body",
    "interest",
    "appetite",
    "focus",
    "sleep_hours",
    "tags",
    "note",
];

/// The columns of sessions, in the order in which they are written.
pub const SESSIONS: [&str; 9] = [
    "start",
    "activity",
    "minutes",
    "met",
    "effort",
    "before",
    "after",
    "distance_km",
    "note",
];

/// Which of the two tables it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    CheckIns,
    Sessions,
}

/// Whether the text begins with the header of one of our tables.
pub fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |name: &str| columns.iter().any(|column| column == name);
    match resembles(&columns) {
        Some(Sort::CheckIns) => has("day"),
        Some(Sort::Sessions) => has("start") && has("activity"),
        None => false,
    }
}

/// Which of the two a header is like, even when the column is missing that it cannot be without.
fn resembles(columns: &[String]) -> Option<Sort> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let shared = |names: &[&str]| {
        names
            .iter()
            .filter(|name| **name != "note" && has(name))
            .count()
    };
    let (check_ins, sessions) = (shared(&CHECK_INS), shared(&SESSIONS));
    if check_ins > sessions && check_ins > 1 {
        Some(Sort::CheckIns)
    } else if sessions > check_ins && sessions > 1 {
        Some(Sort::Sessions)
    } else {
        // A diary of notes alone.
        (has("day") && has("note")).then_some(Sort::CheckIns)
    }
}

/// Reads either of the two; which one it is, the header says, with the names that `mapping` gives.
///
/// # Errors
/// When it is neither, a needed column is missing, or no row is good.
pub fn read(text: &str, mapping: &Mapping, present: Present) -> Result<Parsed, Refusal> {
    let mut table = Table::open(text);
    table.rename(mapping.columns())?;
    match resembles(table.columns()) {
        Some(Sort::CheckIns) => {
            table.need(&["day"], "a table of check-ins")?;
            table.expect_only(&CHECK_INS);
            table.read(Parsed::default(), |row, parsed| {
                parsed
                    .check_ins
                    .push(check_ins::read(row, mapping, present)?);
                Ok(())
            })
        }
        Some(Sort::Sessions) => {
            table.need(&["start", "activity", "minutes"], "a table of sessions")?;
            table.expect_only(&SESSIONS);
            table.read(Parsed::default(), |row, parsed| {
                parsed.sessions.push(sessions::read(row, mapping, present)?);
                Ok(())
            })
        }
        None => Err(Refusal::Unreadable(format!(
            "it is neither check-ins ({}) nor sessions ({}); its first line has {}. \
             Say which columns to use with --columns \"day=Date,mood=Mood\"",
            CHECK_INS.join(","),
            SESSIONS.join(","),
            table.found()
        ))),
    }
}

/// A table of these rows under this header.
fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
