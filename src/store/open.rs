//! Opening the file: creating it, recognizing it, or refusing it and leaving it unchanged.
//!
//! Opening an up-to-date file takes one look at the folder, one at the file, two numbers from its header and
//! reading its schema. Nothing is written to it.

use crate::domain::Moment;
use crate::fs as files;
use crate::store::connection::{flags, prepare, version_of_ours};
use crate::store::ids::Ids;
use crate::store::migrations::{self, Migration};
use crate::store::read_only::{self, OnlyReading};
use crate::store::{OpenError, Refusal, Store, StoreError, Trouble, backups, upgrade};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the file at `path`. Creates it and its folder if needed, accessible only to their owner.
    pub fn open(path: &Path, now: Moment) -> Result<Self, OpenError> {
        Self::open_patiently(path, now, PATIENCE)
    }

    /// Like [`Store::open`], but waits up to `patience` for other programs, now and on every later write.
    pub fn open_patiently(path: &Path, now: Moment, patience: Duration) -> Result<Self, OpenError> {
        open(path, now, patience, migrations::ALL).map_err(|refusal| OpenError::new(path, refusal))
    }

    /// A store in memory, lost when it is dropped.
    pub fn open_in_memory(now: Moment) -> Result<Self, OpenError> {
        let made = || -> Result<Connection, Refusal> {
            let mut connection =
                Connection::open_in_memory().map_err(|error| Refusal::of(&error))?;
            prepare(&connection).map_err(|error| Refusal::of(&error))?;
            upgrade::run(&mut connection, None, migrations::ALL, now)?;
            Ok(connection)
        };
        let connection =
            made().map_err(|refusal| OpenError::new(Path::new(":memory:"), refusal))?;
        Ok(Self {
            connection,
            ids: Ids::new(),
            path: None,
            only_reading: None,
        })
    }

    /// Like [`Store::open`], but creates a new file even if there are backups of a missing one.
    pub fn begin_anew(path: &Path, now: Moment) -> Result<Self, OpenError> {
        let begin = |path: &Path| {
            let path = std::path::absolute(path)
                .map_err(|error| Refusal::CannotCreate(error.to_string()))?;
            open_to_write(&path, now, PATIENCE, migrations::ALL, true)
        };
        let connection = begin(path).map_err(|refusal| OpenError::new(path, refusal))?;
        Ok(Self {
            connection,
            ids: Ids::new(),
            path: Some(backups::settled(path)),
            only_reading: None,
        })
    }

    /// Why nothing can be saved, in a sentence; `None` if saving works.
    pub fn only_reads(&self) -> Option<String> {
        self.only_reading.as_ref().map(|only| {
            let why = match only.refusal {
                Refusal::Full => "The disk is full",
                _ => "The database is read-only",
            };
            format!("{why}: you can look at everything, but nothing can be saved.")
        })
    }

    /// The connection to write with. If the store was opened read-only, this tries again: there may be room by
    /// now.
    pub(super) fn writable(&mut self) -> Result<&mut Connection, StoreError> {
        if let (Some(only), Some(path)) = (&self.only_reading, &self.path) {
            let again = open_to_write(path, only.opened, PATIENCE, migrations::ALL, false);
            self.connection = again.map_err(|refusal| {
                let trouble = match refusal {
                    Refusal::Full => Trouble::Full,
                    Refusal::Locked => Trouble::Locked,
                    _ => Trouble::ReadOnly,
                };
                StoreError::unwritten(trouble, &refusal)
            })?;
            self.only_reading = None;
        }
        Ok(&mut self.connection)
    }
}

/// Opens the file like a program that knows the migrations `known`.
pub(super) fn open(
    path: &Path,
    now: Moment,
    patience: Duration,
    known: &[Migration],
) -> Result<Store, Refusal> {
    // Treat names such as `:memory:` or `file:x` as plain file names, not in `SQLite`'s special sense.
    let path =
        &std::path::absolute(path).map_err(|error| Refusal::CannotCreate(error.to_string()))?;
    match open_to_write(path, now, patience, known, false) {
        Ok(connection) => Ok(Store {
            connection,
            ids: Ids::new(),
            path: Some(backups::settled(path)),
            only_reading: None,
        }),
        Err(refusal @ (Refusal::ReadOnly | Refusal::Full)) => {
            // A file that can't be written to may still be readable.
            let Ok(connection) = read_only::open(path, now, patience, known) else {
                return Err(refusal);
            };
            Ok(Store {
                connection,
                ids: Ids::new(),
                path: Some(backups::settled(path)),
                only_reading: Some(OnlyReading {
                    refusal,
                    opened: now,
                }),
            })
        }
        Err(refusal) => Err(refusal),
    }
}

fn open_to_write(
    path: &Path,
    now: Moment,
    patience: Duration,
    known: &[Migration],
    anew: bool,
) -> Result<Connection, Refusal> {
    let is_new = look(path, anew)?;
    let mut connection = Connection::open_with_flags(path, flags()).map_err(|error| {
        let unreadable = error.sqlite_error_code() == Some(ErrorCode::CannotOpen);
        if unreadable {
            Refusal::NoAccess
        } else {
            Refusal::of(&error)
        }
    })?;
    let opened = recognize(&mut connection, path, is_new, now, patience, known);
    if let Err(refusal) = opened {
        leave(connection, path);
        return Err(refusal);
    }
    Ok(connection)
}

/// Opens an existing file of ours, of any known schema version, without changing it. Close it with [`leave`].
pub(super) fn peek(path: &Path) -> Result<Connection, Refusal> {
    let meta = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => Refusal::NoAccess,
        _ => Refusal::Other(error.to_string()),
    })?;
    is_writable(path, &meta)?;
    if meta.len() == 0 {
        return Err(if vanished(path) {
            Refusal::Vanished { empty: true }
        } else {
            Refusal::NotADatabase
        });
    }
    let connection =
        Connection::open_with_flags(path, flags()).map_err(|error| Refusal::of(&error))?;
    match known(&connection, PATIENCE, migrations::newest(migrations::ALL)) {
        Ok(_) => Ok(connection),
        Err(refusal) => {
            leave(connection, path);
            Err(refusal)
        }
    }
}

/// Whether there is no database at `path`, and no sign that there was one.
pub fn is_absent(path: &Path) -> bool {
    let found = fs::metadata(path);
    found.is_err_and(|error| error.kind() == ErrorKind::NotFound) && !vanished(path)
}

/// Whether the file is missing or empty but there are signs of an earlier database.
pub(super) fn vanished(path: &Path) -> bool {
    has_log(path) || has_backups(path)
}

/// Checks the file at `path`, creating an empty one if there is none; true if it is empty.
///
/// `anew`: create it even if there are backups of an earlier one.
fn look(path: &Path, anew: bool) -> Result<bool, Refusal> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if has_log(path) || !anew && has_backups(path) {
                return Err(Refusal::Vanished { empty: false });
            }
            make(path).map_err(|error| match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Refusal::Full,
                _ => Refusal::CannotCreate(error.to_string()),
            })?;
            return Ok(true);
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(Refusal::NoAccess),
        Err(error) => return Err(Refusal::CannotCreate(error.to_string())),
    };
    is_writable(path, &meta)?;
    let empty = meta.len() == 0;
    if empty && (has_log(path) || !anew && has_backups(path)) {
        return Err(Refusal::Vanished { empty });
    }
    Ok(empty)
}

/// Whether there is a database log at `path`, which opening an empty file would remove.
fn has_log(path: &Path) -> bool {
    fs::metadata(files::beside(path, "-wal")).is_ok_and(|meta| meta.len() > 0)
}

/// Whether there are backups of a database at `path`, which means that one existed.
fn has_backups(path: &Path) -> bool {
    backups::list(&backups::settled(path)).is_ok_and(|backups| !backups.is_empty())
}

/// Checks that `path` is a writable file, long enough to be one of ours.
fn is_writable(path: &Path, meta: &fs::Metadata) -> Result<(), Refusal> {
    if meta.is_dir() {
        return Err(Refusal::IsDirectory);
    }
    if !meta.is_file() {
        return Err(Refusal::NotAFile);
    }
    // Applies even where the owner could still write: removing the permission is deliberate.
    let folder_closed = cfg!(unix)
        && path
            .parent()
            .and_then(|folder| fs::metadata(folder).ok())
            .is_some_and(|meta| meta.permissions().readonly());
    if meta.permissions().readonly() || folder_closed {
        return Err(Refusal::ReadOnly);
    }
    // Shorter than the smallest database; `SQLite` would treat it as empty.
    if (1..512).contains(&meta.len()) {
        return Err(Refusal::NotADatabase);
    }
    Ok(())
}

pub(super) fn make(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        files::make_folder(folder)?;
    }
    match files::create(path).map(drop) {
        // Another process created it first, which is fine.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

fn recognize(
    connection: &mut Connection,
    path: &Path,
    is_new: bool,
    now: Moment,
    patience: Duration,
    known: &[Migration],
) -> Result<(), Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let newest = migrations::newest(known);
    let found = match self::known(connection, patience, newest) {
        Err(Refusal::Foreign) if is_new && is_blank(connection).map_err(reading)? => 0,
        found => found?,
    };
    prepare(connection).map_err(reading)?;
    if found < newest {
        upgrade::run(connection, Some(path), known, now).map_err(|refusal| match refusal {
            Refusal::Other(why) if is_new => Refusal::CannotCreate(why),
            refusal => refusal,
        })?;
    }
    // The schema is readable and is the expected one.
    connection
        .prepare_cached("SELECT one FROM running")
        .map_err(|error| match Refusal::of(&error) {
            Refusal::Other(_) => Refusal::Corrupt,
            refusal => refusal,
        })?;
    lasting_journal(connection).map_err(reading)
}

/// The version of the open file, if it is ours and known to this program.
fn known(connection: &Connection, patience: Duration, newest: i64) -> Result<i64, Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    if connection.is_readonly("main").map_err(reading)? {
        return Err(Refusal::ReadOnly);
    }
    connection.busy_timeout(patience).map_err(reading)?;
    version_of_ours(connection, newest)
}

/// Whether the file has no application id or version yet.
fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(application == 0 && migrations::version(connection)? == 0)
}

/// Turns on write-ahead logging, which the file remembers. This comes after the schema, so that the file itself,
/// not its log, identifies it as ours.
fn lasting_journal(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        // A file system without WAL support answers with another mode, which is just as safe.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Closes a file that must not be changed. Its log is left as is: the last connection to close normally moves the
/// log into the file, which would change a file that isn't ours to change.
pub(super) fn leave(connection: Connection, path: &Path) {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(&log).is_ok_and(|meta| meta.len() > 0) {
        let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }
    drop(connection);
}
