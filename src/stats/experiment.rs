//! The experiment: a coin chooses, so what is found is an effect.

mod card;
mod days;
mod sessions;

use crate::domain::{Arm, Experiment, TrialKind};
use crate::stats::card::{Card, Did};
use crate::stats::diary::Diary;
pub use days::least_minutes;

/// The card of `experiment`: no number before its planned end, then the effect of what the coin said, whatever was
/// done.
///
/// Of an experiment of days, the outcome is the day's last check-in in both arms, or the first of the next morning.
/// Shown from 8 outcomes of each arm and 5 blocks with both. One that was stopped early counts the days before that.
pub fn experiment_card(diary: &Diary, experiment: &Experiment) -> Card {
    match experiment.kind {
        TrialKind::Days => days::days_card(diary, experiment),
        TrialKind::Sessions => sessions::sessions_card(diary, experiment),
    }
}

/// What the coin has said so far, by its place, and whether that was done. It tells nothing of the outcome either.
pub fn followed(diary: &Diary, experiment: &Experiment) -> Vec<(usize, Arm, bool)> {
    match experiment.kind {
        TrialKind::Days => days::followed(diary, experiment, &days::passed(diary, experiment)),
        TrialKind::Sessions => sessions::followed(experiment, &sessions::places(diary, experiment)),
    }
}

/// How often what the coin said was done. It tells nothing of the outcome, so it may be looked at any day.
pub fn adherence(diary: &Diary, experiment: &Experiment) -> Did {
    match experiment.kind {
        TrialKind::Days => days::did(diary, experiment, &days::passed(diary, experiment)),
        TrialKind::Sessions => sessions::did(experiment, &sessions::places(diary, experiment)),
    }
}
