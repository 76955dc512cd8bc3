//! The native JSON format, containing all data. Importing it into an empty database and exporting again yields the same
//! file, byte for byte.

use crate::domain::{
    Id, Incoming, Journal, RecordKind, RecordRef, Sorting as _, TERMINAL, record_kinds, sanitize,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Format version written by this program.
pub(crate) const VERSION: u32 = 1;

/// Generates the document from the list of kinds.
macro_rules! document {
    ($($(#[$doc:meta])* $kind:ident($record:ty) in $(#[$field:meta])* $plural:ident,
        $key:literal, $noun:literal, sorted by $order:expr;)+) => {
        #[derive(Serialize, Deserialize)]
        pub(crate) struct Document {
            pub(crate) format: String,
            pub(crate) version: u32,
            $($(#[$field])* $plural: Vec<Incoming<$record>>,)+
            pub(crate) settings: BTreeMap<String, String>,
        }

        impl Document {
            fn new(settings: BTreeMap<String, String>) -> Self {
                Self {
                    format: "firstline".to_owned(),
                    version: VERSION,
                    $($plural: Vec::new(),)+
                    settings,
                }
            }

            fn push(&mut self, record: RecordRef<'_>, origin: String) {
                match record {
                    $(RecordRef::$kind(record) => {
                        self.$plural.push(Incoming { record: record.clone(), origin });
                    })+
                }
            }

            /// All records, in the order of the document.
            pub(crate) fn into_records(self) -> Vec<Incoming> {
                let mut records = Vec::new();
                $(records.extend(self.$plural.into_iter().map(|Incoming { record, origin }| {
                    Incoming { record: record.into(), origin }
                }));)+
                records
            }
        }
    };
}

record_kinds!(document);

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
    let lasting = settings.into_iter().filter(|(key, _)| !is_passing(key));
    let mut document = Document::new(lasting.collect());
    for record in RecordKind::ALL
        .into_iter()
        .flat_map(|kind| journal.records(kind))
    {
        let origin = origins.get(&record.id()).cloned().unwrap_or_default();
        document.push(record, origin);
    }
    document.routines.order_by_key(|kept| kept.record.id);
    serde_json::to_string_pretty(&document).map(|text| sanitize::json(text) + "\n")
}
