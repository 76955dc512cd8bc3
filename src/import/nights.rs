//! Converts tracked sleep to hours on the day of waking. Several sleeps on the same day are added; one sleep recorded
//! by two devices counts once.

use crate::domain::english::count;
use crate::domain::{Day, Question, Rating, Ratings, Sorting as _, When};
use crate::import::{ForeignCheckIn, Parsed};
use std::collections::BTreeMap;

/// Minimum sleep in seconds; anything shorter is someone trying out the tracker.
const SHORTEST: f64 = 600.0;
/// Maximum sleep, in seconds.
const LONGEST: f64 = 86_400.0;

/// One sleep.
#[derive(Clone, Debug)]
pub(super) struct Sleep {
    /// Start and end, in seconds on the same clock.
    pub span: (i64, i64),
    /// Day of waking.
    pub day: Day,
    /// Whether the day was derived from the local time zone here, so that it may differ elsewhere.
    pub is_here: bool,
    /// Seconds asleep.
    pub asleep: f64,
    /// User rating, 1 to 9.
    pub rating: Option<f64>,
    /// A note.
    pub note: String,
}

/// All sleeps from one file.
#[derive(Default)]
pub(super) struct Nights(Vec<Sleep>);

impl Nights {
    /// Adds a sleep.
    ///
    /// # Errors
    /// If it is longer than a day or ends before it starts.
    pub(super) fn add(&mut self, sleep: Sleep) -> Result<(), String> {
        let (start, end) = sleep.span;
        if end < start
            || !(0.0..=LONGEST).contains(&sleep.asleep)
            || end - start > 2 * LONGEST as i64
        {
            return Err("its start and end couldn't be read".to_owned());
        }
        self.0.push(sleep);
        Ok(())
    }

    /// Adds the daily hours to `parsed`; `source` is the format name used in natural keys.
    pub(super) fn finish(mut self, source: &str, parsed: &mut Parsed) {
        let before = self.0.len();
        self.0.retain(|sleep| sleep.asleep >= SHORTEST);
        parsed.leave_out("sleeps under 10 minutes", before - self.0.len());
        self.0.order_by_key(|sleep| sleep.span);
        let mut kept: Vec<Sleep> = Vec::new();
        let mut twice = 0;
        for sleep in self.0 {
            match kept.last_mut() {
                Some(last) if overlap(last.span, sleep.span) => {
                    twice += 1;
                    if sleep.asleep > last.asleep {
                        *last = sleep;
                    }
                }
                _ => kept.push(sleep),
            }
        }
        parsed.leave_out("sleeps that another device recorded too", twice);
        let sleeps = kept.len();
        let mut days: BTreeMap<Day, Vec<Sleep>> = BTreeMap::new();
        for sleep in kept {
            days.entry(sleep.day).or_default().push(sleep);
        }
        if days.len() < sleeps {
            let days = count(days.len(), "day");
            parsed.warnings.push(format!("{sleeps} sleeps on {days}"));
        }
        for (day, sleeps) in days {
            let seconds: f64 = sleeps.iter().map(|sleep| sleep.asleep).sum();
            if seconds > LONGEST {
                parsed.leave_out("days with more than 24 hours of sleep", 1);
                continue;
            }
            let ratings: Vec<f64> = sleeps.iter().filter_map(|sleep| sleep.rating).collect();
            let mut entry = slept(source, day, seconds / 3600.0);
            // The natural key must not depend on the time zone where the file is read.
            if let Some(sleep) = sleeps.iter().find(|sleep| sleep.is_here) {
                entry.origin = format!("{source}:sleep:{}", sleep.span.1);
            }
            if !ratings.is_empty() {
                let mean = ratings.iter().sum::<f64>() / ratings.len() as f64;
                entry.ratings.set(
                    Question::Sleep,
                    Rating::new(mean.round().clamp(1.0, 9.0) as u8),
                );
            }
            let notes = sleeps
                .iter()
                .map(|sleep| sleep.note.trim())
                .filter(|note| !note.is_empty());
            entry.note = notes.collect::<Vec<_>>().join("\n");
            parsed.check_ins.push(entry);
        }
    }
}

/// Whether two sleeps overlap by more than half of the shorter one.
fn overlap(one: (i64, i64), other: (i64, i64)) -> bool {
    let shared = one.1.min(other.1) - one.0.max(other.0);
    let shorter = (one.1 - one.0).min(other.1 - other.0);
    shared * 2 > shorter && shared > 0
}

/// Hours slept, as an entry on the day of waking.
pub(super) fn slept(source: &str, day: Day, hours: f64) -> ForeignCheckIn {
    ForeignCheckIn {
        when: When::Day(day),
        ratings: Ratings::default(),
        sleep_hours: Some((hours * 100.0).round() / 100.0),
        own: crate::domain::OwnAnswers::default(),
        tags: Vec::new(),
        note: String::new(),
        origin: format!("{source}:sleep:{day}"),
    }
}
