//! An experiment: put together question by question, then looked after until it ends.

use crate::app::care::Care;
use crate::app::choosing::Choices;
use crate::app::keymap::{Action, Hit};
use crate::app::{App, Effect, Notice};
use crate::coach::experiment::{
    Proposal, arm_label, card_words, coin_words, compared, place, power, registration,
};
use crate::domain::{Change, Edit, Experiment, Now, Question, Stage};
use crate::stats::experiment::{Adherence, experiment_card};
use crate::stats::{Diary, constants::POWER, sentences};

/// The question that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Moving or resting, one thing against another, or against sitting quietly.
    Kind,
    /// What A days are for.
    First,
    /// What B days are for.
    Second,
    /// Which rating decides.
    Outcome,
    /// How long.
    Length,
    /// Everything once more, before it is registered.
    Confirm,
    /// One that was registered: the coin, pausing, stopping.
    Open,
}

/// The screen of an experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Experimenting {
    /// The question that is open.
    pub step: Step,
    /// The line the cursor is on.
    pub chosen: usize,
    proposal: Proposal,
    /// Questions that were answered, to go back through.
    before: Vec<Step>,
}

/// What is compared, in the order it is offered.
const KINDS: [&str; 3] = [
    "moving, or a day of rest",
    "one activity against another",
    "one activity against sitting quietly",
];
/// The ratings offered; the first is the one that may make a headline.
const OUTCOMES: [Question; 4] = [
    Question::Mood,
    Question::Energy,
    Question::Calm,
    Question::Sleep,
];
/// At most so many activities are offered: as many as there are digits.
const OFFERED: usize = 9;

/// The lines of one that is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Back,
    Pause,
    GoOn,
    Copy,
    Stop,
    Another,
}

impl App {
    /// Opens the experiment under way, or the questions for a new one.
    pub(super) fn open_experiment(&mut self) {
        let open = self.journal.open_experiment(self.day).is_some();
        let step = if open { Step::Open } else { Step::Kind };
        let proposal = Proposal::usual(self.day);
        let screen = Experimenting {
            step,
            chosen: 0,
            proposal,
            before: Vec::new(),
        };
        self.open_care(Care::Experiment(Box::new(screen)));
    }

    /// What the screen says.
    pub fn experiment_choices(&self, screen: &Experimenting) -> Choices {
        let ask = |title: &str, text: &[&str], options: Vec<String>| Choices {
            title: title.to_owned(),
            text: text.iter().map(|line| (*line).to_owned()).collect(),
            options,
            step: Some((screen.before.len() + 1, steps(&screen.proposal))),
            ..Choices::default()
        };
        match screen.step {
            Step::Kind => Choices {
                step: None,
                foot: Some(
                    "Nothing begins before you have seen it whole. It can be paused and stopped on any day.",
                ),
                ..ask(
                    "an experiment: does it do something for you?",
                    &[
                        "A coin chooses your days, so the answer is an effect and not only a link. \
                         You check in every evening, on both kinds of day.",
                    ],
                    KINDS.map(str::to_owned).to_vec(),
                )
            },
            Step::First => ask(
                "what do you want to know about?",
                &[],
                self.labels(&self.activities(None)),
            ),
            Step::Second => {
                let others = self.activities(Some(&screen.proposal.arm_a));
                let against = format!(
                    "{}, against what?",
                    arm_label(&screen.proposal.arm_a, &self.journal)
                );
                ask(&against, &[], self.labels(&others))
            }
            Step::Outcome => ask(
                "which rating decides?",
                &["Fixed now, so that nobody, you included, can pick the nicest one afterwards."],
                OUTCOMES
                    .iter()
                    .map(|question| question.key().to_owned())
                    .collect(),
            ),
            Step::Length => {
                let line = |(days, half, _): &(u32, f64, u32)| {
                    format!("{days} days: give or take {half:.1} points")
                };
                let found: Vec<String> =
                    POWER.iter().map(|(.., found)| found.to_string()).collect();
                let honest = format!(
                    "Longer tells more, and many end without a clear answer: a difference of 0.8 is found {} times in \
                     100.",
                    found.join(", ")
                );
                ask("how long?", &[&honest], POWER.iter().map(line).collect())
            }
            Step::Confirm => {
                let Proposal {
                    arm_a,
                    arm_b,
                    outcome,
                    days,
                    ..
                } = &screen.proposal;
                let what = compared(arm_a, arm_b, &self.journal);
                let what = format!("{what}, by {}, for {days} days.", outcome.key());
                let mut text = vec![what, power(*days)];
                text.extend(
                    screen
                        .proposal
                        .problem(&self.journal)
                        .map(|problem| format!("Not now: {problem}.")),
                );
                let options = ["begin tomorrow", "begin today", "not now"]
                    .map(str::to_owned)
                    .to_vec();
                Choices {
                    text,
                    foot: Some(
                        "Each day's coin is shown on that day. It is a proposal: leave out what does you no good. \
                         No result before the end.",
                    ),
                    ..ask("your experiment", &[], options)
                }
            }
            Step::Open => self.open_choices(),
        }
    }

    fn open_choices(&self) -> Choices {
        let Some(trial) = self.journal.experiments().last() else {
            return Choices::default();
        };
        let today = self.day;
        let diary = Diary::from_journal(&self.journal, today);
        let stage = trial.stage(today);
        let mut text = vec![format!(
            "{}, by {}.",
            compared(&trial.arm_a, &trial.arm_b, &self.journal),
            trial.outcome.key()
        )];
        let day = place(trial, today).unwrap_or_default();
        text.push(match (stage, coin_words(trial, &self.journal, today)) {
            (_, Some(coin)) => format!("Today, {day}: {coin}."),
            (Stage::Paused, None) => {
                format!("Paused, {day}. Paused days are left out; the end stays.")
            }
            (Stage::Waiting, None) => format!(
                "It begins on {}, and ends on {}.",
                trial.start,
                trial.end().plus(-1)
            ),
            (_, None) => {
                let mut card = experiment_card(&diary, trial);
                card.text = sentences::sentence(&card, None);
                card_words(&card, &self.journal)
            }
        });
        let Adherence { done, days } = Adherence::new(&diary, trial);
        if days > 0 {
            let days = if days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            };
            text.push(format!(
                "As the coin said on {done} of {days}. Days it was not count all the same."
            ));
        }
        let words = |line: Line| {
            let words = match line {
                Line::Back => "back",
                Line::Pause => "pause it from tomorrow on",
                Line::GoOn => "go on with today's coin",
                Line::Copy => "copy its registration, to keep or to send",
                Line::Stop => "stop it for good",
                Line::Another => "begin another",
            };
            words.to_owned()
        };
        let foot = stage
            .is_open()
            .then_some("No result before its end: looking early would spoil it.");
        Choices {
            title: "your experiment".to_owned(),
            text,
            options: open_lines(stage).into_iter().map(words).collect(),
            foot,
            ..Choices::default()
        }
    }

    /// Activities to choose from: one's own, the most frequent first, then a few that suit most.
    fn activities(&self, without: Option<&str>) -> Vec<String> {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for session in self.journal.sessions() {
            match counts.iter_mut().find(|(_, id)| *id == session.activity) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, &session.activity)),
            }
        }
        counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let mut ids: Vec<String> = counts.into_iter().map(|(_, id)| id.to_owned()).collect();
        for id in [
            "walk_brisk",
            "yoga",
            "strength_bodyweight",
            "jog",
            "stretch",
            "dance",
            "cycle_leisure",
        ] {
            if !ids.iter().any(|known| known == id)
                && crate::content::activities::activity(id).is_some()
            {
                ids.push(id.to_owned());
            }
        }
        ids.retain(|id| without != Some(id));
        ids.truncate(OFFERED);
        ids
    }

    fn labels(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| arm_label(id, &self.journal)).collect()
    }

    pub(super) fn experiment_key(
        &mut self,
        mut screen: Experimenting,
        hit: Hit,
        now: Now,
    ) -> Vec<Effect> {
        let last = self
            .experiment_choices(&screen)
            .options
            .len()
            .saturating_sub(1);
        match hit.action {
            Action::Up => screen.chosen = screen.chosen.saturating_sub(1),
            Action::Down => screen.chosen = (screen.chosen + 1).min(last),
            Action::Rate | Action::Clear => {
                let picked = if hit.action == Action::Clear {
                    screen.chosen
                } else {
                    usize::from(hit.digit) - 1
                };
                if picked > last {
                    return Vec::new();
                }
                screen.chosen = picked;
                return self.choose_experiment(screen, now);
            }
            Action::Accept => return self.choose_experiment(screen, now),
            Action::Left | Action::Back => match screen.before.pop() {
                Some(step) => (screen.step, screen.chosen) = (step, 0),
                None if hit.action == Action::Left => return Vec::new(),
                None => {
                    self.overlays.pop();
                    return Vec::new();
                }
            },
            _ => return Vec::new(),
        }
        self.turn_care(Care::Experiment(Box::new(screen)));
        Vec::new()
    }

    fn choose_experiment(&mut self, mut screen: Experimenting, now: Now) -> Vec<Effect> {
        let chosen = screen.chosen;
        let proposal = &mut screen.proposal;
        let next = match screen.step {
            Step::Kind => {
                let usual = Proposal::usual(self.day);
                *proposal = usual;
                if chosen > 0 {
                    proposal.arm_b = if chosen == 2 {
                        Experiment::SIT.to_owned()
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
                let Some(id) = self.activities(None).get(chosen).cloned() else {
                    return Vec::new();
                };
                proposal.arm_a = id;
                if proposal.arm_b == Experiment::SIT {
                    Step::Outcome
                } else {
                    Step::Second
                }
            }
            Step::Second => {
                let Some(id) = self.activities(Some(&proposal.arm_a)).get(chosen).cloned() else {
                    return Vec::new();
                };
                proposal.arm_b = id;
                Step::Outcome
            }
            Step::Outcome => {
                proposal.outcome = OUTCOMES[chosen.min(OUTCOMES.len() - 1)];
                Step::Length
            }
            Step::Length => {
                proposal.days = POWER[chosen.min(POWER.len() - 1)].0;
                Step::Confirm
            }
            Step::Confirm => return self.register(screen, now),
            Step::Open => return self.look_after(chosen, now),
        };
        screen
            .before
            .push(std::mem::replace(&mut screen.step, next));
        // The usual length is offered under the cursor.
        screen.chosen = usize::from(next == Step::Length);
        self.turn_care(Care::Experiment(Box::new(screen)));
        Vec::new()
    }

    fn register(&mut self, screen: Experimenting, now: Now) -> Vec<Effect> {
        let start = match screen.chosen {
            0 => self.day.plus(1),
            1 => self.day,
            _ => {
                self.overlays.pop();
                return Vec::new();
            }
        };
        let proposal = Proposal {
            start,
            ..screen.proposal
        };
        if let Some(problem) = proposal.problem(&self.journal) {
            self.notify(format!("Not registered: {problem}."), now);
            return Vec::new();
        }
        let id = self.ids.make(now.wall);
        vec![Effect::Apply(Change::SaveExperiment(proposal.register(
            id,
            id.number(),
            now.wall,
        )))]
    }

    fn look_after(&mut self, chosen: usize, now: Now) -> Vec<Effect> {
        let Some(found) = self.journal.experiments().last().cloned() else {
            return Vec::new();
        };
        let mut trial = found.clone();
        let lines = open_lines(trial.stage(self.day));
        match lines[chosen.min(lines.len() - 1)] {
            Line::Back => drop(self.overlays.pop()),
            Line::Copy => return vec![Effect::Copy(registration(&trial, &self.journal))],
            Line::Another => {
                let proposal = Proposal::usual(self.day);
                let screen = Experimenting {
                    step: Step::Kind,
                    chosen: 0,
                    proposal,
                    before: Vec::new(),
                };
                self.turn_care(Care::Experiment(Box::new(screen)));
            }
            line => {
                match line {
                    Line::Pause => trial.pause(self.day),
                    Line::GoOn => trial.go_on(self.day),
                    _ => trial.stopped = Some(self.day.max(trial.start)),
                }
                trial.updated_at = now.wall;
                return vec![Effect::Apply(Change::EditExperiment(Box::new(Edit {
                    found,
                    wanted: trial,
                })))];
            }
        }
        Vec::new()
    }

    /// Says what was kept.
    pub(super) fn experiment_stored(&mut self, record: &Experiment, now: Now) {
        let said = match record.stage(self.day) {
            Stage::Waiting => "Saved. The first coin is on Today, on its first day.",
            Stage::Running => "Saved. Today's coin is on Today.",
            Stage::Paused => "Paused from tomorrow.",
            Stage::Stopped => "Stopped.",
            Stage::Ended => "Saved.",
        };
        if matches!(self.overlays.last(), Some(crate::app::Overlay::Care(care)) if matches!(**care, Care::Experiment(_)))
        {
            self.overlays.pop();
        }
        self.notify(Notice::undoable(said), now);
    }
}

/// How many questions lead to the last one.
fn steps(proposal: &Proposal) -> usize {
    match proposal.arm_b.as_str() {
        Experiment::REST => 4,
        Experiment::SIT => 5,
        _ => 6,
    }
}

fn open_lines(stage: Stage) -> Vec<Line> {
    match stage {
        Stage::Waiting => vec![Line::Back, Line::Copy, Line::Stop],
        Stage::Running => vec![Line::Back, Line::Pause, Line::Copy, Line::Stop],
        Stage::Paused => vec![Line::GoOn, Line::Back, Line::Copy, Line::Stop],
        Stage::Stopped | Stage::Ended => vec![Line::Back, Line::Another, Line::Copy],
    }
}
