//! What all record tables share: rows that are read, written, deleted and brought back whole.

use crate::domain::{Id, Moment, RecordKind};
use crate::store::{Result, StoreError, values};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::{Map, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A table of records.
#[derive(Debug)]
pub(super) struct Table {
    /// Its name.
    pub name: &'static str,
    /// The column that tells records apart.
    pub key: &'static str,
    /// The column that says when a record was taken out of sight.
    pub gone: &'static str,
    /// Whether its records have an origin, by which they are known when they are imported again.
    pub named: bool,
    /// What the person calls them; nothing for what goes along with other records.
    pub kind: Option<RecordKind>,
    /// A column with a JSON list of texts that only grows: neither undo nor a merge takes anything out of it.
    pub grows: Option<&'static str>,
    /// Every column.
    pub columns: &'static [&'static str],
}

/// A kind of record with a table and typed columns of its own.
pub(super) trait Record: Sized {
    /// Where its records are.
    const TABLE: &'static Table;
    /// The columns that [`Record::read`] reads, in its order.
    const READ: &'static str;
    /// Columns of which none is changed without the others, because they say one thing together.
    const TOGETHER: &'static [&'static [&'static str]];
    /// A record from its [`Record::READ`] columns.
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self>;
    /// Its identity.
    fn id(&self) -> Id;
    /// The import that brought it; nothing for kinds that only our own export brings.
    fn import(&self) -> Option<Id> {
        None
    }
    /// The last change.
    fn updated_at(&self) -> Moment;
    /// The columns that say what it is: neither its id nor its history.
    fn content(&self) -> Result<Vec<(&'static str, Value)>>;
    /// All columns of a record that is not deleted.
    fn columns(&self, updated_at: Moment) -> Result<Row> {
        let mut columns = self.content()?;
        columns.extend([
            ("id", self.id().to_string().into()),
            (
                "import_id",
                values::maybe(self.import().map(|id| id.to_string())),
            ),
            ("updated_at", values::millis(updated_at).into()),
            ("deleted_at", Value::Null),
        ]);
        Ok(Row(columns))
    }
}

/// When a twin was put out of sight: no time at all. Twins are two rows of one origin, from the same
/// file imported on two computers; which one is seen is worked out from both at each merge
/// (`merging/twins.rs`), and is no edit of either.
pub(super) const HIDDEN: i64 = 0;

/// Every table that undo and merging can reach; what others refer to comes last.
pub(super) const TABLES: [&Table; 7] = [
    &super::check_ins::TABLE,
    &super::sessions::TABLE,
    &super::assessments::TABLE,
    &super::routines::TABLE,
    &super::experiments::TABLE,
    &super::settings::TABLE,
    &super::imports::TABLE,
];

/// When a row that is changed at `?2` says it was: see [`later`].
const LATER: &str = "max(?2, min(updated_at, 9223372036854775806) + 1)";

/// When a row that is changed at `now` says it was: later than it said before, whatever the clock of
/// the computer says on which that was. So who saw a version and changed it wins over that version.
pub(super) fn later(now: i64, before: Option<&Row>) -> i64 {
    before.map_or(now, |before| now.max(before.updated_at().saturating_add(1)))
}

/// One row: its columns by name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row(pub Vec<(&'static str, Value)>);

impl Row {
    /// A column's value.
    pub(super) fn get(&self, column: &str) -> &Value {
        self.0
            .iter()
            .find(|(name, _)| *name == column)
            .map_or(&Value::Null, |(_, value)| value)
    }

    /// Sets a column, or adds it.
    pub(super) fn set(&mut self, column: &'static str, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(name, _)| *name == column) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((column, value.into())),
        }
    }

    /// The columns that `after` gives another value; all of them where there is nothing after.
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

    /// When it was changed last, in milliseconds.
    pub(super) fn updated_at(&self) -> i64 {
        match self.get("updated_at") {
            Value::Integer(millis) => *millis,
            _ => i64::MIN,
        }
    }

    /// The row as text. Fractions are written as words, because they must come back to the last bit.
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

impl Table {
    /// The table with this name, as the undo log has it.
    pub(super) fn named(name: &str) -> Result<&'static Self> {
        let found = TABLES.into_iter().find(|table| table.name == name);
        found.ok_or_else(|| StoreError::corrupt(format!("records called {name} in the undo log")))
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

    /// All rows of this origin, deleted or not, in the order in which they came.
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

    /// Every row, deleted or not, by key.
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

    /// Whether a row of this table is in sight.
    pub(super) fn is_seen(&self, row: &Row) -> bool {
        *row.get(self.gone) == Value::Null
    }

    /// Whether a row is there and out of sight only because of its twin.
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

    /// Writes the columns of `row`, in place of those of the row with its key if there is one.
    pub(super) fn write(&self, connection: &Connection, row: &Row) -> Result<()> {
        let mut names = String::new();
        let mut places = String::new();
        let mut sets = String::new();
        for (index, (name, _)) in row.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(names, "{comma}{name}");
            let _ = write!(places, "{comma}?{}", index + 1);
            let _ = write!(sets, "{comma}{name} = excluded.{name}");
        }
        let sql = format!(
            "INSERT INTO {} ({names}) VALUES ({places}) ON CONFLICT ({}) DO UPDATE SET {sets}",
            self.name, self.key
        );
        connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(row.0.iter().map(|(_, value)| value)))?;
        Ok(())
    }

    /// Takes a row out of sight; false when there is none in sight.
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

    /// Takes a row out of sight as though it had never come: imported again, it is new.
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

    /// Takes a row away without a trace. Only for what a merge brought: other computers have it still.
    pub(super) fn forget(&self, connection: &Connection, key: &str) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", self.name, self.key);
        connection.prepare_cached(&sql)?.execute([key])?;
        Ok(())
    }

    /// Makes a row exactly what its image says, the time of its last change too.
    pub(super) fn put_back(
        &'static self,
        connection: &Connection,
        key: &str,
        image: &str,
    ) -> Result<()> {
        self.set(connection, key, Row::from_json(self, image)?)
    }

    /// Puts into `row` what `other` has in the list that only grows.
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

    /// Makes a row what its image says.
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
        // To other machines, bringing back is a change like any other.
        row.set("updated_at", later(values::millis(now), present.as_ref()));
        self.set(connection, key, row)
    }

    /// Gives the row with this key the columns of `row`; where there is none, it is made of them.
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
