//! `firstline history`: each day's summary, as bars, a year of marks, and a table.

use crate::cli::args::{JsonFields, RangeArgs};
use crate::cli::colors::Colors;
use crate::cli::filter::FilterArgs;
use crate::cli::json_views::DayView;
use crate::cli::{Context, Failure, print, sparkline};
use crate::coach::hides_numbers;
use crate::config::GlyphChoice;
use crate::content::words::{label, level_of};
use crate::domain::{Day, DaySummary, Id, Journal, OwnRatings, Question};
use crate::environment;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The arguments of `history`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline history\n  firstline history --days 90 --json\n  firstline history @outdoors --notes\n  firstline history --from 2026-01-01 --to 2026-01-31"
)]
pub struct History {
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    json: JsonFields,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Days {
    days: Vec<DayView>,
}

/// How many days are printed as text if no range is given.
const SHOWN: usize = 30;

impl History {
    /// Prints the days.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let range = self.range.read(context)?;
        let store = context.existing()?;
        let last = range.last.unwrap_or_else(|| context.today());
        let hidden = hides_numbers(&store.recent(last.plus(1))?);
        let own = store.own_ratings()?;
        let mut days = store.days(range.first)?;
        let begun = days.first_key_value().map_or(last, |(day, _)| *day);
        let ended = days.last_key_value().map_or(last, |(day, _)| *day);
        let last = range.last.unwrap_or_else(|| last.max(ended));
        days.split_off(&last.plus(1));
        let journal = if self.filter.is_given() || self.filter.notes || self.filter.ids {
            store.all()?
        } else {
            Journal::default()
        };
        let filter = self.filter.over(&journal)?;
        days.retain(|day, _| filter.keeps_day(*day));
        let shown = filter.latest(days.keys().copied().collect());
        let days = shown
            .first()
            .map_or_else(BTreeMap::new, |first| days.split_off(first));
        let records = Records {
            journal: &journal,
            args: &self.filter,
        };
        if self.json.is_asked() {
            let days = days
                .iter()
                .map(|(day, summary)| DayView {
                    ids: self.filter.ids.then(|| records.ids(*day)),
                    notes: self.filter.notes.then(|| records.notes(*day)),
                    ..DayView::of(*day, summary, OwnRatings(&own))
                })
                .collect();
            return self.json.print(&Days { days }, "days");
        }
        if days.is_empty() {
            return Err(Failure::Nothing("Nothing recorded in this date range.".to_owned()).into());
        }
        let width = environment::columns().unwrap_or(80).max(40);
        let ascii = context.options.ascii || context.config.glyphs == GlyphChoice::Ascii;
        let first = range.first.unwrap_or(begun).max(begun);
        let most = if range.is_given() || self.filter.is_given() {
            usize::MAX
        } else {
            SHOWN
        };
        if hidden {
            return print(&in_words(&days, most, &records, OwnRatings(&own)));
        }
        let mut text = sparkline::sparklines(&days, first, last, width, ascii);
        // For a month or less the table is clearer.
        if last.since(first) >= 42 {
            text.push('\n');
            text.push_str(&sparkline::year(
                &days,
                (first, last),
                width,
                ascii,
                context.colors(),
                context.units().week,
            ));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&table(
            &days,
            most,
            &records,
            OwnRatings(&own),
            context.colors(),
        ));
        print(&text)
    }
}

/// The records of a day, for `--notes` and `--ids`.
struct Records<'a> {
    journal: &'a Journal,
    args: &'a FilterArgs,
}

impl Records<'_> {
    fn all(&self, day: Day) -> impl Iterator<Item = (Id, &str)> {
        let check_ins = self.journal.check_ins_on(day).iter();
        let sessions = self.journal.sessions_on(day).iter();
        check_ins
            .map(|record| (record.id, record.note.as_str()))
            .chain(sessions.map(|record| (record.id, record.note.as_str())))
    }

    fn ids(&self, day: Day) -> Vec<Id> {
        self.all(day).map(|(id, _)| id).collect()
    }

    fn notes(&self, day: Day) -> Vec<String> {
        let notes = self.all(day).map(|(_, note)| note.to_owned());
        notes.filter(|note| !note.is_empty()).collect()
    }

    fn below(&self, day: Day) -> String {
        let below = |(id, note)| self.args.below(id, note);
        self.all(day).map(below).collect()
    }
}

/// The days with words instead of ratings, if numbers are hidden.
fn in_words(
    days: &BTreeMap<Day, DaySummary>,
    most: usize,
    records: &Records<'_>,
    own: OwnRatings<'_>,
) -> String {
    let mut text = String::new();
    for (day, summary) in days.iter().skip(days.len().saturating_sub(most)) {
        let ratings = Question::CORE.into_iter().filter_map(|question| {
            let level = level_of(question, summary.mean(question)?);
            Some(format!("{} {level}", label(question)))
        });
        let moved = (summary.sessions > 0).then(|| "moved".to_owned());
        let tags = summary.tags.iter().map(|tag| crate::cli::safe(tag));
        let owned = owned(summary, own, true);
        let parts: Vec<String> = ratings.chain(owned).chain(moved).chain(tags).collect();
        let _ = writeln!(text, "{day}  {}", parts.join(", "));
        text.push_str(&records.below(*day));
    }
    text
}

/// The day's answers to own ratings that aren't archived, each with its name.
fn owned(summary: &DaySummary, own: OwnRatings<'_>, hidden: bool) -> Vec<String> {
    let shown = summary.owns(own).filter(|(rating, _)| !rating.archived);
    shown
        .map(|(rating, value)| {
            let text = format!("{} {}", own.label(rating), rating.text(value, hidden));
            crate::cli::safe(&text)
        })
        .collect()
}

fn table(
    days: &BTreeMap<Day, DaySummary>,
    most: usize,
    records: &Records<'_>,
    own: OwnRatings<'_>,
    colors: Colors,
) -> String {
    let heading = colors.faint("day         mood  energy  calm  sleep  minutes");
    let mut text = format!("{heading}\n");
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
        let mut more = owned(summary, own, false);
        more.extend(summary.tags.iter().map(|tag| crate::cli::safe(tag)));
        let tags = more.join(", ");
        let line = format!(
            "{day}  {:>4}  {:>6}  {:>4}  {:>5}  {minutes:>7}  {tags}",
            mean(Question::Mood),
            mean(Question::Energy),
            mean(Question::Calm),
            mean(Question::Sleep)
        );
        let _ = writeln!(text, "{}", line.trim_end());
        text.push_str(&records.below(*day));
    }
    if hidden > 0 {
        let _ = writeln!(
            text,
            "{hidden} earlier days. See them with --days or --from."
        );
    }
    text
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Days>()
}
