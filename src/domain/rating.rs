//! Ratings from 1 to 9, effort from 0 to 10, and the questions that can be rated.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One self-rating: an integer from 1 to 9. Higher is always better; 5 is the midpoint.
///
/// Nine points as in the Self-Assessment Manikin (Bradley & Lang 1994) and the Karolinska
/// Sleepiness Scale (Åkerstedt & Gillberg 1990).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    /// The lowest rating.
    pub const MIN: Self = Self(1);
    /// The midpoint, neither low nor high.
    pub const MIDDLE: Self = Self(5);
    /// The highest rating.
    pub const MAX: Self = Self(9);

    /// `None` if `value` is outside 1 to 9.
    pub const fn new(value: u8) -> Option<Self> {
        if value >= 1 && value <= 9 {
            Some(Self(value))
        } else {
            None
        }
    }

    /// The numeric value, 1 to 9.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// One step higher, capped at the maximum.
    #[must_use]
    pub fn raised(self) -> Self {
        Self((self.0 + 1).min(9))
    }

    /// One step lower, capped at the minimum.
    #[must_use]
    pub fn lowered(self) -> Self {
        Self((self.0 - 1).max(1))
    }
}

impl TryFrom<u8> for Rating {
    type Error = String;
    fn try_from(value: u8) -> Result<Self, String> {
        Self::new(value).ok_or_else(|| format!("rating is {value}, expected 1 to 9"))
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

/// How hard a session felt, from 0 (rest) to 10 (nothing left), in our own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Effort(u8);

impl Effort {
    /// The easiest and the hardest.
    pub const ENDS: [Self; 2] = [Self(0), Self(10)];

    /// `None` if `value` is above 10.
    pub const fn new(value: u8) -> Option<Self> {
        if value <= 10 { Some(Self(value)) } else { None }
    }

    /// The numeric value, 0 to 10.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Effort {
    type Error = String;
    fn try_from(value: u8) -> Result<Self, String> {
        Self::new(value).ok_or_else(|| format!("effort is {value}, expected 0 to 10"))
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

/// Generates [`Question`] and [`Ratings`] from the list of questions.
macro_rules! questions {
    (
        core { $($(#[$core_doc:meta])* $core:ident $core_field:ident),+ $(,)? }
        extra { $($(#[$extra_doc:meta])* $extra:ident $extra_field:ident),+ $(,)? }
    ) => {
        /// What can be rated.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Question {
            $($(#[$core_doc])* $core,)+
            $($(#[$extra_doc])* $extra,)+
        }

        impl Question {
            /// Every question, in the order asked, stored and displayed.
            pub const ALL: [Self; Self::KEYS.len()] = [$(Self::$core,)+ $(Self::$extra),+];
            /// Questions asked of everyone.
            pub const CORE: [Self; [$(stringify!($core)),+].len()] = [$(Self::$core),+];
            /// Optional questions.
            pub const EXTRA: [Self; [$(stringify!($extra)),+].len()] = [$(Self::$extra),+];
            /// Keys of all questions, in the order of [`Question::ALL`].
            pub const KEYS: [&str; [$(stringify!($core),)+ $(stringify!($extra)),+].len()] =
                [$(stringify!($core_field),)+ $(stringify!($extra_field)),+];

            /// Name used in the database, JSON, CSV and command-line options: `mood`.
            pub const fn key(self) -> &'static str {
                Self::KEYS[self as usize]
            }
        }

        /// Answers of one check-in; unanswered questions are `None`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct Ratings {
            $($(#[$core_doc])* pub $core_field: Option<Rating>,)+
            $($(#[$extra_doc])* pub $extra_field: Option<Rating>,)+
        }

        impl Ratings {
            /// The answer to `question`.
            pub const fn get(&self, question: Question) -> Option<Rating> {
                match question {
                    $(Question::$core => self.$core_field,)+
                    $(Question::$extra => self.$extra_field,)+
                }
            }

            /// Sets the answer, or clears it with `None`.
            pub const fn set(&mut self, question: Question, answer: Option<Rating>) {
                match question {
                    $(Question::$core => self.$core_field = answer,)+
                    $(Question::$extra => self.$extra_field = answer,)+
                }
            }
        }
    };
}

questions! {
    core {
        /// 1 very low, 9 very good.
        Mood mood,
        /// 1 drained, 9 lively.
        Energy energy,
        /// 1 very tense, 9 at ease.
        Calm calm,
        /// Last night: 1 very bad, 9 very good.
        Sleep sleep,
    }
    extra {
        /// 1 aching, stiff; 9 loose, easy.
        Body body,
        /// 1 not at all, 9 very.
        Interest interest,
        /// 1 far from my usual, 9 my usual.
        Appetite appetite,
        /// 1 foggy, 9 sharp.
        Focus focus,
    }
}

impl Ratings {
    /// Whether no question was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The answered questions with their answers, in order.
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
        assert!(error.contains("rating is 11, expected 1 to 9"), "{error}");
    }
}
