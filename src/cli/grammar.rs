//! The grammar of the command line as shown in the help, and suggestions for unknown commands.

use crate::cli::{Options, note, status, support, unknown_command};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};
use std::ffi::OsString;
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

/// The commands that use neither records nor settings; the help hides both options.
const BARE: [&str; 3] = ["demo", "completions", "man"];

/// The grammar, with global options hidden in the help of commands that ignore them.
pub(super) fn grammar() -> Command {
    let mut grammar = Options::command();
    let global = |option: &str| {
        let mut arguments = grammar.get_arguments();
        arguments.find(|arg| arg.get_id() == option).cloned()
    };
    // A command with its own argument of that name does not inherit the global one.
    let mut hide = |option| global(option).map(|option| option.hide(true));
    let hidden: Vec<(Arg, &[&str])> = ACTS
        .into_iter()
        .filter_map(|(option, commands)| Some((hide(option)?, commands)))
        .collect();
    let files: Vec<Arg> = ["db", "config"].into_iter().filter_map(&mut hide).collect();
    let names: Vec<String> = grammar
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    for name in names {
        let useless = hidden
            .iter()
            .filter(|(_, commands)| !commands.contains(&&*name));
        let mut useless: Vec<Arg> = useless.map(|(option, _)| option.clone()).collect();
        if BARE.contains(&&*name) {
            useless.extend(files.iter().cloned());
        }
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
        let names: Vec<String> = grammar
            .get_subcommands()
            .map(|command| command.get_name().to_owned())
            .collect();
        let examples = grammar.get_after_help().map(ToString::to_string);
        let grammar = grammar.after_long_help(more_help(&examples.unwrap_or_default()));
        let read = grammar
            .try_get_matches()
            .and_then(|matches| Self::from_arg_matches(&matches));
        read.unwrap_or_else(|error| {
            if !error.use_stderr() {
                error.exit();
            }
            let mut typed = typed(std::env::args_os().skip(1));
            // `help me` is no command either.
            if typed.len() > 1 && typed.first().is_some_and(|word| word == "help") {
                typed.remove(0);
            }
            let unknown = is_unknown_command(&error, &typed).then(|| {
                let (word, after) = typed.split_first()?;
                Some(format!("firstline: {}", unknown_command::message(word, after, &names)))
            });
            match unknown.flatten() {
                Some(message) => note(&message),
                None => note(error.render().to_string().trim_end()),
            }
            if typed.first().is_some_and(|word| support::is_asked_for(word)) {
                return Self {
                    command: Some(super::Command::Support(support::Support::default())),
                    ..Self::default()
                };
            }
            if is_field(&error, &typed) {
                note("\n  tip: history, sessions and checkins take fields after --json; others print all");
            }
            std::process::exit(error.exit_code())
        })
    }
}

/// What was typed from the command on.
fn typed(arguments: impl Iterator<Item = OsString>) -> Vec<String> {
    let mut words = arguments.map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--db" | "--config" | "--color" => drop(words.next()),
            option if option.starts_with('-') => {}
            _ => return std::iter::once(word).chain(words).collect(),
        }
    }
    Vec::new()
}

/// Whether a word after `--json`, meant as a field, was refused.
fn is_field(error: &clap::Error, typed: &[String]) -> bool {
    let place = typed.iter().position(|word| word == "--json");
    let after = place.and_then(|place| typed.get(place + 1));
    [ContextKind::InvalidArg, ContextKind::InvalidValue].iter().any(|kind| {
        matches!(error.get(*kind), Some(ContextValue::String(word)) if Some(word) == after)
    })
}

/// Whether it was the first word that is no command, not one after it.
fn is_unknown_command(error: &clap::Error, typed: &[String]) -> bool {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return false;
    };
    error.kind() == ErrorKind::InvalidSubcommand && typed.first() == Some(word)
}
