//! Activities that earlier imports kept under names of their own, once it is said what they are.

use crate::content::activities::{activity, find_activity};
use crate::domain::{Change, Moment, Session, Source};
use crate::import::word_map::WordMap;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// The setting that keeps what names of activities were said to mean, as JSON: names to ids.
const KEY: &str = "activities:meanings";

/// What was said in earlier imports, for the readers.
pub(super) fn earlier(store: &Store) -> Vec<(String, String)> {
    let kept: BTreeMap<String, String> = store
        .setting(KEY)
        .ok()
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    kept.into_iter().collect()
}

/// Gives every imported session that has one of these names the activity that it means, and keeps what was said for
/// later imports; answers how many sessions changed. One step of undo.
///
/// # Errors
/// When the store cannot be read or written.
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

/// A session as one of this activity, with its MET where nobody else gave one.
fn renamed(session: &Session, id: &str) -> Session {
    let before =
        find_activity(&session.activity).map_or(super::records::UNKNOWN_MET, |known| known.met);
    let is_ours = (session.met - before).abs() < f64::EPSILON;
    let met = activity(id).map(|known| known.met).filter(|_| is_ours);
    Session {
        activity: id.to_owned(),
        met: met.unwrap_or(session.met),
        ..session.clone()
    }
}
