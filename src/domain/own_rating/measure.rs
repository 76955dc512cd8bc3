//! What the answers to an own rating are, and when it is asked.

use crate::domain::{Moment, decimal, parse_duration};
use chrono::Timelike as _;
use serde::{Deserialize, Serialize};

/// The hour from which a check-in counts as an evening one.
const EVENING: u32 = 14;

/// What the answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Measure {
    /// A whole number from 1 to 9, as for the built-in ratings.
    #[serde(rename = "1-9")]
    OneToNine,
    /// A whole number from 0 to 10.
    #[serde(rename = "0-10")]
    ZeroToTen,
    /// An amount of something, with a unit; a day's amounts add up.
    #[serde(rename = "count")]
    Count,
    /// Minutes, 0 to 1440; a day's durations add up.
    #[serde(rename = "duration")]
    Duration,
    /// 1 for yes, 0 for no; one yes makes it a yes for the day.
    #[serde(rename = "yes-no")]
    YesNo,
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 5] = [
        Self::ZeroToTen,
        Self::OneToNine,
        Self::Count,
        Self::Duration,
        Self::YesNo,
    ];

    /// Name used in the database, in JSON and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OneToNine => "1-9",
            Self::ZeroToTen => "0-10",
            Self::Count => "count",
            Self::Duration => "duration",
            Self::YesNo => "yes-no",
        }
    }

    /// Name in displayed text.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::OneToNine => "scale 1-9",
            Self::ZeroToTen => "scale 0-10",
            Self::Count => "count",
            Self::Duration => "duration",
            Self::YesNo => "yes or no",
        }
    }

    /// Whether it's a scale, which has a better end.
    pub const fn is_scale(self) -> bool {
        matches!(self, Self::OneToNine | Self::ZeroToTen)
    }

    /// Least and greatest answer.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::OneToNine => (1.0, 9.0),
            Self::ZeroToTen => (0.0, 10.0),
            Self::Count => (0.0, 1_000_000.0),
            Self::Duration => (0.0, 1440.0),
            Self::YesNo => (0.0, 1.0),
        }
    }

    /// The answer of a day with these answers: the mean on a scale, the sum of amounts, one yes for yes or no.
    pub fn of_day(self, answers: &[f64]) -> f64 {
        match self {
            Self::OneToNine | Self::ZeroToTen => {
                answers.iter().sum::<f64>() / answers.len().max(1) as f64
            }
            Self::Count | Self::Duration => answers.iter().sum(),
            Self::YesNo => answers.iter().copied().fold(0.0, f64::max),
        }
    }

    /// A level from 1 to 9 for colors: 9 is the best of a scale; `None` for amounts and yes or no, which have no better
    /// end.
    pub fn level(self, value: f64, lower_is_better: bool) -> Option<u8> {
        let (least, most) = self.range();
        let share = ((value - least) / (most - least)).clamp(0.0, 1.0);
        let share = if lower_is_better { 1.0 - share } else { share };
        self.is_scale().then(|| (1.0 + share * 8.0).round() as u8)
    }

    /// Whether `value` is an answer: in the range, and whole except for counts and durations.
    pub fn holds(self, value: f64) -> bool {
        let (least, most) = self.range();
        let amount = matches!(self, Self::Count | Self::Duration);
        (least..=most).contains(&value) && (amount || value.fract() == 0.0)
    }

    /// The answer one step higher or lower; the first step from nothing is the middle of a scale, one of a count, half
    /// an hour, or yes (no for lower).
    pub fn stepped(self, value: Option<f64>, up: bool) -> f64 {
        let (least, most) = self.range();
        let step = if self == Self::Duration { 15.0 } else { 1.0 };
        let Some(value) = value else {
            return match self {
                Self::OneToNine | Self::ZeroToTen => 5.0,
                Self::Duration => 30.0,
                Self::Count | Self::YesNo => f64::from(u8::from(up)),
            };
        };
        let moved = if up { value + step } else { value - step };
        moved.clamp(least, most)
    }

    /// Parses an answer: a number; for durations also `1h10` or `40m`, minutes by default; for yes or no a word.
    pub fn read(self, text: &str) -> Option<f64> {
        let text = text.trim();
        let value = match self {
            Self::YesNo => match text.to_lowercase().as_str() {
                "yes" | "y" | "true" | "1" => 1.0,
                "no" | "n" | "false" | "0" => 0.0,
                _ => return None,
            },
            Self::Duration if text == "0" => 0.0,
            Self::Duration => f64::from(parse_duration(text).ok()?) / 60.0,
            Self::OneToNine | Self::ZeroToTen | Self::Count => decimal(text)?,
        };
        self.holds(value).then_some(value)
    }

    /// What [`Self::read`] accepts, to follow "is" or "are": `a number from 0 to 10`.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::OneToNine => "a whole number from 1 to 9",
            Self::ZeroToTen => "a whole number from 0 to 10",
            Self::Count => "a number from 0 to 1000000",
            Self::Duration => "a duration up to 24 hours, like 1h30 or 45m",
            Self::YesNo => "yes or no",
        }
    }
}

/// When it is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// In every check-in.
    #[default]
    Always,
    /// Before 2 pm.
    Morning,
    /// From 2 pm.
    Evening,
    /// Not in the form; commands and imports can still answer it.
    Never,
}

impl Ask {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::Always, Self::Morning, Self::Evening, Self::Never];

    /// Name used in the database, in JSON and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Morning => "morning",
            Self::Evening => "evening",
            Self::Never => "never",
        }
    }

    /// Whether it is asked at the local time `at`; `None` if only the day is known, where both halves are asked.
    pub fn asks(self, at: Option<Moment>) -> bool {
        let is_morning = |at: Moment| (4..EVENING).contains(&at.hour());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Morning => at.is_none_or(is_morning),
            Self::Evening => at.is_none_or(|at| !is_morning(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_outside_their_measure_are_refused() {
        for (measure, text, value) in [
            (Measure::ZeroToTen, "10", Some(10.0)),
            (Measure::ZeroToTen, "11", None),
            (Measure::ZeroToTen, "4.5", None),
            (Measure::ZeroToTen, "-1", None),
            (Measure::OneToNine, "0", None),
            (Measure::OneToNine, "9", Some(9.0)),
            (Measure::Count, "2.5", Some(2.5)),
            (Measure::Count, "NaN", None),
            (Measure::Count, "1e9", None),
            (Measure::Duration, "1h30", Some(90.0)),
            (Measure::Duration, "45", Some(45.0)),
            (Measure::Duration, "0", Some(0.0)),
            (Measure::Duration, "25h", None),
            (Measure::YesNo, "Yes", Some(1.0)),
            (Measure::YesNo, "no", Some(0.0)),
            (Measure::YesNo, "2", None),
        ] {
            assert_eq!(measure.read(text), value, "{measure:?} {text}");
        }
    }
}
