//! Which records of an import already exist.
//!
//! Records with the same origin are the same entry, possibly edited on either side since. Equal ones are matched
//! first, then the rest one to one, and only the surplus is new. A record that was deleted here still counts, so
//! it stays deleted; one that was removed by undoing its import does not, because it no longer has an origin.

use crate::domain::{Incoming, Record, RecordKind};
use crate::store::Result;
use crate::store::records::{content, table};
use crate::store::table::{HIDDEN, Row, Table};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// From this many origins on, all stored ones are read at once.
const MANY: usize = 200;

/// Indices of the new records in `incoming`.
pub(super) fn new_records(
    connection: &Connection,
    incoming: &[Incoming],
    own: bool,
) -> Result<Vec<usize>> {
    let mut fresh = Vec::new();
    let mut by_origin: HashMap<RecordKind, HashMap<&str, Met>> = HashMap::new();
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
        match by_origin.entry(kind).or_default().entry(origin) {
            Entry::Occupied(mut entry) => entry.get_mut().more.push(place),
            Entry::Vacant(entry) => {
                entry.insert(Met::first(place));
            }
        }
    }
    for (kind, by_origin) in &mut by_origin {
        mark_stored(connection, table(*kind), by_origin)?;
    }
    let all = by_origin.into_iter().flat_map(|(kind, by_origin)| {
        let met = by_origin.into_iter();
        met.map(move |(origin, met)| (table(kind), origin, met))
    });
    for (table, origin, met) in all {
        match (met.is_stored, met.more.is_empty()) {
            // Equal to a stored record, or an edited version of it.
            (true, true) => {}
            (false, true) => fresh.push(met.first),
            (is_stored, false) => {
                let mut rows = Vec::new();
                if is_stored {
                    rows = table.read_origin(connection, origin)?;
                    // Its visible twin represents it.
                    rows.retain(|row| !table.is_hidden(row));
                }
                fresh.extend(Group::unmatched(rows, &met, incoming)?);
            }
        }
    }
    fresh.sort_unstable();
    Ok(fresh)
}

/// The incoming records of one origin, by index.
struct Met {
    first: usize,
    more: Vec<usize>,
    /// Whether the store has visible or deleted records of this origin.
    is_stored: bool,
}

impl Met {
    const fn first(place: usize) -> Self {
        Self {
            first: place,
            more: Vec::new(),
            is_stored: false,
        }
    }
}

/// Finds out which origins of a kind are stored; if there are many, by reading all stored ones once.
fn mark_stored(
    connection: &Connection,
    table: &Table,
    by_origin: &mut HashMap<&str, Met>,
) -> Result<()> {
    let stored = format!("FROM {} WHERE {} IS NOT {HIDDEN}", table.name, table.gone);
    if by_origin.len() <= MANY {
        let mut query = connection.prepare_cached(&format!("SELECT 1 {stored} AND origin = ?1"))?;
        for (origin, met) in by_origin {
            met.is_stored = query.exists([origin])?;
        }
        return Ok(());
    }
    let sql = format!("SELECT origin {stored} AND origin IS NOT NULL");
    let mut query = connection.prepare_cached(&sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let origin = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if let Some(met) = by_origin.get_mut(origin) {
            met.is_stored = true;
        }
    }
    Ok(())
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
    /// Indices of the new ones among several records of an origin with these stored rows.
    fn unmatched(stored: Vec<Row>, met: &Met, incoming: &[Incoming]) -> Result<Vec<usize>> {
        let content = |place: usize| content(&incoming[place].record);
        let mut group = Self::new(stored, &content(met.first)?);
        for place in std::iter::once(met.first).chain(met.more.iter().copied()) {
            group.meet(place, content(place)?);
        }
        Ok(group.unmatched.into_iter().skip(group.left).collect())
    }

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
