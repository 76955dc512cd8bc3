//! A completed questionnaire: which one, when, the answers, and what they add up to. The wording, the bands and what
//! a change means are `content::questionnaires`'s.

use crate::domain::{Day, Id, Moment};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A published questionnaire with answers from 0 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Instrument {
    /// Patient Health Questionnaire, nine items (Kroenke et al. 2001).
    Phq9,
    /// Its first two items (Kroenke et al. 2003).
    Phq2,
    /// Generalized Anxiety Disorder scale, seven items (Spitzer et al. 2006).
    Gad7,
}

impl Instrument {
    /// Every questionnaire.
    pub const ALL: [Self; 3] = [Self::Phq9, Self::Phq2, Self::Gad7];

    /// The word for it in the database and in JSON: `phq9`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phq9 => "phq9",
            Self::Phq2 => "phq2",
            Self::Gad7 => "gad7",
        }
    }

    /// As people know it: `PHQ-9`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phq9 => "PHQ-9",
            Self::Phq2 => "PHQ-2",
            Self::Gad7 => "GAD-7",
        }
    }

    /// How many scored items it has; each is worth 0 to 3 points.
    pub const fn items(self) -> usize {
        match self {
            Self::Phq9 => 9,
            Self::Phq2 => 2,
            Self::Gad7 => 7,
        }
    }

    /// The highest possible score: 27, 6, 21.
    pub const fn highest(self) -> u8 {
        self.items() as u8 * 3
    }
}

impl fmt::Display for Instrument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A completed questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Its identity.
    pub id: Id,
    /// Which questionnaire.
    pub instrument: Instrument,
    /// The day it belongs to.
    pub day: Day,
    /// When it was answered.
    pub at: Moment,
    /// One answer per scored item, 0 to 3 each, in the order of the questionnaire.
    pub answers: Vec<u8>,
    /// The question after the scored ones, 0 to 3, where it was answered; it adds nothing.
    pub difficulty: Option<u8>,
    /// The last change.
    pub updated_at: Moment,
}

impl Assessment {
    /// The sum of the answers: 0-27 (PHQ-9), 0-6 (PHQ-2), 0-21 (GAD-7).
    pub fn score(&self) -> u8 {
        self.answers
            .iter()
            .fold(0, |sum: u8, answer| sum.saturating_add(*answer))
    }

    /// Whether there is one answer from 0 to 3 for every item.
    pub fn is_complete(&self) -> bool {
        self.answers.len() == self.instrument.items()
            && self.answers.iter().all(|answer| *answer <= 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_the_sum_and_every_item_must_be_answered() {
        let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        let mut assessment = Assessment {
            id: Id::new(at, [1; 10]),
            instrument: Instrument::Gad7,
            day: Day::from_date(at.date_naive()),
            at,
            answers: vec![3, 2, 1, 0, 3, 3, 3],
            difficulty: None,
            updated_at: at,
        };
        assert_eq!((assessment.score(), assessment.is_complete()), (15, true));
        assessment.answers.pop();
        assert!(!assessment.is_complete());
        assert_eq!(Instrument::ALL.map(Instrument::highest), [27, 6, 21]);
    }
}
