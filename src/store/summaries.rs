//! What days came to, read without the records: a few columns of each, where no more is shown of ten years.

use crate::domain::{Day, DaySummary, Moved};
use crate::store::check_ins::{ratings, tags};
use crate::store::{Result, Store};
use std::collections::BTreeMap;

/// In the order in which they are read; the ratings as in [`Question::ALL`](crate::domain::Question::ALL).
const OF_CHECK_INS: &str =
    "day, sleep_hours, tags, mood, energy, calm, sleep, body, interest, appetite, focus";
const OF_SESSIONS: &str = "day, active_seconds, met";

impl Store {
    /// The days since `first`, or all there are, that have any record.
    pub fn days(&self, first: Option<Day>) -> Result<BTreeMap<Day, DaySummary>> {
        let which = if first.is_some() {
            "deleted_at IS NULL AND day >= ?1"
        } else {
            "deleted_at IS NULL"
        };
        let given = || rusqlite::params_from_iter(first);
        self.at_once(|store| {
            let mut days: BTreeMap<Day, DaySummary> = BTreeMap::new();
            store.rows(OF_CHECK_INS, "check_ins", which, given(), |row| {
                let summary = days.entry(row.get(0)?).or_default();
                summary.add_check_in(&ratings(row, 3)?, row.get(1)?, &tags(row, 2)?);
                Ok(())
            })?;
            store.rows(OF_SESSIONS, "sessions", which, given(), |row| {
                let moved = Moved {
                    active_seconds: row.get(1)?,
                    met: row.get(2)?,
                };
                days.entry(row.get(0)?).or_default().add_session(moved);
                Ok(())
            })?;
            Ok(days)
        })
    }
}
