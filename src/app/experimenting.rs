//! An experiment: put together question by question, then looked after until it ends.

use crate::app::care::Care;
use crate::app::choosing::Choices;
use crate::app::{App, Effect, Notice};
use crate::coach::SKIP_COIN;
use crate::coach::experiment::{
    POWER_IN_WORDS, Proposal, TOGETHER, arm_label, card_words, coin_words, compared,
    length_in_words, next_session, place, power, registration, running_together,
};
use crate::content::session_words::capital;
use crate::domain::{
    Change, Experiment, Now, OutcomeAt, Question, Rules, SITTING, Stage, TrialKind,
};
use crate::keys::{Action, KeyMatch};
use crate::stats::constants::{POWER, SESSIONS_POWER};
use crate::stats::experiment::{adherence, experiment_card};
use crate::stats::{Diary, sentences};

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

/// What is compared, in the order it is offered, and what the coin is tossed for.
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
/// Which kind is set against sitting quietly.
const AGAINST_SITTING: usize = 2;
/// The ratings offered, and when they decide; the first is the one that may make a headline.
const OUTCOMES: [(Question, OutcomeAt); 5] = [
    (Question::Mood, OutcomeAt::Evening),
    (Question::Energy, OutcomeAt::Evening),
    (Question::Calm, OutcomeAt::Evening),
    (Question::Sleep, OutcomeAt::Evening),
    (Question::Mood, OutcomeAt::NextMorning),
];
/// At most so many activities are offered: as many as there are digits.
const OFFERED: usize = 9;

/// The lines of one that is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Back,
    Session,
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
                foot: Some("You'll see the whole plan before it starts. Pause or stop any day."),
                ..ask(
                    "Experiment: does it help you?",
                    &[
                        "A coin flip picks your days or sessions, so you learn what moving does, not just what goes \
                         along with it. By days, check in every morning and evening, on both kinds of day.",
                    ],
                    KINDS.map(|(words, _)| words.to_owned()).to_vec(),
                )
            },
            Step::First => ask(
                "What do you want to know about?",
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
                "Which rating will you judge by?",
                &[
                    "Chosen now, so no one, you included, can pick the best-looking one later. If you expect it the \
                     morning after, choose the morning; the evening would point the wrong way.",
                ],
                OUTCOMES
                    .iter()
                    .map(|outcome| outcome_words(*outcome))
                    .collect(),
            ),
            Step::Length if self.hides_numbers() => {
                let proposal = &screen.proposal;
                let lengths: Vec<u32> = match proposal.kind {
                    TrialKind::Days => POWER.iter().map(|known| known.days).collect(),
                    TrialKind::Sessions => SESSIONS_POWER.iter().map(|known| known.0).collect(),
                };
                let words = |days: u32| {
                    capital(&length_in_words(
                        proposal.kind,
                        days,
                        proposal.start,
                        self.day,
                    ))
                };
                let options = lengths.into_iter().map(words).collect();
                ask("How long?", &[POWER_IN_WORDS], options)
            }
            Step::Length => {
                let (lengths, found): (Vec<String>, Vec<u32>) = match screen.proposal.kind {
                    TrialKind::Days => POWER
                        .iter()
                        .map(|known| (length_words(known.days, "days", known.half), known.found))
                        .unzip(),
                    TrialKind::Sessions => SESSIONS_POWER
                        .iter()
                        .map(|(sessions, half, found)| {
                            (length_words(*sessions, "sessions", *half), *found)
                        })
                        .unzip(),
                };
                let found: Vec<String> = found.iter().map(u32::to_string).collect();
                let honest = format!(
                    "Longer is more precise, and many end without a clear answer: a difference of 0.8 points is found {} \
                     times in 100.",
                    found.join(", ")
                );
                ask("How long?", &[&honest], lengths)
            }
            Step::Confirm => {
                let proposal = &screen.proposal;
                let what = compared(&proposal.arm_a, &proposal.arm_b, &self.journal);
                let outcome = outcome_words((proposal.outcome, proposal.outcome_at));
                let (days, kind) = (proposal.days, proposal.kind);
                let mut text = if self.hides_numbers() {
                    let length = length_in_words(kind, days, proposal.start, self.day);
                    vec![
                        format!("{what}, by {outcome}, {length}."),
                        POWER_IN_WORDS.to_owned(),
                    ]
                } else {
                    vec![
                        format!("{what}, by {outcome}, for {days} {}.", kind.key()),
                        power(kind, days),
                    ]
                };
                if kind == TrialKind::Sessions {
                    text.push(
                        "One session a day counts: rate how you feel, then the coin says which of the two, then rate again."
                            .to_owned(),
                    );
                }
                text.extend(proposal.problem(&self.journal, self.day));
                let options = ["Begin tomorrow", "Begin today", "Not now"]
                    .map(str::to_owned)
                    .to_vec();
                Choices {
                    text,
                    foot: Some(
                        "It's a suggestion. Skip anything that isn't good for you. Results come at the end.",
                    ),
                    ..ask("Your experiment", &[], options)
                }
            }
            Step::Open => self.open_choices(),
        }
    }

    /// The experiment that is looked after: the open one, else the last there was.
    fn shown_experiment(&self) -> Option<&Experiment> {
        let open = self.journal.open_experiment(self.day);
        open.or_else(|| self.journal.experiments().last())
    }

    fn open_choices(&self) -> Choices {
        let Some(trial) = self.shown_experiment() else {
            return Choices::default();
        };
        let today = self.day;
        let diary = Diary::from_journal(&self.journal, today);
        let stage = self.journal.stage(trial, today);
        let outcome = outcome_words((trial.outcome, trial.outcome_at));
        let mut text = vec![format!(
            "{}, by {outcome}.",
            compared(&trial.arm_a, &trial.arm_b, &self.journal)
        )];
        if running_together(&self.journal, today) {
            text.push(format!(
                "{TOGETHER} This is the later one; ending it leaves the other."
            ));
        }
        let place = place(trial, &self.journal, today)
            .map(|place| capital(&place))
            .unwrap_or_default();
        let hidden = self.numbers_hidden_by_choice();
        text.push(match (stage, coin_words(trial, &self.journal, today)) {
            (_, Some(coin)) if hidden.is_some() => {
                format!("{}.", capital(coin.split(',').next().unwrap_or_default()))
            }
            (Stage::Paused, None) if hidden.is_some() => "Paused for now.".to_owned(),
            (Stage::Ended | Stage::Stopped, None) if hidden.is_some() => {
                hidden.clone().unwrap_or_default()
            }
            (_, Some(coin)) if self.is_hard_day() => format!("{place}: {coin}. {SKIP_COIN}"),
            (_, Some(coin)) => format!("{place}: {coin}."),
            (Stage::Paused, None) => {
                format!("Paused, {place}. Paused days are left out.")
            }
            (Stage::Waiting, None) => {
                format!("It begins on {}.", sentences::date(trial.start, today))
            }
            (_, None) => {
                let mut card = experiment_card(&diary, trial);
                card.text = sentences::sentence(&card, None, today);
                card_words(&card, &self.journal, today)
            }
        });
        if trial.rules < Rules::PRESENT && stage.is_open() {
            text.push(
                "It began before firstline changed the rules, and ends by its own: a day counts as moved from 10 minutes."
                    .to_owned(),
            );
        }
        let did = adherence(&diary, trial);
        let (followed, all) = (did.a + did.b, did.a_days + did.b_days);
        if all > 0 && stage.is_open() && hidden.is_none() {
            let what = trial.kind.key();
            text.push(format!(
                "You followed the coin on {followed} of {all} {what}. The other {what} still count."
            ));
        }
        let session = next_session(&self.journal, today).is_some();
        let words = |line: Line| {
            let words = match line {
                Line::Back => "Back",
                Line::Session => "Start a session: rate, then the coin picks",
                Line::Pause => "Pause from tomorrow",
                Line::GoOn => "Resume with today's coin",
                Line::Copy => "Copy the protocol",
                Line::Stop => "End it now",
                Line::Another => "Start another",
            };
            words.to_owned()
        };
        let foot = stage
            .is_open()
            .then_some("Results stay hidden until the end, so peeking can't skew them.");
        Choices {
            title: "Your experiment".to_owned(),
            text,
            options: open_lines(stage, session).into_iter().map(words).collect(),
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
        hit: KeyMatch,
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
                *proposal = Proposal::usual(self.day);
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
                let Some(id) = self.activities(None).get(chosen).cloned() else {
                    return Vec::new();
                };
                proposal.arm_a = id;
                if proposal.arm_b == SITTING {
                    Step::Length
                } else {
                    Step::Second
                }
            }
            Step::Second => {
                let Some(id) = self.activities(Some(&proposal.arm_a)).get(chosen).cloned() else {
                    return Vec::new();
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
            Step::Confirm => return self.register(screen, now),
            Step::Open => return self.look_after(chosen, now),
        };
        screen
            .before
            .push(std::mem::replace(&mut screen.step, next));
        // The usual length is offered under the cursor.
        let usual = match screen.proposal.kind {
            TrialKind::Days => 1,
            TrialKind::Sessions => 2,
        };
        screen.chosen = if next == Step::Length { usual } else { 0 };
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
        if let Some(problem) = proposal.problem(&self.journal, self.day) {
            self.notify(format!("Not started: {problem}"), now);
            return Vec::new();
        }
        let id = self.ids.make(now.wall);
        vec![Effect::Apply(Change::save(proposal.register(
            id,
            id.number(),
            now.wall,
        )))]
    }

    fn look_after(&mut self, chosen: usize, now: Now) -> Vec<Effect> {
        let Some(found) = self.shown_experiment().cloned() else {
            return Vec::new();
        };
        let mut trial = found.clone();
        let session = next_session(&self.journal, self.day);
        let lines = open_lines(self.journal.stage(&found, self.day), session.is_some());
        match lines[chosen.min(lines.len() - 1)] {
            Line::Back => drop(self.overlays.pop()),
            Line::Session => {
                if let Some(routine) = session {
                    self.overlays.pop();
                    self.before(routine);
                }
            }
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
                    _ => trial.stop(self.day),
                }
                trial.updated_at = now.wall;
                return vec![Effect::Apply(Change::edit(found, trial))];
            }
        }
        Vec::new()
    }

    /// Says what was kept.
    pub(super) fn experiment_stored(&mut self, record: &Experiment, now: Now) {
        let said = match (record.stage(self.day), record.kind) {
            (Stage::Waiting, TrialKind::Days) => {
                "Ready. Your first coin will be on Today that morning, after your check-in."
            }
            (Stage::Running, TrialKind::Days) => "Saved. Today's coin is on Today.",
            (Stage::Waiting | Stage::Running, TrialKind::Sessions) => {
                "Ready. Rate before one of the two, and the coin picks."
            }
            (Stage::Paused, _) => "Paused from tomorrow.",
            (Stage::Stopped, _) => "Ended.",
            (Stage::Ended, _) => "Saved.",
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
    match (proposal.kind, proposal.arm_b.as_str()) {
        (TrialKind::Days, Experiment::REST) | (TrialKind::Sessions, SITTING) => 4,
        (TrialKind::Days, _) => 6,
        (TrialKind::Sessions, _) => 5,
    }
}

/// `mood`, `mood, the morning after`.
fn outcome_words((question, at): (Question, OutcomeAt)) -> String {
    let when = match at {
        OutcomeAt::Evening => "",
        OutcomeAt::NextMorning => ", the morning after",
    };
    format!("{}{when}", question.key())
}

fn length_words(length: u32, what: &str, half: f64) -> String {
    format!("{length} {what}: precise to about {half:.1} points")
}

/// What can be done with one on its stage; `session` is whether a session's coin waits.
fn open_lines(stage: Stage, session: bool) -> Vec<Line> {
    match stage {
        Stage::Running if session => {
            vec![
                Line::Session,
                Line::Back,
                Line::Pause,
                Line::Copy,
                Line::Stop,
            ]
        }
        Stage::Waiting => vec![Line::Back, Line::Copy, Line::Stop],
        Stage::Running => vec![Line::Back, Line::Pause, Line::Copy, Line::Stop],
        Stage::Paused => vec![Line::GoOn, Line::Back, Line::Copy, Line::Stop],
        Stage::Stopped | Stage::Ended => vec![Line::Back, Line::Another, Line::Copy],
    }
}
