//! A routine of the person's own: made in the program, or written by hand as a file.

use crate::domain::{Id, Moment, Routine};
use chrono::DateTime;
use serde::{Deserialize, Serialize};

/// A routine of one's own, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnRoutine {
    /// Its identity, which stays when its name changes.
    pub id: Id,
    /// What it is.
    pub routine: Routine,
    /// The last change, in UTC.
    pub updated_at: Moment,
    /// The name of the file it is written in; nothing for one kept in the database.
    #[serde(skip)]
    pub file: Option<String>,
}

impl OwnRoutine {
    /// A routine kept in the database.
    pub fn kept(id: Id, routine: Routine, updated_at: Moment) -> Self {
        Self {
            id,
            routine,
            updated_at: updated_at.to_utc().fixed_offset(),
            file: None,
        }
    }

    /// A routine read from the file `name`. Its identity follows from the routine's own id alone, so
    /// that it is the same whenever and wherever the file is read.
    pub fn from_file(routine: Routine, name: &str) -> Self {
        // FNV-1a (Fowler, Noll, Vo), 64 bits.
        let hash = routine
            .id
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&hash.to_le_bytes());
        let epoch = DateTime::UNIX_EPOCH.fixed_offset();
        Self {
            id: Id::new(epoch, bytes),
            routine,
            updated_at: epoch,
            file: Some(name.to_owned()),
        }
    }
}
