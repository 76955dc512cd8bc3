//! The first argument of `import`: the word that says what the files are.

use crate::import::formats::{self, FORMATS, Format};

/// What somebody said the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatArg(&'static str);

impl FormatArg {
    /// The word, if it is one: `daylio`, `csv`, `fit` …
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = FORMATS.iter().map(|format| format.word);
        words.find(|word| *word == text).map(Self)
    }

    /// The format that is meant; `found` is what the content looks like.
    pub fn format(self, found: Option<&'static Format>) -> &'static Format {
        let mut named = FORMATS.iter().filter(|format| format.word == self.0);
        let is_csv = self.0 == formats::table().word;
        let meant = named.next().filter(|_| !is_csv).unwrap_or(formats::table());
        match found {
            // A container or a sister format of the same word; and any table is a CSV.
            Some(found) if found.word == self.0 || (is_csv && found.is_text()) => found,
            _ => meant,
        }
    }
}
