//! A record by its id, or by the beginning of it.

use crate::cli::{Failure, safe};
use crate::domain::{
    Assessment, Change, CheckIn, Day, Id, Journal, Moment, OwnRoutine, RecordKind, Session,
};

/// The shortest beginning of an id that is looked for.
const SHORTEST: usize = 4;
/// The word for the latest check-in or session, by the time it is of.
const LAST: &str = "last";

/// A record of any kind that can be named.
#[derive(Clone, Copy, Debug)]
pub enum RecordRef<'a> {
    /// A check-in.
    CheckIn(&'a CheckIn),
    /// A session.
    Session(&'a Session),
    /// A completed questionnaire.
    Assessment(&'a Assessment),
    /// A routine of one's own.
    Routine(&'a OwnRoutine),
}

impl RecordRef<'_> {
    /// Its id.
    pub const fn id(&self) -> Id {
        match self {
            Self::CheckIn(record) => record.id,
            Self::Session(record) => record.id,
            Self::Assessment(record) => record.id,
            Self::Routine(record) => record.id,
        }
    }

    /// Its kind in JSON.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CheckIn(_) => "check_in",
            Self::Session(_) => "session",
            Self::Assessment(_) => "assessment",
            Self::Routine(_) => "routine",
        }
    }

    /// Its day; a routine has none.
    pub const fn day(&self) -> Option<Day> {
        match self {
            Self::CheckIn(record) => Some(record.day),
            Self::Session(record) => Some(record.day),
            Self::Assessment(record) => Some(record.day),
            Self::Routine(_) => None,
        }
    }

    /// What it is, in few words.
    pub fn words(&self) -> String {
        match self {
            Self::CheckIn(record) => format!(
                "the check-in of {}",
                moment(record.day, record.at, record.timed)
            ),
            Self::Session(record) => {
                format!(
                    "the session \"{}\" of {}",
                    safe(&record.title),
                    moment(record.day, record.start, record.timed)
                )
            }
            Self::Assessment(record) => {
                format!("the {} of {}", record.instrument.name(), record.day)
            }
            Self::Routine(record) => format!("the routine \"{}\"", safe(&record.routine.title)),
        }
    }

    /// What takes it out of sight.
    pub const fn deletion(&self) -> Change {
        match self {
            Self::CheckIn(record) => Change::Delete(RecordKind::CheckIn, record.id),
            Self::Session(record) => Change::Delete(RecordKind::Session, record.id),
            Self::Assessment(record) => Change::Delete(RecordKind::Assessment, record.id),
            Self::Routine(record) => Change::Delete(RecordKind::Routine, record.id),
        }
    }
}

fn moment(day: Day, at: Moment, timed: bool) -> String {
    if timed {
        format!("{day} {}", at.format("%H:%M"))
    } else {
        day.to_string()
    }
}

/// The one record whose id begins with `text`; or, for the word `last`, the latest check-in or session by the time it is of.
pub fn find<'a>(journal: &'a Journal, text: &str) -> Result<RecordRef<'a>, Failure> {
    let all = || {
        let check_ins = journal.check_ins().iter().map(RecordRef::CheckIn);
        let sessions = journal.sessions().iter().map(RecordRef::Session);
        let assessments = journal.assessments().iter().map(RecordRef::Assessment);
        check_ins
            .chain(sessions)
            .chain(assessments)
            .chain(journal.routines().map(RecordRef::Routine))
    };
    if text == LAST {
        let check_ins = journal.check_ins().iter();
        let sessions = journal.sessions().iter();
        return check_ins
            .map(|record| (record.at, record.id, RecordRef::CheckIn(record)))
            .chain(sessions.map(|record| (record.start, record.id, RecordRef::Session(record))))
            .max_by_key(|(at, id, _)| (*at, *id))
            .map(|(.., record)| record)
            .ok_or_else(|| Failure::Nothing("There is no record yet.".to_owned()));
    }
    let plain = |id: &str| {
        id.chars()
            .filter(|letter| *letter != '-')
            .collect::<String>()
            .to_lowercase()
    };
    let wanted = plain(text.trim());
    let shown = safe(text);
    if wanted.len() < SHORTEST || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::usage(format!(
            "\"{shown}\" is no id, nor {SHORTEST} or more letters of its beginning; --json of firstline today, sessions and \
             export shows the ids, and \"{LAST}\" is the last check-in or session"
        )));
    }
    let found: Vec<RecordRef<'a>> = all()
        .filter(|record| plain(&record.id().to_string()).starts_with(&wanted))
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::runtime(format!("no record has the id {shown}"))),
        several => {
            let few: Vec<String> = several
                .iter()
                .take(3)
                .map(|record| format!("{} ({})", record.id(), record.words()))
                .collect();
            let more = several.len().saturating_sub(few.len());
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            Err(Failure::usage(format!(
                "{} records have an id that begins with {shown}: {}{more}; give more of it",
                several.len(),
                few.join(", ")
            )))
        }
    }
}
