//! Detects sessions and check-ins already stored under another origin: the same run as FIT, as GPX and in Apple Health,
//! or one of our own exports read back: as a table after the JSON or vice versa, in another time zone, or after a
//! change of `day_start`.

use crate::content::activities::activity;
use crate::domain::{CheckIn, Day, Id, ImportBatch, Incoming, Moment, Rating, Record, Session};
use crate::store::{Store, StoreError};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::ops::RangeInclusive;

/// Maximum difference between two programs' start times for the same session, in seconds.
const STARTS: i64 = 120;
/// Width of a time slot in the session index, in seconds.
const SLOT: i64 = 900;
/// Maximum difference between the days of the same entry: time zones and `day_start` each shift it by one.
const DAYS: i64 = 2;

/// Stored records, plus those from earlier files of the same import. Of each only what tells it from others is kept,
/// mostly as hashes: there may be very many.
pub(super) struct Known {
    /// Id of each entry, and the hash of its origin.
    entries: Vec<(Id, u64)>,
    /// Entries by fingerprint, with their place in `entries`.
    by_print: BTreeSet<(u64, usize)>,
    /// Timed sessions.
    sessions: Vec<Seen>,
    /// Timed sessions by slot, active seconds and origin, with their place in `sessions`.
    by_start: BTreeSet<(i64, u32, u64, usize)>,
    /// Hash of the tracker that provided the hours of sleep, by day.
    nights: HashMap<Day, u64>,
    /// Ids of all stored records.
    ids: HashSet<Id>,
}

impl Known {
    /// Indexes the stored records of these days, or of all.
    pub(super) fn new(store: &Store, days: Option<(Day, Day)>) -> Result<Self, StoreError> {
        let mut known = Self {
            entries: Vec::new(),
            by_print: BTreeSet::new(),
            sessions: Vec::new(),
            by_start: BTreeSet::new(),
            nights: HashMap::new(),
            ids: HashSet::new(),
        };
        let around = days.map(|(first, last)| (first.plus(-DAYS), last.plus(DAYS)));
        store.each_from(around, |record, origin| {
            known.ids.insert(record.id());
            match record {
                Record::Session(session) => known.keep(Seen::new(session, origin)),
                Record::CheckIn(check_in) => {
                    known.keep_night(check_in, origin);
                    let prints = prints(check_in);
                    known.keep_prints((check_in.id, hash(origin)), prints);
                }
                _ => {}
            }
        })?;
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
                    let seen = Seen::new(record, origin);
                    let known = self.twins(&seen).any(|(_, origin)| origin != seen.entry.1);
                    if !known {
                        self.keep(seen);
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
        batch.records.retain(|Incoming { record, origin }| {
            if self.ids.contains(&record.id()) {
                return true;
            }
            let is_free = |id: &Id| !theirs.contains(id) && !met.contains(id);
            let twin = match record {
                Record::CheckIn(record) => {
                    let all = prints(record).flat_map(|print| self.printed(print));
                    all.map(|(id, _)| id).find(is_free)
                }
                Record::Session(record) => {
                    let seen = Seen::new(record, origin);
                    self.twins(&seen).map(|(id, _)| id).find(is_free)
                }
                _ => None,
            };
            twin.is_none_or(|twin| !met.insert(twin))
        });
        before - batch.records.len()
    }

    fn keep_night(&mut self, record: &CheckIn, origin: &str) {
        if let Some(tracker) = tracker(record, origin) {
            self.nights.entry(record.day).or_insert(tracker);
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
                .is_some_and(|(tracker, known)| *known != tracker)
    }

    /// Whether there is an equal check-in of another origin.
    fn says(&self, record: &CheckIn, origin: &str) -> bool {
        let origin = hash(origin);
        prints(record)
            .flat_map(|print| self.printed(print))
            .any(|(_, known)| known != origin)
    }

    fn keep(&mut self, seen: Seen) {
        if !seen.timed {
            let print = seen.print();
            if !self
                .printed(print)
                .any(|(_, origin)| origin == seen.entry.1)
            {
                self.keep_prints(seen.entry, std::iter::once(print));
            }
            return;
        }
        let ((_, origin), seconds) = (seen.entry, seen.seconds);
        let place = self.sessions.len();
        let mut is_new = false;
        for slot in seen.starts().map(|start| start.div_euclid(SLOT)) {
            let mut alike = self
                .by_start
                .range((slot, seconds, origin, 0)..=(slot, seconds, origin, usize::MAX));
            let mut others = alike.by_ref().filter_map(|key| self.sessions.get(key.3));
            if !others.any(|other| other.says_the_same(&seen)) {
                self.by_start.insert((slot, seconds, origin, place));
                is_new = true;
            }
        }
        if is_new {
            self.sessions.push(seen);
        }
    }

    fn keep_prints(&mut self, entry: (Id, u64), prints: impl Iterator<Item = u64>) {
        let place = self.entries.len();
        self.entries.push(entry);
        self.by_print.extend(prints.map(|print| (print, place)));
    }

    /// The entries with this fingerprint.
    fn printed(&self, print: u64) -> impl Iterator<Item = (Id, u64)> {
        self.by_print
            .range((print, 0)..=(print, usize::MAX))
            .filter_map(|(_, place)| self.entries.get(*place).copied())
    }

    /// The entries that are the same session.
    fn twins(&self, seen: &Seen) -> impl Iterator<Item = (Id, u64)> {
        let print = (!seen.timed).then(|| seen.print());
        let untimed = print.into_iter().flat_map(|print| self.printed(print));
        let timed = seen.timed.then(|| self.alike(seen)).into_iter().flatten();
        let same = timed.filter(|other| other.is_same(seen));
        untimed.chain(same.map(|other| other.entry))
    }

    /// Timed sessions with a similar start and duration.
    fn alike(&self, seen: &Seen) -> impl Iterator<Item = &Seen> {
        let seconds = seen.similar_seconds();
        let slots = seen.starts().flat_map(|start| {
            (start - STARTS).div_euclid(SLOT)..=(start + STARTS).div_euclid(SLOT)
        });
        slots
            .flat_map(move |slot| {
                let first = (slot, *seconds.start(), 0, 0);
                let last = (slot, *seconds.end(), u64::MAX, usize::MAX);
                self.by_start.range(first..=last)
            })
            .filter_map(|key| self.sessions.get(key.3))
    }
}

/// The tracker that provided the hours of sleep, as a hash.
fn tracker(record: &CheckIn, origin: &str) -> Option<u64> {
    let (tracker, _) = origin.split_once(":sleep:")?;
    record.sleep_hours.is_some().then(|| hash(tracker))
}

/// The fields used to compare sessions.
struct Seen {
    /// Record id, and the hash of its origin; not part of the comparison.
    entry: (Id, u64),
    /// Hash of the activity.
    activity: u64,
    /// Category of the activity, if it is a known one.
    family: Option<&'static str>,
    start: Moment,
    timed: bool,
    day: Day,
    seconds: u32,
    ends: (Option<Rating>, Option<Rating>),
}

impl Seen {
    fn new(session: &Session, origin: &str) -> Self {
        Self {
            entry: (session.id, hash(origin)),
            activity: hash(&session.activity),
            family: activity(&session.activity).map(|activity| activity.category.as_str()),
            start: session.start,
            timed: session.timed,
            day: session.day,
            seconds: session.active_seconds,
            ends: (session.before, session.after),
        }
    }

    /// The start as instant and as local clock time, if they differ, in seconds.
    fn starts(&self) -> impl Iterator<Item = i64> + use<> {
        let (instant, clock) = (self.start.timestamp(), shown(self.start));
        [Some(instant), (clock != instant).then_some(clock)]
            .into_iter()
            .flatten()
    }

    /// Active seconds of sessions that may be the same: up to a tenth of the longer duration.
    fn similar_seconds(&self) -> RangeInclusive<u32> {
        let (least, most) = (
            self.seconds - self.seconds / 10,
            self.seconds.saturating_add(self.seconds / 9),
        );
        least.saturating_sub(1)..=most.saturating_add(2)
    }

    /// Difference between the starts in seconds: by instant or, because tables have no time zone, by local clock time.
    fn apart(&self, other: &Self) -> i64 {
        let instants = self.start.timestamp() - other.start.timestamp();
        instants
            .abs()
            .min((shown(self.start) - shown(other.start)).abs())
    }

    /// Whether all compared fields of two timed sessions are equal.
    fn says_the_same(&self, other: &Self) -> bool {
        (self.activity, self.start, self.day) == (other.activity, other.start, other.day)
            && (self.seconds, self.ends) == (other.seconds, other.ends)
    }

    /// Whether two timed sessions are the same from two programs: start, duration and activity match.
    fn is_same(&self, other: &Self) -> bool {
        let alike = self.activity == other.activity
            || match (self.family, other.family) {
                (Some(one), Some(other)) => one == other,
                // Many programs report some sports only as "other".
                _ => true,
            };
        let seconds = self.seconds.abs_diff(other.seconds);
        alike
            && self.apart(other) <= STARTS
            && seconds <= (self.seconds.max(other.seconds) / 10).max(1)
    }

    /// A hash that equal sessions without a time of day share: they have a day, a duration, moods, and an activity of
    /// one category.
    fn print(&self) -> u64 {
        let unknown = self.family.is_none().then_some(self.activity);
        hash((
            "session",
            self.day.number(),
            self.seconds,
            self.ends,
            self.family,
            unknown,
        ))
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
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

/// Content hashes by which equal check-ins are found, without regard to whitespace in notes, which tables may change:
/// they share one if they have the same local date and time or, as in our tables, the same logical day and time of day.
fn prints(check_in: &CheckIn) -> impl Iterator<Item = u64> + use<> {
    let says = |time: (Option<i64>, Option<i64>)| {
        let mut hasher = DefaultHasher::new();
        (time, check_in.ratings, &check_in.tags).hash(&mut hasher);
        check_in.sleep_hours.map(f64::to_bits).hash(&mut hasher);
        for (id, value) in check_in.own.iter() {
            (id, value.to_bits()).hash(&mut hasher);
        }
        let words = check_in.note.split_whitespace();
        words.for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    };
    let by_date = minute(check_in).map(|minute| says((None, Some(minute))));
    let by_day = says((Some(check_in.day.number()), time_of_day(check_in)));
    by_date.into_iter().chain([by_day])
}
