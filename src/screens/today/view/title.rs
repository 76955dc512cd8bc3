//! What stands over the form: what it asks, and that its answers aren't saved.

use crate::screens::shared::Shared;
use crate::screens::today::{Focus, Today};
use crate::widgets::format;

/// The question, and what is said of a draft.
pub(super) fn form(today: &Today, shared: &Shared) -> String {
    let what = question(today, shared);
    match unsaved(today, shared) {
        Some(unsaved) => format!("{what} · {unsaved}"),
        None => what,
    }
}

/// That what stands in the form isn't saved: where it doesn't have the focus, or was found as a draft.
pub(super) fn unsaved(today: &Today, shared: &Shared) -> Option<String> {
    if !today.is_unsaved() {
        return None;
    }
    let draft = today
        .kept
        .map(|at| format!("draft from {}", shared.draft_time(at)));
    draft.or_else(|| (today.focus == Focus::Suggestion).then(|| "not saved yet".to_owned()))
}

fn question(today: &Today, shared: &Shared) -> String {
    match (&today.draft.editing, shared.day.since(today.day)) {
        (Some(record), _) if record.timed => {
            let time = record.at.format("%H:%M");
            format!("Edit check-in, {} {time}", format::day(record.day))
        }
        (Some(record), _) => format!("Edit check-in, {}", format::day(record.day)),
        (None, 0) => "How are you right now?".to_owned(),
        (None, 1) => format!("How was yesterday, {}?", format::day(today.day)),
        (None, _) => format!("How was {}?", format::day_with_year(today.day, shared.day)),
    }
}
