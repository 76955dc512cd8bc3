//! Days off, on which nothing is planned.

use crate::domain::{Day, Journal};
use serde::{Deserialize, Serialize};

/// Prefix of the settings that store days off.
const OFF: &str = "off:";

/// A chosen day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayOff {
    /// A rest day.
    Rest,
    /// Not feeling well.
    Ill,
    /// On vacation or away.
    Holiday,
}

impl DayOff {
    /// Maximum number of days ahead that can be planned.
    pub const AHEAD: i64 = 366;

    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Rest, Self::Ill, Self::Holiday];

    /// Lowercase name, also used in the setting.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Ill => "ill",
            Self::Holiday => "holiday",
        }
    }

    /// Displayed name: `not well`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rest => "rest day",
            Self::Ill => "not well",
            Self::Holiday => "vacation",
        }
    }

    /// A kind message for such a day.
    pub const fn wish(self) -> &'static str {
        match self {
            Self::Rest => "Rest is part of it.",
            Self::Ill => "Take care of yourself.",
            Self::Holiday => "Enjoy it.",
        }
    }

    /// The message after saving the setting `key` with `value`, if it stores a day off:
    /// `Saved as a day off: not well. Take care of yourself.` Names the day unless it is `today`.
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

    /// The setting key for `day`.
    pub fn key(day: Day) -> String {
        format!("{OFF}{day}")
    }

    /// The kind of day off chosen for `day`, if any.
    pub fn on(journal: &Journal, day: Day) -> Option<Self> {
        let word = journal.setting(&Self::key(day))?;
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
