//! Custom routines, created in the program or written by hand as a file.

use crate::domain::{Id, Moment, Routine};
use chrono::DateTime;
use serde::{Deserialize, Serialize};

/// A custom routine as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnRoutine {
    /// Unique identifier; unaffected by renaming.
    pub id: Id,
    /// The routine itself.
    pub routine: Routine,
    /// When it was last changed, in UTC.
    pub updated_at: Moment,
    /// Name of the source file; `None` if the routine is stored in the database.
    #[serde(skip)]
    pub file: Option<String>,
}

impl OwnRoutine {
    /// A routine stored in the database.
    pub fn kept(id: Id, routine: Routine, updated_at: Moment) -> Self {
        Self {
            id,
            routine,
            updated_at: updated_at.to_utc().fixed_offset(),
            file: None,
        }
    }

    /// A routine read from the file `name`. Its `Id` is derived only from the routine's own id, so
    /// it is the same no matter when or where the file is read.
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
