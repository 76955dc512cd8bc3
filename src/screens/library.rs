//! The routine library: the list, its filter and its search.

mod filter;
mod row;
mod view;

use crate::coach::{Fit, Limits, fit, walk_run};
use crate::content::intensity;
use crate::content::marks::{Mark, Marks, marking};
use crate::content::own_activities::{self, Known, known, listed};
use crate::content::routines::routines;
use crate::content::search::{Query, Rank, closest_first};
use crate::domain::routine::Intensity;
use crate::domain::{
    Change, Day, Id, Journal, OwnActivities, OwnActivity, OwnRoutine, RecordKind, Routine,
    Sorting as _,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::COPY;
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::stats::ByActivity;
use crate::stats::right_after::lifts;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
use filter::FILTERS;
pub use filter::Filter;
use row::ListedFrom;
pub use row::{Group, Row};
use std::sync::Arc;
use std::time::Duration;

/// An entry of the library.
#[derive(Clone, Debug)]
pub enum LibraryEntry {
    /// A custom routine.
    Own(Arc<OwnRoutine>),
    /// A built-in guided routine.
    Routine(&'static Routine),
    /// An open-ended activity, the person's own or a built-in one, as a routine that counts up.
    Activity(Arc<Routine>),
}

/// The state of the library.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The selected row.
    pub list: ListCursor,
    /// The filter.
    pub filter: Filter,
    /// Index of the focused filter part while the filter is open.
    pub filtering: Option<usize>,
    /// The search field; `Some` while it is being typed.
    pub search: Option<TextField>,
    /// The accepted search query.
    pub query: String,
    /// The person's place in the walk-to-run program; its other weeks are listed only in searches.
    pub walk_run: Option<walk_run::WalkRunPlace>,
    /// The estimated lift after each activity, highest first.
    pub lifts: Vec<ByActivity>,
    /// The custom routines.
    pub own: Vec<Arc<OwnRoutine>>,
    /// The person's own activities.
    pub own_activities: Vec<OwnActivity>,
    /// Names of custom routine files that could not be parsed.
    pub broken: Vec<String>,
    /// What the person marked.
    pub marks: Marks,
    /// The rows listed.
    rows: Vec<Row>,
    /// The inputs that the rows were listed from.
    listed_from: Option<ListedFrom>,
    /// Uptime of the last key; the preview starts moving after a short pause in input.
    touched: Duration,
    /// The person's limits; `None` until they have been read.
    limits: Option<Limits>,
    /// The journal revision that the custom routines were read from.
    seen: Option<u64>,
    /// The revision and day that `walk_run` and `lifts` were computed for.
    key: Option<(u64, Day)>,
}

/// Goal of an open-ended activity that has none, in seconds.
pub const FREE_TARGET: u32 = 10 * 60;

impl Library {
    /// The rows after filter and search.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The current search query.
    fn wanted(&self) -> &str {
        self.search.as_ref().map_or(&self.query, TextField::text)
    }

    /// Rebuilds the rows if any of their inputs have changed.
    fn list_anew(&mut self, today: Day) {
        let from = ListedFrom {
            filter: self.filter,
            wanted: self.wanted().to_owned(),
            walk_run: self.walk_run,
            limits: self.limits,
            seen: self.seen,
            today,
        };
        if self.listed_from.as_ref() == Some(&from) {
            return;
        }
        self.listed_from = Some(from);
        let query = Query::new(self.wanted());
        let is_grouped = query.is_empty();
        let mut rows: Vec<Row> = self
            .found(&query)
            .into_iter()
            .map(|entry| self.row(entry, is_grouped, today))
            .collect();
        // Search results are sorted by rank; otherwise groups of shorter routines come first.
        rows.order_by_key(|row| row.group);
        self.rows = rows;
    }

    fn row(&self, entry: LibraryEntry, is_grouped: bool, today: Day) -> Row {
        let routine = entry.routine();
        let is_free = matches!(entry, LibraryEntry::Activity(_));
        let is_favorite = self.marks.on(&routine) == Some(Mark::Favorite);
        let group = || {
            if is_favorite {
                Group::Favorites
            } else {
                Group::of(&entry, routine.minutes())
            }
        };
        Row {
            group: is_grouped.then(group),
            is_favorite,
            minutes: (!is_free).then(|| routine.minutes()),
            intensity: intensity::of(&routine),
            is_beyond: self.is_never(&routine) || self.fit(&entry, today).why_not().is_some(),
            entry,
        }
    }

    fn found(&self, query: &Query) -> Vec<LibraryEntry> {
        let rank = |routine: &Routine| {
            let listed = self.filter.lets_through(routine);
            listed.then(|| rank_of(routine, query)).flatten()
        };
        let own = self
            .own
            .iter()
            .map(|own| (rank(&own.routine), LibraryEntry::Own(Arc::clone(own))));
        let ours = routines()
            .iter()
            .filter(|routine| !query.is_empty() || self.is_in_turn(routine))
            .map(|routine| (rank(routine), LibraryEntry::Routine(routine)));
        // A guided routine comes before the activity that its title names.
        let mine = OwnActivities(&self.own_activities);
        let favorites = self.marks.favorite_activities();
        let favorites = favorites.filter_map(|name| known(mine, name));
        let favorites = favorites.filter(|one| mine.called(&one.id).is_none());
        let unasked = mine.active().map(listed).map(Known::Owned).chain(favorites);
        let unasked = unasked
            .filter(|_| query.is_empty())
            .map(|activity| (Rank::Title, activity));
        let free = own_activities::search(mine, query)
            .into_iter()
            .chain(unasked)
            .filter(|(_, activity)| self.filter.is_at(activity.place))
            .map(|(rank, activity)| {
                (
                    Some(rank.max(Rank::Title)),
                    LibraryEntry::Activity(Arc::new(own_activities::free(
                        mine,
                        &activity,
                        FREE_TARGET,
                    ))),
                )
            });
        let found = closest_first(own.chain(ours).chain(free));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The selected entry.
    pub fn entry(&self) -> Option<LibraryEntry> {
        let row = self.rows.get(self.list.chosen)?;
        Some(row.entry.clone())
    }

    /// How well `entry` suits the person on `today`.
    pub fn fit(&self, entry: &LibraryEntry, today: Day) -> Fit {
        fit(&entry.routine(), self.limits.unwrap_or_default(), today)
    }

    /// Whether `routine` is never to be suggested.
    fn is_never(&self, routine: &Routine) -> bool {
        self.marks.for_routine(routine) == Some(Mark::Never)
    }

    /// Sets `mark` on the selected entry, or removes it.
    fn mark(&self, mark: Mark) -> Option<Response> {
        let entry = self.entry()?;
        let (routine, title) = (entry.routine(), entry.title());
        let is_set = self.marks.on(&routine) == Some(mark);
        let said = match (mark, is_set) {
            (Mark::Favorite, false) => {
                format!("{title} is a favorite: first in the list, suggested a little more often.")
            }
            (Mark::Favorite, true) => format!("{title} isn't a favorite anymore."),
            (Mark::Never, false) => format!("{title} won't be suggested."),
            (Mark::Never, true) => format!("{title} may be suggested again."),
        };
        let change = marking(&routine, (!is_set).then_some(mark));
        Some(Response::apply(change).and_say(said))
    }

    /// Selects the row of this routine or activity again, wherever it is now.
    fn choose_again(&mut self, routine: &Routine) {
        let is_it = |row: &Row| {
            let other = row.entry.routine();
            (&other.id, &other.activity) == (&routine.id, &routine.activity)
        };
        if let Some(place) = self.rows.iter().position(is_it) {
            self.list = ListCursor::at(place);
        }
    }

    /// Lists routines up to the intensity `hardest` and selects the first suitable one.
    pub fn show_fitting(&mut self, hardest: Intensity, shared: &Shared) {
        self.filter = Filter {
            intensity: (hardest < Intensity::Vigorous).then_some(hardest),
            ..Filter::default()
        };
        self.query.clear();
        self.choose_fitting(&shared.journal, shared.day);
    }

    /// Selects a custom routine that was just stored.
    pub fn choose_own(&mut self, id: Id, shared: &Shared) {
        self.refresh(shared);
        let is_it = |row: &Row| matches!(&row.entry, LibraryEntry::Own(own) if own.id == id);
        if let Some(place) = self.rows.iter().position(is_it) {
            self.list = ListCursor::at(place);
        }
    }

    /// Selects the first row that suits the person.
    fn choose_fitting(&mut self, journal: &Journal, today: Day) {
        self.limits = Some(Limits::of(journal));
        self.list_anew(today);
        let fits = |row: &Row| self.fit(&row.entry, today).suggested;
        self.list = ListCursor::at(self.rows.iter().position(fits).unwrap_or(0));
    }

    /// Whether `routine` is the current week of the walk-to-run program, or not part of it.
    fn is_in_turn(&self, routine: &Routine) -> bool {
        let week = self.walk_run.map_or(1, |place| place.week);
        walk_run::week_of(&routine.id).is_none_or(|other| other == week)
    }

    /// The estimated lift after `activity`, if there is enough data.
    pub fn lift(&self, activity: &str) -> Option<&ByActivity> {
        self.lifts
            .iter()
            .find(|row| row.activity == activity && row.estimate.is_some())
    }

    /// Handles a key while the filter has focus.
    fn filter_key(&mut self, key: KeyMatch, part: usize) {
        match key.action {
            Action::Left => self.filtering = Some(part.saturating_sub(1)),
            Action::Right => self.filtering = Some((part + 1).min(FILTERS - 1)),
            Action::Up => self.filter.turn(part, false),
            Action::Down => self.filter.turn(part, true),
            Action::Clear => self.filter.clear(part),
            Action::Accept | Action::Back => self.filtering = None,
            _ => {}
        }
        self.list = ListCursor::default();
    }

    /// Performs an action on the selected row.
    fn with_chosen(&self, action: Action, shared: &Shared) -> Option<Response> {
        let entry = self.entry();
        Some(match action {
            Action::Start => Destination::Routine(Box::new(entry?.routine())).into(),
            Action::Edit | Action::Copy => entry?.edit(action == Action::Copy),
            Action::Delete => entry?.delete(),
            Action::Favorite => self.mark(Mark::Favorite)?,
            Action::NeverSuggest => self.mark(Mark::Never)?,
            Action::Log => match entry.filter(|_| !self.query.is_empty()) {
                Some(entry) => Destination::LogActivity(entry.activity().to_owned()).into(),
                None => Destination::Log(shared.day).into(),
            },
            _ => return None,
        })
    }
}

fn rank_of(routine: &Routine, query: &Query) -> Option<Rank> {
    let positions = routine.positions.iter().map(|position| position.word());
    let equipment = routine.equipment.iter().map(String::as_str);
    let facts = [&routine.activity, &routine.why].map(String::as_str);
    let facts: Vec<&str> = facts
        .into_iter()
        .chain(positions)
        .chain(equipment)
        .collect();
    query.rank(&[&routine.title, &routine.id], &facts)
}

impl LibraryEntry {
    /// The title shown to the user.
    pub fn title(&self) -> &str {
        match self {
            Self::Own(own) => &own.routine.title,
            Self::Routine(routine) => &routine.title,
            Self::Activity(routine) => &routine.title,
        }
    }

    /// The entry as a playable routine.
    pub fn routine(&self) -> Routine {
        match self {
            Self::Own(own) => own.routine.clone(),
            Self::Routine(routine) => (*routine).clone(),
            Self::Activity(routine) => Routine::clone(routine),
        }
    }

    /// The activity that it counts as.
    pub fn activity(&self) -> &str {
        match self {
            Self::Own(own) => &own.routine.activity,
            Self::Routine(routine) => &routine.activity,
            Self::Activity(routine) => &routine.activity,
        }
    }

    /// Opens the editor: a custom routine is edited, any other entry is copied. With `as_copy`, a custom routine is
    /// copied too.
    fn edit(&self, as_copy: bool) -> Response {
        let (routine, own) = match self {
            Self::Own(own) => (&own.routine, own.file.is_none().then_some(own.id)),
            Self::Routine(routine) => (*routine, None),
            Self::Activity(_) => {
                let notice = Notice::said("That's an activity, not a routine.");
                return Response::say(notice.press(Action::Create, "create a routine"));
            }
        };
        let copy = Destination::RoutineEditor(format!("{COPY}{}", routine.id));
        match own {
            _ if as_copy => copy.into(),
            Some(id) => Destination::RoutineEditor(id.to_string()).into(),
            None => Response::open(copy).and_say(format!(
                "You're editing a copy. {} doesn't change.",
                self.title()
            )),
        }
    }

    /// Deletes a custom routine.
    fn delete(&self) -> Response {
        match self {
            Self::Own(own) => match &own.file {
                None => Response::apply(Change::Delete(RecordKind::Routine, own.id)),
                Some(file) => Response::say(format!(
                    "This routine is the file {file}. Delete it in the routines folder."
                )),
            },
            Self::Routine(_) | Self::Activity(_) => {
                Response::say("Only your own routines can be deleted.")
            }
        }
    }
}

impl Screen for Library {
    fn context(&self) -> Context {
        if self.search.is_some() {
            Context::Search
        } else if self.filtering.is_some() {
            Context::Filter
        } else {
            Context::Library
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        self.touched = shared.now.uptime;
        if let Some(part) = self.filtering {
            self.filter_key(key, part);
            return Response::none();
        }
        if self.list.answer(key.action, self.rows.len()) {
            return Response::none();
        }
        match key.action {
            Action::Search => self.search = Some(TextField::new(&self.query, Lines::One)),
            Action::Filter => self.filtering = Some(0),
            Action::Accept => {
                if let Some(field) = self.search.take() {
                    self.query = field.trimmed();
                }
            }
            Action::Back if self.search.is_some() || !self.query.is_empty() => {
                self.search = None;
                self.query.clear();
                self.list = ListCursor::default();
            }
            Action::Back => return Response::close(),
            Action::SafetyQuestions => return Destination::SafetyQuestions.into(),
            Action::Create => return Destination::RoutineEditor(String::new()).into(),
            action => return self.with_chosen(action, shared).unwrap_or_default(),
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.search.as_mut()
    }

    fn typed(&mut self) {
        self.list = ListCursor::default();
    }

    fn arrive(&mut self, shared: &Shared) {
        self.touched = shared.now.uptime;
    }

    fn refresh(&mut self, shared: &Shared) {
        let (journal, today) = (&shared.journal, shared.day);
        let mut remarked = None;
        if self.seen != Some(journal.revision()) {
            self.seen = Some(journal.revision());
            let marks = Marks::of(journal);
            if self.marks != marks {
                remarked = self.entry().map(|entry| entry.routine());
                self.marks = marks;
            }
            self.own_activities = journal.own_activities().0.to_vec();
            self.own = journal.routines().cloned().map(Arc::new).collect();
        }
        if self.limits != Some(Limits::of(journal)) && self.query.is_empty() {
            self.choose_fitting(journal, today);
        }
        let key = (journal.revision(), today);
        if self.key != Some(key) && journal.from().is_none() {
            self.key = Some(key);
            self.walk_run = Some(walk_run::place(journal, today));
            self.lifts = lifts(journal, today);
        }
        self.list_anew(today);
        if let Some(routine) = remarked {
            self.choose_again(&routine);
        }
        self.list.clamp(self.rows.len());
    }

    fn has_header(&self) -> bool {
        true
    }
}
