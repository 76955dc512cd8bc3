//! The safety questions before the first vigorous routine, and the page of what they came to: what
//! is beyond it opens from there each time, or not at all.

use crate::app::library::Filter;
use crate::app::moving::MoveScreen;
use crate::app::{App, Effect, Tab};
use crate::coach::{Limits, Opens, fit};
use crate::content::safety::{Answers, Outcome, Readiness, SETTING};
use crate::domain::routine::Intensity;
use crate::domain::{Now, Routine};
use crate::keys::{Action, KeyMatch};

/// The questions being answered, or the page of their outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadinessForm {
    /// What was about to begin; nothing where the questions were opened for themselves.
    pub routine: Option<Routine>,
    /// The answers so far.
    pub answers: Vec<bool>,
    /// What they came to.
    pub page: Option<Page>,
    /// The tab to go back to.
    from: Tab,
}

/// The page of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the answers came to.
    pub outcome: Outcome,
    /// How it goes on, the proposed way first.
    pub ways: &'static [WayOn],
    /// Which of them is chosen.
    pub chosen: usize,
}

/// What can be done on the page of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// To the routines, the first that fits chosen.
    Fitting,
    /// To the routine after all.
    Start,
    /// To the questions.
    Again,
}

impl WayOn {
    /// What the person reads.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fitting => "See what fits now",
            Self::Start => "Start this routine",
            Self::Again => "Answer the questions again",
        }
    }
}

impl Page {
    const fn new(outcome: Outcome, ways: &'static [WayOn]) -> Self {
        Self {
            outcome,
            ways,
            chosen: 0,
        }
    }
}

impl ReadinessForm {
    const fn new(routine: Option<Routine>, page: Option<Page>, from: Tab) -> Self {
        Self {
            routine,
            answers: Vec::new(),
            page,
            from,
        }
    }
}

impl App {
    /// Leads to `routine`, coming from the tab `from`: every door goes through here. It begins with
    /// the mood before, or with the safety questions, or with the page of what they came to.
    pub(super) fn before(&mut self, routine: Routine, from: Tab, now: Now) {
        use WayOn::{Again, Fitting, Start};
        let page = match fit(&routine, Limits::of(&self.journal), self.day).opens {
            Opens::AtOnce => return self.ask_before(routine, from, now),
            Opens::AfterQuestions => None,
            Opens::AfterPage(outcome) => Some(Page::new(outcome, &[Fitting, Start, Again])),
            Opens::Never(outcome) => Some(Page::new(outcome, &[Fitting, Again])),
        };
        self.show_readiness(ReadinessForm::new(Some(routine), page, from));
    }

    /// Opens the safety questions for themselves.
    pub fn open_questions(&mut self) {
        self.show_readiness(ReadinessForm::new(None, None, self.tab));
    }

    fn show_readiness(&mut self, form: ReadinessForm) {
        self.tab = Tab::Move;
        self.moving.screen = MoveScreen::Readiness(Box::new(form));
        self.redraw = true;
    }

    /// The text under the title of an outcome's page, with the person's emergency number.
    pub fn outcome_text(&self, outcome: Outcome) -> String {
        outcome.text(&self.place())
    }

    pub(super) fn readiness_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let MoveScreen::Readiness(form) = &mut self.moving.screen else {
            return Vec::new();
        };
        match (hit.action, &mut form.page) {
            (Action::Yes, None) => return self.answer_readiness(true),
            (Action::No, None) => return self.answer_readiness(false),
            (Action::Left, None) => drop(form.answers.pop()),
            (Action::Up, Some(page)) => page.chosen = page.chosen.saturating_sub(1),
            (Action::Down, Some(page)) => {
                page.chosen = (page.chosen + 1).min(page.ways.len().saturating_sub(1));
            }
            (Action::Accept, Some(page)) => match (page.ways.get(page.chosen), &form.routine) {
                (Some(WayOn::Start), Some(routine)) => {
                    let (routine, from) = (routine.clone(), form.from);
                    self.ask_before(routine, from, now);
                }
                (Some(WayOn::Again), _) => (form.answers, form.page) = (Vec::new(), None),
                _ => {
                    let hardest = page.outcome.hardest();
                    self.moving.screen = MoveScreen::Library;
                    self.moving.library.filter = Filter {
                        intensity: (hardest < Intensity::Vigorous).then_some(hardest),
                        ..Filter::default()
                    };
                    self.moving.library.query.clear();
                    self.moving
                        .library
                        .choose_fitting(&self.shared.journal, self.shared.day);
                }
            },
            (Action::Back, _) => {
                self.tab = form.from;
                self.moving.screen = MoveScreen::Library;
            }
            _ => {}
        }
        Vec::new()
    }

    fn answer_readiness(&mut self, yes: bool) -> Vec<Effect> {
        use WayOn::{Again, Fitting, Start};
        let day = self.day;
        let MoveScreen::Readiness(form) = &mut self.moving.screen else {
            return Vec::new();
        };
        form.answers.push(yes);
        let Ok(list) = <[bool; 4]>::try_from(form.answers.as_slice()) else {
            return Vec::new();
        };
        let readiness = Readiness {
            day,
            answers: Answers::new(list),
        };
        let (outcome, routine) = (readiness.answers.outcome(), form.routine.clone());
        let kept = self.remember(SETTING, &readiness.to_setting());
        let opens = routine.map(|routine| fit(&routine, Limits::of(&self.journal), day).opens);
        let ways: &'static [WayOn] = match opens {
            None | Some(Opens::Never(_)) => &[Fitting, Again],
            Some(Opens::AtOnce) => &[Start, Again],
            Some(Opens::AfterPage(_) | Opens::AfterQuestions) => &[Fitting, Start, Again],
        };
        if let MoveScreen::Readiness(form) = &mut self.moving.screen {
            form.page = Some(Page::new(outcome, ways));
        }
        vec![kept]
    }
}
