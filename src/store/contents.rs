//! Record counts of a file, to compare a copy with its source and to show to the user.

use crate::domain::{Day, RecordKind, TERMINAL};
use crate::store::records::{table, tables};
use crate::store::table::Table;
use rusqlite::Connection;
use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// What is in a file, without deleted records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Record count of each kind, in the order of [`RecordKind::ALL`].
    counts: [usize; RecordKind::ALL.len()],
    /// The latest day with a check-in, a session or a questionnaire.
    pub last_day: Option<Day>,
}

impl Contents {
    /// Number of records of one kind.
    pub const fn count(&self, kind: RecordKind) -> usize {
        self.counts[kind as usize]
    }

    /// Record count of every kind.
    pub fn counts(&self) -> impl Iterator<Item = (RecordKind, usize)> {
        RecordKind::ALL.into_iter().zip(self.counts)
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|count| *count == 0)
    }
}

/// Each kind's count under its name, and the last day.
impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (kind, count) in self.counts() {
            map.serialize_entry(kind.plural_key(), &count)?;
        }
        map.serialize_entry("last_day", &self.last_day)?;
        map.end()
    }
}

/// Counts the records that are not deleted.
pub(super) fn of(connection: &Connection) -> rusqlite::Result<Contents> {
    let mut contents = Contents::default();
    for kind in RecordKind::ALL {
        if !table(kind).is_in(connection)? {
            continue;
        }
        let Table { name, timed, .. } = table(kind);
        let there = format!("FROM {name} WHERE deleted_at IS NULL");
        let sql = format!("SELECT count(*) {there}");
        let count: u32 = connection.query_row(&sql, [], |row| row.get(0))?;
        contents.counts[kind as usize] = count as usize;
        if *timed {
            let sql = format!("SELECT max(day) {there}");
            let last = connection.query_row(&sql, [], |row| row.get(0))?;
            contents.last_day = contents.last_day.max(last);
        }
    }
    Ok(contents)
}

/// Whether the file contains anything worth keeping: records (deleted ones included), the user's settings, or a
/// session in progress.
pub(super) fn is_anything_kept(connection: &Connection) -> rusqlite::Result<bool> {
    let mut kept = vec!["running"];
    for table in tables().filter(|table| table.named) {
        if table.is_in(connection)? {
            kept.push(table.name);
        }
    }
    for table in kept {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table})");
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Ok(true);
        }
    }
    let settings = "SELECT EXISTS (SELECT 1 FROM settings WHERE substr(key, 1, length(?1)) <> ?1)";
    connection.query_row(settings, [TERMINAL], |row| row.get(0))
}

/// Row count of every table, hidden rows included.
pub(super) fn rows(connection: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut query =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let counted = names.into_iter().map(|name| {
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let rows = connection.query_row(&sql, [], |row| row.get(0))?;
        Ok((name, rows))
    });
    counted.collect()
}
