//! Remembers column answers: asked once, stored as a setting, applied to later files with the same columns.

use crate::domain::{Moment, OwnRatings, sanitize};
use crate::import::cells::dates::Order;
use crate::import::cells::fold;
use crate::import::columns::Mapping;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// Setting with the answers, as JSON: columns to options.
const KEY: &str = "tables:settled";
/// Maximum number of tables remembered.
const MOST: usize = 100;
/// Maximum total length of a table's column names, in characters.
const LONGEST: usize = 2000;

/// Columns, scales, date order, activity, minutes, in command-line syntax.
type Said = [String; 5];

/// Column names normalized for comparison.
pub fn shape<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = headers.map(fold).collect();
    names.join("|").chars().take(LONGEST).collect()
}

fn read(store: &Store) -> BTreeMap<String, Said> {
    let text = store.setting(KEY).ok().flatten().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Options from earlier imports, by columns.
pub fn kept(store: &Store) -> BTreeMap<String, Mapping> {
    let own = store.own_ratings().unwrap_or_default();
    let mapping = |[columns, scales, order, activity, minutes]: Said| {
        let mut mapping = Mapping::parse_with(&columns, &scales, OwnRatings(&own)).ok()?;
        mapping.order = Order::parse(&order);
        mapping.activity = Some(activity).filter(|activity| !activity.is_empty());
        mapping.minutes = minutes.parse().ok();
        mapping.is_remembered = true;
        Some(mapping)
    };
    let all = read(store).into_iter();
    all.filter_map(|(shape, said)| Some((shape, mapping(said)?)))
        .collect()
}

/// The setting to store with an import, including what was settled now; `None` if nothing is new.
pub(super) fn setting(
    store: &Store,
    settled: &BTreeMap<String, Mapping>,
) -> Option<(String, String)> {
    let before = read(store);
    let mut all = before.clone();
    for (shape, mapping) in settled
        .iter()
        .filter(|(_, mapping)| !mapping.says_nothing())
    {
        let [columns, scales] = mapping.written();
        let said: Said = [
            columns,
            scales,
            mapping.order.map_or("", Order::word).to_owned(),
            mapping.activity.clone().unwrap_or_default(),
            mapping
                .minutes
                .map_or(String::new(), |minutes| minutes.to_string()),
        ]
        .map(|text| sanitize::line(&text));
        if all.len() < MOST || all.contains_key(shape) {
            all.insert(shape.clone(), said);
        }
    }
    (all != before).then(|| {
        (
            KEY.to_owned(),
            serde_json::to_string(&all).unwrap_or_default(),
        )
    })
}

/// Makes the next import ask again, because the undone import may have been based on a wrong answer.
///
/// # Errors
/// If the store cannot be written.
pub fn forget(store: &mut Store, now: Moment) -> Result<(), StoreError> {
    if read(store).is_empty() {
        return Ok(());
    }
    store.set_setting(KEY, "{}", now)
}
