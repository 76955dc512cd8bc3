//! Loading: the records of some days, or of all.

use crate::domain::{Day, Journal};
use crate::store::{Result, Store, assessments, check_ins, experiments, routines, sessions};
use rusqlite::{Params, Row};

impl Store {
    /// Reads several things as they are at one moment, whatever other programs write meanwhile.
    pub fn at_once<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let moment = self.connection.unchecked_transaction()?;
        let found = read(self)?;
        moment.commit()?;
        Ok(found)
    }

    /// The records of the days since `since`, complete with their steps, tags and notes.
    pub fn recent(&self, since: Day) -> Result<Journal> {
        let of_days = "deleted_at IS NULL AND day >= ?1";
        self.at_once(|store| {
            let check_ins = store.rows(
                check_ins::COLUMNS,
                "check_ins",
                of_days,
                [since],
                check_ins::read,
            )?;
            let sessions = store.rows(
                sessions::COLUMNS,
                "sessions",
                of_days,
                [since],
                sessions::read,
            )?;
            store.with_the_rest(Journal::new(check_ins, sessions, Some(since)))
        })
    }

    /// Every record there is.
    pub fn all(&self) -> Result<Journal> {
        let there = "deleted_at IS NULL";
        self.at_once(|store| {
            let check_ins =
                store.rows(check_ins::COLUMNS, "check_ins", there, [], check_ins::read)?;
            let sessions = store.rows(sessions::COLUMNS, "sessions", there, [], sessions::read)?;
            store.with_the_rest(Journal::new(check_ins, sessions, None))
        })
    }

    /// The few records that are always loaded whole, whatever days are asked for.
    fn with_the_rest(&self, journal: Journal) -> Result<Journal> {
        let there = "deleted_at IS NULL";
        let assessments = self.rows(
            assessments::COLUMNS,
            "assessments",
            there,
            [],
            assessments::read,
        )?;
        let routines = self.rows(routines::COLUMNS, "routines", there, [], routines::read)?;
        let experiments = self.rows(
            experiments::COLUMNS,
            "experiments",
            there,
            [],
            experiments::read,
        )?;
        Ok(journal
            .with_assessments(assessments)
            .with_routines(routines)
            .with_experiments(experiments)
            .with_settings(self.settings()?))
    }

    /// The latest day before `before` with any record.
    pub fn last_record_day(&self, before: Day) -> Result<Option<Day>> {
        let sql = "SELECT max(day) FROM \
                   (SELECT max(day) AS day FROM check_ins WHERE deleted_at IS NULL AND day < ?1 \
                   UNION ALL SELECT max(day) FROM sessions WHERE deleted_at IS NULL AND day < ?1)";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([before], |row| row.get(0))?)
    }

    /// Whether there is any record of a day before `day`.
    pub fn has_before(&self, day: Day) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM check_ins WHERE deleted_at IS NULL AND day < ?1) \
                   OR EXISTS (SELECT 1 FROM sessions WHERE deleted_at IS NULL AND day < ?1)";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([day], |row| row.get(0))?)
    }

    pub(super) fn rows<R>(
        &self,
        columns: &str,
        table: &str,
        which: &str,
        given: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<R>,
    ) -> Result<Vec<R>> {
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM {table} WHERE {which}"))?;
        Ok(query
            .query_map(given, read)?
            .collect::<rusqlite::Result<_>>()?)
    }
}
