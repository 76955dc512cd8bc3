//! Why a file is not taken, in a sentence.

use crate::content::moods::suggested_rating;
use crate::domain::english;
use crate::domain::sanitize;
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
    /// Moods whose meaning only the person knows, sorted, with how many rows have each.
    UnknownMoods(Vec<(String, usize)>),
    /// No column is a day; what it has.
    NoDay(String),
    /// Something can be read in two ways, or in none; how to say which.
    Unsettled(String),
    /// A column that was said is not there: what the file has instead.
    NoColumn(String),
    /// Whoever waited for it stopped the reading.
    Halted,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // It may quote what a library quotes: an element's name, of any length and with anything in it.
            Self::Unreadable(why)
            | Self::Empty(why)
            | Self::NoDay(why)
            | Self::Unsettled(why)
            | Self::NoColumn(why) => f.write_str(
                &sanitize::line(why)
                    .chars()
                    .take(LONGEST_SENTENCE)
                    .collect::<String>(),
            ),
            Self::Halted => f.write_str("reading was stopped"),
            Self::UnknownMoods(names) => {
                let short = |name: &str| name.chars().take(60).collect::<String>();
                let shown: Vec<String> = names
                    .iter()
                    .map(|(name, count)| {
                        format!("{} ({})", quoted(name), english::count(*count, "row"))
                    })
                    .collect();
                let examples: Vec<String> = names
                    .iter()
                    .take(EXAMPLES)
                    .map(|(name, _)| {
                        let rating = suggested_rating(name)
                            .map_or("…".to_owned(), |rating| rating.to_string());
                        format!("--map \"{}={rating}\"", short(name))
                    })
                    .collect();
                let (are, words) = if names.len() == 1 {
                    ("mood is a", "word")
                } else {
                    ("moods are", "words")
                };
                write!(
                    f,
                    "{} {are} {words} only you can explain: {}. Give each a rating from 1 to 9, \
                     for example {}",
                    names.len(),
                    listed(&shown),
                    examples.join(" ")
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

/// For so many moods a message shows the option.
const EXAMPLES: usize = 3;
/// The most moods a message names.
const MOST_NAMED: usize = 40;

/// The longest sentence that a refusal is, in characters.
const LONGEST_SENTENCE: usize = 1000;
/// The most letters of a name that a sentence quotes.
const LONGEST_QUOTED: usize = 40;

/// What somebody wrote, short and harmless, to be quoted in a sentence.
pub(super) fn quoted(text: &str) -> String {
    let short: String = sanitize::line(text).chars().take(LONGEST_QUOTED).collect();
    format!("\"{short}\"")
}
