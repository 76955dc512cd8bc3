//! `SQLite` storage: everything firstline saves, in one file.
//!
//! One [`Store`] is one open file. Reading returns a [`Journal`](crate::domain::Journal); every write is one
//! transaction and one undo step. Times are passed in as arguments, nothing is printed, and there are no product
//! rules here: `domain` decides what a record means.
//!
//! - `open`, over `connection`; `migrations` and `upgrade`: opening the file, or refusing with a clear reason
//!   (`open_error`).
//! - `backups`, over `copy`: complete, verified copies, and which of them to keep. `restore`: restoring one.
//!   `checkup`: checks the whole file.
//! - `table`: what all tables share. `records`: the list of tables and record kinds; `check_ins`, `sessions`,
//!   `assessments`, `routines` and `experiments` handle one kind each. `cells`: reading a row by column name.
//! - `journal`: loading. `write`: the only way to write. `undo`: undo and redo.
//! - `file_identity`: whether the path still refers to the open file.
//! - `place`: whether the path still refers to the open file.
//! - `prompt_query`: a few columns of recent days, for shell prompts.
//! - `running`, `settings`, `imports` (with `matching`): everything else that is stored.

mod assessments;
pub mod backups;
mod cells;
mod check_ins;
mod checkup;
mod connection;
mod contents;
mod copy;
mod error;
mod experiments;
mod file_identity;
mod ids;
mod import_matching;
mod imports;
mod journal;
mod merging;
mod migrations;
mod open;
mod open_error;
mod own_activities;
mod prompt_query;
mod ratings;
mod read_only;
mod records;
mod restore;
mod routines;
mod rows;
mod running;
mod sessions;
mod settings;
mod snapshot;
mod summaries;
mod table;
mod undo;
mod upgrade;
mod values;
mod write;

#[cfg(test)]
mod tests;

pub use checkup::{Checkup, examine};
pub use contents::Contents;
pub use error::{StoreError, Trouble};
pub use file_identity::FileIdentity;
pub use imports::Import;
pub use merging::{Other, Tally};
pub use open::is_absent;
pub use open_error::{OpenError, Refusal};
pub use prompt_query::{CoreRatings, PromptRows, prompt_query};
pub use restore::{RestoreError, Restored, inspect, is_ours, restore};

use rusqlite::Connection;
use std::path::PathBuf;

/// An open database file.
pub struct Store {
    connection: Connection,
    ids: ids::Ids,
    /// Path of the file; `None` for a store in memory.
    path: Option<PathBuf>,
    /// Why it is read-only; `None` if it can write.
    only_reading: Option<read_only::OnlyReading>,
}

/// Result type of the store's functions.
type Result<T, E = StoreError> = std::result::Result<T, E>;

impl Store {
    /// A number that changes only when another process has written to the file.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
