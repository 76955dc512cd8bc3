//! Copies of the file that are whole and proven, also while it is in use.

use crate::store::contents::{self, Contents};
use crate::store::migrations::APPLICATION;
use crate::store::{Result, Store};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ffi};
use std::fs;
use std::path::{Path, PathBuf};

/// How the names of half-written copies end.
pub const DRAFT: &str = ".part";
/// What the database keeps beside a file.
pub const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

impl Store {
    /// Writes a copy of the whole file to `to`, in place of what is there, once the copy has been
    /// checked from end to end; answers with what it holds.
    pub fn copy_to(&self, to: &Path) -> Result<Contents> {
        Ok(checked(&self.connection, to)?)
    }
}

/// Copies to a name beside `to`, checks the copy, and only then gives it its name.
pub(super) fn checked(from: &Connection, to: &Path) -> rusqlite::Result<Contents> {
    let draft = draft_of(to);
    let copied = remove(&draft)
        .and_then(|()| write(from, &draft))
        .and_then(|contents| {
            put_in_place(&draft, to)?;
            Ok(contents)
        });
    if copied.is_err() {
        clear(&draft);
    }
    copied
}

/// Removes a draft with what the database keeps beside it, as far as that can be done.
pub(super) fn clear(draft: &Path) {
    let _ = remove(draft);
    let _ = remove_companions(draft);
}

/// Removes the drafts of `to` that a process has left which is no more, as far as that can be done.
pub fn remove_drafts(to: &Path) {
    let (Some(folder), Some(name)) = (to.parent(), to.file_name().and_then(|name| name.to_str()))
    else {
        return;
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let rest = file.to_str().and_then(|file| {
            file.strip_prefix(name)?
                .strip_prefix('.')?
                .split_once(DRAFT)
        });
        let Some((process, ending)) = rest else {
            continue;
        };
        let is_ours = ending.is_empty() || COMPANIONS.contains(&ending);
        if is_ours && process.parse().is_ok_and(is_gone) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(process)
        .is_none_or(|process| test_kill_process(process) == Err(rustix::io::Errno::SRCH))
}

/// Elsewhere nobody can remove what somebody has open.
#[cfg(not(unix))]
const fn is_gone(_process: i32) -> bool {
    true
}

/// Removes what the database keeps beside a file.
pub(super) fn remove_companions(path: &Path) -> rusqlite::Result<()> {
    COMPANIONS
        .iter()
        .try_for_each(|ending| remove(&beside(path, ending)))
}

/// Where a copy is written before it has its name; another process has another place.
pub(super) fn draft_of(to: &Path) -> PathBuf {
    beside(to, &format!(".{}{DRAFT}", std::process::id()))
}

/// Gives a finished draft its name, so that a power cut leaves it or what was there.
pub(super) fn put_in_place(draft: &Path, to: &Path) -> rusqlite::Result<()> {
    let placed = fs::OpenOptions::new()
        .write(true)
        .open(draft)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(draft, to));
    placed.map_err(|error| io(&error))?;
    // The name itself lasts once its folder is written; where that cannot be asked for, it is soon.
    #[cfg(unix)]
    if let Some(folder) = to.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Overwrites all of `to` with all of `from` in one transaction of `to`.
pub(super) fn pour(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    // All pages in one step: nobody else gets between, and a lock is told of instead of waited for.
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(failure(
            ffi::SQLITE_BUSY,
            "another program is writing".to_owned(),
        )),
    }
}

/// Copies a file byte for byte into a new one for its owner's eyes only, waiting for the disk.
pub(super) fn bytes(from: &Path, to: &Path) -> rusqlite::Result<()> {
    let copied = super::open::private_file(to).and_then(|()| {
        let mut target = fs::OpenOptions::new().write(true).open(to)?;
        std::io::copy(&mut fs::File::open(from)?, &mut target)?;
        target.sync_all()
    });
    copied.map_err(|error| io(&error))
}

fn write(from: &Connection, to: &Path) -> rusqlite::Result<Contents> {
    super::open::private_file(to).map_err(|error| io(&error))?;
    let mut copy = Connection::open_with_flags(to, super::open::flags())?;
    // A draft may be lost; the disk is waited for once, before it gets its name.
    copy.execute_batch("PRAGMA synchronous = OFF")?;
    // What is counted is what is copied, whoever writes meanwhile.
    let snapshot = from.unchecked_transaction()?;
    let rows = contents::rows(&snapshot)?;
    pour(&snapshot, &mut copy)?;
    drop(snapshot);
    // A copy that stands alone: one file, nothing pending beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    whole(&copy)?;
    if contents::rows(&copy)? != rows {
        return Err(failure(
            ffi::SQLITE_CORRUPT,
            "the copy does not hold as many records".to_owned(),
        ));
    }
    let contents = contents::of(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(contents)
}

/// Whether the file behind `connection` is one of ours and sound from end to end.
pub(super) fn whole(connection: &Connection) -> rusqlite::Result<()> {
    let verdict: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(failure(ffi::SQLITE_CORRUPT, verdict));
    }
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != APPLICATION {
        return Err(failure(
            ffi::SQLITE_NOTADB,
            "it is not marked as a firstline file".to_owned(),
        ));
    }
    Ok(())
}

/// The name with something behind it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes a file; none there is as good.
pub(super) fn remove(path: &Path) -> rusqlite::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&error)),
        _ => Ok(()),
    }
}

/// An error of the file system in the words of the database, so that there is one kind to handle.
pub(super) fn io(error: &std::io::Error) -> rusqlite::Error {
    use std::io::ErrorKind;
    let code = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ffi::SQLITE_FULL,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => ffi::SQLITE_READONLY,
        _ => ffi::SQLITE_IOERR,
    };
    failure(code, error.to_string())
}

/// A failure with a code of the database and a reason in words.
pub(super) fn failure(code: i32, why: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(why))
}
