//! `firstline restore`: restores a backup, or lists them.

use crate::cli::encryption::DecryptArgs;
use crate::cli::json_views::instant;
use crate::cli::piped::Input;
use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::domain::Subject;
use crate::domain::english::list;
use crate::fs::spool;
use crate::store::backups::{self, name::Reason};
use crate::store::{self, Contents};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The arguments of `restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline restore --list\n  firstline restore 2026-11-23T10-15-02-daily.db\n  firstline restore /media/usb/diary.db\n  age -d diary.db.age | firstline restore -\n\nYour current data is backed up first, so you can undo a restore the same way."
)]
pub struct Restore {
    /// The backup: a name from --list, a file, or - for standard input
    #[arg(required_unless_present = "list")]
    path: Option<PathBuf>,
    /// List the backups, the latest first
    #[arg(long, conflicts_with = "path")]
    list: bool,
    #[command(flatten)]
    keys: DecryptArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ListView {
    folder: String,
    backups: Vec<Entry>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Entry {
    name: String,
    path: String,
    /// When it was made.
    at: String,
    reason: &'static str,
    bytes: u64,
    /// Whether it is intact and can be restored.
    whole: bool,
    #[serde(flatten)]
    contents: Option<Contents>,
}

#[derive(Serialize)]
struct RestoreJson {
    restored: String,
    /// The path of the copy of the replaced database.
    kept: Option<String>,
    #[serde(flatten)]
    contents: Contents,
}

impl Restore {
    /// Restores a backup, or lists them.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if context.options.demo {
            return Err(
                Failure::usage("Sample data lives in memory only and has no backups.").into(),
            );
        }
        match &self.path {
            Some(path) => self.restore(path, context),
            None => self.list(context),
        }
    }

    fn restore(&self, path: &Path, context: &Context<'_>) -> Result<()> {
        let database = &context.paths.db;
        let in_folder = backups::folder(&backups::settled(database)).join(path);
        let input = if !path.exists() && in_folder.exists() {
            Input::open(&in_folder, &self.keys)?
        } else {
            Input::open(path, &self.keys)?
        };
        let source = std::path::absolute(input.path())?;
        let restored = store::restore(database, &source, context.now())
            .map_err(|error| Failure::runtime(error.to_string()))?;
        let kept = restored
            .kept
            .map(|backup| backup.path.display().to_string());
        if self.json.json {
            let restored_from = spool::name_of(&source).display().to_string();
            return print_json(&RestoreJson {
                restored: restored_from,
                kept,
                contents: restored.contents,
            });
        }
        let mut text = format!("Restored: {}.\n", counted(&restored.contents));
        match kept {
            Some(kept) if kept.contains(Reason::Damaged.key()) => {
                let _ = writeln!(text, "The damaged file is saved as {}.", safe(&kept));
            }
            Some(kept) => {
                let _ = writeln!(
                    text,
                    "Your previous data is saved. To restore it: firstline restore {}",
                    shell_quoted(&name_of(Path::new(&kept)))
                );
            }
            None => {}
        }
        print(&text)
    }

    fn list(&self, context: &Context<'_>) -> Result<()> {
        let database = backups::settled(&context.paths.db);
        let folder = backups::folder(&database).display().to_string();
        let found = backups::list(&database).map_err(|error| {
            Failure::runtime(format!("Couldn't read {} ({error}).", safe(&folder)))
        })?;
        let entries: Vec<Entry> = found.iter().map(|backup| entry(backup, context)).collect();
        if self.json.json {
            return print_json(&ListView {
                folder,
                backups: entries,
            });
        }
        if entries.is_empty() {
            return Err(Failure::Nothing(format!(
                "No backups in {} yet. Make one: firstline backup",
                safe(&folder)
            ))
            .into());
        }
        let mut text = String::new();
        for (entry, backup) in entries.iter().zip(&found) {
            let held = match &entry.contents {
                Some(shown) => counted(shown),
                None if backup.name.reason == Reason::Damaged => {
                    "a damaged file, as it was found".to_owned()
                }
                None => "damaged, can't be restored".to_owned(),
            };
            let _ = writeln!(text, "{:<38}  {held}", safe(&entry.name));
        }
        let _ = writeln!(
            text,
            "In {}. To restore one: firstline restore NAME",
            safe(&folder)
        );
        print(&text)
    }
}

fn entry(backup: &backups::Backup, context: &Context<'_>) -> Entry {
    let contents = store::inspect(&backup.path).ok();
    Entry {
        name: name_of(&backup.path),
        path: backup.path.display().to_string(),
        at: instant(context.clock.moment(backup.name.at)),
        reason: backup.name.reason.key(),
        bytes: backup.bytes,
        whole: contents.is_some(),
        contents,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The contents of a file in words: "31 check-ins and 12 sessions, the last on 2026-11-23".
pub(super) fn counted(contents: &Contents) -> String {
    let parts: Vec<String> = contents
        .counts()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| crate::content::undo_text::counted(Subject::Record(kind), count))
        .collect();
    let mut text = if parts.is_empty() {
        "no entries".to_owned()
    } else {
        list(&parts)
    };
    if let Some(day) = contents.last_day {
        let _ = write!(text, ", the last on {day}");
    }
    text
}

/// A name quoted for a shell.
pub(super) fn shell_quoted(name: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./~:".contains(character);
    let shown = safe(name);
    if shown.chars().all(plain) {
        shown
    } else {
        format!("\"{shown}\"")
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<ListView>()
}
