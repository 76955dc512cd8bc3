//! Loads the records of some days, or all of them.

use crate::domain::{Day, Journal, OwnActivity, OwnRating, Record, RecordKind};
use crate::store::records::{select, table, tables};
use crate::store::table::Table;
use crate::store::{Result, Store};
use rusqlite::params_from_iter;

impl Store {
    /// Reads several things from one consistent snapshot, whatever other programs write meanwhile.
    pub fn at_once<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let moment = self.connection.unchecked_transaction()?;
        let found = read(self)?;
        moment.commit()?;
        Ok(found)
    }

    /// The records since the day `since`, with their steps, tags and notes; kinds with few records are loaded in
    /// full.
    pub fn recent(&self, since: Day) -> Result<Journal> {
        self.load(Some(since))
    }

    /// All records.
    pub fn all(&self) -> Result<Journal> {
        self.load(None)
    }

    /// The person's own ratings, in their order.
    pub fn own_ratings(&self) -> Result<Vec<OwnRating>> {
        let journal = Journal::default().with(self.select(RecordKind::Rating, None)?);
        Ok(journal.own_ratings().0.to_vec())
    }

    /// The person's own activities, archived ones included, by name.
    pub fn own_activities(&self) -> Result<Vec<OwnActivity>> {
        let journal = Journal::default().with(self.select(RecordKind::Activity, None)?);
        Ok(journal.own_activities().0.to_vec())
    }

    fn load(&self, since: Option<Day>) -> Result<Journal> {
        self.at_once(|store| {
            let mut journal = Journal::new(Vec::new(), Vec::new(), since);
            for kind in RecordKind::ALL {
                let since = since.filter(|_| table(kind).by_day);
                journal = journal.with(store.select(kind, since)?);
            }
            Ok(journal.with_settings(store.settings()?))
        })
    }

    fn select(&self, kind: RecordKind, since: Option<Day>) -> Result<Vec<Record>> {
        let which = match since {
            Some(_) => "deleted_at IS NULL AND day >= ?1",
            None => "deleted_at IS NULL",
        };
        Ok(select(
            &self.connection,
            kind,
            which,
            params_from_iter(since),
        )?)
    }

    /// The latest day before `before` with any record.
    pub fn last_record_day(&self, before: Day) -> Result<Option<Day>> {
        let mut last = None;
        for Table { name, .. } in tables().filter(|table| table.by_day) {
            let sql = format!("SELECT max(day) FROM {name} WHERE deleted_at IS NULL AND day < ?1");
            let mut query = self.connection.prepare_cached(&sql)?;
            last = last.max(query.query_row([before], |row| row.get(0))?);
        }
        Ok(last)
    }

    /// Whether there is any record before `day`.
    pub fn has_before(&self, day: Day) -> Result<bool> {
        Ok(self.last_record_day(day)?.is_some())
    }
}
