//! `firstline export`: everything, written out.

use crate::cli::{Context, Failure, note, print};
use crate::content::own;
use crate::domain::Journal;
use crate::exchange::{ics, json, own_csv};
use crate::routine_files;
use clap::{Args, ValueEnum};
use color_eyre::eyre::{Result, WrapErr as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The formats to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Everything in full, to be read back with firstline import
    Json,
    /// Check-ins and sessions as two tables
    Csv,
    /// Sessions as events of a calendar; no ratings and no notes
    Ics,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline export json -o diary.json\n  firstline export json | age -p > diary.json.age\n  firstline export csv -o tables          writes tables/check-ins.csv and tables/sessions.csv\n  firstline export csv --sessions         prints that table alone"
)]
pub struct Export {
    /// The format
    format: Format,
    /// The file to write, instead of standard output; one that is there is replaced. For both tables of csv, the folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// With csv: the check-ins alone
    #[arg(long, conflicts_with = "sessions")]
    check_ins: bool,
    /// With csv: the sessions alone
    #[arg(long)]
    sessions: bool,
}

impl Export {
    /// Writes it.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if (self.check_ins || self.sessions) && self.format != Format::Csv {
            return Err(
                Failure::usage("--check-ins and --sessions go with firstline export csv").into(),
            );
        }
        let store = context.store()?;
        let mut journal = store.all()?;
        for broken in routine_files::add(&mut journal, &context.paths.db) {
            note(&own::not_understood(&broken));
        }
        match self.format {
            Format::Json => self.write(&json::write(
                &journal,
                &store.origins()?,
                store.settings()?,
            )?),
            Format::Ics => self.write(&ics::write(journal.sessions())),
            Format::Csv if self.check_ins => {
                self.write(&own_csv::write_check_ins(journal.check_ins())?)
            }
            Format::Csv if self.sessions => {
                self.write(&own_csv::write_sessions(journal.sessions())?)
            }
            Format::Csv => self.both_tables(&journal),
        }
    }

    fn write(&self, text: &str) -> Result<()> {
        match &self.output {
            None => print(text),
            Some(path) => written(path, text),
        }
    }

    fn both_tables(&self, journal: &Journal) -> Result<()> {
        let Some(folder) = &self.output else {
            let text = "two tables need a folder: write firstline export csv -o FOLDER, or choose --check-ins or --sessions";
            return Err(Failure::usage(text).into());
        };
        let shown = folder.display();
        std::fs::create_dir_all(folder)
            .wrap_err_with(|| Failure::runtime(format!("{shown} cannot be made a folder")))?;
        written(
            &folder.join("check-ins.csv"),
            &own_csv::write_check_ins(journal.check_ins())?,
        )?;
        written(
            &folder.join("sessions.csv"),
            &own_csv::write_sessions(journal.sessions())?,
        )
    }
}

fn written(path: &Path, text: &str) -> Result<()> {
    let shown = path.display();
    write_whole(path, text)
        .wrap_err_with(|| Failure::runtime(format!("{shown} cannot be written")))?;
    note(&format!("Written to {shown}. It is not encrypted."));
    Ok(())
}

/// Writes a file that only its owner can read, and puts it in its place once it is whole.
pub(super) fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}
