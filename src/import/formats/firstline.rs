//! Reads our own JSON; see [`export::json`](crate::export::json).

use crate::content::own;
use crate::domain::{Day, FIRST_YEAR, ImportBatch, Moment, OwnRoutine, Record};
use crate::export::json::{Document, VERSION};
use crate::import::parsed::{is_sound, left_out};
use crate::import::{Refusal, quoted};
use chrono::Datelike;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Last valid year of a record.
const LAST_YEAR: i32 = 2199;
/// Maximum session duration in seconds: a week.
const LONGEST_SESSION: u32 = 7 * 86_400;
/// Maximum distance in meters: halfway around the earth.
const FARTHEST: f64 = 20_000_000.0;

/// Only the fields that identify a document.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// Content of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    /// All records.
    pub batch: ImportBatch,
    /// Settings by name.
    pub settings: BTreeMap<String, String>,
}

impl Export {
    /// Removes check-ins, sessions and questionnaires dated after tomorrow, as for files of other programs, and returns
    /// a warning with the count. Experiments may start later.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn until(&mut self, today: Day) -> Result<Option<String>, Refusal> {
        let has_come =
            |day: Day, at: Moment| day <= today.plus(1) && is_sound(at.naive_utc().date(), today);
        let records = &mut self.batch.records;
        let before = records.len();
        records.retain(|entry| {
            let when = entry.record.as_ref().when();
            when.is_none_or(|(day, at)| has_come(day, at))
        });
        left_out(before, records.len())
    }
}

/// Whether the beginning of a JSON document is that of an export; other programs may have reordered its members.
pub(super) fn is_export(head: &str) -> bool {
    ["\"firstline\"", "\"check_ins\"", "\"assessments\""]
        .iter()
        .any(|sign| head.contains(sign))
}

/// Parses a document.
///
/// # Errors
/// A sentence with the line and what was expected there.
pub fn read(text: &str) -> Result<Export, Refusal> {
    let head: Head = serde_json::from_str(text).map_err(|error| Refusal::json(&error))?;
    match (head.format.as_deref(), head.version) {
        (Some("firstline"), Some(VERSION)) => {}
        (Some("firstline"), Some(newer)) => {
            return Err(Refusal::Unreadable(format!(
                "it's version {newer}, and this firstline reads version {VERSION}; update firstline"
            )));
        }
        (other, _) => {
            let other = other.map_or_else(|| "none".to_owned(), quoted);
            return Err(Refusal::Unreadable(format!(
                "its format is {other}, expected \"firstline\" with a version"
            )));
        }
    }
    let mut document: Document =
        serde_json::from_str(text).map_err(|error| Refusal::json(&error))?;
    let settings = std::mem::take(&mut document.settings);
    let mut records = document.into_records();
    for entry in &mut records {
        check(&entry.record)?;
        if let Record::Routine(record) = &mut entry.record {
            *record = OwnRoutine::kept(record.id, record.routine.clone(), record.updated_at);
        }
    }
    let batch = ImportBatch {
        kind: "firstline".to_owned(),
        own: true,
        records,
        ..ImportBatch::default()
    };
    let mut seen = HashSet::new();
    let mut ids = batch.records.iter().map(|entry| entry.record.id());
    if let Some(twice) = ids.find(|id| !seen.insert(*id)) {
        return Err(Refusal::Unreadable(format!(
            "the id {twice} is there twice"
        )));
    }
    Ok(Export { batch, settings })
}

/// Refuses a record that this program could not have written.
fn check(record: &Record) -> Result<(), Refusal> {
    match record {
        Record::CheckIn(record) => {
            in_time("check-in", record.day, &[record.at, record.updated_at])?;
            if record
                .sleep_hours
                .is_some_and(|hours| !(0.0..=24.0).contains(&hours))
            {
                return Err(odd(
                    "check-in",
                    record.day,
                    "its hours of sleep aren't from 0 to 24",
                ));
            }
            if let Some((id, value)) = record.own.iter().find(|(_, value)| !value.is_finite()) {
                let problem = format!("its rating {id} is {value}");
                return Err(odd("check-in", record.day, &problem));
            }
        }
        Record::Session(record) => {
            let odd = |problem| Err(odd("session", record.day, problem));
            in_time("session", record.day, &[record.start, record.updated_at])?;
            if record.active_seconds > LONGEST_SESSION {
                return odd("it is longer than a week");
            }
            if !(0.0..=100.0).contains(&record.met) {
                return odd("its MET isn't from 0 to 100");
            }
            if record
                .distance_m
                .is_some_and(|meters| !(0.0..=FARTHEST).contains(&meters))
            {
                return odd("its distance is too long for a person");
            }
        }
        Record::Assessment(record) => {
            let instrument = record.instrument;
            let moments = [record.at, record.updated_at];
            in_time(instrument.name(), record.day, &moments)?;
            if !record.is_complete() {
                return Err(Refusal::Unreadable(format!(
                    "the {instrument} of {} has no answer from 0 to 3 for each of its {} items",
                    record.day,
                    instrument.items()
                )));
            }
        }
        Record::Experiment(record) => {
            let pauses = record
                .pauses
                .iter()
                .flat_map(|pause| [Some(pause.from), pause.until]);
            for day in pauses.chain([Some(record.start), record.stopped]).flatten() {
                in_time("experiment", day, &[record.at, record.updated_at])?;
            }
            if let Some(problem) = record.problem() {
                return Err(odd("experiment", record.start, &problem));
            }
        }
        Record::Routine(record) => {
            if let Some(problem) = own::problem(&record.routine) {
                let title = quoted(&record.routine.title);
                return Err(Refusal::Unreadable(format!(
                    "the routine {title}: {problem}"
                )));
            }
        }
        Record::Activity(record) => {
            if let Some(problem) = record.problem() {
                let name = quoted(&record.name);
                return Err(Refusal::Unreadable(format!(
                    "the activity {name}: {problem}"
                )));
            }
        }
        Record::Rating(record) => {
            if let Some(problem) = record.problem() {
                let name = quoted(&record.name);
                return Err(Refusal::Unreadable(format!("the rating {name}: {problem}")));
            }
        }
    }
    Ok(())
}

/// Checks that a record's day and moments are within the valid years: a history of a million days could not be drawn.
fn in_time(what: &str, day: Day, moments: &[Moment]) -> Result<(), Refusal> {
    let years = moments
        .iter()
        .map(Datelike::year)
        .chain([day.date().year()]);
    for year in years {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            let found = format!(
                "it has a date in the year {year}, expected one from {FIRST_YEAR} to {LAST_YEAR}"
            );
            return Err(odd(what, day, &found));
        }
    }
    Ok(())
}

fn odd(what: &str, day: Day, problem: &str) -> Refusal {
    Refusal::Unreadable(format!("the {what} of {day}: {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_ours_is_refused_by_name() {
        for (text, part) in [
            ("{", "line 1"),
            ("{\"format\":\"daybook\",\"version\":1}", "\"daybook\""),
            ("{\"format\":\"firstline\",\"version\":9}", "version 9"),
            ("{\"format\":\"firstline\",\"version\":1}", "check_ins"),
            ("[]", "line 1"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(part), "{text} gave {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }
}
