//! Another file, read into memory for merging; nothing is written to it or next to it. An older schema is upgraded
//! in memory.

use crate::domain::Moment;
use crate::fs::DATABASE;
use crate::store::copy::{LOGGING, ROLLBACK};
use crate::store::ids::Ids;
use crate::store::migrations::{self, APPLICATION};
use crate::store::{OpenError, Refusal, Store, StoreError, connection, read_only, upgrade};
use rusqlite::backup::Backup;
use rusqlite::{Connection, MAIN_DB};
use std::fs;
use std::io::{Cursor, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Largest file that is read, in bytes. Ten years of data take a tenth of this.
const LARGEST: u64 = 256 << 20;

/// Contents of another file when it was read.
#[derive(Debug)]
pub struct Other(pub(in crate::store) Store);

impl Other {
    /// Reads a database or a snapshot of one. A file that can't be merged completely is refused.
    pub fn read(path: &Path, now: Moment) -> Result<Self, OpenError> {
        read(path, now)
            .map(Self)
            .map_err(|refusal| OpenError::new(path, refusal))
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.0.connection
    }
}

fn read(path: &Path, now: Moment) -> Result<Store, Refusal> {
    let path = &std::path::absolute(path).map_err(|error| Refusal::Other(error.to_string()))?;
    let meta = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if meta.is_dir() {
        return Err(Refusal::IsDirectory);
    }
    if !meta.is_file() {
        return Err(Refusal::NotAFile);
    }
    if meta.len() > LARGEST {
        return Err(Refusal::Other(format!(
            "it has {} MB, more than firstline ever writes",
            meta.len() >> 20
        )));
    }
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let mut connection = if has_pending(path) {
        in_use(path)
    } else {
        at_rest(path)?
    }
    .map_err(reading)?;
    connection::harmless(&connection).map_err(reading)?;
    let found = migrations::version(&connection).map_err(reading)?;
    let application: i64 = connection
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .map_err(reading)?;
    if application != APPLICATION {
        return Err(Refusal::Foreign);
    }
    let known = migrations::newest(migrations::ALL);
    if found > known {
        return Err(Refusal::Newer { found, known });
    }
    check(&connection)?;
    if found < known {
        upgrade::run(&mut connection, None, migrations::ALL, now)?;
    }
    let store = Store {
        connection,
        ids: Ids::new(),
        path: None,
        only_reading: None,
    };
    // Reject anything that couldn't be read here later.
    let readable = store
        .all()
        .map(drop)
        .and_then(|()| store.imports().map(drop));
    readable.map_err(|_: StoreError| Refusal::Corrupt)?;
    Ok(store)
}

/// Whether the file has a log with pending writes.
fn has_pending(path: &Path) -> bool {
    ["-wal", "-journal"].into_iter().any(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        fs::metadata(PathBuf::from(name)).is_ok_and(|meta| meta.len() > 0)
    })
}

/// Reads a file that no program is writing to: its bytes are complete.
fn at_rest(path: &Path) -> Result<rusqlite::Result<Connection>, Refusal> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    file.take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() < 512 || !bytes.starts_with(DATABASE) {
        return Err(Refusal::NotADatabase);
    }
    if let Some(logging) = bytes.get_mut(LOGGING) {
        // A database in memory can't use write-ahead logging.
        logging.fill(ROLLBACK);
    }
    let length = bytes.len();
    Ok(Connection::open_in_memory().and_then(|mut connection| {
        connection.deserialize_read_exact(MAIN_DB, Cursor::new(bytes), length, false)?;
        Ok(connection)
    }))
}

/// Reads a file that another program has open or didn't close cleanly; its log is included.
fn in_use(path: &Path) -> rusqlite::Result<Connection> {
    let from = read_only::connect(path)?;
    from.busy_timeout(Duration::from_secs(5))?;
    let mut connection = Connection::open_in_memory()?;
    Backup::new(&from, &mut connection)?.run_to_completion(1024, Duration::ZERO, None)?;
    Ok(connection)
}

/// Checks the whole file, including references between rows.
fn check(connection: &Connection) -> Result<(), Refusal> {
    let sound = connection
        .execute_batch("PRAGMA cell_size_check = ON")
        .and_then(|()| {
            let verdict: String =
                connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            Ok(verdict == "ok" && !connection.prepare("PRAGMA foreign_key_check")?.exists([])?)
        });
    match sound {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::Corrupt),
        Err(error) => Err(Refusal::of(&error)),
    }
}

fn unreadable(error: &std::io::Error) -> Refusal {
    match error.kind() {
        ErrorKind::PermissionDenied => Refusal::NoAccess,
        ErrorKind::NotFound => Refusal::Other("it doesn't exist".to_owned()),
        _ => Refusal::Other(error.to_string()),
    }
}
