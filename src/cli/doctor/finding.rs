//! A single finding of the doctor.

use serde::Serialize;
use std::path::PathBuf;

/// A problem or a note, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Finding {
    /// The check that found it.
    pub check: &'static str,
    /// Whether it is a problem; false for a note.
    pub wrong: bool,
    /// The finding, as a sentence.
    pub what: String,
    /// What to do about it, as a sentence.
    pub todo: String,
    /// Whether `--fix` fixes it.
    pub fixable: bool,
    /// The fix, if there is one.
    #[serde(skip)]
    pub fix: Option<Fix>,
}

/// A fix without risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fix {
    /// Make a file or folder accessible only to its owner.
    Close(PathBuf),
    /// Move the write-ahead log into the file.
    Settle,
    /// Delete a half-written copy.
    Remove(PathBuf),
    /// Make a backup, which happens before any other fix anyway.
    BackUp,
}

impl Finding {
    /// A problem.
    pub(super) fn wrong(
        check: &'static str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self {
            check,
            wrong: true,
            what: what.into(),
            todo: todo.into(),
            fixable: false,
            fix: None,
        }
    }

    /// A note that is good to know.
    pub(super) fn note(
        check: &'static str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self {
            wrong: false,
            ..Self::wrong(check, what, todo)
        }
    }

    /// The same finding, with a fix.
    #[must_use]
    pub(super) fn with(self, fix: Fix) -> Self {
        Self {
            fixable: true,
            fix: Some(fix),
            ..self
        }
    }
}
