//! `firstline history`: what each day came to, as bars, as a year of marks, as a table.

use crate::cli::args::{Json, RangeArgs};
use crate::cli::view::DayView;
use crate::cli::{Context, Failure, print, print_json, sparkline};
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
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    json: Json,
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
        let range = self.range.read(context)?;
        let store = context.store()?;
        let last = range.last.unwrap_or_else(|| context.today());
        let hidden = hides_numbers(&store.recent(last.plus(1))?);
        let mut days = store.days(range.first)?;
        let begun = days.first_key_value().map_or(last, |(day, _)| *day);
        let ended = days.last_key_value().map_or(last, |(day, _)| *day);
        let last = range.last.unwrap_or_else(|| last.max(ended));
        days.split_off(&last.plus(1));
        if self.json.json {
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
        let width = environment::columns().unwrap_or(80).max(40);
        let ascii = context.options.ascii || context.config.glyphs == GlyphChoice::Ascii;
        let first = range.first.unwrap_or(begun).max(begun);
        let most = if range.is_given() { usize::MAX } else { SHOWN };
        if hidden {
            return print(&in_words(&days, most));
        }
        let mut text = sparkline::sparklines(&days, first, last, width, ascii);
        // A month or less is seen better in the table.
        if last.since(first) >= 42 {
            text.push('\n');
            text.push_str(&sparkline::year(
                &days,
                (first, last),
                width,
                ascii,
                context.colors(),
            ));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&table(&days, most));
        print(&text)
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
