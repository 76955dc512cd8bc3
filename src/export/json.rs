//! The native JSON format, containing all data. Importing it into an empty database and exporting again yields the same
//! file, byte for byte.

use crate::domain::{
    Assessment, CheckIn, Experiment, Id, Journal, OwnRating, OwnRoutine, RecordKind, RecordRef,
    Session, TERMINAL, sanitize,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Format version written by this program.
pub(crate) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) format: String,
    pub(crate) version: u32,
    pub(crate) check_ins: Vec<Kept<CheckIn>>,
    pub(crate) sessions: Vec<Kept<Session>>,
    pub(crate) assessments: Vec<Kept<Assessment>>,
    pub(crate) experiments: Vec<Kept<Experiment>>,
    pub(crate) routines: Vec<Kept<OwnRoutine>>,
    /// Own ratings; the answers to them are in the check-ins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ratings: Vec<Kept<OwnRating>>,
    pub(crate) settings: BTreeMap<String, String>,
}

/// A record with the natural key from the file it was imported from, so that its entries are still recognized when that
/// file is imported again.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept<R> {
    #[serde(flatten)]
    pub(crate) record: R,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) origin: String,
}

/// Whether a setting is transient program state.
fn is_passing(key: &str) -> bool {
    ["running.", "refused:", "draft:", "later:", TERMINAL]
        .iter()
        .any(|prefix| key.starts_with(prefix))
}

/// Writes all records, ordered by day, time and id, and all settings, ordered by name.
///
/// # Errors
/// If a number cannot be represented in JSON, which no stored record contains.
pub fn write(
    journal: &Journal,
    origins: &HashMap<Id, String, impl std::hash::BuildHasher>,
    settings: Vec<(String, String)>,
) -> Result<String, serde_json::Error> {
    let mut document = Document {
        format: "firstline".to_owned(),
        version: VERSION,
        check_ins: Vec::new(),
        sessions: Vec::new(),
        assessments: Vec::new(),
        experiments: Vec::new(),
        routines: Vec::new(),
        ratings: Vec::new(),
        settings: settings
            .into_iter()
            .filter(|(key, _)| !is_passing(key))
            .collect(),
    };
    for record in RecordKind::ALL
        .into_iter()
        .flat_map(|kind| journal.records(kind))
    {
        let origin = origins.get(&record.id()).cloned().unwrap_or_default();
        match record {
            RecordRef::CheckIn(record) => document.check_ins.push(kept(record, origin)),
            RecordRef::Session(record) => document.sessions.push(kept(record, origin)),
            RecordRef::Assessment(record) => document.assessments.push(kept(record, origin)),
            RecordRef::Routine(record) => document.routines.push(kept(record, origin)),
            RecordRef::Experiment(record) => document.experiments.push(kept(record, origin)),
            RecordRef::Rating(record) => document.ratings.push(kept(record, origin)),
        }
    }
    document.routines.sort_by_key(|kept| kept.record.id);
    serde_json::to_string_pretty(&document).map(|text| sanitize::json(text) + "\n")
}

fn kept<R: Clone>(record: &R, origin: String) -> Kept<R> {
    let record = record.clone();
    Kept { record, origin }
}
