//! `firstline checkins`: the check-ins, one per line.

use crate::cli::args::{JsonFields, RangeArgs};
use crate::cli::filter::FilterArgs;
use crate::cli::json_views::CheckInView;
use crate::cli::{Context, Failure, lines, print, safe};
use crate::coach::hides_numbers;
use crate::domain::CheckIn;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `checkins`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline checkins --days 7\n  firstline checkins --tag outdoors --notes\n  firstline checkins --limit 3 --ids\n  firstline checkins @work --json day,mood"
)]
pub struct Checkins {
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    json: JsonFields,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CheckInsJson<'a> {
    check_ins: Vec<CheckInView<'a>>,
}

impl Checkins {
    /// Prints the check-ins, oldest first.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let range = self.range.read(context)?;
        let journal = context.existing()?.all()?;
        let filter = self.filter.over(&journal)?;
        let kept = |record: &&CheckIn| range.contains(record.day) && filter.keeps_check_in(record);
        let found = filter.latest(journal.check_ins().iter().filter(kept).collect());
        if self.json.is_asked() {
            let check_ins = found.into_iter().map(CheckInView::of).collect();
            return self.json.print(&CheckInsJson { check_ins }, "check_ins");
        }
        if found.is_empty() {
            return Err(Failure::Nothing("No check-ins in this date range.".to_owned()).into());
        }
        let (hidden, own) = (hides_numbers(&journal), journal.own_ratings());
        let mut text = String::new();
        for record in found {
            let what = if self.filter.notes {
                lines::ratings_and_tags(record, own, hidden).join("  ")
            } else {
                lines::check_in(record, own, hidden)
            };
            let time = lines::time(record.at, record.timed, context.units());
            let _ = writeln!(text, "{} {time}  {}", record.day, safe(&what));
            text.push_str(&self.filter.below(record.id, &record.note));
        }
        print(&text)
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<CheckInsJson<'static>>()
}
