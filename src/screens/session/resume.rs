//! A session was left running when the program went away: go on, count it, or discard it. Going on
//! is a door like any other: it is there where the safety questions leave the routine open, after
//! their page where that comes first.

mod view;

use crate::coach::{Limits, Opens, fit};
use crate::content::safety::Outcome;
use crate::domain::Running;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::format;
use crate::widgets::menu::Menu;
use crate::widgets::painter::Painter;

/// What can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResumeChoice {
    /// Go on where it was.
    GoOn,
    /// Count what was done.
    Count,
    /// Forget it.
    Discard,
}

/// The offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Resume {
    /// The session, as last kept.
    pub running: Running,
    /// The page that comes before going on, or that says why it is not offered.
    pub page: Option<Outcome>,
    /// What is offered, the likeliest first.
    pub choices: Vec<ResumeChoice>,
    /// Which is chosen.
    menu: Menu,
}

impl Resume {
    /// The offer; after more than an hour, counting it comes first.
    pub fn new(running: Running, shared: &Shared) -> Self {
        let opens = fit(&running.routine, Limits::of(&shared.journal), shared.day).opens;
        let mut choices = if running.player.is_finished() {
            vec![ResumeChoice::Count, ResumeChoice::Discard]
        } else if running.is_stale(shared.now.wall) {
            vec![
                ResumeChoice::Count,
                ResumeChoice::GoOn,
                ResumeChoice::Discard,
            ]
        } else {
            vec![
                ResumeChoice::GoOn,
                ResumeChoice::Count,
                ResumeChoice::Discard,
            ]
        };
        if matches!(opens, Opens::AfterQuestions | Opens::Never(_)) {
            choices.retain(|choice| *choice != ResumeChoice::GoOn);
        }
        let page = match opens {
            Opens::AfterPage(outcome) | Opens::Never(outcome) => Some(outcome),
            Opens::AtOnce | Opens::AfterQuestions => None,
        };
        Self {
            running,
            page,
            choices,
            menu: Menu::default(),
        }
    }

    /// What was left running, how much of it was done where numbers are shown, and when.
    pub fn summary(&self, shared: &Shared, numbers: bool) -> String {
        let running = &self.running;
        let ago = shared.now.wall.signed_duration_since(running.kept);
        let done = if numbers {
            format!(", {} done", self.done())
        } else {
            String::new()
        };
        let ago = format::minutes(ago.num_seconds().max(0) as u64);
        format!("{}{done}, {ago} ago.", running.routine.title)
    }

    /// The answers in words.
    pub fn answers(&self, numbers: bool) -> Vec<String> {
        let words = |choice: &ResumeChoice| match choice {
            ResumeChoice::GoOn => "Resume".to_owned(),
            ResumeChoice::Count if !numbers => "Save what you did".to_owned(),
            ResumeChoice::Count => format!("Save the {}", self.done()),
            ResumeChoice::Discard => "Discard".to_owned(),
        };
        self.choices.iter().map(words).collect()
    }

    fn done(&self) -> String {
        format::clock(self.running.player.active().as_secs())
    }
}

impl Screen for Resume {
    fn context(&self) -> Context {
        Context::Resume
    }

    fn key(&mut self, key: KeyMatch, _shared: &Shared) -> Response {
        // Leaving the question open is safe: it is asked again at the next start.
        if key.action == Action::Back {
            return Response::effect(Effect::Quit);
        }
        let taken = self.menu.key(key, self.choices.len());
        let Some(choice) = taken.and_then(|place| self.choices.get(place)) else {
            return Response::none();
        };
        let running = Box::new(self.running.clone());
        match choice {
            ResumeChoice::GoOn => Response::replace(Destination::Player(running)),
            ResumeChoice::Count => Response::replace(Destination::Finish(running, None)),
            ResumeChoice::Discard => Response::close()
                .and_say("Discarded.")
                .and_effect(Effect::Forget),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }
}
