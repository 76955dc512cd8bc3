//! Formats that go in and out, one file each.
//!
//! A parser gets text and gives what it found: entries in local time, rows it could not take with
//! line and reason, and warnings. It stores nothing and reads no clock; ids, instants and days are
//! given to the entries by whoever imports them.

pub mod daylio;
mod html;
pub mod json;
pub mod sniff;
pub mod text;

use crate::domain::{Ratings, When};
use std::fmt;

/// A check-in from another program.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignCheckIn {
    /// When, in local time.
    pub when: When,
    /// The ratings.
    pub ratings: Ratings,
    /// Hours slept, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The note, as plain text.
    pub note: String,
    /// The natural key: the same each time the same entry is read.
    pub origin: String,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rejected {
    /// The file, as it was named.
    pub file: String,
    /// The line in it, from 1.
    pub line: u64,
    /// What was expected and what was found.
    pub reason: String,
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// How many rows it has, header left out.
    pub read: usize,
    /// The check-ins.
    pub check_ins: Vec<ForeignCheckIn>,
    /// Rows that could not be taken: line and reason.
    pub rejected: Vec<(u64, String)>,
    /// Things worth knowing that stop nothing.
    pub warnings: Vec<String>,
}

/// Why a whole file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something is wrong with the file, in these words.
    Unreadable(String),
    /// It holds nothing to import.
    Empty(String),
    /// Moods whose meaning only the person knows, sorted.
    UnknownMoods(Vec<String>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) | Self::Empty(why) => f.write_str(why),
            Self::UnknownMoods(names) => {
                let example: Vec<String> = names.iter().take(3).map(|name| format!("{name}=5")).collect();
                write!(
                    f,
                    "these moods have names of their own: {}. Say what each is from 1 to 9, for example --map \"{}\"",
                    names.join(", "),
                    example.join(",")
                )
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// What somebody wrote, short and harmless, to be quoted in a sentence.
fn quoted(text: &str) -> String {
    let short: String = text::clean(text).chars().take(40).collect();
    format!("\"{}\"", short.replace(['\n', '\t'], " "))
}
