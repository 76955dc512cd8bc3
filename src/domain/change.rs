//! Changes as plain data: created by the screens and the command line, applied by the store.

use crate::domain::{Day, Id, Record, RecordKind};
use serde::{Deserialize, Serialize};

/// One atomic change to the stored data, and a single undo step.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Stores a record, replacing any record with the same id.
    Save(Box<Record>),
    /// Edits an existing record.
    Edit(Box<Edit<Record>>),
    /// Deletes a record; undo restores it.
    Delete(RecordKind, Id),
    /// Stores a setting chosen by the user.
    SaveSetting {
        /// Setting name.
        key: String,
        /// New value.
        value: String,
    },
    /// Deletes the draft stored under this setting. Not an undo step; saving the finished record is
    /// one.
    DropDraft(String),
    /// Applies all of these, in order.
    Several(Vec<Change>),
}

/// The original and the edited version of something. Only the fields that differ are changed,
/// applied to the current version, so that two concurrent edits of one record are both kept. A
/// record deleted in the meantime stays deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<T> {
    /// The version at the start of the edit.
    pub found: T,
    /// The version after the edit.
    pub wanted: T,
}

impl Change {
    /// Stores a record, replacing any record with the same id.
    pub fn save(record: impl Into<Record>) -> Self {
        Self::Save(Box::new(record.into()))
    }

    /// Edits an existing record, from its state at the start of the edit to the wanted state.
    pub fn edit<R: Into<Record>>(found: R, wanted: R) -> Self {
        let (found, wanted) = (found.into(), wanted.into());
        Self::Edit(Box::new(Edit { found, wanted }))
    }

    /// The record to store, in its new state.
    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Save(record) => Some(record),
            Self::Edit(edit) => Some(&edit.wanted),
            Self::Delete(..) | Self::SaveSetting { .. } | Self::DropDraft(_) | Self::Several(_) => {
                None
            }
        }
    }

    /// Stores a setting chosen by the user.
    pub fn setting(key: impl Into<String>, value: impl Into<String>) -> Self {
        let (key, value) = (key.into(), value.into());
        Self::SaveSetting { key, value }
    }

    /// Whether it deletes a record.
    pub const fn is_deletion(&self) -> bool {
        matches!(self, Self::Delete(..))
    }

    /// Number of records it deletes.
    pub fn deletions(&self) -> usize {
        match self {
            Self::Delete(..) => 1,
            Self::Several(changes) => changes.iter().map(Self::deletions).sum(),
            Self::Save(_) | Self::Edit(_) | Self::SaveSetting { .. } | Self::DropDraft(_) => 0,
        }
    }
}

/// The result of a [`Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Number of records written. 0 if there was nothing to do, such as deleting a record that is
    /// already gone; then there is no undo step.
    pub records: usize,
}

/// What an undo step or a merge affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Records of one kind.
    Record(RecordKind),
    /// Settings.
    Setting,
}

/// What a step did to its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The records were new.
    Added,
    /// The records existed before, or the step did several things at once.
    Changed,
    /// The records were deleted.
    Deleted,
    /// The records came from an import.
    Imported,
    /// The records were merged with those of other computers.
    Merged,
}

/// A step that was undone or redone, with enough detail to describe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What it affects; `None` if several things.
    pub subject: Option<Subject>,
    /// What the step originally did, even when it is being redone.
    pub deed: Deed,
    /// Number of records.
    pub records: usize,
    /// Their day, if they all share one.
    pub day: Option<Day>,
}

/// A record with the name of its entry in the file it was imported from, so that the entry is recognized when that file
/// is imported again: in an import, and in our own exports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incoming<R = Record> {
    /// The record.
    #[serde(flatten)]
    pub record: R,
    /// Stable name of its entry in the source file, such as `daylio:2020-05-30T18:50`: the same
    /// every time the entry is read. Empty only for our own records that never had one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
}

/// Everything in one import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportBatch {
    /// File format: `daylio`.
    pub kind: String,
    /// File names.
    pub files: Vec<String>,
    /// Records, in the order read.
    pub records: Vec<Incoming>,
    /// Settings from our own export, by name; written together with the records.
    pub settings: Vec<(String, String)>,
    /// Whether these are our own records being restored: they keep their ids, the imports that
    /// first added them and their last-changed times. Other records get new ids and this import's
    /// id.
    pub own: bool,
    /// Whether to only report what would happen.
    pub dry_run: bool,
}

/// What an import did or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Id used to undo it; `None` if nothing was written.
    pub import_id: Option<Id>,
    /// Number of new records.
    pub added: usize,
    /// Number of records that already existed or appeared more than once in the files.
    pub duplicates: usize,
    /// Earliest day among all records.
    pub first_day: Option<Day>,
    /// Latest day among all records.
    pub last_day: Option<Day>,
}
