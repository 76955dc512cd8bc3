//! `firstline today`: today's moments, the week, one suggestion.

use crate::cli::suggest::{SuggestionView, suggestion_for};
use crate::cli::view::{CheckInView, SessionView};
use crate::cli::{Context, print, print_json, safe};
use crate::coach::experiment::{coin_rests, coin_words, place};
use crate::domain::{CheckIn, Day, Moment, Session};
use crate::stats::constants::WINDOW;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

#[derive(Serialize)]
struct Summary<'a> {
    day: Day,
    check_ins: Vec<CheckInView<'a>>,
    sessions: Vec<SessionView<'a>>,
    week: WeekView,
    suggestion: Option<SuggestionView<'a>>,
}

#[derive(Serialize)]
struct WeekView {
    active_days: usize,
    minutes: f64,
    dose: f64,
}

/// Prints today.
pub fn run(json: bool, context: &Context<'_>) -> Result<()> {
    let today = Day::of(context.now().naive_local(), context.config.day_start());
    let mut journal = context.store()?.recent(today.plus(-WINDOW))?;
    crate::routine_files::add(&mut journal, &context.paths.db);
    let week = journal.week(today);
    let rests = coin_rests(&journal, today);
    let suggestion = suggestion_for(&journal, today, context.seed, None, None).filter(|_| !rests);
    if json {
        return print_json(&Summary {
            day: today,
            check_ins: journal
                .check_ins_on(today)
                .iter()
                .map(CheckInView::of)
                .collect(),
            sessions: journal
                .sessions_on(today)
                .iter()
                .map(SessionView::of)
                .collect(),
            week: WeekView {
                active_days: week.active_days(),
                minutes: week.total(),
                dose: week.dose,
            },
            suggestion: suggestion.as_ref().map(SuggestionView::of),
        });
    }
    let mut text = format!("{}\n", today.date().format("%A, %-d %B %Y"));
    let mut moments: Vec<(bool, Moment, String)> = Vec::new();
    for record in journal.check_ins_on(today) {
        moments.push((record.timed, record.at, answered(record)));
    }
    for session in journal.sessions_on(today) {
        moments.push((session.timed, session.start, moved(session)));
    }
    // In time order; what has no time of day comes last.
    moments.sort_by_key(|(timed, at, _)| (!timed, *at));
    for (timed, at, what) in moments {
        let time = if timed {
            at.format("%H:%M  ").to_string()
        } else {
            String::new()
        };
        let _ = writeln!(text, "  {time}{}", safe(&what));
    }
    if journal.check_ins_on(today).is_empty() {
        text.push_str("  No check-in yet: firstline checkin 7 5 6 4\n");
    }
    // A week of rest is not a zero to be shown.
    if week.active_days() > 0 {
        let days = if week.active_days() == 1 {
            "day"
        } else {
            "days"
        };
        let _ = writeln!(
            text,
            "The last seven days: {} active {days}, {:.0} min",
            week.active_days(),
            week.total()
        );
    }
    if let Some(open) = journal.open_experiment(today)
        && let Some((place, coin)) =
            place(open, &journal, today).zip(coin_words(open, &journal, today))
    {
        let _ = writeln!(text, "Your experiment, {place}: {}.", safe(&coin));
    }
    if let Some(suggestion) = suggestion {
        let routine = suggestion.routine;
        let _ = writeln!(
            text,
            "Next, if you like: {}, {} min. {}",
            routine.title,
            routine.minutes(),
            suggestion.reason
        );
    }
    print(&text)
}

/// Everything a check-in says, in one line.
fn answered(record: &CheckIn) -> String {
    let ratings = record
        .ratings
        .answered()
        .map(|(question, rating)| format!("{} {rating}", question.key()));
    let slept = record.sleep_hours.map(|hours| format!("slept {hours} h"));
    let tags = (!record.tags.is_empty()).then(|| record.tags.join(", "));
    let note = record.note.lines().next().map(str::to_owned);
    let parts: Vec<String> = ratings.chain(slept).chain(tags).chain(note).collect();
    parts.join("  ")
}

/// What was done, how long, and the mood around it.
fn moved(session: &Session) -> String {
    let mood = match (session.before, session.after) {
        (Some(before), Some(after)) => format!(", mood {before} -> {after}"),
        (None, Some(after)) => format!(", mood {after} after"),
        _ => String::new(),
    };
    format!("{}, {:.0} min{mood}", session.title, session.minutes())
}
