//! What all tables share: whole rows that are read, written, deleted and restored.

use crate::domain::{Id, Moment, RecordKind, Subject};
use crate::store::{Result, StoreError, values};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::{Map, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A table with rows that undo and merges cover.
#[derive(Debug)]
pub(super) struct Table {
    /// Table name.
    pub name: &'static str,
    /// Primary key column.
    pub key: &'static str,
    /// Column with the deletion time.
    pub gone: &'static str,
    /// Whether its rows have an origin, which identifies them when they are imported again.
    pub named: bool,
    /// What users call the contents; `None` if rows only accompany other records.
    pub subject: Option<Subject>,
    /// Whether each row has a day and a time, in the columns `day`, `at` and `timed`.
    pub timed: bool,
    /// Whether only the rows of the requested days are loaded.
    pub by_day: bool,
    /// Column with an append-only JSON list of strings: undo and merges never remove entries.
    pub grows: Option<&'static str>,
    /// Groups of columns that change together, because only together do they make sense.
    pub together: &'static [&'static [&'static str]],
    /// All columns.
    pub columns: &'static [&'static str],
}

/// Deletion time of a hidden twin: zero. Twins are two rows of one origin, from the same file imported on two
/// computers; each merge decides from both which one is visible (`merging/import_duplicates.rs`), without editing
/// either.
pub(super) const HIDDEN: i64 = 0;

/// The table of settings, by name.
pub(super) const SETTINGS: Table = Table {
    name: "settings",
    key: "key",
    subject: Some(Subject::Setting),
    columns: &["key", "value", "updated_at", "deleted_at"],
    ..Table::PLAIN
};

/// The table of imports.
pub(super) const IMPORTS: Table = Table {
    name: "imports",
    gone: "undone_at",
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
    ..Table::PLAIN
};

/// A record with a table.
pub(super) trait Stored {
    /// Its content columns, without its id and history.
    fn content(&self) -> Result<Vec<(&'static str, Value)>>;

    /// The import that first added it; `None` for kinds that only our own exports contain.
    fn import(&self) -> Option<Id> {
        None
    }
}

/// SQL for `updated_at` of a row changed at `?2`; see [`later`].
const LATER: &str = "max(?2, min(updated_at, 9223372036854775806) + 1)";

/// `updated_at` for a row changed at `now`: always later than its previous value, even if that came from a
/// computer with a fast clock. So a change always wins over the version it was based on.
pub(super) fn later(now: i64, before: Option<&Row>) -> i64 {
    before.map_or(now, |before| now.max(before.updated_at().saturating_add(1)))
}

/// One row: its values by column name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row(pub Vec<(&'static str, Value)>);

impl Row {
    /// The value of a column.
    pub(super) fn get(&self, column: &str) -> &Value {
        self.0
            .iter()
            .find(|(name, _)| *name == column)
            .map_or(&Value::Null, |(_, value)| value)
    }

    /// Sets or adds a column.
    pub(super) fn set(&mut self, column: &'static str, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(name, _)| *name == column) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((column, value.into())),
        }
    }

    /// The columns that have a different value in `after`; all of them if `after` is `None`.
    pub(super) fn unlike(&self, after: Option<&Self>) -> Self {
        let Some(after) = after else {
            return self.clone();
        };
        let changed = |(name, value): &&(&'static str, Value)| {
            after
                .0
                .iter()
                .any(|(other, new)| other == name && new != value)
        };
        Self(self.0.iter().filter(changed).cloned().collect())
    }

    /// Time of the last change, in milliseconds since 1970.
    pub(super) fn updated_at(&self) -> i64 {
        match self.get("updated_at") {
            Value::Integer(millis) => *millis,
            _ => i64::MIN,
        }
    }

    /// The row as JSON. Floats are written as strings so that they round-trip exactly.
    pub(super) fn to_json(&self) -> String {
        let column = |(name, value): &(&str, Value)| {
            let value = match value {
                Value::Null | Value::Blob(_) => json!(null),
                Value::Integer(number) => json!(number),
                Value::Real(number) => json!({ "real": number.to_string() }),
                Value::Text(text) => json!(text),
            };
            ((*name).to_owned(), value)
        };
        serde_json::Value::Object(self.0.iter().map(column).collect::<Map<_, _>>()).to_string()
    }

    fn from_json(table: &'static Table, text: &str) -> Result<Self> {
        let object: Map<String, serde_json::Value> =
            serde_json::from_str(text).map_err(StoreError::corrupt)?;
        let mut row = Vec::with_capacity(object.len());
        for name in table.columns {
            let value = match object.get(*name) {
                None => continue,
                Some(serde_json::Value::Null) => Value::Null,
                Some(serde_json::Value::Number(number)) => values::maybe(number.as_i64()),
                Some(serde_json::Value::String(text)) => Value::Text(text.clone()),
                Some(other) => {
                    let real = other
                        .get("real")
                        .and_then(serde_json::Value::as_str)
                        .and_then(|text| text.parse().ok());
                    Value::Real(
                        real.ok_or_else(|| StoreError::corrupt(format!("{name} in the undo log")))?,
                    )
                }
            };
            row.push((*name, value));
        }
        Ok(Self(row))
    }
}

/// Runs a statement with the values of `row` as parameters.
fn run(connection: &Connection, sql: &str, row: &Row) -> Result<()> {
    connection
        .prepare_cached(sql)?
        .execute(params_from_iter(row.0.iter().map(|(_, value)| value)))?;
    Ok(())
}

/// The statement that adds rows with new keys and these columns. `SQLite` writes them faster than rows that may exist,
/// for which it has to prepare to take back half a statement.
#[derive(Debug)]
pub(super) struct Insertion {
    table: &'static str,
    columns: Vec<&'static str>,
    sql: String,
}

impl Insertion {
    pub(super) fn new(table: &Table, row: &Row) -> Self {
        Self {
            table: table.name,
            columns: row.0.iter().map(|(name, _)| *name).collect(),
            sql: table.insertion(row),
        }
    }

    /// Whether it's the statement for this row.
    pub(super) fn fits(&self, table: &Table, row: &Row) -> bool {
        let names = row.0.iter().map(|(name, _)| name);
        self.table == table.name && self.columns.iter().eq(names)
    }

    pub(super) fn run(&self, connection: &Connection, row: &Row) -> Result<()> {
        run(connection, &self.sql, row)
    }
}

impl Table {
    /// Defaults: rows with ids, deleted by setting a time.
    const PLAIN: Self = Self {
        name: "",
        key: "id",
        gone: "deleted_at",
        named: false,
        subject: None,
        timed: false,
        by_day: false,
        grows: None,
        together: &[],
        columns: &[],
    };

    /// The table for one kind of record, with no other special behavior.
    pub(super) const fn of(kind: RecordKind, columns: &'static [&'static str]) -> Self {
        Self {
            name: kind.plural_key(),
            named: true,
            subject: Some(Subject::Record(kind)),
            columns,
            ..Self::PLAIN
        }
    }

    /// Whether the file has this table: one of an older version may lack it.
    pub(super) fn is_in(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        connection.prepare_cached(sql)?.exists([self.name])
    }

    /// The row with this key, deleted or not.
    pub(super) fn read(&self, connection: &Connection, key: &str) -> Result<Option<Row>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE {} = ?1",
            self.columns.join(", "),
            self.name,
            self.key
        );
        let mut query = connection.prepare_cached(&sql)?;
        Ok(query.query_row([key], |row| self.row(row)).optional()?)
    }

    /// All rows of this origin, deleted or not, in insertion order.
    pub(super) fn read_origin(&self, connection: &Connection, origin: &str) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE origin = ?1 ORDER BY id",
            self.columns.join(", "),
            self.name
        );
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query.query_map([origin], |row| self.row(row))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All rows, deleted or not, by key.
    pub(super) fn read_all(&self, connection: &Connection) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {} FROM {} ORDER BY {}",
            self.columns.join(", "),
            self.name,
            self.key
        );
        let mut query = connection.prepare(&sql)?;
        let rows = query.query_map([], |row| self.row(row))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a row of this table is visible.
    pub(super) fn is_seen(&self, row: &Row) -> bool {
        *row.get(self.gone) == Value::Null
    }

    /// Whether a row is hidden only because of its twin.
    pub(super) fn is_hidden(&self, row: &Row) -> bool {
        *row.get(self.gone) == Value::Integer(HIDDEN)
    }

    fn row(&self, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        let columns = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, name)| Ok((*name, row.get(index)?)));
        Ok(Row(columns.collect::<rusqlite::Result<_>>()?))
    }

    /// Writes the columns of `row`, updating any existing row with its key.
    pub(super) fn write(&self, connection: &Connection, row: &Row) -> Result<()> {
        let mut sql = self.insertion(row);
        let _ = write!(sql, " ON CONFLICT ({}) DO UPDATE SET ", self.key);
        for (index, (name, _)) in row.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(sql, "{comma}{name} = excluded.{name}");
        }
        run(connection, &sql, row)
    }

    fn insertion(&self, row: &Row) -> String {
        let mut names = String::new();
        let mut places = String::new();
        for (index, (name, _)) in row.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(names, "{comma}{name}");
            let _ = write!(places, "{comma}?{}", index + 1);
        }
        format!("INSERT INTO {} ({names}) VALUES ({places})", self.name)
    }

    /// Marks a row as deleted; false if there is no visible one.
    pub(super) fn delete(&self, connection: &Connection, key: &str, now: Moment) -> Result<bool> {
        let Self {
            name,
            gone,
            key: column,
            ..
        } = self;
        let sql = format!(
            "UPDATE {name} SET {gone} = ?2, updated_at = {LATER} WHERE {column} = ?1 AND {gone} IS NULL"
        );
        Ok(connection
            .prepare_cached(&sql)?
            .execute(params![key, values::millis(now)])?
            > 0)
    }

    /// Removes a row as though it had never been imported: importing it again makes it new.
    pub(super) fn take_back(&self, connection: &Connection, key: &str, now: Moment) -> Result<()> {
        let Self {
            name,
            gone,
            key: column,
            ..
        } = self;
        if !self.named {
            self.delete(connection, key, now)?;
            return Ok(());
        }
        let sql = format!(
            "UPDATE {name} SET {gone} = coalesce(nullif({gone}, {HIDDEN}), ?2), origin = NULL, updated_at = {LATER} \
             WHERE {column} = ?1"
        );
        connection
            .prepare_cached(&sql)?
            .execute(params![key, values::millis(now)])?;
        Ok(())
    }

    /// Deletes a row for good. Only for rows added by a merge: other computers still have them.
    pub(super) fn forget(&self, connection: &Connection, key: &str) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", self.name, self.key);
        connection.prepare_cached(&sql)?.execute([key])?;
        Ok(())
    }

    /// Sets a row to exactly its image, including the time of its last change.
    pub(super) fn put_back(
        &'static self,
        connection: &Connection,
        key: &str,
        image: &str,
    ) -> Result<()> {
        self.set(connection, key, Row::from_json(self, image)?)
    }

    /// Adds the entries of `other`'s append-only list to `row`.
    pub(super) fn keep_grown(&self, row: &mut Row, other: &Row) {
        let Some(column) = self.grows else { return };
        let list = |row: &Row| -> BTreeSet<String> {
            match row.get(column) {
                Value::Text(text) => serde_json::from_str(text).unwrap_or_default(),
                _ => BTreeSet::new(),
            }
        };
        let (own, others) = (list(row), list(other));
        if !others.is_subset(&own) {
            let all: Vec<String> = own.union(&others).cloned().collect();
            row.set(column, json!(all).to_string());
        }
    }

    /// Sets a row to its image, with a new time of last change.
    pub(super) fn restore(
        &'static self,
        connection: &Connection,
        key: &str,
        image: &str,
        now: Moment,
    ) -> Result<()> {
        let mut row = Row::from_json(self, image)?;
        let present = self.read(connection, key)?;
        if let Some(present) = &present {
            self.keep_grown(&mut row, present);
        }
        // To other computers, restoring a row is a change like any other.
        row.set("updated_at", later(values::millis(now), present.as_ref()));
        self.set(connection, key, row)
    }

    /// Updates the row with this key from `row`, or inserts it.
    fn set(&self, connection: &Connection, key: &str, mut row: Row) -> Result<()> {
        row.set(self.key, key.to_owned());
        let mut sets = String::new();
        for (index, (name, _)) in row.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(sets, "{comma}{name} = ?{}", index + 1);
        }
        let place = row.0.len() + 1;
        let sql = format!(
            "UPDATE {} SET {sets} WHERE {} = ?{place}",
            self.name, self.key
        );
        let key = Value::from(key.to_owned());
        let values = row.0.iter().map(|(_, value)| value).chain([&key]);
        if connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?
            == 0
        {
            self.write(connection, &row)?;
        }
        Ok(())
    }
}
