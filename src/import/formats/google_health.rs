//! Google Health tables from Google Takeout, `UserExercises_…csv` and `UserSleeps_…csv`: UTC times with the offset in a
//! separate column.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::numbers::Marks;
use crate::import::nights::{Nights, Sleep};
use crate::import::table::{self, Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

fn has_all(text: &str, names: &[&str]) -> bool {
    let columns = table::header(text).1;
    names
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Whether the text starts with the exercise header.
pub(super) fn is_exercises(text: &str) -> bool {
    has_all(text, &["exercise_start", "exercise_end", "activity_name"])
}

/// Whether the text starts with the sleep header.
pub(super) fn is_sleeps(text: &str) -> bool {
    has_all(text, &["sleep_start", "sleep_end", "minutes_asleep"])
}

/// A UTC instant; an explicit offset in the cell is applied.
fn utc(row: &Row<'_>, column: &str) -> Result<DateTime<Utc>, String> {
    let cell = row.get(column);
    let stamp = dates::read(cell, Order::YearFirst).filter(|stamp| stamp.time.is_some());
    let stamp =
        stamp.ok_or_else(|| format!("{column} is {}, expected a date and a time", quoted(cell)))?;
    let shift = stamp.offset.map_or(0, |offset| offset.local_minus_utc());
    Ok((stamp.local() - TimeDelta::seconds(i64::from(shift))).and_utc())
}

/// Local UTC offset.
fn offset(row: &Row<'_>, columns: &[&str]) -> Option<FixedOffset> {
    columns
        .iter()
        .find_map(|column| dates::offset(row.get(column)))
}

/// Reads exercises.
///
/// # Errors
/// If no row can be read.
pub(super) fn exercises(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    Table::open(text).read(Parsed::default(), |row, parsed| {
        let (start, end) = (utc(row, "exercise_start")?, utc(row, "exercise_end")?);
        let mm = |column: &str| {
            Marks::default()
                .read(row.get(column))
                .filter(|value| *value > 0.0)
        };
        let meters = mm("tracker_total_distance_mm")
            .or_else(|| mm("manually_logged_total_distance_mm"))
            .map(|mm| mm / 1000.0);
        let start = offset(row, &["utc_offset"])
            .map_or(Start::Utc(start.fixed_offset()), |offset| {
                Start::Instant(start.with_timezone(&offset))
            });
        let at = match start {
            Start::Utc(at) | Start::Instant(at) => at,
            Start::Local(_) => return Ok(()),
        };
        let seconds = end.signed_duration_since(at).num_milliseconds() as f64 / 1000.0;
        let activity = sport::from_name(row.get("activity_name"));
        parsed.sessions.push(ForeignSession::measured(
            "google-health",
            start,
            &activity,
            seconds,
            meters,
        )?);
        Ok(())
    })
}

/// Reads sleep entries; the day is the local day of the end.
///
/// # Errors
/// If no row can be read.
pub(super) fn sleeps(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = Table::open(text).read(Parsed::default(), |row, _| {
        let (start, end) = (utc(row, "sleep_start")?, utc(row, "sleep_end")?);
        let woke = offset(row, &["end_utc_offset", "utc_offset"]).map_or_else(
            || (options.to_local)(end.naive_utc()),
            |offset| end.with_timezone(&offset).naive_local(),
        );
        let minutes = row.get("minutes_asleep");
        let minutes = Marks::default()
            .read(minutes)
            .ok_or_else(|| format!("minutes_asleep is {}", quoted(minutes)))?;
        nights.add(Sleep {
            is_here: offset(row, &["end_utc_offset", "utc_offset"]).is_none(),
            span: (start.timestamp(), end.timestamp()),
            day: Day::from_date(woke.date()),
            asleep: minutes * 60.0,
            rating: None,
            note: String::new(),
        })
    })?;
    nights.finish("google-health", &mut parsed);
    Ok(parsed)
}
