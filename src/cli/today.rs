//! `firstline today`: today's entries, the week, one suggestion.

use crate::cli::args::{Json, Range, RangeArgs};
use crate::cli::colors::Colors;
use crate::cli::filter::{Filter, FilterArgs};
use crate::cli::json_views::{CheckInView, SessionView, tenths};
use crate::cli::suggest::{SuggestionView, TALK, waiting};
use crate::cli::{Context, Failure, lines, print, print_json, safe};
use crate::coach::experiment::{TOGETHER, coin_words, is_enough_for_coin, place, running_together};
use crate::coach::pacing::{self, setback};
use crate::coach::{
    Circumstances, QuietDay, SKIP_COIN, Suggestion, hard_day, hides_numbers, quiet_day, suggest,
};
use crate::content::words::takes;
use crate::domain::{CheckIn, Day, Moment, OwnRatings, Session, Sorting as _, Units, whole};
use crate::stats::constants::WINDOW;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `today`.
#[derive(Debug, Default, Args)]
#[command(
    after_help = "Examples:\n  firstline today\n  firstline today --notes --ids\n  firstline today --days 3        those days, moment by moment\n  firstline today --json"
)]
pub struct Today {
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Summary<'a> {
    day: Day,
    check_ins: Vec<CheckInView<'a>>,
    sessions: Vec<SessionView<'a>>,
    week: WeekView,
    suggestion: Option<SuggestionView<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WeekView {
    active_days: usize,
    minutes: f64,
    dose: f64,
}

impl Today {
    /// Prints the summary.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        run(self, context)
    }
}

/// The records, one per line.
#[derive(Default)]
struct Moments(Vec<Line>);

/// A check-in or session as shown.
struct Line {
    day: Day,
    /// `None` if only the day is known.
    at: Option<Moment>,
    what: String,
    below: String,
}

impl Moments {
    fn of<'a>(
        check_ins: impl Iterator<Item = &'a CheckIn>,
        sessions: impl Iterator<Item = &'a Session>,
        args: &FilterArgs,
        own: OwnRatings<'_>,
        hidden: bool,
        units: Units,
    ) -> Self {
        let mut moments = Self::default();
        for record in check_ins {
            let what = if args.notes {
                lines::ratings_and_tags(record, own, hidden).join("  ")
            } else {
                lines::check_in(record, own, hidden)
            };
            let below = args.below(record.id, &record.note);
            moments.add(record.day, record.timed.then_some(record.at), what, below);
        }
        for session in sessions {
            let below = args.below(session.id, &session.note);
            let what = lines::session(session, hidden, units);
            let at = session.timed.then_some(session.start);
            moments.add(session.day, at, what, below);
        }
        moments
    }

    fn add(&mut self, day: Day, at: Option<Moment>, what: String, below: String) {
        self.0.push(Line {
            day,
            at,
            what,
            below,
        });
    }

    /// The lines grouped by day, in order of time; those without a time of day come last. The day `present` is shown
    /// even if it has no lines.
    fn text(
        mut self,
        filter: &Filter<'_>,
        colors: Colors,
        present: Option<Day>,
        units: Units,
    ) -> String {
        self.0
            .order_by_key(|line| (line.day, line.at.is_none(), line.at));
        let heading = |day: Day| {
            let date = day.date().format("%A, %B %-d, %Y").to_string();
            format!("{}\n", colors.heading(&date))
        };
        let (mut text, mut under) = (present.map_or_else(String::new, heading), present);
        for line in filter.latest(self.0) {
            if under != Some(line.day) {
                text.push_str(&heading(line.day));
                under = Some(line.day);
            }
            let time = line.at.map(|at| format!("{}  ", units.aligned_time(at)));
            let time = colors.faint(&time.unwrap_or_default());
            let _ = writeln!(text, "  {time}{}", safe(&line.what));
            text.push_str(&line.below);
        }
        text
    }
}

/// The suggestion and its reason, and what waits for the safety questions.
fn up_next(suggestion: &Suggestion, hidden: bool) -> String {
    let (routine, waiting) = (&suggestion.routine, waiting(suggestion));
    let reason = if hidden {
        suggestion.reason.in_words()
    } else {
        &suggestion.reason.text
    };
    let takes = takes(routine.minutes(), !hidden);
    format!(
        "Up next, if you like: {}, {takes}. {reason}\n{waiting}",
        routine.title
    )
}

fn run(asked: &Today, context: &Context<'_>) -> Result<()> {
    let today = context.today();
    let range = asked.range.read(context)?;
    let store = context.existing()?;
    let mut journal = if range.is_given() {
        store.all()?
    } else {
        store.recent(today.plus(-WINDOW))?
    };
    crate::routine_files::add(&mut journal, &context.paths.db);
    let week = journal.week(today);
    let suggestion = suggest(
        &journal,
        today,
        &Circumstances::of(&journal, today),
        context.seed.unwrap_or(0),
    );
    let (quiet, is_hard) = (
        quiet_day(&journal, today),
        hard_day(&journal, today).is_some(),
    );
    let filter = asked.filter.over(&journal)?;
    let shown = if range.is_given() {
        range
    } else {
        Range {
            first: Some(today),
            last: Some(today),
        }
    };
    let check_ins = journal.check_ins().iter();
    let check_ins =
        check_ins.filter(|record| shown.contains(record.day) && filter.keeps_check_in(record));
    let sessions = journal.sessions().iter();
    let sessions =
        sessions.filter(|session| shown.contains(session.day) && filter.keeps_session(session));
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
            suggestion: suggestion
                .as_ref()
                .map(|suggestion| SuggestionView::of(suggestion, &journal)),
        });
    }
    let hidden = hides_numbers(&journal);
    let (colors, units) = (context.colors(), context.units());
    let moments = Moments::of(
        check_ins,
        sessions,
        &asked.filter,
        journal.own_ratings(),
        hidden,
        units,
    );
    if range.is_given() {
        return match moments.text(&filter, colors, None, units) {
            text if text.is_empty() => {
                Err(Failure::Nothing("Nothing recorded in this date range.".to_owned()).into())
            }
            text => print(&text),
        };
    }
    let mut text = moments.text(&filter, colors, Some(today), units);
    // On a hard day or a day off, nothing is asked for.
    if journal.check_ins_on(today).is_empty()
        && !is_hard
        && !matches!(quiet, Some(QuietDay::Off(_)))
    {
        text.push_str("  No check-in yet: firstline checkin 7 5 6 4\n");
    }
    // A week of rest is not shown as zero.
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
    if let Some(day) = setback(&journal, today).filter(|_| !is_hard && quiet.is_none()) {
        let _ = writeln!(text, "{}", pacing::words(day)[0]);
    }
    if !is_hard {
        text.push_str(&coins);
    }
    if let Some(suggestion) =
        suggestion.filter(|next| is_hard || is_enough_for_coin(&next.routine, &journal, today))
    {
        text.push_str(&up_next(&suggestion, hidden));
    }
    if is_hard {
        let _ = writeln!(text, "{TALK}");
        text.push_str(&coins);
    }
    print(&text)
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Summary<'static>>()
}
