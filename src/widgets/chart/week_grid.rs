//! Weeks side by side, their first day at the top: the grid for a picture of a year.

use crate::domain::{Day, WeekStart};
use chrono::Datelike as _;

/// Whole weeks as columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekGrid {
    first: Day,
    count: u16,
    start: WeekStart,
}

impl WeekGrid {
    /// This many weeks, ending with the week of `last`.
    pub fn ending(last: Day, count: u16, start: WeekStart) -> Self {
        Self {
            first: start
                .first_day(last)
                .plus(7 * (1 - i64::from(count.max(1)))),
            count: count.max(1),
            start,
        }
    }

    /// All weeks with any of the days from `first` to `last`.
    pub fn between(first: Day, last: Day, start: WeekStart) -> Self {
        let days = start.first_day(last).since(start.first_day(first));
        Self::ending(
            last,
            (days / 7 + 1).clamp(1, i64::from(u16::MAX)) as u16,
            start,
        )
    }

    /// Number of weeks.
    pub const fn count(&self) -> u16 {
        self.count
    }

    /// What the weeks start on.
    pub const fn start(&self) -> WeekStart {
        self.start
    }

    /// The first day of the first week.
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The last day of the last week.
    pub fn last(&self) -> Day {
        self.first.plus(i64::from(self.count) * 7 - 1)
    }

    /// The day at `place` (0 to 6) of the week in `column` (0 the oldest).
    pub fn day(&self, column: u16, place: u16) -> Day {
        self.first.plus(i64::from(column) * 7 + i64::from(place))
    }

    /// The week of `day` and its place in that week; `None` if it is outside.
    pub fn place(&self, day: Day) -> Option<(u16, u16)> {
        let offset = day.since(self.first);
        (0..i64::from(self.count) * 7)
            .contains(&offset)
            .then_some(((offset / 7) as u16, (offset % 7) as u16))
    }

    /// The weeks in which a month starts, with the first day of that month.
    pub fn months(&self) -> Vec<(u16, Day)> {
        let mut months = Vec::new();
        for column in 0..self.count {
            let first = (0..7)
                .map(|place| self.day(column, place))
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
    use crate::domain::units::Named as _;
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_year_of_weeks_ends_with_today() {
        let weeks = WeekGrid::ending(day(2026, 3, 2), 53, WeekStart::Monday);
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
        let weeks = WeekGrid::ending(day(2024, 12, 31), 53, WeekStart::Monday);
        let (column, weekday) = weeks.place(day(2024, 2, 29)).unwrap();
        assert_eq!(weekday, 3, "a Thursday");
        assert_eq!(weeks.day(column, weekday).plus(1), day(2024, 3, 1));
        // December 30, 2024 to January 5, 2025 is one week.
        let turn = WeekGrid::between(day(2024, 12, 30), day(2025, 1, 5), WeekStart::Monday);
        assert_eq!((turn.count(), turn.first()), (1, day(2024, 12, 30)));
        assert_eq!(turn.months(), [(0, day(2025, 1, 1))]);
    }

    #[test]
    fn every_day_of_the_weeks_is_found_again() {
        for start in WeekStart::ALL {
            let weeks = WeekGrid::ending(day(2025, 1, 1), 120, *start);
            for offset in 0..840 {
                let day = weeks.first().plus(offset);
                let (column, place) = weeks.place(day).unwrap();
                assert_eq!(weeks.day(column, place), day);
                assert_eq!(day.weekday(), start.weekdays()[usize::from(place)]);
            }
        }
    }

    #[test]
    fn weeks_from_saturday_cross_the_year() {
        // January 1, 2000 was a Saturday; December 31, 2024 was a Tuesday.
        for (first, last, weeks) in [
            (day(2000, 1, 1), day(2000, 1, 7), 1),
            (day(1999, 12, 31), day(2000, 1, 1), 2),
            (day(2024, 12, 28), day(2025, 1, 3), 1),
            (day(2024, 12, 28), day(2025, 1, 4), 2),
        ] {
            let grid = WeekGrid::between(first, last, WeekStart::Saturday);
            assert_eq!(grid.count(), weeks, "{first} to {last}");
            assert_eq!(grid.first().weekday(), 5);
            assert_eq!(grid.last().weekday(), 4);
        }
        let ten = WeekGrid::between(day(2016, 1, 2), day(2026, 1, 2), WeekStart::Saturday);
        assert_eq!(ten.place(day(2020, 2, 29)).unwrap().1, 0, "a Saturday");
        assert_eq!(ten.place(day(2021, 1, 1)).unwrap().1, 6, "a Friday");
    }
}
