//! Undo and redo: every write can be undone, latest first, and redone.
//!
//! A row of the log stores the values on the other side of the step wherever they differ from the current ones, so
//! undo and redo are the same swap. Rows never disappear: undoing an insert soft-deletes the row, so that it stays
//! deleted on other computers too.

use crate::domain::{Day, Deed, Moment, Subject, Undone};
use crate::store::records::table_named;
use crate::store::table::Table;
use crate::store::{Result, Store};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::HashSet;

/// Marker in the table column for a step that is a merge.
pub(super) const MERGE: &str = "merge";

/// A row of the log.
struct Noted {
    place: i64,
    table: &'static Table,
    id: String,
    deed: Deed,
    day: Option<Day>,
    image: Option<String>,
}

impl Store {
    /// Undoes the latest step that is not undone yet; `None` if there is none. The records are what they were
    /// before, except that `now` becomes the time of their last change.
    pub fn undo(&mut self, now: Moment) -> Result<Option<Undone>> {
        self.exchange("SELECT max(step) FROM undo_steps WHERE undone = 0", now)
    }

    /// Redoes the step that was undone last; `None` if there is none.
    pub fn redo(&mut self, now: Moment) -> Result<Option<Undone>> {
        self.exchange("SELECT min(step) FROM undo_steps WHERE undone = 1", now)
    }

    fn exchange(&mut self, which: &str, now: Moment) -> Result<Option<Undone>> {
        let transaction = self
            .writable()?
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let step: Option<i64> = transaction
            .query_row(which, [], |row| row.get(0))
            .optional()?
            .flatten();
        let Some(step) = step else { return Ok(None) };
        let Step { mut rows, merges } = noted(&transaction, step)?;
        transaction.pragma_update(None, "defer_foreign_keys", merges)?;
        // A record written twice in a step has to go back through the intermediate state.
        let undone: bool = transaction.query_row(
            "SELECT undone FROM undo_steps WHERE step = ?1",
            [step],
            |row| row.get(0),
        )?;
        if !undone {
            rows.reverse();
        }
        for row in &rows {
            let before = row.table.read(&transaction, &row.id)?;
            match &row.image {
                Some(image) if merges => row.table.put_back(&transaction, &row.id, image)?,
                None if merges => row.table.forget(&transaction, &row.id)?,
                Some(image) => row.table.restore(&transaction, &row.id, image, now)?,
                None => row.table.take_back(&transaction, &row.id, now)?,
            }
            let after = row.table.read(&transaction, &row.id)?;
            let image = before.map(|before| before.unlike(after.as_ref()).to_json());
            let sql = "UPDATE undo_rows SET image = ?3 WHERE step = ?1 AND place = ?2";
            transaction
                .prepare_cached(sql)?
                .execute(params![step, row.place, image])?;
        }
        transaction.execute(
            "UPDATE undo_steps SET undone = 1 - undone WHERE step = ?1",
            [step],
        )?;
        transaction.commit()?;
        Ok(Some(step_undone(&rows, merges)))
    }
}

/// A step of the log.
struct Step {
    rows: Vec<Noted>,
    /// Whether it is a merge. A merge is not an edit, and neither is undoing it: the records are exactly what they
    /// were, including the time of their last change. Otherwise undoing it here would delete what the other
    /// computers contributed on every one of them.
    merges: bool,
}

fn noted(connection: &Connection, step: i64) -> Result<Step> {
    let sql =
        "SELECT place, record, id, deed, day, image FROM undo_rows WHERE step = ?1 ORDER BY place";
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query([step])?;
    let mut noted = Vec::new();
    let mut merges = false;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        if name == MERGE {
            merges = true;
            continue;
        }
        let table = table_named(name)?;
        let deed = match row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)? {
            "added" => Deed::Added,
            "deleted" => Deed::Deleted,
            _ => Deed::Changed,
        };
        noted.push(Noted {
            place: row.get(0)?,
            table,
            id: row.get(2)?,
            deed,
            day: row.get(4)?,
            image: row.get(5)?,
        });
    }
    Ok(Step {
        rows: noted,
        merges,
    })
}

/// Drops the oldest steps until the log has at most `rows` rows, not counting those of the step `besides`.
pub(super) fn keep_within(
    connection: &Connection,
    rows: i64,
    besides: Option<i64>,
) -> rusqlite::Result<()> {
    let sql = "SELECT max(step) FROM (SELECT step, sum(count(*)) OVER (ORDER BY step DESC) AS total \
               FROM undo_rows WHERE step IS NOT ?2 GROUP BY step) WHERE total > ?1";
    let last: Option<i64> = connection.query_row(sql, params![rows, besides], |row| row.get(0))?;
    // The rows first, all at once: a step that takes its rows with it takes them one by one.
    for table in ["undo_rows", "undo_steps"] {
        let sql = format!("DELETE FROM {table} WHERE step <= ?1 AND step IS NOT ?2");
        connection.execute(&sql, params![last, besides])?;
    }
    Ok(())
}

/// A short description of a step.
fn step_undone(rows: &[Noted], merges: bool) -> Undone {
    fn shared<T: PartialEq + Copy>(mut values: impl Iterator<Item = T>) -> Option<T> {
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    }
    let imported = rows
        .iter()
        .any(|row| row.table.subject.is_none() && row.deed == Deed::Added);
    // An import is described by its records; its settings are secondary.
    let beside = |subject| imported && !merges && subject == Subject::Setting;
    let records = || {
        rows.iter()
            .filter(|row| row.table.subject.is_some_and(|subject| !beside(subject)))
    };
    // A merge may write a record twice, to hide it behind its twin.
    let places: HashSet<(&str, &str)> = records()
        .map(|row| (row.table.name, row.id.as_str()))
        .collect();
    Undone {
        subject: shared(records().map(|row| row.table.subject)).flatten(),
        deed: if merges {
            Deed::Merged
        } else if imported {
            Deed::Imported
        } else {
            shared(records().map(|row| row.deed)).unwrap_or(Deed::Changed)
        },
        records: if merges {
            places.len()
        } else {
            records().count()
        },
        day: shared(records().map(|row| row.day)).flatten(),
    }
}
