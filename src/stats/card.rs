//! The verdict cards, as displayed and as written by `insights --json`.

use crate::domain::{Day, Instrument, Measure, Question};
use crate::stats::goes_with::SLEEP_HOURS;
use serde::{Serialize, Serializer};

/// The question a card answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "named as in the design; each has a file of its own"
)]
pub enum CardId {
    RightAfter,
    Length,
    Effort,
    SameDay,
    NextDay,
    Trend,
    SinceStart,
    GoesWith,
    Phq9,
    Gad7,
    Experiment,
}

/// How the data were collected, which limits what may be concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Ratings before and after sessions, without a resting comparison.
    BeforeAfter,
    /// A comparison of days the person chose: an association, never an effect.
    Observational,
    /// What happened, without explanation.
    Description,
    /// Two scores on one questionnaire.
    Questionnaire,
    /// A coin chose the days: the only design that shows effects.
    #[serde(rename = "randomised")]
    Randomized,
}

/// What changed: a rating, or a questionnaire score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A rating, 1 to 9.
    Rated(Question),
    /// A questionnaire score; lower is better.
    Score(Instrument),
}

impl Outcome {
    /// Name used in JSON and, for ratings, in sentences.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rated(question) => question.key(),
            Self::Score(instrument) => instrument.key(),
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// The verdict of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the verdicts are named as they are said")]
pub enum Status {
    NotEnough,
    Unclear,
    Small,
    LeaningUp,
    LeaningDown,
    LikelyUp,
    LikelyDown,
    /// The result could come from the mood at the start; [`Reason`] says how.
    DirectionUnclear,
    /// A day card on the outcome of a running experiment: a number would give its result away.
    HiddenByTrial,
    /// The check-ins come before the sessions.
    Order,
    /// Active days follow a pattern without exceptions.
    Confounded,
    /// All ratings are the same.
    Flat,
    Rising,
    Falling,
    Higher,
    Lower,
    /// The person started moving when they started using the app.
    NoBaseline,
    ReliablyLower,
    Same,
    ReliablyHigher,
    /// An experiment before its planned end; no number is shown.
    Running,
    ShownUp,
    ShownDown,
    /// Stands out among all the factors examined.
    Found,
    NoneFound,
    GoesWithBetter,
    GoesWithLower,
    /// Examined together with others, and does not stand out.
    Open,
}

/// Why an effect, or the absence of one, is not claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Too few sessions have a rating before them to know the mood at the start.
    NoBefore,
    /// Sessions start in a better mood than usual.
    StartsBetter,
    /// Sessions start in a lower mood than usual.
    StartsLower,
    /// The mood at the start looks usual, but there are too few ratings to be sure.
    NotRuledOut,
    /// There is no visible difference, but the mood at the start could hide one.
    Hidden,
}

/// The data an estimate is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
#[expect(missing_docs, reason = "the keys of the JSON")]
pub enum Counts {
    Pairs {
        pairs: usize,
        usual_days: usize,
    },
    Days {
        rated: usize,
        span: i64,
        active: usize,
        rest: usize,
    },
    Trend {
        rated: usize,
        span: i64,
    },
    Step {
        before: usize,
        after: usize,
    },
    Assessments {
        assessments: usize,
    },
    Factors {
        rated: usize,
        span: i64,
        factors: usize,
    },
    Experiment {
        a: usize,
        b: usize,
        blocks: usize,
    },
    Sessions {
        a: usize,
        b: usize,
        sessions: usize,
    },
}

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

/// A verdict card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Card {
    /// The question it answers.
    pub id: CardId,
    /// What changed.
    pub outcome: Outcome,
    /// How the data were collected.
    pub design: Design,
    /// The verdict.
    pub status: Status,
    /// Why no claim is made, if that is the verdict.
    pub reason: Option<Reason>,
    /// The effect, in points; `None` if none may be shown.
    pub estimate: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// The data it is based on.
    pub n: Counts,
    /// How many more days could change the answer; 0 if none are needed, `None` if more days would not help.
    pub more_days: Option<u32>,
    /// Details specific to this kind of card.
    #[serde(flatten)]
    pub extra: Extra,
    /// The Bayes factor, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// The verdict as a sentence.
    pub text: String,
}

impl Card {
    /// A card without a number yet.
    pub(super) fn new(
        id: CardId,
        outcome: Outcome,
        design: Design,
        n: Counts,
        extra: Extra,
    ) -> Self {
        Self {
            id,
            outcome,
            design,
            status: Status::NotEnough,
            reason: None,
            estimate: None,
            low: None,
            high: None,
            n,
            more_days: Some(0),
            extra,
            strength: None,
            text: String::new(),
        }
    }

    /// Sets the estimate and its 95 % interval.
    pub(super) fn show(&mut self, estimate: f64, (low, high): (f64, f64)) {
        (self.estimate, self.low, self.high) = (Some(estimate), Some(low), Some(high));
    }

    /// Whether it may be a headline: only mood and questionnaires, since the others are secondary outcomes.
    pub fn is_headline(&self) -> bool {
        !matches!(self.outcome, Outcome::Rated(question) if question != Question::Mood)
    }
}

/// How far above (below) usual the ratings before sessions are: whether good (low) mood leads to movement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StartGap {
    /// Mean of the before ratings minus the usual level of their weekdays, in points.
    pub gap: f64,
    /// Standard error of the gap.
    pub se: f64,
    /// Number of days with a rating before a session.
    pub n: usize,
    /// Those days as a fraction of all rated days.
    pub share: f64,
    /// How far the unrated starts could shift the gap, in points.
    pub unasked: f64,
}

/// All verdicts, as printed by `insights --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Insights {
    /// Format version: 2.
    pub version: u32,
    /// The current day.
    pub now: Day,
    /// The start gap, if known.
    pub start_gap: Option<StartGap>,
    /// The cards, always in the same order.
    pub cards: Vec<Card>,
}

impl Insights {
    /// Whether any card has a number; otherwise there is nothing to show yet.
    pub fn has_number(&self) -> bool {
        self.cards.iter().any(|card| card.estimate.is_some())
    }
}
