//! Which days the columns of a chart represent.

use crate::domain::Day;

/// Days mapped to columns: one or several columns per day, or, in long ranges, several days per column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayColumns {
    first: Day,
    days: i64,
    per_column: f64,
    count: u16,
    width: u16,
}

impl DayColumns {
    /// Maps the days from `first` to `last` to at most `room` columns, with at most `widest` per day.
    pub fn new(first: Day, last: Day, room: u16, widest: u16) -> Self {
        let days = (last.since(first) + 1).max(1);
        let room = room.max(10);
        let width = (i64::from(room) / days).clamp(1, i64::from(widest.max(1))) as u16;
        let count = days.min(i64::from(room / width)) as u16;
        Self {
            first,
            days,
            per_column: days as f64 / f64::from(count),
            count,
            width,
        }
    }

    /// Number of columns; a day that takes several counts once.
    pub const fn count(&self) -> u16 {
        self.count
    }

    /// Cells per column.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Days per column; 1 or more.
    pub const fn per_column(&self) -> f64 {
        self.per_column
    }

    /// Total width in cells.
    pub const fn cells(&self) -> u16 {
        self.count * self.width
    }

    /// The first cell of `column`.
    pub const fn x(&self, column: u16) -> u16 {
        column * self.width
    }

    /// The first and the last day of `column`; adjacent columns share no day.
    pub fn days(&self, column: u16) -> (Day, Day) {
        let (from, to) = self.offsets(column);
        (self.first.plus(from), self.first.plus(to))
    }

    /// The same as day offsets from the first day.
    fn offsets(&self, column: u16) -> (i64, i64) {
        // Rounded in whole numbers, because a range of ten years asks thousands of times.
        let count = i64::from(self.count);
        let at = |column: u16| (i64::from(column) * self.days * 2 + count) / (count * 2);
        (at(column), (at(column + 1) - 1).max(at(column)))
    }

    /// The column of `day`, clamped for a day outside.
    pub fn column(&self, day: Day) -> u16 {
        let offset = day.since(self.first).clamp(0, self.days - 1);
        // The last column that starts on or before this day; its neighbor where halves round the other way.
        let guess = (offset * i64::from(self.count) / self.days) as u16;
        [guess, guess.saturating_sub(1), guess.saturating_add(1)]
            .into_iter()
            .find(|column| {
                let (from, to) = self.offsets(*column);
                (from..=to).contains(&offset)
            })
            .unwrap_or(guess)
            .min(self.count - 1)
    }

    /// Position of `day` in half cells, the columns of a dot canvas.
    pub fn dot(&self, day: Day) -> u16 {
        let exact = day.since(self.first) as f64 / self.per_column * f64::from(self.width) * 2.0;
        exact.max(0.0) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_month_takes_several_cells_a_day_and_ten_years_several_days_a_cell() {
        let month = DayColumns::new(day(2024, 2, 1), day(2024, 2, 29), 90, 3);
        assert_eq!((month.count(), month.width(), month.cells()), (29, 3, 87));
        assert_eq!(
            month.days(28),
            (day(2024, 2, 29), day(2024, 2, 29)),
            "the leap day has its own"
        );
        let decade = DayColumns::new(day(2016, 1, 1), day(2025, 12, 31), 80, 3);
        assert_eq!((decade.count(), decade.width()), (80, 1));
        assert_eq!(decade.days(79).1, day(2025, 12, 31));
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_column_and_every_column_has_days(
            length in 1i64..5000, room in 1u16..300, widest in 1u16..6, start in -400_000i64..400_000
        ) {
            let first = day(1970, 1, 1).plus(start);
            let last = first.plus(length - 1);
            let columns = DayColumns::new(first, last, room, widest);
            prop_assert!(columns.cells() <= room.max(10));
            let mut next = first;
            for column in 0..columns.count() {
                let (from, to) = columns.days(column);
                prop_assert_eq!(from, next);
                prop_assert!(to >= from);
                prop_assert_eq!(columns.column(from), column);
                prop_assert_eq!(columns.column(to), column);
                prop_assert!(columns.dot(to) < columns.cells() * 2);
                next = to.plus(1);
            }
            prop_assert_eq!(next, last.plus(1));
        }
    }
}
