//! `firstline sync`: syncs several computers through a folder that another program copies between them.
//!
//! Each computer writes one file there, its snapshot, and reads those of the others. It never changes another
//! computer's file, so no file in the folder has two writers.

mod device;
mod folder;

use crate::cli::encryption::{DecryptArgs, Key, SyncKeyArgs, Unopened, lock_of};
use crate::cli::inbox;
use crate::cli::json_views::UNDO;
use crate::cli::merge::{Brought, DOES_NOT_FIT, is_same, why_not};
use crate::cli::piped::decrypted;
use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::fs;
use crate::fs::spool::Spooled;
use crate::store::{Other, Refusal, Store, StoreError, Trouble};
use clap::Args;
use color_eyre::eyre::Result;
use device::Device;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The arguments of `sync`.
#[derive(Debug, Args)]
#[command(
    after_help = "Let Syncthing, Dropbox, a git repository or a USB stick carry DIR, and run this on each computer, in any order. Each computer writes just one file there; the newest edit wins, and what was deleted stays deleted.\n\nExamples:\n  firstline sync ~/Sync/firstline\n  firstline sync ~/Sync/firstline --encrypt     whoever carries it can't read it"
)]
pub struct Sync {
    /// The shared folder, with nothing else in it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    keys: SyncKeyArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct SyncReport {
    folder: String,
    device: String,
    file: String,
    /// Whether this computer's file is encrypted.
    encrypted: bool,
    /// Whether this computer's file was written; false if it was already up to date.
    wrote: bool,
    #[serde(flatten)]
    brought: Brought,
    others: Vec<From>,
    skipped: Vec<Skipped>,
    /// Number of entries saved from the inbox.
    inbox: usize,
    /// Number of lines that stay in the inbox.
    inbox_left: usize,
    undo: Option<&'static str>,
}

/// What came from one other computer.
#[derive(Serialize)]
struct From {
    file: String,
    #[serde(flatten)]
    brought: Brought,
}

/// A file that was skipped.
#[derive(Debug, Serialize)]
struct Skipped {
    file: String,
    reason: String,
}

/// The files read from the folder.
#[derive(Default)]
struct Found {
    snapshots: Vec<(String, Other)>,
    skipped: Vec<Skipped>,
}

impl Sync {
    /// Merges the other computers' snapshots, then writes this one's.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if context.options.demo {
            return Err(Failure::usage("Sample data can't be synced. Leave out --demo.").into());
        }
        let shown = safe(&self.folder.to_string_lossy());
        let mut names = folder::names(&self.folder).map_err(Failure::runtime)?;
        if context
            .paths
            .db
            .parent()
            .is_some_and(|home| is_same(&self.folder, home))
        {
            note(&format!(
                "firstline: {shown} also contains your database. Use a separate folder for syncing."
            ));
            names.retain(|name| !is_same(&self.folder.join(&name.file), &context.paths.db));
        }
        let mut device = Device::of(&context.paths.db);
        let (decrypt, key) = self.keys(&names, &device, context)?;
        let mut store = context.store_or_new()?;
        let now = context.now();
        let Found {
            snapshots,
            mut skipped,
        } = read(&self.folder, names, &mut device, &decrypt, now)?;
        let brought = merge(&mut store, &snapshots, &mut skipped, now)?;
        let mut all = Brought::default();
        for (_, tallies) in &brought {
            all.add(tallies);
        }
        let arrived = inbox::take_with(context, &mut store, &self.folder)?;
        let taken = &arrived.inbox;
        let wrote = self
            .write(&store, &snapshots, &mut device, key.as_ref(), context)
            .map_err(|problem| {
                let came = if all.is_empty() {
                    String::new()
                } else {
                    format!(" This was imported anyway: {}.", all.words())
                };
                Failure::runtime(format!("{problem}{came}"))
            })?;
        let report = SyncReport {
            folder: shown,
            file: file_of(&device, key.is_some()),
            encrypted: key.is_some(),
            wrote,
            undo: (!all.is_empty() || arrived.is_saved()).then_some(UNDO),
            inbox: taken.records.len(),
            inbox_left: taken.left(),
            others: brought
                .into_iter()
                .filter(|(file, _)| !is_own(file, &device))
                .map(|(file, tallies)| {
                    let mut brought = Brought::default();
                    brought.add(&tallies);
                    From { file, brought }
                })
                .collect(),
            device: device.id,
            brought: all,
            skipped,
        };
        for Skipped { file, reason } in &report.skipped {
            note(&format!("Skipped {file}: it {reason}."));
        }
        for problem in inbox::problems(&arrived) {
            note(problem);
        }
        if self.json.json {
            print_json(&report)?;
        } else {
            print(&report.words(taken.counts()))?;
            let folders = &arrived.folders;
            for said in folders
                .iter()
                .flat_map(|news| [news.imported(), news.waits()].concat())
            {
                print(&format!("{said}\n"))?;
            }
        }
        drop(store);
        inbox::run_hooks(context, taken)
    }

    /// The keys to decrypt the files of the folder, and the key to encrypt this computer's own.
    fn keys(
        &self,
        names: &[folder::Name],
        device: &Device,
        context: &Context<'_>,
    ) -> Result<(DecryptArgs, Option<Key>), Failure> {
        let read = names.iter().filter(|name| name.reason.is_none());
        let locks: Vec<(&str, _)> = read
            .filter_map(|name| Some((name.file.as_str(), lock_of(&self.folder.join(&name.file))?)))
            .collect();
        let own = locks.iter().find(|(file, _)| is_own(file, device));
        let own = own.map(|(_, lock)| *lock);
        let locks: Vec<_> = locks.into_iter().map(|(_, lock)| lock).collect();
        self.keys.keys(&locks, own, context)
    }

    /// Writes this computer's file, unless it is already up to date.
    fn write(
        &self,
        store: &Store,
        found: &[(String, Other)],
        device: &mut Device,
        key: Option<&Key>,
        context: &Context<'_>,
    ) -> Result<bool, String> {
        let name = file_of(device, key.is_some());
        let path = self.folder.join(&name);
        // Left by an interrupted sync.
        fs::remove_drafts(&path);
        let mut snapshot = store.snapshot().map_err(|error| unwritten(&path, &error))?;
        let present = found
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, present)| present);
        let is_same = |present: &Other| present.says_the_same(&snapshot).unwrap_or(false);
        let writes = !present.is_some_and(is_same);
        if writes {
            let mark = device.next_mark(present.and_then(Other::mark));
            device.keep(&context.paths.db).map_err(|error| {
                format!(
                    "Couldn't save this computer's sync name next to the database ({error}). \
                    Nothing was written."
                )
            })?;
            let now = context.now();
            match key {
                None => snapshot
                    .write(&path, &mark, now)
                    .map_err(|error| unwritten(&path, &error))?,
                Some(key) => {
                    let bytes = snapshot.bytes(&mark, now);
                    let bytes = bytes.map_err(|error| unwritten(&path, &error))?;
                    let locked = key.encrypt(&bytes).map_err(|failure| failure.to_string())?;
                    fs::replace(&path, &locked).map_err(|error| {
                        let shown = safe(&path.to_string_lossy());
                        let why = fs::cause(&error);
                        format!("Couldn't write {shown}: {why}. Nothing there was changed.")
                    })?;
                }
            }
        }
        if key.is_some() {
            self.remove_readable(device)?;
        }
        Ok(writes)
    }

    /// Removes this computer's unencrypted file, from before encryption was turned on.
    fn remove_readable(&self, device: &Device) -> Result<(), String> {
        let path = self.folder.join(device.file());
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let shown = safe(&path.to_string_lossy());
                let why = fs::cause(&error);
                Err(format!(
                    "Couldn't remove {shown}, which isn't encrypted: {why}. Remove it."
                ))
            }
            _ => Ok(()),
        }
    }
}

/// The suffix of an encrypted snapshot.
const LOCKED: &str = ".age";

/// The name of this computer's file.
fn file_of(device: &Device, is_locked: bool) -> String {
    device.file() + if is_locked { LOCKED } else { "" }
}

fn is_own(file: &str, device: &Device) -> bool {
    file.strip_suffix(LOCKED).unwrap_or(file) == device.file()
}

/// Reads every snapshot in the folder, including this computer's own: if the database was lost or reset, its records
/// come back from there. A snapshot with this computer's name and an unknown mark means that the database was copied
/// together with its name; this computer then chooses another name.
fn read(
    folder: &Path,
    names: Vec<folder::Name>,
    device: &mut Device,
    keys: &DecryptArgs,
    now: crate::domain::Moment,
) -> Result<Found, Failure> {
    let mut found = Found::default();
    for name in names {
        let folder::Name { file, reason } = name;
        let shown = safe(&file);
        if let Some(reason) = reason {
            found.skipped.push(Skipped {
                file: shown,
                reason,
            });
            continue;
        }
        let is_own = is_own(&file, device);
        let path = folder.join(&file);
        let copy = match lock_of(&path).map(|_| decrypted(&path, keys)) {
            None => None,
            Some(Ok(copy)) => Some(copy),
            Some(Err(Unopened::Key(failure))) => return Err(failure),
            // A damaged file of this computer is written again.
            Some(Err(Unopened::Damaged(_))) if is_own => continue,
            Some(Err(Unopened::Damaged(_))) => {
                found.skipped.push(Skipped {
                    file: shown,
                    reason: why_not(&Refusal::Corrupt),
                });
                continue;
            }
        };
        let readable = copy.as_ref().map_or(path.as_path(), Spooled::path);
        match Other::read(readable, now) {
            Ok(other) => {
                if is_own && !device.has_written(other.mark().as_deref()) {
                    device.rename();
                }
                found.snapshots.push((file, other));
            }
            // A damaged file of this computer is written again; an intact one from a newer program is kept.
            Err(error)
                if is_own
                    && matches!(error.refusal(), Refusal::Corrupt | Refusal::NotADatabase) => {}
            Err(error) => {
                if is_own {
                    device.rename();
                }
                found.skipped.push(Skipped {
                    file: shown,
                    reason: why_not(error.refusal()),
                });
            }
        }
    }
    Ok(found)
}

/// What came from each file, by file name.
type Merged = Vec<(String, Vec<crate::store::Tally>)>;

fn merge(
    store: &mut Store,
    snapshots: &[(String, Other)],
    skipped: &mut Vec<Skipped>,
    now: crate::domain::Moment,
) -> Result<Merged> {
    let others: Vec<&Other> = snapshots.iter().map(|(_, other)| other).collect();
    let mut merged = Merged::new();
    for ((file, _), outcome) in snapshots.iter().zip(store.merge(&others, now)?) {
        match outcome {
            Ok(tallies) => merged.push((file.clone(), tallies)),
            Err(_) => skipped.push(Skipped {
                file: safe(file),
                reason: DOES_NOT_FIT.to_owned(),
            }),
        }
    }
    Ok(merged)
}

fn unwritten(path: &Path, error: &StoreError) -> String {
    let path = safe(&path.to_string_lossy());
    let why = match error.trouble() {
        Trouble::Full => "the disk is full. Free some space and sync again.".to_owned(),
        Trouble::ReadOnly => {
            "the folder is read-only. Allow writing to it and sync again.".to_owned()
        }
        Trouble::Locked => "another program is using it. Sync again later.".to_owned(),
        Trouble::Corrupt | Trouble::Gone | Trouble::Other => {
            let cause = std::error::Error::source(error)
                .map_or_else(|| error.to_string(), ToString::to_string);
            format!("{}. Fix that and sync again.", safe(&cause))
        }
    };
    format!("Couldn't write {path}: {why} Nothing there was changed.")
}

impl SyncReport {
    fn words(&self, came: Option<String>) -> String {
        let from = match self.others.len() {
            0 if !self.brought.is_empty() => {
                "From what this computer had written there before".to_owned()
            }
            0 => "No other computer's file is here yet".to_owned(),
            1 => "From one other computer".to_owned(),
            count => format!("From {count} other computers"),
        };
        let mut text = if self.brought.is_empty() {
            let nothing = if self.others.is_empty() {
                ""
            } else {
                ": nothing new"
            };
            format!("{from}{nothing}.\n")
        } else {
            format!("{from}: {}.\n", self.brought.words())
        };
        if self.wrote {
            let _ = writeln!(
                text,
                "Saved for your other computers: {} in {}{}.",
                self.file,
                self.folder,
                if self.encrypted { ", encrypted" } else { "" }
            );
        } else {
            text.push_str("Your other computers already have what's here.\n");
        }
        if self.inbox_left > 0 {
            let lines = crate::domain::english::count(self.inbox_left, "line");
            let _ = writeln!(
                text,
                "Not understood in your inbox: {lines}. To see why: firstline inbox"
            );
        }
        if let Some(counts) = came {
            let _ = writeln!(text, "From your inbox: {counts}. To undo: firstline undo");
        } else if self.undo.is_some() {
            text.push_str("To undo: firstline undo (the next sync imports it again)\n");
        }
        text
    }
}
