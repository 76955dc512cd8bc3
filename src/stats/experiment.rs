//! Experiments: a coin makes the choice, so a difference found is an effect.

mod card;
mod days;
mod sessions;

use crate::domain::{Arm, Experiment, TrialKind};
use crate::stats::card::Card;
use crate::stats::card::extra::Did;
use crate::stats::diary::Diary;
pub use days::least_minutes;

/// The card of `experiment`: no number before the planned end, then the effect of the assigned arm,
/// regardless of what was actually done.
///
/// For an experiment in days, the outcome is the day's last check-in in both arms, or the first
/// check-in of the next morning. Shown from 8 outcomes per arm and 5 blocks with both arms. If
/// stopped early, the days before the stop count.
pub fn experiment_card(diary: &Diary, experiment: &Experiment) -> Card {
    match experiment.kind {
        TrialKind::Days => days::days_card(diary, experiment),
        TrialKind::Sessions => sessions::sessions_card(diary, experiment),
    }
}

/// Assignments so far by slot, and whether each was followed. Reveals nothing about the outcome.
pub fn followed(diary: &Diary, experiment: &Experiment) -> Vec<(usize, Arm, bool)> {
    match experiment.kind {
        TrialKind::Days => days::followed(diary, experiment, &days::passed(diary, experiment)),
        TrialKind::Sessions => sessions::followed(experiment, &sessions::places(diary, experiment)),
    }
}

/// How often the coin's assignments were followed. Reveals nothing about the outcome, so it may be
/// viewed on any day.
pub fn adherence(diary: &Diary, experiment: &Experiment) -> Did {
    match experiment.kind {
        TrialKind::Days => days::did(diary, experiment, &days::passed(diary, experiment)),
        TrialKind::Sessions => sessions::did(experiment, &sessions::places(diary, experiment)),
    }
}
