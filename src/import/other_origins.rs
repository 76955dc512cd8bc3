//! Detects sessions and check-ins already stored under another origin: the same run as FIT, as GPX and in Apple Health,
//! or one of our own exports read back: as a table after the JSON or vice versa, in another time zone, or after a
//! change of `day_start`.

use crate::content::activities::activity;
use crate::domain::{CheckIn, Day, Id, ImportBatch, Incoming, Moment, Rating, Record, Session};
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Maximum difference between two programs' start times for the same session, in seconds.
const STARTS: i64 = 120;
/// Width of a time slot in the session index, in seconds; the same session is at most one slot away.
const SLOT: i64 = 900;

/// Sessions of one slot by origin, then by active seconds, so that each is compared with only a few others.
type Slot = HashMap<String, BTreeMap<u32, Vec<Seen>>>;

/// Stored records, plus those from earlier files of the same import.
pub(super) struct Known {
    sessions: BTreeMap<i64, Slot>,
    /// Check-ins with their origins, by content hash; each is indexed twice, by calendar date and by logical day.
    check_ins: HashMap<u64, Vec<(CheckIn, String)>>,
    /// The tracker that provided the hours of sleep, by day.
    nights: HashMap<Day, String>,
    /// Ids of all stored records.
    ids: HashSet<Id>,
}

impl Known {
    /// Indexes the stored records.
    pub(super) fn new(store: &Store) -> Result<Self, StoreError> {
        let (journal, mut origins) = (store.all()?, store.origins()?);
        let mut known = Self {
            sessions: BTreeMap::new(),
            check_ins: HashMap::new(),
            nights: HashMap::new(),
            ids: HashSet::new(),
        };
        let mut origin = |id: Id| origins.remove(&id).unwrap_or_default();
        known
            .ids
            .extend(journal.sessions().iter().map(|session| session.id));
        known
            .ids
            .extend(journal.check_ins().iter().map(|check_in| check_in.id));
        for session in journal.sessions() {
            known.keep(&Seen::new(session), &origin(session.id));
        }
        for check_in in journal.check_ins() {
            let origin = origin(check_in.id);
            known.keep_night(check_in, &origin);
            for gist in gists(check_in) {
                let alike = known.check_ins.entry(gist).or_default();
                alike.push((check_in.clone(), origin.clone()));
            }
        }
        Ok(known)
    }

    /// Removes records known under another origin, from the store or an earlier file, and returns the count. Duplicates
    /// with the same origin are handled by the store.
    pub(super) fn leave_out(&mut self, batch: &mut ImportBatch) -> usize {
        let before = batch.records.len();
        batch
            .records
            .retain(|Incoming { record, origin }| match record {
                Record::CheckIn(record) => {
                    let known = self.says(record, origin) || self.has_night(record, origin);
                    if !known {
                        self.keep_night(record, origin);
                    }
                    !known
                }
                Record::Session(record) => {
                    let seen = Seen::new(record);
                    let known = self.has(&seen, origin);
                    if !known {
                        self.keep(&seen, origin);
                    }
                    !known
                }
                // All other records come only from firstline and are recognized by id.
                _ => true,
            });
        before - batch.records.len()
    }

    /// Removes from one of our own exports whatever was imported from one of our tables under other ids, and returns
    /// the count. Each record matches at most one stored record: a duplicate in the export was a duplicate in the
    /// table.
    pub(super) fn leave_out_own(&mut self, batch: &mut ImportBatch) -> usize {
        let before = batch.records.len();
        let theirs: HashSet<Id> = batch
            .records
            .iter()
            .map(|entry| entry.record.id())
            .collect();
        let mut met = HashSet::new();
        batch.records.retain(|Incoming { record, .. }| {
            if self.ids.contains(&record.id()) {
                return true;
            }
            let is_free = |id: Id| !theirs.contains(&id) && !met.contains(&id);
            let twin = match record {
                Record::CheckIn(record) => gists(record)
                    .into_iter()
                    .filter_map(|gist| self.check_ins.get(&gist))
                    .flatten()
                    .find(|(other, _)| is_free(other.id) && says_the_same(other, record))
                    .map(|(other, _)| other.id),
                Record::Session(record) => {
                    let seen = Seen::new(record);
                    self.alike(&seen)
                        .find(|(_, other)| is_free(other.id) && other.is_same(&seen))
                        .map(|(_, other)| other.id)
                }
                _ => None,
            };
            twin.is_none_or(|twin| !met.insert(twin))
        });
        before - batch.records.len()
    }

    fn keep_night(&mut self, record: &CheckIn, origin: &str) {
        if let Some(tracker) = tracker(record, origin) {
            self.nights
                .entry(record.day)
                .or_insert_with(|| tracker.to_owned());
        }
    }

    /// Whether another tracker already provided this night and this record adds nothing but hours.
    fn has_night(&self, record: &CheckIn, origin: &str) -> bool {
        let says_more = !record.ratings.is_empty()
            || !record.own.is_empty()
            || !record.note.is_empty()
            || !record.tags.is_empty();
        let known = self.nights.get(&record.day);
        !says_more
            && tracker(record, origin)
                .zip(known)
                .is_some_and(|(tracker, known)| known != tracker)
    }

    fn keep(&mut self, seen: &Seen, origin: &str) {
        for slot in seen.slots() {
            let of_slot = self.sessions.entry(slot).or_default();
            let of_origin = of_slot.entry(origin.to_owned()).or_default();
            let alike = of_origin.entry(seen.seconds).or_default();
            if !alike.iter().any(|other| other.tells_the_same(seen)) {
                alike.push(seen.clone());
            }
        }
    }

    fn has(&self, seen: &Seen, origin: &str) -> bool {
        self.alike(seen)
            .any(|(known, other)| known != origin && other.is_same(seen))
    }

    /// Sessions with a similar start and duration, each with its origin.
    fn alike(&self, seen: &Seen) -> impl Iterator<Item = (&str, &Seen)> {
        // Up to a tenth of the longer duration.
        let (least, most) = (
            seen.seconds - seen.seconds / 10,
            seen.seconds + seen.seconds / 9,
        );
        let seconds = least.saturating_sub(1)..=most.saturating_add(2);
        seen.slots()
            .into_iter()
            .flat_map(|slot| self.sessions.range(slot - 1..=slot + 1))
            .flat_map(|(_, slot)| slot)
            .flat_map(move |(origin, of_origin)| {
                of_origin
                    .range(seconds.clone())
                    .flat_map(|(_, others)| others)
                    .map(move |other| (origin.as_str(), other))
            })
    }

    fn says(&self, record: &CheckIn, origin: &str) -> bool {
        gists(record)
            .into_iter()
            .filter_map(|gist| self.check_ins.get(&gist))
            .flatten()
            .any(|(other, known)| known != origin && says_the_same(other, record))
    }
}

/// The tracker that provided the hours of sleep.
fn tracker<'a>(record: &CheckIn, origin: &'a str) -> Option<&'a str> {
    let (tracker, _) = origin.split_once(":sleep:")?;
    record.sleep_hours.is_some().then_some(tracker)
}

/// The fields used to compare sessions.
#[derive(Clone)]
struct Seen {
    /// Record id; not part of the comparison.
    id: Id,
    activity: String,
    /// Category of the activity, if it is a known one.
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
            id: session.id,
            activity: session.activity.clone(),
            family: activity(&session.activity).map(|activity| activity.category.as_str()),
            start: session.start,
            timed: session.timed,
            day: session.day,
            seconds: session.active_seconds,
            ends: (session.before, session.after),
        }
    }

    /// Slots of the instant and of the local clock time.
    fn slots(&self) -> [i64; 2] {
        [
            self.start.timestamp().div_euclid(SLOT),
            shown(self.start).div_euclid(SLOT),
        ]
    }

    /// Difference between the starts in seconds: by instant or, because tables have no time zone, by local clock time.
    fn apart(&self, other: &Self) -> i64 {
        let instants = self.start.timestamp() - other.start.timestamp();
        instants
            .abs()
            .min((shown(self.start) - shown(other.start)).abs())
    }

    /// Whether all compared fields are equal.
    fn tells_the_same(&self, other: &Self) -> bool {
        (&self.activity, self.start, self.timed, self.day)
            == (&other.activity, other.start, other.timed, other.day)
            && (self.seconds, self.ends) == (other.seconds, other.ends)
    }

    /// Whether both are the same session from two programs: start, duration and activity match.
    fn is_same(&self, other: &Self) -> bool {
        let alike = self.activity == other.activity
            || match (self.family, other.family) {
                (Some(one), Some(other)) => one == other,
                // Many programs report some sports only as "other".
                _ => self.timed && other.timed,
            };
        let seconds = self.seconds.abs_diff(other.seconds);
        if self.timed && other.timed {
            alike
                && self.apart(other) <= STARTS
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

/// Local clock time, in seconds since 1970-01-01 00:00 local time.
fn shown(moment: Moment) -> i64 {
    moment.naive_local().and_utc().timestamp()
}

/// Local clock time in minutes; `None` if only the day is known.
fn minute(check_in: &CheckIn) -> Option<i64> {
    check_in.timed.then(|| shown(check_in.at).div_euclid(60))
}

/// Time of day, in minutes.
fn time_of_day(check_in: &CheckIn) -> Option<i64> {
    minute(check_in).map(|minute| minute.rem_euclid(24 * 60))
}

/// Whether two check-ins are the same entry: same local date and time or, as in our tables, same logical day and time
/// of day.
fn says_the_same(one: &CheckIn, other: &CheckIn) -> bool {
    let is_same_time = one.timed == other.timed
        && if one.timed {
            minute(one) == minute(other)
                || (one.day, time_of_day(one)) == (other.day, time_of_day(other))
        } else {
            one.day == other.day
        };
    is_same_time
        && one.ratings == other.ratings
        && one.own == other.own
        && (&one.tags, one.sleep_hours) == (&other.tags, other.sleep_hours)
        && words(&one.note).eq(words(&other.note))
}

/// Ignores whitespace differences, which tables may introduce.
fn words(note: &str) -> impl Iterator<Item = &str> {
    note.split_whitespace()
}

/// Content hashes by calendar date and by logical day; equal check-ins share at least one.
fn gists(check_in: &CheckIn) -> [u64; 2] {
    let says = |time: (Option<i64>, Option<i64>)| {
        let mut hasher = DefaultHasher::new();
        (time, check_in.ratings, &check_in.tags).hash(&mut hasher);
        check_in.sleep_hours.map(f64::to_bits).hash(&mut hasher);
        for (id, value) in check_in.own.iter() {
            (id, value.to_bits()).hash(&mut hasher);
        }
        words(&check_in.note).for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    };
    [
        says((None, minute(check_in))),
        says((Some(check_in.day.number()), time_of_day(check_in))),
    ]
}
