//! Fitbit JSON from Google Takeout: `exercise-N.json` and `sleep-DATE.json`.

use crate::domain::units::MILE;
use crate::domain::{Day, When};
use crate::import::flexible;
use crate::import::nights::{Nights, Sleep};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exercise {
    activity_name: String,
    start_time: String,
    active_duration: f64,
    distance: Option<f64>,
    distance_unit: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Night {
    date_of_sleep: String,
    start_time: String,
    end_time: String,
    minutes_asleep: f64,
}

/// Whether JSON starts like an exercise file.
pub(super) fn is_exercises(head: &str) -> bool {
    head.contains("\"activityName\"") && head.contains("\"activeDuration\"")
}

/// Whether JSON starts like a sleep file.
pub(super) fn is_sleeps(head: &str) -> bool {
    head.contains("\"dateOfSleep\"") && head.contains("\"minutesAsleep\"")
}

/// Parses each entry of a document.
///
/// # Errors
/// If the document is not a list, or none of its entries can be read.
pub(super) fn each<T: DeserializeOwned>(
    text: &str,
    mut take: impl FnMut(T, &mut Parsed) -> Result<(), String>,
) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    for object in flexible::objects(text)? {
        parsed.another()?;
        let entry = serde_json::from_str::<T>(object)
            .map_err(|error| crate::domain::sanitize::line(&error.to_string()));
        if let Err(reason) = entry.and_then(|entry| take(entry, &mut parsed)) {
            parsed.rejected.push((
                parsed.read as u64,
                format!("entry {}: {reason}", parsed.read),
            ));
        }
    }
    match parsed.rejected.first() {
        Some((_, reason)) if parsed.rejected.len() == parsed.read => {
            Err(Refusal::Unreadable(reason.clone()))
        }
        _ => Ok(parsed),
    }
}

/// Reads exercises; their times are in UTC.
///
/// # Errors
/// If none can be read.
pub(super) fn exercises(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    each(text, |entry: Exercise, parsed| {
        let start = NaiveDateTime::parse_from_str(&entry.start_time, "%m/%d/%y %H:%M:%S").map_err(
            |_| {
                format!(
                    "startTime is {}, expected one like 02/20/26 17:23:37",
                    quoted(&entry.start_time)
                )
            },
        )?;
        let unit = match entry.distance_unit.as_deref() {
            Some("Mile") => MILE,
            Some("Meter") => 1.0,
            _ => 1000.0,
        };
        let start = Start::Utc(start.and_utc().fixed_offset());
        let activity = sport::from_name(&entry.activity_name);
        let meters = entry.distance.map(|distance| distance * unit);
        parsed.sessions.push(ForeignSession::measured(
            "fitbit",
            start,
            &activity,
            entry.active_duration / 1000.0,
            meters,
        )?);
        Ok(())
    })
}

/// Reads sleep entries; the date is the day of waking.
///
/// # Errors
/// If none can be read.
pub(super) fn sleeps(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut nights = Nights::default();
    let mut parsed = each(text, |entry: Night, _| {
        let day: NaiveDate = entry
            .date_of_sleep
            .parse()
            .map_err(|_| format!("dateOfSleep is {}", quoted(&entry.date_of_sleep)))?;
        let time = |text: &str| {
            let time: Result<NaiveDateTime, _> = text.parse();
            time.map(|time| time.and_utc().timestamp())
                .map_err(|_| format!("{} isn't a time", quoted(text)))
        };
        nights.add(Sleep {
            is_here: false,
            span: (time(&entry.start_time)?, time(&entry.end_time)?),
            day: Day::from_date(day),
            asleep: entry.minutes_asleep * 60.0,
            rating: None,
            note: String::new(),
        })
    })?;
    nights.finish("fitbit", &mut parsed);
    Ok(parsed)
}

/// A day without a time, for entries that apply to an entire day.
pub(super) const fn untimed(day: Day) -> Start {
    Start::Local(When::Day(day))
}
