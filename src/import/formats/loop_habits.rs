//! Loop Habit Tracker `Checkmarks.csv`: one column per habit; a completed habit becomes a tag with its name.

use crate::domain::sanitize::line;
use crate::domain::{Day, Ratings, When};
use crate::import::flexible;
use crate::import::table::{self, Table};
use crate::import::{ForeignCheckIn, Parsed, ReadOptions, Refusal, quoted};
use chrono::NaiveDate;

/// Whether the text is such a table: below `Date`, only values used for checkmarks.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let is_mark = |cell: &str| {
        let cell = cell.trim().trim_matches('"');
        matches!(
            cell,
            "" | "-1"
                | "0"
                | "1"
                | "2"
                | "3"
                | "YES_MANUAL"
                | "YES_AUTO"
                | "NO"
                | "SKIP"
                | "UNKNOWN"
        ) || cell.parse::<u32>().is_ok_and(|amount| amount >= 1000)
    };
    let mut rows = text
        .lines()
        .skip(1)
        .take(20)
        .filter(|line| !line.trim().is_empty())
        .peekable();
    // Newest first, consecutive days.
    let days: Vec<NaiveDate> = text
        .lines()
        .skip(1)
        .take(20)
        .filter_map(|line| line.split(',').next()?.trim_matches('"').parse().ok())
        .collect();
    let is_small = |line: &str| {
        let mut marks = line
            .split(',')
            .skip(1)
            .map(|cell| cell.trim().trim_matches('"'));
        marks.all(|mark| mark.parse::<u8>().is_ok_and(|mark| mark < 4))
    };
    let is_daily = columns.len() > 2
        && text.lines().skip(1).take(20).all(is_small)
        && days.len() > 1
        && days
            .windows(2)
            .all(|pair| matches!(pair, [next, before] if before.succ_opt() == Some(*next)));
    let has_negative = is_daily
        || text.lines().skip(1).take(20).any(|line| {
            line.split(',')
                .any(|cell| matches!(cell.trim(), "-1" | "YES_MANUAL" | "UNKNOWN"))
        });
    columns.first().is_some_and(|first| first == "date")
        && columns.len() > 1
        && !columns.iter().any(|column| flexible::is_rating(column))
        && has_negative
        && rows.peek().is_some()
        && rows.all(|line| {
            let mut cells = line.split(',');
            let date = cells.next().unwrap_or_default().trim().trim_matches('"');
            date.parse::<NaiveDate>().is_ok() && cells.all(is_mark)
        })
}

/// Reads the table. Days without any completed habit are skipped.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    // Habit names in their original spelling.
    let names: Vec<String> = table.columns_as_written();
    let habits: Vec<(String, String)> = table
        .columns()
        .iter()
        .cloned()
        .zip(names)
        .skip(1)
        .filter(|(column, _)| !column.is_empty())
        .collect();
    table.read(Parsed::default(), |row, parsed| {
        let date = row.get("date");
        let day: NaiveDate = date
            .parse()
            .map_err(|_| format!("Date is {}, expected one like 2026-02-17", quoted(date)))?;
        let is_done = |cell: &str| {
            cell == "2"
                || cell == "YES_MANUAL"
                || cell.parse::<u32>().is_ok_and(|amount| amount >= 1000)
        };
        let tags: Vec<String> = habits
            .iter()
            .filter(|(column, _)| is_done(row.get(column)))
            .map(|(_, name)| line(name).trim().to_owned())
            .collect();
        if tags.is_empty() {
            return Ok(());
        }
        let when = When::Day(Day::from_date(day));
        parsed.check_ins.push(ForeignCheckIn {
            when,
            ratings: Ratings::default(),
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags,
            note: String::new(),
            origin: crate::import::written::origin("loop", when),
        });
        Ok(())
    })
}
