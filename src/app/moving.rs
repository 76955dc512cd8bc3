//! The Move tab: the library, the rating before, the session, the rating after, the log.

use crate::app::keymap::{Action, Context, Hit};
use crate::app::logging::LogForm;
use crate::app::playing::{Playing, is_complete};
use crate::app::text_field::{Lines, TextField};
use crate::app::{App, Effect, Tab};
use crate::content::activities::{Activity, activity, search_activities};
use crate::content::routines::routines;
use crate::domain::routine::{Intensity, Position};
use crate::domain::{Also, Change, Day, Effort, Felt, Now, Player, Rating, Routine, Running, Session, Source};
use crossterm::event::KeyEvent;
use std::time::Duration;

/// Which of the tab's screens is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MoveScreen {
    /// The list of routines.
    #[default]
    Library,
    /// How is your mood right now.
    Before(Before),
    /// A session is running.
    Playing(Box<Playing>),
    /// How is it now, how hard was it.
    After(Box<After>),
    /// What was done away from the screen.
    Log(Box<LogForm>),
}

/// A routine about to begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// What will be done.
    pub routine: Routine,
    /// A mood rated minutes ago, which enter takes over.
    pub known: Option<Rating>,
    /// The tab to go back to.
    from: Tab,
}

/// The rows of the screen after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterField {
    /// Mood now.
    Mood,
    /// How hard it was.
    Effort,
    /// How it went.
    Felt,
}

/// A session that is over and stored, being rated.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// The session, with the answers so far.
    pub session: Session,
    /// The row with the focus.
    pub field: AfterField,
    /// The note being written.
    pub note: Option<TextField>,
    /// Whether the answers were given, so that storing them ends the screen.
    answered: bool,
}

/// One line of the library.
#[derive(Clone, Copy, Debug)]
pub enum Entry {
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
/// A check-in's mood this recent counts as the mood before.
const RECENT: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

impl Filter {
    fn lets_through(&self, routine: &Routine) -> bool {
        self.minutes.is_none_or(|most| routine.minutes() <= most)
            && self.position.is_none_or(|position| routine.positions.contains(&position))
            && self.intensity.is_none_or(|hardest| routine.intensity <= hardest)
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
    /// The lines, after filter and search.
    pub fn entries(&self) -> Vec<Entry> {
        let query = self.search.as_ref().map_or_else(|| self.query.clone(), TextField::trimmed).to_lowercase();
        let mut entries: Vec<Entry> = routines()
            .iter()
            .filter(|routine| self.filter.lets_through(routine) && is_about(routine, &query))
            .map(Entry::Routine)
            .collect();
        if !query.is_empty() {
            entries.extend(search_activities(&query).into_iter().map(Entry::Activity));
        }
        entries
    }

    /// The chosen line.
    pub fn entry(&self) -> Option<Entry> {
        self.entries().get(self.chosen).copied()
    }

    pub(super) fn clamp(&mut self) {
        if self.chosen > 0 {
            self.chosen = self.chosen.min(self.entries().len().saturating_sub(1));
        }
    }
}

fn is_about(routine: &Routine, query: &str) -> bool {
    let words = [&routine.title, &routine.id, &routine.activity, &routine.why];
    query.split_whitespace().all(|part| {
        words.iter().any(|text| text.to_lowercase().contains(part))
            || routine.positions.iter().any(|position| position.word().contains(part))
            || routine.equipment.iter().any(|item| item.to_lowercase().contains(part))
    })
}

impl Entry {
    /// What the person reads.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Routine(routine) => &routine.title,
            Self::Activity(activity) => &activity.label,
        }
    }

    /// As a routine to be played.
    pub fn routine(&self) -> Routine {
        match self {
            Self::Routine(routine) => (*routine).clone(),
            Self::Activity(activity) => Routine::free(&activity.id, &activity.label, FREE_TARGET),
        }
    }

    /// The activity it counts as.
    pub fn activity(&self) -> &'static str {
        match self {
            Self::Routine(routine) => &routine.activity,
            Self::Activity(activity) => &activity.id,
        }
    }
}

/// The state of the Move tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moving {
    /// The open screen.
    pub screen: MoveScreen,
    /// The list of routines.
    pub library: Library,
    from: Option<Tab>,
}

impl Moving {
    /// What has the focus.
    pub fn context(&self) -> Context {
        match &self.screen {
            MoveScreen::Library if self.library.search.is_some() => Context::Search,
            MoveScreen::Library if self.library.filtering.is_some() => Context::Filter,
            MoveScreen::Library => Context::Library,
            MoveScreen::Before(_) => Context::Before,
            MoveScreen::Playing(playing) => playing.context(),
            MoveScreen::After(after) if after.note.is_some() => Context::Note,
            MoveScreen::After(_) => Context::After,
            MoveScreen::Log(_) => Context::Log,
        }
    }

    /// The running session.
    pub fn playing(&self) -> Option<&Playing> {
        if let MoveScreen::Playing(playing) = &self.screen { Some(playing) } else { None }
    }

    pub(super) fn playing_mut(&mut self) -> Option<&mut Playing> {
        if let MoveScreen::Playing(playing) = &mut self.screen { Some(playing) } else { None }
    }

    pub(super) fn begin(&mut self, playing: Playing) {
        self.screen = MoveScreen::Playing(Box::new(playing));
    }

    pub(super) fn leave_session(&mut self) {
        self.screen = MoveScreen::Library;
    }

    pub(super) fn type_key(&mut self, event: KeyEvent) -> bool {
        self.field_mut().is_some_and(|field| field.key(event))
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match &mut self.screen {
            MoveScreen::Library => self.library.search.as_mut(),
            MoveScreen::After(after) => after.note.as_mut(),
            MoveScreen::Log(form) => Some(form.field_mut()),
            MoveScreen::Before(_) | MoveScreen::Playing(_) => None,
        }
    }
}

impl App {
    /// Asks for the mood before `routine`, coming from the tab `from`.
    pub(super) fn before(&mut self, routine: Routine, from: Tab, now: Now) {
        let known = self.journal.check_ins_on(self.day).iter().rev().find_map(|record| {
            let age = now.wall.signed_duration_since(record.at);
            record.ratings.mood.filter(|_| record.timed && age >= chrono::TimeDelta::zero() && age <= RECENT)
        });
        self.tab = Tab::Move;
        self.moving.screen = MoveScreen::Before(Before { routine, known, from });
        self.redraw = true;
    }

    /// Opens a routine as if it had been chosen, for `firstline start`.
    pub fn open_routine(&mut self, routine: Routine, now: Now) {
        self.before(routine, Tab::Move, now);
    }

    pub(super) fn moving_key(&mut self, hit: Hit, now: Now) -> Vec<Effect> {
        match &self.moving.screen {
            MoveScreen::Library => self.library_key(hit, now),
            MoveScreen::Before(before) => {
                let before = before.clone();
                self.before_key(hit, before, now)
            }
            MoveScreen::Playing(_) => self.playing_key(hit, now),
            MoveScreen::After(_) => self.after_key(hit, now),
            MoveScreen::Log(_) => self.log_key(hit, now),
        }
    }

    fn library_key(&mut self, hit: Hit, now: Now) -> Vec<Effect> {
        if let Some(part) = self.moving.library.filtering {
            self.filter_key(hit, part);
            return Vec::new();
        }
        let library = &mut self.moving.library;
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
                    self.before(entry.routine(), Tab::Move, now);
                }
            }
            Action::Log => {
                let entry = library.entry().filter(|_| !library.query.is_empty());
                self.open_log(self.day, now);
                if let (Some(entry), MoveScreen::Log(form)) = (entry, &mut self.moving.screen) {
                    form.choose(entry.activity());
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn filter_key(&mut self, hit: Hit, part: usize) {
        let library = &mut self.moving.library;
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

    fn before_key(&mut self, hit: Hit, before: Before, now: Now) -> Vec<Effect> {
        match hit.action {
            Action::Rate => self.start(before.routine, Rating::new(hit.digit), before.from, now),
            Action::Accept => self.start(before.routine, before.known, before.from, now),
            Action::Back => {
                self.moving.screen = MoveScreen::Library;
                self.tab = before.from;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn start(&mut self, routine: Routine, rated: Option<Rating>, from: Tab, now: Now) -> Vec<Effect> {
        let running = Running {
            id: self.ids.make(now.wall),
            start: now.wall,
            before: rated,
            also: Also::default(),
            player: Player::new(routine.steps()),
            kept: now.wall,
            routine,
        };
        self.moving.from = Some(from);
        self.play(running.clone(), now);
        vec![Effect::Keep(Box::new(running))]
    }

    /// Stores a session that is over, whole or in part, and asks how it was.
    pub(super) fn finish(&mut self, running: Running, now: Now) -> Vec<Effect> {
        let session = self.session_of(&running, now);
        if session.active_seconds == 0 {
            self.moving.leave_session();
            self.notify("Nothing was done yet, so nothing was kept.", now);
            return vec![Effect::Forget];
        }
        self.moving.screen = MoveScreen::After(Box::new(After {
            session: session.clone(),
            field: AfterField::Mood,
            note: None,
            answered: false,
        }));
        self.redraw = true;
        vec![Effect::Finish(Box::new(session))]
    }

    fn session_of(&self, running: &Running, now: Now) -> Session {
        let id = &running.routine.id;
        Session {
            id: running.id,
            start: running.start,
            timed: true,
            day: Day::of(running.start.naive_local(), self.settings.day_start),
            activity: running.routine.activity.clone(),
            title: running.routine.title.clone(),
            routine: (!id.is_empty()).then(|| id.clone()),
            active_seconds: running.player.active().as_secs() as u32,
            distance_m: None,
            met: activity(&running.routine.activity).map_or(3.0, |activity| activity.met),
            effort: None,
            before: running.before,
            after: None,
            also: running.also,
            felt: None,
            complete: is_complete(running),
            note: String::new(),
            source: Source::Timer,
            steps: running.player.record(),
            import: None,
            updated_at: now.wall,
        }
    }

    fn after_key(&mut self, hit: Hit, now: Now) -> Vec<Effect> {
        let MoveScreen::After(after) = &mut self.moving.screen else { return Vec::new() };
        if let Some(field) = &after.note {
            match hit.action {
                Action::Save => {
                    after.session.note = field.trimmed();
                    after.note = None;
                }
                Action::Back => after.note = None,
                _ => {}
            }
            return Vec::new();
        }
        match hit.action {
            Action::Rate => after.rate(hit.digit),
            Action::Left => after.adjust(-1),
            Action::Right => after.adjust(1),
            Action::Clear => after.clear(),
            Action::NextField => after.field = after.field.next(),
            Action::PreviousField => after.field = after.field.previous(),
            Action::Note => after.note = Some(TextField::new(&after.session.note, Lines::Many)),
            Action::Save => {
                after.session.updated_at = now.wall;
                after.answered = true;
                return vec![Effect::Apply(Change::SaveSession(after.session.clone()))];
            }
            // The session itself is stored already; only the answers are left out.
            Action::Back => self.leave_after(),
            _ => {}
        }
        Vec::new()
    }

    fn leave_after(&mut self) {
        self.moving.leave_session();
        if let Some(tab) = self.moving.from.take() {
            self.tab = tab;
            self.today.arrive(self.day, &self.journal);
        }
    }

    pub(super) fn session_stored(&mut self, session: &Session, now: Now) {
        match &self.moving.screen {
            // Stored once at its end, before any answer, so that nothing can be lost meanwhile.
            MoveScreen::After(after) if !after.answered => {}
            MoveScreen::After(_) => {
                self.leave_after();
                self.notify("Counted. u takes it back.", now);
            }
            MoveScreen::Log(_) => self.log_stored(session, now),
            _ => self.notify("Saved. u takes it back.", now),
        }
    }

    /// The latest session of `activity`.
    pub fn latest_of(&self, activity: &str) -> Option<&Session> {
        self.journal.sessions().iter().rev().find(|session| session.activity == activity)
    }
}

impl AfterField {
    const fn next(self) -> Self {
        match self {
            Self::Mood => Self::Effort,
            Self::Effort | Self::Felt => Self::Felt,
        }
    }

    const fn previous(self) -> Self {
        match self {
            Self::Mood | Self::Effort => Self::Mood,
            Self::Felt => Self::Effort,
        }
    }
}

impl After {
    fn rate(&mut self, digit: u8) {
        match self.field {
            AfterField::Mood => {
                if let Some(rating) = Rating::new(digit) {
                    self.session.after = Some(rating);
                    self.field = AfterField::Effort;
                }
            }
            AfterField::Effort => {
                let ten = self.session.effort == Effort::new(1) && digit == 0;
                self.session.effort = Effort::new(if ten { 10 } else { digit });
            }
            AfterField::Felt => {
                if let Some(felt) = Felt::ALL.get(usize::from(digit).wrapping_sub(1)) {
                    self.session.felt = Some(*felt);
                }
            }
        }
    }

    fn adjust(&mut self, by: i8) {
        match self.field {
            AfterField::Mood => {
                let start = self.session.after.or(self.session.before);
                self.session.after = Some(match (start, by) {
                    (None, _) => Rating::MIDDLE,
                    (Some(rating), -1) => rating.lowered(),
                    (Some(rating), _) => rating.raised(),
                });
            }
            AfterField::Effort => {
                let moved = self.session.effort.map_or(4, |effort| effort.get().saturating_add_signed(by).min(10));
                self.session.effort = Effort::new(moved);
            }
            AfterField::Felt => {
                let place = self.session.felt.and_then(|felt| Felt::ALL.iter().position(|other| *other == felt));
                let moved =
                    place.map_or(1, |place| place.saturating_add_signed(isize::from(by)).min(Felt::ALL.len() - 1));
                self.session.felt = Felt::ALL.get(moved).copied();
            }
        }
    }

    fn clear(&mut self) {
        match self.field {
            AfterField::Mood => self.session.after = None,
            AfterField::Effort => self.session.effort = None,
            AfterField::Felt => self.session.felt = None,
        }
    }

    /// How long it was.
    pub fn length(&self) -> Duration {
        Duration::from_secs(u64::from(self.session.active_seconds))
    }
}
