//! Why a file was not opened: the reasons and their messages. A refused file is left unchanged.

use crate::domain::sanitize::line as plain;
use crate::store::Trouble;
use crate::store::backups::location;
use std::fmt;
use std::path::{Path, PathBuf};

/// The reason a file was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Written by a newer version of the program.
    Newer {
        /// Its schema version.
        found: i64,
        /// The newest schema version known here.
        known: i64,
    },
    /// An `SQLite` file of another program.
    Foreign,
    /// Not an `SQLite` file.
    NotADatabase,
    /// The file is damaged.
    Corrupt,
    /// The file or its folder is not writable.
    ReadOnly,
    /// Another program has locked it.
    Locked,
    /// The disk is full.
    Full,
    /// It does not exist.
    Missing,
    /// Missing or empty although its backups or its log show that there was a database.
    Vanished {
        /// Whether an empty file is there.
        empty: bool,
    },
    /// It is a folder.
    IsDirectory,
    /// Not a regular file, such as a pipe or a device.
    NotAFile,
    /// No permission to read it.
    NoAccess,
    /// It does not exist yet and cannot be created.
    CannotCreate(String),
    /// It has an older schema, and the backup before the upgrade failed.
    NoBackup(String),
    /// Anything else.
    Other(String),
}

/// A file that was not opened, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    path: PathBuf,
    refusal: Refusal,
}

impl OpenError {
    pub(super) fn new(path: &Path, refusal: Refusal) -> Self {
        Self {
            path: path.to_owned(),
            refusal,
        }
    }

    /// The reason.
    pub const fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    /// Path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Refusal {
    /// The reason behind an `SQLite` error about an existing file.
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        match Trouble::of(error) {
            Trouble::Locked => Self::Locked,
            Trouble::Full => Self::Full,
            Trouble::ReadOnly => Self::ReadOnly,
            Trouble::Corrupt
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) =>
            {
                Self::NotADatabase
            }
            Trouble::Corrupt => Self::Corrupt,
            // Its companion files for pending writes could not be created next to it.
            Trouble::Other
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) =>
            {
                Self::ReadOnly
            }
            Trouble::Gone | Trouble::Other => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = plain(&self.path.to_string_lossy());
        match &self.refusal {
            Refusal::Newer { found, known } => write!(
                f,
                "{path} was made by a newer firstline (schema {found}, this one knows {known}). \
                 Update firstline, or use another file with --db; nothing was changed."
            ),
            Refusal::Foreign => {
                write!(
                    f,
                    "{path} belongs to another program and wasn't touched. Use another file with \
                     --db."
                )
            }
            Refusal::NotADatabase => write!(
                f,
                "{path} isn't a firstline database and wasn't touched. Check the name, or see \
                 your backups: firstline restore --list"
            ),
            Refusal::Corrupt => write!(
                f,
                "{path} is damaged and wasn't touched. To restore a backup: firstline restore \
                 --list"
            ),
            Refusal::ReadOnly => write!(
                f,
                "{path} is read-only, and can't be read either. Allow writing to the file and its \
                 folder, or use another file with --db."
            ),
            Refusal::Locked => write!(
                f,
                "{path} is in use by another program and wasn't touched. Try again later."
            ),
            Refusal::Full => {
                write!(
                    f,
                    "The disk with {path} is full. Free some space and try again; nothing was \
                     changed."
                )
            }
            Refusal::Missing => write!(f, "{path} doesn't exist. Check the name."),
            Refusal::Vanished { empty } => {
                let state = if *empty { "empty" } else { "gone" };
                let folder =
                    plain(&location::folder(&location::settled(&self.path)).to_string_lossy());
                write!(
                    f,
                    "{path} is {state}, but it has backups. To restore one: firstline restore \
                     --list (to start over instead, first move {folder} somewhere else)"
                )
            }
            Refusal::IsDirectory => {
                write!(
                    f,
                    "{path} is a folder. Name a file in it, such as {path}/firstline.db."
                )
            }
            Refusal::NotAFile => {
                write!(f, "{path} isn't a plain file. Use another file with --db.")
            }
            Refusal::NoAccess => write!(
                f,
                "{path} can't be read: you don't have permission. Allow reading and writing it, \
                 or use another file with --db."
            ),
            Refusal::CannotCreate(why) => write!(
                f,
                "Couldn't create {path} ({}). Check its folder, or use another file with --db.",
                plain(why)
            ),
            Refusal::NoBackup(why) => write!(
                f,
                "{path} is from an older firstline and wasn't updated, because the backup before \
                 the update failed. {}",
                plain(why)
            ),
            Refusal::Other(why) => {
                write!(
                    f,
                    "Couldn't open {path} ({}). It wasn't touched.",
                    plain(why)
                )
            }
        }
    }
}

impl std::error::Error for OpenError {}
