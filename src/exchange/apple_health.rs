//! Apple Health's export: workouts, and sleep as hours of the day on which the person woke.

use crate::domain::{Day, Ratings, When};
use crate::exchange::xml::{self, Node, get};
use crate::exchange::{ForeignCheckIn, ForeignSession, Parsed, Refusal, Start, archive, sport};
use chrono::{DateTime, FixedOffset};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One stretch, in seconds since 1970.
type Stretch = (i64, i64);

#[derive(Default)]
struct Workout {
    kind: String,
    start: Option<DateTime<FixedOffset>>,
    seconds: f64,
    metres: Option<f64>,
}

/// The XML of the export; of a zip, the member that holds it.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Ok(Cow::Borrowed(bytes));
    }
    // The name of the file is translated; a second one holds clinical documents.
    let wanted = |name: &str| name.to_lowercase().ends_with(".xml") && !name.contains("export_cda");
    archive::member(bytes, &wanted).map(Cow::Owned)
}

/// Reads every workout and the hours slept.
///
/// # Errors
/// When it is not well-formed, or holds neither.
pub fn parse(text: &str) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut workout: Option<Workout> = None;
    let mut nights: BTreeMap<Day, Vec<Stretch>> = BTreeMap::new();
    xml::read(text, &mut |node| match node {
        Node::Start("Workout", attributes) => workout = Some(begin(attributes)),
        Node::Start("WorkoutStatistics", attributes) => {
            let of_distance = get(attributes, "type").is_some_and(|kind| kind.contains("Distance"));
            if let Some(workout) = workout.as_mut().filter(|_| of_distance) {
                let metres = metres(get(attributes, "sum"), get(attributes, "unit"));
                workout.metres = workout.metres.or(metres);
            }
        }
        Node::End("Workout", _) => {
            let Some(done) = workout.take() else { return };
            parsed.read += 1;
            let activity = sport::from_name(done.kind.trim_start_matches("HKWorkoutActivityType"));
            let session = done.start.ok_or_else(|| "its startDate is no date".to_owned()).and_then(|start| {
                ForeignSession::measured("apple-health", Start::Instant(start), &activity, done.seconds, done.metres)
            });
            match session {
                Ok(session) => parsed.sessions.push(session),
                Err(reason) => parsed.rejected.push((parsed.read as u64, format!("workout {}: {reason}", parsed.read))),
            }
        }
        Node::Start("Record", attributes) => {
            let is = |name: &str, part: &str| get(attributes, name).is_some_and(|value| value.contains(part));
            // Time in bed is no sleep, and waking is none.
            if is("type", "SleepAnalysis") && is("value", "Asleep") {
                let (start, end) = (date(get(attributes, "startDate")), date(get(attributes, "endDate")));
                if let (Some(start), Some(end)) = (start, end) {
                    let day = Day::from_date(end.date_naive());
                    nights.entry(day).or_default().push((start.timestamp(), end.timestamp()));
                }
            }
        }
        Node::Start(..) | Node::End(..) => {}
    })?;
    for (day, mut stretches) in nights {
        parsed.read += 1;
        let hours = hours(&mut stretches);
        if hours > 0.0 && hours <= 24.0 {
            parsed.check_ins.push(slept("apple-health", day, hours));
        }
    }
    match parsed.rejected.first() {
        None if parsed.read == 0 => {
            Err(Refusal::Empty("it holds no workout and no sleep: nothing to import".to_owned()))
        }
        Some((_, reason)) if parsed.sessions.is_empty() && parsed.check_ins.is_empty() => {
            Err(Refusal::Unreadable(reason.clone()))
        }
        _ => Ok(parsed),
    }
}

/// Hours slept as an entry of the day on which the person woke.
pub(super) fn slept(source: &str, day: Day, hours: f64) -> ForeignCheckIn {
    ForeignCheckIn {
        when: When::Day(day),
        ratings: Ratings::default(),
        sleep_hours: Some((hours * 100.0).round() / 100.0),
        tags: Vec::new(),
        note: String::new(),
        origin: format!("{source}:sleep:{day}"),
    }
}

fn begin(attributes: &[(String, String)]) -> Workout {
    let duration: Option<f64> = get(attributes, "duration").and_then(|text| text.trim().parse().ok());
    let unit = match get(attributes, "durationUnit") {
        Some("s" | "sec") => 1.0,
        Some("h" | "hr") => 3600.0,
        _ => 60.0,
    };
    let (start, end) = (date(get(attributes, "startDate")), date(get(attributes, "endDate")));
    let span = start.zip(end).map(|(start, end)| end.signed_duration_since(start).num_seconds() as f64);
    Workout {
        kind: get(attributes, "workoutActivityType").unwrap_or_default().to_owned(),
        start,
        seconds: duration.map(|value| value * unit).or(span).unwrap_or(0.0),
        metres: metres(get(attributes, "totalDistance"), get(attributes, "totalDistanceUnit")),
    }
}

fn date(text: Option<&str>) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_str(text?.trim(), "%Y-%m-%d %H:%M:%S %z").ok()
}

fn metres(value: Option<&str>, unit: Option<&str>) -> Option<f64> {
    let value: f64 = value?.trim().parse().ok()?;
    let unit = match unit {
        Some("mi") => 1609.344,
        Some("m") => 1.0,
        Some("yd") => 0.9144,
        _ => 1000.0,
    };
    Some(value * unit)
}

/// Hours of all stretches, what overlaps (two devices) counted once.
pub(super) fn hours(stretches: &mut [Stretch]) -> f64 {
    stretches.sort_unstable();
    let (mut total, mut until) = (0, i64::MIN);
    for (start, end) in stretches.iter() {
        let from = (*start).max(until);
        total += (end - from).max(0);
        until = until.max(*end);
    }
    total as f64 / 3600.0
}
