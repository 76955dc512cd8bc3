//! Context that readers need in addition to the file's bytes.

use crate::domain::{Day, DayStart, Moment, OwnRating};
use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use chrono::{FixedOffset, NaiveDateTime};
use std::collections::BTreeMap;

/// The current time; later entries are rejected.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    /// Now.
    pub now: Moment,
    /// When a day begins.
    pub day_start: DayStart,
}

/// Context for a reader.
pub struct ReadOptions<'a> {
    /// User-supplied meanings of words.
    pub words: WordMap,
    /// User-supplied column and scale options.
    pub mapping: Mapping,
    /// Table options from earlier imports, by column names.
    pub settled: BTreeMap<String, Mapping>,
    /// The person's own ratings: columns of their names are answers to them.
    pub own: Vec<OwnRating>,
    /// The level, 5 best to 1 worst, of mood names with an undisputed meaning.
    pub known: &'a dyn Fn(&str) -> Option<u8>,
    /// Converts UTC to local time.
    pub to_local: Box<dyn Fn(NaiveDateTime) -> NaiveDateTime + 'a>,
    /// UTC offset of a named zone, `Europe/Berlin`, at a local time.
    pub in_zone: &'a dyn Fn(&str, NaiveDateTime) -> Option<FixedOffset>,
    /// Current time and day start.
    pub present: Present,
}

impl ReadOptions<'_> {
    /// A copy with other column options.
    pub(super) fn with(&self, mapping: Mapping) -> ReadOptions<'_> {
        ReadOptions {
            words: self.words.clone(),
            mapping,
            settled: BTreeMap::new(),
            own: self.own.clone(),
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
    /// Options for tests: an evening in March 2026, without user input.
    pub(super) fn for_tests() -> Self {
        let now = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00");
        Self {
            words: WordMap::default(),
            to_local: Box::new(|utc| utc + chrono::TimeDelta::hours(1)),
            mapping: Mapping::default(),
            settled: BTreeMap::new(),
            own: Vec::new(),
            in_zone: &|_, _| None,
            known: &crate::content::moods::mood_level,
            present: Present {
                now: now.unwrap(),
                day_start: DayStart::default(),
            },
        }
    }
}
