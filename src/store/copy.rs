//! Complete, verified copies of the file, even while it is in use.

use crate::fs::{COMPANIONS, Draft, beside};
use crate::store::contents::{self, Contents};
use crate::store::ids::Ids;
use crate::store::migrations::APPLICATION;
use crate::store::records::tables;
use crate::store::table::Table;
use crate::store::{Result, Store, undo};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, ffi, params};
use std::fs;
use std::path::Path;

impl Store {
    /// Copies the whole file to `to`, replacing any existing file once the copy has been fully checked. Returns
    /// what the copy contains.
    pub fn copy_to(&self, to: &Path) -> Result<Contents> {
        Ok(checked(&self.connection, to)?)
    }

    /// A copy in memory.
    pub fn copy_in_memory(&self) -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        pour(&self.connection, &mut connection)?;
        super::connection::prepare(&connection)?;
        Ok(Self {
            connection,
            ids: Ids::new(),
            path: None,
            only_reading: None,
        })
    }

    /// The bytes of a fully checked copy, as they would be on disk.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut copy = Connection::open_in_memory()?;
        pour(&self.connection, &mut copy)?;
        whole(&copy)?;
        let mut bytes = copy.serialize(MAIN_DB)?.to_vec();
        if let Some(logging) = bytes.get_mut(LOGGING) {
            logging.fill(ROLLBACK);
        }
        Ok(bytes)
    }

    /// Whether the file at `path` is an older backup of this one: it has not been opened as a database since it
    /// was made, and this file has each of its records in the same or a later version. If so, replacing it loses
    /// nothing.
    pub fn has_all_of(&self, path: &Path) -> bool {
        let is_at_rest = !COMPANIONS
            .iter()
            .any(|ending| beside(path, ending).exists())
            && fs::read(path).is_ok_and(|bytes| bytes.get(LOGGING) == Some(&[ROLLBACK, ROLLBACK]));
        is_at_rest && super::inspect(path).is_ok() && older(&self.connection, path).unwrap_or(false)
    }
}

/// Offsets of the two header bytes with the journal mode, for writing and for reading.
pub(super) const LOGGING: std::ops::Range<usize> = 18..20;
/// Rollback journal. The value is 2 (write-ahead log) in a database that firstline has opened and 1 in its copies.
pub(super) const ROLLBACK: u8 = 1;

/// Maximum number of undo rows in a copy.
const LOG: i64 = 2000;
/// Maximum number of unused bytes in a copy, unless they are a small part of it.
const UNUSED: i64 = 1 << 20;
/// The unused part of a copy from which on rewriting it is worth the time: one in this many bytes.
const WORTH: i64 = 3;

/// Copies to a temporary name next to `to`, checks the copy, and only then renames it.
pub(super) fn checked(from: &Connection, to: &Path) -> rusqlite::Result<Contents> {
    let draft = Draft::beside(to).map_err(|error| io(&error))?;
    let contents = write(from, draft.path())?;
    draft.place().map_err(|error| io(&error))?;
    Ok(contents)
}

/// Removes a draft and its companion files, ignoring errors.
pub(super) fn clear(draft: &Path) {
    let _ = remove(draft);
    let _ = remove_companions(draft);
}

/// Whether the file at `path` has records, and `here` has all of them.
fn older(here: &Connection, path: &Path) -> rusqlite::Result<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let there = Connection::open_with_flags(path, flags)?;
    super::connection::harmless(&there)?;
    let mut any = false;
    for table in tables() {
        if !table.is_in(&there)? {
            continue;
        }
        let Table { name, key, .. } = table;
        let wanted = format!("SELECT {key}, updated_at FROM {name}");
        let present = format!("SELECT 1 FROM {name} WHERE {key} = ?1 AND updated_at >= ?2");
        let mut query = there.prepare(&wanted)?;
        let mut find = here.prepare(&present)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            any = true;
            let (key, updated_at): (String, i64) = (row.get(0)?, row.get(1)?);
            if !find.exists(params![key, updated_at])? {
                return Ok(false);
            }
        }
    }
    Ok(any)
}

/// Removes the database's companion files.
pub(super) fn remove_companions(path: &Path) -> rusqlite::Result<()> {
    COMPANIONS
        .iter()
        .try_for_each(|ending| remove(&beside(path, ending)))
}

/// Overwrites all of `to` with all of `from` in one transaction on `to`.
pub(super) fn pour(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    // All pages in one step: no other writer can interleave, and a lock is reported instead of waited for.
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(failure(
            ffi::SQLITE_BUSY,
            "another program is writing".to_owned(),
        )),
    }
}

/// Copies a file byte for byte into an empty one and syncs it to disk.
pub(super) fn bytes(from: &Path, to: &Path) -> rusqlite::Result<()> {
    let copied = fs::OpenOptions::new()
        .write(true)
        .open(to)
        .and_then(|mut target| {
            std::io::copy(&mut fs::File::open(from)?, &mut target)?;
            target.sync_all()
        });
    copied.map_err(|error| io(&error))
}

fn write(from: &Connection, to: &Path) -> rusqlite::Result<Contents> {
    let mut copy = Connection::open_with_flags(to, super::connection::flags())?;
    // A draft may be lost; it is synced once, before it is renamed.
    copy.execute_batch("PRAGMA synchronous = OFF")?;
    // Count exactly what is copied, even if another program writes meanwhile.
    let snapshot = from.unchecked_transaction()?;
    let rows = contents::rows(&snapshot)?;
    pour(&snapshot, &mut copy)?;
    drop(snapshot);
    // Makes the copy self-contained: one file with nothing pending beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    if contents::rows(&copy)? != rows {
        return Err(failure(
            ffi::SQLITE_CORRUPT,
            "the copy has fewer entries".to_owned(),
        ));
    }
    slim(&copy)?;
    whole(&copy)?;
    let contents = contents::of(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(contents)
}

/// Removes what isn't needed from a copy: most of the undo log, and unused space.
fn slim(copy: &Connection) -> rusqlite::Result<()> {
    copy.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    let has_log: bool = copy.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'undo_rows')",
        [],
        |row| row.get(0),
    )?;
    if has_log {
        undo::keep_within(copy, LOG, None)?;
    }
    let pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let all: i64 = copy.query_row(pages, [], |row| row.get(0))?;
    let unused = unused(copy)?;
    if unused > UNUSED && unused > all / WORTH {
        copy.execute_batch("VACUUM")?;
    }
    Ok(())
}

/// Number of unused bytes in the file.
pub(super) fn unused(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Checks that the file behind `connection` is ours and fully intact.
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
            "it isn't marked as a firstline database".to_owned(),
        ));
    }
    Ok(())
}

/// Removes a file; a missing file is fine.
pub(super) fn remove(path: &Path) -> rusqlite::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&error)),
        _ => Ok(()),
    }
}

/// Converts a file system error to a database error, so that callers handle only one kind.
pub(super) fn io(error: &std::io::Error) -> rusqlite::Error {
    use std::io::ErrorKind;
    let code = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ffi::SQLITE_FULL,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => ffi::SQLITE_READONLY,
        _ => ffi::SQLITE_IOERR,
    };
    failure(code, error.to_string())
}

/// An error with an `SQLite` code and a message.
pub(super) fn failure(code: i32, why: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(why))
}
