//! What was said of the columns of tables: said once, kept as a setting, known for the next file with the same columns.

use crate::domain::import::FileFound;
use crate::domain::{Moment, sanitize};
use crate::import::cells::dates::Order;
use crate::import::cells::fold;
use crate::import::columns::Mapping;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// The setting that keeps it, as JSON: columns to what was said.
const KEY: &str = "tables:settled";
/// For so many tables it is kept.
const MOST: usize = 100;
/// The longest that the names of a table's columns are, in characters.
const LONGEST: usize = 2000;

/// Columns, scales, the order of dates, the activity, minutes: as they are said on the command line.
type Said = [String; 5];

/// The columns of a table, as they are compared.
pub fn shape<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = headers.map(fold).collect();
    names.join("|").chars().take(LONGEST).collect()
}

fn read(store: &Store) -> BTreeMap<String, Said> {
    let text = store.setting(KEY).ok().flatten().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// What was said of tables in earlier imports, by their columns.
pub fn kept(store: &Store) -> BTreeMap<String, Mapping> {
    let mapping = |[columns, scales, order, activity, minutes]: Said| {
        let mut mapping = Mapping::parse(&columns, &scales).ok()?;
        mapping.order = Order::parse(&order);
        mapping.activity = Some(activity).filter(|activity| !activity.is_empty());
        mapping.minutes = minutes.parse().ok();
        Some(mapping)
    };
    let all = read(store).into_iter();
    all.filter_map(|(shape, said)| Some((shape, mapping(said)?)))
        .collect()
}

/// The setting that keeps what was said of the tables that were read, for an import to bring along; nothing where
/// nothing of it is new.
pub(super) fn setting(
    store: &Store,
    mapping: &Mapping,
    files: &[FileFound],
) -> Option<(String, String)> {
    if mapping.says_nothing() {
        return None;
    }
    let before = read(store);
    let mut all = before.clone();
    let said: Said = [
        mapping.said[0].clone(),
        mapping.said[1].clone(),
        mapping.order.map_or("", Order::word).to_owned(),
        mapping.activity.clone().unwrap_or_default(),
        mapping
            .minutes
            .map_or(String::new(), |minutes| minutes.to_string()),
    ]
    .map(|text| sanitize::line(&text));
    for table in files.iter().flat_map(|file| &file.tables) {
        let names = table.columns.iter().map(|column| column.theirs.as_str());
        if all.len() < MOST {
            all.insert(shape(names), said.clone());
        }
    }
    (all != before).then(|| {
        (
            KEY.to_owned(),
            serde_json::to_string(&all).unwrap_or_default(),
        )
    })
}

/// Asks again at the next import, as the one that was taken back may have rested on a slip.
///
/// # Errors
/// When the store cannot be written.
pub fn forget(store: &mut Store, now: Moment) -> Result<(), StoreError> {
    if read(store).is_empty() {
        return Ok(());
    }
    store.set_setting(KEY, "{}", now)
}
