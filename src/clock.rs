//! The only code that reads clocks.
//!
//! `wall` is the time of day that people read; `uptime` is what timers measure with: it includes the time a machine
//! sleeps, and cannot be set back.

pub mod zones;

use crate::domain::{Moment, Now};
use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeZone};
use std::time::Duration;

/// Reads the clocks of this machine, or runs on from a given time.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    given: Option<(Moment, Duration)>,
}

impl Clock {
    /// The machine's clocks; or, with `given` (RFC 3339, or local `2026-03-01 18:00`), a wall clock that started at
    /// that time when this was created.
    pub fn new(given: Option<&str>) -> Result<Self, String> {
        let Some(text) = given else {
            return Ok(Self { given: None });
        };
        let machine = Self { given: None };
        let moment = read_moment(text, machine).ok_or_else(|| {
            format!("FIRSTLINE_NOW is \"{text}\"; write it as 2026-03-01T18:00:00+01:00")
        })?;
        Ok(Self {
            given: Some((moment, uptime())),
        })
    }

    /// The current time.
    pub fn now(&self) -> Now {
        let uptime = uptime();
        let wall = match self.given {
            None => wall(),
            Some((moment, since)) => {
                // In whole seconds, so that a command stores the same time on each run with a given time.
                moment + chrono::TimeDelta::seconds(uptime.saturating_sub(since).as_secs() as i64)
            }
        };
        Now {
            wall: whole_millis(wall),
            uptime,
        }
    }

    /// The instant at which local clocks show, or showed, this local time. In the hour repeated when daylight saving
    /// time ends, the first one; for the hour skipped when it starts, one hour later.
    pub fn moment(&self, local: NaiveDateTime) -> Moment {
        let offset = self.offset_at(local);
        let skipped =
            self.given.is_none() && first(Local.offset_from_local_datetime(&local)).is_none();
        let local = if skipped {
            local + chrono::TimeDelta::hours(1)
        } else {
            local
        };
        whole_millis(
            offset
                .from_local_datetime(&local)
                .earliest()
                .unwrap_or_else(|| offset.from_utc_datetime(&local)),
        )
    }

    /// `moment` with the local UTC offset at its local time. In the hour repeated when daylight saving time ends, where
    /// two offsets apply, it keeps its own.
    pub fn settle(&self, moment: Moment) -> Moment {
        let local = moment.naive_local();
        if self.given.is_some() {
            return self.moment(local);
        }
        match Local.offset_from_local_datetime(&local) {
            chrono::MappedLocalTime::Ambiguous(one, other)
                if [one.fix(), other.fix()].contains(moment.offset()) =>
            {
                moment
            }
            _ => self.moment(local),
        }
    }

    /// The instant of `local`, which a user typed to replace the time of `found`: in the local time zone, or with the
    /// offset of `found` if that differs from the local one.
    pub fn moved(&self, found: Moment, local: NaiveDateTime) -> Moment {
        if self.settle(found).offset() == found.offset() {
            return self.moment(local);
        }
        let there = found.offset().from_local_datetime(&local).single();
        there.map_or(found, whole_millis)
    }

    /// The local UTC offset that applied, or will apply, at this local time.
    pub fn offset_at(&self, local: NaiveDateTime) -> FixedOffset {
        if let Some((moment, _)) = self.given {
            return *moment.offset();
        }
        let held = |local| first(Local.offset_from_local_datetime(&local));
        held(local)
            .or_else(|| held(local + chrono::TimeDelta::hours(1)))
            .unwrap_or_else(utc)
    }
}

/// The earlier of two offsets, which is the larger one. chrono does not always list it first.
fn first(offsets: chrono::MappedLocalTime<FixedOffset>) -> Option<FixedOffset> {
    match offsets {
        chrono::MappedLocalTime::Single(offset) => Some(offset),
        chrono::MappedLocalTime::Ambiguous(one, other)
            if one.local_minus_utc() >= other.local_minus_utc() =>
        {
            Some(one)
        }
        chrono::MappedLocalTime::Ambiguous(_, other) => Some(other),
        chrono::MappedLocalTime::None => None,
    }
}

fn utc() -> FixedOffset {
    chrono::Utc.fix()
}

#[expect(clippy::disallowed_methods, reason = "the one place that may")]
fn wall() -> Moment {
    Local::now().fixed_offset()
}

/// Truncates to milliseconds, the precision of records, so that a time looks the same before and after saving.
fn whole_millis(moment: Moment) -> Moment {
    DateTime::from_timestamp_millis(moment.timestamp_millis())
        .map_or(moment, |utc| utc.with_timezone(moment.offset()))
}

fn read_moment(text: &str, machine: Clock) -> Option<Moment> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
    ]
    .iter()
    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    .or_else(|| {
        Some(
            chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()?
                .and_time(crate::domain::NOON),
        )
    })
    .map(|local| machine.moment(local))
}

/// On Linux the clock that includes sleep is `CLOCK_BOOTTIME`; elsewhere it is the monotonic clock.
#[cfg(unix)]
fn uptime() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let id = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let id = ClockId::Monotonic;
    let time = clock_gettime(id);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "the one place that may")]
fn uptime() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_time_runs_on_and_keeps_its_offset() {
        let clock = Clock::new(Some("2026-03-02T01:30:00+05:30")).unwrap();
        let now = clock.now();
        assert!(
            now.wall.to_rfc3339().starts_with("2026-03-02T01:30:0"),
            "{}",
            now.wall
        );
        assert_eq!(
            clock.offset_at(now.wall.naive_local()).local_minus_utc(),
            19_800
        );
    }

    #[test]
    fn a_given_time_that_is_none_is_named() {
        let error = Clock::new(Some("soon")).unwrap_err();
        assert!(error.contains("FIRSTLINE_NOW is \"soon\""), "{error}");
    }

    #[test]
    fn uptime_only_goes_forward() {
        let clock = Clock::new(None).unwrap();
        let first = clock.now().uptime;
        assert!(clock.now().uptime >= first);
    }
}
