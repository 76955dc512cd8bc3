//! Imports: bringing records in, once, and taking them back together.

use crate::domain::{Day, Id, ImportBatch, ImportOutcome, Incoming, Moment};
use crate::store::ids::Ids;
use crate::store::record::{HIDDEN, Record, Row, Table};
use crate::store::write::Writing;
use crate::store::{
    Result, Store, StoreError, assessments, check_ins, experiments, matching, routines, sessions,
    values,
};
use rusqlite::Connection;
use rusqlite::types::{FromSqlError, Value};
use std::collections::HashMap;

/// Where they are listed.
pub(super) const TABLE: Table = Table {
    name: "imports",
    key: "id",
    gone: "undone_at",
    named: false,
    kind: None,
    grows: None,
    columns: &[
        "id",
        "at",
        "utc_offset",
        "kind",
        "files",
        "added",
        "duplicates",
        "first_day",
        "last_day",
        "updated_at",
        "undone_at",
    ],
};

/// An import that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its identity.
    pub id: Id,
    /// When it was made.
    pub at: Moment,
    /// The format: `daylio`.
    pub kind: String,
    /// The names of the files.
    pub files: Vec<String>,
    /// How many records were new.
    pub added: usize,
    /// How many were here already.
    pub duplicates: usize,
    /// The earliest day among all of them.
    pub first_day: Option<Day>,
    /// The latest day among all of them.
    pub last_day: Option<Day>,
    /// When it was taken back, if it was.
    pub undone_at: Option<Moment>,
}

impl Store {
    /// Brings in what is new of a batch, as a whole or not at all. Records that are here already,
    /// by their origin, are left as they are; those that stand twice in the files count once.
    pub fn import(&mut self, batch: &ImportBatch, now: Moment) -> Result<ImportOutcome> {
        if batch.dry_run {
            let reading = self.connection.unchecked_transaction()?;
            return Ok(sort_out(&reading, batch)?.outcome);
        }
        self.writable()?;
        let mut writing = Writing::begin(&mut self.connection, now)?;
        let Sorted {
            check_ins,
            sessions,
            assessments,
            routines,
            experiments,
            mut outcome,
        } = sort_out(writing.connection(), batch)?;
        for (key, value) in &batch.settings {
            writing.set(key, value)?;
        }
        if outcome.added == 0 {
            writing.commit()?;
            return Ok(outcome);
        }
        let id = self.ids.fresh(writing.connection(), now);
        outcome.import_id = Some(id);
        writing.put(&TABLE, &id.to_string(), &row(id, batch, &outcome, now)?)?;
        let mut bring = Bring {
            writing: &mut writing,
            ids: &self.ids,
            batch: id,
            own: batch.own,
            now,
        };
        bring.all(&batch.check_ins, &check_ins)?;
        bring.all(&batch.sessions, &sessions)?;
        bring.all(&batch.assessments, &assessments)?;
        bring.all(&batch.routines, &routines)?;
        bring.all(&batch.experiments, &experiments)?;
        writing.commit()?;
        Ok(outcome)
    }

    /// Which records of a batch are new, by place: check-ins, sessions, assessments, routines, experiments.
    pub fn fresh(&self, batch: &ImportBatch) -> Result<[Vec<usize>; 5]> {
        // One reading of the file, not one for each record.
        let reading = self.connection.unchecked_transaction()?;
        let Sorted {
            check_ins,
            sessions,
            assessments,
            routines,
            experiments,
            ..
        } = sort_out(&reading, batch)?;
        Ok([check_ins, sessions, assessments, routines, experiments])
    }

    /// Takes back every record that an import brought, as though it had never been made; answers
    /// how many. Nothing when there is no such import, or it was taken back already. What the
    /// person deleted from it stays deleted, also when it is imported again.
    pub fn undo_import(&mut self, id: Id, now: Moment) -> Result<Option<usize>> {
        let mut writing = Writing::begin(self.writable()?, now)?;
        let key = id.to_string();
        match TABLE.read(writing.connection(), &key)? {
            Some(row) if *row.get(TABLE.gone) == Value::Null => {}
            _ => return Ok(None),
        }
        for table in [
            &check_ins::TABLE,
            &sessions::TABLE,
            &assessments::TABLE,
            &routines::TABLE,
            &experiments::TABLE,
        ] {
            for record in members(writing.connection(), table, &key)? {
                writing.take_back(table, &record)?;
            }
        }
        writing.take_back(&TABLE, &key)?;
        Ok(Some(writing.commit()?.records))
    }

    /// The origin of every record that has one: an export that holds them too keeps records known
    /// when they are imported again elsewhere.
    pub fn origins(&self) -> Result<HashMap<Id, String>> {
        let sql = "SELECT id, origin FROM check_ins WHERE origin IS NOT NULL AND deleted_at IS NULL \
                   UNION ALL SELECT id, origin FROM sessions WHERE origin IS NOT NULL AND deleted_at IS NULL";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// Every import that was made, the latest first.
    pub fn imports(&self) -> Result<Vec<Import>> {
        let sql = format!(
            "SELECT {} FROM imports ORDER BY at DESC, id DESC",
            TABLE.columns.join(", ")
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        Ok(query
            .query_map([], read)?
            .collect::<rusqlite::Result<_>>()?)
    }
}

/// What is new in a batch, by place, and what that comes to.
struct Sorted {
    check_ins: Vec<usize>,
    sessions: Vec<usize>,
    assessments: Vec<usize>,
    routines: Vec<usize>,
    experiments: Vec<usize>,
    outcome: ImportOutcome,
}

fn sort_out(connection: &Connection, batch: &ImportBatch) -> Result<Sorted> {
    let check_ins = matching::fresh(connection, &batch.check_ins, batch.own)?;
    let sessions = matching::fresh(connection, &batch.sessions, batch.own)?;
    let assessments = matching::fresh(connection, &batch.assessments, batch.own)?;
    let routines = matching::fresh(connection, &batch.routines, batch.own)?;
    let experiments = matching::fresh(connection, &batch.experiments, batch.own)?;
    let days = || {
        let check_ins = batch.check_ins.iter().map(|incoming| incoming.record.day);
        let sessions = batch.sessions.iter().map(|incoming| incoming.record.day);
        check_ins
            .chain(sessions)
            .chain(batch.assessments.iter().map(|incoming| incoming.record.day))
    };
    let fresh = [&check_ins, &sessions, &assessments, &routines, &experiments];
    let added: usize = fresh.iter().map(|places| places.len()).sum();
    let read = batch.len();
    let duplicates = read - added;
    let outcome = ImportOutcome {
        import_id: None,
        added,
        duplicates,
        first_day: days().min(),
        last_day: days().max(),
    };
    Ok(Sorted {
        check_ins,
        sessions,
        assessments,
        routines,
        experiments,
        outcome,
    })
}

/// Brings records in for one import.
struct Bring<'a, 'b> {
    writing: &'a mut Writing<'b>,
    ids: &'a Ids,
    batch: Id,
    own: bool,
    now: Moment,
}

impl Bring<'_, '_> {
    fn all<R: Record>(&mut self, incoming: &[Incoming<R>], places: &[usize]) -> Result<()> {
        for Incoming { record, origin } in places.iter().filter_map(|place| incoming.get(*place)) {
            let mut row = record.columns(if self.own {
                record.updated_at()
            } else {
                self.now
            })?;
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
            self.writing.put(R::TABLE, &id.to_string(), &row)?;
        }
        Ok(())
    }
}

/// The records an import brought that are still there.
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

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Import> {
    let offset = row.get(2)?;
    let undone: Option<i64> = row.get(10)?;
    let files: String = row.get(4)?;
    Ok(Import {
        id: row.get(0)?,
        at: values::moment(row.get(1)?, offset)?,
        kind: row.get(3)?,
        files: serde_json::from_str(&files).map_err(|_| FromSqlError::InvalidType)?,
        added: row.get::<_, u32>(5)? as usize,
        duplicates: row.get::<_, u32>(6)? as usize,
        first_day: row.get(7)?,
        last_day: row.get(8)?,
        undone_at: undone
            .map(|millis| values::moment(millis, offset))
            .transpose()?,
    })
}
