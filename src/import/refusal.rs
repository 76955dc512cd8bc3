//! Why a file is refused, as a sentence.

use crate::content::moods::suggested_rating;
use crate::domain::english;
use crate::domain::import::FileQuestion;
use crate::domain::sanitize;
use crate::import::limits;
use std::fmt;

/// Checks the number of entries against the import limit.
///
/// # Errors
/// If there are more entries than the limit.
pub fn within_records(count: usize) -> Result<(), Refusal> {
    if count <= limits::RECORDS {
        return Ok(());
    }
    let most = format!("{} entries", limits::count(limits::RECORDS));
    Err(Refusal::Unreadable(limits::beyond("there are", &most)))
}

/// Why an entire file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file is invalid; the text explains why.
    Unreadable(String),
    /// There is nothing to import.
    Empty(String),
    /// Moods with meanings only the user knows, sorted, with their row counts.
    UnknownMoods(Vec<(String, usize)>),
    /// No column is a day; lists the existing columns.
    NoDay(Box<FileQuestion>),
    /// Something is ambiguous or invalid; explains how to specify it.
    Unsettled(Box<FileQuestion>),
    /// A column given by the user does not exist; lists the existing columns.
    NoColumn(Box<FileQuestion>),
    /// The user canceled.
    Halted,
}

impl Refusal {
    /// JSON that can't be read, with its line.
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let line = error.line();
        if error.is_eof() {
            return Self::Unreadable(format!("it ends in the middle, on line {line}"));
        }
        let words = error.to_string();
        // The place comes first here.
        let end = words.rfind(" at line ").unwrap_or(words.len());
        Self::Unreadable(format!("line {line}: {}", &words[..end]))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // May quote a library error, such as an element name with arbitrary length and content.
            Self::Unreadable(why) | Self::Empty(why) => f.write_str(&short(why)),
            Self::NoDay(asked) | Self::Unsettled(asked) | Self::NoColumn(asked) => {
                f.write_str(&short(&asked.sentence))
            }
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

impl Refusal {
    /// A refusal until this question is answered.
    pub(super) fn unsettled(asked: FileQuestion) -> Self {
        Self::Unsettled(Box::new(asked))
    }

    /// The question to ask before the file can be read, if there is one with replies.
    pub fn question(&self) -> Option<&FileQuestion> {
        match self {
            Self::NoDay(asked) | Self::Unsettled(asked) | Self::NoColumn(asked) => {
                Some(&**asked).filter(|asked| !asked.replies.is_empty())
            }
            Self::Unreadable(_) | Self::Empty(_) | Self::UnknownMoods(_) | Self::Halted => None,
        }
    }

    /// The same about tables of one kind, told by its columns.
    pub(super) fn about(mut self, shape: &str) -> Self {
        if let Self::NoDay(asked) | Self::Unsettled(asked) | Self::NoColumn(asked) = &mut self {
            asked.shape = Some(shape.to_owned());
        }
        self
    }
}

/// A sentence without control characters, of limited length.
fn short(why: &str) -> String {
    sanitize::line(why).chars().take(LONGEST_SENTENCE).collect()
}

/// Lists names, up to a length suitable for a sentence.
pub(super) fn listed(names: &[String]) -> String {
    let mut listed: Vec<String> = names.iter().take(MOST_NAMED).cloned().collect();
    if names.len() > MOST_NAMED {
        listed.push(format!("and {} more", names.len() - MOST_NAMED));
    }
    listed.join(", ")
}

/// Maximum number of moods for which the message shows the option.
const EXAMPLES: usize = 3;
/// Maximum number of moods listed in a message.
const MOST_NAMED: usize = 40;

/// Maximum length of the message, in characters.
const LONGEST_SENTENCE: usize = 1000;
/// Maximum length of a quoted name, in characters.
const LONGEST_QUOTED: usize = 40;

/// Quotes user text in a sentence, shortened and sanitized.
pub(super) fn quoted(text: &str) -> String {
    let short: String = sanitize::line(text).chars().take(LONGEST_QUOTED).collect();
    format!("\"{short}\"")
}
