//! New ids, which sort by creation order even within one millisecond.

use crate::domain::{Id, Moment, RecordKind};
use crate::store::Store;
use fastrand::Rng;
use rusqlite::Connection;
use std::cell::RefCell;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// The id generator.
pub(super) struct Ids(RefCell<Source>);

struct Source {
    random: Rng,
    seeded: bool,
    /// The last millisecond and the counter within it.
    last: (i64, u32),
}

impl Ids {
    pub(super) fn new() -> Self {
        // The standard library seeds its hash keys from the system's randomness.
        let random = Rng::with_seed(RandomState::new().hash_one(0_u8));
        Self(RefCell::new(Source {
            random,
            seeded: false,
            last: (i64::MIN, 0),
        }))
    }

    /// A new id that no record has.
    pub(super) fn fresh(&self, connection: &Connection, now: Moment) -> Id {
        loop {
            let id = self.next(now);
            // Two runs with the same seed and time would make the same ids and overwrite records.
            if !self.0.borrow().seeded || !is_taken(connection, id) {
                return id;
            }
        }
    }

    fn next(&self, now: Moment) -> Id {
        let mut source = self.0.borrow_mut();
        let millis = now.timestamp_millis();
        // A 26-bit counter above the random bits: starts at a random 25-bit value, then counts up within a
        // millisecond.
        let count = if source.last.0 == millis {
            source.last.1 + 1
        } else {
            source.random.u32(..1 << 25)
        };
        source.last = (millis, count);
        let mut random = [0; 10];
        source.random.fill(&mut random);
        random[0] = (count >> 22) as u8;
        random[1] = (count >> 14) as u8;
        random[2] = (count >> 8) as u8 & 0x3f;
        random[3] = count as u8;
        Id::new(now, random)
    }
}

impl Store {
    /// Makes later ids depend only on `seed` and the time, for recordings and tests.
    pub fn seed(&mut self, seed: u64) {
        let source = self.ids.0.get_mut();
        source.random = Rng::with_seed(seed);
        source.seeded = true;
        source.last = (i64::MIN, 0);
    }

    /// Returns a new id.
    pub fn new_id(&self, now: Moment) -> Id {
        self.ids.fresh(&self.connection, now)
    }
}

/// Whether a record of any kind has this id; false if that can't be determined.
fn is_taken(connection: &Connection, id: Id) -> bool {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let records = RecordKind::ALL.into_iter().map(RecordKind::plural_key);
        let tables = records.chain(["imports"]);
        let found = tables.map(|table| format!("EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"));
        format!("SELECT {}", found.collect::<Vec<_>>().join(" OR "))
    });
    let found = connection
        .prepare_cached(&SQL)
        .and_then(|mut query| query.query_row([id], |row| row.get(0)));
    found.unwrap_or(false)
}
