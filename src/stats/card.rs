//! The verdict cards, as displayed and as written by `insights --json`.

pub(super) mod extra;

use crate::domain::{Day, Instrument, Question};
use extra::Extra;
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
