//! The command line: one file per subcommand, all printing through `output`.
//!
//! Data goes to standard output, notices to standard error. Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 nothing
//! to show yet.

mod activities;
mod args;
mod assess;
mod backup;

pub mod backed_up_store;
mod checkin;
mod checkins;
mod colors;
mod completions;
mod config;
mod context;
mod delete;
mod demo;
mod doctor;
mod edit;
mod encryption;
mod experiment;
mod export;
mod filter;
mod grammar;
mod history;
mod import;
mod inbox;
mod insights;
mod learn;
mod letter;
mod lines;
mod log;
mod man;
mod marks;
mod merge;
mod output;
mod paths;
mod piped;
mod plan;
mod ratings;
mod record_ref;
mod remind;
mod report;
mod restore;
mod routines;
#[cfg(test)]
mod schemas;
mod search;
mod sessions;
mod sparkline;
pub mod start;
mod status;
mod suggest;
mod support;
mod sync;
mod tags;
mod today;
mod undo;
mod unknown_command;

pub use crate::export::views as json_views;
pub use crate::import::safe;
pub use args::Json;
pub use completions::answer as answer_completion;
pub use context::{Context, Written, open_store};
pub use output::{Output, note, print, print_bare_json, print_json};
pub use today::Today;

use crate::domain::Instrument;
use clap::{Parser, Subcommand, ValueEnum};
use color_eyre::eyre::{Report, Result};
use std::fmt;
use std::path::PathBuf;

/// The help heading of the options that every command takes.
const GLOBAL: &str = "Global options";

/// A coach for moving and feeling better, in your terminal.
///
/// Run without a command to open the app; in a pipe it prints today's summary.
#[derive(Debug, Default, Parser)]
#[command(
    name = "firstline",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  firstline                         check in, move, see what helps\n  firstline --demo                  explore six months of sample data\n  firstline checkin 7 5 6 4         mood, energy, calm, sleep, from 1 to 9\n  firstline log walk 25m --before 4 --after 6\n  firstline history --days 30 --json"
)]
pub struct Options {
    /// The database file, instead of the default
    #[arg(long, global = true, value_name = "PATH", help_heading = GLOBAL)]
    pub db: Option<PathBuf>,
    /// The config file, instead of the default
    #[arg(long, global = true, value_name = "PATH", help_heading = GLOBAL)]
    pub config: Option<PathBuf>,
    /// Six months of sample data; nothing is saved
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub demo: bool,
    /// Line-by-line output
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub plain: bool,
    /// Only ASCII characters
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub ascii: bool,
    /// When to use colors: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t, hide_possible_values = true, value_name = "WHEN", help_heading = GLOBAL)]
    pub color: ColorChoice,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// If the terminal has them and `NO_COLOR` isn't set.
    #[default]
    Auto,
    /// Even with `NO_COLOR`.
    Always,
    /// No colors.
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Save a check-in: mood, energy, calm and sleep, 1 to 9
    #[command(alias = "check-in")]
    Checkin(checkin::Checkin),
    /// Log an activity you did
    Log(log::Log),
    /// Start a guided session
    Start(start::Start),
    /// Suggest one session for now, with the reason
    Suggest(suggest::Suggest),
    /// Show today and the last 7 days
    Today(today::Today),
    /// Your days, one line each
    History(history::History),
    /// Is it working for you?
    #[command(after_help = "Examples:\n  firstline insights\n  firstline insights --json")]
    Insights(Json),
    /// Test on yourself what helps: a coin flip picks the days
    Experiment(experiment::Experiment),
    /// List your sessions
    Sessions(sessions::Sessions),
    /// List your check-ins
    #[command(alias = "check-ins")]
    Checkins(checkins::Checkins),
    /// Search notes, tags, routines and cards
    #[command(alias = "find")]
    Search(search::Search),
    /// List the activities you can log
    Activities(activities::Activities),
    /// One line for your prompt, tmux or status bar
    Status(status::Status),
    /// Undo recent changes
    Undo(undo::Undo),
    /// Redo what you undid
    Redo(undo::Redo),
    /// Edit an entry
    Edit(edit::Edit),
    /// Delete entries
    Delete(delete::Delete),
    /// Import from other apps and devices, or undo an import
    Import(import::Import),
    /// Read your inbox: lines that any notes app can write
    Inbox(inbox::Inbox),
    /// Export your data
    Export(export::Export),
    /// Back up now
    Backup(backup::Backup),
    /// Restore a backup, or list them
    Restore(restore::Restore),
    /// Check that your data is safe
    Doctor(doctor::Doctor),
    /// Merge another firstline database into this one
    Merge(merge::Merge),
    /// Sync several computers through a shared folder
    Sync(sync::Sync),
    /// A week or a month in plain words
    Letter(letter::Letter),
    /// Make a printable report for a date range
    Report(report::Report),
    /// A gentle daily reminder at a time you choose
    Remind(remind::Remind),
    /// Weekly goal, review and days off
    Plan(plan::Arguments),
    /// The PHQ-9: nine questions on low mood
    #[command(
        after_help = "Examples:\n  firstline phq9\n  firstline phq9 --answers 1,1,2,1,0,1,1,0,0\n  firstline phq9 --answers 1,1,2,1,0,1,1,0,0 --difficulty 1 --on yesterday\n  firstline phq9 --offer on       offered on Today every two weeks"
    )]
    Phq9(assess::Assess),
    /// The PHQ-2: the first two questions of the PHQ-9
    #[command(after_help = "Examples:\n  firstline phq2\n  firstline phq2 --answers 1,2")]
    Phq2(assess::Assess),
    /// The GAD-7: seven questions on worry and tension
    #[command(
        after_help = "Examples:\n  firstline gad7\n  firstline gad7 --answers 1,0,2,1,0,1,0 --json"
    )]
    Gad7(assess::Assess),
    /// List, show, check and create routines
    Routines(routines::Routines),
    /// What the research says, with sources
    Learn(learn::Learn),
    /// Your own ratings, counts and durations
    Ratings(ratings::Ratings),
    /// List, rename and merge tags
    #[command(alias = "factors")]
    Tags(tags::Tags),
    /// Who to call or text in a crisis
    #[command(aliases = ["crisis", "emergency", "hotline", "sos"])]
    Support(support::Support),
    /// Create a database of sample data
    Demo(demo::Demo),
    /// Show, change or open the settings
    Config(config::Config),
    /// Where the files are
    #[command(after_help = "Examples:\n  firstline paths\n  firstline paths --json")]
    Paths(Json),
    /// Completions for your shell
    Completions(completions::Completions),
    /// The manual page, or a command's
    Man(man::Man),
}

/// Why a command failed; determines the exit code.
#[derive(Debug)]
pub enum Failure {
    /// The command failed.
    Runtime(String),
    /// Wrong arguments.
    Usage(String),
    /// Nothing to show yet.
    Nothing(String),
    /// The reader of the output closed the pipe.
    PipeClosed,
}

impl Failure {
    /// Exit code 1.
    pub fn runtime(text: impl Into<String>) -> Self {
        Self::Runtime(text.into())
    }

    /// Exit code 2.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Self::PipeClosed => 0,
            Self::Runtime(_) => 1,
            Self::Usage(_) => 2,
            Self::Nothing(_) => 3,
        }
    }

    /// Whether no message is printed for it.
    pub const fn is_silent(&self) -> bool {
        matches!(self, Self::PipeClosed)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Runtime(text) | Self::Usage(text) | Self::Nothing(text) => f.write_str(text),
            Self::PipeClosed => f.write_str("The output was closed."),
        }
    }
}

impl std::error::Error for Failure {}

/// The message of a listing when nothing was ever saved.
const NOTHING_YET: &str = "Nothing recorded yet. To begin: firstline checkin 7 5 6 4";

impl Command {
    /// Whether its output comes only from the records.
    fn lists_records(&self) -> bool {
        match self {
            Self::History(_)
            | Self::Sessions(_)
            | Self::Checkins(_)
            | Self::Tags(_)
            | Self::Letter(_)
            | Self::Report(_) => true,
            Self::Status(args) => args.lists(),
            Self::Phq9(args) | Self::Phq2(args) | Self::Gad7(args) => args.lists(),
            Self::Import(args) => args.lists(),
            _ => false,
        }
    }
}

/// Runs one command and returns its exit code. Without a database a listing prints what it can (in JSON, the empty
/// form), and a message that nothing is recorded yet.
pub fn run(command: &Command, context: &Context<'_>) -> Result<u8> {
    let is_new = command.lists_records() && context.is_new_here();
    let ran = run_command(command, context);
    let says_less = |report: &Report| match report.downcast_ref() {
        Some(Failure::Nothing(text)) => !text.contains(" yet"),
        _ => false,
    };
    if is_new && ran.as_ref().map_or_else(says_less, |code| *code == 0) {
        return Err(Failure::Nothing(NOTHING_YET.to_owned()).into());
    }
    ran
}

fn run_command(command: &Command, context: &Context<'_>) -> Result<u8> {
    match command {
        // These print output and also choose their exit code.
        Command::Insights(json) => return insights::run(*json, context),
        Command::Doctor(args) => return args.run(context),
        Command::Checkin(args) => args.run(context),
        Command::Log(args) => args.run(context),
        Command::Suggest(args) => args.run(context),
        Command::Today(args) => args.run(context),
        Command::History(args) => args.run(context),
        Command::Experiment(args) => args.run(context),
        Command::Sessions(args) => args.run(context),
        Command::Checkins(args) => args.run(context),
        Command::Search(args) => args.run(context),
        Command::Activities(args) => args.run(context),
        Command::Config(args) => args.run(context),
        Command::Status(args) => args.run(context),
        Command::Undo(args) => args.run(context),
        Command::Redo(args) => args.run(context),
        Command::Edit(args) => args.run(context),
        Command::Delete(args) => args.run(context),
        Command::Import(args) => args.run(context),
        Command::Inbox(args) => args.run(context),
        Command::Export(args) => args.run(context),
        Command::Backup(args) => args.run(context),
        Command::Restore(args) => args.run(context),
        Command::Merge(args) => args.run(context),
        Command::Sync(args) => args.run(context),
        Command::Letter(args) => args.run(context),
        Command::Report(args) => args.run(context),
        Command::Remind(args) => args.run(context),
        Command::Plan(args) => args.run(context),
        Command::Phq9(args) => args.run(Instrument::Phq9, context),
        Command::Phq2(args) => args.run(Instrument::Phq2, context),
        Command::Gad7(args) => args.run(Instrument::Gad7, context),
        Command::Routines(args) => args.run(context),
        Command::Learn(args) => args.run(context),
        Command::Ratings(args) => args.run(context),
        Command::Tags(args) => args.run(context),
        Command::Support(args) => args.run(context),
        Command::Demo(args) => args.run(context),
        Command::Paths(json) => paths::run(*json, context),
        Command::Completions(args) => args.run(),
        Command::Man(args) => args.run(),
        // Handled by `crate::start` before this.
        Command::Start(_) => Ok(()),
    }?;
    Ok(0)
}
