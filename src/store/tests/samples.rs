//! Sample records and files for the scenarios.

use crate::domain::{
    Also, CheckIn, Day, DayStart, Effort, Felt, Id, Incoming, Moment, Rating, Ratings, Record,
    Session, Source, StepDone,
};
use crate::store::Store;
use chrono::{DateTime, TimeDelta};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) fn at(text: &str) -> Moment {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub(crate) fn now() -> Moment {
    at("2026-03-02T17:40:00+01:00")
}

pub(crate) fn later(minutes: i64) -> Moment {
    now() + TimeDelta::minutes(minutes)
}

pub(crate) fn today() -> Day {
    Day::of(now().naive_local(), DayStart::default())
}

pub(crate) fn id(number: u8) -> Id {
    Id::new(now(), [number; 10])
}

pub(crate) fn check_in(number: u8) -> CheckIn {
    CheckIn {
        id: id(number),
        at: now(),
        timed: true,
        day: today(),
        ratings: Ratings {
            mood: Rating::new(7),
            sleep: Rating::new(4),
            ..Ratings::default()
        },
        sleep_hours: Some(7.3),
        own: crate::domain::OwnAnswers::default(),
        tags: vec!["work".into(), "out \"side\"\n".into()],
        note: "slept late\n— better".into(),
        source: Source::Typed,
        import: None,
        updated_at: now(),
    }
}

pub(crate) fn session(number: u8) -> Session {
    Session {
        id: id(number),
        start: now(),
        timed: true,
        day: today(),
        activity: "yoga".into(),
        title: "Gentle yoga".into(),
        routine: Some("yoga-gentle".into()),
        active_seconds: 612,
        planned_seconds: None,
        distance_m: Some(0.1 + 0.2),
        met: 2.3,
        effort: Effort::new(3),
        before: Rating::new(4),
        after: Rating::new(6),
        also: Also {
            energy_before: Rating::new(2),
            calm_after: Rating::new(8),
            ..Also::default()
        },
        felt: Some(Felt::TooEasy),
        complete: true,
        note: String::new(),
        source: Source::Timer,
        steps: vec![StepDone {
            movement: "squat".into(),
            seconds: 40,
            complete: false,
        }],
        import: None,
        updated_at: now(),
    }
}

pub(crate) fn on(mut record: CheckIn, days: i64) -> CheckIn {
    record.day = record.day.plus(days);
    record.at += TimeDelta::days(days);
    record
}

pub(crate) fn incoming(record: impl Into<Record>, origin: &str) -> Incoming {
    Incoming {
        record: record.into(),
        origin: origin.into(),
    }
}

/// A new folder, and the path of a file in it that does not exist yet.
pub(crate) fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("firstline").join("firstline.db");
    (folder, path)
}

pub(crate) fn open(path: &Path) -> Store {
    Store::open(path, now()).unwrap()
}

pub(crate) fn memory() -> Store {
    Store::open_in_memory(now()).unwrap()
}

/// The visible records, without their change times, which every step updates.
pub(crate) fn in_sight(store: &Store) -> (Vec<CheckIn>, Vec<Session>) {
    let journal = store.all().unwrap();
    let mut check_ins = journal.check_ins().to_vec();
    let mut sessions = journal.sessions().to_vec();
    for record in &mut check_ins {
        record.updated_at = now();
    }
    for record in &mut sessions {
        record.updated_at = now();
    }
    (check_ins, sessions)
}
