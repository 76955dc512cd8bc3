//! `firstline letter`: a week or a month in plain words.

use crate::cli::export::write_file;
use crate::cli::sparkline::rating;
use crate::cli::suggest::TALK;
use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::coach::letter::{Letter as Page, Period};
use crate::coach::{hard_day, hides_numbers};
use crate::config::GlyphChoice;
use crate::domain::Day;
use crate::export::letter::{markdown, page};
use crate::routine_files;
use crate::widgets::letter_page::LetterPage;
use crate::widgets::painter::wrap;
use crate::widgets::svg::{LIGHT, svg};
use crate::widgets::theme::Theme;
use clap::{Args, ValueEnum};
use color_eyre::eyre::Result;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Columns of the text, unless the terminal is narrower.
const WIDE: usize = 72;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text
    Text,
    /// Markdown, for a message or your notes
    Md,
    /// One page to open in a browser and print
    Html,
    /// A picture
    Svg,
}

impl Format {
    /// The format that a file's extension stands for.
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" => Self::Text,
            "md" | "markdown" => Self::Md,
            "html" | "htm" => Self::Html,
            "svg" => Self::Svg,
            _ => return None,
        })
    }
}

/// The arguments of `letter`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline letter                     about last week\n  firstline letter --month\n  firstline letter --on 2026-02-10     about the week of that day\n  firstline letter --month -o february.html"
)]
pub struct Letter {
    /// About a month instead of a week
    #[arg(long)]
    month: bool,
    /// About the week or month of this day [default: the latest that is over]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The format [default: by the file's ending, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write, or - for standard output; replaces an earlier letter
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file firstline didn't write; never a database
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    json: Json,
}

impl Letter {
    /// Writes the letter.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let today = context.today();
        let period = if self.month {
            Period::Month
        } else {
            Period::Week
        };
        let week = context.units().week;
        let days = match &self.on {
            Some(text) => period.around(context.day(text)?, week),
            None => period.latest(today, week),
        };
        let mut journal = context.existing()?.all()?;
        routine_files::add(&mut journal, &context.paths.db);
        if journal.days(days.0, days.1.min(today)).is_empty() {
            return Err(Failure::Nothing(nothing(period, days)).into());
        }
        let seed = context.seed.unwrap_or(0);
        let numbers = !hides_numbers(&journal);
        let letter = Page::new(&journal, period, days, today, seed, numbers);
        if self.json.json {
            return print_json(&letter);
        }
        let file = self
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-");
        let format = self.format.or_else(|| file.and_then(Format::of));
        let theme = Theme::light();
        let text = match format.unwrap_or(Format::Text) {
            Format::Text => {
                let is_hard = hard_day(&journal, today).is_some();
                let talk = is_hard.then(|| format!("\n{TALK}\n"));
                as_text(&letter, context) + &talk.unwrap_or_default()
            }
            Format::Md => markdown(&letter),
            Format::Html => page(
                &letter,
                &svg(
                    &drawn(&letter).chart_alone(&theme),
                    "Mood and minutes",
                    &LIGHT,
                ),
            ),
            Format::Svg => svg(&drawn(&letter).picture(&theme), &letter.heading(), &LIGHT),
        };
        let Some(path) = file else {
            return print(&text);
        };
        let text = if format.unwrap_or(Format::Text) == Format::Text {
            // By this line a later letter knows what it may replace.
            text.replacen('\n', "\nWritten by firstline: letter\n", 1)
        } else {
            text
        };
        write_file(path, &text, self.force)?;
        let name = safe(&path.display().to_string());
        note(&format!(
            "Saved to {name}. Read it before sharing; it isn't encrypted."
        ));
        Ok(())
    }
}

fn nothing(period: Period, (first, last): (Day, Day)) -> String {
    let word = period.word();
    format!("Nothing recorded in the {word} from {first} to {last}. Choose another: --on DATE")
}

/// What is drawn of the letter.
fn drawn(letter: &Page) -> LetterPage<'_> {
    LetterPage {
        heading: letter.heading(),
        note: "",
        first: letter.first,
        mood: &letter.mood,
        minutes: &letter.minutes,
        paragraphs: letter.paragraphs(),
    }
}

/// The letter as text: the days as two rows of bars, then the paragraphs.
fn as_text(letter: &Page, context: &Context<'_>) -> String {
    let ascii = context.options.ascii || context.config.glyphs == GlyphChoice::Ascii;
    let mut text = format!("{}\n\n", letter.heading());
    let mood: String = letter
        .mood
        .iter()
        .map(|mean| rating(*mean, ascii))
        .collect();
    // Five minutes are a level, as in the history's bars.
    let minutes: String = letter
        .minutes
        .iter()
        .map(|minutes| {
            rating(
                (*minutes > 0.0).then(|| (minutes / 7.5).ceil().min(8.0)),
                ascii,
            )
        })
        .collect();
    let days: String = letter
        .first
        .through(letter.last)
        .map(|day| ['M', 'T', 'W', 'T', 'F', 'S', 'S'][day.weekday()])
        .collect();
    let _ = write!(
        text,
        "mood     {mood}\nminutes  {minutes}\n         {days}\n"
    );
    for (heading, paragraph) in letter.paragraphs() {
        let _ = write!(text, "\n{heading}\n");
        for line in wrap(&safe(paragraph), WIDE - 2) {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Page>()
}
