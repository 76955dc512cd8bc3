//! The check-ins and sessions of one day, in order.

use crate::domain::{Change, CheckIn, Day, Id, Journal, Moment, RecordKind, Session};

/// A check-in or session, as listed for a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DayRecord<'a> {
    /// A check-in.
    CheckIn(&'a CheckIn),
    /// A session.
    Session(&'a Session),
}

impl<'a> DayRecord<'a> {
    /// The records of `day`: check-ins, then sessions, each by time.
    pub fn on(journal: &'a Journal, day: Day) -> Vec<Self> {
        let check_ins = journal.check_ins_on(day).iter().map(Self::CheckIn);
        check_ins
            .chain(journal.sessions_on(day).iter().map(Self::Session))
            .collect()
    }

    /// Record id.
    pub const fn id(&self) -> Id {
        match self {
            Self::CheckIn(record) => record.id,
            Self::Session(record) => record.id,
        }
    }

    /// The time of day; `None` if only the day is known.
    pub fn time(&self) -> Option<Moment> {
        match self {
            Self::CheckIn(record) => record.timed.then_some(record.at),
            Self::Session(record) => record.timed.then_some(record.start),
        }
    }

    /// The change that deletes it.
    pub const fn deletion(&self) -> Change {
        match self {
            Self::CheckIn(record) => Change::Delete(RecordKind::CheckIn, record.id),
            Self::Session(record) => Change::Delete(RecordKind::Session, record.id),
        }
    }
}
