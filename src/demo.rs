//! The sample data: generated from a seed, plausible. Shown only where the screen says `demo`.
//!
//! A person with a drifting mood and two bad stretches, who checks in on most days, was away twice, moves about every
//! other day, and benefits more from walking and dancing than from stretching.

use crate::content::activities::activity;
use crate::content::routines::routine;
use crate::domain::{
    Also, Assessment, Change, CheckIn, Day, Effort, Felt, Id, IdMaker, ImportBatch, Incoming,
    Instrument, Moment, Rating, Ratings, Session, Source,
};
use crate::store::{Store, StoreError};
use chrono::{NaiveDateTime, TimeDelta};

/// Days of history.
pub const DAYS: u32 = 180;
/// The default seed.
pub const SEED: u64 = 20_260_302;

/// The routines, how often each is chosen (weight), the mood lift in points, and the effort.
const ROUTINES: [(&str, u32, f64, u8); 6] = [
    ("walk-10", 8, 1.1, 3),
    ("three-songs", 3, 1.4, 5),
    ("strength-a", 4, 0.9, 6),
    ("yoga-12", 3, 0.6, 3),
    ("just-start", 4, 0.4, 2),
    ("mobility", 2, 0.2, 2),
];

/// Stretches without check-ins: how many days ago they started, and for how many days.
const GAPS: [(u32, u32); 2] = [(121, 9), (47, 4)];
/// Bad stretches: how many days ago they started, for how many days, and by how many points mood is lower.
const LOWS: [(u32, u32, f64); 2] = [(140, 16, 1.9), (64, 12, 1.5)];

/// Fills an empty store with sample data that ends at `now`.
///
/// # Errors
/// If the store cannot be written.
pub fn fill(store: &mut Store, now: Moment, days: u32, seed: u64) -> Result<(), StoreError> {
    store.apply(&Change::Several(assessments(now, days, seed)), now)?;
    let batch = ImportBatch {
        kind: "demo".to_owned(),
        records: records(now, days, seed),
        own: true,
        ..ImportBatch::default()
    };
    store.import(&batch, now)?;
    Ok(())
}

/// The PHQ-9 results: how many days ago, and the answers.
const PHQ9: [(i64, [u8; 9]); 6] = [
    (146, [2, 2, 2, 2, 1, 1, 1, 0, 0]),
    (118, [2, 2, 3, 2, 1, 1, 1, 1, 0]),
    (90, [1, 2, 2, 2, 1, 1, 1, 0, 0]),
    (62, [2, 2, 2, 2, 1, 1, 1, 0, 0]),
    (34, [1, 1, 2, 1, 1, 1, 0, 0, 0]),
    (6, [1, 1, 1, 1, 0, 1, 0, 0, 0]),
];

/// The questionnaires of the sample data.
fn assessments(now: Moment, days: u32, seed: u64) -> Vec<Change> {
    let ids = IdMaker::seeded(seed ^ 9);
    let made = PHQ9
        .into_iter()
        .filter(|(ago, _)| *ago <= i64::from(days))
        .map(|(ago, answers)| {
            let at = now - TimeDelta::days(ago);
            Change::save(Assessment {
                id: ids.make(at),
                instrument: Instrument::Phq9,
                day: Day::from_date(at.date_naive()),
                at,
                answers: answers.to_vec(),
                difficulty: Some(1),
                updated_at: at,
            })
        });
    made.collect()
}

struct Person {
    chance: fastrand::Rng,
    ids: IdMaker,
    drift: f64,
    offset: chrono::FixedOffset,
}

/// The records of the sample data.
fn records(now: Moment, days: u32, seed: u64) -> Vec<Incoming> {
    let mut person = Person {
        chance: fastrand::Rng::with_seed(seed),
        ids: IdMaker::seeded(seed),
        drift: 0.0,
        offset: *now.offset(),
    };
    let today = Day::from_date(now.date_naive());
    let mut records = Vec::new();
    let mut moved_yesterday = false;
    // Ends yesterday: today is left for the user to fill in.
    for ago in (1..=days).rev() {
        let day = today.plus(-i64::from(ago));
        let level = person.level(ago, days, moved_yesterday);
        let away = GAPS
            .iter()
            .any(|(began, length)| ago <= *began && ago > began.saturating_sub(*length));
        let moves = !away && person.chance.f64() < if day.weekday() >= 5 { 0.62 } else { 0.48 };
        if moves {
            records.push(person.session(day, level));
        }
        if !away && person.chance.f64() < 0.9 {
            records.push(person.check_in(day, level, moves));
        }
        if !away && person.chance.f64() < 0.16 {
            records.push(person.morning(day, level));
        }
        moved_yesterday = moves;
    }
    records
}

const TAGS: [(&str, f64); 5] = [
    ("work", 0.5),
    ("with people", 0.25),
    ("outdoors", 0.2),
    ("medication", 0.85),
    ("alcohol", 0.08),
];
const NOTES: [&str; 12] = [
    "slow morning, better later",
    "met M., sun",
    "could not get going",
    "long day, quiet evening",
    "slept through for once",
    "rain, walked anyway",
    "called my sister",
    "too much screen",
    "cooked something proper",
    "restless night",
    "a good hour in the garden",
    "nothing special, and that was fine",
];

impl Person {
    /// The day's mood level, around 5.3: a slow drift, the bad stretches, a slow rise.
    fn level(&mut self, ago: u32, days: u32, moved_yesterday: bool) -> f64 {
        self.drift = 0.75 * self.drift + self.spread(0.65);
        let low: f64 = LOWS
            .iter()
            .filter(|(began, length, _)| ago <= *began && ago > began.saturating_sub(*length))
            .map(|low| low.2)
            .sum();
        let rise = 0.8 * (1.0 - f64::from(ago) / f64::from(days.max(1)));
        4.5 + rise + self.drift - low + if moved_yesterday { 0.35 } else { 0.0 }
    }

    /// A random number around 0; about 95% are within twice `size`.
    fn spread(&mut self, size: f64) -> f64 {
        let sum: f64 = (0..6).map(|_| self.chance.f64()).sum();
        (sum - 3.0) * size * 1.4
    }

    fn rating(&mut self, around: f64) -> Option<Rating> {
        let value = (around + self.spread(0.5)).round().clamp(1.0, 9.0);
        Rating::new(value as u8)
    }

    fn at(&mut self, day: Day, hour: u32, spread_minutes: u32) -> Moment {
        let minutes = i64::from(hour * 60 + self.chance.u32(0..=spread_minutes));
        let local: NaiveDateTime =
            day.date().and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes);
        local
            .and_local_timezone(self.offset)
            .single()
            .unwrap_or_else(|| local.and_utc().fixed_offset())
    }

    fn id(&mut self, at: Moment) -> Id {
        self.ids.make(at)
    }

    fn check_in(&mut self, day: Day, level: f64, moved: bool) -> Incoming {
        let at = self.at(day, 20, 140);
        let lifted = level + if moved { 0.4 } else { 0.0 };
        let ratings = Ratings {
            mood: self.rating(lifted),
            energy: self.rating(lifted - 0.5),
            calm: self.rating(lifted - 0.1),
            sleep: self.rating(5.4 + self.drift * 0.4),
            ..Ratings::default()
        };
        let mut tags: Vec<String> = TAGS
            .iter()
            .filter(|(_, often)| self.chance.f64() < *often)
            .map(|(tag, _)| (*tag).to_owned())
            .collect();
        if day.weekday() >= 5 {
            tags.retain(|tag| tag != "work");
        }
        let note = if self.chance.f64() < 0.22 {
            NOTES[self.chance.usize(0..NOTES.len())]
        } else {
            ""
        };
        let slept = if self.chance.f64() < 0.6 {
            Some(((6.9 + self.spread(0.5)) * 4.0).round() / 4.0)
        } else {
            None
        };
        self.stored(at, day, ratings, tags, note, slept)
    }

    fn morning(&mut self, day: Day, level: f64) -> Incoming {
        let at = self.at(day, 7, 90);
        let ratings = Ratings {
            mood: self.rating(level - 0.5),
            energy: self.rating(level - 1.0),
            ..Ratings::default()
        };
        self.stored(at, day, ratings, Vec::new(), "", None)
    }

    fn stored(
        &mut self,
        at: Moment,
        day: Day,
        ratings: Ratings,
        tags: Vec<String>,
        note: &str,
        sleep_hours: Option<f64>,
    ) -> Incoming {
        let record = CheckIn {
            id: self.id(at),
            at,
            timed: true,
            day,
            ratings,
            sleep_hours,
            own: crate::domain::OwnAnswers::default(),
            tags,
            note: note.to_owned(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        };
        Incoming {
            record: record.into(),
            origin: String::new(),
        }
    }

    fn session(&mut self, day: Day, level: f64) -> Incoming {
        let total: u32 = ROUTINES.iter().map(|routine| routine.1).sum();
        let mut pick = self.chance.u32(0..total);
        let (id, _, lift, effort) = ROUTINES
            .into_iter()
            .find(|(_, often, ..)| {
                let here = pick < *often;
                pick = pick.saturating_sub(*often);
                here
            })
            .unwrap_or(ROUTINES[0]);
        let start = self.at(day, 17, 130);
        let done = routine(id);
        let complete = self.chance.f64() < 0.86;
        let planned = done.map_or(600, crate::domain::Routine::seconds);
        let active_seconds = if complete {
            planned
        } else {
            planned * self.chance.u32(30..80) / 100
        };
        let activity_id = done.map_or("walk_self", |routine| routine.activity.as_str());
        let before = self.rating(level - 0.3);
        let after = before.and_then(|before| self.rating(f64::from(before.get()) + lift));
        let rated = self.chance.f64() < 0.85;
        let record = Session {
            id: self.id(start),
            start,
            timed: true,
            day,
            activity: activity_id.to_owned(),
            title: done.map_or_else(|| "Walk".to_owned(), |routine| routine.title.clone()),
            routine: Some(id.to_owned()),
            active_seconds,
            planned_seconds: Some(planned),
            distance_m: None,
            met: activity(activity_id).map_or(3.0, |activity| activity.met),
            effort: Effort::new(effort.saturating_add_signed(self.chance.i8(-1..=1)).min(10)),
            before,
            after: if rated { after } else { None },
            also: Also::default(),
            felt: rated.then_some(Felt::Fine),
            complete,
            note: String::new(),
            source: Source::Timer,
            steps: Vec::new(),
            import: None,
            updated_at: start,
        };
        Incoming {
            record: record.into(),
            origin: String::new(),
        }
    }
}
