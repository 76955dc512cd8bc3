//! Search in notes, tags and titles, with navigation between matching days.

use crate::content::search::{Query, Rank};
use crate::domain::{Day, Journal};
use crate::widgets::text_field::{Lines, TextField};
use std::collections::BTreeMap;

/// A search, being typed or accepted.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The text field while typing.
    pub field: Option<TextField>,
    /// The accepted query; empty without a search.
    pub text: String,
    /// The matching days, earliest first.
    pub found: Vec<Day>,
    /// The matching days with the best rank.
    closest: Vec<Day>,
    looked_for: Option<(u64, String)>,
}

impl Search {
    /// Opens the field, filled with the last query.
    pub fn open(&mut self) {
        self.field = Some(TextField::new(&self.text, Lines::One));
    }

    /// The current query.
    pub fn wanted(&self) -> String {
        self.field
            .as_ref()
            .map_or_else(|| self.text.clone(), TextField::trimmed)
    }

    /// Whether a search is active.
    pub fn is_on(&self) -> bool {
        self.field.is_some() || !self.text.is_empty()
    }

    /// Ends the search.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Accepts the typed query.
    pub fn keep(&mut self) {
        self.text = self.wanted();
        self.field = None;
    }

    /// Searches again if the query or the records have changed.
    pub fn refresh(&mut self, journal: &Journal) {
        let wanted = self.wanted();
        let key = Some((journal.revision(), wanted.clone()));
        if self.looked_for != key {
            let ranked = find(journal, &Query::new(&wanted));
            let closest = ranked.values().min().copied();
            self.closest = (ranked.iter())
                .filter(|(_, rank)| Some(**rank) == closest)
                .map(|(day, _)| *day)
                .collect();
            self.found = ranked.into_keys().collect();
            self.looked_for = key;
        }
    }

    /// The next matching day before or after `cursor`, wrapping around at the ends.
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

    /// The latest best-ranked day up to `cursor`, otherwise the first one after it.
    pub fn nearest(&self, cursor: Day) -> Option<Day> {
        let until = self.closest.partition_point(|day| *day <= cursor);
        self.closest
            .get(until.checked_sub(1).unwrap_or(until))
            .copied()
    }
}

/// The days with a record that contains every word in its note, tags or title, with the best rank of the day; empty for
/// an empty query.
fn find(journal: &Journal, query: &Query) -> BTreeMap<Day, Rank> {
    let mut found = BTreeMap::new();
    if query.is_empty() {
        return found;
    }
    let check_ins = journal.check_ins().iter().map(|record| {
        let tags: Vec<&str> = record.tags.iter().map(String::as_str).collect();
        (record.day, query.rank(&tags, &[&record.note]))
    });
    let sessions = journal
        .sessions()
        .iter()
        .map(|record| (record.day, query.rank(&[&record.title], &[&record.note])));
    for (day, rank) in check_ins.chain(sessions) {
        if let Some(rank) = rank {
            let closest = found.entry(day).or_insert(rank);
            *closest = rank.min(*closest);
        }
    }
    found
}
