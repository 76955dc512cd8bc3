//! The first argument of `import`: a word for the file format.

use crate::import::formats::{self, FORMATS, Format};

/// The file format given by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatArg(&'static str);

impl FormatArg {
    /// Parses the word: `daylio`, `csv`, `fit` …
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = FORMATS.iter().map(|format| format.word);
        words.find(|word| *word == text).map(Self)
    }

    /// Resolves to a format; `found` is the one detected from the content.
    pub fn format(self, found: Option<&'static Format>) -> &'static Format {
        let mut named = FORMATS.iter().filter(|format| format.word == self.0);
        let is_csv = self.0 == formats::table().word;
        let meant = named.next().filter(|_| !is_csv).unwrap_or(formats::table());
        match found {
            // A container or sibling format with the same word; any text table counts as CSV.
            Some(found) if found.word == self.0 || (is_csv && found.is_text()) => found,
            _ => meant,
        }
    }
}
