//! `firstline today`: today's moments, the week, one suggestion.

use crate::cli::suggest::{SuggestionView, TALK, suggestion_for};
use crate::cli::view::{CheckInView, SessionView};
use crate::cli::{Context, print, print_json, safe};
use crate::coach::experiment::{TOGETHER, coin_words, is_enough_for_coin, place, running_together};
use crate::coach::{QuietDay, SKIP_COIN, hard_day, hides_numbers, quiet_day};
use crate::content::words::level;
use crate::domain::{CheckIn, Day, Moment, Session, whole};
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
    let today = context.today();
    let mut journal = context.store()?.recent(today.plus(-WINDOW))?;
    crate::routine_files::add(&mut journal, &context.paths.db);
    let week = journal.week(today);
    let suggestion = suggestion_for(&journal, today, context.seed, None, None);
    let (quiet, is_hard) = (
        quiet_day(&journal, today),
        hard_day(&journal, today).is_some(),
    );
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
    let hidden = hides_numbers(&journal);
    let mut text = format!("{}\n", today.date().format("%A, %-d %B %Y"));
    let mut moments: Vec<(bool, Moment, String)> = Vec::new();
    for record in journal.check_ins_on(today) {
        moments.push((record.timed, record.at, answered(record, hidden)));
    }
    for session in journal.sessions_on(today) {
        moments.push((session.timed, session.start, moved(session, hidden)));
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
    // On a hard day and a day off nobody is asked for anything.
    if journal.check_ins_on(today).is_empty()
        && !is_hard
        && !matches!(quiet, Some(QuietDay::Off(_)))
    {
        text.push_str("  No check-in yet: firstline checkin 7 5 6 4\n");
    }
    // A week of rest is not a zero to be shown.
    if week.active_days() > 0 && !hidden {
        let days = if week.active_days() == 1 {
            "day"
        } else {
            "days"
        };
        let _ = writeln!(
            text,
            "The last seven days: {} active {days}, {} min",
            week.active_days(),
            whole(week.total())
        );
    }
    if let Some(off @ QuietDay::Off(_)) = quiet {
        let _ = writeln!(text, "{}", off.words());
        if let Some(advice) = off.advice() {
            let _ = writeln!(text, "{advice}");
        }
    }
    let mut coins = String::new();
    for running in journal.running_experiments(today) {
        if let Some((place, coin)) =
            place(running, &journal, today).zip(coin_words(running, &journal, today))
        {
            let skip = if is_hard {
                format!(" {SKIP_COIN}")
            } else {
                String::new()
            };
            let (place, coin) = if hidden {
                (String::new(), coin.split(',').next().unwrap_or_default())
            } else {
                (format!(", {place}"), coin.as_str())
            };
            let _ = writeln!(coins, "Your experiment{place}: {}.{skip}", safe(coin));
        }
    }
    if running_together(&journal, today) {
        let _ = writeln!(
            coins,
            "{TOGETHER} firstline experiment stop ends the later one."
        );
    }
    if !is_hard {
        text.push_str(&coins);
    }
    if let Some(suggestion) =
        suggestion.filter(|next| is_hard || is_enough_for_coin(&next.routine, &journal, today))
    {
        let reason = if hidden {
            suggestion.reason_in_words()
        } else {
            &suggestion.reason
        };
        let routine = &suggestion.routine;
        let _ = writeln!(
            text,
            "Next, if you like: {}, {} min. {}",
            routine.title,
            routine.minutes(),
            reason
        );
    }
    if is_hard {
        let _ = writeln!(text, "{TALK}");
        text.push_str(&coins);
    }
    print(&text)
}

/// Everything a check-in says, in one line.
fn answered(record: &CheckIn, hidden: bool) -> String {
    let ratings = record.ratings.answered().map(|(question, rating)| {
        if hidden {
            format!("{} {}", question.key(), level(question, rating))
        } else {
            format!("{} {rating}", question.key())
        }
    });
    let slept = record.sleep_hours.map(|hours| {
        if hidden {
            "hours slept".to_owned()
        } else {
            format!("slept {hours} h")
        }
    });
    let tags = (!record.tags.is_empty()).then(|| record.tags.join(", "));
    let note = record.note.lines().next().map(str::to_owned);
    let parts: Vec<String> = ratings.chain(slept).chain(tags).chain(note).collect();
    parts.join("  ")
}

/// What was done, how long, and the mood around it.
fn moved(session: &Session, hidden: bool) -> String {
    if hidden {
        return session.title.clone();
    }
    let mood = match (session.before, session.after) {
        (Some(before), Some(after)) => format!(", mood {before} -> {after}"),
        (None, Some(after)) => format!(", mood {after} after"),
        _ => String::new(),
    };
    let minutes = whole(session.minutes());
    format!("{}, {minutes} min{mood}", session.title)
}
