//! Health Connect exports: a zip with a database of exercise and sleep in Android's types.

use crate::domain::Day;
use crate::import::archive::Archive;
use crate::import::nights::{Nights, Sleep};
use crate::import::stream::{self, Source};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, sport, within_records};
use chrono::{DateTime, Datelike as _, FixedOffset};
use rusqlite::{Connection, MAIN_DB, Row};
use std::collections::HashMap;

/// Exercise type numbers from Android's `ExerciseSessionType`.
const KINDS: [(i64, &str); 19] = [
    (4, "bike"),
    (5, "bike_still"),
    (10, "dance_free"),
    (20, "intervals"),
    (21, "hike"),
    (27, "pilates"),
    (33, "jog"),
    (34, "jog"),
    (45, "strength"),
    (46, "stretch"),
    (48, "swim_leisure"),
    (49, "swim_laps"),
    (53, "walk_self"),
    (55, "strength"),
    (57, "yoga"),
    (58, sport::OTHER_EXERCISE),
    (59, "stairs"),
    (60, "elliptical"),
    (61, "row_light"),
];
/// Sleep stages that mean awake.
const AWAKE: &str = "1, 3";

/// Whether a zip member is the database.
pub(super) fn is_database(name: &str) -> bool {
    name.rsplit('/').next() == Some("health_connect_export.db")
}

/// Reads exercise and sleep.
///
/// # Errors
/// If the database is not from Health Connect, or contains neither.
pub(super) fn parse(source: &mut dyn Source, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut archive = Archive::open(source)?;
    let bytes = stream::whole(&mut archive.member(&is_database, crate::import::limits::WHOLE)?)?;
    let unreadable = |error: rusqlite::Error| {
        Refusal::Unreadable(format!("its database couldn't be read ({error})"))
    };
    let mut connection = Connection::open_in_memory().map_err(unreadable)?;
    let length = bytes.len();
    connection
        .deserialize_read_exact(MAIN_DB, bytes.as_slice(), length, true)
        .map_err(unreadable)?;
    let mut parsed = Parsed::default();
    exercises(&connection, &mut parsed).map_err(unreadable)?;
    sleeps(&connection, options, &mut parsed).map_err(unreadable)?;
    within_records(parsed.read)?;
    if parsed.sessions.is_empty() && parsed.check_ins.is_empty() {
        return Err(Refusal::Empty(
            "it has no exercise and no sleep: nothing to import".to_owned(),
        ));
    }
    Ok(parsed)
}

/// Whether a table exists.
fn has(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    connection
        .query_row(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1",
            [table],
            |row| row.get::<_, i64>(0),
        )
        .map(|count| count > 0)
}

/// Start from milliseconds since 1970 and, if given, the local offset in seconds.
fn start(millis: i64, zone: Option<i64>) -> Option<Start> {
    let at =
        DateTime::from_timestamp_millis(millis).filter(|at| (1900..=2200).contains(&at.year()))?;
    let offset = zone.and_then(|zone| FixedOffset::east_opt(i32::try_from(zone).ok()?));
    Some(offset.map_or(Start::Utc(at.fixed_offset()), |offset| {
        Start::Instant(at.with_timezone(&offset))
    }))
}

fn exercises(connection: &Connection, parsed: &mut Parsed) -> rusqlite::Result<()> {
    if !has(connection, "exercise_session_record_table")? {
        return Ok(());
    }
    let mut distances: HashMap<i64, Vec<(i64, i64, f64)>> = HashMap::new();
    if has(connection, "distance_record_table")? {
        let sql = "SELECT app_info_id, start_time, end_time, distance FROM distance_record_table ORDER BY start_time LIMIT 2000000";
        let mut query = connection.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let app = row.get::<_, Option<i64>>(0)?.unwrap_or(-1);
            distances
                .entry(app)
                .or_default()
                .push((row.get(1)?, row.get(2)?, row.get(3)?));
        }
    }
    let sql = "SELECT app_info_id, start_time, end_time, start_zone_offset, exercise_type, title FROM exercise_session_record_table ORDER BY start_time LIMIT 100001";
    let mut query = connection.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        parsed.read += 1;
        if let Err(reason) = exercise(row, &distances, parsed)? {
            parsed.rejected.push((
                parsed.read as u64,
                format!("exercise {}: {reason}", parsed.read),
            ));
        }
    }
    Ok(())
}

fn exercise(
    row: &Row<'_>,
    distances: &HashMap<i64, Vec<(i64, i64, f64)>>,
    parsed: &mut Parsed,
) -> rusqlite::Result<Result<(), String>> {
    let app = row.get::<_, Option<i64>>(0)?.unwrap_or(-1);
    let (from, until): (i64, i64) = (row.get(1)?, row.get(2)?);
    let kind: i64 = row.get(4)?;
    let title: Option<String> = row.get(5)?;
    let Some(start) = start(from, row.get(3)?) else {
        return Ok(Err("its start isn't a date".to_owned()));
    };
    let known = KINDS
        .iter()
        .find(|(number, _)| *number == kind)
        .map(|(_, id)| (*id).to_owned());
    let activity = known.unwrap_or_else(|| match title.as_deref().map(str::trim) {
        Some(title) if !title.is_empty() => sport::from_name(title),
        _ => format!("health connect type {kind}"),
    });
    let of_app = distances.get(&app).map(Vec::as_slice).unwrap_or_default();
    let first = of_app.partition_point(|(start, ..)| *start < from);
    let within = of_app[first..]
        .iter()
        .take_while(|(start, ..)| *start < until)
        .filter(|(_, end, _)| *end <= until);
    let meters: f64 = within.map(|(.., meters)| meters).sum();
    let seconds = until.saturating_sub(from) as f64 / 1000.0;
    Ok(
        ForeignSession::measured("health-connect", start, &activity, seconds, Some(meters))
            .map(|session| parsed.sessions.push(session)),
    )
}

fn sleeps(
    connection: &Connection,
    options: &ReadOptions<'_>,
    parsed: &mut Parsed,
) -> rusqlite::Result<()> {
    if !has(connection, "sleep_session_record_table")? {
        return Ok(());
    }
    let mut awake: HashMap<i64, i64> = HashMap::new();
    if has(connection, "sleep_stages_table")? {
        let sql = format!(
            "SELECT parent_key, sum(stage_end_time - stage_start_time) FROM sleep_stages_table WHERE stage_type IN ({AWAKE}) GROUP BY parent_key"
        );
        let mut query = connection.prepare(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            awake.insert(row.get(0)?, row.get(1)?);
        }
    }
    let sql = "SELECT row_id, start_time, end_time, end_zone_offset FROM sleep_session_record_table ORDER BY start_time LIMIT 100001";
    let mut query = connection.prepare(sql)?;
    let mut rows = query.query([])?;
    let mut nights = Nights::default();
    while let Some(row) = rows.next()? {
        parsed.read += 1;
        let (id, from, until): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let zone: Option<i64> = row.get(3)?;
        let woke = start(until, zone).map(|woke| match woke {
            Start::Instant(at) => at.naive_local(),
            Start::Utc(at) => (options.to_local)(at.naive_utc()),
            Start::Local(when) => when.local(),
        });
        let asleep = until
            .saturating_sub(from)
            .saturating_sub(awake.get(&id).copied().unwrap_or(0));
        let added = woke
            .ok_or_else(|| "its end isn't a date".to_owned())
            .and_then(|woke| {
                nights.add(Sleep {
                    is_here: zone.is_none(),
                    span: (from / 1000, until / 1000),
                    day: Day::from_date(woke.date()),
                    asleep: asleep as f64 / 1000.0,
                    rating: None,
                    note: String::new(),
                })
            });
        if let Err(reason) = added {
            parsed.rejected.push((
                parsed.read as u64,
                format!("sleep {}: {reason}", parsed.read),
            ));
        }
    }
    nights.finish("health-connect", parsed);
    Ok(())
}
