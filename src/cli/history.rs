//! `firstline history`: what each day came to, as bars, as a year of marks, as a table.

use crate::cli::view::DayView;
use crate::cli::{Context, Failure, bars, print, print_json};
use crate::coach::hides_numbers;
use crate::config::GlyphChoice;
use crate::content::words::{label, level_of};
use crate::domain::{Day, DaySummary, Question};
use crate::environment;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The arguments of `history`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline history\n  firstline history --days 90 --json\n  firstline history --from 2026-01-01 --to 2026-01-31"
)]
pub struct History {
    /// The first day
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    to: Option<String>,
    /// The last so many days, today included
    #[arg(long, value_name = "N", conflicts_with_all = ["from", "to"], value_parser = clap::value_parser!(u32).range(1..=40_000))]
    days: Option<u32>,
    /// Print JSON: every day of the range that has data
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Days {
    days: Vec<DayView>,
}

/// As many days are printed as text where no range is asked for.
const SHOWN: usize = 30;

impl History {
    /// Prints the days.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let (first, last) = self.range(context)?;
        let store = context.store()?;
        let hidden = hides_numbers(&store.recent(last.plus(1))?);
        let mut days = store.days(first)?;
        let begun = days.first_key_value().map_or(last, |(day, _)| *day);
        let ended = days.last_key_value().map_or(last, |(day, _)| *day);
        let last = if self.to.is_some() || self.days.is_some() {
            last
        } else {
            last.max(ended)
        };
        days.split_off(&last.plus(1));
        if self.json {
            let days = days
                .iter()
                .map(|(day, summary)| DayView::of(*day, summary))
                .collect();
            return print_json(&Days { days });
        }
        if days.is_empty() {
            return Err(
                Failure::Nothing("No check-ins or sessions in that time yet.".to_owned()).into(),
            );
        }
        let all = self.from.is_some() || self.to.is_some() || self.days.is_some();
        let width = environment::columns().unwrap_or(80).max(40);
        let ascii = context.options.ascii || context.config.glyphs == GlyphChoice::Ascii;
        let first = first.unwrap_or(begun).max(begun);
        let most = if all { usize::MAX } else { SHOWN };
        if hidden {
            return print(&in_words(&days, most));
        }
        let mut text = bars::sparklines(&days, first, last, width, ascii);
        // A month or less is seen better in the table.
        if last.since(first) >= 42 {
            text.push('\n');
            text.push_str(&bars::year(
                &days,
                (first, last),
                width,
                ascii,
                context.ink(),
            ));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&table(&days, most));
        print(&text)
    }

    fn range(&self, context: &Context<'_>) -> Result<(Option<Day>, Day)> {
        let start = context.config.day_start();
        let today = Day::of(context.now().naive_local(), start);
        let day = |text: &Option<String>| {
            text.as_ref()
                .map(|text| Ok::<_, color_eyre::Report>(context.when(text)?.day(start)))
                .transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(Failure::usage(format!("--from {from} is after --to {to}")).into());
        }
        let from = self
            .days
            .map(|days| today.plus(1 - i64::from(days)))
            .or(from);
        Ok((from, to.unwrap_or(today)))
    }
}

/// The days with words for ratings, for those who have numbers hidden.
fn in_words(days: &BTreeMap<Day, DaySummary>, most: usize) -> String {
    let mut text = String::new();
    for (day, summary) in days.iter().skip(days.len().saturating_sub(most)) {
        let ratings = Question::CORE.into_iter().filter_map(|question| {
            let level = level_of(question, summary.mean(question)?);
            Some(format!("{} {level}", label(question)))
        });
        let moved = (summary.sessions > 0).then(|| "moved".to_owned());
        let tags = summary.tags.iter().map(|tag| crate::cli::safe(tag));
        let parts: Vec<String> = ratings.chain(moved).chain(tags).collect();
        let _ = writeln!(text, "{day}  {}", parts.join(", "));
    }
    text
}

fn table(days: &BTreeMap<Day, DaySummary>, most: usize) -> String {
    let mut text = String::from("day         mood  energy  calm  sleep  minutes\n");
    let hidden = days.len().saturating_sub(most);
    for (day, summary) in days.iter().skip(hidden) {
        let mean = |question| {
            summary
                .mean(question)
                .map_or_else(|| "-".to_owned(), |mean| format!("{mean:.1}"))
        };
        let minutes = if summary.sessions == 0 {
            "-".to_owned()
        } else {
            format!("{:.0}", summary.minutes())
        };
        let tags = crate::cli::safe(&summary.tags.join(", "));
        let line = format!(
            "{day}  {:>4}  {:>6}  {:>4}  {:>5}  {minutes:>7}  {tags}",
            mean(Question::Mood),
            mean(Question::Energy),
            mean(Question::Calm),
            mean(Question::Sleep)
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if hidden > 0 {
        let _ = writeln!(text, "{hidden} earlier days: --days or --from shows them.");
    }
    text
}
