//! What can be changed, as plain data: made by the screens and the command line, done by whoever
//! keeps the records.

use crate::domain::{Day, Id, Record, RecordKind};

/// One change of what is stored. It happens as a whole or not at all, and is one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Stores a record, in place of the one with its id if there is one.
    Save(Box<Record>),
    /// Changes a record that is there.
    Edit(Box<Edit<Record>>),
    /// Deletes a record; undo brings it back.
    Delete(RecordKind, Id),
    /// Stores a setting that the person chose.
    SaveSetting {
        /// Its name.
        key: String,
        /// What it is set to.
        value: String,
    },
    /// Deletes the draft that this setting keeps. It is no step of undo: what the draft became is one.
    DropDraft(String),
    /// All of these, in order.
    Several(Vec<Change>),
}

/// Something as it was found and as it is to be. Only what differs between the two is changed, in the thing as it is
/// by then, so that two who edit one record both keep what they wrote. One that is deleted by then stays deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<T> {
    /// As it was when the edit began.
    pub found: T,
    /// As it is to be.
    pub wanted: T,
}

impl Change {
    /// Stores a record, in place of the one with its id if there is one.
    pub fn save(record: impl Into<Record>) -> Self {
        Self::Save(Box::new(record.into()))
    }

    /// Changes a record that is there from what it was when the edit began to what it is to be.
    pub fn edit<R: Into<Record>>(found: R, wanted: R) -> Self {
        let (found, wanted) = (found.into(), wanted.into());
        Self::Edit(Box::new(Edit { found, wanted }))
    }

    /// The record that is stored, as it is to be.
    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Save(record) => Some(record),
            Self::Edit(edit) => Some(&edit.wanted),
            Self::Delete(..) | Self::SaveSetting { .. } | Self::DropDraft(_) | Self::Several(_) => {
                None
            }
        }
    }

    /// Stores a setting that the person chose.
    pub fn setting(key: impl Into<String>, value: impl Into<String>) -> Self {
        let (key, value) = (key.into(), value.into());
        Self::SaveSetting { key, value }
    }

    /// Whether it deletes a record.
    pub const fn is_deletion(&self) -> bool {
        matches!(self, Self::Delete(..))
    }

    /// How many records it deletes.
    pub fn deletions(&self) -> usize {
        match self {
            Self::Delete(..) => 1,
            Self::Several(changes) => changes.iter().map(Self::deletions).sum(),
            Self::Save(_) | Self::Edit(_) | Self::SaveSetting { .. } | Self::DropDraft(_) => 0,
        }
    }
}

/// What came of a [`Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// How many records were written. 0 when there was nothing to do, such as deleting what is
    /// already gone; there is no step to undo then.
    pub records: usize,
}

/// What a step of undo or a merge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Records of one kind.
    Record(RecordKind),
    /// Settings.
    Setting,
}

/// What a step had done to its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// They were new.
    Added,
    /// They were there before, or several things were done at once.
    Changed,
    /// They were deleted.
    Deleted,
    /// They came with an import.
    Imported,
    /// They were brought together with those of other computers.
    Merged,
}

/// A step that was taken back or done again: enough to say what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What it is about; `None` where that is several things.
    pub subject: Option<Subject>,
    /// What the step had done when it was made, also when it is done again.
    pub deed: Deed,
    /// How many records.
    pub records: usize,
    /// Their day, when they share one.
    pub day: Option<Day>,
}

/// A record that an import brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The record.
    pub record: Record,
    /// The name of the entry in the file it comes from, such as `daylio:2020-05-30T18:50`: the same each time the entry
    /// is read. Empty only for records of ours that never had one.
    pub origin: String,
}

/// Everything one import brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportBatch {
    /// The format: `daylio`.
    pub kind: String,
    /// The names of the files.
    pub files: Vec<String>,
    /// The records, in the order read.
    pub records: Vec<Incoming>,
    /// Settings of an export of ours, by name; written with the records.
    pub settings: Vec<(String, String)>,
    /// Our own records coming home: they keep their ids, the imports that first brought them and
    /// the times of their last change. Other records get new ids and the import's own id.
    pub own: bool,
    /// Whether it only says what would happen.
    pub dry_run: bool,
}

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// What it can be undone by; nothing when nothing was written.
    pub import_id: Option<Id>,
    /// Records that were new.
    pub added: usize,
    /// Records that were here already, or stood in the files more than once.
    pub duplicates: usize,
    /// The earliest day among all of them.
    pub first_day: Option<Day>,
    /// The latest day among all of them.
    pub last_day: Option<Day>,
}
