//! Sessions and check-ins that are here already under another name: the same run as FIT, as GPX and in
//! Apple Health, or a table of ours read back where it was written.

use crate::content::activities::activity;
use crate::domain::{CheckIn, Day, Id, ImportBatch, Incoming, Moment, Rating, Session};
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Starts of one session differ at most so much between programs, in seconds.
const STARTS: i64 = 120;
/// How long one place in the list of sessions is, in seconds: the same session is in the next one at the farthest.
const SLOT: i64 = 900;

/// Sessions of one slot by origin, of one origin by seconds in motion: however many there are, each has to be
/// compared with few.
type Slot = HashMap<String, BTreeMap<u32, Vec<Seen>>>;

/// What is here, and what earlier files of the same import brought.
pub(super) struct Known {
    sessions: BTreeMap<i64, Slot>,
    /// By what they say, each with its origin.
    check_ins: HashMap<u64, Vec<(CheckIn, String)>>,
}

impl Known {
    /// What the store holds.
    pub(super) fn new(store: &Store) -> Result<Self, StoreError> {
        let (journal, mut origins) = (store.all()?, store.origins()?);
        let mut known = Self {
            sessions: BTreeMap::new(),
            check_ins: HashMap::new(),
        };
        let mut origin = |id: Id| origins.remove(&id).unwrap_or_default();
        for session in journal.sessions() {
            known.keep(Seen::new(session), origin(session.id));
        }
        for check_in in journal.check_ins() {
            let alike = known.check_ins.entry(gist(check_in)).or_default();
            alike.push((check_in.clone(), origin(check_in.id)));
        }
        Ok(known)
    }

    /// Leaves out what is known under another origin, in the store or from an earlier file; answers how
    /// many. The same origin again is the store's own matter.
    pub(super) fn leave_out(&mut self, batch: &mut ImportBatch) -> usize {
        let count = |batch: &ImportBatch| batch.check_ins.len() + batch.sessions.len();
        let before = count(batch);
        batch.sessions.retain(|incoming| {
            let seen = Seen::new(&incoming.record);
            let known = self.has(&seen, &incoming.origin);
            if !known {
                self.keep(seen, incoming.origin.clone());
            }
            !known
        });
        batch.check_ins.retain(|incoming| !self.says(incoming));
        before - count(batch)
    }

    fn keep(&mut self, seen: Seen, origin: String) {
        let of_origin = self
            .sessions
            .entry(seen.slot())
            .or_default()
            .entry(origin)
            .or_default();
        let alike = of_origin.entry(seen.seconds).or_default();
        if !alike.contains(&seen) {
            alike.push(seen);
        }
    }

    fn has(&self, seen: &Seen, origin: &str) -> bool {
        let slot = seen.slot();
        // A tenth of the longer of the two.
        let (least, most) = (
            seen.seconds - seen.seconds / 10,
            seen.seconds + seen.seconds / 9,
        );
        let seconds = least.saturating_sub(1)..=most.saturating_add(2);
        let slots = self
            .sessions
            .range(slot - 1..=slot + 1)
            .flat_map(|(_, slot)| slot);
        slots
            .filter(|(other, _)| *other != origin)
            .flat_map(|(_, of_origin)| of_origin.range(seconds.clone()))
            .any(|(_, others)| others.iter().any(|other| other.is_same(seen)))
    }

    fn says(&self, Incoming { record, origin }: &Incoming<CheckIn>) -> bool {
        let alike = self.check_ins.get(&gist(record));
        alike.is_some_and(|alike| {
            alike
                .iter()
                .any(|(other, known)| known != origin && says_the_same(other, record))
        })
    }
}

/// What tells one session from another.
#[derive(PartialEq)]
struct Seen {
    activity: String,
    /// The family of the activity, if it is one of ours.
    family: Option<&'static str>,
    start: Moment,
    timed: bool,
    day: Day,
    seconds: u32,
    ends: (Option<Rating>, Option<Rating>),
}

impl Seen {
    fn new(session: &Session) -> Self {
        Self {
            activity: session.activity.clone(),
            family: activity(&session.activity).map(|activity| activity.category.as_str()),
            start: session.start,
            timed: session.timed,
            day: session.day,
            seconds: session.active_seconds,
            ends: (session.before, session.after),
        }
    }

    fn slot(&self) -> i64 {
        self.start.timestamp().div_euclid(SLOT)
    }

    /// Whether two programs told of one session: start, duration and activity agree.
    fn is_same(&self, other: &Self) -> bool {
        let alike = self.activity == other.activity
            || match (self.family, other.family) {
                (Some(one), Some(other)) => one == other,
                // Many programs know some sports only as "other".
                _ => self.timed && other.timed,
            };
        let seconds = self.seconds.abs_diff(other.seconds);
        if self.timed && other.timed {
            alike
                && self
                    .start
                    .signed_duration_since(other.start)
                    .num_seconds()
                    .abs()
                    <= STARTS
                && seconds <= (self.seconds.max(other.seconds) / 10).max(1)
        } else {
            alike
                && self.day == other.day
                && self.timed == other.timed
                && seconds == 0
                && self.ends == other.ends
        }
    }
}

fn minute(check_in: &CheckIn) -> Option<i64> {
    check_in
        .timed
        .then(|| check_in.at.timestamp().div_euclid(60))
}

fn says_the_same(one: &CheckIn, other: &CheckIn) -> bool {
    (one.day, minute(one), one.ratings) == (other.day, minute(other), other.ratings)
        && (&one.tags, &one.note, one.sleep_hours) == (&other.tags, &other.note, other.sleep_hours)
}

/// The same for check-ins that say the same.
fn gist(check_in: &CheckIn) -> u64 {
    let mut hasher = DefaultHasher::new();
    (check_in.day.number(), minute(check_in), check_in.ratings).hash(&mut hasher);
    (
        &check_in.tags,
        &check_in.note,
        check_in.sleep_hours.map(f64::to_bits),
    )
        .hash(&mut hasher);
    hasher.finish()
}
