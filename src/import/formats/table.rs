//! Reads our own tables; see [`export::csv`](crate::export::csv).

mod check_ins;
mod sessions;
#[cfg(test)]
mod tests;

use crate::domain::OwnRatings;
use crate::export::csv::{CHECK_INS, SESSIONS};
use crate::import::table::Table;
use crate::import::{Parsed, ReadOptions, Refusal};

/// Table type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    CheckIns,
    Sessions,
}

/// Whether the text starts with one of our headers exactly as we write it; other tables may share some column names.
pub(super) fn is_header(text: &str) -> bool {
    let columns = Table::open(text).columns_as_written();
    let has = |name: &str| columns.iter().any(|column| column == name);
    let all = |names: &[&str]| {
        let told = columns.iter().filter(|column| !column.is_empty());
        told.into_iter()
            .all(|column| names.contains(&column.as_str()))
    };
    match resembles(&columns) {
        Some(Sort::CheckIns) => has("day") && all(&CHECK_INS),
        Some(Sort::Sessions) => has("start") && has("activity") && all(&SESSIONS),
        None => false,
    }
}

/// The table type a header resembles, even if its required column is missing.
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
        // A diary with only notes.
        (has("day") && has("note")).then_some(Sort::CheckIns)
    }
}

/// Reads the table.
///
/// # Errors
/// If it is neither, a required column is missing, or no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    read(text, options)
}

/// Reads either table; the header determines which.
///
/// # Errors
/// If it is neither, a required column is missing, or no row can be read.
fn read(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let (present, own) = (options.present, OwnRatings(&options.own));
    let mut table = Table::open(text);
    match resembles(table.columns()) {
        Some(Sort::CheckIns) => {
            table.need(&["day"], "a table of check-ins")?;
            let names: Vec<String> = own
                .0
                .iter()
                .map(|rating| own.label(rating).to_lowercase())
                .collect();
            let known: Vec<&str> = CHECK_INS
                .into_iter()
                .chain(names.iter().map(String::as_str))
                .collect();
            table.expect_only(&known);
            table.read(Parsed::default(), |row, parsed| {
                parsed.check_ins.push(check_ins::read(row, present, own)?);
                Ok(())
            })
        }
        Some(Sort::Sessions) => {
            table.need(&["start", "activity", "minutes"], "a table of sessions")?;
            table.expect_only(&SESSIONS);
            table.read(Parsed::default(), |row, parsed| {
                parsed.sessions.push(sessions::read(row, present)?);
                Ok(())
            })
        }
        None => Err(Refusal::Unreadable(format!(
            "it's neither check-ins ({}) nor sessions ({}); its first line has {}. Choose \
             columns: --columns \"day=Date,mood=Mood\"",
            CHECK_INS.join(","),
            SESSIONS.join(","),
            table.found()
        ))),
    }
}
