//! `firstline today`: today's moments, the week, one suggestion.

use crate::cli::args::Json;
use crate::cli::filter::FilterArgs;
use crate::cli::json_views::{CheckInView, SessionView, tenths};
use crate::cli::suggest::{SuggestionView, TALK, suggestion_for};
use crate::cli::{Context, lines, print, print_json, safe};
use crate::coach::experiment::{TOGETHER, coin_words, is_enough_for_coin, place, running_together};
use crate::coach::{QuietDay, SKIP_COIN, hard_day, hides_numbers, quiet_day};
use crate::content::words::takes;
use crate::domain::{Day, Moment, whole};
use crate::stats::constants::WINDOW;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `today`.
#[derive(Debug, Default, Args)]
#[command(
    after_help = "Examples:\n  firstline today\n  firstline today --notes --ids\n  firstline today --json"
)]
pub struct Today {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    json: Json,
}

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

impl Today {
    /// Prints today.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        run(self, context)
    }
}

fn run(asked: &Today, context: &Context<'_>) -> Result<()> {
    let today = context.today();
    let mut journal = context.existing()?.recent(today.plus(-WINDOW))?;
    crate::routine_files::add(&mut journal, &context.paths.db);
    let week = journal.week(today);
    let suggestion = suggestion_for(&journal, today, context.seed, None, None);
    let (quiet, is_hard) = (
        quiet_day(&journal, today),
        hard_day(&journal, today).is_some(),
    );
    let filter = asked.filter.over(&journal)?;
    let check_ins = journal.check_ins_on(today).iter();
    let check_ins = check_ins.filter(|record| filter.keeps_check_in(record));
    let sessions = journal.sessions_on(today).iter();
    let sessions = sessions.filter(|session| filter.keeps_session(session));
    if asked.json.json {
        return print_json(&Summary {
            day: today,
            check_ins: filter.latest(check_ins.map(CheckInView::of).collect()),
            sessions: filter.latest(sessions.map(SessionView::of).collect()),
            week: WeekView {
                active_days: week.active_days(),
                minutes: tenths(week.total()),
                dose: tenths(week.dose),
            },
            suggestion: suggestion.as_ref().map(SuggestionView::of),
        });
    }
    let hidden = hides_numbers(&journal);
    let colors = context.colors();
    let date = today.date().format("%A, %B %-d, %Y").to_string();
    let mut text = format!("{}\n", colors.heading(&date));
    let mut moments: Vec<(bool, Moment, String, String)> = Vec::new();
    for record in check_ins {
        let what = if asked.filter.notes {
            lines::ratings_and_tags(record, hidden).join("  ")
        } else {
            lines::check_in(record, hidden)
        };
        let below = asked.filter.below(record.id, &record.note);
        moments.push((record.timed, record.at, what, below));
    }
    for session in sessions {
        let below = asked.filter.below(session.id, &session.note);
        let what = lines::session(session, hidden);
        moments.push((session.timed, session.start, what, below));
    }
    // In time order; what has no time of day comes last.
    moments.sort_by_key(|(timed, at, ..)| (!timed, *at));
    for (timed, at, what, below) in filter.latest(moments) {
        let time = if timed {
            at.format("%H:%M  ").to_string()
        } else {
            String::new()
        };
        let _ = writeln!(text, "  {}{}", colors.faint(&time), safe(&what));
        text.push_str(&below);
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
            "Last 7 days: {} active {days}, {} min",
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
            "{TOGETHER} To end one: firstline experiment stop, which lists them."
        );
    }
    if !is_hard {
        text.push_str(&coins);
    }
    if let Some(suggestion) =
        suggestion.filter(|next| is_hard || is_enough_for_coin(&next.routine, &journal, today))
    {
        let reason = if hidden {
            suggestion.reason.in_words()
        } else {
            &suggestion.reason.text
        };
        let routine = &suggestion.routine;
        let _ = writeln!(
            text,
            "Up next, if you like: {}, {}. {}",
            routine.title,
            takes(routine.minutes(), !hidden),
            reason
        );
    }
    if is_hard {
        let _ = writeln!(text, "{TALK}");
        text.push_str(&coins);
    }
    print(&text)
}
