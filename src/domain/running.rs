//! A guided session in progress, saved every few seconds so that a crash loses little.

use crate::domain::{Also, Id, Moment, Player, Rating, Routine};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How often a running session is saved: the most that a kill or crash can lose.
pub const KEEP_EVERY: Duration = Duration::from_secs(5);
/// How often a running session is also flushed to disk: the most that a power failure can lose.
/// Each flush wakes the machine several more times, so not every save is flushed.
pub const SYNC_EVERY: Duration = Duration::from_secs(30);

/// How durable a write must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Survives the end of the process, even a crash: the data is with the operating system.
    Process,
    /// Also survives a power failure: the data is on disk.
    Disk,
}

/// Everything needed to resume or save a session after the program has exited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Running {
    /// The id the session will be stored under.
    pub id: Id,
    /// What is being done.
    pub routine: Routine,
    /// When it began.
    pub start: Moment,
    /// Mood before the session, if rated.
    pub before: Option<Rating>,
    /// Energy and calm before the session, if rated.
    pub also: Also,
    /// Progress through the steps.
    pub player: Player,
    /// When it was last saved.
    pub kept: Moment,
}

impl Running {
    /// Whether it was last saved more than an hour ago, too long for resuming to make sense.
    pub fn is_stale(&self, now: Moment) -> bool {
        now.signed_duration_since(self.kept) > chrono::TimeDelta::hours(1)
    }
}
