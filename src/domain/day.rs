//! Days that begin at `day_start`, and the one function that assigns a time to a day.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day that begins at [`DayStart`]: 01:30 still belongs to the previous day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(NaiveDate);

/// Local noon, the placeholder for records that have a day but no time of day.
pub const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// When a day begins, in minutes after local midnight; 04:00 by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayStart(u16);

impl Default for DayStart {
    fn default() -> Self {
        Self(4 * 60)
    }
}

impl DayStart {
    /// `None` unless the day starts before noon; a later start would shift whole waking days.
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes < 12 * 60 {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// Minutes after midnight, 0 to 719.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The local instant at which `day` begins.
    pub fn of(self, day: Day) -> NaiveDateTime {
        day.0.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(self.0))
    }
}

impl Day {
    /// The day a local time belongs to. Every form, chart, statistic and export uses this.
    pub fn of(local: NaiveDateTime, start: DayStart) -> Self {
        Self(
            local
                .checked_sub_signed(TimeDelta::minutes(i64::from(start.0)))
                .unwrap_or(local)
                .date(),
        )
    }

    /// The day with this calendar date.
    pub const fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Its calendar date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Days since 1970-01-01; negative before.
    pub fn number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    /// The day `days` later (earlier if negative), clamped to the calendar's range.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let moved = TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta));
        Self(moved.unwrap_or(if days < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        }))
    }

    /// Days since `earlier`; negative if `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.number() - earlier.number()
    }

    /// 0 for Monday through 6 for Sunday.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// Every day from this one through `last`, inclusive; empty if `last` is earlier.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> {
        (0..=last.since(self)).map(move |offset| self.plus(offset))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%d").fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn the_day_begins_at_day_start() {
        let start = DayStart::default();
        for (time, day) in [
            ("2026-03-02 01:30", "2026-03-01"),
            ("2026-03-02 03:59", "2026-03-01"),
            ("2026-03-02 04:00", "2026-03-02"),
            ("2026-03-02 23:59", "2026-03-02"),
            ("2026-01-01 00:10", "2025-12-31"),
            ("2028-03-01 02:00", "2028-02-29"),
        ] {
            assert_eq!(Day::of(local(time), start).to_string(), day, "{time}");
        }
        assert_eq!(
            Day::of(local("2026-03-02 00:00"), DayStart(0)).to_string(),
            "2026-03-02"
        );
    }

    #[test]
    fn a_day_contains_the_instant_at_which_it_begins() {
        for minutes in [0, 1, 240, 719] {
            let start = DayStart::new(minutes).unwrap();
            let day = Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 29).unwrap());
            assert_eq!(Day::of(start.of(day), start), day);
            assert_eq!(
                Day::of(start.of(day) - TimeDelta::seconds(1), start),
                day.plus(-1)
            );
        }
        assert_eq!(DayStart::new(720), None);
    }

    #[test]
    fn days_count_from_1970() {
        let epoch = Day::from_date(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
        assert_eq!(epoch.number(), 0);
        assert_eq!(epoch.weekday(), 3, "1 January 1970 was a Thursday");
        assert_eq!(epoch.plus(20_000).since(epoch), 20_000);
        assert_eq!(epoch.plus(-3).through(epoch.plus(-1)).count(), 3);
        assert_eq!(epoch.through(epoch.plus(-1)).count(), 0);
    }

    #[test]
    fn the_calendar_ends_do_not_panic() {
        let day = Day::from_date(NaiveDate::MAX);
        assert_eq!(day.plus(1), day);
        assert_eq!(day.plus(i64::MIN), Day::from_date(NaiveDate::MIN));
    }
}
