//! `firstline completions`: a script that completes commands, options, files and the names of routines,
//! activities, cards and countries.

use crate::cli::export::write_file;
use crate::cli::{Options, print};
use crate::content::activities::activities;
use crate::content::cards::cards;
use crate::content::routines::routines;
use crate::content::support::countries;
use crate::fs::WRITTEN;
use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline completions bash > ~/.local/share/bash-completion/completions/firstline\n  firstline completions zsh > ~/.zfunc/_firstline\n  firstline completions fish > ~/.config/fish/completions/firstline.fish\n  firstline completions powershell >> $PROFILE"
)]
pub struct Completions {
    /// The shell
    shell: Shell,
    /// The file to write, or - for standard output; an earlier script is replaced
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file that firstline didn't write; a database never
    #[arg(long)]
    force: bool,
}

/// The script with a comment that says whose it is, behind the first line where a shell looks for one.
fn marked(script: &str) -> String {
    let mark = format!("# {WRITTEN}: firstline completions\n");
    match script.split_once('\n') {
        Some((first, rest)) if first.starts_with('#') => format!("{first}\n{mark}{rest}"),
        _ => format!("{mark}{script}"),
    }
}

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut grammar(), "firstline", &mut script);
        let script = marked(&String::from_utf8_lossy(&script));
        match &self.output {
            Some(path) if path.as_os_str() != "-" => write_file(path, &script, self.force),
            _ => print(&script),
        }
    }
}

/// The grammar with the names a shell can offer. Reading a command line does without: it takes parts of names,
/// and names of a person's own.
fn grammar() -> clap::Command {
    let routines = || routines().iter().map(|routine| routine.id.as_str());
    let activities = || activities().iter().map(|activity| activity.id.as_str());
    let cards = || cards().iter().map(|card| card.id.as_str());
    let countries = || countries().iter().map(|country| country.code.as_str());
    Options::command()
        .mut_subcommand("start", |command| {
            command.mut_arg("routine", |arg| {
                arg.value_parser(PossibleValuesParser::new(routines()))
            })
        })
        .mut_subcommand("routines", |command| {
            command
                .mut_subcommand("show", |show| {
                    show.mut_arg("name", |arg| {
                        arg.value_parser(PossibleValuesParser::new(routines()))
                    })
                })
                .mut_subcommand("new", |new| {
                    new.mut_arg("from", |arg| {
                        arg.value_parser(PossibleValuesParser::new(routines()))
                    })
                })
        })
        .mut_subcommand("log", |command| {
            command.mut_arg("activity", |arg| {
                arg.value_parser(PossibleValuesParser::new(activities()))
            })
        })
        .mut_subcommand("learn", |command| {
            command.mut_arg("topic", |arg| {
                arg.value_parser(PossibleValuesParser::new(cards()))
            })
        })
        .mut_subcommand("support", |command| {
            command.mut_arg("country", |arg| {
                arg.value_parser(PossibleValuesParser::new(countries()))
            })
        })
}
