//! CSV tables for check-ins and sessions.
//!
//! `day` is the logical day (it starts at `day_start`) and `time` the local time of day within it; `start` is the local
//! calendar date and time. Tags are separated by `|` or `;`. Text that a spreadsheet would interpret as a formula is
//! escaped; see `cell`.

pub mod cell;

use crate::domain::sanitize::{line, text as clean};
use crate::domain::{
    CheckIn, Measure, OwnRating, OwnRatings, Question, Rating, Session, Sorting as _, concat,
};
use cell::{guard, join_tags};
use chrono::{NaiveDateTime, Timelike as _};

/// Columns of the check-in table, in output order.
pub const CHECK_INS: [&str; 5 + Question::ALL.len()] = concat(&[
    &["day", "time"],
    &Question::KEYS,
    &["sleep_hours", "tags", "note"],
]);

/// Columns of the session table, in output order.
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

/// Serializes check-ins as CSV, oldest first. A column for each own rating follows the others.
pub fn check_ins(check_ins: &[CheckIn], own: OwnRatings<'_>) -> Result<String, csv::Error> {
    let mut sorted: Vec<&CheckIn> = check_ins.iter().collect();
    sorted.order_by_key(|record| (record.day, record.at, record.id));
    let names: Vec<String> = own
        .0
        .iter()
        .map(|rating| guard(&line(&own.label(rating))))
        .collect();
    let header: Vec<&str> = CHECK_INS
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    let row = |record: &CheckIn| {
        let answer = |rating: &OwnRating| {
            record
                .own
                .get(rating.id)
                .map(|value| own_cell(rating, value))
        };
        let cells = own
            .0
            .iter()
            .map(|rating| answer(rating).unwrap_or_default());
        check_in_row(record).into_iter().chain(cells).collect()
    };
    table(&header, sorted.into_iter().map(row))
}

/// An answer: a number, minutes, or `yes` and `no`.
fn own_cell(rating: &OwnRating, value: f64) -> String {
    match rating.measure {
        Measure::YesNo => rating.text(value, false),
        _ => value.to_string(),
    }
}

fn check_in_row(record: &CheckIn) -> Vec<String> {
    let time = if record.timed {
        clock(record.at.naive_local())
    } else {
        String::new()
    };
    let ratings = Question::ALL.map(|question| record.ratings.get(question));
    let mut row = vec![record.day.to_string(), time];
    row.extend(ratings.map(|rating| rating.map(|rating| rating.to_string()).unwrap_or_default()));
    row.push(
        record
            .sleep_hours
            .map(|hours| format!("{hours:?}"))
            .unwrap_or_default(),
    );
    row.push(join_tags(&record.tags));
    row.push(guard(&clean(&record.note)));
    row
}

/// Serializes sessions as CSV, oldest first. Minutes are exact to the second, distances to the millimeter.
pub fn sessions(sessions: &[Session]) -> Result<String, csv::Error> {
    let mut sorted: Vec<&Session> = sessions.iter().collect();
    sorted.order_by_key(|record| (record.start, record.id));
    table(&SESSIONS, sorted.into_iter().map(session_row))
}

fn session_row(record: &Session) -> Vec<String> {
    let local = record.start.naive_local();
    let start = if record.timed {
        format!("{} {}", local.date(), clock(local))
    } else {
        record.day.to_string()
    };
    let rating =
        |rating: Option<Rating>| rating.map(|rating| rating.to_string()).unwrap_or_default();
    vec![
        start,
        guard(&line(&record.activity)),
        short(record.minutes(), 2),
        record.met.to_string(),
        record
            .effort
            .map(|effort| effort.to_string())
            .unwrap_or_default(),
        rating(record.before),
        rating(record.after),
        record
            .distance_m
            .map(|meters| short(meters / 1000.0, 6))
            .unwrap_or_default(),
        guard(&clean(&record.note)),
    ]
}

/// Formats with one to `decimals` decimals, dropping trailing zeros after the first.
fn short(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0');
    if text.ends_with('.') {
        format!("{text}0")
    } else {
        text.to_owned()
    }
}

/// `18:05`, or `18:05:30` if the seconds are not zero.
pub fn clock(local: NaiveDateTime) -> String {
    local
        .format(if local.second() == 0 {
            "%H:%M"
        } else {
            "%H:%M:%S"
        })
        .to_string()
}

/// Writes a CSV table with the given header and rows.
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
