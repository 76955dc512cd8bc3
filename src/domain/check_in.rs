//! Self-ratings at one moment.

use crate::domain::{Day, Id, Moment, OwnAnswers, Ratings, Source};
use serde::{Deserialize, Serialize};

/// Ratings at one moment, with tags and a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Unique identifier.
    pub id: Id,
    /// When it was made; local noon of the day if `timed` is false.
    pub at: Moment,
    /// Whether the time of day is known. Ratings added for another day have none.
    pub timed: bool,
    /// The day it belongs to, as determined when it was created.
    pub day: Day,
    /// The answers.
    #[serde(flatten)]
    pub ratings: Ratings,
    /// Answers to the person's own ratings.
    #[serde(
        default,
        rename = "ratings",
        skip_serializing_if = "OwnAnswers::is_empty"
    )]
    pub own: OwnAnswers,
    /// Hours slept last night, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Factors that may also matter, in the order given, without duplicates.
    pub tags: Vec<String>,
    /// Free text; empty when there is none.
    pub note: String,
    /// Where it came from.
    pub source: Source,
    /// The import that added it, if any.
    pub import: Option<Id>,
    /// When it was last changed.
    pub updated_at: Moment,
}
