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
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// From this many incoming records on, all stored origins are read at once.
const MANY: usize = 200;

/// Indices of the new records in `incoming`.
pub(super) fn new_records(
    connection: &Connection,
    incoming: &[Incoming],
    own: bool,
) -> Result<Vec<usize>> {
    let mut fresh = Vec::new();
    let mut by_origin: HashMap<(RecordKind, &str), Met> = HashMap::new();
    let mut ids = HashSet::new();
    let mut stored = Origins::new(incoming.len());
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
        match by_origin.entry((kind, origin)) {
            Entry::Occupied(mut entry) => {
                let met = entry.get_mut();
                if let Met::Alone(first) = *met {
                    let of_first = content(&incoming[first].record)?;
                    let mut group = Group::new(Vec::new(), &of_first);
                    group.meet(first, of_first);
                    *met = Met::Several(Box::new(group));
                }
                if let Met::Several(group) = met {
                    group.meet(place, content(record)?);
                }
            }
            Entry::Vacant(entry) => {
                let mut rows = Vec::new();
                if stored.may_have(connection, kind, origin)? {
                    rows = table(kind).read_origin(connection, origin)?;
                    // Its visible twin represents it.
                    rows.retain(|row| !table(kind).is_hidden(row));
                }
                if rows.is_empty() {
                    entry.insert(Met::Alone(place));
                    continue;
                }
                let content = content(record)?;
                let mut group = Group::new(rows, &content);
                group.meet(place, content);
                entry.insert(Met::Several(Box::new(group)));
            }
        }
    }
    for met in by_origin.into_values() {
        match met {
            Met::Alone(place) => fresh.push(place),
            Met::Several(group) => fresh.extend(group.unmatched()),
        }
    }
    fresh.sort_unstable();
    Ok(fresh)
}

/// The incoming records of one origin.
enum Met {
    /// The only one so far, by index, of an origin that isn't stored.
    Alone(usize),
    /// All others.
    Several(Box<Group>),
}

/// The origins that are stored, read at once if there are many to look up.
struct Origins {
    is_long: bool,
    by_kind: HashMap<RecordKind, HashSet<String>>,
}

impl Origins {
    /// Prepares for this many records.
    fn new(records: usize) -> Self {
        Self {
            is_long: records > MANY,
            by_kind: HashMap::new(),
        }
    }

    /// Whether there may be stored rows of this origin.
    fn may_have(
        &mut self,
        connection: &Connection,
        kind: RecordKind,
        origin: &str,
    ) -> Result<bool> {
        if !self.is_long {
            return Ok(true);
        }
        if let Entry::Vacant(entry) = self.by_kind.entry(kind) {
            let sql = format!(
                "SELECT origin FROM {} WHERE origin IS NOT NULL",
                table(kind).name
            );
            let mut query = connection.prepare_cached(&sql)?;
            let origins = query.query_map([], |row| row.get(0))?;
            entry.insert(origins.collect::<rusqlite::Result<_>>()?);
        }
        Ok(self
            .by_kind
            .get(&kind)
            .is_some_and(|origins| origins.contains(origin)))
    }
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

    fn unmatched(self) -> impl Iterator<Item = usize> {
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
