//! `firstline export`: everything, written out.

use crate::cli::{Context, Failure, note, print};
use crate::content::own;
use crate::exchange::json;
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
}

/// The arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline export json -o diary.json\n  firstline export json | age -p > diary.json.age"
)]
pub struct Export {
    /// The format
    format: Format,
    /// The file to write, instead of standard output; one that is there is replaced
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

impl Export {
    /// Writes it.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let Format::Json = self.format;
        let store = context.store()?;
        let mut journal = store.all()?;
        for broken in routine_files::add(&mut journal, &context.paths.db) {
            note(&own::not_understood(&broken));
        }
        let text = json::write(&journal, &store.origins()?, store.settings()?)?;
        match &self.output {
            None => print(&text),
            Some(path) => {
                let shown = path.display();
                write_whole(path, &text).wrap_err_with(|| Failure::runtime(format!("{shown} cannot be written")))?;
                note(&format!("Written to {shown}. It is not encrypted."));
                Ok(())
            }
        }
    }
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
    let written =
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}
