//! Descriptions of what was undone, redone or merged.

use crate::domain::english;
use crate::domain::{Deed, Subject, Undone};

/// Singular noun for the subject.
const fn noun(subject: Subject) -> &'static str {
    match subject {
        Subject::Record(kind) => kind.noun(),
        Subject::Setting => "setting",
    }
}

/// `1 check-in`, `3 sessions`.
pub fn counted(subject: Subject, count: usize) -> String {
    english::count(count, noun(subject))
}

/// `a check-in of 2026-03-02, added`.
pub fn describe(step: &Undone) -> String {
    let thing = match (step.subject, step.records) {
        // Settings changed together count as one choice.
        (Some(Subject::Setting), _) => "a setting".to_owned(),
        (Some(subject), 1) => {
            let noun = noun(subject);
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
