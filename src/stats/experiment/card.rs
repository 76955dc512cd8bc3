//! Shared parts of the cards of both kinds of experiment.

use crate::domain::{Experiment, TrialKind};
use crate::stats::card::extra::{Did, Extra, Planned, Tried};
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Status};
use crate::stats::randomization::Trial;
use crate::stats::verdict::is_small;

/// A card without a number yet.
pub(super) fn empty_card(experiment: &Experiment, n: Counts, did: Did) -> (Card, Tried) {
    let end = experiment.end();
    let by_days = experiment.kind == TrialKind::Days;
    let tried = Tried {
        arm_a: experiment.arm_a.clone(),
        arm_b: experiment.arm_b.clone(),
        p: None,
        adjusted: None,
        looked: experiment.looked.clone(),
        exploratory: experiment.is_exploratory(),
        did,
        as_planned: None,
        lifts: None,
        plan: Planned {
            start: experiment.start,
            length: experiment.days,
            stopped_early: experiment.stopped.is_some_and(|day| !by_days || day < end),
        },
    };
    let card = Card::new(
        CardId::Experiment,
        Outcome::Rated(experiment.outcome),
        Design::Randomized,
        n,
        Extra::Experiment(Box::new(tried.clone())),
    );
    (card, tried)
}

/// Copies the results of the randomization test to the card.
pub(super) fn show_trial(card: &mut Card, tried: &mut Tried, trial: &Trial) {
    let interval = (
        trial.low.unwrap_or(f64::NEG_INFINITY),
        trial.high.unwrap_or(f64::INFINITY),
    );
    card.status = match trial.estimate > 0.0 {
        up if trial.p <= 0.05 => [Status::ShownDown, Status::ShownUp][usize::from(up)],
        _ if is_small(interval) => Status::Small,
        _ => Status::Unclear,
    };
    (card.estimate, card.low, card.high) = (Some(trial.estimate), trial.low, trial.high);
    card.more_days = Some(0);
    tried.p = Some(trial.p);
}
