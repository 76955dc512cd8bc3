//! The verdict cards, as they are shown and as `insights --json` writes them.

use crate::domain::{Day, Instrument, Question};
use serde::{Serialize, Serializer};

/// Which question a card answers.
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

/// How the data came about; what may be concluded depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Ratings before and after sessions; nobody sat still for comparison.
    BeforeAfter,
    /// Days compared that the person chose: a link, never an effect.
    Observational,
    /// What happened, without a why.
    Description,
    /// Two scores of a questionnaire.
    Questionnaire,
    /// A coin chose the days: the one design that shows effects.
    #[serde(rename = "randomised")]
    Randomized,
}

/// What changed: one of the ratings, or a questionnaire's score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A rating, 1 to 9.
    Rated(Question),
    /// A questionnaire's score; lower is better.
    Score(Instrument),
}

impl Outcome {
    /// The word for it in JSON and, for ratings, in sentences.
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
    /// What shows could come from the mood at the start; [`Reason`] says how.
    DirectionUnclear,
    /// A day card of the outcome of an experiment that runs: a number would give its answer away.
    HiddenByTrial,
    /// The check-ins come before the sessions.
    Order,
    /// Active days follow a pattern without exception.
    Confounded,
    /// All ratings are equal.
    Flat,
    Rising,
    Falling,
    Higher,
    Lower,
    /// The person began with the app.
    NoBaseline,
    ReliablyLower,
    Same,
    ReliablyHigher,
    /// An experiment before its planned end: no number.
    Running,
    ShownUp,
    ShownDown,
    /// Something stands out among all that was looked at.
    Found,
    NoneFound,
    GoesWithBetter,
    GoesWithLower,
    /// Looked at among others, and does not stand out.
    Open,
}

/// Why a claim, or the absence of an effect, is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Too few sessions were rated before them to know the mood they start in.
    NoBefore,
    /// Sessions start in a better mood than usual.
    StartsBetter,
    /// Sessions start in a lower mood than usual.
    StartsLower,
    /// The mood at the start looks usual, but too few ratings say so.
    NotRuledOut,
    /// No difference shows, but the mood at the start could hide one.
    Hidden,
}

/// What an estimate rests on.
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

/// One activity's own row of the right-after card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByActivity {
    /// The activity's id.
    pub activity: String,
    /// Its sessions rated before and after.
    pub n: usize,
    /// The plain mean of after minus before, in points.
    pub raw: f64,
    /// The shrunken lift from the usual mood, in points; nothing below 3 sessions.
    pub estimate: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
    /// Its verdict.
    pub status: Status,
}

/// The activity with most lift so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Leader {
    /// The activity's id.
    pub activity: String,
    /// The runner-up's.
    pub over: String,
    /// The probability that the first lifts more than the second.
    pub probability: f64,
    /// Whether that is at least 0.9.
    pub clear: bool,
}

/// Sessions of one length, or of one effort.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByBin {
    /// `10-19` minutes, or `moderate`.
    pub bin: &'static str,
    /// Its sessions rated before and after.
    pub n: usize,
    /// The lift from the usual mood, in points; nothing below 5 sessions.
    pub estimate: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
}

/// The two ends that the length card and the effort card compare.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ends {
    /// The shortest (easiest) with 5 sessions.
    pub over: &'static str,
    /// The longest (hardest) with 5 sessions.
    pub top: &'static str,
    /// How much better the mood before the longest (hardest) was, in points.
    pub before_gap: f64,
}

/// Something else that was noted, beside mood.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Factor {
    /// The tag, or `sleep_hours`.
    pub factor: String,
    /// Days with the tag; days with hours of sleep.
    pub n: usize,
    /// The difference, or that of one hour more, in points.
    pub estimate: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
    /// Its Bayes factor.
    pub strength: f64,
    /// Whether it stands out.
    pub status: Status,
}

/// How often what the coin said was done, of the days (sessions) that have gone by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Did {
    /// A days on which A was done.
    pub a: usize,
    /// A days.
    pub a_days: usize,
    /// B days on which B was done.
    pub b: usize,
    /// B days.
    pub b_days: usize,
}

impl Did {
    /// The share done, 0 to 1; nothing before the first day has gone by.
    pub fn share(self) -> Option<f64> {
        let days = self.a_days + self.b_days;
        (days > 0).then(|| (self.a + self.b) as f64 / days as f64)
    }
}

/// What the coin's answer was corrected for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Adjusted {
    /// The rating of the morning, before the coin.
    Morning,
    /// The rating before the session, before the coin.
    Before,
}

/// What only a before/after experiment says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Lifts {
    /// The plain mean of after minus before in A sessions, in points.
    pub lift_a: Option<f64>,
    /// The same of B sessions.
    pub lift_b: Option<f64>,
    /// Sessions until it is full.
    pub more_sessions: usize,
}

/// A questionnaire's score on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Score {
    /// When.
    pub day: Day,
    /// The sum of the answers.
    pub score: u8,
}

/// What only one kind of card says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Extra {
    /// The day cards.
    Days {
        /// How many sessions have to be rated before them, where that would help.
        #[serde(skip_serializing_if = "Option::is_none")]
        more_sessions: Option<usize>,
    },
    /// The cards on how long and how hard.
    Dose {
        /// Every bin, the shortest (easiest) first.
        by_bin: Vec<ByBin>,
        /// Rated sessions missing in the two fullest bins; nothing once there are enough.
        more: Option<usize>,
        /// What was compared.
        #[serde(flatten)]
        ends: Option<Ends>,
    },
    /// The card on what else goes with good days.
    GoesWith {
        /// What was looked at, the strongest first.
        factors: Vec<Factor>,
    },
    /// The right-after card.
    RightAfter {
        /// The usual mood, in points.
        usual: Option<f64>,
        /// The plain mean of after minus before, in points.
        raw: Option<f64>,
        /// How far from the usual mood sessions start, in points.
        before_gap: Option<f64>,
        /// Each activity, the shown ones by estimate, then the others by name.
        by_activity: Vec<ByActivity>,
        /// Which lifts most, from two activities with 3 sessions on.
        leader: Option<Leader>,
    },
    /// The trend card.
    Trend {
        /// The days its points are counted for: 28.
        per_days: u32,
    },
    /// The card on the time since the start.
    SinceStart {
        /// The first active day.
        start: Option<Day>,
    },
    /// A questionnaire's card.
    Questionnaire {
        /// The earliest score in the year before the latest.
        baseline: Option<Score>,
        /// The latest score.
        latest: Option<Score>,
    },
    /// An experiment's card.
    Experiment(Box<Tried>),
}

/// What an experiment's card says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tried {
    /// What was done on A days.
    pub arm_a: String,
    /// What was done on B days.
    pub arm_b: String,
    /// How often chance alone would show as much: the randomization test's p.
    pub p: Option<f64>,
    /// What the answer was corrected for.
    pub adjusted: Option<Adjusted>,
    /// The days on which its result was looked at before its end.
    pub looked: Vec<Day>,
    /// Whether it is a hint only, as it was looked at or ended before its planned end.
    pub exploratory: bool,
    /// How often what the coin said was done.
    pub did: Did,
    /// The share of days on which it was; nothing while it runs.
    pub as_planned: Option<f64>,
    /// What only a before/after experiment says.
    #[serde(flatten)]
    pub lifts: Option<Lifts>,
    /// Where it is and how long it is: for its sentences.
    #[serde(skip)]
    pub plan: Planned,
}

/// What the sentences of an experiment need beside its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The first day.
    pub start: Day,
    /// How many days, or how many sessions.
    pub length: u32,
    /// Whether the person ended it before its planned end.
    pub stopped_early: bool,
}

/// One verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Card {
    /// Which question it answers.
    pub id: CardId,
    /// What changed.
    pub outcome: Outcome,
    /// How the data came about.
    pub design: Design,
    /// The verdict.
    pub status: Status,
    /// Why no claim is made, where that is the verdict.
    pub reason: Option<Reason>,
    /// The effect, in points; nothing where none may be shown.
    pub estimate: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
    /// What it rests on.
    pub n: Counts,
    /// How many more days could change the answer; 0 when none are needed, nothing when days do not help.
    pub more_days: Option<u32>,
    /// What only this kind of card says.
    #[serde(flatten)]
    pub extra: Extra,
    /// The Bayes factor, where there is one.
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

    /// Takes over an estimate with its 95 % interval.
    pub(super) fn show(&mut self, estimate: f64, (low, high): (f64, f64)) {
        (self.estimate, self.low, self.high) = (Some(estimate), Some(low), Some(high));
    }

    /// Whether it may make a headline: only mood and questionnaires; the others are also looked at.
    pub fn is_headline(&self) -> bool {
        !matches!(self.outcome, Outcome::Rated(question) if question != Question::Mood)
    }
}

/// How far above (below) the usual the ratings before sessions lie: whether good (low) mood leads to movement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StartGap {
    /// Mean of the before ratings minus the usual level of their weekdays, in points.
    pub gap: f64,
    /// Its standard error.
    pub se: f64,
    /// How many days have a rating before a session.
    pub n: usize,
    /// Their share of all rated days.
    pub share: f64,
    /// How much the starts that nobody rated could move the gap, in points.
    pub unasked: f64,
}

/// Every verdict: what `insights --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Insights {
    /// The version of this form: 2.
    pub version: u32,
    /// The present day.
    pub now: Day,
    /// The start gap, where it is known.
    pub start_gap: Option<StartGap>,
    /// The cards, always in the same order.
    pub cards: Vec<Card>,
}

impl Insights {
    /// Whether any card has a number; without one there is nothing to show yet.
    pub fn has_number(&self) -> bool {
        self.cards.iter().any(|card| card.estimate.is_some())
    }
}
