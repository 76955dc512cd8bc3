//! What was undone or done again, in words.

use crate::domain::{Deed, RecordKind, Undone};

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
        (Some(RecordKind::Experiment), 1) => "an experiment".to_owned(),
        (Some(RecordKind::Experiment), count) => format!("{count} experiments"),
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
