//! What can be changed, as plain data: made by the screens and the command line, done by whoever
//! keeps the records.

use crate::domain::{Assessment, CheckIn, Day, Experiment, Id, OwnRoutine, Session};

/// One change of what is kept. It happens as a whole or not at all, and is one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Keeps a check-in, in place of the one with its id if there is one.
    SaveCheckIn(CheckIn),
    /// Keeps a session, in place of the one with its id if there is one.
    SaveSession(Session),
    /// Keeps a completed questionnaire, in place of the one with its id if there is one.
    SaveAssessment(Assessment),
    /// Changes a check-in that is there.
    EditCheckIn(Box<Edit<CheckIn>>),
    /// Changes a session that is there.
    EditSession(Box<Edit<Session>>),
    /// Changes a routine of one's own that is there.
    EditRoutine(Box<Edit<OwnRoutine>>),
    /// Changes an experiment that is there.
    EditExperiment(Box<Edit<Experiment>>),
    /// Takes a check-in out of sight.
    DeleteCheckIn(Id),
    /// Takes a session out of sight.
    DeleteSession(Id),
    /// Takes a questionnaire out of sight.
    DeleteAssessment(Id),
    /// Keeps a routine of one's own, in place of the one with its id if there is one.
    SaveRoutine(OwnRoutine),
    /// Takes a routine of one's own out of sight.
    DeleteRoutine(Id),
    /// Keeps an experiment, in place of the one with its id if there is one.
    SaveExperiment(Experiment),
    /// Takes an experiment out of sight.
    DeleteExperiment(Id),
    /// Keeps a setting that the person chose.
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

/// A record as it was found and as it is to be. Only what differs between the two is changed, in the record as it is
/// by then, so that two who edit one record both keep what they wrote. One that is gone by then stays gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<R> {
    /// As it was when the edit began.
    pub found: R,
    /// As it is to be.
    pub wanted: R,
}

impl Change {
    /// Whether it takes a record out of sight.
    pub const fn is_deletion(&self) -> bool {
        match self {
            Self::DeleteCheckIn(_)
            | Self::DeleteSession(_)
            | Self::DeleteAssessment(_)
            | Self::DeleteRoutine(_)
            | Self::DeleteExperiment(_) => true,
            Self::SaveCheckIn(_)
            | Self::SaveSession(_)
            | Self::SaveAssessment(_)
            | Self::SaveRoutine(_)
            | Self::SaveExperiment(_)
            | Self::EditCheckIn(_)
            | Self::EditSession(_)
            | Self::EditRoutine(_)
            | Self::EditExperiment(_)
            | Self::SaveSetting { .. }
            | Self::DropDraft(_)
            | Self::Several(_) => false,
        }
    }

    /// How many records it takes out of sight.
    pub fn deletions(&self) -> usize {
        match self {
            Self::Several(changes) => changes.iter().map(Self::deletions).sum(),
            one => usize::from(one.is_deletion()),
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

/// The kinds of record that a step of undo can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// A check-in.
    CheckIn,
    /// A session.
    Session,
    /// A completed questionnaire.
    Assessment,
    /// A routine of one's own.
    Routine,
    /// An experiment.
    Experiment,
    /// A setting.
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
    /// The kind of its records; nothing when there are several kinds.
    pub kind: Option<RecordKind>,
    /// What the step had done when it was made, also when it is done again.
    pub deed: Deed,
    /// How many records.
    pub records: usize,
    /// Their day, when they share one.
    pub day: Option<Day>,
}

/// A record from another program's file, with the name it goes by there.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming<R> {
    /// The record.
    pub record: R,
    /// The natural key, such as `daylio:2020-05-30T18:50`: the same each time the same entry is
    /// read. Empty only for own records that never had one.
    pub origin: String,
}

/// Everything one import brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportBatch {
    /// The format: `daylio`.
    pub kind: String,
    /// The names of the files.
    pub files: Vec<String>,
    /// The check-ins, in the order read.
    pub check_ins: Vec<Incoming<CheckIn>>,
    /// The sessions, in the order read.
    pub sessions: Vec<Incoming<Session>>,
    /// The completed questionnaires, in the order read.
    pub assessments: Vec<Incoming<Assessment>>,
    /// Routines of one's own, in the order read.
    pub routines: Vec<Incoming<OwnRoutine>>,
    /// Experiments, in the order read.
    pub experiments: Vec<Incoming<Experiment>>,
    /// What our own program was told to remember, by name; written with the rest.
    pub settings: Vec<(String, String)>,
    /// Our own records coming home: they keep their ids, the imports that first brought them and
    /// the times of their last change. Other records get new ids and the import's own id.
    pub own: bool,
    /// Only tells what would happen.
    pub dry_run: bool,
}

impl ImportBatch {
    /// How many records of any kind.
    pub const fn len(&self) -> usize {
        self.check_ins.len()
            + self.sessions.len()
            + self.assessments.len()
            + self.routines.len()
            + self.experiments.len()
    }

    /// Whether it brings nothing.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
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
