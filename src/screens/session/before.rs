//! The ratings before a session: one digit starts it.

mod view;

use crate::coach::experiment::picked;
use crate::content::session_words;
use crate::domain::{Also, Durability, Player, Rating, Routine, Running, Source};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::session::AROUND;
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;

/// The maximum age of a check-in's mood to count as the mood before.
const RECENT: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// A routine about to start.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The routine.
    pub routine: Routine,
    /// A mood rated minutes ago, which enter accepts.
    pub known: Option<Rating>,
    /// The answers, one per question in [`AROUND`].
    pub answers: [Option<Rating>; AROUND.len()],
    /// The focused question.
    pub list: ListCursor,
    /// Whether energy and calm are asked too.
    pub also: bool,
    /// The coin's pick in a before/after experiment, set once the mood before is rated; the rating is then fixed.
    pub coin: Option<String>,
}

impl Before {
    /// Asks for the mood before `routine`.
    pub fn new(routine: Routine, shared: &Shared) -> Self {
        let today = shared.journal.check_ins_on(shared.day);
        let known = today.iter().rev().find_map(|record| {
            let age = shared.now.wall.signed_duration_since(record.at);
            record
                .ratings
                .mood
                .filter(|_| record.timed && age >= chrono::TimeDelta::zero() && age <= RECENT)
        });
        // If energy and calm were asked the last time, ask them again.
        let mut sessions = shared.journal.sessions().iter().rev();
        let latest = sessions.find(|session| session.source == Source::Timer);
        Self {
            routine,
            known,
            answers: [None; AROUND.len()],
            list: ListCursor::default(),
            also: latest.is_some_and(|session| session.also != Also::default()),
            coin: None,
        }
    }

    /// The number of questions asked.
    pub const fn asked(&self) -> usize {
        if self.also { AROUND.len() } else { 1 }
    }

    /// Starts the session; in a before/after experiment, first shows the coin's pick for a session with a mood rating.
    fn start(&mut self, shared: &Shared) -> Response {
        let rated = self.answers[0].or(self.known).is_some();
        if rated
            && self.coin.is_none()
            && let Some((routine, words)) = picked(&shared.journal, shared.day, &self.routine)
        {
            (self.routine, self.coin) = (routine, Some(words));
            return Response::none();
        }
        let [mood, energy, calm] = self.answers;
        let now = shared.now.wall;
        let running = Running {
            id: shared.ids.make(now),
            start: now,
            before: mood.or(self.known),
            also: Also {
                energy_before: energy.filter(|_| self.also),
                calm_before: calm.filter(|_| self.also),
                ..Also::default()
            },
            player: Player::new(self.routine.steps()),
            kept: now,
            routine: self.routine.clone(),
        };
        let mut effects = vec![Effect::Keep(Box::new(running.clone()), Durability::Disk)];
        effects.extend(session_words::step(&running.player).map(Effect::Say));
        // The result is compared with the usual change, which requires all past records.
        if shared.journal.from().is_some() {
            effects.push(Effect::LoadAll);
        }
        Response {
            effects,
            ..Destination::Player(Box::new(running)).into()
        }
    }
}

impl Screen for Before {
    fn context(&self) -> Context {
        Context::Before
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let at = self.list.chosen;
        match key.action {
            Action::Rate | Action::Up | Action::Down | Action::Clear | Action::AskMore
                if self.coin.is_some() => {}
            Action::Rate => {
                self.answers[at] = Rating::new(key.digit);
                if at + 1 == self.asked() {
                    return self.start(shared);
                }
                self.list = ListCursor::at(at + 1);
            }
            Action::Accept => return self.start(shared),
            Action::Clear => self.answers[at] = None,
            Action::AskMore => {
                self.also = !self.also;
                self.list = ListCursor::default();
            }
            Action::Back => return Response::close(),
            action => drop(self.list.answer(action, self.asked())),
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }
}
