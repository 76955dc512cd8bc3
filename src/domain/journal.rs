//! The journal: the records in memory, sorted, with a revision number; and what a day adds up to.

use crate::domain::{
    Arm, Assessment, Candidate, Change, CheckIn, Day, Experiment, Id, Instrument, Moment, Moved,
    OwnRoutine, Question, Ratings, Record, RecordKind, RecordRef, Session, Stage, TrialKind,
};
use std::collections::BTreeMap;

/// A week's dose of movement that brings about half of what exercise is linked with, in
/// marginal MET-minutes (4.4 marginal MET-hours: Pearce et al. 2022,
/// 10.1001/jamapsychiatry.2022.0609).
pub const DOSE_HALF: f64 = 264.0;
/// The dose of the recommended week, in marginal MET-minutes (8.8 marginal MET-hours, same source).
pub const DOSE_FULL: f64 = 528.0;

/// How the settings begin that keep what was refused on a day.
pub const REFUSED: &str = "refused:";

/// All records that were loaded, each kind sorted by time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    check_ins: Vec<CheckIn>,
    sessions: Vec<Session>,
    assessments: Vec<Assessment>,
    routines: Vec<OwnRoutine>,
    experiments: Vec<Experiment>,
    files: Vec<OwnRoutine>,
    settings: BTreeMap<String, String>,
    revision: u64,
    from: Option<Day>,
}

/// What the records of one day come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DaySummary {
    /// How many check-ins.
    pub check_ins: usize,
    /// How many sessions.
    pub sessions: usize,
    /// Active seconds.
    pub seconds: u64,
    /// MET-minutes.
    pub met_minutes: f64,
    /// Marginal MET-minutes: the dose.
    pub dose: f64,
    /// Tags, sorted, each once.
    pub tags: Vec<String>,
    /// The sum and the count of each rating, and of the hours slept.
    sums: [(u32, u32); Question::ALL.len()],
    slept: (f64, u32),
}

impl DaySummary {
    /// The day's mean of `question`, 1 to 9; nothing when it was not rated.
    pub fn mean(&self, question: Question) -> Option<f64> {
        let (sum, count) = self.sums[question as usize];
        (count > 0).then(|| f64::from(sum) / f64::from(count))
    }

    /// The mean of the hours slept, where given.
    pub fn sleep_hours(&self) -> Option<f64> {
        let (sum, count) = self.slept;
        (count > 0).then(|| sum / f64::from(count))
    }

    /// Active minutes.
    pub fn minutes(&self) -> f64 {
        self.seconds as f64 / 60.0
    }

    /// Counts a check-in in.
    pub fn add_check_in(&mut self, ratings: &Ratings, sleep_hours: Option<f64>, tags: &[String]) {
        self.check_ins += 1;
        for (question, rating) in ratings.answered() {
            let (sum, count) = &mut self.sums[question as usize];
            *sum += u32::from(rating.get());
            *count += 1;
        }
        if let Some(hours) = sleep_hours {
            self.slept.0 += hours;
            self.slept.1 += 1;
        }
        for tag in tags {
            if let Err(place) = self.tags.binary_search(tag) {
                self.tags.insert(place, tag.clone());
            }
        }
    }

    /// Counts a session in.
    pub fn add_session(&mut self, moved: Moved) {
        self.sessions += 1;
        self.seconds += u64::from(moved.active_seconds);
        self.met_minutes += moved.met_minutes();
        self.dose += moved.dose();
    }
}

/// The seven days up to and including a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// Minutes of each day, the oldest first.
    pub minutes: [f64; 7],
    /// Their dose together, in marginal MET-minutes.
    pub dose: f64,
}

impl Week {
    /// Days with any movement.
    pub fn active_days(&self) -> usize {
        self.minutes
            .iter()
            .filter(|minutes| **minutes > 0.0)
            .count()
    }

    /// Minutes together.
    pub fn total(&self) -> f64 {
        self.minutes.iter().sum()
    }
}

/// The sum of `values`; of none 0, where [`Iterator::sum`] has −0, which is no number to show.
pub fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// An amount as a person reads it: whole, and `under 1` where there was some, though less than half of one.
pub fn whole(value: f64) -> String {
    if value > 0.0 && value.round() < 1.0 {
        return "under 1".to_owned();
    }
    format!("{value:.0}")
}

type ByTime = (Day, Moment, Id);

const fn check_in_order(record: &CheckIn) -> ByTime {
    (record.day, record.at, record.id)
}

const fn session_order(record: &Session) -> ByTime {
    (record.day, record.start, record.id)
}

const fn assessment_order(record: &Assessment) -> ByTime {
    (record.day, record.at, record.id)
}

const fn routine_order(record: &OwnRoutine) -> Id {
    record.id
}

const fn experiment_order(record: &Experiment) -> (Day, Id) {
    (record.start, record.id)
}

/// Puts `record` in its place among `sorted`.
fn insert<R, Order: Ord>(sorted: &mut Vec<R>, record: R, order: impl Fn(&R) -> Order) {
    let place = sorted.partition_point(|other| order(other) < order(&record));
    sorted.insert(place, record);
}

impl Journal {
    /// A journal of these records, of the days since `from` or of all days.
    pub fn new(check_ins: Vec<CheckIn>, sessions: Vec<Session>, from: Option<Day>) -> Self {
        let journal = Self {
            from,
            ..Self::default()
        };
        journal.with(check_ins).with(sessions)
    }

    /// The same with these records too.
    #[must_use]
    pub fn with(mut self, records: impl IntoIterator<Item = impl Into<Record>>) -> Self {
        for record in records {
            match record.into() {
                Record::CheckIn(record) => self.check_ins.push(record),
                Record::Session(record) => self.sessions.push(record),
                Record::Assessment(record) => self.assessments.push(record),
                Record::Routine(record) => self.routines.push(record),
                Record::Experiment(record) => self.experiments.push(record),
            }
        }
        self.check_ins.sort_by_key(check_in_order);
        self.sessions.sort_by_key(session_order);
        self.assessments.sort_by_key(assessment_order);
        self.routines.sort_by_key(routine_order);
        self.experiments.sort_by_key(experiment_order);
        self
    }

    /// All experiments, the first begun first.
    pub fn experiments(&self) -> &[Experiment] {
        &self.experiments
    }

    /// The experiment whose coin decides today or coming days: one that has begun before one that waits, and of several
    /// the one that began last.
    pub fn open_experiment(&self, today: Day) -> Option<&Experiment> {
        let waits = || {
            let mut open = self.experiments.iter();
            open.rfind(|record| self.stage(record, today).is_open())
        };
        self.running_experiments(today).last().or_else(waits)
    }

    /// The experiments between their first and their last day, paused or not: one, but for what a sync brought
    /// together.
    pub fn running_experiments(&self, today: Day) -> impl Iterator<Item = &Experiment> {
        self.experiments
            .iter()
            .filter(move |record| record.start <= today && self.stage(record, today).is_open())
    }

    /// Where `experiment` is on `today`.
    pub fn stage(&self, experiment: &Experiment, today: Day) -> Stage {
        let full = || self.places(experiment).len() == experiment.days as usize;
        match experiment.stage(today) {
            stage if experiment.kind == TrialKind::Days || !stage.is_open() => stage,
            _ if full() => Stage::Ended,
            stage => stage,
        }
    }

    /// The sessions that fill the places of a before/after experiment.
    pub fn places(&self, experiment: &Experiment) -> Vec<&Session> {
        experiment.places(&self.sessions, |session| Candidate {
            day: session.day,
            activity: &session.activity,
            routine: session.routine.as_deref(),
            rated_before: session.before.is_some(),
        })
    }

    /// What the coin says for the next session of `experiment`; nothing where none is tossed: it is no before/after
    /// experiment that runs, today's place is filled, or not all of its sessions are loaded.
    pub fn session_coin(&self, experiment: &Experiment, today: Day) -> Option<Arm> {
        let loaded = self.from.is_none_or(|from| from <= experiment.start);
        let runs = experiment.kind == TrialKind::Sessions
            && self.stage(experiment, today) == Stage::Running;
        if !loaded || !runs {
            return None;
        }
        let places = self.places(experiment);
        let filled_today = places.last().is_some_and(|session| session.day >= today);
        let next = experiment.assignment.get(places.len()).copied();
        next.filter(|_| !filled_today)
    }

    /// Takes in the routines that were read from files. They stay when the records are replaced.
    pub fn set_files(&mut self, files: Vec<OwnRoutine>) {
        self.files = files;
        self.revision += 1;
    }

    /// Custom routines, newest first. A routine written in a file comes before a stored one of the same
    /// name.
    pub fn routines(&self) -> impl Iterator<Item = &OwnRoutine> {
        let written = |record: &OwnRoutine| {
            self.files
                .iter()
                .any(|file| file.routine.id == record.routine.id)
        };
        self.files.iter().chain(
            self.routines
                .iter()
                .rev()
                .filter(move |record| !written(record)),
        )
    }

    /// The same with these settings, by name.
    #[must_use]
    pub fn with_settings(mut self, settings: impl IntoIterator<Item = (String, String)>) -> Self {
        self.settings = settings.into_iter().collect();
        self
    }

    /// The first day it holds; nothing when it holds every day there is.
    pub const fn from(&self) -> Option<Day> {
        self.from
    }

    /// A number that changes with every change: what caches are keyed by.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Replaces all records; the revision goes on counting.
    pub fn replace(&mut self, newer: Self) {
        *self = Self {
            revision: self.revision + 1,
            files: std::mem::take(&mut self.files),
            ..newer
        };
    }

    /// Takes part in a change that was stored.
    pub fn apply(&mut self, change: &Change) {
        self.revision += 1;
        match change {
            Change::Save(record) => self.save(Record::clone(record)),
            Change::Edit(edit) => self.save(edit.wanted.clone()),
            Change::Delete(kind, id) => self.delete(*kind, *id),
            Change::SaveSetting { key, value } => self.note(key, value),
            Change::DropDraft(key) => self.note(key, ""),
            Change::Several(changes) => changes.iter().for_each(|change| self.apply(change)),
        }
    }

    fn save(&mut self, record: Record) {
        self.delete(record.kind(), record.id());
        match record {
            Record::CheckIn(record) => insert(&mut self.check_ins, record, check_in_order),
            Record::Session(record) => insert(&mut self.sessions, record, session_order),
            Record::Assessment(record) => insert(&mut self.assessments, record, assessment_order),
            Record::Routine(record) => insert(&mut self.routines, record, routine_order),
            Record::Experiment(record) => insert(&mut self.experiments, record, experiment_order),
        }
    }

    fn delete(&mut self, kind: RecordKind, id: Id) {
        match kind {
            RecordKind::CheckIn => self.check_ins.retain(|record| record.id != id),
            RecordKind::Session => self.sessions.retain(|record| record.id != id),
            RecordKind::Assessment => self.assessments.retain(|record| record.id != id),
            RecordKind::Routine => self.routines.retain(|record| record.id != id),
            RecordKind::Experiment => self.experiments.retain(|record| record.id != id),
        }
    }

    /// Takes part in a setting that was stored without a step of undo.
    pub fn note(&mut self, key: &str, value: &str) {
        self.settings.insert(key.to_owned(), value.to_owned());
    }

    /// What the setting `key` is set to; nothing where it is not set, or set to nothing.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The settings whose names begin so, with what they are set to, by name.
    pub fn settings_from<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = self.settings.range(begin.to_owned()..);
        from.take_while(move |(key, _)| key.starts_with(begin))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// What was refused on which day: ids of routines, with blanks between.
    pub fn refusals(&self) -> impl Iterator<Item = (Day, &str)> {
        self.settings.iter().filter_map(|(key, ids)| {
            let day = key
                .strip_prefix(REFUSED)?
                .parse()
                .ok()
                .map(Day::from_date)?;
            Some((day, ids.as_str()))
        })
    }

    /// The completed questionnaires of one kind, the oldest first; of every day, however few days
    /// of check-ins were loaded.
    pub fn assessments_of(
        &self,
        instrument: Instrument,
    ) -> impl DoubleEndedIterator<Item = &Assessment> {
        self.assessments
            .iter()
            .filter(move |record| record.instrument == instrument)
    }

    /// Every record of one kind, in its order; routines in files are among them.
    pub fn records(&self, kind: RecordKind) -> Vec<RecordRef<'_>> {
        match kind {
            RecordKind::CheckIn => self.check_ins.iter().map(RecordRef::CheckIn).collect(),
            RecordKind::Session => self.sessions.iter().map(RecordRef::Session).collect(),
            RecordKind::Assessment => self.assessments.iter().map(RecordRef::Assessment).collect(),
            RecordKind::Routine => self.routines().map(RecordRef::Routine).collect(),
            RecordKind::Experiment => self.experiments.iter().map(RecordRef::Experiment).collect(),
        }
    }

    /// All completed questionnaires, the oldest first.
    pub fn assessments(&self) -> &[Assessment] {
        &self.assessments
    }

    /// All check-ins, the oldest first.
    pub fn check_ins(&self) -> &[CheckIn] {
        &self.check_ins
    }

    /// All sessions, the oldest first.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.check_ins.is_empty() && self.sessions.is_empty()
    }

    /// The check-ins of `day`, the earliest first.
    pub fn check_ins_on(&self, day: Day) -> &[CheckIn] {
        let from = self.check_ins.partition_point(|record| record.day < day);
        let until = self.check_ins.partition_point(|record| record.day <= day);
        &self.check_ins[from..until]
    }

    /// The sessions of `day`, the earliest first.
    pub fn sessions_on(&self, day: Day) -> &[Session] {
        self.sessions_in(day, day)
    }

    /// The sessions of the days from `first` to `last`, both included.
    pub fn sessions_in(&self, first: Day, last: Day) -> &[Session] {
        let from = self.sessions.partition_point(|record| record.day < first);
        let until = self
            .sessions
            .partition_point(|record| record.day <= last)
            .max(from);
        &self.sessions[from..until]
    }

    /// The check-in with this id.
    pub fn check_in(&self, id: Id) -> Option<&CheckIn> {
        self.check_ins.iter().find(|record| record.id == id)
    }

    /// The session with this id.
    pub fn session(&self, id: Id) -> Option<&Session> {
        self.sessions.iter().find(|record| record.id == id)
    }

    /// The first and the last day with any record.
    pub fn span(&self) -> Option<(Day, Day)> {
        let first = [
            self.check_ins.first().map(|record| record.day),
            self.sessions.first().map(|record| record.day),
        ];
        let last = [
            self.check_ins.last().map(|record| record.day),
            self.sessions.last().map(|record| record.day),
        ];
        Some((
            first.into_iter().flatten().min()?,
            last.into_iter().flatten().max()?,
        ))
    }

    /// What each day with any record comes to, from `first` to `last`.
    pub fn days(&self, first: Day, last: Day) -> BTreeMap<Day, DaySummary> {
        let mut days: BTreeMap<Day, DaySummary> = BTreeMap::new();
        let from = self.check_ins.partition_point(|record| record.day < first);
        for record in self.check_ins[from..]
            .iter()
            .take_while(|record| record.day <= last)
        {
            let summary = days.entry(record.day).or_default();
            summary.add_check_in(&record.ratings, record.sleep_hours, &record.tags);
        }
        for session in self.sessions_in(first, last) {
            days.entry(session.day)
                .or_default()
                .add_session(session.moved());
        }
        days
    }

    /// The seven days that end with `last`.
    pub fn week(&self, last: Day) -> Week {
        let first = last.plus(-6);
        let mut week = Week {
            minutes: [0.0; 7],
            dose: 0.0,
        };
        for session in self.sessions_in(first, last) {
            week.minutes[session.day.since(first) as usize] += session.minutes();
            week.dose += session.dose();
        }
        week
    }

    /// The tags used most lately, each once, the latest first.
    pub fn recent_tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for tag in self.check_ins.iter().rev().flat_map(|record| &record.tags) {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag);
            }
        }
        tags
    }
}
