//! `firstline completions`: a short script with which a shell asks the program for completions, and the answers:
//! commands and options, and the names of activities, routines, tags, records, imports, backups, cards and countries.

mod candidates;

use crate::cli::export::write_file;
use crate::cli::grammar::grammar;
use crate::cli::{Failure, print};
use crate::fs::WRITTEN;
use clap::{Args, ValueEnum};
use clap_complete::env::{Bash, CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Zsh};
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The environment variable that marks a request from a script.
const ASKED: &str = "FIRSTLINE_COMPLETE";
/// The program name that scripts call and complete.
const NAME: &str = "firstline";

/// The shells that can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline completions bash > ~/.local/share/bash-completion/completions/firstline\n  firstline completions zsh > ~/.zfunc/_firstline\n  firstline completions fish > ~/.config/fish/completions/firstline.fish\n  firstline completions nushell > ~/.config/nushell/autoload/firstline.nu\n  firstline completions powershell >> $PROFILE"
)]
pub struct Completions {
    /// The shell
    shell: Shell,
    /// The file to write, or - for standard output; replaces an earlier script
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file firstline didn't write; never a database
    #[arg(long)]
    force: bool,
}

/// Nushell reads the format of fish: a value, a tab, a description.
const NUSHELL: &str = r#"def "nu-complete firstline" [line: string, position: int] {
    let words = ($line | str substring 0..<$position | split row --regex '\s+')
    let found = (with-env { FIRSTLINE_COMPLETE: fish } { ^firstline -- ...$words })
    $found | lines | each {|row|
        let parts = ($row | split row "\t")
        { value: $parts.0, description: ($parts.1? | default "") }
    }
}

export extern firstline [...words: string@"nu-complete firstline"]
"#;

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Result<()> {
        let script = marked(&script(self.shell)?);
        match &self.output {
            Some(path) if path.as_os_str() != "-" => write_file(path, &script, self.force),
            _ => print(&script),
        }
    }
}

fn script(shell: Shell) -> Result<String> {
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => &Bash,
        Shell::Elvish => &Elvish,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
        Shell::Zsh => &Zsh,
        Shell::Nushell => return Ok(NUSHELL.to_owned()),
    };
    let mut script = Vec::new();
    completer.write_registration(ASKED, NAME, NAME, NAME, &mut script)?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

/// The script with a comment that firstline wrote it; after the first line if the shell needs that line first.
fn marked(script: &str) -> String {
    let mark = format!("# {WRITTEN}: firstline completions\n");
    let script = script.trim_start();
    match script.split_once('\n') {
        Some((first, rest)) if first.starts_with('#') => format!("{first}\n{mark}{rest}"),
        _ => format!("{mark}{script}"),
    }
}

/// Answers a completion request from a shell's script; false if this is not one.
///
/// # Errors
/// If the request is malformed.
pub fn answer() -> Result<bool, Failure> {
    let grammar = || {
        let mut grammar = grammar();
        // After `build`, arguments have positions: changing one would move it behind the others.
        grammar.build();
        candidates::with(grammar)
    };
    let environment = CompleteEnv::with_factory(grammar).var(ASKED);
    environment
        .try_complete(std::env::args_os(), None)
        .map_err(|error| Failure::usage(error.to_string()))
}
