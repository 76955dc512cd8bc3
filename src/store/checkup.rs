//! Checks the whole file without changing it: is it intact, and are its times possible?

use crate::domain::{Day, DayStart, FIRST_YEAR, Journal, Moment, RecordKind};
use crate::store::records::{select, tables};
use crate::store::table::Table;
use crate::store::{Contents, OpenError, Refusal, contents, open, values};
use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::path::Path;

/// How far apart two computers' clocks may be without a warning, in minutes.
const APART: i64 = 10;

/// Offset of the easternmost time zone, in hours ahead of UTC.
const EAST: i64 = 14;

/// Results of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// What is damaged in the file, as reported by `SQLite`, limited to the first few messages. If there is any,
    /// nothing else is checked.
    pub broken: Vec<String>,
    /// What the file contains.
    pub contents: Contents,
    /// Rows that refer to missing rows.
    pub loose: usize,
    /// Records dated in the future in every time zone.
    pub ahead: usize,
    /// Records with an implausible day.
    pub impossible: usize,
    /// Records, including deleted ones, last changed in the future.
    pub changed_ahead: usize,
    /// Records with a time of day that belongs to a different day.
    pub other_day: usize,
    /// When the session in progress was last saved.
    pub running: Option<Moment>,
    /// Number of running experiments.
    pub experiments: usize,
    /// The latest change of a record that is not in the future.
    pub last_change: Option<Moment>,
}

/// Examines the file at `path`, in any schema version this program knows.
///
/// # Errors
/// If it does not exist or cannot be opened.
pub fn examine(path: &Path, now: Moment, day_start: DayStart) -> Result<Checkup, OpenError> {
    if !path.exists() {
        return Err(OpenError::new(path, Refusal::Missing));
    }
    let connection = open::peek(path).map_err(|refusal| OpenError::new(path, refusal))?;
    let found = look(&connection, now, day_start);
    open::leave(connection, path);
    Ok(found.unwrap_or_else(|error| Checkup {
        broken: vec![error.to_string()],
        ..Checkup::default()
    }))
}

fn look(connection: &Connection, now: Moment, day_start: DayStart) -> rusqlite::Result<Checkup> {
    let mut query = connection.prepare("PRAGMA integrity_check(5)")?;
    let verdicts: Vec<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if verdicts != ["ok"] {
        return Ok(Checkup {
            broken: verdicts,
            ..Checkup::default()
        });
    }
    let loose = connection
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |_| Ok(()))?
        .count();
    // The latest date anywhere on Earth: flying west can repeat a day.
    let latest = Day::of(now.naive_utc() + TimeDelta::hours(EAST), day_start);
    let first = format!("{FIRST_YEAR}-01-01");
    let soon = values::millis(now) + TimeDelta::minutes(APART).num_milliseconds();
    let mut checkup = Checkup {
        contents: contents::of(connection)?,
        loose,
        ..Checkup::default()
    };
    // In an older schema some of these columns are missing until the file is opened.
    checkup.experiments = running(connection, Day::of(now.naive_local(), day_start)).unwrap_or(0);
    let mut last_change = None;
    for Table { name: table, .. } in tables().filter(|table| table.timed) {
        let sql = format!(
            "SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND day >= ?3 AND (timed = 1 AND at > ?1 OR day > ?2)"
        );
        checkup.ahead += connection.query_row(&sql, params![soon, latest, first], |row| {
            row.get::<_, u32>(0)
        })? as usize;
        let sql = format!("SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND day < ?1");
        checkup.impossible +=
            connection.query_row(&sql, [&first], |row| row.get::<_, u32>(0))? as usize;
        checkup.other_day += other_day(connection, table, day_start)?;
    }
    for named in tables().filter(|table| table.named) {
        if !named.is_in(connection)? {
            continue;
        }
        let table = named.name;
        let sql = format!("SELECT count(*) FROM {table} WHERE updated_at > ?1");
        checkup.changed_ahead +=
            connection.query_row(&sql, [soon], |row| row.get::<_, u32>(0))? as usize;
        let sql = format!("SELECT max(updated_at) FROM {table} WHERE updated_at <= ?1");
        let latest: Option<i64> = connection.query_row(&sql, [soon], |row| row.get(0))?;
        last_change = last_change.max(latest);
    }
    let running: Option<i64> = connection
        .query_row("SELECT kept FROM running", [], |row| row.get(0))
        .optional()?;
    let moment = |millis: i64| values::moment(millis, values::offset(now));
    checkup.running = running.map(moment).transpose()?;
    checkup.last_change = last_change.map(moment).transpose()?;
    Ok(checkup)
}

/// Number of experiments running on `today`.
fn running(connection: &Connection, today: Day) -> rusqlite::Result<usize> {
    let mut journal = Journal::default();
    for kind in [RecordKind::Session, RecordKind::Experiment] {
        journal = journal.with(select(connection, kind, "deleted_at IS NULL", [])?);
    }
    Ok(journal.running_experiments(today).count())
}

fn other_day(connection: &Connection, table: &str, day_start: DayStart) -> rusqlite::Result<usize> {
    let sql =
        format!("SELECT at, utc_offset, day FROM {table} WHERE deleted_at IS NULL AND timed = 1");
    let mut query = connection.prepare(&sql)?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let at = values::moment(row.get(0)?, row.get(1)?)?;
        let day: Day = row.get(2)?;
        count += usize::from(Day::of(at.naive_local(), day_start) != day);
    }
    Ok(count)
}
