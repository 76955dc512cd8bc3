//! What is known of the files in watched folders: a file beside the database, because folders belong to one computer
//! and would make every start load them if they were settings.

use crate::domain::Id;
use crate::fs::{self, text};
use crate::store::Import;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// Largest size, in bytes: half a million files.
const LARGEST: usize = 32 * 1024 * 1024;
/// Hexadecimal digits of a number.
const DIGITS: usize = 16;

/// The memory of all folders.
#[derive(Debug)]
pub(super) struct Memory {
    path: PathBuf,
    before: BTreeMap<String, Known>,
    pub(super) folders: BTreeMap<String, Known>,
}

/// What is known of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Sources that the person has looked at once: a kind of file, or a table with certain columns.
    pub sources: BTreeSet<String>,
    /// What was last said about the folder, which isn't said again.
    pub told: String,
    /// The last import from the folder.
    pub last: Option<Id>,
    /// Entries that need not be read: name, size and time, as a number.
    pub seen: HashSet<u64>,
    /// The contents of the files that were read, as numbers.
    pub contents: HashSet<u64>,
}

/// A folder as written.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    sources: BTreeSet<String>,
    told: String,
    last: Option<Id>,
    seen: String,
    contents: String,
}

impl Memory {
    /// Reads the memory beside the database `db`; one that can't be read is empty, and files are then recognized by
    /// their records.
    pub(super) fn read(db: &Path) -> Self {
        let path = fs::beside(db, ".watched");
        let text = text::read(&path, LARGEST).unwrap_or_default();
        let written: BTreeMap<String, Written> = serde_json::from_str(&text).unwrap_or_default();
        let folders: BTreeMap<String, Known> = written
            .into_iter()
            .map(|(folder, written)| {
                let known = Known {
                    sources: written.sources,
                    told: written.told,
                    last: written.last,
                    seen: numbers(&written.seen),
                    contents: numbers(&written.contents),
                };
                (folder, known)
            })
            .collect();
        Self {
            path,
            before: folders.clone(),
            folders,
        }
    }

    /// Forgets what was read from folders whose last import isn't among `imports`: the database was restored from a
    /// backup, or is another.
    pub(super) fn forget_unless(&mut self, imports: &[Import]) {
        for known in self.folders.values_mut() {
            let is_there = |last| imports.iter().any(|import| import.id == last);
            if known.last.is_some_and(|last| !is_there(last)) {
                known.seen.clear();
                known.contents.clear();
                known.last = None;
            }
        }
    }

    /// Writes the memory, if it changed.
    pub(super) fn write(&self) -> io::Result<()> {
        if self.folders == self.before {
            return Ok(());
        }
        let written: BTreeMap<&String, Written> = self
            .folders
            .iter()
            .map(|(folder, known)| {
                let written = Written {
                    sources: known.sources.clone(),
                    told: known.told.clone(),
                    last: known.last,
                    seen: digits(&known.seen),
                    contents: digits(&known.contents),
                };
                (folder, written)
            })
            .collect();
        fs::replace(&self.path, serde_json::to_string(&written)?.as_bytes())
    }
}

fn digits(numbers: &HashSet<u64>) -> String {
    let mut sorted: Vec<u64> = numbers.iter().copied().collect();
    sorted.sort_unstable();
    sorted.iter().fold(String::new(), |mut text, number| {
        let _ = write!(text, "{number:016x}");
        text
    })
}

fn numbers(text: &str) -> HashSet<u64> {
    let parts = text.as_bytes().chunks_exact(DIGITS);
    let parts = parts.filter_map(|part| std::str::from_utf8(part).ok());
    parts
        .filter_map(|part| u64::from_str_radix(part, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("firstline.db");
        let mut memory = Memory::read(&db);
        let known = Known {
            sources: BTreeSet::from(["fit".to_owned()]),
            told: "a\n\"b\"".to_owned(),
            last: None,
            seen: HashSet::from([0, 1, u64::MAX]),
            contents: HashSet::from([7]),
        };
        memory.folders.insert("~/Garmin".to_owned(), known);
        memory.write().unwrap();
        assert_eq!(Memory::read(&db).folders, memory.folders);
        std::fs::write(fs::beside(&db, ".watched"), "{\"a\": 3").unwrap();
        assert!(Memory::read(&db).folders.is_empty());
    }
}
