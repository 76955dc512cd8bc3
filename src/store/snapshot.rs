//! Snapshots: what goes to other computers, in a file of its own. It holds the records and what
//! travels of the settings; not the undo log, not the session in progress.

use crate::domain::{Moment, travels};
use crate::store::merging::Other;
use crate::store::records::tables;
use crate::store::table::SETTINGS;
use crate::store::{Result, Store, copy, ids::Ids};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// The setting, in snapshots alone, by which the one who wrote it knows it again.
const MARK: &str = "snapshot:mark";

impl Store {
    /// What this file has for other computers, in memory.
    pub fn snapshot(&self) -> Result<Other> {
        let mut connection = Connection::open_in_memory()?;
        Backup::new(&self.connection, &mut connection)?.run_to_completion(
            1024,
            Duration::ZERO,
            None,
        )?;
        connection
            .execute_batch("DELETE FROM undo_rows; DELETE FROM undo_steps; DELETE FROM running")?;
        let store = Self {
            connection,
            ids: Ids::new(),
            path: None,
            only_reading: None,
        };
        for (key, _) in store.settings()?.iter().filter(|(key, _)| !travels(key)) {
            SETTINGS.forget(&store.connection, key)?;
        }
        // What was deleted is not to lie in the free space of a file that goes elsewhere.
        store.connection.execute_batch("VACUUM")?;
        Ok(Other(store))
    }
}

impl Other {
    /// The mark that a snapshot was given when it was written.
    pub fn mark(&self) -> Option<String> {
        self.0.setting(MARK).ok().flatten()
    }

    /// Whether two snapshots say the same, whatever their marks.
    pub fn says_the_same(&self, other: &Self) -> Result<bool> {
        for table in tables() {
            let rows = |of: &Self| -> Result<_> {
                let mut rows = table.read_all(&of.0.connection)?;
                rows.retain(|row| *row.get("key") != MARK.to_owned().into());
                Ok(rows)
            };
            if rows(self)? != rows(other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A snapshot as it would lie on the disk, checked.
    pub fn bytes(&mut self, mark: &str, now: Moment) -> Result<Vec<u8>> {
        self.0.set_setting(MARK, mark, now)?;
        self.0.bytes()
    }

    /// Writes a snapshot to `path`, in place of what is there, once it has been checked. It has its
    /// name only when it is whole.
    pub fn write(&mut self, path: &Path, mark: &str, now: Moment) -> Result<()> {
        self.0.set_setting(MARK, mark, now)?;
        copy::checked(&self.0.connection, path)?;
        Ok(())
    }
}
