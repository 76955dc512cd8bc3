//! Record ids: `UUIDv7`, so that they sort by creation time.

use crate::domain::Moment;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::fmt;
use uuid::Uuid;

/// The id of one stored record: a `UUIDv7` (RFC 9562), unique across machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// An id from its creation time and ten random bytes.
    pub fn new(made: Moment, random: [u8; 10]) -> Self {
        let millis = u64::try_from(made.timestamp_millis()).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Creation time encoded in the id, in milliseconds since 1970.
    pub fn made(&self) -> i64 {
        let first = self.0.as_bytes().iter().take(6);
        first.fold(0, |millis, byte| millis << 8 | i64::from(*byte))
    }

    /// Parses an id in its full printed form.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }

    /// A well-mixed pseudorandom number derived from the id's time and random bits.
    pub const fn number(self) -> u64 {
        let (high, low) = self.0.as_u64_pair();
        mix(high ^ low)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Generates ids: the time comes from the caller, the rest from a seeded `SplitMix64` (Steele, Lea,
/// Flood 2014).
#[derive(Clone, Debug)]
pub struct IdMaker(Cell<u64>);

impl IdMaker {
    /// A generator; different seeds give different ids.
    pub const fn seeded(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// A new id created at `moment`.
    pub fn make(&self, moment: Moment) -> Id {
        let mut random = [0; 10];
        let (high, low) = (self.draw().to_le_bytes(), self.draw().to_le_bytes());
        random[..8].copy_from_slice(&high);
        random[8..].copy_from_slice(&low[..2]);
        Id::new(moment, random)
    }

    fn draw(&self) -> u64 {
        let next = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(next);
        mix(next)
    }
}

const fn mix(number: u64) -> u64 {
    let mut mixed = number;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_sort_by_time_and_read_back() {
        let early = Id::new(
            DateTime::from_timestamp(1_000, 0).unwrap().fixed_offset(),
            [255; 10],
        );
        let late = Id::new(
            DateTime::from_timestamp(1_001, 0).unwrap().fixed_offset(),
            [0; 10],
        );
        assert!(early < late);
        assert_eq!(late.0.get_version_num(), 7);
        assert_eq!((early.made(), late.made()), (1_000_000, 1_001_000));
        assert_eq!(Id::parse(&late.to_string()), Some(late));
        assert_eq!(Id::parse("nonsense"), None);
    }
    use chrono::DateTime;
}
