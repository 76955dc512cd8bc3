//! What readers know besides the bytes of a file.

use crate::domain::{Day, DayStart, Moment};
use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use chrono::{FixedOffset, NaiveDateTime};
use std::collections::BTreeMap;

/// The present: later entries are not taken.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    /// Now.
    pub now: Moment,
    /// When a day begins.
    pub day_start: DayStart,
}

/// What a reader knows besides the bytes.
pub struct ReadOptions<'a> {
    /// What the person said words mean.
    pub words: WordMap,
    /// What the person said of columns and scales.
    pub mapping: Mapping,
    /// What was said of tables in earlier imports, by their columns.
    pub settled: BTreeMap<String, Mapping>,
    /// The level, 5 best to 1 worst, of mood names that everybody means alike.
    pub known: &'a dyn Fn(&str) -> Option<u8>,
    /// What clocks here show at a moment of UTC.
    pub to_local: Box<dyn Fn(NaiveDateTime) -> NaiveDateTime + 'a>,
    /// What clocks of a named place, `Europe/Berlin`, showed against UTC at a local time.
    pub in_zone: &'a dyn Fn(&str, NaiveDateTime) -> Option<FixedOffset>,
    /// The present.
    pub present: Present,
}

impl ReadOptions<'_> {
    /// The same, but for what was said of columns.
    pub(super) fn with(&self, mapping: Mapping) -> ReadOptions<'_> {
        ReadOptions {
            words: self.words.clone(),
            mapping,
            settled: BTreeMap::new(),
            known: self.known,
            to_local: Box::new(|utc| (self.to_local)(utc)),
            in_zone: self.in_zone,
            present: self.present,
        }
    }

    /// Today.
    pub(super) fn today(&self) -> Day {
        Day::of(self.present.now.naive_local(), self.present.day_start)
    }
}

#[cfg(test)]
impl ReadOptions<'_> {
    /// What readers know in tests: an evening in March 2026, nothing said by anybody.
    pub(super) fn for_tests() -> Self {
        let now = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00");
        Self {
            words: WordMap::default(),
            to_local: Box::new(|utc| utc + chrono::TimeDelta::hours(1)),
            mapping: Mapping::default(),
            settled: BTreeMap::new(),
            in_zone: &|_, _| None,
            known: &crate::content::moods::mood_level,
            present: Present {
                now: now.unwrap(),
                day_start: DayStart::default(),
            },
        }
    }
}
