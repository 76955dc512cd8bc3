//! Our own JSON: everything there is, in full. Read back into an empty database it gives the same
//! file again, byte for byte.

use crate::content::own;
use crate::domain::{Assessment, CheckIn, Experiment, Id, ImportBatch, Incoming, Journal, OwnRoutine, Session};
use crate::exchange::{Refusal, quoted};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The version of the format this program writes.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    version: u32,
    check_ins: Vec<Kept<CheckIn>>,
    sessions: Vec<Kept<Session>>,
    assessments: Vec<Kept<Assessment>>,
    experiments: Vec<Kept<Experiment>>,
    routines: Vec<Kept<OwnRoutine>>,
    settings: BTreeMap<String, String>,
}

/// A record with the natural key another program's file gave it, so that this file's entries are
/// still known when it is imported again.
#[derive(Serialize, Deserialize)]
struct Kept<R> {
    #[serde(flatten)]
    record: R,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    origin: String,
}

/// Just enough of a document to say what it is.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// What a document brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    /// The records.
    pub batch: ImportBatch,
    /// The settings.
    pub settings: BTreeMap<String, String>,
}

/// Settings that are the program's own notes of the moment.
fn is_passing(key: &str) -> bool {
    ["running.", "refused:", "draft:", "later:"].iter().any(|prefix| key.starts_with(prefix))
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
            .map(|record| Kept { record: record.clone(), origin: origin(record.id) })
            .collect(),
        sessions: journal
            .sessions()
            .iter()
            .map(|record| Kept { record: record.clone(), origin: origin(record.id) })
            .collect(),
        assessments: journal
            .assessments()
            .iter()
            .map(|record| Kept { record: record.clone(), origin: origin(record.id) })
            .collect(),
        experiments: journal
            .experiments()
            .iter()
            .map(|record| Kept { record: record.clone(), origin: origin(record.id) })
            .collect(),
        routines: routines(journal)
            .into_iter()
            .map(|record| Kept { record: record.clone(), origin: origin(record.id) })
            .collect(),
        settings: settings.into_iter().filter(|(key, _)| !is_passing(key)).collect(),
    };
    serde_json::to_string_pretty(&document).map(|text| text + "\n")
}

/// Routines of one's own, those in files too, by id.
fn routines(journal: &Journal) -> Vec<&OwnRoutine> {
    let mut routines: Vec<&OwnRoutine> = journal.routines().collect();
    routines.sort_by_key(|record| record.id);
    routines
}

/// Reads such a document.
///
/// # Errors
/// A sentence that names the line and what was expected there.
pub fn read(text: &str) -> Result<Export, Refusal> {
    let head: Head = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    match (head.format.as_deref(), head.version) {
        (Some("firstline"), Some(VERSION)) => {}
        (Some("firstline"), Some(newer)) => {
            return Err(Refusal::Unreadable(format!(
                "it is of version {newer}; this firstline reads version {VERSION}"
            )));
        }
        (other, _) => {
            let other = other.map_or_else(|| "none".to_owned(), quoted);
            return Err(Refusal::Unreadable(format!("its format is {other}; expected \"firstline\" with a version")));
        }
    }
    let document: Document = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let mut batch = ImportBatch { kind: "firstline".to_owned(), own: true, ..ImportBatch::default() };
    batch.check_ins =
        document.check_ins.into_iter().map(|kept| Incoming { record: kept.record, origin: kept.origin }).collect();
    batch.sessions =
        document.sessions.into_iter().map(|kept| Incoming { record: kept.record, origin: kept.origin }).collect();
    for Kept { record, origin } in document.assessments {
        if !record.is_complete() {
            return Err(Refusal::Unreadable(format!(
                "the {} of {} has no answer from 0 to 3 for each of its {} items",
                record.instrument,
                record.day,
                record.instrument.items()
            )));
        }
        batch.assessments.push(Incoming { record, origin });
    }
    for Kept { record, origin } in document.experiments {
        if let Some(problem) = record.problem() {
            return Err(Refusal::Unreadable(format!("the experiment of {}: {problem}", record.start)));
        }
        batch.experiments.push(Incoming { record, origin });
    }
    for Kept { record, origin } in document.routines {
        if let Some(problem) = own::problem(&record.routine) {
            let title = quoted(&record.routine.title);
            return Err(Refusal::Unreadable(format!("the routine {title}: {problem}")));
        }
        let record = OwnRoutine::kept(record.id, record.routine, record.updated_at);
        batch.routines.push(Incoming { record, origin });
    }
    let ids: Vec<Id> = batch
        .check_ins
        .iter()
        .map(|entry| entry.record.id)
        .chain(batch.sessions.iter().map(|entry| entry.record.id))
        .chain(batch.assessments.iter().map(|entry| entry.record.id))
        .chain(batch.routines.iter().map(|entry| entry.record.id))
        .chain(batch.experiments.iter().map(|entry| entry.record.id))
        .collect();
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = ids.iter().find(|id| !seen.insert(**id)) {
        return Err(Refusal::Unreadable(format!("the id {twice} is there twice")));
    }
    Ok(Export { batch, settings: document.settings })
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    let words = crate::exchange::text::clean(&error.to_string());
    Refusal::Unreadable(format!("line {}: {words}", error.line()))
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
