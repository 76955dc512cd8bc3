//! The guided session in progress, saved every few seconds.

use crate::domain::{Durability, Running};
use crate::store::table::SETTINGS;
use crate::store::{Result, Store, StoreError, settings, values};
use rusqlite::{OptionalExtension, TransactionBehavior, params};

impl Store {
    /// Saves the session in progress, replacing the previous version.
    ///
    /// Data that only has to survive a crash of the program is not synced to disk.
    pub fn keep_running(&mut self, running: &Running, durability: Durability) -> Result<()> {
        if durability == Durability::Disk {
            return self.put_running(running);
        }
        self.writable()?
            .pragma_update(None, "synchronous", "NORMAL")?;
        let kept = self.put_running(running);
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        kept
    }

    fn put_running(&mut self, running: &Running) -> Result<()> {
        let text = serde_json::to_string(running).map_err(StoreError::other)?;
        let sql = "INSERT INTO running (one, running, kept) VALUES (1, ?1, ?2) \
                   ON CONFLICT (one) DO UPDATE SET running = excluded.running, kept = excluded.kept";
        self.writable()?
            .prepare_cached(sql)?
            .execute(params![text, values::millis(running.kept)])?;
        Ok(())
    }

    /// The session in progress. An unreadable one is moved to the settings under `running.damaged.` plus its time,
    /// and `None` is returned.
    pub fn running(&mut self) -> Result<Option<Running>> {
        let kept: Option<(String, i64)> = {
            let mut query = self
                .connection
                .prepare_cached("SELECT running, kept FROM running")?;
            query
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
        };
        let Some((text, kept)) = kept else {
            return Ok(None);
        };
        if let Ok(running) = serde_json::from_str(&text) {
            return Ok(Some(running));
        }
        // A failure here must not prevent startup: the data then stays in place.
        let _ = self.put_aside(&text, kept);
        Ok(None)
    }

    /// Deletes the session in progress.
    pub fn drop_running(&mut self) -> Result<()> {
        self.writable()?
            .prepare_cached("DELETE FROM running")?
            .execute([])?;
        Ok(())
    }

    fn put_aside(&mut self, text: &str, kept: i64) -> Result<()> {
        let transaction = self
            .writable()?
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now = values::moment(kept, 0).unwrap_or_default();
        SETTINGS.write(
            &transaction,
            &settings::row(&format!("running.damaged.{kept}"), text, now),
        )?;
        // Delete only the version that was read: another process may have saved a valid one meanwhile.
        transaction.execute("DELETE FROM running WHERE running = ?1", [text])?;
        Ok(transaction.commit()?)
    }
}
