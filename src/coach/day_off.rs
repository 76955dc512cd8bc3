//! Days on which nothing is planned.

use crate::domain::{Day, Journal};
use serde::{Deserialize, Serialize};

/// How the settings begin that say what kind of day one is.
const OFF: &str = "off:";

/// A day on which nothing was planned, by choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayOff {
    /// A rest day.
    Rest,
    /// Not well.
    Ill,
    /// Away.
    Holiday,
}

impl DayOff {
    /// How many days ahead one can be planned.
    pub const AHEAD: i64 = 366;

    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Rest, Self::Ill, Self::Holiday];

    /// The word for it, also in the setting.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Ill => "ill",
            Self::Holiday => "holiday",
        }
    }

    /// What people read for it: `not well`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rest => "rest day",
            Self::Ill => "not well",
            Self::Holiday => "vacation",
        }
    }

    /// A kind word for such a day.
    pub const fn wish(self) -> &'static str {
        match self {
            Self::Rest => "Rest is part of it.",
            Self::Ill => "Take care of yourself.",
            Self::Holiday => "Enjoy it.",
        }
    }

    /// What is said once the setting `key` was saved with `value`, where it says what kind of day one is:
    /// `Saved as a day off: not well. Take care of yourself.` A day other than `today` is named.
    pub fn saved(key: &str, value: &str, today: Day) -> Option<String> {
        let date = key.strip_prefix(OFF)?;
        let saved = if date == today.to_string() {
            "Saved".to_owned()
        } else {
            format!("Saved {date}")
        };
        let kind = Self::ALL.into_iter().find(|kind| kind.word() == value);
        Some(kind.map_or_else(
            || format!("{saved} as a normal day."),
            |kind| format!("{saved} as a day off: {}. {}", kind.label(), kind.wish()),
        ))
    }

    /// The setting that says `day` is one.
    pub fn key(day: Day) -> String {
        format!("{OFF}{day}")
    }

    /// What was chosen for `day`.
    pub fn on(journal: &Journal, day: Day) -> Option<Self> {
        let word = journal.setting(&Self::key(day))?;
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
