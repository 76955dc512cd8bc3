//! Snapshots: a separate file for other computers. It contains the records and the settings that are synced, but
//! not the undo log or the session in progress.

use crate::domain::{Moment, travels};
use crate::store::merging::Other;
use crate::store::records::tables;
use crate::store::table::SETTINGS;
use crate::store::{Result, Store, copy, ids::Ids};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// Setting, found only in snapshots, by which the writer recognizes its own file.
const MARK: &str = "snapshot:mark";

impl Store {
    /// A snapshot of this file's data for other computers, in memory.
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
        // Deleted data must not remain in the free space of a file that leaves this computer.
        store.connection.execute_batch("VACUUM")?;
        Ok(Other(store))
    }
}

impl Other {
    /// The mark that was written into the snapshot.
    pub fn mark(&self) -> Option<String> {
        self.0.setting(MARK).ok().flatten()
    }

    /// Whether two snapshots have the same data, ignoring their marks.
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

    /// The bytes of a checked snapshot, as they would be on disk.
    pub fn bytes(&mut self, mark: &str, now: Moment) -> Result<Vec<u8>> {
        self.0.set_setting(MARK, mark, now)?;
        self.0.bytes()
    }

    /// Writes a checked snapshot to `path`, replacing any existing file. It is renamed into place only when
    /// complete.
    pub fn write(&mut self, path: &Path, mark: &str, now: Moment) -> Result<()> {
        self.0.set_setting(MARK, mark, now)?;
        copy::checked(&self.0.connection, path)?;
        Ok(())
    }
}
