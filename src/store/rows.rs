//! Copies rows, and only rows, from one file into another with the same schema.

use rusqlite::Connection;
use std::path::Path;

/// Copies the rows of every table in `to` from the file at `from`, which has the same schema. `to` has no records
/// yet.
pub(super) fn bring(from: &Path, to: &Connection) -> rusqlite::Result<()> {
    // As bytes: a path need not be UTF-8.
    let path = from.as_os_str().as_encoded_bytes();
    to.execute("ATTACH ?1 AS source", [path])?;
    // Rows refer to each other across tables, but all of them are copied.
    to.execute_batch("PRAGMA foreign_keys = OFF; BEGIN")?;
    for table in names(to)? {
        let columns = columns(to, &table)?;
        let table = quoted_identifier(&table);
        to.execute(&format!("DELETE FROM main.{table}"), [])?;
        let sql =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}");
        to.execute(&sql, [])?;
    }
    to.execute_batch("COMMIT; DETACH source; PRAGMA foreign_keys = ON")
}

/// Every table of the main file; `SQLite`'s own sequence table is written along with them.
fn names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut query = connection.prepare(sql)?;
    query.query_map([], |row| row.get(0))?.collect()
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<String> {
    let mut query =
        connection.prepare("SELECT name FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    let names: Vec<String> = query
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names
        .iter()
        .map(|name| quoted_identifier(name))
        .collect::<Vec<_>>()
        .join(", "))
}

fn quoted_identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
