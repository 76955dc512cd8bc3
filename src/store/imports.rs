//! Imports: adding records without duplicates, and undoing a whole import.

use crate::domain::{
    Day, Id, ImportBatch, ImportOutcome, Incoming, Moment, RecordKind, Sorting as _,
};
use crate::store::cells::{Cells, query};
use crate::store::ids::Ids;
use crate::store::records::{self, table};
use crate::store::table::{HIDDEN, IMPORTS, Row, Table};
use crate::store::write::Writing;
use crate::store::{Result, Store, StoreError, import_matching, values};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A past import.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its id.
    pub id: Id,
    /// When it was made.
    pub at: Moment,
    /// The format, such as `daylio`.
    pub kind: String,
    /// File names.
    pub files: Vec<String>,
    /// Number of new records.
    pub added: usize,
    /// Number of records that already existed.
    pub duplicates: usize,
    /// The earliest day among all of them.
    pub first_day: Option<Day>,
    /// The latest day among all of them.
    pub last_day: Option<Day>,
    /// When it was undone, if it was.
    pub undone_at: Option<Moment>,
}

impl Store {
    /// Adds the new records of a batch, all or none. Records that already exist, by origin, are left unchanged;
    /// duplicates within the files count once.
    pub fn import(&mut self, batch: &ImportBatch, now: Moment) -> Result<ImportOutcome> {
        if batch.dry_run {
            let fresh = self.fresh(batch)?;
            return Ok(outcome(batch, &fresh));
        }
        self.writable()?;
        let mut writing = Writing::begin(&mut self.connection, now)?;
        let fresh = import_matching::new_records(writing.connection(), &batch.records, batch.own)?;
        let mut outcome = outcome(batch, &fresh);
        for (key, value) in &batch.settings {
            writing.set(key, value)?;
        }
        if outcome.added == 0 {
            writing.commit()?;
            return Ok(outcome);
        }
        let id = self.ids.fresh(writing.connection(), now);
        outcome.import_id = Some(id);
        writing.put(&IMPORTS, &id.to_string(), &row(id, batch, &outcome, now)?)?;
        let mut bring = Bring {
            writing: &mut writing,
            ids: &self.ids,
            batch: id,
            own: batch.own,
            now,
        };
        for incoming in fresh.iter().filter_map(|place| batch.records.get(*place)) {
            bring.one(incoming)?;
        }
        writing.commit()?;
        Ok(outcome)
    }

    /// Indices of the new records in a batch.
    pub fn fresh(&self, batch: &ImportBatch) -> Result<Vec<usize>> {
        // One read transaction for all records instead of one for each.
        let reading = self.connection.unchecked_transaction()?;
        import_matching::new_records(&reading, &batch.records, batch.own)
    }

    /// Undoes an import as though it had never been made, and returns how many records were removed. Returns
    /// `None` if there is no such import or it was already undone. Records the user deleted from it stay deleted,
    /// even if they are imported again.
    pub fn undo_import(&mut self, id: Id, now: Moment) -> Result<Option<usize>> {
        let mut writing = Writing::begin(self.writable()?, now)?;
        let key = id.to_string();
        match IMPORTS.read(writing.connection(), &key)? {
            Some(row) if *row.get(IMPORTS.gone) == Value::Null => {}
            _ => return Ok(None),
        }
        for table in RecordKind::ALL.map(table) {
            for record in members(writing.connection(), table, &key)? {
                writing.take_back(table, &record)?;
            }
        }
        writing.take_back(&IMPORTS, &key)?;
        Ok(Some(writing.commit()?.records))
    }

    /// The origin of every record that has one. An export includes them, so the records are recognized when they
    /// are imported again elsewhere.
    pub fn origins(&self) -> Result<HashMap<Id, String>> {
        let mut origins = HashMap::new();
        for Table { name, .. } in RecordKind::ALL.map(table) {
            let sql = format!(
                "SELECT id, origin FROM {name} WHERE origin IS NOT NULL AND deleted_at IS NULL"
            );
            let mut query = self.connection.prepare_cached(&sql)?;
            let of_kind = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for entry in of_kind {
                let (id, origin) = entry?;
                origins.insert(id, origin);
            }
        }
        Ok(origins)
    }

    /// All imports, newest first.
    pub fn imports(&self) -> Result<Vec<Import>> {
        let mut imports = query(
            &self.connection,
            "imports",
            IMPORTS.columns,
            "TRUE",
            [],
            read,
        )?;
        imports.order_by_key(|import| Reverse((import.at, import.id)));
        Ok(imports)
    }
}

/// The outcome of adding the new records of a batch, given their indices.
fn outcome(batch: &ImportBatch, fresh: &[usize]) -> ImportOutcome {
    let days = || batch.records.iter().filter_map(|entry| entry.record.day());
    ImportOutcome {
        import_id: None,
        added: fresh.len(),
        duplicates: batch.records.len() - fresh.len(),
        first_day: days().min(),
        last_day: days().max(),
    }
}

/// Adds records for one import.
struct Bring<'a, 'b> {
    writing: &'a mut Writing<'b>,
    ids: &'a Ids,
    batch: Id,
    own: bool,
    now: Moment,
}

/// How far another computer's clock may be ahead.
const AHEAD: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

impl Bring<'_, '_> {
    fn one(&mut self, Incoming { record, origin }: &Incoming) -> Result<()> {
        // A time ahead of ours would win over every later edit, so it is replaced with the current time; each
        // change is at least a moment later than the version it changed.
        let changed = Some(record.updated_at())
            .filter(|changed| self.own && *changed <= self.now + AHEAD)
            .unwrap_or(self.now);
        let mut row = records::row(record, changed)?;
        let mut id = record.id();
        if !self.own {
            id = self.ids.fresh(self.writing.connection(), self.now);
            row.set("id", id.to_string());
            row.set("import_id", self.batch.to_string());
        }
        row.set(
            "origin",
            values::maybe((!origin.is_empty()).then(|| origin.clone())),
        );
        row.set("batch", self.batch.to_string());
        let (table, key) = (table(record.kind()), id.to_string());
        if self.own {
            self.writing.put(table, &key, &row)
        } else {
            self.writing.add(table, &key, &row)
        }
    }
}

/// The records of an import that still exist.
fn members(connection: &Connection, table: &Table, batch: &str) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT id FROM {} WHERE batch = ?1 AND (deleted_at IS NULL OR deleted_at = {HIDDEN}) ORDER BY id",
        table.name
    );
    let mut query = connection.prepare(&sql)?;
    Ok(query
        .query_map([batch], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn row(id: Id, batch: &ImportBatch, outcome: &ImportOutcome, now: Moment) -> Result<Row> {
    let day = |day: Option<Day>| values::maybe(day.map(|day| day.to_string()));
    Ok(Row(vec![
        ("id", id.to_string().into()),
        ("at", values::millis(now).into()),
        ("utc_offset", values::offset(now).into()),
        ("kind", batch.kind.clone().into()),
        (
            "files",
            serde_json::to_string(&batch.files)
                .map_err(StoreError::other)?
                .into(),
        ),
        ("added", (outcome.added as i64).into()),
        ("duplicates", (outcome.duplicates as i64).into()),
        ("first_day", day(outcome.first_day)),
        ("last_day", day(outcome.last_day)),
        ("updated_at", values::millis(now).into()),
        ("undone_at", Value::Null),
    ]))
}

fn read(cells: &Cells<'_>) -> rusqlite::Result<Import> {
    let undone: Option<i64> = cells.get("undone_at")?;
    Ok(Import {
        id: cells.get("id")?,
        at: cells.moment("at")?,
        kind: cells.get("kind")?,
        files: cells.json("files")?,
        added: cells.get::<u32>("added")? as usize,
        duplicates: cells.get::<u32>("duplicates")? as usize,
        first_day: cells.get("first_day")?,
        last_day: cells.get("last_day")?,
        undone_at: undone.map(|_| cells.moment("undone_at")).transpose()?,
    })
}
