//! `firstline man`: manual pages, generated from the same grammar as the help.

use crate::cli::export::{no_folder, write_file};
use crate::cli::grammar::{VARIABLES, grammar};
use crate::cli::{Failure, print, safe};
use crate::fs::WRITTEN;
use clap::Args;
use clap_mangen::roff::{Roff, bold, roman};
use color_eyre::eyre::Result;
use std::io;
use std::path::PathBuf;

/// The arguments of `man`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline man | man -l -\n  firstline man import | man -l -\n  firstline man routines new\n  firstline man --all -o ~/.local/share/man/man1"
)]
pub struct Man {
    /// The command; the whole app if left out
    #[arg(value_name = "COMMAND", num_args = 0..)]
    names: Vec<String>,
    /// Write every page, as files
    #[arg(long, requires = "output", conflicts_with = "names")]
    all: bool,
    /// The folder for the pages of --all
    #[arg(short, long, value_name = "FOLDER", requires = "all")]
    output: Option<PathBuf>,
    /// Replace files firstline didn't write
    #[arg(long, requires = "all")]
    force: bool,
}

impl Man {
    /// Prints one page, or writes all of them.
    pub fn run(&self) -> Result<()> {
        let pages = pages()?;
        if let Some(folder) = &self.output {
            let shown = safe(&folder.display().to_string());
            // Pages contain nothing private, so the folder keeps its default permissions.
            std::fs::create_dir_all(folder).map_err(|error| {
                let how = "firstline man --all -o FOLDER";
                no_folder(folder, &error, "every page is a separate file", how)
            })?;
            for (name, page) in &pages {
                write_file(&folder.join(format!("{name}.1")), page, self.force)?;
            }
            return print(&format!("{} pages are in {shown}.\n", pages.len()));
        }
        let wanted = ["firstline"]
            .into_iter()
            .chain(self.names.iter().map(String::as_str))
            .collect::<Vec<_>>();
        let page = pages
            .iter()
            .find(|(name, _)| *name == wanted.join("-"))
            .map(|(_, page)| page);
        let Some(page) = page else {
            let name = safe(&self.names.join(" "));
            return Err(Failure::usage(format!(
                "No command called \"{name}\". All commands: firstline --help"
            ))
            .into());
        };
        print(page)
    }
}

/// Every page by name: the program, its commands, and their subcommands.
fn pages() -> Result<Vec<(String, String)>> {
    let mut grammar = grammar();
    grammar.build();
    let mut pages = Vec::new();
    collect(&grammar, "firstline", &mut pages)?;
    Ok(pages)
}

fn collect(command: &clap::Command, name: &str, pages: &mut Vec<(String, String)>) -> Result<()> {
    let man = clap_mangen::Man::new(
        command
            .clone()
            .display_name(name)
            .disable_help_subcommand(true),
    );
    let mut page = format!(".\\\" {WRITTEN}: firstline man\n").into_bytes();
    man.render(&mut page)?;
    if name == "firstline" {
        surroundings(&mut page)?;
    }
    pages.push((name.to_owned(), String::from_utf8_lossy(&page).into_owned()));
    for child in command
        .get_subcommands()
        .filter(|child| child.get_name() != "help" && !child.is_hide_set())
    {
        collect(child, &format!("{name}-{}", child.get_name()), pages)?;
    }
    Ok(())
}

/// The extra sections of the main page besides its options.
fn surroundings(page: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    let mut section = |title: &str, rows: &[(&str, &str)]| {
        roff.control("SH", [title]);
        for (name, text) in rows {
            roff.control("TP", [])
                .text([bold(*name)])
                .text([roman(*text)]);
        }
    };
    section(
        "EXIT STATUS",
        &[
            ("0", "Done."),
            ("1", "Failed; nothing was changed."),
            ("2", "Wrong arguments."),
            ("3", "Nothing to show yet."),
        ],
    );
    section("ENVIRONMENT", &VARIABLES);
    section(
        "FILES",
        &[
            (
                "~/.local/share/firstline/firstline.db",
                "Everything you saved, readable only by you.",
            ),
            (
                "~/.local/share/firstline/routines/*.toml",
                "Custom routines, written by hand.",
            ),
            (
                "~/.config/firstline/config.toml",
                "Settings, if you changed any.",
            ),
        ],
    );
    roff.to_writer(page)
}
