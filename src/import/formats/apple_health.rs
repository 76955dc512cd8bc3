//! Apple Health's export: workouts, and sleep as hours of the day on which the person woke.

use crate::domain::{Day, Ratings, When};
use crate::import::xml::{self, Attributes, Node};
use crate::import::{
    ForeignCheckIn, ForeignSession, Parsed, ReadOptions, Refusal, Start, sport, within_records,
};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;
use std::io::Read;

/// One stretch, in seconds since 1970.
type Stretch = (i64, i64);

/// The longest name of a kind of workout that is kept, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Default)]
struct Workout {
    kind: String,
    start: Option<DateTime<FixedOffset>>,
    seconds: f64,
    metres: Option<f64>,
}

/// Whether a member of the zip is the export: its name is translated; a second one holds clinical documents.
pub(super) fn is_export(name: &str) -> bool {
    name.contains("apple_health_export")
        && name.to_lowercase().ends_with(".xml")
        && !name.contains("export_cda")
}

/// Reads every workout and the hours slept. What it holds at a time is one element, the workouts and the sleep.
///
/// # Errors
/// When it is not well-formed, goes beyond a bound, or holds neither.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut workout: Option<Workout> = None;
    let mut nights: BTreeMap<Day, Vec<Stretch>> = BTreeMap::new();
    let mut stretches = 0;
    // How the file is written is nothing that matters for numbers.
    let _ = xml::read(source, &mut |node| {
        match node {
            Node::Start("Workout", attributes) => workout = Some(begin(attributes)),
            Node::Start("WorkoutStatistics", attributes) => {
                let of_distance = attributes
                    .get("type")
                    .is_some_and(|kind| kind.contains("Distance"));
                if let Some(workout) = workout.as_mut().filter(|_| of_distance) {
                    let metres = metres(attributes, "sum", "unit");
                    workout.metres = workout.metres.or(metres);
                }
            }
            Node::End("Workout", _) => {
                let Some(done) = workout.take() else {
                    return Ok(());
                };
                parsed.another()?;
                let place = parsed.read;
                match done.session() {
                    Ok(session) => parsed.sessions.push(session),
                    Err(reason) => parsed
                        .rejected
                        .push((place as u64, format!("workout {place}: {reason}"))),
                }
            }
            Node::Start("Record", attributes) => {
                if let Some((day, stretch)) = asleep(attributes) {
                    stretches += 1;
                    within_records(stretches)?;
                    nights.entry(day).or_default().push(stretch);
                }
            }
            Node::Start(..) | Node::End(..) => {}
        }
        Ok(())
    })?;
    for (day, mut stretches) in nights {
        parsed.another()?;
        let hours = hours(&mut stretches);
        if hours > 0.0 && hours <= 24.0 {
            parsed.check_ins.push(slept("apple-health", day, hours));
        }
    }
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty(
            "it holds no workout and no sleep: nothing to import".to_owned(),
        )),
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

impl Workout {
    fn session(self) -> Result<ForeignSession, String> {
        let start = self.start.ok_or("its startDate is no date")?;
        let activity = sport::from_name(self.kind.trim_start_matches("HKWorkoutActivityType"));
        ForeignSession::measured(
            "apple-health",
            Start::Instant(start),
            &activity,
            self.seconds,
            self.metres,
        )
    }
}

fn begin(attributes: &Attributes<'_>) -> Workout {
    let duration: Option<f64> = attributes
        .get("duration")
        .and_then(|text| text.trim().parse().ok());
    let unit = match attributes.get("durationUnit").as_deref() {
        Some("s" | "sec") => 1.0,
        Some("h" | "hr") => 3600.0,
        _ => 60.0,
    };
    let (start, end) = (date(attributes, "startDate"), date(attributes, "endDate"));
    let span = start
        .zip(end)
        .map(|(start, end)| end.signed_duration_since(start).num_seconds() as f64);
    Workout {
        kind: attributes
            .get("workoutActivityType")
            .unwrap_or_default()
            .chars()
            .take(LONGEST_NAME)
            .collect(),
        start,
        seconds: duration.map(|value| value * unit).or(span).unwrap_or(0.0),
        metres: metres(attributes, "totalDistance", "totalDistanceUnit"),
    }
}

/// A stretch of sleep, by the day of waking; time in bed is no sleep, and waking is none.
fn asleep(attributes: &Attributes<'_>) -> Option<(Day, Stretch)> {
    let is = |name: &str, part: &str| {
        attributes
            .get(name)
            .is_some_and(|value| value.contains(part))
    };
    if !is("type", "SleepAnalysis") || !is("value", "Asleep") {
        return None;
    }
    let (start, end) = (date(attributes, "startDate")?, date(attributes, "endDate")?);
    Some((
        Day::from_date(end.date_naive()),
        (start.timestamp(), end.timestamp()),
    ))
}

fn date(attributes: &Attributes<'_>, name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_str(attributes.get(name)?.trim(), "%Y-%m-%d %H:%M:%S %z").ok()
}

fn metres(attributes: &Attributes<'_>, value: &str, unit: &str) -> Option<f64> {
    let value: f64 = attributes.get(value)?.trim().parse().ok()?;
    let unit = match attributes.get(unit).as_deref() {
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
