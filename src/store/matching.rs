//! Which records of an import are here already.
//!
//! Records of one origin are the same entry, perhaps edited here or there since. Equal ones are
//! matched first, then the rest one to one, and only what is left over is new. A record that was
//! deleted here still counts, so it stays deleted; one that was taken back with its import does
//! not, because it has no origin any more.

use crate::domain::{Incoming, Record, RecordKind};
use crate::store::Result;
use crate::store::records::{content, table};
use crate::store::table::Row;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Which of `incoming` are new, by their place in it.
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
        // A record of our own is known by its id first.
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
                // Its twin stands for it.
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

/// Whether this record is or was here, by its id. One that went when its import was taken back does
/// not count; its time of deletion is that of the import.
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

/// The records of one origin. Contents are found by a number that is the same for equal ones, since one origin may
/// have any number of them.
struct Group {
    /// Those here that have met none of the incoming yet.
    alone: HashMap<u64, Vec<Row>>,
    /// How many of them there are.
    left: usize,
    /// Every incoming content seen so far.
    seen: HashMap<u64, Vec<Row>>,
    /// The places of those that have no equal here.
    unmatched: Vec<usize>,
}

impl Group {
    /// What is here; `content` tells which columns matter.
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
        // The same twice in the files is one entry.
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

/// The same for rows that have equal values in the columns of `content`.
fn number(content: &Row, row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (name, _) in &content.0 {
        match row.get(name) {
            Value::Null => 0_u8.hash(&mut hasher),
            Value::Integer(number) => number.hash(&mut hasher),
            // Equal numbers may differ in their bits.
            Value::Real(number) => (number + 0.0).to_bits().hash(&mut hasher),
            Value::Text(text) => text.hash(&mut hasher),
            Value::Blob(bytes) => bytes.hash(&mut hasher),
        }
    }
    hasher.finish()
}
