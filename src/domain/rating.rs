//! Ratings from 1 to 9, effort from 0 to 10, and the eight questions that can be rated.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One self-rating: an integer from 1 to 9, higher is always better, 5 is the middle.
///
/// Nine points as in the Self-Assessment Manikin (Bradley & Lang 1994) and the Karolinska
/// Sleepiness Scale (Åkerstedt & Gillberg 1990).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    /// The lowest rating.
    pub const MIN: Self = Self(1);
    /// Neither low nor high.
    pub const MIDDLE: Self = Self(5);
    /// The highest rating.
    pub const MAX: Self = Self(9);

    /// A rating, or nothing when `value` is outside 1 to 9.
    pub const fn new(value: u8) -> Option<Self> {
        if value >= 1 && value <= 9 {
            Some(Self(value))
        } else {
            None
        }
    }

    /// The rating as a number, 1 to 9.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// One step higher, staying within the scale.
    #[must_use]
    pub fn raised(self) -> Self {
        Self((self.0 + 1).min(9))
    }

    /// One step lower, staying within the scale.
    #[must_use]
    pub fn lowered(self) -> Self {
        Self((self.0 - 1).max(1))
    }
}

impl TryFrom<u8> for Rating {
    type Error = String;
    fn try_from(value: u8) -> Result<Self, String> {
        Self::new(value)
            .ok_or_else(|| format!("a rating is a whole number from 1 to 9, not {value}"))
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How hard a session felt, 0 (rest) to 10 (nothing left), in our own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Effort(u8);

impl Effort {
    /// An effort, or nothing when `value` is above 10.
    pub const fn new(value: u8) -> Option<Self> {
        if value <= 10 { Some(Self(value)) } else { None }
    }

    /// The effort as a number, 0 to 10.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Effort {
    type Error = String;
    fn try_from(value: u8) -> Result<Self, String> {
        Self::new(value)
            .ok_or_else(|| format!("effort is a whole number from 0 to 10, not {value}"))
    }
}

impl From<Effort> for u8 {
    fn from(effort: Effort) -> Self {
        effort.0
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a check-in can ask. The first four are the core, asked of everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// 1 very low, 9 very good.
    Mood,
    /// 1 drained, 9 lively.
    Energy,
    /// 1 very tense, 9 at ease.
    Calm,
    /// Last night: 1 very bad, 9 very good.
    Sleep,
    /// 1 aching, heavy; 9 loose, light.
    Body,
    /// 1 not at all, 9 very.
    Interest,
    /// 1 far from my usual, 9 my usual.
    Appetite,
    /// 1 foggy, 9 sharp.
    Focus,
}

impl Question {
    /// Every question, in the order in which it is asked, stored and shown.
    pub const ALL: [Self; 8] = [
        Self::Mood,
        Self::Energy,
        Self::Calm,
        Self::Sleep,
        Self::Body,
        Self::Interest,
        Self::Appetite,
        Self::Focus,
    ];
    /// The four that everyone is asked.
    pub const CORE: [Self; 4] = [Self::Mood, Self::Energy, Self::Calm, Self::Sleep];

    /// The word for it in the database, in JSON, CSV and as an option: `mood`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mood => "mood",
            Self::Energy => "energy",
            Self::Calm => "calm",
            Self::Sleep => "sleep",
            Self::Body => "body",
            Self::Interest => "interest",
            Self::Appetite => "appetite",
            Self::Focus => "focus",
        }
    }
}

/// The answers of one check-in; a question that was not answered is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each field is the answer to the question of its name"
)]
pub struct Ratings {
    pub mood: Option<Rating>,
    pub energy: Option<Rating>,
    pub calm: Option<Rating>,
    pub sleep: Option<Rating>,
    pub body: Option<Rating>,
    pub interest: Option<Rating>,
    pub appetite: Option<Rating>,
    pub focus: Option<Rating>,
}

impl Ratings {
    /// The answer to `question`.
    pub const fn get(&self, question: Question) -> Option<Rating> {
        match question {
            Question::Mood => self.mood,
            Question::Energy => self.energy,
            Question::Calm => self.calm,
            Question::Sleep => self.sleep,
            Question::Body => self.body,
            Question::Interest => self.interest,
            Question::Appetite => self.appetite,
            Question::Focus => self.focus,
        }
    }

    /// Answers `question`, or takes the answer back.
    pub const fn set(&mut self, question: Question, answer: Option<Rating>) {
        let slot = match question {
            Question::Mood => &mut self.mood,
            Question::Energy => &mut self.energy,
            Question::Calm => &mut self.calm,
            Question::Sleep => &mut self.sleep,
            Question::Body => &mut self.body,
            Question::Interest => &mut self.interest,
            Question::Appetite => &mut self.appetite,
            Question::Focus => &mut self.focus,
        };
        *slot = answer;
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The questions that were answered, with their answers, in order.
    pub fn answered(&self) -> impl Iterator<Item = (Question, Rating)> + '_ {
        Question::ALL
            .into_iter()
            .filter_map(|question| Some((question, self.get(question)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_one_to_nine_and_nothing_else() {
        let accepted: Vec<u8> = (0..=u8::MAX)
            .filter(|value| Rating::new(*value).is_some())
            .collect();
        assert_eq!(accepted, (1..=9).collect::<Vec<u8>>());
        let accepted: Vec<u8> = (0..=u8::MAX)
            .filter(|value| Effort::new(*value).is_some())
            .collect();
        assert_eq!(accepted, (0..=10).collect::<Vec<u8>>());
    }

    #[test]
    fn adjusting_a_rating_stops_at_the_ends() {
        assert_eq!(Rating::MAX.raised(), Rating::MAX);
        assert_eq!(Rating::MIN.lowered(), Rating::MIN);
        assert_eq!(Rating::MIDDLE.raised().get(), 6);
        assert_eq!(Rating::MIDDLE.lowered().get(), 4);
    }

    #[test]
    fn each_question_has_its_own_answer() {
        for (index, question) in Question::ALL.into_iter().enumerate() {
            let mut ratings = Ratings::default();
            ratings.set(question, Rating::new(index as u8 + 1));
            assert_eq!(
                ratings.answered().collect::<Vec<_>>(),
                [(question, Rating(index as u8 + 1))]
            );
        }
    }

    #[test]
    fn a_stored_rating_outside_the_scale_is_refused_by_name() {
        let error = serde_json::from_str::<Rating>("11")
            .unwrap_err()
            .to_string();
        assert!(error.contains("1 to 9, not 11"), "{error}");
    }
}
