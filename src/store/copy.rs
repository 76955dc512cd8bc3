//! Copies of the file that are whole and proven, also while it is in use.

use crate::store::{Result, Store};
use rusqlite::backup::Backup;
use rusqlite::{Connection, ffi};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Store {
    /// Writes a copy of the whole file to `to`, in place of what is there, once the copy has been
    /// checked from end to end.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        Ok(checked(&self.connection, to)?)
    }
}

/// Copies to a name beside `to`, checks the copy, and only then gives it its name.
pub(super) fn checked(from: &Connection, to: &Path) -> rusqlite::Result<()> {
    let draft = beside(to, ".part");
    let copied = remove(&draft)
        .and_then(|()| write(from, &draft))
        .and_then(|()| fs::rename(&draft, to).map_err(|error| io(&error)));
    if copied.is_err() {
        let _ = remove(&draft);
    }
    copied
}

fn write(from: &Connection, to: &Path) -> rusqlite::Result<()> {
    super::open::private_file(to).map_err(|error| io(&error))?;
    let mut copy = Connection::open_with_flags(to, super::open::flags())?;
    Backup::new(from, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
    // A copy that stands alone: one file, nothing pending beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(failure(ffi::SQLITE_CORRUPT, verdict));
    }
    copy.close().map_err(|(_, error)| error)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> rusqlite::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&error)),
        _ => Ok(()),
    }
}

/// An error of the file system in the words of the database, so that there is one kind to handle.
fn io(error: &std::io::Error) -> rusqlite::Error {
    use std::io::ErrorKind;
    let code = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ffi::SQLITE_FULL,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => ffi::SQLITE_READONLY,
        _ => ffi::SQLITE_IOERR,
    };
    failure(code, error.to_string())
}

fn failure(code: i32, why: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(why))
}
