//! Samsung Health exercise and sleep tables: an extra line before the header, UTC times, rows with a trailing comma.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order, Stamp};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::{DateTime, FixedOffset, Utc};

/// Exercise type numbers (Samsung Health SDK).
const KINDS: [(&str, &str); 12] = [
    ("1001", "walk_self"),
    ("1002", "jog"),
    ("11007", "bike"),
    ("14001", "swim_leisure"),
    ("13001", "hike"),
    ("9001", "pilates"),
    ("9002", "yoga"),
    ("10001", "stretch"),
    ("10007", "circuit"),
    ("15003", "bike_still"),
    ("15004", "row_light"),
    ("15006", "elliptical"),
];

fn is_table(text: &str, name: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.split(',').next() == Some(name)
}

/// Whether the text is the exercise table.
pub(super) fn is_exercises(text: &str) -> bool {
    is_table(text, "com.samsung.shealth.exercise") || is_table(text, "com.samsung.health.exercise")
}

/// Whether the text is the sleep table.
pub(super) fn is_sleeps(text: &str) -> bool {
    is_table(text, "com.samsung.shealth.sleep") || is_table(text, "com.samsung.health.sleep")
}

/// A cell by column name, with or without its prefix.
fn cell<'a>(row: &Row<'a>, kind: &str, name: &str) -> &'a str {
    let bare = row.get(name);
    if bare.is_empty() {
        row.get(&format!("com.samsung.health.{kind}.{name}"))
    } else {
        bare
    }
}

fn utc(row: &Row<'_>, kind: &str, name: &str) -> Result<DateTime<Utc>, String> {
    let text = cell(row, kind, name);
    let at = dates::read(text, Order::YearFirst)
        .map(Stamp::local)
        .or_else(|| dates::since_1970(text));
    at.map(|at| at.and_utc())
        .ok_or_else(|| format!("{name} is {}, expected a date and a time", quoted(text)))
}

fn offset(row: &Row<'_>, kind: &str) -> Option<FixedOffset> {
    dates::offset(cell(row, kind, "time_offset"))
}

/// Reads exercises.
///
/// # Errors
/// If no row can be read.
pub(super) fn exercises(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    Table::below(text, 1).read(Parsed::default(), |row, parsed| {
        let start = utc(row, "exercise", "start_time")?;
        let number = |name: &str| Marks::default().read(cell(row, "exercise", name));
        let seconds = number("duration")
            .map(|ms| ms / 1000.0)
            .ok_or("it has no duration")?;
        let kind = cell(row, "exercise", "exercise_type");
        let title = cell(row, "exercise", "title");
        let known = KINDS.iter().find(|(number, _)| *number == kind);
        let activity = match known {
            Some((_, id)) => (*id).to_owned(),
            None if kind == "15005" => "jog".to_owned(),
            None if kind == "0" || kind.is_empty() => sport::from_name(title),
            None => format!("samsung type {kind}"),
        };
        let start = offset(row, "exercise").map_or(Start::Utc(start.fixed_offset()), |offset| {
            Start::Instant(start.with_timezone(&offset))
        });
        parsed.sessions.push(ForeignSession::measured(
            "samsung",
            start,
            &activity,
            seconds,
            number("distance"),
        )?);
        Ok(())
    })
}

/// Reads sleep entries.
///
/// # Errors
/// If no row can be read.
pub(super) fn sleeps(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = Table::below(text, 1).read(Parsed::default(), |row, _| {
        let (start, end) = (
            utc(row, "sleep", "start_time")?,
            utc(row, "sleep", "end_time")?,
        );
        let span = end.signed_duration_since(start).num_seconds() as f64;
        let minutes = Marks::default()
            .read(cell(row, "sleep", "sleep_duration"))
            .filter(|minutes| *minutes > 0.0);
        let woke = offset(row, "sleep").map_or_else(
            || (options.to_local)(end.naive_utc()),
            |offset| end.with_timezone(&offset).naive_local(),
        );
        nights.add(Sleep {
            is_here: offset(row, "sleep").is_none(),
            span: (start.timestamp(), end.timestamp()),
            day: Day::from_date(woke.date()),
            asleep: minutes.map_or(span, |minutes| minutes * 60.0),
            rating: None,
            note: String::new(),
        })
    })?;
    nights.finish("samsung", &mut parsed);
    Ok(parsed)
}
