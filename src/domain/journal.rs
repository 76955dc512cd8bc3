//! In-memory records, sorted, with a revision number.

use crate::domain::by_kind::ByKind;
use crate::domain::tag::{self, Spellings};
use crate::domain::{
    Arm, Assessment, Candidate, Change, CheckIn, Day, DaySummary, Experiment, Id, Instrument,
    OwnActivities, OwnRatings, OwnRoutine, Record, RecordKind, RecordRef, Session, Stage,
    TrialKind, Week,
};
use std::collections::BTreeMap;

/// Weekly dose of movement associated with about half of the benefit of exercise, in marginal MET-minutes (4.4
/// marginal MET-hours: Pearce et al. 2022, 10.1001/jamapsychiatry.2022.0609).
pub const DOSE_HALF: f64 = 264.0;
/// Weekly dose at the recommended level, in marginal MET-minutes (8.8 marginal MET-hours, same source).
pub const DOSE_FULL: f64 = 528.0;

/// Prefix of the settings that record the suggestions refused on a day.
pub const REFUSED: &str = "refused:";

/// All loaded records, each kind sorted by time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    records: ByKind,
    files: Vec<OwnRoutine>,
    settings: BTreeMap<String, String>,
    revision: u64,
    from: Option<Day>,
    /// Whether the config says to hide numbers.
    hides_numbers: bool,
}

impl Journal {
    /// A journal of these records, covering the days since `from`, or all days.
    pub fn new(check_ins: Vec<CheckIn>, sessions: Vec<Session>, from: Option<Day>) -> Self {
        let journal = Self {
            from,
            ..Self::default()
        };
        journal.with(check_ins).with(sessions)
    }

    /// The same journal with these records added.
    #[must_use]
    pub fn with(mut self, records: impl IntoIterator<Item = impl Into<Record>>) -> Self {
        let known = self.records.check_ins.len();
        self.records.extend(records.into_iter().map(Into::into));
        if self.records.check_ins.len() > known {
            self.unify_tags();
        }
        self
    }

    /// The person's own ratings, in their order.
    pub fn own_ratings(&self) -> OwnRatings<'_> {
        OwnRatings(&self.records.ratings)
    }

    /// The person's own activities, by name.
    pub fn own_activities(&self) -> OwnActivities<'_> {
        OwnActivities(&self.records.own_activities)
    }

    /// All experiments, in order of their start.
    pub fn experiments(&self) -> &[Experiment] {
        &self.records.experiments
    }

    /// The experiment with a coin for today or later days: a started one takes precedence over a waiting one, and
    /// among several the most recently started.
    pub fn open_experiment(&self, today: Day) -> Option<&Experiment> {
        let waits = || {
            let mut open = self.records.experiments.iter();
            open.rfind(|record| self.stage(record, today).is_open())
        };
        self.running_experiments(today).last().or_else(waits)
    }

    /// Experiments between their first and last day, paused or not; at most one, unless a sync merged several.
    pub fn running_experiments(&self, today: Day) -> impl Iterator<Item = &Experiment> {
        self.records
            .experiments
            .iter()
            .filter(move |record| record.start <= today && self.stage(record, today).is_open())
    }

    /// The stage of `experiment` on `today`.
    pub fn stage(&self, experiment: &Experiment, today: Day) -> Stage {
        let full = || self.places(experiment).len() == experiment.days as usize;
        match experiment.stage(today) {
            stage if experiment.kind == TrialKind::Days || !stage.is_open() => stage,
            _ if full() => Stage::Ended,
            stage => stage,
        }
    }

    /// The sessions that fill the slots of a before/after experiment.
    pub fn places(&self, experiment: &Experiment) -> Vec<&Session> {
        experiment.places(&self.records.sessions, |session| Candidate {
            day: session.day,
            activity: &session.activity,
            routine: session.routine.as_deref(),
            rated_before: session.before.is_some(),
        })
    }

    /// The coin's result for the next session of `experiment`. `None` if no coin is tossed: it is not a running
    /// before/after experiment, today's slot is filled, or not all of its sessions are loaded.
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

    /// Sets the routines read from files. They survive [`Journal::replace`].
    pub fn set_files(&mut self, files: Vec<OwnRoutine>) {
        self.files = files;
        self.revision += 1;
    }

    /// Custom routines, newest first. A routine from a file comes before a stored routine with the same name.
    pub fn routines(&self) -> impl Iterator<Item = &OwnRoutine> {
        let written = |record: &OwnRoutine| {
            self.files
                .iter()
                .any(|file| file.routine.id == record.routine.id)
        };
        self.files.iter().chain(
            self.records
                .routines
                .iter()
                .rev()
                .filter(move |record| !written(record)),
        )
    }

    /// The same journal with these settings, by name.
    #[must_use]
    pub fn with_settings(mut self, settings: impl IntoIterator<Item = (String, String)>) -> Self {
        self.settings = settings.into_iter().collect();
        self
    }

    /// The first day loaded; `None` if all days are loaded.
    pub const fn from(&self) -> Option<Day> {
        self.from
    }

    /// Increases with every change; used as a cache key.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Replaces all records; the revision keeps increasing.
    pub fn replace(&mut self, newer: Self) {
        *self = Self {
            revision: self.revision + 1,
            files: std::mem::take(&mut self.files),
            hides_numbers: self.hides_numbers,
            ..newer
        };
    }

    /// Whether the config says to hide numbers.
    pub const fn hides_numbers(&self) -> bool {
        self.hides_numbers
    }

    /// Takes over from the config whether numbers are hidden. It survives [`Journal::replace`].
    pub const fn hide_numbers(&mut self, hides: bool) {
        if self.hides_numbers != hides {
            self.hides_numbers = hides;
            self.revision += 1;
        }
    }

    /// Writes each tag as it was first written.
    fn unify_tags(&mut self) {
        let mut spellings = Spellings::default();
        for record in &mut self.records.check_ins {
            spellings.unify(&mut record.tags);
        }
    }

    /// A tag as it is shown: in the spelling first used, if there is one.
    pub fn shown_tag(&self, typed: &str) -> String {
        let tags = || {
            self.records
                .check_ins
                .iter()
                .flat_map(|record| &record.tags)
        };
        let same = tags().find(|tag| *tag == typed);
        let same = same.or_else(|| tags().find(|tag| tag::is_same(tag, typed)));
        same.map_or_else(|| typed.to_owned(), String::clone)
    }

    /// Applies a change that was stored.
    pub fn apply(&mut self, change: &Change) {
        self.revision += 1;
        self.change(change);
        self.unify_tags();
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Save(record) => self.records.save(Record::clone(record)),
            Change::Edit(edit) => self.records.save(edit.wanted.clone()),
            Change::Delete(kind, id) => self.records.delete(*kind, *id),
            Change::SaveSetting { key, value } => self.note(key, value),
            Change::DropDraft(key) => self.note(key, ""),
            Change::Several(changes) => changes.iter().for_each(|change| self.change(change)),
        }
    }

    /// Applies a setting that was stored without an undo step.
    pub fn note(&mut self, key: &str, value: &str) {
        self.settings.insert(key.to_owned(), value.to_owned());
    }

    /// The value of the setting `key`; `None` if it is unset or empty.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Nonempty settings with this prefix and their values, sorted by name.
    pub fn settings_from<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = self.settings.range(begin.to_owned()..);
        from.take_while(move |(key, _)| key.starts_with(begin))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Routine ids refused on each day, separated by spaces.
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

    /// Completed questionnaires of one kind, oldest first. They cover all days, even if only recent check-ins were
    /// loaded.
    pub fn assessments_of(
        &self,
        instrument: Instrument,
    ) -> impl DoubleEndedIterator<Item = &Assessment> {
        self.records
            .assessments
            .iter()
            .filter(move |record| record.instrument == instrument)
    }

    /// Every record of one kind, in order, including routines from files.
    pub fn records(&self, kind: RecordKind) -> Vec<RecordRef<'_>> {
        match kind {
            RecordKind::Routine => self.routines().map(RecordRef::Routine).collect(),
            _ => self.records.of(kind),
        }
    }

    /// All completed questionnaires, oldest first.
    pub fn assessments(&self) -> &[Assessment] {
        &self.records.assessments
    }

    /// All check-ins, oldest first.
    pub fn check_ins(&self) -> &[CheckIn] {
        &self.records.check_ins
    }

    /// All sessions, oldest first.
    pub fn sessions(&self) -> &[Session] {
        &self.records.sessions
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.records.check_ins.is_empty() && self.records.sessions.is_empty()
    }

    /// The check-ins of `day`, earliest first.
    pub fn check_ins_on(&self, day: Day) -> &[CheckIn] {
        let from = self
            .records
            .check_ins
            .partition_point(|record| record.day < day);
        let until = self
            .records
            .check_ins
            .partition_point(|record| record.day <= day);
        &self.records.check_ins[from..until]
    }

    /// The sessions of `day`, earliest first.
    pub fn sessions_on(&self, day: Day) -> &[Session] {
        self.sessions_in(day, day)
    }

    /// The sessions from `first` through `last`, inclusive.
    pub fn sessions_in(&self, first: Day, last: Day) -> &[Session] {
        let from = self
            .records
            .sessions
            .partition_point(|record| record.day < first);
        let until = self
            .records
            .sessions
            .partition_point(|record| record.day <= last)
            .max(from);
        &self.records.sessions[from..until]
    }

    /// The check-in with this id.
    pub fn check_in(&self, id: Id) -> Option<&CheckIn> {
        self.records.check_ins.iter().find(|record| record.id == id)
    }

    /// The session with this id.
    pub fn session(&self, id: Id) -> Option<&Session> {
        self.records.sessions.iter().find(|record| record.id == id)
    }

    /// The first and the last day with any record.
    pub fn span(&self) -> Option<(Day, Day)> {
        let first = [
            self.records.check_ins.first().map(|record| record.day),
            self.records.sessions.first().map(|record| record.day),
        ];
        let last = [
            self.records.check_ins.last().map(|record| record.day),
            self.records.sessions.last().map(|record| record.day),
        ];
        Some((
            first.into_iter().flatten().min()?,
            last.into_iter().flatten().max()?,
        ))
    }

    /// Totals for each day with any record, from `first` to `last`.
    pub fn days(&self, first: Day, last: Day) -> BTreeMap<Day, DaySummary> {
        let mut days: BTreeMap<Day, DaySummary> = BTreeMap::new();
        let from = self
            .records
            .check_ins
            .partition_point(|record| record.day < first);
        for record in self.records.check_ins[from..]
            .iter()
            .take_while(|record| record.day <= last)
        {
            let summary = days.entry(record.day).or_default();
            summary.add_check_in(
                &record.ratings,
                &record.own,
                record.sleep_hours,
                &record.tags,
            );
        }
        for session in self.sessions_in(first, last) {
            days.entry(session.day)
                .or_default()
                .add_session(session.moved());
        }
        days
    }

    /// The seven days ending with `last`.
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

    /// Recently used tags, each once, most recent first.
    pub fn recent_tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for tag in self
            .records
            .check_ins
            .iter()
            .rev()
            .flat_map(|record| &record.tags)
        {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag);
            }
        }
        tags
    }
}
