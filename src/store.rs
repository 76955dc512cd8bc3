//! `SQLite`: everything that is kept, in one file.
//!
//! One [`Store`] is one open file. Reading gives a [`Journal`](crate::domain::Journal); every
//! write is one transaction and one step of undo. Times come in as arguments, nothing is printed,
//! and no rule of the product lives here: what a record means is for `domain` to say.
//!
//! - `open`, over `connection`; `migrations` and `upgrade`: getting at the file, or refusing to, kindly (`open_error`).
//! - `backups`, over `copy`: copies that are whole and proven, and which of them stay. `restore`:
//!   putting one back. `checkup`: a look at the whole.
//! - `table`: what all tables share. `records`: which tables there are, and the kinds of record, one of which
//!   `check_ins`, `sessions`, `assessments`, `routines` and `experiments` know each; `cells`: reading a row by name.
//! - `journal`: loading. `write`: the one way in. `undo`: the way back.
//! - `merging`: what several computers have, brought together. `snapshot`: what goes to them.
//! - `place`: whether the open file is still the one under its name.
//! - `prompt_query`: a few columns of the last days, for prompts.
//! - `running`, `settings`, `imports` (with `matching`): the other things that are kept.

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
mod imports;
mod journal;
mod matching;
mod merging;
mod migrations;
mod open;
mod open_error;
mod prompt_query;
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

/// The open file.
pub struct Store {
    connection: Connection,
    ids: ids::Ids,
    /// Where the file is; nothing where all is in memory.
    path: Option<PathBuf>,
    /// Why it only reads, where it cannot write.
    only_reading: Option<read_only::OnlyReading>,
}

/// What the store's own functions give back.
type Result<T, E = StoreError> = std::result::Result<T, E>;

impl Store {
    /// A number that changes when another process has written to the file, and only then.
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
