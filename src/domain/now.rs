//! The current time, as passed down from the one place that reads the clock.

use crate::domain::{Day, DayStart};
use chrono::{DateTime, FixedOffset};
use std::time::Duration;

/// A UTC instant with the local offset in effect at that time: the local wall-clock time.
pub type Moment = DateTime<FixedOffset>;

/// The current time, created in `clock` and passed as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Wall-clock time.
    pub wall: Moment,
    /// Time since an arbitrary fixed point, including sleep and never set back; used by timers.
    pub uptime: Duration,
}

impl Now {
    /// The current day.
    pub fn day(&self, start: DayStart) -> Day {
        Day::of(self.wall.naive_local(), start)
    }

    /// The same clocks after the given time has passed.
    #[must_use]
    pub fn later(self, by: Duration) -> Self {
        let wall = chrono::TimeDelta::from_std(by).map_or(self.wall, |delta| self.wall + delta);
        Self {
            wall,
            uptime: self.uptime + by,
        }
    }
}
