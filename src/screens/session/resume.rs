//! Handles a session left running when the program ended: resume, count or discard it. Resuming follows the same rules
//! as starting: it is offered only if the safety answers allow the routine, and after their page if one is required.

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

/// What to do with the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResumeChoice {
    /// Resume where it stopped.
    GoOn,
    /// Count what was done.
    Count,
    /// Discard it.
    Discard,
}

/// The offer to resume.
#[derive(Clone, Debug, PartialEq)]
pub struct Resume {
    /// The session as last stored.
    pub running: Running,
    /// The page shown before resuming, or the one that explains why resuming is not offered.
    pub page: Option<Outcome>,
    /// The choices offered, most likely first.
    pub choices: Vec<ResumeChoice>,
    /// The selected one.
    menu: Menu,
}

impl Resume {
    /// The offer; after more than an hour, counting the session comes first.
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

    /// The session's title, how much of it was done if numbers are shown, and when.
    pub fn summary(&self, shared: &Shared, numbers: bool) -> String {
        let running = &self.running;
        let ago = shared.now.wall.signed_duration_since(running.kept);
        let done = if numbers {
            format!(", {} done", self.done())
        } else {
            String::new()
        };
        let ago = match ago.num_seconds().max(0) as u64 {
            ..60 => "just now".to_owned(),
            seconds => format!("{} ago", format::minutes(seconds)),
        };
        format!("{}{done}, {ago}.", running.routine.title)
    }

    /// The labels of the answers.
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
        // Leaving is safe: the offer appears again at the next start.
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
