//! Daily summaries, read from a few columns without loading the records, for views over many years.

use crate::domain::tag::Spellings;
use crate::domain::{Day, DaySummary, Moved, Question};
use crate::store::cells::query;
use crate::store::check_ins::{own, ratings, tags};
use crate::store::{Result, Store};
use rusqlite::params_from_iter;
use std::collections::BTreeMap;

impl Store {
    /// The days from `first` on, or all days, that have any record.
    pub fn days(&self, first: Option<Day>) -> Result<BTreeMap<Day, DaySummary>> {
        let which = match first {
            Some(_) => "deleted_at IS NULL AND day >= ?1",
            None => "deleted_at IS NULL",
        };
        let given = || params_from_iter(first);
        let mut of_check_ins = vec!["day", "sleep_hours", "tags", "own"];
        of_check_ins.extend(Question::ALL.map(Question::key));
        let of_sessions = ["day", "active_seconds", "met"];
        self.at_once(|store| {
            let connection = &store.connection;
            let mut days: BTreeMap<Day, DaySummary> = BTreeMap::new();
            query(
                connection,
                "check_ins",
                &of_check_ins,
                which,
                given(),
                |row| {
                    let summary = days.entry(row.get("day")?).or_default();
                    summary.add_check_in(
                        &ratings(row)?,
                        &own(row)?,
                        row.get("sleep_hours")?,
                        &tags(row)?,
                    );
                    Ok(())
                },
            )?;
            query(
                connection,
                "sessions",
                &of_sessions,
                which,
                given(),
                |row| {
                    let moved = Moved {
                        active_seconds: row.get("active_seconds")?,
                        met: row.get("met")?,
                    };
                    days.entry(row.get("day")?).or_default().add_session(moved);
                    Ok(())
                },
            )?;
            let mut spellings = Spellings::default();
            for summary in days.values_mut() {
                spellings.unify(&mut summary.tags);
                summary.tags.sort_unstable();
            }
            Ok(days)
        })
    }
}
