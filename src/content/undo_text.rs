//! What was undone, done again or brought together, in words.

use crate::domain::{Deed, Subject, Undone};

/// What one and what several are called.
const fn names(subject: Subject) -> (&'static str, &'static str) {
    match subject {
        Subject::Record(kind) => kind.nouns(),
        Subject::Setting => ("setting", "settings"),
    }
}

/// `1 check-in`, `3 sessions`.
pub fn counted(subject: Subject, count: usize) -> String {
    let (one, many) = names(subject);
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `a check-in of 2026-03-02, added`.
pub fn describe(step: &Undone) -> String {
    let thing = match (step.subject, step.records) {
        // Settings that were changed together are one choice.
        (Some(Subject::Setting), _) => "a setting".to_owned(),
        (Some(subject), 1) => {
            let noun = names(subject).0;
            let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            };
            format!("{article} {noun}")
        }
        (Some(subject), count) => counted(subject, count),
        (None, count) => format!("{count} records"),
    };
    let deed = match step.deed {
        Deed::Added => "added",
        Deed::Changed => "changed",
        Deed::Deleted => "deleted",
        Deed::Imported => "imported",
        Deed::Merged => "merged with another computer",
    };
    let day = step.day.map(|day| format!(" of {day}")).unwrap_or_default();
    format!("{thing}{day}, {deed}")
}
