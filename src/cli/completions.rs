//! `firstline completions`: a short script that lets a shell ask the program what fits, and the answers: commands and
//! options, and the names of activities, routines, tags, records, imports, backups, cards and countries.

mod candidates;

use crate::cli::export::write_file;
use crate::cli::grammar::grammar;
use crate::cli::{Failure, print};
use crate::fs::WRITTEN;
use clap::{Args, ValueEnum};
use clap_complete::env::{Bash, CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Zsh};
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The variable by which a script asks for what fits.
const ASKED: &str = "FIRSTLINE_COMPLETE";
/// The name that scripts call the program by, and that they complete.
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

/// Nushell reads what fish does: a value, a tab, what it means.
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

/// The script with a comment that firstline wrote it, after the first line if a shell needs that line.
fn marked(script: &str) -> String {
    let mark = format!("# {WRITTEN}: firstline completions\n");
    let script = script.trim_start();
    match script.split_once('\n') {
        Some((first, rest)) if first.starts_with('#') => format!("{first}\n{mark}{rest}"),
        _ => format!("{mark}{script}"),
    }
}

/// Answers a shell's script that asks what fits; false where none asks.
///
/// # Errors
/// When it asks in a way that is not known.
pub fn answer() -> Result<bool, Failure> {
    let grammar = || {
        let mut grammar = grammar();
        // Arguments have their places from here on: changing one puts it behind the others.
        grammar.build();
        candidates::with(grammar)
    };
    let environment = CompleteEnv::with_factory(grammar).var(ASKED);
    environment
        .try_complete(std::env::args_os(), None)
        .map_err(|error| Failure::usage(error.to_string()))
}
