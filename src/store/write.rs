//! The only way to write: every write is one transaction and one undo step.

use crate::domain::{Applied, Change, Edit, Id, Moment, Record, Session};
use crate::store::records::{self, table};
use crate::store::table::{Insertion, Row, SETTINGS, Table, later};
use crate::store::{Result, Store, StoreError, settings, undo, values};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

/// Maximum number of undo steps.
const STEPS: i64 = 1000;

/// Maximum number of log rows besides those of the latest step, which can always be undone.
const ROWS: i64 = 20_000;
/// Number of changed records in a step from which the log's rows are counted.
const MANY: usize = 100;

/// A transaction that records undo steps. Dropping it without [`Writing::commit`] rolls it back.
pub(super) struct Writing<'a> {
    transaction: Transaction<'a>,
    now: Moment,
    step: Option<i64>,
    records: usize,
    /// Number of rows logged in this step.
    rows: i64,
    /// The statement for the latest new row: an import adds very many of one kind.
    insertion: Option<Insertion>,
    /// Whether this is a merge, which is not an edit and is undone without one.
    merges: bool,
}

impl Store {
    /// Applies `change`, all or nothing. Records get `now` as the time of their last change; instants are stored
    /// to the millisecond.
    pub fn apply(&mut self, change: &Change, now: Moment) -> Result<Applied> {
        let mut writing = Writing::begin(self.writable()?, now)?;
        writing.change(change)?;
        writing.commit()
    }

    /// An applied change with edits replaced by whole records, as they are in the file now.
    pub fn as_stored(&self, change: Change) -> Result<Change> {
        Ok(match change {
            Change::Edit(edit) => Change::save(self.record(edit.found.kind(), edit.found.id())?),
            Change::Several(changes) => {
                let changes = changes.into_iter().map(|change| self.as_stored(change));
                Change::Several(changes.collect::<Result<_>>()?)
            }
            other => other,
        })
    }

    /// Saves a session that has ended, and deletes its running version.
    pub fn finish(&mut self, session: &Session, now: Moment) -> Result<Applied> {
        let mut writing = Writing::begin(self.writable()?, now)?;
        writing.save(&session.clone().into())?;
        writing
            .connection()
            .prepare_cached("DELETE FROM running")?
            .execute([])?;
        writing.commit()
    }
}

impl<'a> Writing<'a> {
    pub(super) fn begin(connection: &'a mut Connection, now: Moment) -> Result<Self> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Self {
            transaction,
            now,
            step: None,
            records: 0,
            rows: 0,
            insertion: None,
            merges: false,
        })
    }

    /// Starts a merge. Foreign keys are checked at the end.
    pub(super) fn begin_merge(connection: &'a mut Connection, now: Moment) -> Result<Self> {
        let writing = Self::begin(connection, now)?;
        writing
            .transaction
            .pragma_update(None, "defer_foreign_keys", true)?;
        Ok(Self {
            merges: true,
            ..writing
        })
    }

    /// Runs `deeds`, all or nothing, independent of earlier work in the transaction.
    pub(super) fn whole<T>(&mut self, deeds: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (step, records) = (self.step, self.records);
        self.transaction.execute_batch("SAVEPOINT whole")?;
        let done = deeds(self);
        if done.is_err() {
            (self.step, self.records) = (step, records);
            self.transaction.execute_batch("ROLLBACK TO whole")?;
        }
        self.transaction.execute_batch("RELEASE whole")?;
        done
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.transaction
    }

    pub(super) fn commit(self) -> Result<Applied> {
        if self.records >= MANY {
            undo::keep_within(&self.transaction, ROWS, self.step)?;
        }
        self.transaction.commit()?;
        Ok(Applied {
            records: self.records,
        })
    }

    fn change(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::Save(record) => self.save(record),
            Change::Edit(edit) => self.edit(edit),
            Change::Delete(kind, id) => self.delete(table(*kind), *id),
            Change::SaveSetting { key, value } => {
                self.put(&SETTINGS, key, &settings::row(key, value, self.now))
            }
            Change::DropDraft(key) => SETTINGS.forget(&self.transaction, key),
            Change::Several(changes) => changes.iter().try_for_each(|change| self.change(change)),
        }
    }

    /// Stores a record with the current time as its last change.
    pub(super) fn save(&mut self, record: &Record) -> Result<()> {
        let row = records::row(record, self.now)?;
        self.put(table(record.kind()), &record.id().to_string(), &row)
    }

    /// Applies only the fields that `edit` changes to the current record. A deleted record stays deleted.
    fn edit(&mut self, Edit { found, wanted }: &Edit<Record>) -> Result<()> {
        let (table, key) = (table(found.kind()), found.id().to_string());
        let present = table.read(&self.transaction, &key)?;
        let mut row = present
            .filter(|row| table.is_seen(row))
            .ok_or_else(StoreError::gone)?;
        let (found, wanted) = (records::content(found)?, records::content(wanted)?);
        let differs = |name: &str| found.get(name) != wanted.get(name);
        let mut is_changed = false;
        for (name, value) in &wanted.0 {
            let group = table.together.iter().find(|group| group.contains(name));
            if differs(name) || group.is_some_and(|group| group.iter().any(|name| differs(name))) {
                row.set(name, value.clone());
                is_changed = true;
            }
        }
        if is_changed {
            row.set("updated_at", values::millis(self.now));
            self.put(table, &key, &row)?;
        }
        Ok(())
    }

    /// Stores a setting; an equal value is left unchanged.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let new = settings::row(key, value, self.now);
        match SETTINGS.read(&self.transaction, key)? {
            Some(old)
                if ["value", "deleted_at"]
                    .iter()
                    .all(|column| old.get(column) == new.get(column)) =>
            {
                Ok(())
            }
            _ => self.put(&SETTINGS, key, &new),
        }
    }

    /// Writes a row with a new time of last change, and logs its previous version.
    pub(super) fn put(&mut self, table: &'static Table, key: &str, row: &Row) -> Result<()> {
        let before = table.read(&self.transaction, key)?;
        let mut row = row.clone();
        row.set("updated_at", later(row.updated_at(), before.as_ref()));
        self.adopt(table, key, &row, before.as_ref())
    }

    /// Writes a row unchanged, and logs its previous version.
    pub(super) fn adopt(
        &mut self,
        table: &'static Table,
        key: &str,
        row: &Row,
        before: Option<&Row>,
    ) -> Result<()> {
        let there = before.is_some_and(|row| table.is_seen(row));
        let deed = if there { "changed" } else { "added" };
        let image = before.map(|before| before.unlike(Some(row)));
        self.note(table, key, deed, day_of(row), image.as_ref())?;
        table.write(&self.transaction, row)
    }

    /// Writes a row whose key no other row has, and logs that it's new.
    pub(super) fn add(&mut self, table: &'static Table, key: &str, row: &Row) -> Result<()> {
        self.note(table, key, "added", day_of(row), None)?;
        let known = self.insertion.take().filter(|known| known.fits(table, row));
        let insertion = known.unwrap_or_else(|| Insertion::new(table, row));
        let done = insertion.run(&self.transaction, row);
        self.insertion = Some(insertion);
        done
    }

    fn delete(&mut self, table: &'static Table, id: Id) -> Result<()> {
        let key = id.to_string();
        if let Some(row) = table.read(&self.transaction, &key)?
            && table.delete(&self.transaction, &key, self.now)?
        {
            self.note_deleted(table, &key, &row)?;
        }
        Ok(())
    }

    fn note_deleted(&mut self, table: &'static Table, key: &str, before: &Row) -> Result<()> {
        let image = before.unlike(table.read(&self.transaction, key)?.as_ref());
        self.note(table, key, "deleted", day_of(before), Some(&image))
    }

    /// Removes a record as though it had never been imported.
    pub(super) fn take_back(&mut self, table: &'static Table, key: &str) -> Result<()> {
        if let Some(row) = table.read(&self.transaction, key)? {
            table.take_back(&self.transaction, key, self.now)?;
            self.note_deleted(table, key, &row)?;
        }
        Ok(())
    }

    /// Writes a row of the undo log.
    fn note(
        &mut self,
        table: &Table,
        key: &str,
        deed: &str,
        day: Option<&str>,
        image: Option<&Row>,
    ) -> Result<()> {
        let step = if let Some(step) = self.step {
            step
        } else {
            self.new_step()?
        };
        self.records += usize::from(table.subject.is_some());
        self.rows += 1;
        let sql = "INSERT INTO undo_rows (step, place, record, id, deed, day, image) VALUES \
                   (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.transaction.prepare_cached(sql)?.execute(params![
            step,
            self.rows,
            table.name,
            key,
            deed,
            day,
            image.map(Row::to_json)
        ])?;
        Ok(())
    }

    /// Starts a step, which clears the redo history.
    fn new_step(&mut self) -> Result<i64> {
        let connection = &self.transaction;
        connection
            .prepare_cached("DELETE FROM undo_steps WHERE undone = 1")?
            .execute([])?;
        connection
            .prepare_cached("INSERT INTO undo_steps (at) VALUES (?1)")?
            .execute([values::millis(self.now)])?;
        let step = connection.last_insert_rowid();
        connection
            .prepare_cached("DELETE FROM undo_steps WHERE step <= ?1")?
            .execute([step - STEPS])?;
        self.step = Some(step);
        if self.merges {
            let sql = "INSERT INTO undo_rows (step, place, record, id, deed) VALUES (?1, 0, ?2, '', 'changed')";
            connection
                .prepare_cached(sql)?
                .execute(params![step, undo::MERGE])?;
        }
        Ok(step)
    }
}

fn day_of(row: &Row) -> Option<&str> {
    match row.get("day") {
        rusqlite::types::Value::Text(day) => Some(day),
        _ => None,
    }
}
