//! Which records of an import already exist.
//!
//! Records with the same origin are the same entry, possibly edited on either side since. Equal ones are matched
//! first, then the rest one to one, and only the surplus is new. A record that was deleted here still counts, so
//! it stays deleted; one that was removed by undoing its import does not, because it no longer has an origin.

use crate::domain::{Incoming, Record, RecordKind};
use crate::store::Result;
use crate::store::records::{content, table};
use crate::store::table::Row;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Indices of the new records in `incoming`.
pub(super) fn fresh(
    connection: &Connection,
    incoming: &[Incoming],
    own: bool,
) -> Result<Vec<usize>> {
    let mut fresh = Vec::new();
    let mut by_origin: HashMap<(RecordKind, &str), Group> = HashMap::new();
    let mut ids = HashSet::new();
    for (place, Incoming { record, origin }) in incoming.iter().enumerate() {
        let kind = record.kind();
        // Records from our own exports are matched by id first.
        if own && (!ids.insert((kind, record.id())) || is_here(connection, record)?) {
            continue;
        }
        if origin.is_empty() {
            fresh.push(place);
            continue;
        }
        let content = content(record)?;
        let group = match by_origin.entry((kind, origin)) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                let mut stored = table(kind).read_origin(connection, origin)?;
                // Its visible twin represents it.
                stored.retain(|row| !table(kind).is_hidden(row));
                entry.insert(Group::new(stored, &content))
            }
        };
        group.meet(place, content);
    }
    fresh.extend(by_origin.into_values().flat_map(Group::surplus));
    fresh.sort_unstable();
    Ok(fresh)
}

/// Whether a record with this id exists or existed here. One that was removed by undoing its import does not
/// count; its deletion time equals the time of that undo.
fn is_here(connection: &Connection, record: &Record) -> Result<bool> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1 AND \
         (deleted_at IS NULL OR deleted_at IS NOT (SELECT undone_at FROM imports WHERE imports.id = batch)))",
        table(record.kind()).name
    );
    Ok(connection
        .prepare_cached(&sql)?
        .query_row([record.id()], |row| row.get(0))?)
}

/// The records of one origin, indexed by a hash of their content, because one origin can have any number of
/// records.
struct Group {
    /// Stored rows not yet matched to an incoming record.
    alone: HashMap<u64, Vec<Row>>,
    /// Number of unmatched stored rows.
    left: usize,
    /// Every incoming content seen so far.
    seen: HashMap<u64, Vec<Row>>,
    /// Indices of the incoming records without an equal stored row.
    unmatched: Vec<usize>,
}

impl Group {
    /// Starts with the stored rows; `content` says which columns to compare.
    fn new(stored: Vec<Row>, content: &Row) -> Self {
        let left = stored.len();
        let mut alone: HashMap<u64, Vec<Row>> = HashMap::new();
        for row in stored {
            alone.entry(number(content, &row)).or_default().push(row);
        }
        Self {
            alone,
            left,
            seen: HashMap::new(),
            unmatched: Vec::new(),
        }
    }

    fn meet(&mut self, place: usize, content: Row) {
        let number = number(&content, &content);
        // A duplicate within the files is one entry.
        let seen = self.seen.entry(number).or_default();
        if seen.contains(&content) {
            return;
        }
        let equal = |stored: &Row| {
            content
                .0
                .iter()
                .all(|(name, value)| stored.get(name) == value)
        };
        let found = self
            .alone
            .get_mut(&number)
            .and_then(|alike| Some((alike.iter().position(equal)?, alike)));
        if let Some((at, alike)) = found {
            alike.swap_remove(at);
            self.left -= 1;
        } else {
            self.unmatched.push(place);
        }
        seen.push(content);
    }

    fn surplus(self) -> impl Iterator<Item = usize> {
        self.unmatched.into_iter().skip(self.left)
    }
}

/// A hash that is equal for rows with equal values in the columns of `content`.
fn number(content: &Row, row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (name, _) in &content.0 {
        match row.get(name) {
            Value::Null => 0_u8.hash(&mut hasher),
            Value::Integer(number) => number.hash(&mut hasher),
            // Equal numbers may have different bits (0.0 and -0.0).
            Value::Real(number) => (number + 0.0).to_bits().hash(&mut hasher),
            Value::Text(text) => text.hash(&mut hasher),
            Value::Blob(bytes) => bytes.hash(&mut hasher),
        }
    }
    hasher.finish()
}
