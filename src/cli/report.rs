//! `firstline report`: a one-page report for a date range, as HTML or Markdown.

use crate::cli::args::RangeArgs;
use crate::cli::export::{keep_fuller, write_file};
use crate::cli::support::{COUNTRY, here};
use crate::cli::{Context, Failure, note, print};
use crate::domain::Day;
use crate::export::report::{Report as Page, Wanted, html, markdown};
use clap::{Args, ValueEnum};
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The default length in days: eight weeks.
const DAYS: i64 = 56;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page to open in a browser and print
    #[default]
    Html,
    /// Markdown, for a message
    Md,
}

/// The arguments of `report`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline report -o report.html\n  firstline report --from 2026-01-01 --to today --format md\n  firstline report --note 2026-02-14 --note 2026-02-20 -o report.html\n\nWithout --from it covers the eight weeks up to --to. Notes and single answers are included only if you ask; your people and safety notes never are."
)]
pub struct Report {
    #[command(flatten)]
    range: RangeArgs,
    /// The format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Include this day's notes; repeat for more
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    note: Vec<String>,
    /// Include every note of the date range
    #[arg(long)]
    notes: bool,
    /// Include each single answer to the questionnaires
    #[arg(long)]
    answers: bool,
    /// The file to write, or - for standard output; replaces an earlier report
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file firstline didn't write; never a database
    #[arg(long)]
    force: bool,
}

impl Report {
    /// Writes the report.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let made = context.today();
        let range = self.range.read(context)?;
        let last = range.last.map_or(made, |last| last.min(made));
        let first = range.first.unwrap_or_else(|| last.plus(1 - DAYS));
        if first > last {
            return Err(
                Failure::usage(format!("--from {first} is after --to {last}. Swap them.")).into(),
            );
        }
        let notes = self
            .note
            .iter()
            .map(|text| context.day(text))
            .collect::<Result<Vec<Day>>>()?;
        let journal = context.existing()?.all()?;
        if let Some(path) = self.output.as_deref().filter(|_| !self.force) {
            keep_fuller(path, &journal, context)?;
        }
        let wanted = Wanted {
            units: context.units(),
            talk: here(context, journal.setting(COUNTRY)).talk(),
            first,
            last,
            made,
            notes,
            all_notes: self.notes,
            answers: self.answers,
        };
        let page = Page::new(&journal, wanted);
        if page.is_empty() {
            return Err(
                Failure::Nothing(format!("Nothing recorded from {first} to {last}.")).into(),
            );
        }
        let text = match self.format {
            Format::Html => html::page(&page),
            Format::Md => markdown::page(&page),
        };
        match &self.output {
            Some(path) if path.as_os_str() != "-" => {
                write_file(path, &text, self.force)?;
                note(&format!(
                    "Saved to {}. Read it before sharing; it isn't encrypted.",
                    path.display()
                ));
                Ok(())
            }
            _ => print(&text),
        }
    }
}
