//! `firstline backup`: a backup now, into the folder of backups or where you say.

use crate::cli::restore::{Shown, counted};
use crate::cli::{Context, Failure, print, print_json, safe};
use crate::store::backups::name::Reason;
use crate::store::{COMPANIONS, Contents, Refusal, inspect};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline backup                       into the folder of backups\n  firstline backup /media/usb            into that folder, under a name with the time\n  firstline backup diary.db              as that file; an older backup there is replaced\n\nBackups are made by themselves too: daily when something changed, and before imports, restores and bulk edits.\nThe last 7 days, 4 weeks and 12 months stay; those made with this command stay until you delete them.\nA backup is not encrypted."
)]
pub struct Backup {
    /// The file to write, or a folder for it
    path: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View {
    path: String,
    bytes: u64,
    #[serde(flatten)]
    contents: Shown,
}

impl Backup {
    /// Makes it, checks it, and says what it holds.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let store = context.store()?;
        let (path, contents) = match &self.path {
            None => {
                let made = store
                    .back_up(Reason::ByHand, context.now())
                    .map_err(|error| Failure::runtime(error.to_string()))?;
                let Some(made) = made else {
                    let text = if store.path().is_none() {
                        "The example is kept in memory; there is nothing to back up."
                    } else {
                        "Nothing is kept yet, so there is nothing to back up."
                    };
                    return Err(Failure::Nothing(text.to_owned()).into());
                };
                (made.backup.path, made.contents)
            }
            Some(path) => {
                let path = if path.is_dir() {
                    path.join(store.backup_name(context.now()))
                } else {
                    path.clone()
                };
                let path = std::path::absolute(&path)?;
                may_be_written(&path, store.path())?;
                let contents = store
                    .copy_to(&path)
                    .map_err(|error| not_written(&path, &error))?;
                (path, contents)
            }
        };
        self.tell(&path, contents)
    }

    fn tell(&self, path: &Path, contents: Contents) -> Result<()> {
        let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
        let path = path.display().to_string();
        if self.json {
            return print_json(&View {
                path,
                bytes,
                contents: contents.into(),
            });
        }
        print(&format!(
            "Backed up and checked: {}. It holds {}.\nfirstline restore {} puts it back.\n",
            safe(&path),
            counted(&contents),
            crate::cli::restore::quoted(&path)
        ))
    }
}

/// Refuses to replace what is no backup of ours, and what is in use.
fn may_be_written(path: &Path, database: Option<&Path>) -> Result<(), Failure> {
    let shown = safe(&path.display().to_string());
    if !path.exists() {
        let folder = path.parent().is_some_and(Path::is_dir);
        let missing = || {
            Failure::runtime(format!(
                "No backup was made: there is no folder for {shown}."
            ))
        };
        return if folder { Ok(()) } else { Err(missing()) };
    }
    if path.canonicalize().ok().as_deref() == database {
        return Err(Failure::usage(format!(
            "{shown} is the database itself; name another file"
        )));
    }
    if COMPANIONS
        .iter()
        .any(|ending| PathBuf::from(format!("{}{ending}", path.display())).exists())
    {
        return Err(Failure::runtime(format!(
            "{shown} is in use by a program and was left as it is; name another file"
        )));
    }
    match inspect(path).map_err(|error| error.refusal().clone()) {
        // One that is damaged is replaced by one that is whole.
        Ok(_) | Err(Refusal::Corrupt) => Ok(()),
        Err(_) => Err(Failure::runtime(format!(
            "{shown} is there already, is no firstline backup, and was left as it is; name another file"
        ))),
    }
}

fn not_written(path: &Path, error: &crate::store::StoreError) -> Failure {
    use crate::store::Trouble;
    let shown = safe(&path.display().to_string());
    Failure::runtime(match error.trouble() {
        Trouble::Full => format!(
            "No backup was made at {shown}: the disk is full. Free some space and try again."
        ),
        Trouble::ReadOnly => {
            format!("No backup was made at {shown}: the folder cannot be written to.")
        }
        Trouble::Locked | Trouble::Corrupt => format!("No backup was made at {shown}. {error}"),
        Trouble::Gone | Trouble::Other => {
            format!("No backup was made at {shown}: {}.", safe(&error.cause()))
        }
    })
}
