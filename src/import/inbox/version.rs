//! Versions of an inbox file, and the ids that follow from them.

use super::files::InboxFile;
use crate::domain::{Day, Id, Moment, NOON};
use crate::import::Here;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// How the moment stands in a mark.
pub(super) const MARK_TIME: &str = "%Y-%m-%d at %H:%M:%S";
/// Milliseconds over which the ids of one reading are spread, so that their beginnings differ.
const SPREAD: u64 = 3_600_000;

/// The version of a file, from which the ids of its lines follow.
pub(super) struct Version {
    /// The mark of its last reading; without one, its day.
    name: String,
    /// When its lines were written, as far as known.
    pub written: Moment,
    /// A moment that is the same on every computer.
    made: NaiveDateTime,
}

impl Version {
    pub(super) fn of(file: &InboxFile, mark: Option<&str>, here: &Here<'_>, now: Moment) -> Self {
        let changed = file.changed.map_or(now, |changed| {
            let utc = DateTime::<Utc>::from(changed).naive_utc();
            here.clock.moment(here.to_local(utc))
        });
        let changed = changed.min(now);
        let named = named_day(&file.path).filter(|day| *day < changed.date_naive());
        let written = named.map_or(changed, |day| here.clock.moment(day.and_time(NOON)));
        let day = Day::of(written.naive_local(), here.day_start);
        let time = mark.and_then(|mark| {
            let (time, _) = mark.split_once(". ").unwrap_or((mark, ""));
            NaiveDateTime::parse_from_str(time, MARK_TIME).ok()
        });
        Self {
            name: mark.map_or_else(|| day.to_string(), str::to_owned),
            written,
            made: time.unwrap_or_else(|| day.date().and_time(NOON)),
        }
    }

    /// The id of the `nth` such line.
    pub(super) fn id(&self, line: &str, nth: usize) -> Id {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let digest = Sha256::digest(format!("inbox:{}\n{words}\n{nth}", self.name));
        let mut random = [0; 10];
        random.copy_from_slice(&digest[..10]);
        let mut spread = [0; 8];
        spread.copy_from_slice(&digest[10..18]);
        let spread = TimeDelta::milliseconds((u64::from_le_bytes(spread) % SPREAD) as i64);
        let made = self.made - spread;
        Id::new(made.and_utc().fixed_offset(), random)
    }
}

/// The day in a file's name, as notes apps name a page for each day: `2026-03-02.md`.
fn named_day(path: &Path) -> Option<NaiveDate> {
    let stem = path.file_stem()?.to_str()?;
    NaiveDate::parse_from_str(stem.get(..10)?, "%Y-%m-%d").ok()
}
