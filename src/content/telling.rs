//! What was undone, done again or brought together, in words.

use crate::domain::{Deed, RecordKind, Undone};

/// What one and what several are called.
const fn names(kind: RecordKind) -> (&'static str, &'static str) {
    match kind {
        RecordKind::CheckIn => ("check-in", "check-ins"),
        RecordKind::Session => ("session", "sessions"),
        RecordKind::Assessment => ("questionnaire", "questionnaires"),
        RecordKind::Routine => ("routine", "routines"),
        RecordKind::Experiment => ("experiment", "experiments"),
        RecordKind::Setting => ("setting", "settings"),
    }
}

/// `1 check-in`, `3 sessions`.
pub fn counted(kind: RecordKind, count: usize) -> String {
    let (one, many) = names(kind);
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `a check-in of 2026-03-02, added`.
pub fn told(step: &Undone) -> String {
    let thing = match (step.kind, step.records) {
        // Settings that were changed together are one choice.
        (Some(RecordKind::Setting), _) => "a setting".to_owned(),
        (Some(RecordKind::Experiment), 1) => "an experiment".to_owned(),
        (Some(kind), 1) => format!("a {}", names(kind).0),
        (Some(kind), count) => counted(kind, count),
        (None, count) => format!("{count} records"),
    };
    let deed = match step.deed {
        Deed::Added => "added",
        Deed::Changed => "changed",
        Deed::Deleted => "deleted",
        Deed::Imported => "imported",
        Deed::Merged => "brought together with another computer's",
    };
    let day = step.day.map(|day| format!(" of {day}")).unwrap_or_default();
    format!("{thing}{day}, {deed}")
}
