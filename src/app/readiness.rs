//! Four questions before the first hard routine, and what follows from the answers.

use crate::app::keymap::{Action, Hit};
use crate::app::library::Filter;
use crate::app::moving::MoveScreen;
use crate::app::{App, Effect, Tab};
use crate::content::safety::{Answers, Outcome, Readiness, SETTING, questions};
use crate::domain::routine::Intensity;
use crate::domain::{Now, Routine};

/// The questions, being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadinessForm {
    /// What was about to begin.
    pub routine: Routine,
    /// The answers so far.
    pub answers: Vec<bool>,
    /// What follows, once all are answered; then the chosen way on, of [`WAYS`].
    pub outcome: Option<(Outcome, usize)>,
    /// The tab to go back to.
    pub(super) from: Tab,
}

/// What can be done after an outcome that asks for less, in their order.
pub const WAYS: [&str; 2] = ["choose something gentler", "start this one all the same"];

impl ReadinessForm {
    pub(super) const fn new(routine: Routine, from: Tab) -> Self {
        Self {
            routine,
            answers: Vec::new(),
            outcome: None,
            from,
        }
    }
}

impl App {
    pub(super) fn readiness_key(&mut self, hit: Hit, now: Now) -> Vec<Effect> {
        let MoveScreen::Readiness(form) = &mut self.moving.screen else {
            return Vec::new();
        };
        match (hit.action, form.outcome) {
            (Action::Yes, None) => return self.answer_readiness(true, now),
            (Action::No, None) => return self.answer_readiness(false, now),
            (Action::Left, None) => drop(form.answers.pop()),
            (Action::Up, Some((outcome, _))) => form.outcome = Some((outcome, 0)),
            (Action::Down, Some((outcome, _))) => form.outcome = Some((outcome, 1)),
            (Action::Accept, Some((outcome, 0))) => {
                self.moving.screen = MoveScreen::Library;
                self.tab = Tab::Move;
                self.moving.library.filter = Filter {
                    intensity: Some(outcome.hardest().min(Intensity::Moderate)),
                    ..Filter::default()
                };
                self.moving.library.chosen = 0;
            }
            (Action::Accept, Some(_)) => {
                let (routine, from) = (form.routine.clone(), form.from);
                self.ask_before(routine, from, now);
            }
            (Action::Back, _) => {
                self.tab = form.from;
                self.moving.screen = MoveScreen::Library;
            }
            _ => {}
        }
        Vec::new()
    }

    fn answer_readiness(&mut self, yes: bool, now: Now) -> Vec<Effect> {
        let day = self.day;
        let MoveScreen::Readiness(form) = &mut self.moving.screen else {
            return Vec::new();
        };
        form.answers.push(yes);
        if form.answers.len() < questions().len() {
            return Vec::new();
        }
        let Ok(list) = <[bool; 4]>::try_from(form.answers.as_slice()) else {
            return Vec::new();
        };
        let readiness = Readiness {
            day,
            answers: Answers::new(list),
        };
        let outcome = readiness.answers.outcome();
        if outcome == Outcome::All {
            let (routine, from) = (form.routine.clone(), form.from);
            self.notify(outcome.words().text.clone(), now);
            self.ask_before(routine, from, now);
        } else {
            form.outcome = Some((outcome, 0));
        }
        vec![self.remember(SETTING, &readiness.to_setting())]
    }
}
