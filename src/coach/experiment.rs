//! Experiments: what can be compared, what each length can detect, and the text for the coin.

mod arms;
mod coin;
pub mod fingerprint;
mod next_step;
mod power;
mod proposal;
mod protocol;

use crate::domain::{Day, Experiment, Journal, Rules, TrialKind};
use crate::stats::experiment::least_minutes;
use crate::stats::{Card, Extra, sentences};
pub use arms::{arm_label, arm_routine, compared, find_arm};
pub use coin::{
    coin, coin_waits, coin_words, coin_words_now, is_coin_shown, is_enough_for_coin, next_session,
    picked, session_coin_words,
};
pub use next_step::of_card;
pub use power::{POWER_IN_WORDS, chance, length_in_words, power};
pub use proposal::{Proposal, USUAL_DAYS, USUAL_SESSIONS};
pub use protocol::{protocol, protocol_line};

/// The note for an open experiment that started under the first rules and will be evaluated under
/// them.
pub fn earlier_rules(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    let is_open = journal.stage(experiment, today).is_open();
    (experiment.rules < Rules::PRESENT && is_open).then(|| {
        let least = least_minutes(experiment);
        format!(
            "It started under earlier rules and keeps them: days count as active from {least:.0} minutes."
        )
    })
}

/// Whether several experiments are running today, which can happen after a sync.
pub fn running_together(journal: &Journal, today: Day) -> bool {
    journal.running_experiments(today).count() > 1
}

/// The note shown when several experiments are running.
pub const TOGETHER: &str =
    "Two experiments are running at once, so neither can give a clear answer.";

/// `day 12 of 40`, `session 8 of 20`; `None` outside its days.
pub fn place(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    let (what, place) = match experiment.kind {
        TrialKind::Days => ("day", today.since(experiment.start) + 1),
        TrialKind::Sessions => ("session", journal.places(experiment).len() as i64 + 1),
    };
    (today >= experiment.start && (1..=i64::from(experiment.days)).contains(&place))
        .then(|| format!("{what} {place} of {}", experiment.days))
}

/// The text of any card on day `now`; an experiment's card uses labels instead of ids.
pub fn card_words(card: &Card, journal: &Journal, now: Day) -> String {
    match &card.extra {
        Extra::Experiment(tried) => sentences::experiment(
            card,
            &arm_label(&tried.arm_a, journal),
            &arm_label(&tried.arm_b, journal),
            now,
        ),
        _ => card.text.clone(),
    }
}

#[cfg(test)]
mod tests;
