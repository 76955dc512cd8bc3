//! Settings: text values by name.

use crate::domain::{Moment, travels};
use crate::store::table::{Row, SETTINGS, later};
use crate::store::{Result, Store, values};
use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use std::time::Duration;

/// The full row of a setting.
pub(super) fn row(key: &str, value: &str, now: Moment) -> Row {
    Row(vec![
        ("key", key.to_owned().into()),
        ("value", value.to_owned().into()),
        ("updated_at", values::millis(now).into()),
        ("deleted_at", Value::Null),
    ])
}

impl Store {
    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM settings WHERE key = ?1 AND deleted_at IS NULL";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([key], |row| row.get(0))
            .optional()?)
    }

    /// All settings as name and value.
    pub fn settings(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT key, value FROM settings WHERE deleted_at IS NULL ORDER BY key";
        let mut query = self.connection.prepare_cached(sql)?;
        let settings = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(settings.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores a value that can wait, like [`Store::set_setting`], but fails at once if another program is writing.
    pub fn set_setting_if_free(&mut self, key: &str, value: &str, now: Moment) -> Result<()> {
        let mut patience: u32 = 0;
        self.connection.pragma_query(None, "busy_timeout", |row| {
            patience = row.get(0)?;
            Ok(())
        })?;
        self.connection.busy_timeout(Duration::ZERO)?;
        let set = self.set_setting(key, value, now);
        self.connection
            .busy_timeout(Duration::from_millis(patience.into()))?;
        set
    }

    /// Stores a value without an undo step, for the program's own use. The user's choices go through
    /// [`Change::SaveSetting`](crate::domain::Change::SaveSetting).
    ///
    /// An empty value removes a setting that stays on this computer; other computers don't need to know.
    pub fn set_setting(&mut self, key: &str, value: &str, now: Moment) -> Result<()> {
        if value.is_empty() && !travels(key) {
            return SETTINGS.forget(&self.connection, key);
        }
        let before = SETTINGS.read(&self.connection, key)?;
        let mut row = row(key, value, now);
        row.set("updated_at", later(values::millis(now), before.as_ref()));
        SETTINGS.write(&self.connection, &row)
    }
}
