//! `firstline export`: writes all data to a file or standard output.

mod pages;

use crate::cli::encryption::{EncryptArgs, Key};
use crate::cli::output::print_bytes;
use crate::cli::{Context, Failure, note, print, safe};
use crate::content::own;
use crate::domain::Journal;
use crate::export::{csv, ics, json};
use crate::fs;
use crate::routine_files;
use clap::{Args, ValueEnum};
use color_eyre::eyre::Result;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// The formats to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Everything; firstline import can read it
    Json,
    /// Check-ins and sessions as two tables
    Csv,
    /// Sessions as events of a calendar; no ratings and no notes
    Ics,
    /// A page for each day, for Obsidian, Logseq or Org: adds its own lines to yours
    #[value(alias = "md")]
    Markdown,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline export json -o diary.json\n  firstline export json --encrypt -o diary.json.age\n  firstline export csv -o tables          writes tables/check-ins.csv and tables/sessions.csv\n  firstline export csv --sessions         prints just that table\n  firstline export markdown --into ~/notes/daily\n  firstline export markdown --into ~/logseq/journals --name %Y_%m_%d.md"
)]
pub struct Export {
    /// The format
    format: Format,
    /// The file to write, or - for standard output; replaces an earlier export. For both csv tables, the folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// With csv: just the check-ins
    #[arg(long, conflicts_with = "sessions")]
    check_ins: bool,
    /// With csv: just the sessions
    #[arg(long)]
    sessions: bool,
    /// With markdown: the folder of the pages. Run it again as often as you like; other lines stay
    #[arg(long, value_name = "FOLDER", conflicts_with = "output")]
    into: Option<PathBuf>,
    /// With markdown: the pages' names; %Y, %m and %d are the date. Names ending in .org give Org pages
    #[arg(long, value_name = "FORMAT", default_value = pages::NAME)]
    name: String,
    /// Replace a file firstline didn't write; never a database
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    encrypt: EncryptArgs,
}

/// Writes a file named by the user, unless an existing file must not be replaced.
pub(super) fn write_file(path: &Path, text: &str, force: bool) -> Result<()> {
    fs::output(path, text.as_bytes(), force).map_err(|refused| refusal(path, &refused).into())
}

/// Writes encrypted bytes to a file named by the user, or to standard output.
pub(super) fn write_encrypted(path: Option<&Path>, bytes: &[u8], force: bool) -> Result<()> {
    let Some(path) = path else {
        if io::stdout().is_terminal() {
            let text = "An encrypted file isn't text. Choose a file with -o, or pipe it on.";
            return Err(Failure::usage(text).into());
        }
        return print_bytes(bytes);
    };
    fs::output(path, bytes, force).map_err(|refused| refusal(path, &refused))?;
    let name = safe(&path.display().to_string());
    note(&format!(
        "Saved to {name}, encrypted. Without the key no one can read it, you included."
    ));
    Ok(())
}

/// Refuses to replace a file by sample data, or by less than a record: it may hold the person's own.
pub(super) fn keep_fuller(
    path: &Path,
    journal: &Journal,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let is_kept = path
        .metadata()
        .is_ok_and(|there| there.is_file() && there.len() > 0);
    let shown = safe(&path.display().to_string());
    if is_kept && context.options.demo {
        return Err(Failure::runtime(format!(
            "{shown} is there already, and sample data doesn't replace it. Choose another name, or --force."
        )));
    }
    if is_kept && journal.is_empty() {
        return Err(Failure::Nothing(format!(
            "No check-ins or sessions here yet, so {shown} was left as it is. To replace it: --force"
        )));
    }
    Ok(())
}

/// The message if a file is not written.
pub(super) fn refusal(path: &Path, refused: &fs::Refused) -> Failure {
    Failure::runtime(refused.sentence(&safe(&path.display().to_string())))
}

/// The message if a folder for several files cannot be created; `why` says what needs the folder, `how` is a command
/// with a folder.
pub(super) fn no_folder(folder: &Path, error: &io::Error, why: &str, how: &str) -> Failure {
    let shown = safe(&folder.display().to_string());
    Failure::runtime(if folder.is_file() {
        format!("{shown} is a file, and {why}. Choose a folder: {how}")
    } else {
        format!("Couldn't make the folder {shown}: {}.", fs::cause(error))
    })
}

impl Export {
    /// Writes the export.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if (self.check_ins || self.sessions) && self.format != Format::Csv {
            return Err(Failure::usage(
                "--check-ins and --sessions only work with: firstline export csv",
            )
            .into());
        }
        if self.into.is_some() && self.format != Format::Markdown {
            let text = "--into only works with: firstline export markdown";
            return Err(Failure::usage(text).into());
        }
        let key = self.key(context)?;
        let key = key.as_ref();
        let store = context.existing()?;
        let mut journal = store.all()?;
        let both_tables = self.format == Format::Csv && !self.check_ins && !self.sessions;
        let file = self.output.as_deref();
        if let Some(path) = file.filter(|_| !self.force && !both_tables) {
            keep_fuller(path, &journal, context)?;
        }
        for broken in routine_files::add(&mut journal, &context.paths.db) {
            note(&own::not_understood(&broken));
        }
        match self.format {
            Format::Json => {
                let all = json::write(&journal, &store.origins()?, store.settings()?)?;
                self.write(&all, key)
            }
            Format::Ics => self.write(&ics::write(journal.sessions()), key),
            Format::Csv if self.check_ins => self.write(
                &csv::check_ins(journal.check_ins(), journal.own_ratings())?,
                key,
            ),
            Format::Csv if self.sessions => self.write(&csv::sessions(journal.sessions())?, key),
            Format::Csv => self.both_tables(&journal, context),
            Format::Markdown => {
                let Some(folder) = &self.into else {
                    let text = "Markdown writes a page for each day. Choose a folder: firstline \
                        export markdown --into FOLDER";
                    return Err(Failure::usage(text).into());
                };
                pages::write(&journal, folder, &self.name, context)
            }
        }
    }

    /// The key to encrypt with, if encryption was requested.
    fn key(&self, context: &Context<'_>) -> Result<Option<Key>, Failure> {
        if !self.encrypt.is_given() {
            return Ok(None);
        }
        if self.format == Format::Csv && !self.check_ins && !self.sessions {
            let text = "Encrypting writes one file. Choose --check-ins or --sessions.";
            return Err(Failure::usage(text));
        }
        if self.format == Format::Markdown {
            let text = "Pages for your notes can't be encrypted. Choose another format.";
            return Err(Failure::usage(text));
        }
        Ok(Some(self.encrypt.key(context)?))
    }

    fn write(&self, text: &str, key: Option<&Key>) -> Result<()> {
        let file = self.output.as_ref().filter(|path| path.as_os_str() != "-");
        match (file, key) {
            (Some(path), None) => self.written(path, text),
            (None, None) => print(text),
            (path, Some(key)) => {
                let path = path.map(PathBuf::as_path);
                write_encrypted(path, &key.encrypt(text.as_bytes())?, self.force)
            }
        }
    }

    fn both_tables(&self, journal: &Journal, context: &Context<'_>) -> Result<()> {
        let Some(folder) = self.output.as_ref().filter(|path| path.as_os_str() != "-") else {
            let text = "CSV writes two files. Choose a folder: firstline export csv -o FOLDER";
            return Err(Failure::usage(text).into());
        };
        let tables = [
            (
                folder.join("check-ins.csv"),
                csv::check_ins(journal.check_ins(), journal.own_ratings())?,
            ),
            (
                folder.join("sessions.csv"),
                csv::sessions(journal.sessions())?,
            ),
        ];
        fs::make_folder(folder).map_err(|error| {
            let how = "firstline export csv -o FOLDER";
            no_folder(folder, &error, "CSV writes two files", how)
        })?;
        // Checks all tables first: writes both or none.
        for (path, text) in &tables {
            if !self.force {
                keep_fuller(path, journal, context)?;
            }
            fs::judge(path, text.as_bytes(), self.force)
                .map_err(|refused| refusal(path, &refused))?;
        }
        for (path, text) in &tables {
            self.written(path, text)?;
        }
        Ok(())
    }

    fn written(&self, path: &Path, text: &str) -> Result<()> {
        write_file(path, text, self.force)?;
        note(&format!("Saved to {}. It isn't encrypted.", path.display()));
        Ok(())
    }
}
