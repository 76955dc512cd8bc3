//! Reads rows by column name.

use crate::domain::Moment;
use crate::store::values::moment;
use rusqlite::types::{FromSql, FromSqlError};
use rusqlite::{Connection, Params, Row};
use serde::de::DeserializeOwned;

/// Reads these columns of the rows in `table` that match `which`, an SQL condition with the parameters `given`.
pub(super) fn query<R>(
    connection: &Connection,
    table: &str,
    columns: &[&'static str],
    which: &str,
    given: impl Params,
    mut read: impl FnMut(&Cells<'_>) -> rusqlite::Result<R>,
) -> rusqlite::Result<Vec<R>> {
    let mut all = Vec::new();
    each(connection, table, columns, which, given, |cells| {
        all.push(read(cells)?);
        Ok(())
    })?;
    Ok(all)
}

/// Like [`query`], one row at a time.
pub(super) fn each(
    connection: &Connection,
    table: &str,
    columns: &[&'static str],
    which: &str,
    given: impl Params,
    mut take: impl FnMut(&Cells<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sql = format!("SELECT {} FROM {table} WHERE {which}", columns.join(", "));
    let mut query = connection.prepare_cached(&sql)?;
    let mut rows = query.query(given)?;
    while let Some(row) = rows.next()? {
        take(&Cells { row, columns })?;
    }
    Ok(())
}

/// One row of a query.
pub(super) struct Cells<'a> {
    row: &'a Row<'a>,
    /// Columns of the query, in order.
    columns: &'a [&'static str],
}

impl Cells<'_> {
    /// The value in a column.
    pub(super) fn get<T: FromSql>(&self, column: &str) -> rusqlite::Result<T> {
        self.row.get(self.place(column)?)
    }

    fn place(&self, column: &str) -> rusqlite::Result<usize> {
        // Faster than asking the database for the names: a history has thousands of rows.
        let place = self.columns.iter().position(|name| *name == column);
        place.ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned()))
    }

    /// The instant in a column, at the row's offset, or in UTC if the table stores none.
    pub(super) fn moment(&self, column: &str) -> rusqlite::Result<Moment> {
        let offset = if self.columns.contains(&"utc_offset") {
            self.get("utc_offset")?
        } else {
            0
        };
        Ok(moment(self.get(column)?, offset)?)
    }

    /// Parses the JSON in a column.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T> {
        self.maybe_json(column)?
            .ok_or_else(|| FromSqlError::InvalidType.into())
    }

    /// Parses the JSON in a column; `None` if it is NULL.
    pub(super) fn maybe_json<T: DeserializeOwned>(
        &self,
        column: &str,
    ) -> rusqlite::Result<Option<T>> {
        let cell = self.row.get_ref(self.place(column)?)?;
        let value = cell.as_str_or_null()?.map(serde_json::from_str).transpose();
        Ok(value.map_err(|_| FromSqlError::InvalidType)?)
    }

    /// The member of `all` that matches the key in a column.
    pub(super) fn word<T: Copy>(
        &self,
        column: &str,
        all: &[T],
        key: fn(T) -> &'static str,
    ) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        let found = all.iter().copied().find(|value| key(*value) == text);
        found.ok_or_else(|| FromSqlError::InvalidType.into())
    }
}
