//! The History tab: a range of days, a view of them, a cursor on one of them, and its records.

use crate::app::keymap::{Action, Context, Hit};
use crate::app::{App, Effect};
use crate::domain::{Change, CheckIn, Day, DaySummary, Id, Journal, Now, Question, Session};
use std::collections::BTreeMap;

/// How far back the views look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the range of its name")]
pub enum Range {
    TwoWeeks,
    Month,
    ThreeMonths,
    Year,
    All,
}

impl Range {
    /// Every range, the shortest first.
    pub const ALL: [Self; 5] = [Self::TwoWeeks, Self::Month, Self::ThreeMonths, Self::Year, Self::All];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2w",
            Self::Month => "1m",
            Self::ThreeMonths => "3m",
            Self::Year => "1y",
            Self::All => "all",
        }
    }

    const fn days(self) -> Option<i64> {
        match self {
            Self::TwoWeeks => Some(14),
            Self::Month => Some(30),
            Self::ThreeMonths => Some(91),
            Self::Year => Some(365),
            Self::All => None,
        }
    }
}

/// The ways of looking at the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Sparkline rows and a trend chart.
    Trend,
    /// One line a day.
    List,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 2] = [Self::Trend, Self::List];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Trend => "trend",
            Self::List => "list",
        }
    }
}

/// A record of one day, as its detail lists them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Record<'a> {
    /// A check-in.
    CheckIn(&'a CheckIn),
    /// A session.
    Session(&'a Session),
}

impl Record<'_> {
    /// Its id.
    pub const fn id(&self) -> Id {
        match self {
            Self::CheckIn(record) => record.id,
            Self::Session(record) => record.id,
        }
    }
}

/// The state of the History tab.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// How far back it looks.
    pub range: Range,
    /// The open view.
    pub view: View,
    /// The day under the cursor.
    pub cursor: Day,
    /// The rating the trend is drawn for.
    pub question: Question,
    /// While the day is open: the place of the chosen record.
    pub detail: Option<usize>,
    /// The first day of the range.
    pub first: Day,
    /// The last day of the range.
    pub last: Day,
    /// What each day of the range with records comes to.
    pub days: BTreeMap<Day, DaySummary>,
    /// The seven-day mean around each day of the range, where three of the seven were rated.
    pub smooth: Vec<Option<f64>>,
    key: Option<(u64, Range, Day, Question)>,
}

/// Ratings of this many days of seven make a smoothed value; with fewer there is a gap.
const SMOOTH_FROM: u32 = 3;

impl History {
    /// The tab as it opens: a month up to `today`.
    pub const fn new(today: Day) -> Self {
        Self {
            range: Range::Month,
            view: View::Trend,
            cursor: today,
            question: Question::Mood,
            detail: None,
            first: today,
            last: today,
            days: BTreeMap::new(),
            smooth: Vec::new(),
            key: None,
        }
    }

    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.detail.is_some() { Context::DayDetail } else { Context::History }
    }

    /// The mean of `question` over the days of the range that have one.
    pub fn mean(&self, question: Question) -> Option<f64> {
        let means: Vec<f64> = self.days.values().filter_map(|summary| summary.mean(question)).collect();
        (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64)
    }

    /// The mean of the minutes over the days that had any.
    pub fn mean_minutes(&self) -> Option<f64> {
        let minutes: Vec<f64> = self.days.values().map(DaySummary::minutes).filter(|minutes| *minutes > 0.0).collect();
        (!minutes.is_empty()).then(|| minutes.iter().sum::<f64>() / minutes.len() as f64)
    }

    pub(super) fn turn_day(&mut self, old: Day, new: Day) {
        if self.cursor == old {
            self.cursor = new;
        }
    }

    /// Comes to the tab: where the chosen range holds nothing, as after the import of an old diary,
    /// the first longer one that does, with the cursor on its latest day.
    pub(super) fn arrive(&mut self, journal: &Journal, today: Day) {
        self.refresh(journal, today);
        while self.days.is_empty() && !journal.is_empty() && self.range != Range::All {
            self.range = turned(&Range::ALL, self.range);
            self.refresh(journal, today);
            if let Some(latest) = self.days.keys().next_back() {
                self.cursor = *latest;
            }
        }
    }

    pub(super) fn refresh(&mut self, journal: &Journal, today: Day) {
        let key = (journal.revision(), self.range, today, self.question);
        if self.key != Some(key) {
            self.key = Some(key);
            let begun = journal.span().map_or(today, |(first, _)| first).min(today);
            // Records dated ahead of today are the import's or the clock's mistake, but shown.
            self.last = journal.span().map_or(today, |(_, last)| last.max(today));
            self.first = self.range.days().map_or(begun, |days| self.last.plus(1 - days));
            self.days = journal.days(self.first, self.last);
            let around = journal.days(self.first.plus(-3), self.last);
            self.smooth = smooth(&around, self.question, self.first, self.last);
        }
        self.cursor = self.cursor.clamp(self.first, self.last);
    }

    fn move_cursor(&mut self, days: i64) {
        self.cursor = self.cursor.plus(days).clamp(self.first, self.last);
    }

    /// In the list, up and down go from one day with records to the next.
    fn step_in_list(&mut self, forward: bool) {
        let next = if forward {
            self.days.range(self.cursor.plus(1)..).next()
        } else {
            self.days.range(..self.cursor).next_back()
        };
        if let Some((day, _)) = next {
            self.cursor = *day;
        }
    }
}

/// The mean of the daily means of the seven days around each day.
fn smooth(days: &BTreeMap<Day, DaySummary>, question: Question, first: Day, last: Day) -> Vec<Option<f64>> {
    let length = (last.since(first) + 1).max(0) as usize;
    let mut daily = vec![None; length + 6];
    for (day, summary) in days {
        if let Some(slot) = usize::try_from(day.since(first) + 3).ok().and_then(|place| daily.get_mut(place)) {
            *slot = summary.mean(question);
        }
    }
    (0..length)
        .map(|place| {
            let (sum, count) =
                daily[place..place + 7].iter().flatten().fold((0.0, 0), |(sum, count), mean| (sum + mean, count + 1));
            (count >= SMOOTH_FROM).then(|| sum / f64::from(count))
        })
        .collect()
}

impl App {
    /// The records of the day under the cursor: check-ins, then sessions, by time.
    pub fn records(&self) -> Vec<Record<'_>> {
        let day = self.history.cursor;
        let check_ins = self.journal.check_ins_on(day).iter().map(Record::CheckIn);
        check_ins.chain(self.journal.sessions_on(day).iter().map(Record::Session)).collect()
    }

    pub(super) fn history_key(&mut self, hit: Hit, now: Now) -> Vec<Effect> {
        if let Some(chosen) = self.history.detail {
            return self.detail_key(hit, chosen, now);
        }
        let history = &mut self.history;
        match (hit.action, history.view) {
            (Action::Left, _) => history.move_cursor(-1),
            (Action::Right, _) => history.move_cursor(1),
            (Action::Up, View::List) => history.step_in_list(true),
            (Action::Down, View::List) => history.step_in_list(false),
            (Action::Up, View::Trend) => history.move_cursor(-7),
            (Action::Down, View::Trend) => history.move_cursor(7),
            (Action::PageUp, _) => history.move_cursor(-30),
            (Action::PageDown, _) => history.move_cursor(30),
            (Action::First, _) => history.cursor = history.first,
            (Action::Last, _) => history.cursor = history.last,
            (Action::View, _) => history.view = turned(&View::ALL, history.view),
            (Action::Range, _) => history.range = turned(&Range::ALL, history.range),
            (Action::Overlay, _) => history.question = turned(&self.settings.questions(), history.question),
            (Action::Accept, _) => history.detail = Some(0),
            (Action::Back, _) => return vec![Effect::Quit],
            _ => {}
        }
        Vec::new()
    }

    fn detail_key(&mut self, hit: Hit, chosen: usize, now: Now) -> Vec<Effect> {
        let records = self.records();
        let count = records.len();
        let record = records.get(chosen).map(|record| (matches!(record, Record::CheckIn(_)), record.id()));
        match (hit.action, record) {
            (Action::Up, _) => self.history.detail = Some(chosen.saturating_sub(1)),
            (Action::Down, _) => self.history.detail = Some((chosen + 1).min(count.saturating_sub(1))),
            (Action::Left | Action::Right, _) => {
                self.history.move_cursor(if hit.action == Action::Left { -1 } else { 1 });
                self.history.detail = Some(0);
            }
            (Action::Edit, Some((true, id))) => self.edit_check_in(id),
            (Action::Edit, Some((false, id))) => self.edit_session(id),
            (Action::Delete, Some((is_check_in, id))) => {
                self.history.detail = Some(chosen.min(count.saturating_sub(2)));
                let change = if is_check_in { Change::DeleteCheckIn(id) } else { Change::DeleteSession(id) };
                return vec![Effect::Apply(change)];
            }
            (Action::Edit | Action::Delete, None) => {
                self.notify("Nothing on this day. c checks in for it, l logs movement.", now);
            }
            (Action::CheckIn, _) => self.check_in_for(self.history.cursor),
            (Action::Log, _) => self.open_log(self.history.cursor, now),
            (Action::Back, _) => self.history.detail = None,
            _ => {}
        }
        Vec::new()
    }
}

/// The value after `present`, from the start again after the last.
fn turned<T: Copy + PartialEq>(values: &[T], present: T) -> T {
    let place = values.iter().position(|value| *value == present).map_or(0, |place| (place + 1) % values.len().max(1));
    values.get(place).copied().unwrap_or(present)
}
