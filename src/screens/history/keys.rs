//! Key handling of the History tab.

use crate::domain::{Change, Day, DayRecord};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::history::{Asking, History, HistoryView, Series, charts};
use crate::screens::notice::Notice;
use crate::screens::screen::Screen as _;
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};

impl History {
    fn move_cursor(&mut self, days: i64) {
        self.cursor = self.cursor.plus(days).clamp(self.span.0, self.span.1);
    }

    /// Days that an arrow key moves by: horizontally, and vertically. The year view has weeks as columns, the month
    /// view as rows.
    const fn steps(&self) -> (i64, i64) {
        match self.view {
            HistoryView::Year => (7, 1),
            HistoryView::Weeks => (7, 28),
            HistoryView::Trend
            | HistoryView::Month
            | HistoryView::List
            | HistoryView::Compare
            | HistoryView::Sessions
            | HistoryView::Scores => (1, 7),
        }
    }

    /// In the list, up and down move to the next day with records.
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

    /// A page is twenty days with records in the list, and a month in the other views.
    fn page(&mut self, later: bool) {
        match self.view {
            HistoryView::List => (0..20).for_each(|_| self.step_in_list(later)),
            HistoryView::Month => {
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
            HistoryView::Trend
            | HistoryView::Year
            | HistoryView::Compare
            | HistoryView::Sessions
            | HistoryView::Weeks
            | HistoryView::Scores => {
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

    /// Jumps to the first or last day of the range; if the cursor is already there, to the first or last day of the
    /// diary.
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

impl History {
    /// Selects the series to draw, keeping the comparison series different from it.
    pub(super) fn draw_of(&mut self, series: Series) {
        if self.second == series {
            self.second = self.series;
        }
        self.series = series;
    }

    /// Handles a key in the current context.
    pub(super) fn answer(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match self.context() {
            Context::DayDetail => return self.detail_key(key, self.detail.unwrap_or(0), shared),
            Context::ConfirmDelete => return self.confirm_key(key, shared),
            Context::ConfirmChange => return self.change_key(key),
            Context::Tags => return self.tag_key(key, shared),
            Context::TagFilter if key.action == Action::Rename => return self.ask_name(shared),
            Context::TagFilter => self.tag_filter_key(key),
            Context::Search => self.search_key(key),
            _ => return self.browse_key(key, shared),
        }
        Response::none()
    }

    fn browse_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let series = Series::all(&shared.settings.questions(), shared.journal.own_ratings());
        let (across, along) = self.steps();
        match (key.action, self.view) {
            (Action::Up, HistoryView::List) => self.step_in_list(true),
            (Action::Down, HistoryView::List) => self.step_in_list(false),
            (Action::Left, _) => self.move_cursor(-across),
            (Action::Right, _) => self.move_cursor(across),
            (Action::Up, _) => self.move_cursor(-along),
            (Action::Down, _) => self.move_cursor(along),
            // The list shows the latest day at the top.
            (Action::PageUp, _) => self.page(self.view == HistoryView::List),
            (Action::PageDown, _) => self.page(self.view != HistoryView::List),
            (Action::First, _) => self.jump_to_end(false),
            (Action::Last, _) => self.jump_to_end(true),
            (Action::View, _) => self.view = turned(&HistoryView::ALL, &self.view, true),
            (Action::PreviousView, _) => self.view = turned(&HistoryView::ALL, &self.view, false),
            (Action::Range, HistoryView::Scores) => self.range = self.range_in_use().next(),
            (Action::Range, _) => self.range = self.range.next(),
            (Action::Overlay, _) => self.draw_of(turned(&series, &self.series, true)),
            (Action::Second, _) => {
                self.second = turned(&series, &self.second, true);
                if self.second == self.series {
                    self.second = turned(&series, &self.second, true);
                }
            }
            (Action::Longer, _) => self.lag = (self.lag + 1).min(*charts::LAGS.end()),
            (Action::Shorter, _) => self.lag = (self.lag - 1).max(*charts::LAGS.start()),
            (Action::Filter, _) if self.tags().is_empty() => {
                return Response::say("No tags yet. Add some to a check-in.");
            }
            (Action::Filter, _) => {
                self.asking = Asking::Filter(self.filter.clone());
                if self.filter.is_none() {
                    self.turn_filter(true);
                }
            }
            (Action::Search, _) => self.search.open(),
            (Action::NextMatch | Action::PreviousMatch, _) => {
                return self.step_match(key.action == Action::PreviousMatch);
            }
            (Action::Pick, _) => return self.pick(),
            (Action::PickTo, _) => return self.pick_to_cursor(),
            (Action::Tags, _) => return self.ask_tag(true, shared),
            (Action::Untag, _) => return self.ask_tag(false, shared),
            (Action::Delete, _) => return self.ask_deletion(shared),
            (Action::Accept, _) => self.detail = Some(0),
            (Action::Picture, _) => {
                return Response::effect(Effect::SavePicture(self.picture_name()));
            }
            (Action::Copy, _) => return Response::effect(Effect::CopyText),
            (Action::Back, _) if self.search.is_on() => self.search.clear(),
            (Action::Back, _) if !self.picked.is_empty() => self.picked.clear(),
            (Action::Back, _) if self.filter.is_some() => self.filter = None,
            (Action::Back, _) => return Response::close(),
            _ => {}
        }
        Response::none()
    }

    /// Moves to the next day that matches the search.
    fn step_match(&mut self, later: bool) -> Response {
        match self.search.step(self.cursor, later) {
            Some(day) => self.cursor = day,
            None if self.search.is_on() => {
                return Response::say("No matches in notes, tags or titles.");
            }
            None => {
                let notice = Notice::said("No search yet.");
                return Response::say(notice.press(Action::Search, "search notes and tags"));
            }
        }
        Response::none()
    }

    fn search_key(&mut self, key: KeyMatch) {
        match key.action {
            Action::Accept => {
                self.search.keep();
                if let Some(day) = self.search.nearest(self.cursor) {
                    self.cursor = day;
                }
            }
            Action::Up | Action::Down => {
                if let Some(day) = self.search.step(self.cursor, key.action == Action::Up) {
                    self.cursor = day;
                }
            }
            Action::Back => self.search.clear(),
            _ => {}
        }
    }

    fn tag_filter_key(&mut self, key: KeyMatch) {
        match (key.action, &self.asking) {
            (Action::Up | Action::Left, _) => self.turn_filter(false),
            (Action::Down | Action::Right, _) => self.turn_filter(true),
            (Action::Clear, _) => (self.filter, self.asking) = (None, Asking::No),
            (Action::Accept, _) => self.asking = Asking::No,
            (Action::Back, Asking::Filter(before)) => {
                (self.filter, self.asking) = (before.clone(), Asking::No);
            }
            _ => {}
        }
    }

    /// Selects or deselects the day under the cursor and moves to the row below.
    fn pick(&mut self) -> Response {
        let day = self.cursor;
        if self.on(day).is_none() {
            return Response::say("Nothing recorded on this day.");
        }
        if !self.picked.remove(&day) {
            self.picked.insert(day);
            self.anchor = Some(day);
        }
        self.step_in_list(false);
        Response::none()
    }

    /// Asks for confirmation before deleting the records of the selected days, or of the day under the cursor.
    fn ask_deletion(&mut self, shared: &Shared) -> Response {
        let days = self.chosen_days();
        let records = |day: &Day| DayRecord::on(&shared.journal, *day).len();
        let count = days.iter().map(records).sum();
        if count == 0 {
            return Response::say("Nothing recorded on this day.");
        }
        self.asking = Asking::Delete(days, count);
        Response::none()
    }

    fn confirm_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if !matches!(key.action, Action::Accept | Action::Back) {
            return Response::none();
        }
        match (std::mem::replace(&mut self.asking, Asking::No), key.action) {
            (Asking::Delete(days, _), Action::Accept) => {
                self.picked.clear();
                let records = days
                    .iter()
                    .flat_map(|day| DayRecord::on(&shared.journal, *day));
                let deletions = records.map(|record| record.deletion());
                Response::apply(Change::Several(deletions.collect()))
            }
            _ => Response::none(),
        }
    }

    fn detail_key(&mut self, key: KeyMatch, chosen: usize, shared: &Shared) -> Response {
        let records = self.records(&shared.journal);
        let count = records.len();
        match (key.action, records.get(chosen)) {
            (Action::Up, _) => self.detail = Some(chosen.saturating_sub(1)),
            (Action::Down, _) => self.detail = Some((chosen + 1).min(count.saturating_sub(1))),
            (Action::Left | Action::Right, _) => {
                self.move_cursor(if key.action == Action::Left { -1 } else { 1 });
                self.detail = Some(0);
            }
            (Action::Edit, Some(DayRecord::CheckIn(record))) => {
                return Destination::EditCheckIn(record.id).into();
            }
            (Action::Edit, Some(DayRecord::Session(record))) => {
                return Destination::EditSession(record.id).into();
            }
            (Action::Delete, Some(record)) => {
                self.detail = Some(chosen.min(count.saturating_sub(2)));
                return Response::apply(record.deletion());
            }
            (Action::Edit | Action::Delete, None) => {
                let notice = Notice::said("Nothing recorded.")
                    .press(Action::CheckIn, "add a check-in")
                    .press(Action::Log, "log a session");
                return Response::say(notice);
            }
            (Action::Merge, _) => return self.ask_merge(chosen, shared),
            (Action::CheckIn, _) => return Destination::CheckIn(self.cursor).into(),
            (Action::Log, _) => return Destination::Log(self.cursor).into(),
            (Action::Back, _) => self.detail = None,
            _ => {}
        }
        Response::none()
    }
}

/// The value after or before `present`, wrapping around at the ends.
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
