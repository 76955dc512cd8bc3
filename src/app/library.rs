//! The library of routines: the list, its filter, its search.

use crate::app::logging::LogField;
use crate::app::{App, Effect, Notice, Page};
use crate::coach::{Fit, Limits, fit, walk_run};
use crate::content::activities::{Activity, search_activities};
use crate::content::intensity;
use crate::content::routines::routines;
use crate::content::search::{Query, Rank, closest_first};
use crate::domain::routine::{Intensity, Position};
use crate::domain::{Day, Journal, Now, OwnRoutine, Routine};
use crate::keys::{Action, Context, KeyMatch};
use crate::stats::ByActivity;
use crate::stats::right_after::lifts;
use crate::widgets::text_field::{Lines, TextField};
use std::sync::Arc;

/// One line of the library.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A routine of one's own.
    Own(Arc<OwnRoutine>),
    /// A guided routine.
    Routine(&'static Routine),
    /// An activity, done freely with the clock counting up.
    Activity(&'static Activity),
}

/// What the library shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The chosen line.
    pub chosen: usize,
    /// The filter.
    pub filter: Filter,
    /// Which part of the filter has the focus, while it is open.
    pub filtering: Option<usize>,
    /// What is searched for; `Some` while it is being typed.
    pub search: Option<TextField>,
    /// The search that was kept.
    pub query: String,
    /// Where the person is in walk to run; its other weeks are listed only when searched for.
    pub walk_run: Option<walk_run::Place>,
    /// What is known of the lift after each activity, the highest first.
    pub lifts: Vec<ByActivity>,
    /// Routines of one's own.
    pub own: Vec<Arc<OwnRoutine>>,
    /// The names of files of own routines that are not understood.
    pub broken: Vec<String>,
    /// What has to be worked around; nothing before it was looked at.
    limits: Option<Limits>,
    /// The revision of the journal that the own routines are from.
    seen: Option<u64>,
    /// What the two are worked out from.
    key: Option<(u64, Day)>,
}

/// What a routine has to be to be listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// At most this many minutes.
    pub minutes: Option<u32>,
    /// Done in this position.
    pub position: Option<Position>,
    /// At most this hard.
    pub intensity: Option<Intensity>,
    /// Needs nothing.
    pub no_equipment: bool,
}

/// The lengths the filter offers.
const MINUTES: [u32; 4] = [5, 10, 15, 25];
/// How many parts the filter has.
const FILTERS: usize = 4;
/// The aim of a free activity that was given none.
const FREE_TARGET: u32 = 10 * 60;

impl Filter {
    fn lets_through(&self, routine: &Routine) -> bool {
        self.minutes.is_none_or(|most| routine.minutes() <= most)
            && self
                .position
                .is_none_or(|position| routine.positions.contains(&position))
            && self
                .intensity
                .is_none_or(|hardest| intensity::of(routine) <= hardest)
            && (!self.no_equipment || routine.equipment.is_empty())
    }

    fn turn(&mut self, part: usize, forward: bool) {
        match part {
            0 => self.minutes = turned(&MINUTES, self.minutes, forward),
            1 => self.position = turned(&Position::ALL, self.position, forward),
            2 => self.intensity = turned(&Intensity::ALL, self.intensity, forward),
            _ => self.no_equipment = !self.no_equipment,
        }
    }

    fn clear(&mut self, part: usize) {
        match part {
            0 => self.minutes = None,
            1 => self.position = None,
            2 => self.intensity = None,
            _ => self.no_equipment = false,
        }
    }
}

/// The next (or previous) of `values` after `present`, with none between the last and the first.
fn turned<T: Copy + PartialEq>(values: &[T], present: Option<T>, forward: bool) -> Option<T> {
    let place = present.and_then(|value| values.iter().position(|other| *other == value));
    match (place, forward) {
        (None, true) => values.first().copied(),
        (None, false) => values.last().copied(),
        (Some(place), true) => values.get(place + 1).copied(),
        (Some(place), false) => place.checked_sub(1).map(|place| values[place]),
    }
}

impl Library {
    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.search.is_some() {
            Context::Search
        } else if self.filtering.is_some() {
            Context::Filter
        } else {
            Context::Library
        }
    }

    /// The lines, after filter and search.
    pub fn entries(&self) -> Vec<Entry> {
        let query = self
            .search
            .as_ref()
            .map_or_else(|| Query::new(&self.query), |field| Query::new(field.text()));
        let rank = |routine: &Routine| {
            let listed = self.filter.lets_through(routine);
            listed.then(|| rank_of(routine, &query)).flatten()
        };
        let own = self
            .own
            .iter()
            .map(|own| (rank(&own.routine), Entry::Own(Arc::clone(own))));
        let ours = routines()
            .iter()
            .filter(|routine| !query.is_empty() || self.is_in_turn(routine))
            .map(|routine| (rank(routine), Entry::Routine(routine)));
        // A guided routine comes before the activity whose name is in its title.
        let free = search_activities(&query)
            .into_iter()
            .map(|(rank, activity)| (Some(rank.max(Rank::Title)), Entry::Activity(activity)));
        let found = closest_first(own.chain(ours).chain(free));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The chosen line.
    pub fn entry(&self) -> Option<Entry> {
        self.entries().get(self.chosen).cloned()
    }

    /// What `entry` is to the person on `today`.
    pub fn fit(&self, entry: &Entry, today: Day) -> Fit {
        fit(&entry.routine(), self.limits.unwrap_or_default(), today)
    }

    /// Chooses the first line that suits the person.
    pub(super) fn choose_fitting(&mut self, journal: &Journal, today: Day) {
        self.limits = Some(Limits::of(journal));
        let entries = self.entries();
        let fits = |entry: &Entry| self.fit(entry, today).suggested;
        self.chosen = entries.iter().position(fits).unwrap_or(0);
    }

    /// Whether `routine` is not a week of walk to run other than the present one.
    fn is_in_turn(&self, routine: &Routine) -> bool {
        let week = self.walk_run.map_or(1, |place| place.week);
        walk_run::week_of(&routine.id).is_none_or(|other| other == week)
    }

    /// What is known of the lift after `activity`, once there is enough of it.
    pub fn lift(&self, activity: &str) -> Option<&ByActivity> {
        self.lifts
            .iter()
            .find(|row| row.activity == activity && row.estimate.is_some())
    }

    pub(super) fn refresh(&mut self, journal: &Journal, today: Day) {
        if self.seen != Some(journal.revision()) {
            self.seen = Some(journal.revision());
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
        if self.chosen > 0 {
            self.chosen = self.chosen.min(self.entries().len().saturating_sub(1));
        }
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

impl Entry {
    /// What the person reads.
    pub fn title(&self) -> &str {
        match self {
            Self::Own(own) => &own.routine.title,
            Self::Routine(routine) => &routine.title,
            Self::Activity(activity) => &activity.label,
        }
    }

    /// As a routine to be played.
    pub fn routine(&self) -> Routine {
        match self {
            Self::Own(own) => own.routine.clone(),
            Self::Routine(routine) => (*routine).clone(),
            Self::Activity(activity) => Routine::free(&activity.id, &activity.label, FREE_TARGET),
        }
    }

    /// The activity it counts as.
    pub fn activity(&self) -> &str {
        match self {
            Self::Own(own) => &own.routine.activity,
            Self::Routine(routine) => &routine.activity,
            Self::Activity(activity) => &activity.id,
        }
    }
}

impl App {
    pub(super) fn library_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        if let Some(part) = self.library.filtering {
            self.filter_key(hit, part);
            return Vec::new();
        }
        let library = &mut self.library;
        let last = library.entries().len().saturating_sub(1);
        match hit.action {
            Action::Up => library.chosen = library.chosen.saturating_sub(1),
            Action::Down => library.chosen = (library.chosen + 1).min(last),
            Action::PageUp => library.chosen = library.chosen.saturating_sub(10),
            Action::PageDown => library.chosen = (library.chosen + 10).min(last),
            Action::First => library.chosen = 0,
            Action::Last => library.chosen = last,
            Action::Search => library.search = Some(TextField::new(&library.query, Lines::One)),
            Action::Filter => library.filtering = Some(0),
            Action::Accept => {
                if let Some(field) = library.search.take() {
                    library.query = field.trimmed();
                }
            }
            Action::Back if library.search.is_some() || !library.query.is_empty() => {
                library.search = None;
                library.query.clear();
                library.chosen = 0;
            }
            Action::Back => return vec![Effect::Quit],
            Action::Start => {
                if let Some(entry) = library.entry() {
                    self.before(entry.routine());
                }
            }
            Action::SafetyQuestions => self.open_questions(),
            Action::Create => self.build_new(),
            Action::Edit | Action::Copy => {
                if let Some(entry) = library.entry() {
                    self.build_from(&entry, hit.action == Action::Copy, now);
                }
            }
            Action::Delete => {
                if let Some(entry) = library.entry() {
                    return self.delete_routine(&entry, now);
                }
            }
            Action::Log => {
                let entry = library.entry().filter(|_| !library.query.is_empty());
                self.open_log(self.day, now);
                if let (Some(entry), Some(Page::Log(form))) = (entry, &mut self.page)
                    && form.text(LogField::What).is_empty()
                {
                    form.choose(entry.activity());
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// A routine of one's own was stored: it is the chosen one.
    pub(super) fn routine_stored(&mut self, own: &OwnRoutine, now: Now) {
        if matches!(self.page, Some(Page::Builder(_))) {
            self.close_page();
        }
        let library = &mut self.library;
        library.refresh(&self.shared.journal, self.shared.day);
        let is_it = |entry: &Entry| matches!(entry, Entry::Own(other) if other.id == own.id);
        if let Some(place) = library.entries().iter().position(is_it) {
            library.chosen = place;
        }
        self.notify(
            Notice::undoable(format!("Saved: {}.", own.routine.title)),
            now,
        );
    }

    /// The files of own routines were read.
    pub fn take_files(&mut self, routines: Vec<OwnRoutine>, broken: Vec<String>) {
        if !self
            .journal
            .routines()
            .filter(|own| own.file.is_some())
            .eq(&routines)
        {
            self.journal.set_files(routines);
        }
        self.library.broken = broken;
        self.redraw = true;
    }

    fn filter_key(&mut self, hit: KeyMatch, part: usize) {
        let library = &mut self.library;
        match hit.action {
            Action::Left => library.filtering = Some(part.saturating_sub(1)),
            Action::Right => library.filtering = Some((part + 1).min(FILTERS - 1)),
            Action::Up => library.filter.turn(part, false),
            Action::Down => library.filter.turn(part, true),
            Action::Clear => library.filter.clear(part),
            Action::Accept | Action::Back => library.filtering = None,
            _ => {}
        }
        library.chosen = 0;
    }
}
