//! Restores a backup over the database: all or nothing, even if the database is damaged or missing.
//!
//! The backup is copied next to the file, checked and upgraded there. An intact database then takes over its
//! contents in one transaction, so every program that has it open sees the change. A damaged one is first saved
//! byte for byte, then replaced by renaming the finished copy.

use crate::domain::Moment;
use crate::domain::sanitize::line as plain;
use crate::fs::{self as files, Draft, beside, spool};
use crate::store::backups::name::Reason;
use crate::store::backups::{self, Backup, BackupError};
use crate::store::migrations::APPLICATION;
use crate::store::{
    Contents, OpenError, Refusal, StoreError, connection, contents, copy, migrations, open,
    read_only, rows, upgrade,
};
use rusqlite::Connection;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Result of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the database contains now.
    pub contents: Contents,
    /// Backup of the previous data; `None` if there was none.
    pub kept: Option<Backup>,
}

/// Why nothing was restored. No data was changed.
#[derive(Debug)]
pub enum RestoreError {
    /// The backup cannot be used.
    Source(OpenError),
    /// The backup is the database itself.
    Itself(PathBuf),
    /// The current file must not be replaced.
    Present(OpenError),
    /// The current data could not be backed up.
    NotKept(BackupError),
    /// The file system or the database reported an error.
    Failed(StoreError),
}

/// Replaces the database at `database` with the file `source`, and saves the previous data in the backup folder.
pub fn restore(database: &Path, source: &Path, now: Moment) -> Result<Restored, RestoreError> {
    let database = &backups::settled(database);
    let refused = |refusal| RestoreError::Source(OpenError::new(spool::name_of(source), refusal));
    look(source).map_err(refused)?;
    if dunce::canonicalize(source).is_ok_and(|source| source == *database) {
        return Err(RestoreError::Itself(source.to_owned()));
    }
    let draft = prepare(source, database, now).map_err(refused)?;
    put(draft, database, now)
}

/// What a restorable file contains. Changes nothing, and for one of our backups creates no files next to it.
///
/// # Errors
/// If it cannot be read or is not intact.
pub fn inspect(path: &Path) -> Result<Contents, OpenError> {
    let read = || -> Result<Contents, Refusal> {
        look(path)?;
        let connection = read_only::connect(path).map_err(|error| Refusal::of(&error))?;
        copy::whole(&connection)
            .and_then(|()| contents::of(&connection))
            .map_err(|error| Refusal::of(&error))
    };
    read().map_err(|refusal| OpenError::new(path, refusal))
}

/// Whether the file's header marks it as ours.
pub fn is_ours(path: &Path) -> bool {
    look(path).is_ok()
}

/// Checks that the file's header marks it as ours, with a known schema version.
fn look(source: &Path) -> Result<(), Refusal> {
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => Refusal::NoAccess,
        io::ErrorKind::NotFound => Refusal::Missing,
        _ => Refusal::Other(error.to_string()),
    };
    // Checked before opening: opening a pipe would block until something writes to it.
    let meta = fs::metadata(source).map_err(refused)?;
    if meta.is_dir() {
        return Err(Refusal::IsDirectory);
    }
    if !meta.is_file() {
        return Err(Refusal::NotAFile);
    }
    let mut head = [0; 100];
    match fs::File::open(source).and_then(|mut file| file.read_exact(&mut head)) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(Refusal::NotADatabase);
        }
        read => read.map_err(refused)?,
    }
    if !head.starts_with(files::DATABASE) {
        return Err(Refusal::NotADatabase);
    }
    // Offsets of the two numbers in the file format: sqlite.org/fileformat.html, 1.3.
    let number = |place: usize| {
        i64::from(u32::from_be_bytes(
            [0, 1, 2, 3].map(|byte| head[place + byte]),
        ))
    };
    if number(68) != APPLICATION {
        return Err(Refusal::Foreign);
    }
    let (found, known) = (number(60), migrations::newest(migrations::ALL));
    if found > known {
        Err(Refusal::Newer { found, known })
    } else {
        Ok(())
    }
}

/// Writes a new file with the newest schema next to `database` and copies only the rows of `source`: no triggers,
/// views or schema changes from a file that other programs may have modified.
fn prepare(source: &Path, database: &Path, now: Moment) -> Result<Draft, Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let writing = |error: io::Error| reading(copy::io(&error));
    if let Some(folder) = database.parent() {
        files::make_folder(folder).map_err(writing)?;
    }
    let from = copied(source, database, now)?;
    let draft = Draft::beside(database).map_err(writing)?;
    let mut to = Connection::open_with_flags(draft.path(), connection::flags()).map_err(reading)?;
    connection::prepare(&to).map_err(reading)?;
    upgrade::run(&mut to, None, migrations::ALL, now)?;
    let damaged = |error: rusqlite::Error| match Refusal::of(&error) {
        Refusal::Other(_) => Refusal::Corrupt,
        refusal => refusal,
    };
    rows::bring(from.path(), &to).map_err(damaged)?;
    copy::whole(&to).map_err(reading)?;
    contents::of(&to).map_err(damaged)?;
    to.close().map_err(|(_, error)| reading(error))?;
    Ok(draft)
}

/// A copy of `source` next to `database`, checked and upgraded.
fn copied(source: &Path, database: &Path, now: Moment) -> Result<Draft, Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let draft = Draft::beside(database).map_err(|error| reading(copy::io(&error)))?;
    copy::bytes(source, draft.path()).map_err(reading)?;
    // Include its log with pending writes.
    let log = beside(source, "-wal");
    if fs::metadata(&log).is_ok_and(|meta| meta.len() > 0) {
        let to = beside(draft.path(), "-wal");
        files::create(&to).map_err(|error| reading(copy::io(&error)))?;
        copy::bytes(&log, &to).map_err(reading)?;
    }
    let mut connection =
        Connection::open_with_flags(draft.path(), connection::flags()).map_err(reading)?;
    connection::prepare(&connection).map_err(reading)?;
    let (found, known) = (
        migrations::version(&connection).map_err(reading)?,
        migrations::newest(migrations::ALL),
    );
    if found > known {
        return Err(Refusal::Newer { found, known });
    }
    copy::whole(&connection).map_err(reading)?;
    upgrade::run(&mut connection, None, migrations::ALL, now)?;
    connection
        .query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        .map_err(reading)?;
    connection.close().map_err(|(_, error)| reading(error))?;
    Ok(draft)
}

/// What is at the database's path now.
enum Present {
    Nothing,
    Sound(Connection),
    Wrecked,
}

fn put(draft: Draft, database: &Path, now: Moment) -> Result<Restored, RestoreError> {
    let failed = |error: rusqlite::Error| RestoreError::Failed(error.into());
    let place = |draft: Draft| draft.place().map_err(|error| failed(copy::io(&error)));
    let kept = match present(database)? {
        Present::Sound(mut connection) => {
            let made = backups::make(&connection, database, Reason::Restore, now)
                .map_err(RestoreError::NotKept)?;
            let source =
                Connection::open_with_flags(draft.path(), connection::flags()).map_err(failed)?;
            copy::pour(&source, &mut connection).map_err(failed)?;
            made.map(|made| made.backup)
        }
        Present::Nothing => {
            copy::remove_companions(database).map_err(failed)?;
            place(draft)?;
            None
        }
        Present::Wrecked => {
            let kept = backups::keep_wreck(database, now).map_err(RestoreError::NotKept)?;
            // The damaged file's log must not be applied to the new file.
            copy::remove_companions(database).map_err(failed)?;
            place(draft)?;
            Some(kept)
        }
    };
    let refused = |refusal| RestoreError::Present(OpenError::new(database, refusal));
    let connection = open::peek(database).map_err(refused)?;
    Ok(Restored {
        contents: contents::of(&connection).map_err(failed)?,
        kept,
    })
}

fn present(database: &Path) -> Result<Present, RestoreError> {
    let log = fs::metadata(beside(database, "-wal")).is_ok_and(|meta| meta.len() > 0);
    match fs::metadata(database) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(if log {
                Present::Wrecked
            } else {
                Present::Nothing
            });
        }
        Ok(meta) if meta.is_file() && meta.len() == 0 && !log => return Ok(Present::Nothing),
        _ => {}
    }
    match open::peek(database) {
        Ok(connection) if copy::whole(&connection).is_ok() && contents::of(&connection).is_ok() => {
            Ok(Present::Sound(connection))
        }
        Ok(connection) => {
            open::leave(connection, database);
            Ok(Present::Wrecked)
        }
        // If the disk can't be read, saving the file fails first.
        Err(
            Refusal::Corrupt | Refusal::NotADatabase | Refusal::Vanished { .. } | Refusal::Other(_),
        ) => Ok(Present::Wrecked),
        Err(refusal) => Err(RestoreError::Present(OpenError::new(database, refusal))),
    }
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => source_sentence(error, f),
            Self::Itself(path) => write!(
                f,
                "{} is the database itself, so nothing was changed. For its backups: firstline restore --list",
                plain(&path.to_string_lossy())
            ),
            Self::Present(error) => error.fmt(f),
            Self::NotKept(error) => write!(
                f,
                "Couldn't save a copy of your current data first, so nothing was restored. {error}"
            ),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RestoreError {}

fn source_sentence(error: &OpenError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let path = plain(&error.path().to_string_lossy());
    match error.refusal() {
        Refusal::Missing | Refusal::Vanished { .. } => write!(f, "{path} doesn't exist."),
        Refusal::Newer { found, known } => write!(
            f,
            "{path} was made by a newer firstline (schema {found}, this one knows {known}); \
             update firstline first."
        ),
        Refusal::Foreign => write!(f, "{path} belongs to another program."),
        Refusal::NotADatabase | Refusal::NotAFile => {
            write!(f, "{path} isn't a firstline database.")
        }
        Refusal::Corrupt => write!(f, "{path} is damaged; choose another one."),
        Refusal::IsDirectory => write!(f, "{path} is a folder; name a file in it."),
        Refusal::NoAccess => write!(f, "{path} can't be read: you don't have permission."),
        Refusal::Full => write!(f, "The disk is full; free some space and try again."),
        Refusal::ReadOnly => write!(
            f,
            "The database's folder is read-only; allow writing to it."
        ),
        Refusal::Locked => write!(f, "{path} is in use by another program; try again later."),
        Refusal::CannotCreate(why) | Refusal::NoBackup(why) | Refusal::Other(why) => {
            write!(f, "Couldn't read {path} ({}).", plain(why))
        }
    }?;
    f.write_str(" Nothing was changed; your backups: firstline restore --list")
}
