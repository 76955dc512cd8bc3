//! Completed movement.

use crate::domain::{Day, Effort, Id, Moment, Rating};
use serde::{Deserialize, Serialize};

/// The origin of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The guided timer.
    Timer,
    /// Entered manually, on screen or on the command line.
    Typed,
    /// Read from another program's file.
    Imported,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::Timer, Self::Typed, Self::Imported];

    /// Name used in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Timer => "timer",
            Self::Typed => "typed",
            Self::Imported => "imported",
        }
    }
}

/// How a session went, as judged by the person; guides the next suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Felt {
    /// Do less next time.
    TooHard,
    /// Keep the same level.
    Fine,
    /// Do more next time.
    TooEasy,
    /// Do not suggest it again until the person says otherwise.
    Hurt,
}

impl Felt {
    /// Every answer, least demanding first.
    pub const ALL: [Self; 4] = [Self::TooHard, Self::Fine, Self::TooEasy, Self::Hurt];

    /// Name used in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooHard => "too_hard",
            Self::Fine => "fine",
            Self::TooEasy => "too_easy",
            Self::Hurt => "hurt",
        }
    }
}

/// One step as actually done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// The movement's id, or `rest`.
    pub movement: String,
    /// Seconds spent in it, excluding pauses.
    pub seconds: u32,
    /// Whether it was done to the end.
    pub complete: bool,
}

/// Optional energy and calm ratings before and after a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each field is the rating and the moment of its name"
)]
pub struct Also {
    pub energy_before: Option<Rating>,
    pub energy_after: Option<Rating>,
    pub calm_before: Option<Rating>,
    pub calm_after: Option<Rating>,
}

/// A completed activity or routine, with mood before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Unique identifier.
    pub id: Id,
    /// When it started; local noon of the day if `timed` is false.
    pub start: Moment,
    /// Whether the time of day is known.
    pub timed: bool,
    /// The day it started.
    pub day: Day,
    /// Activity id, or the name used by another program.
    pub activity: String,
    /// Displayed name: the title of the routine or activity.
    pub title: String,
    /// Routine id, if it followed a routine.
    pub routine: Option<String>,
    /// Seconds in motion, excluding pauses.
    pub active_seconds: u32,
    /// Planned length of a guided session in seconds, excluding getting ready; `None` if there was
    /// no plan or it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_seconds: Option<u32>,
    /// Distance in meters, if measured.
    pub distance_m: Option<f64>,
    /// Metabolic equivalent of the activity, 1 to 20 (Herrmann et al. 2024).
    pub met: f64,
    /// How hard it was.
    pub effort: Option<Effort>,
    /// Mood before the session.
    pub before: Option<Rating>,
    /// Mood after the session.
    pub after: Option<Rating>,
    /// Energy and calm before and after, if asked; mood is in `before` and `after`.
    #[serde(default)]
    pub also: Also,
    /// How it went, in the person's judgment.
    pub felt: Option<Felt>,
    /// Whether it was done to the end; partial sessions count too.
    pub complete: bool,
    /// Free text; empty when there is none.
    pub note: String,
    /// Origin of the record.
    pub source: Source,
    /// Steps done, for guided sessions.
    #[serde(default)]
    pub steps: Vec<StepDone>,
    /// The import that added it, if any.
    pub import: Option<Id>,
    /// When it was last changed.
    pub updated_at: Moment,
}

/// A session shorter than this, in seconds, and shorter than half its plan says nothing about the
/// activity's effect.
const SHORTEST_PAIR: u32 = 120;

impl Session {
    /// Whether it ended too early for its ratings to say anything about the activity: under two
    /// minutes and under half of the plan. Its minutes, its day and its slot in an experiment still
    /// count.
    pub fn is_cut_short(&self) -> bool {
        self.active_seconds < SHORTEST_PAIR
            && self
                .planned_seconds
                .is_some_and(|planned| self.active_seconds.saturating_mul(2) < planned)
    }

    /// Mood before and after, if both were rated and the session was not cut short.
    pub fn pair(&self) -> Option<(Rating, Rating)> {
        Some((self.before?, self.after?)).filter(|_| !self.is_cut_short())
    }

    /// After minus before of the [`pair`](Self::pair), in rating points.
    pub fn lift(&self) -> Option<i8> {
        let (before, after) = self.pair()?;
        Some(after.get() as i8 - before.get() as i8)
    }

    /// How long and how hard the session was.
    pub const fn moved(&self) -> Moved {
        Moved {
            active_seconds: self.active_seconds,
            met: self.met,
        }
    }

    /// Active minutes.
    pub fn minutes(&self) -> f64 {
        self.moved().minutes()
    }

    /// Marginal MET-minutes; see [`Moved::dose`].
    pub fn dose(&self) -> f64 {
        self.moved().dose()
    }
}

/// Duration and intensity of movement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Active seconds.
    pub active_seconds: u32,
    /// Metabolic equivalent.
    pub met: f64,
}

impl Moved {
    /// Active minutes.
    pub fn minutes(self) -> f64 {
        f64::from(self.active_seconds) / 60.0
    }

    /// MET-minutes: the MET value times the active minutes.
    pub fn met_minutes(self) -> f64 {
        self.met * self.minutes()
    }

    /// Marginal MET-minutes, (MET − 1) × minutes: the dose measure used in the dose-response
    /// evidence (Pearce et al. 2022, 10.1001/jamapsychiatry.2022.0609).
    pub fn dose(self) -> f64 {
        (self.met - 1.0).max(0.0) * self.minutes()
    }
}
