//! The verdict cards, as they are shown and as `insights --json` writes them.

use crate::domain::{Day, Instrument, Question};
use serde::{Serialize, Serializer};

/// Which question a card answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "named as in the design; each has a file of its own"
)]
pub enum CardId {
    RightAfter,
    SameDay,
    NextDay,
    Trend,
    SinceStart,
    Phq9,
    Gad7,
    Experiment,
}

/// How the data came about; what may be concluded depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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
    Randomised,
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
    /// A likely or leaning link that a good or low mood at the start could explain.
    DirectionUnclear,
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
}

/// What an estimate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    Experiment {
        a: usize,
        b: usize,
        blocks: usize,
    },
}

/// One activity's own row of the right-after card.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

/// A questionnaire's score on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// When.
    pub day: Day,
    /// The sum of the answers.
    pub score: u8,
}

/// What only one kind of card says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Extra {
    /// The day cards: nothing more.
    Nothing {},
    /// The right-after card.
    RightAfter {
        /// The usual mood, in points.
        usual: Option<f64>,
        /// The plain mean of after minus before, in points.
        raw: Option<f64>,
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
    Experiment {
        /// What was done on A days.
        arm_a: String,
        /// What was done on B days.
        arm_b: String,
        /// How often chance alone would show as much: the randomisation test's p.
        p: Option<f64>,
        /// The share of days on which what the coin said was done.
        as_planned: Option<f64>,
        /// Whether the person ended it before its planned end.
        #[serde(skip)]
        stopped_early: bool,
    },
}

/// One verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// Which question it answers.
    pub id: CardId,
    /// What changed.
    pub outcome: Outcome,
    /// How the data came about.
    pub design: Design,
    /// The verdict.
    pub status: Status,
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
pub struct StartGap {
    /// Mean of the before ratings minus the usual level, in points.
    pub gap: f64,
    /// Its standard error.
    pub se: f64,
    /// How many before ratings.
    pub n: usize,
}

/// Every verdict: what `insights --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Insights {
    /// The version of this form: 1.
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
