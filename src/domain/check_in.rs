//! One moment's self-ratings.

use crate::domain::{Day, Id, Moment, Ratings, Source};
use serde::{Deserialize, Serialize};

/// A check-in: ratings of one moment, with tags and a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Its identity.
    pub id: Id,
    /// When; local noon of the day where `timed` is false.
    pub at: Moment,
    /// Whether the time of day is known. Ratings filled in for another day have none.
    pub timed: bool,
    /// The day it belongs to, kept as it was decided when it was made.
    pub day: Day,
    /// The answers.
    #[serde(flatten)]
    pub ratings: Ratings,
    /// Hours slept last night, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Factors that may also matter, in the order given, without repeats.
    pub tags: Vec<String>,
    /// Free text; empty when there is none.
    pub note: String,
    /// Where it came from.
    pub source: Source,
    /// The import that brought it, if one did.
    pub import: Option<Id>,
    /// The last change.
    pub updated_at: Moment,
}
