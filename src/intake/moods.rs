//! What the person's own mood names mean: said once, kept as a setting, known at the next import.

use crate::domain::{Moment, Rating};
use crate::exchange::daylio::MoodMap;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// The setting that keeps them, as JSON: names to ratings.
const KEY: &str = "moods:meanings";

/// What was said in earlier imports.
pub fn kept(store: &Store) -> BTreeMap<String, u8> {
    let text = store.setting(KEY).ok().flatten().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Earlier answers with `said` on top, for the readers.
pub fn map(store: &Store, said: &[(String, u8)]) -> MoodMap {
    let mut map = MoodMap::default();
    let earlier = kept(store);
    let all = earlier.iter().map(|(name, value)| (name, *value)).chain(said.iter().map(|(name, value)| (name, *value)));
    for (name, value) in all {
        if let Some(rating) = Rating::new(value) {
            map.set(name, rating);
        }
    }
    map
}

/// Keeps what was said.
///
/// # Errors
/// When the store cannot be written.
pub fn keep(store: &mut Store, said: &[(String, u8)], now: Moment) -> Result<(), StoreError> {
    if said.is_empty() {
        return Ok(());
    }
    let mut all = kept(store);
    all.extend(said.iter().cloned());
    let all: serde_json::Map<String, serde_json::Value> =
        all.into_iter().map(|(name, value)| (name, value.into())).collect();
    store.set_setting(KEY, &serde_json::Value::Object(all).to_string(), now)
}
