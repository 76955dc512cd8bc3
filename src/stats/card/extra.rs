//! What only one kind of card says: rows by activity, bins of a dose, factors, scores, an experiment's course.

use super::Status;
use crate::domain::{Day, Measure};
use serde::Serialize;

/// The name of hours of sleep among the factors.
pub const SLEEP_HOURS: &str = "sleep_hours";

/// The row for one activity on the right-after card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByActivity {
    /// Activity id.
    pub activity: String,
    /// Number of its sessions rated before and after.
    pub n: usize,
    /// Unadjusted mean of after minus before, in points.
    pub raw: f64,
    /// Shrunken lift from the usual mood, in points; `None` with fewer than 3 sessions.
    pub estimate: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// The activity's verdict.
    pub status: Status,
}

/// The activity with the highest lift so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Leader {
    /// Activity id.
    pub activity: String,
    /// Activity id of the runner-up.
    pub over: String,
    /// Probability that the leader lifts more than the runner-up.
    pub probability: f64,
    /// Whether the probability is at least 0.9.
    pub clear: bool,
}

/// Sessions of one length or one effort level.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByBin {
    /// `10-19` minutes, or `moderate`.
    pub bin: &'static str,
    /// Number of its sessions rated before and after.
    pub n: usize,
    /// Lift from the usual mood, in points; `None` with fewer than 5 sessions.
    pub estimate: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
}

/// The two extremes compared by the length card and the effort card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ends {
    /// The shortest (easiest) bin with at least 5 sessions.
    pub over: &'static str,
    /// The longest (hardest) bin with at least 5 sessions.
    pub top: &'static str,
    /// How much higher the mood before sessions in the longest (hardest) bin was, in points.
    pub before_gap: f64,
}

/// A factor noted alongside mood.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Factor {
    /// The tag, `sleep_hours`, or the name of an own rating.
    pub factor: String,
    /// Days with the tag, or days with a number.
    pub n: usize,
    /// The difference in points, or the difference per additional hour, point or unit.
    pub estimate: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// Bayes factor.
    pub strength: f64,
    /// Whether the factor stands out.
    pub status: Status,
    /// What the answers are, if it is one of the person's own ratings.
    #[serde(skip)]
    pub own: Option<Measure>,
}

impl Factor {
    /// What one more of it is; `None` for a tag and for yes or no.
    pub fn one_more(&self) -> Option<String> {
        let name = &self.factor;
        Some(match self.own {
            None if name == SLEEP_HOURS => "an hour more sleep".to_owned(),
            None | Some(Measure::YesNo) => return None,
            Some(Measure::OneToNine | Measure::ZeroToTen) => format!("a point more {name}"),
            Some(Measure::Count) => format!("one more {name}"),
            Some(Measure::Duration) => format!("an hour more {name}"),
        })
    }
}

/// How often the coin was followed, over the days (sessions) so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Did {
    /// A days on which A was done.
    pub a: usize,
    /// Total A days.
    pub a_days: usize,
    /// B days on which B was done.
    pub b: usize,
    /// Total B days.
    pub b_days: usize,
}

impl Did {
    /// The fraction followed, 0 to 1; `None` before the first day has passed.
    pub fn share(self) -> Option<f64> {
        let days = self.a_days + self.b_days;
        (days > 0).then(|| (self.a + self.b) as f64 / days as f64)
    }
}

/// The baseline that the coin's result was adjusted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Adjusted {
    /// The morning's rating, before the coin.
    Morning,
    /// The rating before the session, before the coin.
    Before,
}

/// Details specific to before/after experiments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Lifts {
    /// Unadjusted mean of after minus before in A sessions, in points.
    pub lift_a: Option<f64>,
    /// Unadjusted mean of after minus before in B sessions, in points.
    pub lift_b: Option<f64>,
    /// Sessions left until it is full.
    pub more_sessions: usize,
}

/// A questionnaire score with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Score {
    /// The day it was completed.
    pub day: Day,
    /// The sum of the answers.
    pub score: u8,
}

/// Details specific to one kind of card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Extra {
    /// The day cards.
    Days {
        /// How many more sessions need a rating before them, if that would help.
        #[serde(skip_serializing_if = "Option::is_none")]
        more_sessions: Option<usize>,
    },
    /// The cards on session length and effort.
    Dose {
        /// Every bin, shortest (easiest) first.
        by_bin: Vec<ByBin>,
        /// Rated sessions missing from the two fullest bins; `None` once there are enough.
        more: Option<usize>,
        /// The bins compared.
        #[serde(flatten)]
        ends: Option<Ends>,
    },
    /// The card on what else goes with good days.
    GoesWith {
        /// Factors examined, strongest first.
        factors: Vec<Factor>,
    },
    /// The right-after card.
    RightAfter {
        /// The usual mood, in points.
        usual: Option<f64>,
        /// Unadjusted mean of after minus before, in points.
        raw: Option<f64>,
        /// How far from the usual mood sessions start, in points.
        before_gap: Option<f64>,
        /// Whether nearly all days with a usual mood have it from the start of a session, so that
        /// nothing tells the two apart.
        #[serde(skip)]
        only_starts: bool,
        /// One row per activity: those with an estimate in descending order, then the others by name.
        by_activity: Vec<ByActivity>,
        /// The activity with the highest lift, once two activities have 3 sessions.
        leader: Option<Leader>,
    },
    /// The trend card.
    Trend {
        /// Number of days over which the change in points is expressed: 28.
        per_days: u32,
    },
    /// The since-start card.
    SinceStart {
        /// The first active day.
        start: Option<Day>,
    },
    /// A questionnaire's card.
    Questionnaire {
        /// The earliest score in the year before the latest one.
        baseline: Option<Score>,
        /// The latest score.
        latest: Option<Score>,
    },
    /// An experiment's card.
    Experiment(Box<Tried>),
}

/// The contents of an experiment's card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tried {
    /// What to do on A days.
    pub arm_a: String,
    /// What to do on B days.
    pub arm_b: String,
    /// The p-value of the randomization test: the probability of a difference at least this large by chance.
    pub p: Option<f64>,
    /// What the result was adjusted for.
    pub adjusted: Option<Adjusted>,
    /// Days on which the result was viewed before the end.
    pub looked: Vec<Day>,
    /// Whether the result is only a hint because it was viewed, or the experiment ended, before the planned end.
    pub exploratory: bool,
    /// How often the coin was followed.
    pub did: Did,
    /// The fraction of days on which it was followed; `None` while running.
    pub as_planned: Option<f64>,
    /// Details specific to before/after experiments.
    #[serde(flatten)]
    pub lifts: Option<Lifts>,
    /// Progress and length, for the sentences.
    #[serde(skip)]
    pub plan: Planned,
}

/// What an experiment's sentences need in addition to its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The first day.
    pub start: Day,
    /// Number of days, or number of sessions.
    pub length: u32,
    /// Whether the person ended it before the planned end.
    pub stopped_early: bool,
}
