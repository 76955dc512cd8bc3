//! Why a file is not opened, by kind, and how that is said. A refused file is left as it was.

use crate::domain::sanitize::line as plain;
use crate::store::Trouble;
use crate::store::backups::location;
use std::fmt;
use std::path::{Path, PathBuf};

/// The reason a file was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was written by a newer version of the program.
    Newer {
        /// The version of its layout.
        found: i64,
        /// The newest layout known here.
        known: i64,
    },
    /// It is an `SQLite` file of some other program.
    Foreign,
    /// It is no `SQLite` file at all.
    NotADatabase,
    /// It is damaged.
    Corrupt,
    /// It, or its folder, cannot be written to.
    ReadOnly,
    /// Another program holds it.
    Locked,
    /// The disk is full.
    Full,
    /// It is not there.
    Missing,
    /// It is gone, or empty, where there once was one: its backups are there, or its log.
    Vanished {
        /// Whether an empty file is there.
        empty: bool,
    },
    /// It is a folder.
    IsDirectory,
    /// It is something else that is no file: a pipe, a device.
    NotAFile,
    /// It may not be read.
    NoAccess,
    /// It is not there yet and cannot be made.
    CannotCreate(String),
    /// It is of an older layout, and no backup could be made before changing that.
    NoBackup(String),
    /// Anything else.
    Other(String),
}

/// A file that was not opened.
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

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Refusal {
    /// The reason in what `SQLite` reported about a file that exists.
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
            // Its companions for pending writes could not be made beside it.
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
