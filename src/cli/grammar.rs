//! The grammar of the command line as shown in the help, and suggestions for unknown commands.

use crate::cli::{Options, note, status, support};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};
use std::fmt::Write as _;

/// The environment variables, with their effects.
pub(super) const VARIABLES: [(&str, &str); 9] = [
    ("FIRSTLINE_DB", "The database, if --db isn't given."),
    (
        "FIRSTLINE_CONFIG",
        "The config file, if --config isn't given.",
    ),
    (
        "FIRSTLINE_NOW",
        "A time to start from, for tests and recordings.",
    ),
    (
        "FIRSTLINE_SEED",
        "A number that makes random choices repeatable.",
    ),
    ("NO_COLOR", "No colors, when set."),
    ("CLICOLOR_FORCE", "Colors in pipes too, when set."),
    ("VISUAL, EDITOR", "The editor for notes and settings."),
    (
        "TZ, LC_ALL, LANG",
        "The country for crisis lines, if none is saved.",
    ),
    ("TERM, COLORTERM", "What the terminal can show."),
];

/// The commands that some global options affect; the help of other commands hides them.
const ACTS: [(&str, &[&str]); 4] = [
    ("plain", &["start"]),
    ("ascii", &["start", "history", "status"]),
    ("color", &["start", "history", "today", "insights"]),
    (
        "demo",
        &[
            "start",
            "suggest",
            "today",
            "history",
            "insights",
            "experiment",
            "sessions",
            "checkins",
            "search",
            "activities",
            "status",
            "export",
            "report",
            "tags",
            "routines",
            "plan",
            "phq9",
            "phq2",
            "gad7",
        ],
    ),
];

/// Words that people try as commands, with suggestions.
const TRIED: [(&[&str], &str); 10] = [
    (
        &["list", "ls", "show", "log-list"],
        "firstline history, firstline sessions, firstline checkins",
    ),
    (
        &["stats", "statistics", "analyze", "trends"],
        "firstline insights",
    ),
    (
        &["note", "journal", "write", "diary"],
        "firstline checkin --note \"...\"",
    ),
    (
        &["mood", "rate", "add", "new", "track"],
        "firstline checkin 7 5 6 4, firstline log walk 25m",
    ),
    (&["settings", "set", "preferences"], "firstline config"),
    (&["rm", "remove", "del"], "firstline delete"),
    (
        &["graph", "chart", "calendar", "week", "year"],
        "firstline history",
    ),
    (&["timer", "run", "go", "workout"], "firstline start"),
    (&["revert", "rollback"], "firstline undo"),
    (&["init", "setup"], "firstline (there's nothing to set up)"),
];

/// The grammar, with global options hidden in the help of commands that ignore them.
pub(super) fn grammar() -> Command {
    let mut grammar = Options::command();
    let global = |option: &str| {
        let mut arguments = grammar.get_arguments();
        arguments.find(|arg| arg.get_id() == option).cloned()
    };
    // A command with its own argument of that name does not inherit the global one.
    let hidden: Vec<(Arg, &[&str])> = ACTS
        .into_iter()
        .filter_map(|(option, commands)| Some((global(option)?.hide(true), commands)))
        .collect();
    let names: Vec<String> = grammar
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    for name in names {
        let useless = hidden
            .iter()
            .filter(|(_, commands)| !commands.contains(&&*name));
        let useless: Vec<Arg> = useless.map(|(option, _)| option.clone()).collect();
        grammar = grammar.mut_subcommand(name, |command| command.args(useless));
    }
    grammar
}

/// The end of `--help`: examples, environment variables, exit codes.
fn more_help(examples: &str) -> String {
    let mut text = format!("{examples}\n\nEnvironment:\n");
    for (name, what) in VARIABLES {
        let _ = writeln!(text, "  {name:<18} {what}");
    }
    text.push_str("\nExit codes: 0 done, 1 failed, 2 wrong arguments, 3 nothing to show yet.");
    text
}

impl Options {
    /// Parses the command line; a mistake ends the program with exit code 2.
    pub fn read() -> Self {
        // Usually there are no arguments, and building the whole grammar would delay the start.
        if std::env::args_os().len() <= 1 {
            return Self::default();
        }
        if let Some(options) = status::quickly(std::env::args_os().skip(1)) {
            return options;
        }
        let grammar = grammar();
        let examples = grammar.get_after_help().map(ToString::to_string);
        let grammar = grammar.after_long_help(more_help(&examples.unwrap_or_default()));
        let read = grammar
            .try_get_matches()
            .and_then(|matches| Self::from_arg_matches(&matches));
        read.unwrap_or_else(|error| {
            if !error.use_stderr() {
                error.exit();
            }
            note(error.render().to_string().trim_end());
            if support::is_asked_for(std::env::args_os().skip(1)) {
                return Self {
                    command: Some(super::Command::Support(support::Support::default())),
                    ..Self::default()
                };
            }
            if let Some(meant) = meant(&error) {
                note(&format!("\n  tip: {meant}"));
            }
            std::process::exit(error.exit_code())
        })
    }
}

/// The suggestion for an unknown command.
fn meant(error: &clap::Error) -> Option<&'static str> {
    let ContextValue::String(word) = error.get(ContextKind::InvalidSubcommand)? else {
        return None;
    };
    let word = word.to_lowercase();
    let is_word = error.kind() == ErrorKind::InvalidSubcommand;
    let mut tried = TRIED.iter().filter(|_| is_word);
    tried.find_map(|(words, meant)| words.contains(&word.as_str()).then_some(*meant))
}
