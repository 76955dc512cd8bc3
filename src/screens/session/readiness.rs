//! The safety questions before the first vigorous routine, and the page with their outcome: harder routines open only
//! through that page, or not at all.

mod view;

use crate::coach::{Limits, Opens, fit};
use crate::content::safety::{Answers, Outcome, Readiness, SETTING};
use crate::domain::Routine;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::menu::Menu;
use crate::widgets::painter::Painter;

/// The questions, or the page with their outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadinessForm {
    /// The routine about to start; `None` if the questions were opened on their own.
    pub routine: Option<Routine>,
    /// The answers so far.
    pub answers: Vec<bool>,
    /// The page with the outcome.
    pub page: Option<OutcomePage>,
}

/// The page of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomePage {
    /// The outcome of the answers.
    pub outcome: Outcome,
    /// The ways to continue, the suggested one first.
    pub ways: &'static [WayOn],
    /// The selected one.
    pub menu: Menu,
}

/// A way to continue from the page of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// To the routines, with the first suitable one selected.
    Fitting,
    /// To the routine anyway.
    Start,
    /// Back to the questions.
    Again,
}

impl WayOn {
    /// The label shown to the user.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fitting => "See what fits now",
            Self::Start => "Start this routine",
            Self::Again => "Answer the questions again",
        }
    }
}

impl OutcomePage {
    fn new(outcome: Outcome, ways: &'static [WayOn]) -> Self {
        Self {
            outcome,
            ways,
            menu: Menu::default(),
        }
    }
}

impl ReadinessForm {
    /// The questions on their own.
    pub const fn for_themselves() -> Self {
        Self::new(None, None)
    }

    /// What precedes `routine`: the questions or the page with their outcome; `None` if it opens immediately.
    pub fn before(routine: &Routine, shared: &Shared) -> Option<Self> {
        use WayOn::{Again, Fitting, Start};
        let page = match fit(routine, Limits::of(&shared.journal), shared.day).opens {
            Opens::AtOnce => return None,
            Opens::AfterQuestions => None,
            Opens::AfterPage(outcome) => Some(OutcomePage::new(outcome, &[Fitting, Start, Again])),
            Opens::Never(outcome) => Some(OutcomePage::new(outcome, &[Fitting, Again])),
        };
        Some(Self::new(Some(routine.clone()), page))
    }

    const fn new(routine: Option<Routine>, page: Option<OutcomePage>) -> Self {
        Self {
            routine,
            answers: Vec::new(),
            page,
        }
    }

    /// Stores an answer; the last one leads to the page with the outcome.
    fn answer(&mut self, yes: bool, shared: &Shared) -> Response {
        use WayOn::{Again, Fitting, Start};
        self.answers.push(yes);
        let Ok(answers) = <[bool; 4]>::try_from(self.answers.as_slice()) else {
            return Response::none();
        };
        let readiness = Readiness {
            day: shared.day,
            answers: Answers::new(answers),
        };
        let limits = Limits {
            readiness: Some(readiness),
            ..Limits::of(&shared.journal)
        };
        let opens = self
            .routine
            .as_ref()
            .map(|routine| fit(routine, limits, shared.day).opens);
        let ways: &'static [WayOn] = match opens {
            None | Some(Opens::Never(_)) => &[Fitting, Again],
            Some(Opens::AtOnce) => &[Start, Again],
            Some(Opens::AfterPage(_) | Opens::AfterQuestions) => &[Fitting, Start, Again],
        };
        self.page = Some(OutcomePage::new(readiness.answers.outcome(), ways));
        Response::effect(Effect::Remember(SETTING.to_owned(), readiness.to_setting()))
    }

    /// Handles a key on the page of an outcome.
    fn page_key(&mut self, key: KeyMatch) -> Option<Response> {
        let page = self.page.as_mut()?;
        let way = page.menu.key(key, page.ways.len())?;
        Some(match (page.ways.get(way), &self.routine) {
            (Some(WayOn::Start), Some(routine)) => {
                Destination::Before(Box::new(routine.clone())).into()
            }
            (Some(WayOn::Again), _) => {
                (self.answers, self.page) = (Vec::new(), None);
                Response::none()
            }
            _ => Destination::Fitting(page.outcome.hardest()).into(),
        })
    }
}

impl Screen for ReadinessForm {
    fn context(&self) -> Context {
        if self.page.is_some() {
            Context::ReadinessOutcome
        } else {
            Context::Readiness
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match (key.action, &self.page) {
            (Action::Back, _) => Response::close(),
            (_, Some(_)) => self.page_key(key).unwrap_or_default(),
            (Action::Yes, None) => self.answer(true, shared),
            (Action::No, None) => self.answer(false, shared),
            (Action::Left, None) => {
                self.answers.pop();
                Response::none()
            }
            _ => Response::none(),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }
}
