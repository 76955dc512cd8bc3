//! An experiment: set up question by question, then managed until it ends.

mod item;
mod page;
mod picture;

use crate::coach::experiment::{Proposal, next_session, protocol};
use crate::domain::{
    Change, Experiment, OutcomeAt, Question, Record, SITTING, Sorting as _, Stage, TrialKind,
    is_sitting,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::stats::constants::{POWER, SESSIONS_POWER};
use crate::widgets::menu::Menu;
use crate::widgets::painter::{self, Painter};
use item::ExperimentItem;
use picture::Picture;

/// The current question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Moving or resting, one activity against another, or against sitting quietly.
    Kind,
    /// The activity on A days.
    First,
    /// The activity on B days.
    Second,
    /// The rating used as the outcome.
    Outcome,
    /// The length of the experiment.
    Length,
    /// Summary of the answers before registration.
    Confirm,
    /// A registered experiment: coin, pause and stop.
    Open,
}

/// The experiment screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ExperimentScreen {
    /// The current question.
    step: Step,
    menu: Menu,
    proposal: Proposal,
    /// Earlier questions, for going back.
    before: Vec<Step>,
    /// Whether the caller supplied the answers, so that going back closes the screen.
    is_prefilled: bool,
}

/// The possible comparisons in the order offered, and the unit of randomization of each.
const KINDS: [(&str, TrialKind); 4] = [
    ("Moving, or a day of rest", TrialKind::Days),
    ("One activity against another, day by day", TrialKind::Days),
    (
        "One activity against sitting quietly, before and after",
        TrialKind::Sessions,
    ),
    (
        "One activity against another, before and after",
        TrialKind::Sessions,
    ),
];
/// Index of the comparison with sitting quietly.
const AGAINST_SITTING: usize = 2;
/// The entry for the most recent experiment, shown below the kinds.
const LAST_ONE: &str = "Your last one: result, run it again, protocol";
/// The outcome ratings offered and when they are taken; only the first can produce a headline.
const OUTCOMES: [(Question, OutcomeAt); 5] = [
    (Question::Mood, OutcomeAt::Evening),
    (Question::Energy, OutcomeAt::Evening),
    (Question::Calm, OutcomeAt::Evening),
    (Question::Sleep, OutcomeAt::Evening),
    (Question::Mood, OutcomeAt::NextMorning),
];
/// The most activities offered: one per digit.
const OFFERED: usize = 9;
/// Activities suitable for most people, offered after the person's own.
const SUITABLE: [&str; 7] = [
    "walk_brisk",
    "yoga",
    "strength_own",
    "jog",
    "stretch",
    "dance_free",
    "bike_easy",
];

impl ExperimentScreen {
    /// The current experiment, or the questions for a new one; starts at the confirmation if `question` is given.
    pub fn new(question: Option<Proposal>, shared: &Shared) -> Self {
        if shared.journal.open_experiment(shared.day).is_some() {
            return Self::at(Step::Open, shared);
        }
        let first = Self::at(Step::Kind, shared);
        match question {
            Some(proposal) => Self {
                step: Step::Confirm,
                before: page::path(&proposal),
                is_prefilled: true,
                proposal,
                ..first
            },
            None => first,
        }
    }

    fn at(step: Step, shared: &Shared) -> Self {
        Self {
            step,
            menu: Menu::with_digits(0),
            proposal: Proposal::usual(shared.day),
            before: Vec::new(),
            is_prefilled: false,
        }
    }

    /// The chart for the current step: precision of each length, the days ahead, progress or result.
    fn picture(&self, shared: &Shared) -> Option<Picture> {
        match self.step {
            Step::Length if !shared.hides_numbers() => {
                Some(Picture::of_lengths(self.proposal.kind))
            }
            Step::Confirm => Some(Picture::of_proposal(&self.proposal, shared)),
            Step::Open => Picture::of(shown(shared)?, shared),
            _ => None,
        }
    }

    /// Stores the answer at `chosen` and continues.
    fn choose(&mut self, chosen: usize, shared: &Shared) -> Response {
        let proposal = &mut self.proposal;
        let next = match self.step {
            Step::Kind if chosen == KINDS.len() => Step::Open,
            Step::Kind => {
                *proposal = Proposal::usual(shared.day);
                proposal.kind = KINDS[chosen.min(KINDS.len() - 1)].1;
                if chosen > 0 {
                    proposal.arm_b = if chosen == AGAINST_SITTING {
                        SITTING.to_owned()
                    } else {
                        String::new()
                    };
                }
                if chosen == 0 {
                    Step::Outcome
                } else {
                    Step::First
                }
            }
            Step::First => {
                let Some(id) = activities(None, shared).get(chosen).cloned() else {
                    return Response::none();
                };
                proposal.arm_a = id;
                if proposal.arm_b == SITTING {
                    Step::Length
                } else {
                    Step::Second
                }
            }
            Step::Second => {
                let Some(id) = activities(Some(&proposal.arm_a), shared)
                    .get(chosen)
                    .cloned()
                else {
                    return Response::none();
                };
                proposal.arm_b = id;
                match proposal.kind {
                    TrialKind::Days => Step::Outcome,
                    TrialKind::Sessions => Step::Length,
                }
            }
            Step::Outcome => {
                (proposal.outcome, proposal.outcome_at) = OUTCOMES[chosen.min(OUTCOMES.len() - 1)];
                Step::Length
            }
            Step::Length => {
                proposal.days = match proposal.kind {
                    TrialKind::Days => POWER[chosen.min(POWER.len() - 1)].days,
                    TrialKind::Sessions => SESSIONS_POWER[chosen.min(SESSIONS_POWER.len() - 1)].0,
                };
                Step::Confirm
            }
            Step::Confirm if self.is_prefilled && chosen == 2 => {
                *self = Self::new(None, shared);
                return Response::none();
            }
            Step::Confirm => return self.register(chosen, shared),
            Step::Open => return self.look_after(chosen, shared),
        };
        self.before.push(std::mem::replace(&mut self.step, next));
        // The cursor starts on the usual length.
        let usual = match self.proposal.kind {
            TrialKind::Days => 1,
            TrialKind::Sessions => 2,
        };
        self.menu = Menu::with_digits(if next == Step::Length { usual } else { 0 });
        Response::none()
    }

    /// Registers the experiment to start on the day at `chosen`.
    fn register(&self, chosen: usize, shared: &Shared) -> Response {
        let start = match chosen {
            0 => shared.day.plus(1),
            1 => shared.day,
            _ => return Response::close(),
        };
        let proposal = Proposal {
            start,
            ..self.proposal.clone()
        };
        if let Some(problem) = proposal.problem(&shared.journal, shared.day) {
            return Response::say(format!("Not started: {problem}"));
        }
        let now = shared.now.wall;
        let id = shared.ids.make(now);
        Response::apply(Change::save(proposal.register(id, id.number(), now)))
    }

    /// Performs the chosen action on the registered experiment.
    fn look_after(&mut self, chosen: usize, shared: &Shared) -> Response {
        let Some(found) = shown(shared).cloned() else {
            return Response::none();
        };
        let items = ExperimentItem::offered(&found, shared);
        let Some(item) = items.get(chosen) else {
            return Response::none();
        };
        let mut experiment = found.clone();
        match item {
            ExperimentItem::Back => return Response::close(),
            ExperimentItem::Session => {
                let routine = next_session(&shared.journal, shared.day);
                return routine.map_or_else(Response::none, |routine| {
                    Response::replace(Destination::Routine(Box::new(routine)))
                });
            }
            ExperimentItem::Copy => {
                let protocol = protocol(&found, &shared.journal);
                return Response::effect(Effect::Copy(protocol));
            }
            ExperimentItem::Another => {
                *self = Self::new(None, shared);
                return Response::none();
            }
            ExperimentItem::Again => {
                *self = Self::new(Some(Proposal::again(&found, shared.day)), shared);
                return Response::none();
            }
            ExperimentItem::Pause => experiment.pause(shared.day),
            ExperimentItem::Resume => experiment.go_on(shared.day),
            ExperimentItem::Stop => experiment.stop(shared.day),
        }
        experiment.updated_at = shared.now.wall;
        Response::apply(Change::edit(found, experiment))
    }
}

/// The experiment to show: the open one, otherwise the most recent.
fn shown(shared: &Shared) -> Option<&Experiment> {
    let open = shared.journal.open_experiment(shared.day);
    open.or_else(|| shared.journal.experiments().last())
}

/// Activities to choose from: the person's own, most frequent first, then a few suitable for most people.
fn activities(without: Option<&str>, shared: &Shared) -> Vec<String> {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    let moved = shared.journal.sessions().iter();
    for session in moved.filter(|session| !is_sitting(&session.activity)) {
        match counts.iter_mut().find(|(_, id)| *id == session.activity) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, &session.activity)),
        }
    }
    counts.order_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let mut ids: Vec<String> = counts.into_iter().map(|(_, id)| id.to_owned()).collect();
    for id in SUITABLE {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids.retain(|id| without != Some(id));
    ids.truncate(OFFERED);
    ids
}

impl Screen for ExperimentScreen {
    fn context(&self) -> Context {
        Context::Choices
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if key.action == Action::Back && self.is_prefilled && self.step == Step::Confirm {
            return Response::close();
        }
        if matches!(key.action, Action::Left | Action::Back) {
            return match self.before.pop() {
                Some(step) => {
                    (self.step, self.menu) = (step, Menu::with_digits(0));
                    Response::none()
                }
                None if key.action == Action::Left => Response::none(),
                None => Response::close(),
            };
        }
        let answers = page::page(self, shared).answers.len();
        match self.menu.key(key, answers) {
            Some(chosen) => self.choose(chosen, shared),
            None => Response::none(),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let (page, picture) = (page::page(self, shared), self.picture(shared));
        let painter = &mut painter.above_footer();
        let (_, width) = painter::column(painter);
        let rows = picture.as_ref().map_or(0, |picture| picture.rows(width));
        page.render_with_picture(&self.menu, "", rows, painter, |painter| {
            if let Some(picture) = &picture {
                picture.render(painter);
            }
        })
    }

    /// Closes the screen after the experiment is stored and reports what comes next.
    fn stored(&mut self, change: &Change, shared: &Shared) -> Option<Response> {
        let record = match change {
            Change::Save(record) => record.as_ref(),
            Change::Edit(edit) => &edit.wanted,
            _ => return None,
        };
        let Record::Experiment(experiment) = record else {
            return None;
        };
        let said = match (experiment.stage(shared.day), experiment.kind) {
            (Stage::Waiting, TrialKind::Days) => {
                "Ready. Your first coin will be on Today that morning, after your check-in."
            }
            (Stage::Running, TrialKind::Days) => "Saved. Today's coin is on Today.",
            (Stage::Waiting | Stage::Running, TrialKind::Sessions) => {
                "Ready. Rate your mood before either one, and the coin picks."
            }
            (Stage::Paused, _) => "Paused from tomorrow.",
            (Stage::Stopped, _) => "Ended.",
            (Stage::Ended, _) => "Saved.",
        };
        Some(Response::close().and_say(Notice::undoable(said)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::activities::activity;

    #[test]
    fn what_is_offered_is_known() {
        for id in SUITABLE {
            assert!(activity(id).is_some(), "{id}");
        }
    }
}
