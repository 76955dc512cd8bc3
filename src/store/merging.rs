//! Merges the databases of several computers, row by row.
//!
//! Of two versions of a row, the later change wins, by `updated_at`; a deletion counts as a change. If
//! both have the same time, a deletion wins, otherwise the greater text of the row. This is a total
//! order, so the result is the greatest version of each row, whatever the order and number of merges.
//! Duplicates (two rows of one origin) are hidden afterward, based only on the rows. A merge copies
//! rows without changing them, so undoing a merge is not an edit either.
//!
//! The undo log, the session in progress and local data (see [`travels`]) are not merged.

mod import_duplicates;
mod other;

pub use other::Other;

use crate::domain::{Moment, Subject, travels};
use crate::store::records::tables;
use crate::store::table::{Row, SETTINGS, Table};
use crate::store::write::Writing;
use crate::store::{Result, Store, StoreError, Trouble};
use rusqlite::types::Value;
use std::collections::BTreeMap;

/// What a merge did to the records of one kind, as the user sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The table name, such as `check_ins`.
    pub name: &'static str,
    /// What the table contains.
    pub subject: Subject,
    /// Records that became visible here.
    pub added: usize,
    /// Records that now have a different version.
    pub changed: usize,
    /// Records that are no longer visible here.
    pub deleted: usize,
}

impl Store {
    /// Merges the other databases into this one, each completely or not at all, as one undo step. Returns the
    /// result for each database and kind of record; an error means that one was not merged and changed nothing.
    pub fn merge(&mut self, others: &[&Other], now: Moment) -> Result<Vec<Result<Vec<Tally>>>> {
        let mut writing = Writing::begin_merge(self.writable()?, now)?;
        let mut outcomes = Vec::with_capacity(others.len());
        for other in others {
            let merged = writing.whole(|writing| bring(writing, other));
            match merged {
                // These errors are about this file, not the other one.
                Err(error)
                    if matches!(
                        error.trouble(),
                        Trouble::Full | Trouble::Locked | Trouble::ReadOnly
                    ) =>
                {
                    return Err(error);
                }
                merged => outcomes.push(merged),
            }
        }
        writing.commit()?;
        Ok(outcomes)
    }
}

/// The rows that a merge wrote, by table and key, each with whether it was visible before.
type Touched = BTreeMap<(&'static str, String), bool>;

fn bring(writing: &mut Writing<'_>, other: &Other) -> Result<Vec<Tally>> {
    let mut touched = Touched::new();
    for table in tables() {
        for theirs in table.read_all(other.connection())? {
            let Value::Text(key) = theirs.get(table.key).clone() else {
                return Err(StoreError::corrupt(format!(
                    "a row of {} without a {}",
                    table.name, table.key
                )));
            };
            if table.name == SETTINGS.name && !travels(&key) {
                continue;
            }
            let theirs = table.unhidden(theirs);
            let mine = table.read(writing.connection(), &key)?;
            let Some(merged) = table.merged(theirs, mine.as_ref()) else {
                continue;
            };
            let seen = mine.as_ref().is_some_and(|mine| table.is_seen(mine));
            writing.adopt(table, &key, &merged, mine.as_ref())?;
            touched.insert((table.name, key), seen);
        }
        if table.named {
            import_duplicates::settle(writing, table, &mut touched)?;
        }
    }
    count(writing, &touched)
}

/// Tallies the written rows for every kind of record.
fn count(writing: &Writing<'_>, touched: &Touched) -> Result<Vec<Tally>> {
    let mut tallies = Vec::new();
    for table in tables() {
        let Some(subject) = table.subject else {
            continue;
        };
        let mut tally = Tally {
            name: table.name,
            subject,
            added: 0,
            changed: 0,
            deleted: 0,
        };
        for ((_, key), seen) in touched.iter().filter(|((name, _), _)| *name == table.name) {
            let sees = table
                .read(writing.connection(), key)?
                .is_some_and(|row| table.is_seen(&row));
            match (seen, sees) {
                (false, true) => tally.added += 1,
                (true, true) => tally.changed += 1,
                (true, false) => tally.deleted += 1,
                (false, false) => {}
            }
        }
        tallies.push(tally);
    }
    Ok(tallies)
}

impl Table {
    /// The row as of its last change, with any hiding behind a twin removed.
    fn unhidden(&self, mut row: Row) -> Row {
        if self.named && self.is_hidden(&row) {
            row.set(self.gone, Value::Null);
        }
        row
    }

    /// The row to store in place of `mine`: the winning version, with every entry that either version has in the
    /// append-only list. `None` if that is what is already stored.
    fn merged(&self, theirs: Row, mine: Option<&Row>) -> Option<Row> {
        let Some(mine) = mine else {
            return Some(theirs);
        };
        let wins = self.is_later(&theirs, &self.unhidden(mine.clone()));
        let mut merged = if wins { theirs.clone() } else { mine.clone() };
        self.keep_grown(&mut merged, if wins { mine } else { &theirs });
        (wins || merged != *mine).then_some(merged)
    }

    /// Whether `one` wins over `other`; false if they are the same.
    fn is_later(&self, one: &Row, other: &Row) -> bool {
        let quick = |row: &Row| (row.updated_at(), !self.is_seen(row));
        quick(one)
            .cmp(&quick(other))
            .then_with(|| one.to_json().cmp(&other.to_json()))
            .is_gt()
    }
}
