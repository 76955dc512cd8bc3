//! A completed questionnaire: which one, when, the answers and their total. This module also
//! decides what a score change means; the wording and bands are in `content::questionnaires`.

use crate::domain::english::number;
use crate::domain::{Day, Id, Moment};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A published questionnaire with answers from 0 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Instrument {
    /// Patient Health Questionnaire, nine items (Kroenke et al. 2001).
    Phq9,
    /// The first two items of the PHQ-9 (Kroenke et al. 2003).
    Phq2,
    /// Generalized Anxiety Disorder scale, seven items (Spitzer et al. 2006).
    Gad7,
}

impl Instrument {
    /// Every questionnaire.
    pub const ALL: [Self; 3] = [Self::Phq9, Self::Phq2, Self::Gad7];

    /// Name used in the database and in JSON: `phq9`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phq9 => "phq9",
            Self::Phq2 => "phq2",
            Self::Gad7 => "gad7",
        }
    }

    /// Common name: `PHQ-9`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phq9 => "PHQ-9",
            Self::Phq2 => "PHQ-2",
            Self::Gad7 => "GAD-7",
        }
    }

    /// Number of scored items, each worth 0 to 3 points.
    pub const fn items(self) -> usize {
        match self {
            Self::Phq9 => 9,
            Self::Phq2 => 2,
            Self::Gad7 => 7,
        }
    }

    /// Highest possible score: 27, 6, 21.
    pub const fn highest(self) -> u8 {
        self.items() as u8 * 3
    }

    /// Minimum changes in points that are noticeable and that are clear, meaning more than one
    /// person's scores vary by chance: 1.96 · √2 · the standard error of measurement. PHQ-9: Löwe
    /// 2004; GAD-7: Toussaint 2020. No values are known for the PHQ-2.
    const fn marks(self) -> Option<(u8, u8)> {
        match self {
            Self::Phq9 => Some((5, 6)),
            Self::Gad7 => Some((4, 4)),
            Self::Phq2 => None,
        }
    }

    /// Minimum noticeable change in points; `None` if unknown.
    pub fn noticeable(self) -> Option<u8> {
        self.marks().map(|(noticeable, _)| noticeable)
    }

    /// What the change from one score to a later one means; used by every screen, every command and
    /// the report.
    pub fn change(self, from: u8, to: u8) -> ScoreChange {
        let size = from.abs_diff(to);
        let meaning = match self.marks() {
            None => Meaning::NotKnown,
            Some((_, clear)) if size >= clear => Meaning::Clear,
            Some((noticeable, _)) if size >= noticeable => Meaning::Noticeable,
            Some(_) => Meaning::Within,
        };
        ScoreChange {
            points: i16::from(to) - i16::from(from),
            meaning,
        }
    }

    /// The recommended action for a score. A PHQ-9 or GAD-7 of 15 or more also makes the day an
    /// easy one.
    pub const fn advice(self, score: u8) -> Option<Advice> {
        match (self, score) {
            (Self::Phq2, 3..) => Some(Advice::WholeForm),
            (Self::Phq2, _) | (_, 0..10) => None,
            (_, 10..15) => Some(Advice::Talk),
            (_, 15..) => Some(Advice::TalkNow),
        }
    }
}

/// Recommended action for a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// A PHQ-2 of 3 or more: take the PHQ-9 for more detail.
    WholeForm,
    /// 10 or more: talk it over with a doctor or therapist.
    Talk,
    /// 15 or more: do so without waiting.
    TalkNow,
}

/// How much a score change says about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// No threshold for individual change is known (PHQ-2).
    NotKnown,
    /// PHQ-9: under 5 points. GAD-7: under 4.
    Within,
    /// PHQ-9: 5 points.
    Noticeable,
    /// PHQ-9: 6 points or more. GAD-7: 4 or more. Called reliable change in research.
    Clear,
}

impl Meaning {
    /// The phrase for the end of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotKnown => "a change that can't be interpreted",
            Self::Within => "within normal ups and downs",
            Self::Noticeable => "noticeable, but not clearly more than normal ups and downs",
            Self::Clear => "a clear change",
        }
    }
}

/// The difference between two scores on the same questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreChange {
    /// Later minus earlier: below 0 means fewer symptoms.
    pub points: i16,
    /// How much the difference means.
    pub meaning: Meaning,
}

impl ScoreChange {
    /// Whether it is a reliable change, as defined in research.
    pub fn is_reliable(self) -> bool {
        self.meaning == Meaning::Clear
    }

    /// The change in words, with `since` as the day of the earlier score: `Two points lower than on
    /// March 2: within normal ups and downs`.
    pub fn in_words(self, since: &str) -> String {
        let points = match self.points.unsigned_abs() {
            0 => return format!("The same as on {since}"),
            1 => "One point".to_owned(),
            points => format!("{} points", number(usize::from(points), 27)),
        };
        let direction = if self.points < 0 { "lower" } else { "higher" };
        format!(
            "{points} {direction} than on {since}: {}",
            self.meaning.words()
        )
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
    /// Unique identifier.
    pub id: Id,
    /// Which questionnaire.
    pub instrument: Instrument,
    /// The day it belongs to.
    pub day: Day,
    /// When it was answered.
    pub at: Moment,
    /// One answer per scored item, 0 to 3 each, in the order of the questionnaire.
    pub answers: Vec<u8>,
    /// Answer to the unscored question after the scored ones, 0 to 3, if answered.
    pub difficulty: Option<u8>,
    /// When it was last changed.
    pub updated_at: Moment,
}

impl Assessment {
    /// The sum of the answers: 0-27 (PHQ-9), 0-6 (PHQ-2), 0-21 (GAD-7).
    pub fn score(&self) -> u8 {
        self.answers
            .iter()
            .fold(0, |sum: u8, answer| sum.saturating_add(*answer))
    }

    /// Whether there is an answer from 0 to 3 for every item.
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

    #[test]
    fn one_change_has_one_verdict() {
        let verdict = |instrument: Instrument, size| instrument.change(21, 21 - size).meaning;
        for size in 0..=21_u8 {
            let phq9 = match size {
                0..=4 => Meaning::Within,
                5 => Meaning::Noticeable,
                _ => Meaning::Clear,
            };
            let gad7 = if size < 4 {
                Meaning::Within
            } else {
                Meaning::Clear
            };
            assert_eq!(verdict(Instrument::Phq9, size), phq9, "{size}");
            assert_eq!(verdict(Instrument::Gad7, size), gad7, "{size}");
            let (down, up) = (
                Instrument::Phq9.change(21, 21 - size),
                Instrument::Phq9.change(21 - size, 21),
            );
            assert_eq!((down.points, down.meaning), (-up.points, up.meaning));
        }
        assert_eq!(verdict(Instrument::Phq2, 6), Meaning::NotKnown);
        assert_eq!(
            Instrument::Phq9.change(11, 6).in_words("March 2"),
            "Five points lower than on March 2: noticeable, but not clearly more than normal ups and downs"
        );
        assert_eq!(
            Instrument::Gad7.change(6, 7).in_words("March 2"),
            "One point higher than on March 2: within normal ups and downs"
        );
        assert_eq!(
            Instrument::Gad7.change(6, 6).in_words("March 2"),
            "The same as on March 2"
        );
        assert_eq!(number(27, 27), "Twenty-seven");
    }

    #[test]
    fn a_high_score_asks_to_be_talked_over() {
        use Advice::{Talk, TalkNow, WholeForm};
        for (instrument, marks) in [
            (
                Instrument::Phq9,
                [
                    (9, None),
                    (10, Some(Talk)),
                    (14, Some(Talk)),
                    (15, Some(TalkNow)),
                    (27, Some(TalkNow)),
                ],
            ),
            (
                Instrument::Gad7,
                [
                    (9, None),
                    (10, Some(Talk)),
                    (14, Some(Talk)),
                    (15, Some(TalkNow)),
                    (21, Some(TalkNow)),
                ],
            ),
            (
                Instrument::Phq2,
                [
                    (0, None),
                    (2, None),
                    (3, Some(WholeForm)),
                    (5, Some(WholeForm)),
                    (6, Some(WholeForm)),
                ],
            ),
        ] {
            for (score, advice) in marks {
                assert_eq!(instrument.advice(score), advice, "{instrument} {score}");
            }
        }
    }
}
