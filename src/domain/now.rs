//! The present, as the one clock reader hands it down.

use crate::domain::{Day, DayStart};
use chrono::{DateTime, FixedOffset};
use std::time::Duration;

/// A UTC instant together with the local offset that was in force: what a clock on the wall said.
pub type Moment = DateTime<FixedOffset>;

/// The present: made in `clock`, passed down as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// What the clock on the wall says.
    pub wall: Moment,
    /// Time since some fixed point, counting sleep and never set back: what timers measure with.
    pub uptime: Duration,
}

impl Now {
    /// The day it is.
    pub fn day(&self, start: DayStart) -> Day {
        Day::of(self.wall.naive_local(), start)
    }

    /// The same clocks, that much later.
    #[must_use]
    pub fn later(self, by: Duration) -> Self {
        let wall = chrono::TimeDelta::from_std(by).map_or(self.wall, |delta| self.wall + delta);
        Self {
            wall,
            uptime: self.uptime + by,
        }
    }
}
