//! The title of the form: its question, and whether its answers are unsaved.

use crate::screens::shared::Shared;
use crate::screens::today::{Focus, Today};
use crate::widgets::format;

/// The question, and the note about a draft.
pub(super) fn form(today: &Today, shared: &Shared) -> String {
    let what = question(today, shared);
    match unsaved(today, shared) {
        Some(unsaved) => format!("{what} · {unsaved}"),
        None => what,
    }
}

/// A note that the form is unsaved, if it doesn't have focus or was filled from a draft.
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
            let time = shared.settings.units().time(record.at);
            format!("Edit check-in, {} {time}", format::day(record.day))
        }
        (Some(record), _) => format!("Edit check-in, {}", format::day(record.day)),
        (None, 0) => "How are you right now?".to_owned(),
        (None, 1) => format!("How was yesterday, {}?", format::day(today.day)),
        (None, _) => format!("How was {}?", format::day_with_year(today.day, shared.day)),
    }
}
