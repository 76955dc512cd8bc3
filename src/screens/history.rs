//! The History tab: one range of days with a cursor, shared by all views.

pub mod charts;
pub mod choices;
pub mod editing;
mod keys;
mod period;
mod search;
mod view;

use crate::domain::{
    Day, DayRecord, DaySummary, Journal, Measure, OwnRating, OwnRatings, Question, Sorting as _,
    WeekStart,
};
use crate::keys::{Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::screens::transition::Response;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;
use charts::{AroundSessions, Pairs, RatedSession, WeekSum};
use choices::HistoryRequest;
pub use choices::{HistoryView, OwnSeries, Range, Series};
use editing::{Pending, Tagging};
pub use search::Search;
use std::collections::{BTreeMap, BTreeSet};

/// A prompt that must be answered first.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// No prompt.
    No,
    /// Choosing a tag to filter days by; contains the previous filter.
    Filter(Option<String>),
    /// Confirming the deletion of the records of these days; contains the number of records.
    Delete(Vec<Day>, usize),
    /// Typing a tag.
    Tag(Tagging, TagEntry),
    /// Confirming another change.
    Change(Box<Pending>),
}

/// The state of the History tab.
#[derive(Clone, Debug)]
pub struct History {
    /// The length of the range.
    pub range: Range,
    /// The current view.
    pub view: HistoryView,
    /// The day under the cursor.
    pub cursor: Day,
    /// The day to show as soon as all records are loaded.
    going_to: Option<Day>,
    /// The series shown in the charts.
    pub series: Series,
    /// The series it is compared with.
    pub second: Series,
    /// Days by which the first series precedes the second, −3 to 3.
    pub lag: i64,
    /// If set, only days with this tag are shown.
    pub filter: Option<String>,
    /// The open prompt.
    pub asking: Asking,
    /// The search.
    pub search: Search,
    /// The days selected in the list.
    pub picked: BTreeSet<Day>,
    /// The day marked last, from which a range is marked.
    anchor: Option<Day>,
    /// Index of the chosen record while the day detail is open.
    pub detail: Option<usize>,
    /// Whether the chosen range has so few scores that all of them are shown.
    has_few_scores: bool,
    /// The first day of the range.
    pub first: Day,
    /// The last day of the range.
    pub last: Day,
    /// The first and last day of the diary.
    pub span: (Day, Day),
    /// The seven-day mean around each day of the range; `None` with fewer than three rated days of the seven.
    pub smooth: Vec<Option<f64>>,
    /// The interval that covers eight of ten days in the last year, if there are enough days.
    pub usual: Option<(f64, f64)>,
    /// The axis limits of the two series.
    pub axes: [Axis; 2],
    /// The values of the two compared series.
    pub pairs: Pairs,
    /// The rated sessions in the range, by activity.
    pub around: Vec<AroundSessions>,
    /// The same sessions in chronological order.
    pub rated: Vec<RatedSession>,
    /// What the person's weeks start on.
    pub week: WeekStart,
    /// The weeks of the range and the totals of each.
    pub weeks: (WeekGrid, Vec<WeekSum>),
    /// Changes whenever the charts' content changes; used as a cache key for drawings.
    pub generation: u64,
    /// The person's own ratings.
    own: Vec<OwnRating>,
    days: BTreeMap<Day, DaySummary>,
    days_of: Option<u64>,
    key: Option<Key>,
}

/// The inputs of the charts: revision, view, range limits, selections and weeks.
#[derive(Clone, Debug, PartialEq)]
struct Key(
    u64,
    HistoryView,
    Range,
    (Day, Day),
    [Series; 2],
    i64,
    Option<String>,
    WeekStart,
);

impl History {
    /// The initial state: the month up to `today`.
    pub fn new(today: Day) -> Self {
        Self {
            range: Range::Month,
            view: HistoryView::Trend,
            cursor: today,
            going_to: None,
            series: Series::Rating(Question::Mood),
            second: Series::Minutes,
            lag: 0,
            filter: None,
            asking: Asking::No,
            search: Search::default(),
            picked: BTreeSet::new(),
            anchor: None,
            detail: None,
            has_few_scores: false,
            first: today,
            last: today,
            span: (today, today),
            smooth: Vec::new(),
            usual: None,
            axes: [Axis::RATING; 2],
            pairs: Pairs::default(),
            around: Vec::new(),
            rated: Vec::new(),
            week: WeekStart::default(),
            weeks: (WeekGrid::ending(today, 1, WeekStart::default()), Vec::new()),
            generation: 0,
            own: Vec::new(),
            days: BTreeMap::new(),
            days_of: None,
            key: None,
        }
    }

    /// Shows a view, a range or a day, those that are given.
    pub fn look(&mut self, at: HistoryRequest) {
        self.view = at.view.unwrap_or(self.view);
        self.range = at.range.unwrap_or(self.range);
        self.going_to = at.day;
        self.detail = None;
    }

    /// Whether the day of `summary` passes the filter.
    fn lets_through(&self, summary: &DaySummary) -> bool {
        self.filter
            .as_ref()
            .is_none_or(|tag| summary.tags.binary_search(tag).is_ok())
    }

    /// The summary of `day`, if it has records and passes the filter.
    pub fn on(&self, day: Day) -> Option<&DaySummary> {
        self.days
            .get(&day)
            .filter(|summary| self.lets_through(summary))
    }

    /// The days from `first` to `last` that have records and pass the filter.
    pub fn between(
        &self,
        first: Day,
        last: Day,
    ) -> impl DoubleEndedIterator<Item = (Day, &DaySummary)> {
        let days = (first <= last).then(|| self.days.range(first..=last));
        days.into_iter()
            .flatten()
            .filter(|(_, summary)| self.lets_through(summary))
            .map(|(day, summary)| (*day, summary))
    }

    /// The days of the range that have records and pass the filter.
    pub fn shown(&self) -> BTreeMap<Day, &DaySummary> {
        self.between(self.first, self.last).collect()
    }

    /// The mean of `series` over the days from `first` to `last` that have a value; for minutes, over active days only.
    pub fn mean(&self, series: Series, first: Day, last: Day) -> Option<f64> {
        let moved = |value: &f64| series != Series::Minutes || *value > 0.0;
        let values = self
            .between(first, last)
            .filter_map(|(_, summary)| series.of(summary))
            .filter(moved);
        let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
        (count > 0).then(|| sum / f64::from(count))
    }

    /// The person's own ratings.
    pub fn own_ratings(&self) -> OwnRatings<'_> {
        OwnRatings(&self.own)
    }

    /// The label of `series`.
    pub fn title(&self, series: Series) -> String {
        series.title(self.own_ratings())
    }

    /// Returns to mood and minutes if a drawn own rating was archived or changed.
    fn drop_missing(&mut self) {
        let all = Series::all(&Question::ALL, self.own_ratings());
        if !all.contains(&self.series) {
            self.series = Series::Rating(Question::Mood);
        }
        if !all.contains(&self.second) || self.second == self.series {
            self.second = Series::Minutes;
        }
        if self.second == self.series {
            self.second = Series::Rating(Question::Mood);
        }
    }

    /// The records of the day under the cursor: check-ins, then sessions, each by time.
    pub fn records<'a>(&self, journal: &'a Journal) -> Vec<DayRecord<'a>> {
        DayRecord::on(journal, self.cursor)
    }

    /// The axis for `series` in the range.
    fn axis(&self, series: Series) -> Axis {
        match series {
            Series::Rating(_) => Axis::RATING,
            Series::Slept => Axis::HOURS,
            Series::Own(own) if own.measure.is_scale() || own.measure == Measure::YesNo => {
                let (low, high) = own.measure.range();
                Axis { low, high }
            }
            Series::Own(own) => {
                let days = self.between(self.first, self.last);
                let values = days.filter_map(|(_, summary)| series.of(summary));
                let most = values.fold(0.0, f64::max);
                if own.measure == Measure::Duration {
                    Axis::minutes(most)
                } else {
                    Axis::amount(most)
                }
            }
            Series::Minutes => {
                let days = self.between(self.first, self.last);
                Axis::minutes(
                    days.map(|(_, summary)| summary.minutes())
                        .fold(0.0, f64::max),
                )
            }
        }
    }

    /// Computes the data of the current view.
    fn compute(&mut self, journal: &Journal) {
        let (first, last) = (self.first, self.last);
        self.axes = [self.series, self.second].map(|series| self.axis(series));
        match self.view {
            HistoryView::Trend => {
                self.smooth = charts::smooth(
                    self.between(first.plus(-3), last.plus(3)),
                    self.series,
                    first,
                    last,
                );
                self.usual = charts::usual(&self.days, self.series, last);
            }
            HistoryView::Compare => {
                self.pairs = Pairs::new(&self.shown(), self.second, self.series, self.lag);
            }
            HistoryView::Sessions => {
                let sessions = journal.sessions_in(first, last).iter();
                let shown = sessions.filter(|session| self.on(session.day).is_some());
                let (around, rated) = (
                    AroundSessions::by_activity(shown.clone()),
                    RatedSession::all(shown),
                );
                (self.around, self.rated) = (around, rated);
            }
            HistoryView::Weeks => {
                let weeks = WeekGrid::between(first, last, self.week);
                self.weeks = (weeks, charts::by_week(journal, &weeks));
            }
            HistoryView::Year | HistoryView::Month | HistoryView::List | HistoryView::Scores => {}
        }
    }

    /// The file name for a picture of the current view.
    fn picture_name(&self) -> String {
        match self.view {
            HistoryView::Year | HistoryView::Month => {
                format!("firstline-{}-{}", self.view.title(), self.cursor)
            }
            HistoryView::Trend
            | HistoryView::List
            | HistoryView::Compare
            | HistoryView::Sessions
            | HistoryView::Weeks
            | HistoryView::Scores => {
                format!(
                    "firstline-{}-{}-to-{}",
                    self.view.title(),
                    self.first,
                    self.last
                )
            }
        }
    }

    /// All tags, by number of days, most frequent first.
    pub fn tags(&self) -> Vec<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in self.days.values().flat_map(|summary| &summary.tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
        tags.order_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        tags.into_iter().map(|(tag, _)| tag).collect()
    }
}

impl Screen for History {
    fn context(&self) -> Context {
        match (&self.asking, &self.search.field, self.detail, self.view) {
            (Asking::Change(_), ..) => Context::ConfirmChange,
            (_, _, Some(_), _) => Context::DayDetail,
            (Asking::Delete(..), ..) => Context::ConfirmDelete,
            (Asking::Filter(_), ..) => Context::TagFilter,
            (Asking::Tag(..), ..) => Context::Tags,
            (_, Some(_), ..) => Context::Search,
            (.., HistoryView::List) => Context::HistoryList,
            (.., HistoryView::Compare) => Context::Compare,
            (
                ..,
                HistoryView::Trend
                | HistoryView::Year
                | HistoryView::Month
                | HistoryView::Sessions
                | HistoryView::Weeks
                | HistoryView::Scores,
            ) => Context::History,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        self.answer(key, shared)
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn click(&mut self, target: Target) -> bool {
        match target {
            Target::Day(day) if day == self.cursor => return false,
            Target::Day(day) => {
                self.cursor = day;
                self.detail = self.detail.map(|_| 0);
            }
            Target::Range(place) => self.range = *Range::ALL.get(place).unwrap_or(&self.range),
            Target::View(place) => self.view = *HistoryView::ALL.get(place).unwrap_or(&self.view),
            Target::Series(place) => {
                self.draw_of(Series::at(place, self.own_ratings()).unwrap_or(self.series));
            }
            _ => return false,
        }
        true
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        match &mut self.asking {
            Asking::Tag(_, entry) => Some(&mut entry.field),
            _ => self.search.field.as_mut(),
        }
    }

    /// Chooses the typed tag again after its text changes.
    fn typed(&mut self) {
        if let Asking::Tag(_, entry) = &mut self.asking {
            entry.list = ListCursor::default();
        }
    }

    /// While nothing is recorded today, and if the range is empty, such as after importing an old diary, moves the
    /// cursor to the latest day with records.
    fn arrive(&mut self, shared: &Shared) {
        let has_day = self.going_to.is_some();
        self.refresh(shared);
        if !has_day && self.cursor == shared.day && self.on(self.cursor).is_none() {
            let latest = self.between(self.first, self.cursor).next_back();
            self.cursor = latest.map_or(self.cursor, |(day, _)| day);
        }
        if self.between(self.first, self.last).next().is_none()
            && let Some((latest, _)) = self.days.last_key_value()
        {
            self.cursor = *latest;
            self.refresh(shared);
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let (journal, today) = (&shared.journal, shared.day);
        let revision = journal.revision();
        self.week = shared.settings.units().week;
        // Records dated in the future come from an import or a wrong clock, but are still shown.
        let (begun, ended) = journal.span().unwrap_or((today, today));
        self.span = (begun.min(today), ended.max(today));
        if let Some(day) = self.going_to {
            self.cursor = day;
            if journal.from().is_none() {
                self.going_to = None;
            }
        }
        self.cursor = self.cursor.clamp(self.span.0, self.span.1);
        self.search.refresh(journal);
        if self.days_of != Some(revision) {
            self.days_of = Some(revision);
            self.days = journal.days(self.span.0, self.span.1);
            self.own = journal.own_ratings().0.to_vec();
            self.drop_missing();
            self.picked.retain(|day| self.days.contains_key(day));
            if self
                .filter
                .as_ref()
                .is_some_and(|tag| !self.tags().contains(&tag.as_str()))
            {
                self.filter = None;
            }
        }
        // The list only has rows for days with records.
        if self.view == HistoryView::List && self.on(self.cursor).is_none() {
            let (first, last) = self.span;
            let older = self.between(first, self.cursor).next_back();
            let nearest = older
                .or_else(|| self.between(self.cursor, last).next())
                .map(|(day, _)| day);
            self.cursor = nearest.unwrap_or(self.cursor);
        }
        self.has_few_scores = self.view == HistoryView::Scores && self.has_few_scores(journal);
        (self.first, self.last) = self.window(match self.view {
            HistoryView::Scores => self.range_in_use(),
            _ => self.range,
        });
        let key = Key(
            revision,
            self.view,
            self.range,
            (self.first, self.last),
            [self.series, self.second],
            self.lag,
            self.filter.clone(),
            self.week,
        );
        if self.key.as_ref() != Some(&key) {
            self.key = Some(key);
            self.generation += 1;
            self.compute(journal);
        }
    }

    fn turn_day(&mut self, old: Day, shared: &Shared) {
        if self.cursor == old {
            self.cursor = shared.day;
        }
    }

    fn has_header(&self) -> bool {
        true
    }
}
