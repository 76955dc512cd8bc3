//! One thing that the doctor found.

use serde::Serialize;
use std::path::PathBuf;

/// What it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Finding {
    /// Which check found it.
    pub check: &'static str,
    /// Whether something is wrong; false for what is only good to know.
    pub wrong: bool,
    /// What it is.
    pub what: String,
    /// What to do.
    pub todo: String,
    /// Whether `--fix` puts it right.
    pub fixable: bool,
    /// How.
    #[serde(skip)]
    pub fix: Option<Fix>,
}

/// What can be put right without risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fix {
    /// A file or folder is to be for its owner alone.
    Close(PathBuf),
    /// What waits in the log is to go into the file.
    Settle,
    /// A half-written copy is to go.
    Remove(PathBuf),
    /// A backup is to be made, which is done before anything else anyway.
    BackUp,
}

impl Finding {
    /// Something that is wrong.
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

    /// Something that is good to know.
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

    /// The same, with its cure.
    #[must_use]
    pub(super) fn with(self, fix: Fix) -> Self {
        Self {
            fixable: true,
            fix: Some(fix),
            ..self
        }
    }
}
