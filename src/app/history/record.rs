//! The records of one day, one after the other.

use crate::app::App;
use crate::domain::{Change, CheckIn, Day, Id, Moment, RecordKind, Session};

/// A record of one day, as its detail lists them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Record<'a> {
    /// A check-in.
    CheckIn(&'a CheckIn),
    /// A session.
    Session(&'a Session),
}

impl Record<'_> {
    /// Its id.
    pub const fn id(&self) -> Id {
        match self {
            Self::CheckIn(record) => record.id,
            Self::Session(record) => record.id,
        }
    }

    /// When it was; nothing where only the day is known.
    pub fn time(&self) -> Option<Moment> {
        match self {
            Self::CheckIn(record) => record.timed.then_some(record.at),
            Self::Session(record) => record.timed.then_some(record.start),
        }
    }

    /// The change that takes it away.
    pub const fn deletion(&self) -> Change {
        match self {
            Self::CheckIn(record) => Change::Delete(RecordKind::CheckIn, record.id),
            Self::Session(record) => Change::Delete(RecordKind::Session, record.id),
        }
    }
}

impl App {
    /// The records of the day under the cursor: check-ins, then sessions, by time.
    pub fn records(&self) -> Vec<Record<'_>> {
        self.records_on(self.history.cursor)
    }

    /// The records of `day`: check-ins, then sessions, by time.
    pub fn records_on(&self, day: Day) -> Vec<Record<'_>> {
        let check_ins = self.journal.check_ins_on(day).iter().map(Record::CheckIn);
        check_ins
            .chain(self.journal.sessions_on(day).iter().map(Record::Session))
            .collect()
    }
}
