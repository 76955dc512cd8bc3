//! What was undone, done again or brought together, in words.

use crate::domain::{Deed, RecordKind, Undone};

/// `1 check-in`, `3 sessions`.
pub fn counted(kind: RecordKind, count: usize) -> String {
    let (one, many) = match kind {
        RecordKind::CheckIn => ("check-in", "check-ins"),
        RecordKind::Session => ("session", "sessions"),
        RecordKind::Assessment => ("questionnaire", "questionnaires"),
        RecordKind::Routine => ("routine", "routines"),
        RecordKind::Setting => ("setting", "settings"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `the check-in of 2026-03-02, added`.
pub fn told(step: &Undone) -> String {
    let thing = match (step.kind, step.records) {
        (Some(RecordKind::CheckIn), 1) => "a check-in".to_owned(),
        (Some(RecordKind::CheckIn), count) => format!("{count} check-ins"),
        (Some(RecordKind::Session), 1) => "a session".to_owned(),
        (Some(RecordKind::Session), count) => format!("{count} sessions"),
        (Some(RecordKind::Assessment), 1) => "a questionnaire".to_owned(),
        (Some(RecordKind::Assessment), count) => format!("{count} questionnaires"),
        (Some(RecordKind::Routine), 1) => "a routine".to_owned(),
        (Some(RecordKind::Routine), count) => format!("{count} routines"),
        (Some(RecordKind::Setting), _) => "a setting".to_owned(),
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
