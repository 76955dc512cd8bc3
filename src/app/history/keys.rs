//! What the keys of the History tab do.

use crate::app::history::{Asking, History, Range, Series, View, charts};
use crate::app::{App, Effect, Notice};
use crate::domain::{Change, Day, Now, RecordKind};
use crate::keys::{Action, Context, KeyMatch};
use crate::widgets::text_field::TextField;

impl History {
    /// The field that is typed into, if one is open.
    pub(in crate::app) const fn field_mut(&mut self) -> Option<&mut TextField> {
        self.search.field.as_mut()
    }

    fn move_cursor(&mut self, days: i64) {
        self.cursor = self.cursor.plus(days).clamp(self.span.0, self.span.1);
    }

    /// How many days an arrow key moves by: across, and up or down. A year has its weeks side by side, a month one
    /// under the other.
    const fn steps(&self) -> (i64, i64) {
        match self.view {
            View::Year => (7, 1),
            View::Weeks => (7, 28),
            View::Trend
            | View::Month
            | View::List
            | View::Compare
            | View::Sessions
            | View::Scores => (1, 7),
        }
    }

    /// In the list, up and down go from one day with records to the next.
    fn step_in_list(&mut self, later: bool) {
        let (first, last) = self.span;
        let next = if later {
            self.between(self.cursor.plus(1), last).next()
        } else {
            self.between(first, self.cursor.plus(-1)).next_back()
        };
        if let Some((day, _)) = next {
            self.cursor = day;
        }
    }

    /// A page in the list is twenty days with records; elsewhere a month.
    fn page(&mut self, later: bool) {
        match self.view {
            View::List => (0..20).for_each(|_| self.step_in_list(later)),
            View::Month => {
                let months = chrono::Months::new(1);
                let date = self.cursor.date();
                let moved = if later {
                    date.checked_add_months(months)
                } else {
                    date.checked_sub_months(months)
                };
                self.cursor = moved
                    .map_or(self.cursor, Day::from_date)
                    .clamp(self.span.0, self.span.1);
            }
            View::Trend
            | View::Year
            | View::Compare
            | View::Sessions
            | View::Weeks
            | View::Scores => {
                self.move_cursor(if later { 30 } else { -30 });
            }
        }
    }

    fn turn_filter(&mut self, forward: bool) {
        let tags: Vec<Option<String>> = std::iter::once(None)
            .chain(self.tags().into_iter().map(|tag| Some(tag.to_owned())))
            .collect();
        self.filter = turned(&tags, &self.filter, forward);
    }

    /// The first or last day of the range; where the cursor is there already, the first or last day there is.
    fn jump_to_end(&mut self, last: bool) {
        let (inside, outside) = if last {
            (self.last, self.span.1)
        } else {
            (self.first, self.span.0)
        };
        self.cursor = if self.cursor == inside {
            outside
        } else {
            inside.clamp(self.span.0, self.span.1)
        };
    }
}

impl App {
    pub(in crate::app) fn history_key(
        &mut self,
        focus: Context,
        hit: KeyMatch,
        now: Now,
    ) -> Vec<Effect> {
        match focus {
            Context::DayDetail => {
                return self.detail_key(hit, self.history.detail.unwrap_or(0), now);
            }
            Context::ConfirmDelete => return self.confirm_key(hit),
            Context::TagFilter => self.tag_filter_key(hit),
            Context::Search => self.history_search_key(hit),
            _ => return self.browse_key(hit, now),
        }
        Vec::new()
    }

    fn browse_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let series = Series::all(&self.settings.questions());
        let history = &mut self.history;
        let (across, along) = history.steps();
        match (hit.action, history.view) {
            (Action::Up, View::List) => history.step_in_list(true),
            (Action::Down, View::List) => history.step_in_list(false),
            (Action::Left, _) => history.move_cursor(-across),
            (Action::Right, _) => history.move_cursor(across),
            (Action::Up, _) => history.move_cursor(-along),
            (Action::Down, _) => history.move_cursor(along),
            // The list has its latest day on top.
            (Action::PageUp, _) => history.page(history.view == View::List),
            (Action::PageDown, _) => history.page(history.view != View::List),
            (Action::First, _) => history.jump_to_end(false),
            (Action::Last, _) => history.jump_to_end(true),
            (Action::View, _) => history.view = turned(&View::ALL, &history.view, true),
            (Action::PreviousView, _) => history.view = turned(&View::ALL, &history.view, false),
            (Action::Range, _) => history.range = turned(&Range::ALL, &history.range, true),
            (Action::Overlay, _) => {
                history.series = turned(&series, &history.series, true);
                if history.second == history.series {
                    history.second = turned(&series, &history.second, true);
                }
            }
            (Action::Second, _) => {
                history.second = turned(&series, &history.second, true);
                if history.second == history.series {
                    history.second = turned(&series, &history.second, true);
                }
            }
            (Action::Longer, _) => history.lag = (history.lag + 1).min(*charts::LAGS.end()),
            (Action::Shorter, _) => history.lag = (history.lag - 1).max(*charts::LAGS.start()),
            (Action::Filter, _) if history.tags().is_empty() => {
                self.notify("No tags yet. Add some to a check-in.", now);
            }
            (Action::Filter, _) => {
                history.asking = Asking::Filter(history.filter.clone());
                if history.filter.is_none() {
                    history.turn_filter(true);
                }
            }
            (Action::Search, _) => history.search.open(),
            (Action::NextMatch | Action::PreviousMatch, _) => {
                self.step_match(hit.action == Action::PreviousMatch, now);
            }
            (Action::Pick, _) => self.pick(now),
            (Action::Delete, _) => self.ask_deletion(now),
            (Action::Accept, _) => history.detail = Some(0),
            (Action::Picture, _) => return vec![Effect::SavePicture(history.picture_name())],
            (Action::Copy, _) => return vec![Effect::CopyText],
            (Action::Back, _) if history.search.is_on() => history.search.clear(),
            (Action::Back, _) if !history.picked.is_empty() => history.picked.clear(),
            (Action::Back, _) if history.filter.is_some() => history.filter = None,
            (Action::Back, _) => return vec![Effect::Quit],
            _ => {}
        }
        Vec::new()
    }

    /// Goes to the next day that has what is searched for.
    fn step_match(&mut self, later: bool, now: Now) {
        match self.history.search.step(self.history.cursor, later) {
            Some(day) => self.history.cursor = day,
            None if self.history.search.is_on() => {
                self.notify("No matches in notes, tags or titles.", now);
            }
            None => {
                let notice = Notice::said("Nothing is searched for yet.");
                self.notify(notice.press(Action::Search, "search notes and tags"), now);
            }
        }
    }

    fn history_search_key(&mut self, hit: KeyMatch) {
        let history = &mut self.history;
        match hit.action {
            Action::Accept => {
                history.search.keep();
                if let Some(day) = history.search.nearest(history.cursor) {
                    history.cursor = day;
                }
            }
            Action::Up | Action::Down => {
                if let Some(day) = history
                    .search
                    .step(history.cursor, hit.action == Action::Up)
                {
                    history.cursor = day;
                }
            }
            Action::Back => history.search.clear(),
            _ => {}
        }
    }

    fn tag_filter_key(&mut self, hit: KeyMatch) {
        let history = &mut self.history;
        match (hit.action, &history.asking) {
            (Action::Up | Action::Left, _) => history.turn_filter(false),
            (Action::Down | Action::Right, _) => history.turn_filter(true),
            (Action::Clear, _) => (history.filter, history.asking) = (None, Asking::No),
            (Action::Accept, _) => history.asking = Asking::No,
            (Action::Back, Asking::Filter(before)) => {
                (history.filter, history.asking) = (before.clone(), Asking::No);
            }
            _ => {}
        }
    }

    /// Picks the day under the cursor, or lets it go, and goes on to the one below.
    fn pick(&mut self, now: Now) {
        let history = &mut self.history;
        let day = history.cursor;
        if history.on(day).is_none() {
            self.notify("Nothing on this day to pick.", now);
            return;
        }
        if !history.picked.remove(&day) {
            history.picked.insert(day);
        }
        history.step_in_list(false);
    }

    /// Asks before the picked days, or the one under the cursor, are emptied.
    fn ask_deletion(&mut self, now: Now) {
        let days: Vec<Day> = if self.history.picked.is_empty() {
            vec![self.history.cursor]
        } else {
            self.history.picked.iter().copied().collect()
        };
        let count = days.iter().map(|day| self.records_on(*day).len()).sum();
        if count == 0 {
            self.notify("Nothing on this day to delete.", now);
        } else {
            self.history.asking = Asking::Delete(days, count);
        }
    }

    fn confirm_key(&mut self, hit: KeyMatch) -> Vec<Effect> {
        match hit.action {
            Action::Accept => {
                let Asking::Delete(days, _) =
                    std::mem::replace(&mut self.history.asking, Asking::No)
                else {
                    return Vec::new();
                };
                self.history.picked.clear();
                let changes: Vec<Change> = days
                    .iter()
                    .flat_map(|day| self.records_on(*day))
                    .map(|record| record.deletion())
                    .collect();
                vec![Effect::Apply(Change::Several(changes))]
            }
            Action::Back => {
                self.history.asking = Asking::No;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Says that `changes` were made together.
    pub(in crate::app) fn several_stored(&mut self, changes: &[Change], now: Now) {
        let done = match changes.len() {
            _ if !changes.iter().all(Change::is_deletion) => "Saved.".to_owned(),
            1 => "Deleted 1 entry.".to_owned(),
            count => format!("Deleted {count} entries."),
        };
        self.notify(Notice::undoable(done), now);
    }

    fn detail_key(&mut self, hit: KeyMatch, chosen: usize, now: Now) -> Vec<Effect> {
        let records = self.records();
        let count = records.len();
        let record = records.get(chosen);
        let deletion = record.map(super::Record::deletion);
        match (hit.action, deletion) {
            (Action::Up, _) => self.history.detail = Some(chosen.saturating_sub(1)),
            (Action::Down, _) => {
                self.history.detail = Some((chosen + 1).min(count.saturating_sub(1)));
            }
            (Action::Left | Action::Right, _) => {
                self.history
                    .move_cursor(if hit.action == Action::Left { -1 } else { 1 });
                self.history.detail = Some(0);
            }
            (Action::Edit, Some(Change::Delete(RecordKind::CheckIn, id))) => self.edit_check_in(id),
            (Action::Edit, Some(Change::Delete(RecordKind::Session, id))) => {
                self.edit_session(id, now);
            }
            (Action::Delete, Some(change)) => {
                self.history.detail = Some(chosen.min(count.saturating_sub(2)));
                return vec![Effect::Apply(change)];
            }
            (Action::Edit | Action::Delete, None) => {
                let notice = Notice::said("Nothing recorded.")
                    .press(Action::CheckIn, "add a check-in")
                    .press(Action::Log, "log a session");
                self.notify(notice, now);
            }
            (Action::CheckIn, _) => self.check_in_for(self.history.cursor, now),
            (Action::Log, _) => self.open_log(self.history.cursor, now),
            (Action::Back, _) => self.history.detail = None,
            _ => {}
        }
        Vec::new()
    }
}

/// The value after or before `present`, from the other end again after the last.
fn turned<T: Clone + PartialEq>(values: &[T], present: &T, forward: bool) -> T {
    let by = if forward {
        1
    } else {
        values.len().saturating_sub(1)
    };
    let place = values
        .iter()
        .position(|value| value == present)
        .map_or(0, |place| (place + by) % values.len().max(1));
    values.get(place).unwrap_or(present).clone()
}
