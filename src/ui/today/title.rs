//! What stands over the form: what it asks, and that its answers aren't saved.

use crate::app::App;
use crate::app::today::Focus;
use crate::widgets::format;

/// The question, and what is said of a draft.
pub(super) fn form(app: &App) -> String {
    let what = question(app);
    match unsaved(app) {
        Some(unsaved) => format!("{what}, {unsaved}"),
        None => what,
    }
}

/// That what stands in the form isn't saved: where it doesn't have the focus, or was found as a draft.
pub(super) fn unsaved(app: &App) -> Option<String> {
    if !app.today.is_unsaved() {
        return None;
    }
    let draft = app
        .today
        .kept
        .map(|at| format!("draft from {}", app.draft_time(at)));
    draft.or_else(|| (app.today.focus == Focus::Suggestion).then(|| "not saved yet".to_owned()))
}

fn question(app: &App) -> String {
    match (&app.today.draft.editing, app.day.since(app.today.day)) {
        (Some(record), _) if record.timed => {
            format!(
                "correct {} {}",
                format::day(record.day),
                record.at.format("%H:%M")
            )
        }
        (Some(record), _) => format!("correct {}", format::day(record.day)),
        (None, 0) => "how are you now".to_owned(),
        (None, 1) => format!("how was yesterday, {}", format::day(app.today.day)),
        (None, _) => format!("how was {}", format::day_with_year(app.today.day, app.day)),
    }
}
