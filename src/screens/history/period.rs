//! Which days the history shows: those of the range with the cursor, of its month or of its year.

use super::{History, HistoryView, Range, Series};
use crate::domain::Day;
use crate::widgets::chart::week_grid::WeekGrid;
use chrono::Datelike as _;

/// Weeks in the year view.
const YEAR_WEEKS: u16 = 53;

/// Shorter diaries are shown as if they had this many days, so that the first day is not at the edge of the chart.
const LEAST_DAYS: i64 = 14;

impl History {
    /// The weeks of the year view: those up to the last day, or shifted back by whole years.
    pub fn year(&self) -> WeekGrid {
        let mut last = self.span.1;
        loop {
            let weeks = WeekGrid::ending(last, YEAR_WEEKS, self.week);
            if self.cursor >= weeks.first() {
                return weeks;
            }
            last = weeks.first().plus(-1);
        }
    }

    /// The range the current view uses: the year and month views have fixed ranges.
    pub const fn range_in_use(&self) -> Range {
        match self.view {
            HistoryView::Year => Range::Year,
            HistoryView::Month => Range::Month,
            _ => self.range,
        }
    }

    /// The first and last day that the view shows.
    pub fn days_in_use(&self) -> (Day, Day) {
        match self.view {
            HistoryView::Year => {
                let year = self.year();
                (year.first().max(self.span.0), year.last().min(self.span.1))
            }
            HistoryView::Month => {
                let date = self.cursor.date();
                let first = Day::from_date(date.with_day(1).unwrap_or(date));
                let next = first.date().checked_add_months(chrono::Months::new(1));
                let last = next.map_or(first, |next| Day::from_date(next).plus(-1));
                (first.max(self.span.0), last.min(self.span.1))
            }
            _ => (self.first, self.last),
        }
    }

    /// The mean of `series` over the preceding period of equal length, if the diary covers it.
    pub fn before(&self, series: Series) -> Option<f64> {
        let days = self.last.since(self.first) + 1;
        let (first, last) = (self.first.plus(-days), self.first.plus(-1));
        (first >= self.span.0)
            .then(|| self.mean(series, first, last))
            .flatten()
    }

    /// The range that contains the cursor: the one up to the last day, shifted back by a multiple of its length. Days
    /// before the first entry are cut off, except within the last `LEAST_DAYS` days.
    pub(super) fn window(&self) -> (Day, Day) {
        let (first, last) = self.whole_window();
        let begun = self.span.0.min(last.plus(1 - LEAST_DAYS));
        (first.max(begun), last)
    }

    fn whole_window(&self) -> (Day, Day) {
        let Some(length) = self.range.days() else {
            return self.span;
        };
        let last = self
            .span
            .1
            .plus(-(self.span.1.since(self.cursor) / length * length));
        (last.plus(1 - length), last)
    }
}
