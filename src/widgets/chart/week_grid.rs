//! Weeks side by side, Monday at the top: the grid for a picture of a year.

use crate::domain::Day;
use chrono::Datelike as _;

/// Whole weeks, Monday to Sunday, as columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekGrid {
    monday: Day,
    count: u16,
}

/// The Monday of the week with `day`.
pub fn monday(day: Day) -> Day {
    day.plus(-(day.weekday() as i64))
}

impl WeekGrid {
    /// This many weeks, ending with the week of `last`.
    pub fn ending(last: Day, count: u16) -> Self {
        Self {
            monday: monday(last).plus(7 * (1 - i64::from(count.max(1)))),
            count: count.max(1),
        }
    }

    /// All weeks with any of the days from `first` to `last`.
    pub fn between(first: Day, last: Day) -> Self {
        let count = monday(last).since(monday(first)) / 7 + 1;
        Self::ending(last, count.clamp(1, i64::from(u16::MAX)) as u16)
    }

    /// Number of weeks.
    pub const fn count(&self) -> u16 {
        self.count
    }

    /// The first Monday.
    pub const fn first(&self) -> Day {
        self.monday
    }

    /// The last Sunday.
    pub fn last(&self) -> Day {
        self.monday.plus(i64::from(self.count) * 7 - 1)
    }

    /// The day in week `column` (0 the oldest) with weekday 0 (Monday) to 6 (Sunday).
    pub fn day(&self, column: u16, weekday: u16) -> Day {
        self.monday.plus(i64::from(column) * 7 + i64::from(weekday))
    }

    /// The week and the weekday of `day`; `None` if it is outside.
    pub fn place(&self, day: Day) -> Option<(u16, u16)> {
        let offset = day.since(self.monday);
        (0..i64::from(self.count) * 7)
            .contains(&offset)
            .then_some(((offset / 7) as u16, (offset % 7) as u16))
    }

    /// The weeks in which a month starts, with the first day of that month.
    pub fn months(&self) -> Vec<(u16, Day)> {
        let mut months = Vec::new();
        for column in 0..self.count {
            let first = (0..7)
                .map(|weekday| self.day(column, weekday))
                .find(|day| day.date().day() == 1);
            if let Some(day) = first {
                months.push((column, day));
            }
        }
        months
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_year_of_weeks_ends_with_today() {
        let weeks = WeekGrid::ending(day(2026, 3, 2), 53);
        assert_eq!(
            weeks.place(day(2026, 3, 2)),
            Some((52, 0)),
            "a Monday is on top"
        );
        assert_eq!(weeks.last(), day(2026, 3, 8));
        assert_eq!(weeks.first(), day(2025, 3, 3));
        assert_eq!(weeks.place(day(2025, 3, 2)), None);
        assert_eq!(weeks.place(day(2026, 3, 9)), None);
        assert_eq!(weeks.months().len(), 12);
    }

    #[test]
    fn leap_days_and_the_turn_of_the_year_have_their_place() {
        let weeks = WeekGrid::ending(day(2024, 12, 31), 53);
        let (column, weekday) = weeks.place(day(2024, 2, 29)).unwrap();
        assert_eq!(weekday, 3, "a Thursday");
        assert_eq!(weeks.day(column, weekday).plus(1), day(2024, 3, 1));
        // December 30, 2024 to January 5, 2025 is one week.
        let turn = WeekGrid::between(day(2024, 12, 30), day(2025, 1, 5));
        assert_eq!((turn.count(), turn.first()), (1, day(2024, 12, 30)));
        assert_eq!(turn.months(), [(0, day(2025, 1, 1))]);
    }

    #[test]
    fn every_day_of_the_weeks_is_found_again() {
        let weeks = WeekGrid::ending(day(2025, 1, 1), 120);
        for offset in 0..840 {
            let day = weeks.first().plus(offset);
            let (column, weekday) = weeks.place(day).unwrap();
            assert_eq!(weeks.day(column, weekday), day);
        }
    }
}
