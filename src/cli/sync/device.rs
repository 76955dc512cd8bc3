//! This computer's name in a shared folder.
//!
//! The name is random, made once, and stored in a small file beside the database, not in it, so copying,
//! merging, exporting or restoring a database does not copy the name. If the whole folder was copied,
//! the mark shows it: each snapshot has a mark that only its writer knows, and a computer that finds an
//! unknown mark under its own name chooses another name. The name says nothing about the computer or
//! the person, because anyone with access to the folder can read it.

use crate::fs::{self, chance, text};
use std::io;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes; the real one is far smaller.
const MOST: usize = 4096;
/// The length of a name, in hexadecimal digits.
pub(super) const DIGITS: usize = 12;

/// This computer, as other computers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Device {
    /// Twelve hexadecimal digits.
    pub id: String,
    /// The marks of the last snapshots that this computer wrote. Its file in the folder has one of them, even if the
    /// program was interrupted while writing.
    marks: Vec<String>,
}

impl Device {
    /// The one stored beside the database `db`, or a new one.
    pub(super) fn of(db: &Path) -> Self {
        let text = text::read(&place(db), MOST).unwrap_or_default();
        let mut lines = text.lines().map(str::to_owned);
        match lines.next().filter(|id| is_name(id)) {
            Some(id) => Self {
                id,
                marks: lines.take(2).collect(),
            },
            None => Self {
                id: chance(),
                marks: Vec::new(),
            },
        }
    }

    /// The name of its file in the folder, without `.age`.
    pub(super) fn file(&self) -> String {
        format!("firstline-{}.db", self.id)
    }

    /// Whether it wrote the snapshot with this mark.
    pub(super) fn has_written(&self, mark: Option<&str>) -> bool {
        mark.is_some_and(|mark| self.marks.iter().any(|own| own == mark))
    }

    /// Chooses another name.
    pub(super) fn rename(&mut self) {
        *self = Self {
            id: chance(),
            marks: Vec::new(),
        };
    }

    /// Creates the mark for the next snapshot, and remembers it along with that of the `present` one.
    pub(super) fn next_mark(&mut self, present: Option<String>) -> String {
        let mark = chance();
        self.marks = std::iter::once(mark.clone()).chain(present).collect();
        mark
    }

    /// Stores it beside the database.
    pub(super) fn keep(&self, db: &Path) -> io::Result<()> {
        let text = format!("{}\n{}\n", self.id, self.marks.join("\n"));
        fs::replace(&place(db), text.as_bytes())
    }
}

/// Whether `text` is a valid computer name.
pub(super) fn is_name(text: &str) -> bool {
    text.len() == DIGITS
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn place(db: &Path) -> PathBuf {
    fs::beside(db, ".device")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_once_and_kept_and_nonsense_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("firstline.db");
        let mut device = Device::of(&db);
        assert!(
            is_name(&device.id) && device.id != Device::of(&db).id,
            "not kept yet"
        );
        let first = device.next_mark(None);
        device.keep(&db).unwrap();
        assert_eq!(Device::of(&db), device);
        let second = device.next_mark(Some(first.clone()));
        device.keep(&db).unwrap();
        let kept = Device::of(&db);
        assert!(kept.has_written(Some(&first)) && kept.has_written(Some(&second)));
        assert!(!kept.has_written(Some("strange")) && !kept.has_written(None));
        for nonsense in ["", "../../etc/x\n", "0123456789AB\n", "0123456789abc\n"] {
            std::fs::write(place(&db), nonsense).unwrap();
            let new = Device::of(&db);
            assert!(
                is_name(&new.id) && !nonsense.starts_with(&new.id),
                "{nonsense}"
            );
        }
    }
}
