//! Backups: copies in the folder `backups` next to the database, each verified when it is made.
//!
//! - `location`: where they are. `name`: file names. `rotation`: which ones have expired.
//!
//! The caller decides when to make one, before or after its write.

pub(super) mod location;
pub mod name;
pub mod rotation;

use crate::domain::Moment;
use crate::domain::sanitize::line as plain;
use crate::fs::{self as files, beside};
use crate::store::{Contents, Store, StoreError, Trouble, contents, copy};
use chrono::NaiveDate;
pub use location::{folder, settled};
use name::{Name, Reason};
use rusqlite::Connection;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Minimum number of unused bytes that makes a vacuum worthwhile.
const LARGE: i64 = 4 << 20;

/// An existing backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Path of the file.
    pub path: PathBuf,
    /// When and why it was made.
    pub name: Name,
    /// Size in bytes.
    pub bytes: u64,
}

/// A backup that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The backup.
    pub backup: Backup,
    /// Record counts and the last day in it.
    pub contents: Contents,
}

/// A backup that could not be made. The original data is unchanged.
#[derive(Debug)]
pub struct BackupError {
    folder: PathBuf,
    error: StoreError,
}

impl BackupError {
    /// The kind of problem.
    pub const fn trouble(&self) -> Trouble {
        self.error.trouble()
    }

    /// A one-line message for tight spaces, shown after a change that was saved.
    pub fn brief(&self) -> String {
        format!("Saved, but not backed up: {}.", self.reason())
    }

    fn reason(&self) -> String {
        match self.trouble() {
            Trouble::Full => "the disk is full".to_owned(),
            Trouble::ReadOnly => "the folder backups is read-only".to_owned(),
            Trouble::Locked => "another program is using the database".to_owned(),
            Trouble::Corrupt => "part of the database can't be read".to_owned(),
            Trouble::Gone | Trouble::Other => plain(&self.error.cause()),
        }
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = plain(&self.folder.to_string_lossy());
        write!(f, "Couldn't back up to {folder}: {}. ", self.reason())?;
        f.write_str(match self.trouble() {
            Trouble::Full => "Free some space; firstline tries again with the next change.",
            Trouble::ReadOnly => "Allow writing to it; firstline tries again with the next change.",
            Trouble::Locked => "firstline tries again with the next change.",
            Trouble::Corrupt | Trouble::Gone | Trouble::Other => "For details: firstline doctor",
        })
    }
}

impl std::error::Error for BackupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// The backups of `database`, newest first; empty if there is no folder.
pub fn list(database: &Path) -> io::Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder(database)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let file = file_name(database);
    let read = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        let name = Name::parse(entry.file_name().to_str()?, &file)?;
        Some(Backup {
            path: entry.path(),
            name,
            bytes: entry.metadata().ok()?.len(),
        })
    };
    let mut backups: Vec<Backup> = entries.filter_map(read).collect();
    backups.sort_unstable_by(|a, b| b.name.cmp(&a.name));
    Ok(backups)
}

impl Store {
    /// Makes and checks a backup, then removes the expired ones. Does nothing for a store in memory or an empty
    /// one.
    pub fn back_up(&self, reason: Reason, now: Moment) -> Result<Option<Made>, BackupError> {
        match self.path() {
            Some(path) => make(&self.connection, path, reason, now),
            None => Ok(None),
        }
    }

    /// Whether no daily backup has been made yet on the day of `now`. Checks the folder, not the database.
    pub fn daily_backup_is_due(&self, now: Moment) -> bool {
        self.path()
            .is_some_and(|path| !is_made(path, now.date_naive()))
    }

    /// File name for a backup made by hand now.
    pub fn backup_name(&self, now: Moment) -> String {
        let database = self
            .path()
            .map_or_else(|| "firstline.db".to_owned(), file_name);
        Name::new(now.naive_local(), Reason::ByHand, &database).to_string()
    }

    /// Returns unused space to the disk if most of the file is unused. If another program has it open or the disk
    /// has too little room, this is left for the next day.
    pub fn compact(&self) {
        let sql =
            "SELECT 2 * freelist_count > page_count FROM pragma_freelist_count, pragma_page_count";
        let is_most = self.connection.query_row(sql, [], |row| row.get(0));
        if is_most.unwrap_or(false)
            && copy::unused(&self.connection).is_ok_and(|bytes| bytes > LARGE)
        {
            let _ = self.connection.execute_batch("VACUUM");
        }
    }

    /// Number of rows changed through this store, including those changed while opening it.
    pub fn changes(&self) -> u64 {
        self.connection.total_changes()
    }

    /// Path of the file; `None` for a store in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

fn is_made(database: &Path, date: NaiveDate) -> bool {
    let is_it =
        |backup: &Backup| backup.name.reason == Reason::Daily && backup.name.at.date() == date;
    list(database).is_ok_and(|backups| backups.iter().any(is_it))
}

/// Makes a backup of the open file at `database`.
pub(super) fn make(
    connection: &Connection,
    database: &Path,
    reason: Reason,
    now: Moment,
) -> Result<Option<Made>, BackupError> {
    let made = || -> rusqlite::Result<Option<Made>> {
        if !contents::is_anything_kept(connection)? {
            return Ok(None);
        }
        let (path, name) = free_place(database, reason, now)?;
        let contents = copy::checked(connection, &path)?;
        let bytes = fs::metadata(&path).map_err(|error| copy::io(&error))?.len();
        rotate(database, now);
        Ok(Some(Made {
            backup: Backup { path, name, bytes },
            contents,
        }))
    };
    made().map_err(|error| BackupError {
        folder: folder(database),
        error: error.into(),
    })
}

/// Saves an unreadable file byte for byte, with its pending log.
pub(super) fn keep_wreck(database: &Path, now: Moment) -> Result<Backup, BackupError> {
    let kept = || -> rusqlite::Result<Backup> {
        let (path, name) = free_place(database, Reason::Damaged, now)?;
        for ending in ["", "-wal"] {
            let from = beside(database, ending);
            if from.exists() {
                let to = beside(&path, ending);
                files::create(&to).map_err(|error| copy::io(&error))?;
                copy::bytes(&from, &to)?;
            }
        }
        let bytes = fs::metadata(&path).map_or(0, |meta| meta.len());
        rotate(database, now);
        Ok(Backup { path, name, bytes })
    };
    kept().map_err(|error| BackupError {
        folder: folder(database),
        error: error.into(),
    })
}

/// Returns an unused name in the folder, creating the folder if needed.
pub(super) fn free_place(
    database: &Path,
    reason: Reason,
    now: Moment,
) -> rusqlite::Result<(PathBuf, Name)> {
    let folder = folder(database);
    open_folder(&folder).map_err(|error| copy::io(&error))?;
    let mut name = Name::new(now.naive_local(), reason, &file_name(database));
    loop {
        let path = folder.join(name.to_string());
        if !path.exists() {
            return Ok((path, name));
        }
        name = name.next();
    }
}

/// Creates the folder, readable only by its owner.
fn open_folder(folder: &Path) -> io::Result<()> {
    match files::make_new_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made,
    }
    let meta = fs::metadata(folder)?;
    if !meta.is_dir() {
        return Err(io::Error::other("the folder backups is a file"));
    }
    // Applies even where the owner could still write: removing the permission is deliberate.
    if cfg!(unix) && meta.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

/// Removes expired backups. If one cannot be removed, it is tried again next time.
pub(super) fn rotate(database: &Path, now: Moment) {
    let Ok(backups) = list(database) else { return };
    let names: Vec<Name> = backups.iter().map(|backup| backup.name.clone()).collect();
    let gone = rotation::expired(&names, now.naive_local());
    for backup in backups.iter().filter(|backup| gone.contains(&backup.name)) {
        copy::clear(&backup.path);
    }
}

fn file_name(database: &Path) -> String {
    database
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
