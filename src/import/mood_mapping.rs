//! Meanings of the user's own mood names: asked once, stored as a setting, applied in later imports.

use crate::domain::{Moment, Rating};
use crate::import::rename;
use crate::import::word_map::WordMap;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// Setting with the meanings, as JSON: names to ratings.
const KEY: &str = "moods:meanings";
/// Setting with the meanings from an import that was undone.
const BEFORE: &str = "moods:before";

/// Answers from earlier imports.
fn kept(store: &Store) -> BTreeMap<String, u8> {
    read(store, KEY)
}

/// Earlier answers, overridden by `said`, for the readers.
pub fn map(store: &Store, said: &[(String, u8)]) -> WordMap {
    let mut map = WordMap::default();
    for (name, id) in rename::earlier(store) {
        map.set_activity(&name, &id);
    }
    let earlier = kept(store);
    let all = earlier
        .iter()
        .map(|(name, value)| (name, *value))
        .chain(said.iter().map(|(name, value)| (name, *value)));
    for (name, value) in all {
        if let Some(rating) = Rating::new(value) {
            map.set(name, rating);
        }
    }
    map
}

/// The setting to store with an import: earlier answers plus `said`; `None` if nothing is new.
pub(super) fn setting(store: &Store, said: &[(String, u8)]) -> Option<(String, String)> {
    let before = kept(store);
    let mut all = before.clone();
    all.extend(said.iter().map(|(name, value)| (plain(name), *value)));
    (all != before).then(|| (KEY.to_owned(), written(&all)))
}

/// A mood's meaning from an import that was undone, offered as the default when it is asked again.
pub(super) fn before(store: &Store, name: &str) -> Option<u8> {
    read(store, BEFORE).get(&plain(name)).copied()
}

/// Normalizes a name for comparison.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Makes the next import ask again, because the undone import may have been based on a wrong answer.
///
/// # Errors
/// If the store cannot be written.
pub fn forget(store: &mut Store, now: Moment) -> Result<(), StoreError> {
    let all = kept(store);
    if all.is_empty() {
        return Ok(());
    }
    store.set_setting(BEFORE, &written(&all), now)?;
    store.set_setting(KEY, &written(&BTreeMap::new()), now)
}

fn read(store: &Store, key: &str) -> BTreeMap<String, u8> {
    let text = store.setting(key).ok().flatten().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn written(all: &BTreeMap<String, u8>) -> String {
    let all: serde_json::Map<String, serde_json::Value> = all
        .iter()
        .map(|(name, value)| (name.clone(), (*value).into()))
        .collect();
    serde_json::Value::Object(all).to_string()
}
