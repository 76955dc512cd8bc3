//! Which days the history shows: those of the range with the cursor, of its month or of its year.

use super::{History, HistoryView, Range, Series};
use crate::domain::{Day, Instrument, Journal};
use crate::widgets::chart::week_grid::WeekGrid;
use chrono::Datelike as _;

/// Weeks in the year view.
const YEAR_WEEKS: u16 = 53;

/// With fewer recorded days than this, a month has too little for a calendar of its own.
const NEW_MONTH: usize = 7;

/// The first and last day of the month that contains `day`.
pub(super) fn month_of(day: Day) -> (Day, Day) {
    let first = day.plus(1 - i64::from(day.date().day()));
    let next = first
        .date()
        .checked_add_months(chrono::Months::new(1))
        .map_or(first.plus(31), Day::from_date);
    (first, next.plus(-1))
}

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

    /// The range the current view uses: the year and month views have fixed ranges, and the scores show all where the
    /// chosen range has fewer than two.
    pub const fn range_in_use(&self) -> Range {
        match self.view {
            HistoryView::Year => Range::Year,
            HistoryView::Month => Range::Month,
            HistoryView::Scores if self.has_few_scores => Range::All,
            _ => self.range,
        }
    }

    /// The days of the month view: the cursor's month. While the latest month is nearly empty, it continues the one
    /// before, up to the end of the week.
    pub fn month(&self) -> (Day, Day) {
        let newest = month_of(self.span.1);
        let before = month_of(newest.0.plus(-1));
        let recorded = self.days.range(newest.0..=newest.1).count();
        let continues = recorded < NEW_MONTH && self.span.0 < newest.0;
        if continues && self.cursor >= before.0 {
            let week = self.week.first_day(self.span.1).plus(6);
            return (before.0, week.min(newest.1));
        }
        month_of(self.cursor)
    }

    /// The first and last day that the view shows.
    pub fn days_in_use(&self) -> (Day, Day) {
        match self.view {
            HistoryView::Year => {
                let year = self.year();
                (year.first().max(self.span.0), year.last().min(self.span.1))
            }
            HistoryView::Month => {
                let (first, last) = self.month();
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
    /// before the first entry are cut off.
    pub(super) fn window(&self, range: Range) -> (Day, Day) {
        let (first, last) = self.whole_window(range);
        (first.max(self.span.0), last)
    }

    /// Whether no questionnaire was answered more than once in the chosen range.
    pub(super) fn has_few_scores(&self, journal: &Journal) -> bool {
        let (first, last) = self.window(self.range);
        Instrument::ALL.iter().all(|instrument| {
            let records = journal.assessments_of(*instrument);
            let inside = records.filter(|record| (first..=last).contains(&record.day));
            inside.take(2).count() < 2
        })
    }

    fn whole_window(&self, range: Range) -> (Day, Day) {
        let Some(length) = range.days() else {
            return self.span;
        };
        let last = self
            .span
            .1
            .plus(-(self.span.1.since(self.cursor) / length * length));
        (last.plus(1 - length), last)
    }
}
