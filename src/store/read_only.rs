//! Reads a file that can't be written to: on a full disk, on read-only media or in a read-only folder. Its log is
//! read too, and nothing is written next to it.

use crate::domain::Moment;
use crate::fs::beside;
use crate::store::connection::{prepare, version_of_ours};
use crate::store::migrations::{self, Migration};
use crate::store::{Refusal, upgrade};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Why a store is read-only.
#[derive(Clone, Debug)]
pub(super) struct OnlyReading {
    /// What prevented writing.
    pub refusal: Refusal,
    /// When it was opened.
    pub opened: Moment,
}

/// The `SQLite` VFS that takes no locks.
const LOCKLESS: &str = if cfg!(windows) {
    "win32-none"
} else {
    "unix-none"
};

/// Opens one of our files for reading, with any schema version this program knows.
pub(super) fn open(
    path: &Path,
    now: Moment,
    patience: Duration,
    known: &[Migration],
) -> Result<Connection, Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let newest = migrations::newest(known);
    let connection = connect(path).map_err(reading)?;
    connection.busy_timeout(patience).map_err(reading)?;
    let found = version_of_ours(&connection, newest)?;
    prepare(&connection).map_err(reading)?;
    // There is no room for temporary files on disk.
    let private = "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON";
    if found == newest {
        connection.execute_batch(private).map_err(reading)?;
        return Ok(connection);
    }
    let mut copy = Connection::open_in_memory().map_err(reading)?;
    Backup::new(&connection, &mut copy)
        .and_then(|backup| backup.run_to_completion(1024, Duration::ZERO, None))
        .map_err(reading)?;
    prepare(&copy).map_err(reading)?;
    upgrade::run(&mut copy, None, known, now)?;
    copy.execute_batch(private).map_err(reading)?;
    Ok(copy)
}

/// Opens any database for reading, even if nothing can be written next to it.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let has = |ending| fs::metadata(beside(path, ending)).is_ok_and(|meta| meta.len() > 0);
    // The companion files exist: another program has the file open, or had.
    if has("-shm") || has("-journal") {
        let connection = Connection::open_with_flags(path, flags)?;
        if is_read(&connection) {
            return Ok(connection);
        }
    }
    if has("-wal") {
        // With exclusive access, `SQLite` keeps the log's index in memory.
        let connection = Connection::open_with_flags_and_vfs(path, flags, LOCKLESS)?;
        connection.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
        return Ok(connection);
    }
    // No program is writing to it, so it won't change.
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
}

fn is_read(connection: &Connection) -> bool {
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .is_ok()
}
