//! The words that say what a file is.

use crate::exchange::sniff::Kind;

/// What somebody said the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(&'static str);

impl Word {
    /// The word, if it is one: `daylio`, `csv`, `fit` …
    pub fn parse(text: &str) -> Option<Self> {
        Kind::ALL
            .into_iter()
            .map(Kind::word)
            .find(|word| *word == text)
            .map(Self)
    }

    /// The kind that is meant; `found` is what the content looks like.
    pub fn kind(self, found: Option<Kind>) -> Kind {
        let meant = Kind::ALL
            .into_iter()
            .find(|kind| kind.word() == self.0)
            .unwrap_or(Kind::Csv);
        match found {
            // A container or a sister format of the same word; and any table is a CSV.
            Some(found) if found.word() == self.0 || (meant == Kind::Csv && found.is_table()) => {
                found
            }
            _ => meant,
        }
    }
}
