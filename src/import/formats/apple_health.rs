//! Apple Health exports: workouts, and sleep as hours on the day of waking.

use crate::domain::Day;
use crate::import::nights::{Nights, Sleep};
use crate::import::xml::{self, Attributes, Node};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, sport, within_records};
use chrono::{DateTime, FixedOffset};
use std::io::Read;

/// One stretch of sleep, in seconds since 1970, and the local day on which it ended.
#[derive(Clone, Copy)]
struct Stretch {
    start: i64,
    end: i64,
    day: Day,
}

/// Minimum gap between two separate sleeps, in seconds.
const APART: i64 = 3 * 3600;
/// Number of stretches kept before overlapping ones are merged.
const HELD: usize = 1_000_000;
/// Maximum number of stretches per night, for enforcing the import limit.
const STAGES: usize = 100;

/// Maximum length of a workout type that is kept, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Default)]
struct Workout {
    kind: String,
    start: Option<DateTime<FixedOffset>>,
    seconds: f64,
    meters: Option<f64>,
    /// `HKSwimmingLocationType`: 1 is a pool, 2 open water.
    swims_in: Option<u8>,
}

/// Whether a zip member is the export. Its name is localized; a second XML file contains clinical documents.
pub(super) fn is_export(name: &str) -> bool {
    name.contains("apple_health_export")
        && name.to_lowercase().ends_with(".xml")
        && !name.contains("export_cda")
}

/// Reads all workouts and hours of sleep. Memory use is limited to one element, the workouts and the sleep.
///
/// # Errors
/// If the XML is not well-formed, exceeds a limit, or contains neither.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut workout: Option<Workout> = None;
    let mut unread = 0;
    let mut asleep_spans: Vec<Stretch> = Vec::new();
    // Encoding warnings do not matter, because only numbers are read.
    let _ = xml::read(source, &mut |node| {
        match node {
            Node::Start("Workout", attributes) => workout = Some(begin(attributes)),
            Node::Start("WorkoutStatistics", attributes) => {
                let of_distance = attributes
                    .get("type")
                    .is_some_and(|kind| kind.contains("Distance"));
                if let Some(workout) = workout.as_mut().filter(|_| of_distance) {
                    let meters = meters(attributes, "sum", "unit");
                    workout.meters = workout.meters.or(meters);
                }
            }
            Node::Start("MetadataEntry", attributes) => {
                let tells = attributes
                    .get("key")
                    .is_some_and(|key| key == "HKSwimmingLocationType");
                if let Some(workout) = workout.as_mut().filter(|_| tells) {
                    workout.swims_in = attributes
                        .get("value")
                        .and_then(|value| value.trim().parse().ok());
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
                unread += usize::from(attributes.get("type").is_some_and(|kind| is_state(&kind)));
                asleep_spans.extend(asleep(attributes));
                // Several devices may record every stage of every night for years.
                if asleep_spans.len() >= HELD {
                    unite(&mut asleep_spans);
                    within_records(asleep_spans.len() / STAGES)?;
                }
            }
            Node::Start(name, _) => unread += usize::from(is_state(name)),
            Node::End(..) => {}
        }
        Ok(())
    })?;
    parsed.leave_out(
        "State of Mind entries and questionnaires: their form isn't known yet",
        unread,
    );
    unite(&mut asleep_spans);
    let mut nights = Nights::default();
    for night in asleep_spans.chunk_by(|one, next| next.start - one.end < APART) {
        let (Some(first), Some(last)) = (night.first(), night.last()) else {
            continue;
        };
        parsed.another()?;
        let sleep = Sleep {
            is_here: false,
            span: (first.start, last.end),
            day: last.day,
            asleep: night
                .iter()
                .map(|span| (span.end - span.start) as f64)
                .sum(),
            rating: None,
            note: String::new(),
        };
        if let Err(reason) = nights.add(sleep) {
            parsed.rejected.push((parsed.read as u64, reason));
        }
    }
    nights.finish("apple-health", &mut parsed);
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty(
            "it has no workouts and no sleep: nothing to import".to_owned(),
        )),
        Some((_, reason)) if parsed.sessions.is_empty() && parsed.check_ins.is_empty() => {
            Err(Refusal::Unreadable(reason.clone()))
        }
        _ => Ok(parsed),
    }
}

/// Whether an element is a mood record, in a form not yet seen in any export.
fn is_state(name: &str) -> bool {
    name.contains("StateOfMind") || name.contains("ScoredAssessment")
}

impl Workout {
    fn session(self) -> Result<ForeignSession, String> {
        let start = self.start.ok_or("its startDate isn't a date")?;
        let activity = sport::from_name(self.kind.trim_start_matches("HKWorkoutActivityType"));
        let activity = match (activity.as_str(), self.swims_in) {
            ("swim_leisure" | "swim_laps", Some(1)) => "swim_laps".to_owned(),
            _ => activity,
        };
        ForeignSession::measured(
            "apple-health",
            Start::Instant(start),
            &activity,
            self.seconds,
            self.meters,
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
        meters: meters(attributes, "totalDistance", "totalDistanceUnit"),
        swims_in: None,
    }
}

/// A stretch of sleep; time in bed and awake is ignored.
fn asleep(attributes: &Attributes<'_>) -> Option<Stretch> {
    let is = |name: &str, part: &str| {
        attributes
            .get(name)
            .is_some_and(|value| value.contains(part))
    };
    if !is("type", "SleepAnalysis") || !is("value", "Asleep") {
        return None;
    }
    let (start, end) = (date(attributes, "startDate")?, date(attributes, "endDate")?);
    Some(Stretch {
        start: start.timestamp(),
        end: end.timestamp(),
        day: Day::from_date(end.date_naive()),
    })
}

/// Merges stretches that overlap or touch, regardless of their source.
fn unite(spans: &mut Vec<Stretch>) {
    spans.retain(|span| span.end > span.start);
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut united: Vec<Stretch> = Vec::new();
    for span in spans.drain(..) {
        match united.last_mut() {
            Some(last) if span.start <= last.end => {
                if span.end > last.end {
                    (last.end, last.day) = (span.end, span.day);
                }
            }
            _ => united.push(span),
        }
    }
    *spans = united;
}

fn date(attributes: &Attributes<'_>, name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_str(attributes.get(name)?.trim(), "%Y-%m-%d %H:%M:%S %z").ok()
}

fn meters(attributes: &Attributes<'_>, value: &str, unit: &str) -> Option<f64> {
    let value: f64 = attributes.get(value)?.trim().parse().ok()?;
    let unit = match attributes.get(unit).as_deref() {
        Some("mi") => 1609.344,
        Some("m") => 1.0,
        Some("yd") => 0.9144,
        _ => 1000.0,
    };
    Some(value * unit)
}
