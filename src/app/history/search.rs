//! Searching notes, tags and titles, and stepping from day to day that has what was searched for.

use crate::app::text_field::{Lines, TextField};
use crate::domain::{Day, Journal};

/// A search, being typed or kept.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is being typed.
    pub field: Option<TextField>,
    /// What was kept; empty without a search.
    pub text: String,
    /// The days that have it, the earliest first.
    pub found: Vec<Day>,
    looked_for: Option<(u64, String)>,
}

impl Search {
    /// Opens the field, with what was searched for last.
    pub fn open(&mut self) {
        self.field = Some(TextField::new(&self.text, Lines::One));
    }

    /// What is searched for now.
    pub fn wanted(&self) -> String {
        self.field
            .as_ref()
            .map_or_else(|| self.text.clone(), TextField::trimmed)
    }

    /// Whether anything is searched for.
    pub fn is_on(&self) -> bool {
        self.field.is_some() || !self.text.is_empty()
    }

    /// Ends the search.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Keeps what was typed.
    pub fn keep(&mut self) {
        self.text = self.wanted();
        self.field = None;
    }

    /// Looks again, where the text or the records have changed.
    pub fn refresh(&mut self, journal: &Journal) {
        let wanted = self.wanted().to_lowercase();
        let key = Some((journal.revision(), wanted.clone()));
        if self.looked_for != key {
            self.found = if wanted.is_empty() {
                Vec::new()
            } else {
                find(journal, &wanted)
            };
            self.looked_for = key;
        }
    }

    /// The next day before or after `cursor` that has it; from the other end again after the last.
    pub fn step(&self, cursor: Day, later: bool) -> Option<Day> {
        if later {
            self.found
                .iter()
                .find(|day| **day > cursor)
                .or_else(|| self.found.first())
                .copied()
        } else {
            self.found
                .iter()
                .rev()
                .find(|day| **day < cursor)
                .or_else(|| self.found.last())
                .copied()
        }
    }

    /// The latest day up to `cursor` that has it, else the next after.
    pub fn nearest(&self, cursor: Day) -> Option<Day> {
        let until = self.found.partition_point(|day| *day <= cursor);
        self.found
            .get(until.checked_sub(1).unwrap_or(until))
            .copied()
    }
}

/// The days with `wanted`, in lower case, in a note, a tag or a title.
fn find(journal: &Journal, wanted: &str) -> Vec<Day> {
    let has = |text: &str| text.to_lowercase().contains(wanted);
    let check_ins = journal
        .check_ins()
        .iter()
        .filter(|record| has(&record.note) || record.tags.iter().any(|tag| has(tag)));
    let sessions = journal
        .sessions()
        .iter()
        .filter(|record| has(&record.note) || has(&record.title));
    let mut days: Vec<Day> = check_ins
        .map(|record| record.day)
        .chain(sessions.map(|record| record.day))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}
