//! Text of the experiment screen: each question with its answers, and the current experiment.

use super::item::ExperimentItem;
use super::{ExperimentScreen, KINDS, LAST_ONE, OUTCOMES, Step, activities, shown};
use crate::coach::SKIP_COIN;
use crate::coach::experiment::fingerprint::Unchanged;
use crate::coach::experiment::{
    POWER_IN_WORDS, Proposal, TOGETHER, arm_label, card_words, chance, coin_words, compared,
    earlier_rules, length_in_words, place, running_together,
};
use crate::domain::english::capital;
use crate::domain::{Day, Experiment, OutcomeAt, Question, SITTING, Stage, TrialKind};
use crate::screens::shared::Shared;
use crate::stats::constants::{POWER, SESSIONS_POWER};
use crate::stats::experiment::{adherence, experiment_card};
use crate::stats::{Diary, sentences};
use crate::widgets::menu::MenuPage;

/// The content of the screen.
pub(super) fn page(screen: &ExperimentScreen, shared: &Shared) -> MenuPage {
    let ask = |title: &str, text: &[&str], answers: Vec<String>| MenuPage {
        title: title.to_owned(),
        text: text.iter().map(|line| (*line).to_owned()).collect(),
        answers,
        step: Some((screen.before.len() + 1, path(&screen.proposal).len() + 1)),
        ..MenuPage::default()
    };
    match screen.step {
        Step::Kind => MenuPage {
            step: None,
            foot: Some("You'll see the whole plan before it starts. Pause or stop any day."),
            ..ask(
                "Experiment: does it help you?",
                &[
                    "A coin flip picks your days or sessions, so you learn what moving does, not just what goes \
                     along with it. Day by day, check in every morning and evening.",
                ],
                kinds(shared),
            )
        },
        Step::First => ask(
            "What do you want to know about?",
            &[],
            labels(&activities(None, shared), shared),
        ),
        Step::Second => {
            let others = activities(Some(&screen.proposal.arm_a), shared);
            let against = format!(
                "{}, compared with what?",
                arm_label(&screen.proposal.arm_a, &shared.journal)
            );
            ask(&against, &[], labels(&others, shared))
        }
        Step::Outcome => ask(
            "Which rating will you judge by?",
            &[
                "Chosen now, so no one, you included, can pick the best-looking one later. If you expect the effect \
                 the next morning, choose the morning after.",
            ],
            OUTCOMES
                .iter()
                .map(|outcome| outcome_words(*outcome))
                .collect(),
        ),
        Step::Length if shared.hides_numbers() => {
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
                    shared.day,
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
                "Longer is more precise, and many end without a clear answer: a real difference of 0.8 points is \
                 found {} times in 100.",
                either(&found)
            );
            ask("How long?", &[&honest], lengths)
        }
        Step::Confirm => {
            let proposal = &screen.proposal;
            let what = compared(&proposal.arm_a, &proposal.arm_b, &shared.journal);
            let outcome = outcome_words((proposal.outcome, proposal.outcome_at));
            let (days, kind) = (proposal.days, proposal.kind);
            let mut text = if shared.hides_numbers() {
                let length = length_in_words(kind, days, proposal.start, shared.day);
                vec![
                    format!("{what}, judged by {outcome}, {length}."),
                    POWER_IN_WORDS.to_owned(),
                ]
            } else {
                vec![
                    format!("{what}, judged by {outcome}, for {days} {}.", kind.key()),
                    chance(kind, days),
                ]
            };
            if kind == TrialKind::Sessions {
                text.insert(
                    1,
                    "One session a day counts: rate how you feel, let a coin pick one of the two, do it, rate again."
                        .to_owned(),
                );
            }
            text.extend(proposal.problem(&shared.journal, shared.day));
            let text = spaced(text);
            let mut options = vec!["Start tomorrow", "Start today"];
            if screen.is_prefilled {
                options.push("Another question");
            }
            options.push("Not now");
            let options = options.into_iter().map(str::to_owned).collect();
            MenuPage {
                text,
                foot: Some(
                    "It's a suggestion. Skip anything that isn't good for you. Results come at the end.",
                ),
                ..ask("Your experiment", &[], options)
            }
        }
        Step::Open => under_way(shared),
    }
}

/// Paragraphs with a blank line between them.
fn spaced(paragraphs: Vec<String>) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(paragraph);
    }
    lines
}

fn either(numbers: &[String]) -> String {
    match numbers {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => numbers.concat(),
    }
}

/// The possible comparisons, and the entry for the most recent experiment.
fn kinds(shared: &Shared) -> Vec<String> {
    let last = shown(shared).map(|_| LAST_ONE);
    let words = KINDS.iter().map(|(words, _)| *words).chain(last);
    words.map(str::to_owned).collect()
}

/// The current experiment, or the most recent one.
fn under_way(shared: &Shared) -> MenuPage {
    let Some(trial) = shown(shared) else {
        return MenuPage::default();
    };
    let today = shared.day;
    let diary = Diary::from_journal(&shared.journal, today);
    let stage = shared.journal.stage(trial, today);
    let outcome = outcome_words((trial.outcome, trial.outcome_at));
    let mut text = vec![format!(
        "{}, judged by {outcome}.",
        compared(&trial.arm_a, &trial.arm_b, &shared.journal)
    )];
    if running_together(&shared.journal, today) {
        text.push(format!(
            "{TOGETHER} This is the later one; ending it leaves the other."
        ));
    }
    let place = place(trial, &shared.journal, today)
        .map(|place| capital(&place))
        .unwrap_or_default();
    let hidden = shared.numbers_hidden_by_choice();
    text.push(match (stage, coin_words(trial, &shared.journal, today)) {
        (_, Some(coin)) if hidden.is_some() => {
            format!("{}.", capital(coin.split(',').next().unwrap_or_default()))
        }
        (Stage::Paused, None) if hidden.is_some() => "Paused for now.".to_owned(),
        (Stage::Ended | Stage::Stopped, None) if hidden.is_some() => {
            hidden.clone().unwrap_or_default()
        }
        (_, Some(coin)) if shared.is_hard_day() => {
            format!("{place}: {coin}. {SKIP_COIN}")
        }
        (_, Some(coin)) => format!("{place}: {coin}."),
        (Stage::Paused, None) => {
            format!("Paused, {place}. Paused days don't count.")
        }
        (Stage::Waiting, None) => {
            format!("It starts on {}.", sentences::date(trial.start, today))
        }
        (_, None) => {
            let mut card = experiment_card(&diary, trial);
            card.text = sentences::sentence(&card, None, today);
            card_words(&card, &shared.journal, today)
        }
    });
    text.extend(earlier_rules(trial, &shared.journal, today));
    text.push(protocol_words(trial, shared));
    let did = adherence(&diary, trial);
    let (followed, all) = (did.a + did.b, did.a_days + did.b_days);
    if all > 0 && stage.is_open() && hidden.is_none() {
        let what = trial.kind.key();
        text.push(format!(
            "You followed the coin on {followed} of {all} {what}. The other {what} still count."
        ));
    }
    let items = ExperimentItem::offered(trial, shared);
    let foot = stage
        .is_open()
        .then_some("Results stay hidden until the end, so peeking can't skew them.");
    MenuPage {
        title: "Your experiment".to_owned(),
        text,
        answers: items
            .into_iter()
            .map(|item| item.words().to_owned())
            .collect(),
        foot,
        ..MenuPage::default()
    }
}

/// The protocol's date and the first digits of its fingerprint.
fn protocol_words(trial: &Experiment, shared: &Shared) -> String {
    let made = sentences::date(Day::from_date(trial.at.date_naive()), shared.day);
    let mark = match (&trial.protocol, Unchanged::of(trial)) {
        (_, Unchanged::No) => format!(". {}", Unchanged::No.words()),
        (Some(hash), _) if !shared.hides_numbers() => {
            let first: String = hash.chars().take(12).collect();
            format!(", fingerprint {first}.")
        }
        _ => ".".to_owned(),
    };
    format!("Protocol made {made}{mark}")
}

/// The questions that precede the confirmation.
pub(super) fn path(proposal: &Proposal) -> Vec<Step> {
    use Step::{First, Kind, Length, Outcome, Second};
    match (proposal.kind, proposal.arm_b.as_str()) {
        (TrialKind::Days, Experiment::REST) => vec![Kind, Outcome, Length],
        (TrialKind::Sessions, SITTING) => vec![Kind, First, Length],
        (TrialKind::Days, _) => vec![Kind, First, Second, Outcome, Length],
        (TrialKind::Sessions, _) => vec![Kind, First, Second, Length],
    }
}

/// For example `mood` or `mood, the morning after`.
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

fn labels(ids: &[String], shared: &Shared) -> Vec<String> {
    ids.iter()
        .map(|id| arm_label(id, &shared.journal))
        .collect()
}
