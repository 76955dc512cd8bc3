//! Why a file is not taken, in a sentence.

use crate::domain::plain;
use crate::import::limits;
use std::fmt;

/// Whether so many entries may come in at once.
///
/// # Errors
/// When there are more than one import may bring.
pub fn within_records(count: usize) -> Result<(), Refusal> {
    if count <= limits::RECORDS {
        return Ok(());
    }
    let most = format!("{} entries", limits::count(limits::RECORDS));
    Err(Refusal::Unreadable(limits::beyond("there are", &most)))
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
    /// Whoever waited for it stopped the reading.
    Halted,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // It may quote what a library quotes: an element's name, of any length and with anything in it.
            Self::Unreadable(why) | Self::Empty(why) => f.write_str(
                &plain::line(why)
                    .chars()
                    .take(LONGEST_SENTENCE)
                    .collect::<String>(),
            ),
            Self::Halted => f.write_str("the reading was stopped"),
            Self::UnknownMoods(names) => {
                let short = |name: &String| name.chars().take(60).collect::<String>();
                let example: Vec<String> = names
                    .iter()
                    .take(3)
                    .map(|name| format!("{}=5", short(name)))
                    .collect();
                let names: Vec<String> = names.iter().map(short).collect();
                write!(
                    f,
                    "these moods have names of their own: {}. Say what each is from 1 to 9, for example --map \"{}\"",
                    listed(&names),
                    example.join(",")
                )
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// Names, as many as a sentence can bear.
pub(super) fn listed(names: &[String]) -> String {
    let mut listed: Vec<String> = names.iter().take(MOST_NAMED).cloned().collect();
    if names.len() > MOST_NAMED {
        listed.push(format!("and {} more", names.len() - MOST_NAMED));
    }
    listed.join(", ")
}

/// The most moods a message names.
const MOST_NAMED: usize = 40;

/// The longest sentence that a refusal is, in characters.
const LONGEST_SENTENCE: usize = 1000;
/// The most letters of a name that a sentence quotes.
const LONGEST_QUOTED: usize = 40;

/// What somebody wrote, short and harmless, to be quoted in a sentence.
pub(super) fn quoted(text: &str) -> String {
    let short: String = plain::line(text).chars().take(LONGEST_QUOTED).collect();
    format!("\"{short}\"")
}
