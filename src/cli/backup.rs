//! `firstline backup`: makes a backup now, in the backup folder or at a given path.

use crate::cli::encryption::EncryptArgs;
use crate::cli::export::{refusal, write_encrypted};
use crate::cli::output::print_bytes;
use crate::cli::restore::counted;
use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::fs::{self, Refused};
use crate::store::Contents;
use crate::store::Store;
use crate::store::backups::name::Reason;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// The arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline backup                       to the backups folder\n  firstline backup /media/usb            to that folder, with the time in the name\n  firstline backup diary.db              to that file; replaces an older backup of this database\n  firstline backup --encrypt diary.db.age\n\nBackups are automatic too: daily when something changed, and before imports, restores and bulk edits.\nThe last 7 days, 4 weeks and 12 months stay; backups you make with this command stay until you delete them.\nA backup is encrypted only with --encrypt."
)]
pub struct Backup {
    /// The file to write, a folder for it, or - for standard output
    path: Option<PathBuf>,
    /// Replace a file firstline didn't write; never a database, except an older backup of this one
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    encrypt: EncryptArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BackupJson {
    path: String,
    bytes: u64,
    #[serde(flatten)]
    contents: Contents,
}

impl Backup {
    /// Makes the backup, checks it, and prints its contents.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let store = context.existing()?;
        if self.encrypt.is_given() {
            return self.encrypted(&store, context);
        }
        let (path, contents) = match &self.path {
            None => {
                let made = store
                    .back_up(Reason::ByHand, context.now())
                    .map_err(|error| Failure::runtime(error.to_string()))?;
                let Some(made) = made else {
                    let text = if context.options.demo {
                        "Sample data lives in memory only; nothing to back up."
                    } else {
                        "No data yet, so nothing to back up."
                    };
                    return Err(Failure::Nothing(text.to_owned()).into());
                };
                (made.backup.path, made.contents)
            }
            Some(path) if path.as_os_str() == "-" => return to_standard_output(&store),
            Some(path) => {
                let path = if path.is_dir() {
                    path.join(store.backup_name(context.now()))
                } else {
                    path.clone()
                };
                let path = std::path::absolute(&path)?;
                self.may_be_written(&path, &store)?;
                let contents = store
                    .copy_to(&path)
                    .map_err(|error| not_written(&path, &error))?;
                (path, contents)
            }
        };
        self.tell(&path, contents)
    }

    /// Writes an encrypted backup to the given file, or to standard output.
    fn encrypted(&self, store: &Store, context: &Context<'_>) -> Result<()> {
        let Some(path) = &self.path else {
            let text = "Name the file: firstline backup --encrypt diary.db.age";
            return Err(Failure::usage(text).into());
        };
        let key = self.encrypt.key(context)?;
        let bytes = store
            .bytes()
            .map_err(|error| Failure::runtime(error.to_string()))?;
        let path = Some(path.as_path()).filter(|path| path.as_os_str() != "-");
        write_encrypted(path, &key.encrypt(&bytes)?, self.force)
    }

    /// Refuses to replace a file that firstline did not write, or a database that is not an older backup of this one.
    fn may_be_written(&self, path: &Path, store: &Store) -> Result<(), Failure> {
        let shown = safe(&path.display().to_string());
        if !path.parent().is_some_and(Path::is_dir) {
            return Err(Failure::runtime(format!(
                "Couldn't back up to {shown}: its folder doesn't exist. Create it first, or \
                 choose another name."
            )));
        }
        if dunce::canonicalize(path).ok().as_deref() == store.path() {
            return Err(Failure::usage(format!(
                "{shown} is the database itself. Choose another file."
            )));
        }
        match fs::judge(path, fs::DATABASE, self.force) {
            Err(Refused::Database) if store.has_all_of(path) => Ok(()),
            Err(refused) => Err(refusal(path, &refused)),
            Ok(()) => Ok(()),
        }
    }

    fn tell(&self, path: &Path, contents: Contents) -> Result<()> {
        let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
        let path = path.display().to_string();
        if self.json.json {
            return print_json(&BackupJson {
                path,
                bytes,
                contents,
            });
        }
        print(&format!(
            "Backed up and checked: {}, with {}.\nTo restore: firstline restore {}\n",
            safe(&path),
            counted(&contents),
            crate::cli::restore::shell_quoted(&path)
        ))
    }
}

/// Writes the bytes of a backup to standard output.
pub(super) fn to_standard_output(store: &Store) -> Result<()> {
    if std::io::stdout().is_terminal() {
        let text = "A backup isn't text. Send it to a file: firstline backup - > diary.db";
        return Err(Failure::usage(text).into());
    }
    let bytes = store
        .bytes()
        .map_err(|error| Failure::runtime(error.to_string()))?;
    print_bytes(&bytes)
}

pub(super) fn not_written(path: &Path, error: &crate::store::StoreError) -> Failure {
    use crate::store::Trouble;
    let shown = safe(&path.display().to_string());
    Failure::runtime(match error.trouble() {
        Trouble::Full => {
            format!("Couldn't back up to {shown}: the disk is full. Free some space and try again.")
        }
        Trouble::ReadOnly => {
            format!("Couldn't back up to {shown}: the folder is read-only.")
        }
        Trouble::Locked | Trouble::Corrupt => format!("Couldn't back up to {shown}. {error}"),
        Trouble::Gone | Trouble::Other => {
            format!("Couldn't back up to {shown}: {}.", safe(&error.cause()))
        }
    })
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<BackupJson>()
}
