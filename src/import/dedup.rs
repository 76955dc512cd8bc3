//! Sessions and check-ins that are here already under another name: the same run as FIT, as GPX and in
//! Apple Health, or an export of ours read back: as a table after the JSON or the other way round, in another time
//! zone, after a change of `day_start`.

use crate::content::activities::activity;
use crate::domain::{CheckIn, Day, Id, ImportBatch, Incoming, Moment, Rating, Record, Session};
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Starts of one session differ at most so much between programs, in seconds.
const STARTS: i64 = 120;
/// How long one place in the list of sessions is, in seconds: the same session is in the next one at the farthest.
const SLOT: i64 = 900;

/// Sessions of one slot by origin, then by seconds of movement, so that each is compared with only a few others.
type Slot = HashMap<String, BTreeMap<u32, Vec<Seen>>>;

/// What is here, and what earlier files of the same import brought.
pub(super) struct Known {
    sessions: BTreeMap<i64, Slot>,
    /// By what they say, each with its origin; each stands twice, by its date and by its day.
    check_ins: HashMap<u64, Vec<(CheckIn, String)>>,
    /// Which tracker told how long the nights of which days were.
    nights: HashMap<Day, String>,
    /// The ids of everything in the store.
    ids: HashSet<Id>,
}

impl Known {
    /// What the store holds.
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

    /// Leaves out what is known under another origin, in the store or from an earlier file; answers how
    /// many. The same origin again is the store's own matter.
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
                // The others come from us alone, and are known by their ids.
                _ => true,
            });
        before - batch.records.len()
    }

    /// Leaves out of an export of ours what came from a table of ours before, under other ids; answers how many.
    /// Each record here stands for one there: what is twice in the export was twice in the table.
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

    /// Whether another tracker told of this night, and this one says no more than its hours.
    fn has_night(&self, record: &CheckIn, origin: &str) -> bool {
        let says_more =
            !record.ratings.is_empty() || !record.note.is_empty() || !record.tags.is_empty();
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

    /// Sessions that began about then and lasted about as long, each with its origin.
    fn alike(&self, seen: &Seen) -> impl Iterator<Item = (&str, &Seen)> {
        // A tenth of the longer of the two.
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

/// The tracker that told how long a night was.
fn tracker<'a>(record: &CheckIn, origin: &'a str) -> Option<&'a str> {
    let (tracker, _) = origin.split_once(":sleep:")?;
    record.sleep_hours.is_some().then_some(tracker)
}

/// What tells one session from another.
#[derive(Clone)]
struct Seen {
    /// The id of its record; no part of what it says.
    id: Id,
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

    /// The slots of its instant and of what clocks showed then.
    fn slots(&self) -> [i64; 2] {
        [
            self.start.timestamp().div_euclid(SLOT),
            shown(self.start).div_euclid(SLOT),
        ]
    }

    /// How many seconds the starts are apart: by the instant or, since a table does not tell of a time zone, by what
    /// clocks showed.
    fn apart(&self, other: &Self) -> i64 {
        let instants = self.start.timestamp() - other.start.timestamp();
        instants
            .abs()
            .min((shown(self.start) - shown(other.start)).abs())
    }

    /// Whether the two are the same in every field.
    fn tells_the_same(&self, other: &Self) -> bool {
        (&self.activity, self.start, self.timed, self.day)
            == (&other.activity, other.start, other.timed, other.day)
            && (self.seconds, self.ends) == (other.seconds, other.ends)
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

/// What clocks showed at that moment, in seconds since 1970 as they showed them.
fn shown(moment: Moment) -> i64 {
    moment.naive_local().and_utc().timestamp()
}

/// What clocks showed at a check-in, to the minute; nothing where only the day is known.
fn minute(check_in: &CheckIn) -> Option<i64> {
    check_in.timed.then(|| shown(check_in.at).div_euclid(60))
}

/// The time of day, in minutes.
fn time_of_day(check_in: &CheckIn) -> Option<i64> {
    minute(check_in).map(|minute| minute.rem_euclid(24 * 60))
}

/// Whether two check-ins are one entry: of one moment by the clocks there or, as our tables have it, of one day and
/// one time of day.
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
        && (&one.tags, one.sleep_hours) == (&other.tags, other.sleep_hours)
        && words(&one.note).eq(words(&other.note))
}

/// A table may have other blanks.
fn words(note: &str) -> impl Iterator<Item = &str> {
    note.split_whitespace()
}

/// Numbers of which check-ins that say the same have one in common: by the date, and by the day.
fn gists(check_in: &CheckIn) -> [u64; 2] {
    let says = |time: (Option<i64>, Option<i64>)| {
        let mut hasher = DefaultHasher::new();
        (time, check_in.ratings, &check_in.tags).hash(&mut hasher);
        check_in.sleep_hours.map(f64::to_bits).hash(&mut hasher);
        words(&check_in.note).for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    };
    [
        says((None, minute(check_in))),
        says((Some(check_in.day.number()), time_of_day(check_in))),
    ]
}
