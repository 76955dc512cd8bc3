//! Which records of an import are here already.
//!
//! Records of one origin are the same entry, perhaps edited here or there since. Equal ones are
//! matched first, then the rest one to one, and only what is left over is new. A record that was
//! deleted here still counts, so it stays deleted; one that was taken back with its import does
//! not, because it has no origin any more.

use crate::domain::{Id, Incoming};
use crate::store::Result;
use crate::store::record::{Record, Row};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// Which of `incoming` are new, by their place in it.
pub(super) fn fresh<R: Record>(connection: &Connection, incoming: &[Incoming<R>], own: bool) -> Result<Vec<usize>> {
    let mut fresh = Vec::new();
    let mut by_origin: HashMap<&str, Group> = HashMap::new();
    let mut ids = HashSet::new();
    for (place, Incoming { record, origin }) in incoming.iter().enumerate() {
        // A record of our own is known by its id first.
        if own && (!ids.insert(record.id()) || is_here::<R>(connection, record.id())?) {
            continue;
        }
        if origin.is_empty() {
            fresh.push(place);
            continue;
        }
        let group = match by_origin.entry(origin) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                let mut stored = R::TABLE.read_origin(connection, origin)?;
                // Its twin stands for it.
                stored.retain(|row| !R::TABLE.is_hidden(row));
                entry.insert(Group::new(stored))
            }
        };
        group.meet(place, Row(record.content()?));
    }
    fresh.extend(by_origin.into_values().flat_map(Group::surplus));
    fresh.sort_unstable();
    Ok(fresh)
}

/// Whether a record with this id is or was here. One that went when its import was taken back does
/// not count; its time of deletion is that of the import.
fn is_here<R: Record>(connection: &Connection, id: Id) -> Result<bool> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1 AND \
         (deleted_at IS NULL OR deleted_at IS NOT (SELECT undone_at FROM imports WHERE imports.id = batch)))",
        R::TABLE.name
    );
    Ok(connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}

/// The records of one origin.
struct Group {
    /// Those here that have met none of the incoming yet.
    alone: Vec<Row>,
    /// Every incoming content seen so far.
    seen: Vec<Row>,
    /// The places of those that have no equal here.
    unmatched: Vec<usize>,
}

impl Group {
    fn new(stored: Vec<Row>) -> Self {
        Self { alone: stored, seen: Vec::new(), unmatched: Vec::new() }
    }

    fn meet(&mut self, place: usize, content: Row) {
        // The same twice in the files is one entry.
        if self.seen.contains(&content) {
            return;
        }
        let equal = |stored: &Row| content.0.iter().all(|(name, value)| stored.get(name) == value);
        match self.alone.iter().position(equal) {
            Some(found) => drop(self.alone.swap_remove(found)),
            None => self.unmatched.push(place),
        }
        self.seen.push(content);
    }

    fn surplus(self) -> impl Iterator<Item = usize> {
        self.unmatched.into_iter().skip(self.alone.len())
    }
}
