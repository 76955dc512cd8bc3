//! Why a file is not opened, by kind, and how that is said. A refused file is left as it was.

use crate::domain::plain::line as plain;
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
                "{path} is from a newer firstline (schema {found}, this one knows {known}). It was left untouched. \
                 Update firstline, or use another file with --db."
            ),
            Refusal::Foreign => {
                write!(
                    f,
                    "{path} belongs to another program. It was left untouched. Use another file with --db."
                )
            }
            Refusal::NotADatabase => write!(
                f,
                "{path} is not a firstline file. It was left untouched. Check the name, or use another file with --db. If it \
                 was one, firstline restore --list shows the backups there are."
            ),
            Refusal::Corrupt => write!(
                f,
                "{path} is damaged and cannot be read. It was left untouched. firstline restore --list shows the \
                 backups there are, firstline restore NAME puts one in its place."
            ),
            Refusal::ReadOnly => write!(
                f,
                "{path} is read-only, and can't be read either. It wasn't touched. Allow writing to the file and its \
                 folder, or use another file with --db."
            ),
            Refusal::Locked => write!(
                f,
                "{path} is in use by another program. It was left untouched. Try again once that has finished."
            ),
            Refusal::Full => {
                write!(
                    f,
                    "The disk with {path} is full. Nothing was changed. Free some space and try again."
                )
            }
            Refusal::Missing => write!(f, "{path} is not there."),
            Refusal::Vanished { empty } => {
                let state = if *empty { "empty" } else { "gone" };
                let folder =
                    plain(&location::folder(&location::settled(&self.path)).to_string_lossy());
                write!(
                    f,
                    "{path} is {state}, but it has backups. To get your data back: firstline restore --list. To start \
                     over instead, move {folder} somewhere else first."
                )
            }
            Refusal::IsDirectory => {
                write!(
                    f,
                    "{path} is a folder. Name a file in it, such as {path}/firstline.db."
                )
            }
            Refusal::NotAFile => {
                write!(
                    f,
                    "{path} is not an ordinary file. It was left untouched. Use another file with --db."
                )
            }
            Refusal::NoAccess => write!(
                f,
                "{path} may not be read. It was left untouched. Allow reading and writing it, or use another file \
                 with --db."
            ),
            Refusal::CannotCreate(why) => write!(
                f,
                "{path} is not there yet and could not be made ({}). Check its folder, or use another file with --db.",
                plain(why)
            ),
            Refusal::NoBackup(why) => write!(
                f,
                "{path} is from an older firstline and is backed up before it is brought up to date. {} It was left \
                 untouched.",
                plain(why)
            ),
            Refusal::Other(why) => {
                write!(
                    f,
                    "{path} could not be opened ({}). It was left untouched.",
                    plain(why)
                )
            }
        }
    }
}

impl std::error::Error for OpenError {}
