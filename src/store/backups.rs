//! Backups: copies in the folder `backups` beside the file, each proven when it is made.
//!
//! - `location`: where they lie. `name`: what one is called. `rotation`: which have had their day.
//!
//! Nothing here decides when one is made: whoever writes does, before or after.

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

/// How many unused bytes are worth the work of giving them back.
const LARGE: i64 = 4 << 20;

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When and why it was made.
    pub name: Name,
    /// How large it is.
    pub bytes: u64,
}

/// A backup that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The backup.
    pub backup: Backup,
    /// What it holds.
    pub contents: Contents,
}

/// A backup that could not be made. What was to be kept is as it was.
#[derive(Debug)]
pub struct BackupError {
    folder: PathBuf,
    error: StoreError,
}

impl BackupError {
    /// What kind of trouble it was.
    pub const fn trouble(&self) -> Trouble {
        self.error.trouble()
    }

    /// One line for where there is little room, said after a change that is stored.
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

/// The backups of `database`, the latest first; none where there is no folder.
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
    /// Makes a backup, checks it, and removes those that have had their day. Nothing is made of a
    /// store in memory, and of one in which nothing is kept.
    pub fn back_up(&self, reason: Reason, now: Moment) -> Result<Option<Made>, BackupError> {
        match self.path() {
            Some(path) => make(&self.connection, path, reason, now),
            None => Ok(None),
        }
    }

    /// Whether no daily backup was made on the day of `now` yet. Asks the folder, not the file.
    pub fn daily_backup_is_due(&self, now: Moment) -> bool {
        self.path()
            .is_some_and(|path| !is_made(path, now.date_naive()))
    }

    /// What a backup made now by hand is called.
    pub fn backup_name(&self, now: Moment) -> String {
        let database = self
            .path()
            .map_or_else(|| "firstline.db".to_owned(), file_name);
        Name::new(now.naive_local(), Reason::ByHand, &database).to_string()
    }

    /// Gives the disk back what the file no longer uses, where that is most of it. Where another program has it open,
    /// or there is no room for it, the next day does.
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

    /// How many rows this store has changed, by opening the file and since.
    pub fn changes(&self) -> u64 {
        self.connection.total_changes()
    }

    /// The file, unless it is all in memory.
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

/// Keeps a file that cannot be read, byte for byte, with what waits in its log.
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

/// A name in the folder that is not taken; the folder is made where there is none.
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

/// Makes the folder, for its owner's eyes only.
fn open_folder(folder: &Path) -> io::Result<()> {
    match files::make_new_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made,
    }
    let meta = fs::metadata(folder)?;
    if !meta.is_dir() {
        return Err(io::Error::other("the folder backups is a file"));
    }
    // Also when the owner could write all the same: who takes the permission away means it.
    if cfg!(unix) && meta.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

/// Removes the backups that have had their day. One that cannot be removed is tried again next time.
pub(super) fn rotate(database: &Path, now: Moment) {
    let Ok(backups) = list(database) else { return };
    let names: Vec<Name> = backups.iter().map(|backup| backup.name.clone()).collect();
    let gone = rotation::surplus(&names, now.naive_local());
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
