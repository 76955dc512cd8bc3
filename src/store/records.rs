//! All tables and record kinds: converting records to rows and back.

use crate::domain::{Day, Id, Moment, Record, RecordKind, record_kinds};
use crate::store::cells::{self, Cells, query};
use crate::store::table::{IMPORTS, Row, SETTINGS, Stored, Table};
use crate::store::values::{maybe, millis};
use crate::store::{Result, Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{Connection, Params, params_from_iter};

/// Every table that undo and merges cover, ordered so that referenced tables come last.
pub(super) fn tables() -> impl Iterator<Item = &'static Table> {
    let records = RecordKind::ALL.into_iter().map(table);
    records.chain([&SETTINGS, &IMPORTS])
}

/// The table with this name, as written in the undo log.
pub(super) fn table_named(name: &str) -> Result<&'static Table> {
    tables()
        .find(|table| table.name == name)
        .ok_or_else(|| StoreError::corrupt(format!("records called {name} in the undo log")))
}

/// Generates what leads from a kind to its module, which has the name of its table.
macro_rules! modules {
    ($($(#[$doc:meta])* $kind:ident($record:ty) in $(#[$field:meta])* $module:ident,
        $key:literal, $noun:literal, sorted by $order:expr;)+) => {
        /// The table for one kind of record.
        pub(super) const fn table(kind: RecordKind) -> &'static Table {
            match kind {
                $(RecordKind::$kind => &crate::store::$module::TABLE),+
            }
        }

        fn read(kind: RecordKind, cells: &Cells<'_>) -> rusqlite::Result<Record> {
            Ok(match kind {
                $(RecordKind::$kind => crate::store::$module::read(cells)?.into()),+
            })
        }

        fn stored(record: &Record) -> &dyn Stored {
            match record {
                $(Record::$kind(record) => record),+
            }
        }
    };
}

record_kinds!(modules);

/// A record's content columns, without its id and history.
pub(super) fn content(record: &Record) -> Result<Row> {
    stored(record).content().map(Row)
}

/// The row of a record that is not deleted and was last changed at `updated_at`.
pub(super) fn row(record: &Record, updated_at: Moment) -> Result<Row> {
    let mut row = content(record)?;
    let import = stored(record).import();
    row.0.extend([
        ("id", record.id().to_string().into()),
        ("import_id", maybe(import.map(|id| id.to_string()))),
        ("updated_at", millis(updated_at).into()),
        ("deleted_at", Value::Null),
    ]);
    Ok(row)
}

/// The records of one kind that match `which`, an SQL condition with the parameters `given`.
pub(super) fn select(
    connection: &Connection,
    kind: RecordKind,
    which: &str,
    given: impl Params,
) -> rusqlite::Result<Vec<Record>> {
    let Table { name, columns, .. } = table(kind);
    query(connection, name, columns, which, given, |cells| {
        read(kind, cells)
    })
}

impl Store {
    /// Passes each check-in and session of these days, or of all, to `take` with its origin, which is empty if it
    /// has none. They are read one at a time: there may be very many.
    pub fn each_from(
        &self,
        days: Option<(Day, Day)>,
        mut take: impl FnMut(&Record, &str),
    ) -> Result<()> {
        let (which, given) = match days {
            Some((first, last)) => (
                "deleted_at IS NULL AND day BETWEEN ?1 AND ?2",
                vec![first, last],
            ),
            None => ("deleted_at IS NULL", Vec::new()),
        };
        for kind in [RecordKind::Session, RecordKind::CheckIn] {
            let Table { name, columns, .. } = table(kind);
            let given = params_from_iter(&given);
            cells::each(&self.connection, name, columns, which, given, |cells| {
                let origin: Option<String> = cells.get("origin")?;
                take(&read(kind, cells)?, &origin.unwrap_or_default());
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The current version of a record, deleted or not.
    pub fn record(&self, kind: RecordKind, id: Id) -> Result<Record> {
        let found = select(&self.connection, kind, "id = ?1", [id])?;
        Ok(found
            .into_iter()
            .next()
            .ok_or(rusqlite::Error::QueryReturnedNoRows)?)
    }
}
