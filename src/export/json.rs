//! Our own JSON: everything there is, in full. Read back into an empty database it gives the same
//! file again, byte for byte.

use crate::domain::{
    Assessment, CheckIn, Experiment, Id, Journal, OwnRoutine, Session, TERMINAL, plain,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The version of the format this program writes.
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
    pub(crate) settings: BTreeMap<String, String>,
}

/// A record with the natural key another program's file gave it, so that this file's entries are
/// still known when it is imported again.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept<R> {
    #[serde(flatten)]
    pub(crate) record: R,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) origin: String,
}

/// Settings that are the program's own notes of the moment.
fn is_passing(key: &str) -> bool {
    ["running.", "refused:", "draft:", "later:", TERMINAL]
        .iter()
        .any(|prefix| key.starts_with(prefix))
}

/// Writes everything: records by day, time and id, settings by name.
///
/// # Errors
/// When a number is no JSON number, which no stored record has.
pub fn write(
    journal: &Journal,
    origins: &HashMap<Id, String, impl std::hash::BuildHasher>,
    settings: Vec<(String, String)>,
) -> Result<String, serde_json::Error> {
    let origin = |id: Id| origins.get(&id).cloned().unwrap_or_default();
    let document = Document {
        format: "firstline".to_owned(),
        version: VERSION,
        check_ins: journal
            .check_ins()
            .iter()
            .map(|record| Kept {
                record: record.clone(),
                origin: origin(record.id),
            })
            .collect(),
        sessions: journal
            .sessions()
            .iter()
            .map(|record| Kept {
                record: record.clone(),
                origin: origin(record.id),
            })
            .collect(),
        assessments: journal
            .assessments()
            .iter()
            .map(|record| Kept {
                record: record.clone(),
                origin: origin(record.id),
            })
            .collect(),
        experiments: journal
            .experiments()
            .iter()
            .map(|record| Kept {
                record: record.clone(),
                origin: origin(record.id),
            })
            .collect(),
        routines: routines(journal)
            .into_iter()
            .map(|record| Kept {
                record: record.clone(),
                origin: origin(record.id),
            })
            .collect(),
        settings: settings
            .into_iter()
            .filter(|(key, _)| !is_passing(key))
            .collect(),
    };
    serde_json::to_string_pretty(&document).map(|text| plain::json(text) + "\n")
}

/// Routines of one's own, those in files too, by id.
fn routines(journal: &Journal) -> Vec<&OwnRoutine> {
    let mut routines: Vec<&OwnRoutine> = journal.routines().collect();
    routines.sort_by_key(|record| record.id);
    routines
}
