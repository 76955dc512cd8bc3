//! Errors after the file is open: their kinds and messages.

use crate::store::Refusal;
use rusqlite::{Error, ErrorCode, ffi};
use std::fmt;

/// The kind of problem; [`StoreError`] has the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Another program has locked the file.
    Locked,
    /// The disk is full.
    Full,
    /// The file or its folder cannot be written to.
    ReadOnly,
    /// The contents of the file cannot be read.
    Corrupt,
    /// The record to change has since been deleted.
    Gone,
    /// Anything else; see the cause.
    Other,
}

impl Trouble {
    /// What happened and what to do next, in full sentences.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Locked => {
                "Another program is using the database. Try again later; nothing was changed."
            }
            Self::Full => "The disk is full. Free some space and try again; nothing was changed.",
            Self::ReadOnly => {
                "The database is read-only. Allow writing to the file and its folder; nothing was \
                 changed."
            }
            Self::Corrupt => {
                "Part of the database can't be read. Make a copy of the file before anything \
                 else; nothing was changed."
            }
            Self::Gone => {
                "This entry was deleted in another window or on another computer. It stays deleted."
            }
            Self::Other => "The database couldn't save this. Nothing was changed.",
        }
    }

    pub(super) fn of(error: &Error) -> Self {
        match error {
            // There was no room to create the index of its log.
            Error::SqliteFailure(failure, _)
                if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::Full
            }
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::ReadOnly => Self::ReadOnly,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt,
                _ => Self::Other,
            },
            // The file contains a value that doesn't fit its column.
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..) => Self::Corrupt,
            _ => Self::Other,
        }
    }
}

/// A failed read or write, which left the file unchanged.
#[derive(Debug)]
pub struct StoreError {
    trouble: Trouble,
    cause: Box<dyn std::error::Error + Send + Sync>,
}

impl StoreError {
    pub(super) fn corrupt(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            trouble: Trouble::Corrupt,
            cause: cause.into(),
        }
    }

    pub(super) fn gone() -> Self {
        Self {
            trouble: Trouble::Gone,
            cause: "it was deleted elsewhere".into(),
        }
    }

    pub(super) fn unwritten(trouble: Trouble, refusal: &Refusal) -> Self {
        Self {
            trouble,
            cause: format!("{refusal:?}").into(),
        }
    }

    pub(super) fn other(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            trouble: Trouble::Other,
            cause: cause.into(),
        }
    }

    /// The underlying error's message.
    pub fn cause(&self) -> String {
        self.cause.to_string()
    }

    /// The kind of problem.
    pub const fn trouble(&self) -> Trouble {
        self.trouble
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        Self {
            trouble: Trouble::of(&error),
            cause: Box::new(error),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.trouble.sentence())?;
        if self.trouble == Trouble::Other {
            write!(f, " ({})", self.cause)?;
        }
        Ok(())
    }
}

// No `source`: the sentence already includes the cause where it matters, so it would be printed twice.
impl std::error::Error for StoreError {}
