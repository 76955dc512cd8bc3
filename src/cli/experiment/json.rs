//! An experiment as JSON.

use super::Experiments;
use crate::coach::experiment::fingerprint::Unchanged;
use crate::domain::{Day, Experiment as Trial};
use crate::stats::Diary;
use crate::stats::experiment::adherence;
use serde::Serialize;

/// All experiments as JSON.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AllJson {
    pub(super) experiments: Vec<ExperimentJson>,
}

/// An experiment as JSON, without its schedule and its seed: the coin is revealed only for the current day.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ExperimentJson {
    pub(super) id: String,
    pub(super) stage: &'static str,
    pub(super) arm_a: String,
    pub(super) arm_b: String,
    pub(super) outcome: &'static str,
    pub(super) kind: &'static str,
    pub(super) outcome_at: &'static str,
    pub(super) start: Day,
    /// Planned days, or sessions.
    pub(super) days: u32,
    /// Past days that count.
    pub(super) passed: usize,
    /// How many of those days followed the coin.
    pub(super) as_planned: usize,
    /// Days on which the result could be seen before the end.
    pub(super) looked: Vec<Day>,
    /// SHA-256 of the original protocol.
    pub(super) protocol: Option<String>,
    /// Whether the protocol is unchanged; null if no fingerprint was stored.
    pub(super) unchanged: Option<bool>,
    pub(super) undo: Option<&'static str>,
}

impl Experiments<'_> {
    pub(super) fn view(&self, trial: &Trial, undo: Option<&'static str>) -> ExperimentJson {
        let did = adherence(&Diary::from_journal(&self.journal, self.today), trial);
        ExperimentJson {
            id: trial.id.to_string(),
            stage: self.journal.stage(trial, self.today).word(),
            arm_a: trial.arm_a.clone(),
            arm_b: trial.arm_b.clone(),
            outcome: trial.outcome.key(),
            kind: trial.kind.key(),
            outcome_at: trial.outcome_at.key(),
            start: trial.start,
            days: trial.days,
            passed: did.a_days + did.b_days,
            as_planned: did.a + did.b,
            looked: trial.looked.clone(),
            protocol: trial.protocol.clone(),
            unchanged: Unchanged::of(trial).as_bool(),
            undo,
        }
    }
}
