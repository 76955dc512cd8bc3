//! Sessions and check-ins that are here already under another name: the same run as FIT, as GPX and in
//! Apple Health, or a table of ours read back where it was written.

use crate::content::activities::activity;
use crate::domain::{CheckIn, Id, ImportBatch, Journal, Session};
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap};

/// Starts of one session differ at most so much between programs, in seconds.
const STARTS: i64 = 120;

/// What is here, and what earlier files of the same import brought.
pub(super) struct Known {
    journal: Journal,
    origins: HashMap<Id, String>,
    /// By the quarter of an hour, so that each has to be compared with few.
    sessions: BTreeMap<i64, Vec<(Session, String)>>,
}

impl Known {
    /// What the store holds.
    pub(super) fn new(store: &Store) -> Result<Self, StoreError> {
        let (journal, origins) = (store.all()?, store.origins()?);
        let mut sessions: BTreeMap<i64, Vec<(Session, String)>> = BTreeMap::new();
        for session in journal.sessions() {
            let origin = origins.get(&session.id).cloned().unwrap_or_default();
            sessions.entry(slot(session)).or_default().push((session.clone(), origin));
        }
        Ok(Self { journal, origins, sessions })
    }

    /// Leaves out what is known under another origin, in the store or from an earlier file; answers how
    /// many. The same origin again is the store's own matter.
    pub(super) fn leave_out(&mut self, batch: &mut ImportBatch) -> usize {
        let count = |batch: &ImportBatch| batch.check_ins.len() + batch.sessions.len();
        let before = count(batch);
        let sessions = &mut self.sessions;
        batch.sessions.retain(|incoming| {
            let at = slot(&incoming.record);
            let mut near = sessions.range(at - 1..=at + 1).flat_map(|(_, near)| near);
            let known = near.any(|(session, origin)| *origin != incoming.origin && is_same(session, &incoming.record));
            if !known {
                sessions.entry(at).or_default().push((incoming.record.clone(), incoming.origin.clone()));
            }
            !known
        });
        if batch.check_ins.is_empty() {
            return before - count(batch);
        }
        let mut check_ins: BTreeMap<i64, Vec<(&CheckIn, &str)>> = BTreeMap::new();
        for check_in in self.journal.check_ins() {
            let origin = self.origins.get(&check_in.id).map_or("", String::as_str);
            check_ins.entry(check_in.day.number()).or_default().push((check_in, origin));
        }
        batch.check_ins.retain(|incoming| {
            let near = check_ins.get(&incoming.record.day.number());
            !near.is_some_and(|near| {
                near.iter()
                    .any(|(check_in, origin)| *origin != incoming.origin && says_the_same(check_in, &incoming.record))
            })
        });
        before - count(batch)
    }
}

fn slot(session: &Session) -> i64 {
    session.start.timestamp().div_euclid(900)
}

/// Whether two programs told of one session: start, duration and activity agree.
fn is_same(one: &Session, other: &Session) -> bool {
    let family = |session: &Session| activity(&session.activity).map(|activity| activity.category.as_str());
    let alike = one.activity == other.activity
        || match (family(one), family(other)) {
            (Some(one), Some(other)) => one == other,
            // Many programs know some sports only as "other".
            _ => one.timed && other.timed,
        };
    let seconds = one.active_seconds.abs_diff(other.active_seconds);
    let most = one.active_seconds.max(other.active_seconds);
    if one.timed && other.timed {
        alike
            && one.start.signed_duration_since(other.start).num_seconds().abs() <= STARTS
            && seconds <= (most / 10).max(1)
    } else {
        let ends = |session: &Session| (session.before, session.after);
        alike && one.day == other.day && one.timed == other.timed && seconds == 0 && ends(one) == ends(other)
    }
}

fn says_the_same(one: &CheckIn, other: &CheckIn) -> bool {
    let minute = |check_in: &CheckIn| check_in.timed.then(|| check_in.at.timestamp().div_euclid(60));
    minute(one) == minute(other)
        && (one.ratings, &one.tags, &one.note) == (other.ratings, &other.tags, &other.note)
        && one.sleep_hours == other.sleep_hours
}
