//! The Move tab: which of its screens is open, the rating before, and how a session becomes a record.

use crate::app::after::After;
use crate::app::builder::Builder;
use crate::app::library::Library;
use crate::app::logging::LogForm;
use crate::app::playing::{Playing, is_complete};
use crate::app::readiness::ReadinessForm;
use crate::app::{App, Effect, Tab};
use crate::coach::experiment::picked;
use crate::content::activities::activity;
use crate::content::session_words;
use crate::domain::{
    Also, Day, DayStart, Durability, Felt, Now, Player, Question, Rating, Routine, Running,
    Session, Source,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::Form;
use crate::stats::ByActivity;
use crate::stats::right_after::lifts;
use crate::widgets::text_field::TextField;

/// Which of the tab's screens is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MoveScreen {
    /// The list of routines.
    #[default]
    Library,
    /// The safety questions, or the page of what they came to.
    Readiness(Box<ReadinessForm>),
    /// How is your mood right now.
    Before(Box<Before>),
    /// A session is running.
    Playing(Box<Playing>),
    /// How is it now, how hard was it.
    After(Box<After>),
    /// What was done away from the screen.
    Log(Box<LogForm>),
    /// A routine of one's own is put together.
    Builder(Box<Builder>),
}

/// A routine about to begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// What will be done.
    pub routine: Routine,
    /// A mood rated minutes ago, which enter takes over.
    pub known: Option<Rating>,
    /// The answers, one for each of [`AROUND`].
    pub answers: [Option<Rating>; AROUND.len()],
    /// The question with the focus.
    pub row: usize,
    /// Whether energy and calm are asked too.
    pub also: bool,
    /// What the coin of a before/after experiment says, once the mood before is rated; it isn't rated again then.
    pub coin: Option<String>,
    /// The tab to go back to.
    from: Tab,
}

/// What is asked before and after a session; all but the first only on request.
pub const AROUND: [Question; 3] = [Question::Mood, Question::Energy, Question::Calm];

/// A check-in's mood this recent counts as the mood before.
const RECENT: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// The state of the Move tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moving {
    /// The open screen.
    pub screen: MoveScreen,
    /// The list of routines.
    pub library: Library,
    /// Where the session was started from.
    pub(super) from: Option<Tab>,
}

impl Moving {
    /// What has the focus.
    pub fn context(&self) -> Context {
        match &self.screen {
            MoveScreen::Library if self.library.search.is_some() => Context::Search,
            MoveScreen::Library if self.library.filtering.is_some() => Context::Filter,
            MoveScreen::Library => Context::Library,
            MoveScreen::Readiness(form) if form.page.is_some() => Context::ReadinessOutcome,
            MoveScreen::Readiness(_) => Context::Readiness,
            MoveScreen::Before(_) => Context::Before,
            MoveScreen::Playing(playing) => playing.context(),
            MoveScreen::After(after) if after.note.is_some() => Context::Note,
            MoveScreen::After(_) => Context::After,
            MoveScreen::Log(_) => Context::Log,
            MoveScreen::Builder(builder) => builder.context(),
        }
    }

    /// The running session.
    pub fn playing(&self) -> Option<&Playing> {
        if let MoveScreen::Playing(playing) = &self.screen {
            Some(playing)
        } else {
            None
        }
    }

    pub(super) fn playing_mut(&mut self) -> Option<&mut Playing> {
        if let MoveScreen::Playing(playing) = &mut self.screen {
            Some(playing)
        } else {
            None
        }
    }

    pub(super) fn begin(&mut self, playing: Playing) {
        self.screen = MoveScreen::Playing(Box::new(playing));
    }

    pub(super) fn leave_session(&mut self) {
        self.screen = MoveScreen::Library;
    }

    /// The form that is open, and what is in it.
    pub(super) fn answers(&self) -> Option<(Form, String)> {
        match &self.screen {
            MoveScreen::After(after) => Some(after.answers()),
            MoveScreen::Log(form) => Some(form.answers()),
            MoveScreen::Builder(builder) => Some(builder.answers()),
            _ => None,
        }
    }

    /// Another day begins: what was typed as today in the log stays that day.
    pub(super) fn turn_day(&mut self, old: Day, now: Now, start: DayStart) {
        if let MoveScreen::Log(form) = &mut self.screen {
            form.stay_on(old, now.wall, start);
        }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match &mut self.screen {
            MoveScreen::Library => self.library.search.as_mut(),
            MoveScreen::After(after) => after.note.as_mut(),
            MoveScreen::Log(form) => Some(form.field_mut()),
            MoveScreen::Builder(builder) => builder.field_mut(),
            MoveScreen::Readiness(_) | MoveScreen::Before(_) | MoveScreen::Playing(_) => None,
        }
    }
}

impl App {
    /// Asks for the mood before `routine`, which is open.
    pub(super) fn ask_before(&mut self, routine: Routine, from: Tab, now: Now) {
        let known =
            self.journal
                .check_ins_on(self.day)
                .iter()
                .rev()
                .find_map(|record| {
                    let age = now.wall.signed_duration_since(record.at);
                    record.ratings.mood.filter(|_| {
                        record.timed && age >= chrono::TimeDelta::zero() && age <= RECENT
                    })
                });
        // Whoever was asked for more the last time is asked again.
        let latest = self
            .journal
            .sessions()
            .iter()
            .rev()
            .find(|session| session.source == Source::Timer);
        let also = latest.is_some_and(|session| session.also != Also::default());
        self.tab = Tab::Move;
        self.moving.screen = MoveScreen::Before(Box::new(Before {
            routine,
            known,
            answers: [None; AROUND.len()],
            row: 0,
            also,
            coin: None,
            from,
        }));
        self.redraw = true;
    }

    /// Opens a routine as if it had been chosen, for `firstline start`.
    pub fn open_routine(&mut self, routine: Routine, now: Now) {
        self.before(routine, Tab::Move, now);
    }

    pub(super) fn moving_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        match &self.moving.screen {
            MoveScreen::Library => self.library_key(hit, now),
            MoveScreen::Readiness(_) => self.readiness_key(hit, now),
            MoveScreen::Before(_) => self.before_key(hit, now),
            MoveScreen::Playing(_) => self.playing_key(hit, now),
            MoveScreen::After(_) => self.after_key(hit, now),
            MoveScreen::Log(_) => self.log_key(hit, now),
            MoveScreen::Builder(_) => self.builder_key(hit, now),
        }
    }

    fn before_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let MoveScreen::Before(before) = &mut self.moving.screen else {
            return Vec::new();
        };
        let last = if before.also { AROUND.len() - 1 } else { 0 };
        match hit.action {
            Action::Rate | Action::Up | Action::Down | Action::Clear | Action::AskMore
                if before.coin.is_some() => {}
            Action::Rate => {
                before.answers[before.row] = Rating::new(hit.digit);
                if before.row < last {
                    before.row += 1;
                    return Vec::new();
                }
                let before = before.as_ref().clone();
                return self.start(before, now);
            }
            Action::Accept => {
                let before = before.as_ref().clone();
                return self.start(before, now);
            }
            Action::Up => before.row = before.row.saturating_sub(1),
            Action::Down => before.row = (before.row + 1).min(last),
            Action::Clear => before.answers[before.row] = None,
            Action::AskMore => {
                before.also = !before.also;
                before.row = 0;
            }
            Action::Back => {
                self.tab = before.from;
                self.moving.screen = MoveScreen::Library;
            }
            _ => {}
        }
        Vec::new()
    }

    /// Begins, or first says what the coin of a before/after experiment picks for a session that is rated before.
    fn start(&mut self, mut before: Before, now: Now) -> Vec<Effect> {
        let rated = before.answers[0].or(before.known).is_some();
        if rated
            && before.coin.is_none()
            && let Some((routine, words)) = picked(&self.journal, self.day, &before.routine)
        {
            (before.routine, before.coin) = (routine, Some(words));
            self.moving.screen = MoveScreen::Before(Box::new(before));
            self.redraw = true;
            return Vec::new();
        }
        let Before {
            routine,
            known,
            answers: [mood, energy, calm],
            also,
            from,
            ..
        } = before;
        let running = Running {
            id: self.ids.make(now.wall),
            start: now.wall,
            before: mood.or(known),
            also: Also {
                energy_before: energy.filter(|_| also),
                calm_before: calm.filter(|_| also),
                ..Also::default()
            },
            player: Player::new(routine.steps()),
            kept: now.wall,
            routine,
        };
        self.moving.from = Some(from);
        self.play(running.clone(), now);
        let said = session_words::step(&running.player).map(Effect::Say);
        let mut effects = vec![Effect::Keep(Box::new(running), Durability::Disk)];
        effects.extend(said);
        // The result is told beside what is usual, for which the whole of the past is needed.
        if self.journal.from().is_some() {
            effects.push(Effect::LoadAll);
        }
        effects
    }

    /// Stores a session that is over, whole or in part, and asks how it was.
    /// `felt` is how it went, where the way it ended says so.
    pub(super) fn finish(
        &mut self,
        running: &Running,
        felt: Option<Felt>,
        now: Now,
    ) -> Vec<Effect> {
        let session = Session {
            felt,
            ..self.session_of(running, now)
        };
        if session.active_seconds == 0 {
            self.moving.leave_session();
            self.notify("Nothing was done yet, so nothing was kept.", now);
            return vec![Effect::Forget];
        }
        let usual = self.usual_lift(&session.activity);
        self.moving.screen = MoveScreen::After(Box::new(After::new(session.clone(), usual)));
        self.settle_in(now);
        self.redraw = true;
        vec![Effect::Finish(Box::new(session))]
    }

    fn session_of(&self, running: &Running, now: Now) -> Session {
        let id = &running.routine.id;
        Session {
            id: running.id,
            start: running.start,
            timed: true,
            day: Day::of(running.start.naive_local(), self.settings.day_start()),
            activity: running.routine.activity.clone(),
            title: running.routine.title.clone(),
            routine: (!id.is_empty()).then(|| id.clone()),
            active_seconds: running.player.active().as_secs() as u32,
            planned_seconds: Some(running.player.planned_seconds()).filter(|planned| *planned > 0),
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

    /// What is known of the lift after `activity`; nothing while part of the past is not in memory.
    pub(super) fn usual_lift(&self, activity: &str) -> Option<ByActivity> {
        if self.journal.from().is_some() {
            return None;
        }
        lifts(&self.journal, self.day)
            .into_iter()
            .find(|row| row.activity == activity)
    }

    /// The latest session of `activity`.
    pub fn latest_of(&self, activity: &str) -> Option<&Session> {
        self.journal
            .sessions()
            .iter()
            .rev()
            .find(|session| session.activity == activity)
    }
}
