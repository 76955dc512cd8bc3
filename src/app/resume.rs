//! A session was left running when the program went away: go on, count it, or discard it. Going on
//! is a door like any other: it is there where the safety questions leave the routine open, after
//! their page where that comes first.

use crate::app::{App, Effect, Overlay, Tab};
use crate::coach::Opens;
use crate::content::safety::Outcome;
use crate::domain::{Moment, Now, Running};
use crate::keys::{Action, KeyMatch};

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
    pub chosen: usize,
}

impl Resume {
    /// An offer of what opens so; after more than an hour, counting it comes first.
    pub fn new(running: Running, opens: Opens, now: Moment) -> Self {
        let mut choices = if running.player.is_finished() {
            vec![ResumeChoice::Count, ResumeChoice::Discard]
        } else if running.is_stale(now) {
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
            chosen: 0,
        }
    }
}

impl App {
    pub(super) fn resume_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Overlay::Resume(resume)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match hit.action {
            Action::Up => resume.chosen = resume.chosen.saturating_sub(1),
            Action::Down => resume.chosen = (resume.chosen + 1).min(resume.choices.len() - 1),
            // Leaving the question open is safe: it is asked again at the next start.
            Action::Back => return vec![Effect::Quit],
            Action::Accept => {
                let choice = resume.choices[resume.chosen];
                let running = resume.running.clone();
                self.overlays.pop();
                return match choice {
                    ResumeChoice::GoOn => {
                        self.tab = Tab::Move;
                        self.play(running, now);
                        Vec::new()
                    }
                    ResumeChoice::Count => {
                        self.tab = Tab::Move;
                        self.finish(&running, None, now)
                    }
                    ResumeChoice::Discard => {
                        self.notify("Not kept.", now);
                        vec![Effect::Forget]
                    }
                };
            }
            _ => {}
        }
        Vec::new()
    }
}
