//! Twins: the same file imported on two computers gives two rows of each of its entries, with one
//! origin and different ids. One of them is seen and the others are hidden behind it.
//!
//! Which one is worked out from all rows of an origin alone, and hiding is not an edit, so it cannot
//! depend on the order of merges. The rows of one import are different entries, even of one origin;
//! those of different imports are matched one to one, as `matching` does with a file: equal ones first.
//! Among the versions of one entry the latest edit is seen, also where that was a deletion; where
//! none was edited, the row with the smallest id.

use super::Touched;
use crate::domain::Id;
use crate::store::Result;
use crate::store::record::{HIDDEN, Row, Table};
use crate::store::write::Writing;
use rusqlite::types::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Columns in which twins differ by nature.
const OF_ITS_OWN: [&str; 6] = ["id", "import_id", "updated_at", "deleted_at", "origin", "batch"];

/// Hides the twins of a table, and shows those that are none any more.
pub(super) fn settle(
    writing: &mut Writing<'_>,
    place: usize,
    table: &'static Table,
    touched: &mut Touched,
) -> Result<()> {
    for origin in shared_origins(writing, table)? {
        let rows = table.read_origin(writing.connection(), &origin)?;
        let real: Vec<Row> = rows.iter().map(|row| table.unhidden(row.clone())).collect();
        let hidden = hidden(table, &real);
        for ((row, real), hide) in rows.iter().zip(real).zip(hidden) {
            let mut wanted = real;
            if hide && table.is_seen(&wanted) {
                wanted.set(table.gone, HIDDEN);
            }
            if wanted != *row {
                let key = text(row, table.key).to_owned();
                writing.adopt(table, &key, &wanted, Some(row))?;
                touched.entry((place, key)).or_insert_with(|| table.is_seen(row));
            }
        }
    }
    Ok(())
}

/// Origins of several imports, or of what was hidden once.
fn shared_origins(writing: &Writing<'_>, table: &Table) -> Result<Vec<String>> {
    let Table { name, gone, .. } = table;
    let sql = format!(
        "SELECT origin FROM {name} WHERE origin IS NOT NULL GROUP BY origin \
         HAVING count(DISTINCT coalesce(batch, '')) > 1 OR max({gone} IS {HIDDEN}) ORDER BY origin"
    );
    let mut query = writing.connection().prepare_cached(&sql)?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// For each row of one origin, whether another one stands for it.
fn hidden(table: &Table, rows: &[Row]) -> Vec<bool> {
    let mut imports: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        imports.entry(text(row, "batch")).or_default().push(row);
    }
    // The import with the most rows says which entries there are; the first one of several such.
    let Some(most) = imports.iter().max_by_key(|(name, rows)| (rows.len(), Reverse(**name))).map(|(name, _)| *name)
    else {
        return Vec::new();
    };
    let mut entries: Vec<Vec<&Row>> =
        imports.remove(most).unwrap_or_default().into_iter().map(|row| vec![row]).collect();
    for others in imports.into_values() {
        match_up(table, &mut entries, others);
    }
    let seen: Vec<&str> = entries
        .iter()
        .filter_map(|versions| versions.iter().max_by_key(|row| rank(table, row)))
        .map(|row| text(row, table.key))
        .collect();
    rows.iter().map(|row| !seen.contains(&text(row, table.key))).collect()
}

/// Gives each row of another import to one entry: those with the same content first.
fn match_up<'a>(table: &Table, entries: &mut [Vec<&'a Row>], others: Vec<&'a Row>) {
    let mut free: Vec<&mut Vec<&Row>> = entries.iter_mut().collect();
    let mut left = Vec::new();
    for row in others {
        match free.iter().position(|entry| entry.first().is_some_and(|first| is_equal(table, first, row))) {
            Some(place) => free.remove(place).push(row),
            None => left.push(row),
        }
    }
    for (entry, row) in free.into_iter().zip(left) {
        entry.push(row);
    }
}

fn is_equal(table: &Table, one: &Row, other: &Row) -> bool {
    let said = table.columns.iter().filter(|column| !OF_ITS_OWN.contains(column));
    said.into_iter().all(|column| one.get(column) == other.get(column))
}

/// The greatest is seen: the latest edit, else the smallest id. What is as its import wrote it says
/// that it changed when its id was made.
fn rank<'a>(table: &Table, row: &'a Row) -> (i64, Reverse<&'a str>) {
    let id = text(row, table.key);
    let untouched = Id::parse(id).is_some_and(|id| id.made() == row.updated_at());
    (if untouched { i64::MIN } else { row.updated_at() }, Reverse(id))
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    match row.get(column) {
        Value::Text(text) => text,
        _ => "",
    }
}
