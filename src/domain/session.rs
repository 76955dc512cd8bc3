//! Movement that happened.

use crate::domain::{Day, Effort, Id, Moment, Rating};
use serde::{Deserialize, Serialize};

/// Where a record came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The guided player.
    Timer,
    /// Entered by hand, on a screen or the command line.
    Typed,
    /// Read from another program's file.
    Imported,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::Timer, Self::Typed, Self::Imported];

    /// The word for it in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Timer => "timer",
            Self::Typed => "typed",
            Self::Imported => "imported",
        }
    }
}

/// How a session went, in the person's own judgment; steers the next suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Felt {
    /// Less next time.
    TooHard,
    /// As it was.
    Fine,
    /// More next time.
    TooEasy,
    /// Not suggested again until the person says so.
    Hurt,
}

impl Felt {
    /// Every answer, from the one that asks for less.
    pub const ALL: [Self; 4] = [Self::TooHard, Self::Fine, Self::TooEasy, Self::Hurt];

    /// The word for it in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooHard => "too_hard",
            Self::Fine => "fine",
            Self::TooEasy => "too_easy",
            Self::Hurt => "hurt",
        }
    }
}

/// One step as it was really done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// The movement's id, or `rest`.
    pub movement: String,
    /// Seconds spent in it, pauses left out.
    pub seconds: u32,
    /// Whether it ran to its end.
    pub complete: bool,
}

/// The optional second and third rating around a session.
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

/// A session: an activity or routine that was done, with the mood before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its identity.
    pub id: Id,
    /// When it began; local noon of the day where `timed` is false.
    pub start: Moment,
    /// Whether the time of day is known.
    pub timed: bool,
    /// The day it began on.
    pub day: Day,
    /// The activity's id, or the name another program gave it.
    pub activity: String,
    /// What the person reads: the routine's or the activity's title.
    pub title: String,
    /// The routine's id, if it was one.
    pub routine: Option<String>,
    /// Seconds in motion, pauses left out.
    pub active_seconds: u32,
    /// Seconds the guided session was to last, getting ready left out; nothing where there was no plan or it is not
    /// known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_seconds: Option<u32>,
    /// Meters, where measured.
    pub distance_m: Option<f64>,
    /// Metabolic equivalent of the activity, 1 to 20 (Herrmann et al. 2024).
    pub met: f64,
    /// How hard it was.
    pub effort: Option<Effort>,
    /// Mood before.
    pub before: Option<Rating>,
    /// Mood after.
    pub after: Option<Rating>,
    /// Energy and calm before and after, where asked; their mood is `before` and `after`.
    #[serde(default)]
    pub also: Also,
    /// How it went.
    pub felt: Option<Felt>,
    /// Whether it ran to its end; a partial one counts all the same.
    pub complete: bool,
    /// Free text; empty when there is none.
    pub note: String,
    /// Where it came from.
    pub source: Source,
    /// The steps done, for a guided one.
    #[serde(default)]
    pub steps: Vec<StepDone>,
    /// The import that brought it, if one did.
    pub import: Option<Id>,
    /// The last change.
    pub updated_at: Moment,
}

/// A session shorter than this, in seconds, and than half of its plan says nothing about what the activity does.
const SHORTEST_PAIR: u32 = 120;

impl Session {
    /// Whether it ended so early that its ratings say nothing about the activity: under two minutes and under half of
    /// what was planned. Its minutes, its day and its place in an experiment count all the same.
    pub fn is_cut_short(&self) -> bool {
        self.active_seconds < SHORTEST_PAIR
            && self
                .planned_seconds
                .is_some_and(|planned| self.active_seconds.saturating_mul(2) < planned)
    }

    /// Mood before and after, where both were rated and the session was not cut short.
    pub fn pair(&self) -> Option<(Rating, Rating)> {
        Some((self.before?, self.after?)).filter(|_| !self.is_cut_short())
    }

    /// After minus before of the [`pair`](Self::pair), in rating points.
    pub fn lift(&self) -> Option<i8> {
        let (before, after) = self.pair()?;
        Some(after.get() as i8 - before.get() as i8)
    }

    /// How long and how hard it was.
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

    /// Marginal MET-minutes, as [`Moved::dose`].
    pub fn dose(&self) -> f64 {
        self.moved().dose()
    }
}

/// How long and how hard somebody moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Active seconds.
    pub active_seconds: u32,
    /// The MET value.
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

    /// Marginal MET-minutes, (MET − 1) × minutes: the dose of the dose-response evidence
    /// (Pearce et al. 2022, 10.1001/jamapsychiatry.2022.0609).
    pub fn dose(self) -> f64 {
        (self.met - 1.0).max(0.0) * self.minutes()
    }
}
