//! A guided session in progress, as it is kept every few seconds so that a crash loses little.

use crate::domain::{Also, Id, Moment, Player, Rating, Routine};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How often a running session is kept: what a kill or a crash can take away at most.
pub const KEEP_EVERY: Duration = Duration::from_secs(5);
/// How often a running session is also written through to the disk: what a power cut can take away
/// at most. Each time wakes the machine several times more, so it is not done at every keeping.
pub const SYNC_EVERY: Duration = Duration::from_secs(30);

/// How lasting a write has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It survives the end of the process, however that comes: it is with the operating system.
    Process,
    /// It survives a power cut, too: it is on the disk.
    Disk,
}

/// Everything needed to resume or save a session after the program has ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Running {
    /// The id the session will be stored under.
    pub id: Id,
    /// What is being done.
    pub routine: Routine,
    /// When it began.
    pub start: Moment,
    /// Mood before, if rated.
    pub before: Option<Rating>,
    /// Energy and calm before, if rated.
    pub also: Also,
    /// How far it is.
    pub player: Player,
    /// When it was last kept.
    pub kept: Moment,
}

impl Running {
    /// Whether it was left so long ago that going on makes little sense: an hour.
    pub fn is_stale(&self, now: Moment) -> bool {
        now.signed_duration_since(self.kept) > chrono::TimeDelta::hours(1)
    }
}
