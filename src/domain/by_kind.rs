//! Records in memory, each kind in a sorted list of its own.

use crate::domain::record::record_kinds;
use crate::domain::{Id, Record, RecordKind, RecordRef, Sorting as _};

/// Generates the lists from the list of kinds.
macro_rules! by_kind {
    ($($(#[$doc:meta])* $kind:ident($record:ty) in $(#[$field:meta])* $plural:ident,
        $key:literal, $noun:literal, sorted by $order:expr;)+) => {
        /// The records of each kind, in its order.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct ByKind {
            $(pub(super) $plural: Vec<$record>),+
        }

        impl ByKind {
            /// Adds records, then sorts.
            pub(super) fn extend(&mut self, records: impl IntoIterator<Item = Record>) {
                for record in records {
                    match record {
                        $(Record::$kind(record) => self.$plural.push(record)),+
                    }
                }
                $(self.$plural.order_by_key($order);)+
            }

            /// Adds a record at its place, or replaces the one with its id.
            pub(super) fn save(&mut self, record: Record) {
                self.delete(record.kind(), record.id());
                match record {
                    $(Record::$kind(record) => insert(&mut self.$plural, record, $order)),+
                }
            }

            /// Removes a record.
            pub(super) fn delete(&mut self, kind: RecordKind, id: Id) {
                match kind {
                    $(RecordKind::$kind => self.$plural.retain(|record| record.id != id)),+
                }
            }

            /// The records of one kind.
            pub(super) fn of(&self, kind: RecordKind) -> Vec<RecordRef<'_>> {
                match kind {
                    $(RecordKind::$kind => self.$plural.iter().map(RecordRef::$kind).collect()),+
                }
            }
        }
    };
}

record_kinds!(by_kind);

/// Inserts `record` at its place in `sorted`.
fn insert<R, Order: Ord>(sorted: &mut Vec<R>, record: R, order: impl Fn(&R) -> Order) {
    let place = sorted.partition_point(|other| order(other) < order(&record));
    sorted.insert(place, record);
}
