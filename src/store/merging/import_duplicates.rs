//! Twins: importing the same file on two computers gives each entry two rows, with one origin and different ids.
//! One row is visible and the others are hidden behind it.
//!
//! The choice depends only on the rows of an origin, and hiding is not an edit, so the order of merges doesn't
//! matter. Rows of one import are different entries, even with the same origin. Rows of different imports are
//! matched one to one, equal ones first, as `matching` does with a file. Among the versions of one entry the
//! latest edit is visible, even if it is a deletion; if none was edited, the row with the smallest id.

use super::Touched;
use crate::domain::{Id, Sorting as _};
use crate::store::Result;
use crate::store::table::{HIDDEN, Row, Table};
use crate::store::write::Writing;
use rusqlite::types::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Columns that always differ between twins.
const OF_ITS_OWN: [&str; 6] = [
    "id",
    "import_id",
    "updated_at",
    "deleted_at",
    "origin",
    "batch",
];

/// Hides the twins in a table, and shows rows that are no longer twins.
pub(super) fn settle(
    writing: &mut Writing<'_>,
    table: &'static Table,
    touched: &mut Touched,
) -> Result<()> {
    for origin in shared_origins(writing, table)? {
        let rows = table.read_origin(writing.connection(), &origin)?;
        let real: Vec<Row> = rows.iter().map(|row| table.unhidden(row.clone())).collect();
        for versions in entries(table, &real) {
            let Some((seen, hidden)) = versions.split_first() else {
                continue;
            };
            let key = |row: &Row| (table.name, text(row, table.key).to_owned());
            let was_seen = |touched: &Touched, row: &Row| {
                touched
                    .get(&key(row))
                    .copied()
                    .unwrap_or_else(|| table.is_seen(row))
            };
            // To the user, replacing one version with another is a change only if the content differs.
            let known = versions
                .iter()
                .filter_map(|index| rows.get(*index))
                .find(|row| was_seen(touched, row))
                .cloned();
            for index in &versions {
                let (Some(row), Some(real)) = (rows.get(*index), real.get(*index)) else {
                    continue;
                };
                let mut wanted = real.clone();
                if index != seen && table.is_seen(&wanted) {
                    wanted.set(table.gone, HIDDEN);
                }
                if wanted != *row {
                    let key = key(row);
                    writing.adopt(table, &key.1, &wanted, Some(row))?;
                    touched.entry(key).or_insert_with(|| table.is_seen(row));
                }
            }
            let Some(known) = known else { continue };
            for row in hidden.iter().filter_map(|index| rows.get(*index)) {
                touched.remove(&key(row));
            }
            if let Some(row) = real
                .get(*seen)
                .filter(|row| row.get(table.key) != known.get(table.key))
            {
                if table.is_seen(row) && is_equal(table, row, &known) {
                    touched.remove(&key(row));
                } else {
                    touched.insert(key(row), true);
                }
            }
        }
    }
    Ok(())
}

/// Origins that occur in several imports or have a hidden row.
fn shared_origins(writing: &Writing<'_>, table: &Table) -> Result<Vec<String>> {
    let Table { name, gone, .. } = table;
    let sql = format!(
        "SELECT origin FROM {name} WHERE origin IS NOT NULL GROUP BY origin \
         HAVING count(DISTINCT coalesce(batch, '')) > 1 OR max({gone} IS {HIDDEN}) ORDER BY origin"
    );
    let mut query = writing.connection().prepare_cached(&sql)?;
    Ok(query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The rows of one origin as indices, grouped by entry; the visible version is first.
fn entries(table: &Table, rows: &[Row]) -> Vec<Vec<usize>> {
    let mut imports: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        imports.entry(text(row, "batch")).or_default().push(index);
    }
    // The import with the most rows defines the entries; ties go to the one with the smallest id.
    let Some(most) = imports
        .iter()
        .max_by_key(|(name, rows)| (rows.len(), Reverse(**name)))
        .map(|(name, _)| *name)
    else {
        return Vec::new();
    };
    let mut entries: Vec<Vec<usize>> = imports
        .remove(most)
        .unwrap_or_default()
        .into_iter()
        .map(|row| vec![row])
        .collect();
    for others in imports.into_values() {
        match_up(table, rows, &mut entries, others);
    }
    for versions in &mut entries {
        versions.order_by_key(|index| Reverse(rows.get(*index).map(|row| rank(table, row))));
    }
    entries
}

/// Assigns each row of another import to one entry, equal content first.
fn match_up(table: &Table, rows: &[Row], entries: &mut [Vec<usize>], others: Vec<usize>) {
    let row = |index: &usize| rows.get(*index);
    let equal = |one: &usize, other: &usize| matches!((row(one), row(other)), (Some(one), Some(other)) if is_equal(table, one, other));
    let mut free: Vec<&mut Vec<usize>> = entries.iter_mut().collect();
    let mut left = Vec::new();
    for other in others {
        match free
            .iter()
            .position(|entry| entry.first().is_some_and(|first| equal(first, &other)))
        {
            Some(place) => free.remove(place).push(other),
            None => left.push(other),
        }
    }
    for (entry, other) in free.into_iter().zip(left) {
        entry.push(other);
    }
}

fn is_equal(table: &Table, one: &Row, other: &Row) -> bool {
    let said = table
        .columns
        .iter()
        .filter(|column| !OF_ITS_OWN.contains(column));
    said.into_iter()
        .all(|column| one.get(column) == other.get(column))
}

/// Sort key; the greatest is visible: the latest edit, else the smallest id. A row counts as unedited if its last
/// change is the time its id was made.
fn rank<'a>(table: &Table, row: &'a Row) -> (i64, Reverse<&'a str>) {
    let id = text(row, table.key);
    let untouched = Id::parse(id).is_some_and(|id| id.made() == row.updated_at());
    (
        if untouched {
            i64::MIN
        } else {
            row.updated_at()
        },
        Reverse(id),
    )
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    match row.get(column) {
        Value::Text(text) => text,
        _ => "",
    }
}
