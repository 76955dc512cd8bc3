//! Reassigns activities that earlier imports stored under unknown names, once the user has identified them.

use crate::content::activities::{activity, matching_activity};
use crate::domain::{Change, Moment, Session, Source};
use crate::import::word_map::WordMap;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// Setting with the meanings of activity names, as JSON: names to ids.
const KEY: &str = "activities:meanings";

/// Answers from earlier imports, for the readers.
pub(super) fn earlier(store: &Store) -> Vec<(String, String)> {
    let kept: BTreeMap<String, String> = store
        .setting(KEY)
        .ok()
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    kept.into_iter().collect()
}

/// Changes every imported session with one of these names to the corresponding activity and stores the answers for
/// later imports; returns the number of changed sessions. A single undo step.
///
/// # Errors
/// If the store cannot be read or written.
pub fn rename(store: &mut Store, words: &WordMap, now: Moment) -> Result<usize, StoreError> {
    let said = words.activities();
    if said.is_empty() {
        return Ok(0);
    }
    let journal = store.all()?;
    let edits = journal.sessions().iter().filter_map(|session| {
        let id = words.activity(&session.activity)?;
        let is_open = session.source == Source::Imported && session.activity != id;
        is_open.then(|| Change::edit(session.clone(), renamed(session, id)))
    });
    let mut changes: Vec<Change> = edits.collect();
    let count = changes.len();
    let before: BTreeMap<String, String> = earlier(store).into_iter().collect();
    let mut kept = before.clone();
    kept.extend(said);
    if kept != before {
        let kept: serde_json::Map<String, serde_json::Value> = kept
            .into_iter()
            .map(|(name, id)| (name, id.into()))
            .collect();
        changes.push(Change::setting(
            KEY,
            serde_json::Value::Object(kept).to_string(),
        ));
    }
    if !changes.is_empty() {
        store.apply(&Change::Several(changes), now)?;
    }
    Ok(count)
}

/// The session with another activity, and the MET of that activity unless the file provided one.
fn renamed(session: &Session, id: &str) -> Session {
    let before =
        matching_activity(&session.activity).map_or(super::records::UNKNOWN_MET, |known| known.met);
    let is_ours = (session.met - before).abs() < f64::EPSILON;
    let met = activity(id).map(|known| known.met).filter(|_| is_ours);
    Session {
        activity: id.to_owned(),
        met: met.unwrap_or(session.met),
        ..session.clone()
    }
}
