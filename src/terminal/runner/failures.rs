//! What could not be read or stored, as outcomes that say so.

use crate::app::Outcome;
use crate::domain::Journal;
use crate::screens::draft::DRAFTS;
use crate::store::StoreError;

/// The journal, or why it could not be read.
pub(super) fn loaded(records: Result<Journal, StoreError>) -> Outcome {
    match records {
        Ok(journal) => Outcome::Loaded(journal),
        Err(error) => failed("Couldn't read your history", &error),
    }
}

/// Reports why something could not be stored; the app retries drafts.
pub(super) fn not_remembered(key: String, error: &StoreError) -> Outcome {
    if key.starts_with(DRAFTS) {
        Outcome::NotKept(
            key,
            format!("Couldn't save the draft: {}", uncapital(&error.to_string())),
        )
    } else {
        failed("Couldn't save", error)
    }
}

/// `Couldn't save: the disk is full. …`
pub(super) fn failed(what: &str, error: &StoreError) -> Outcome {
    Outcome::Failed(format!("{what}: {}", uncapital(&error.to_string())))
}

/// A sentence in the form it takes after a colon.
fn uncapital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
