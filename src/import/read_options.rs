//! What readers know besides the bytes of a file.

use crate::domain::{Day, DayStart, Moment};
use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use chrono::NaiveDateTime;

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
    /// The level, 5 best to 1 worst, of mood names that everybody means alike.
    pub known: &'a dyn Fn(&str) -> Option<u8>,
    /// What clocks here show at a moment of UTC.
    pub to_local: Box<dyn Fn(NaiveDateTime) -> NaiveDateTime + 'a>,
    /// The present.
    pub present: Present,
}

impl ReadOptions<'_> {
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
            known: &crate::content::moods::mood_level,
            present: Present {
                now: now.unwrap(),
                day_start: DayStart::default(),
            },
        }
    }
}
