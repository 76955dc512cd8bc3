//! Experiments: converting them to and from rows.

use crate::domain::{Arm, Experiment, OutcomeAt, Question, RecordKind, Rules, TrialKind};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::values::{maybe, millis, offset};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of experiments.
pub(super) const TABLE: Table = Table {
    grows: Some("looked"),
    together: &[&["state", "ended_day", "pauses"]],
    ..Table::of(
        RecordKind::Experiment,
        &[
            "id",
            "at",
            "utc_offset",
            "day",
            "days",
            "arm_a",
            "arm_b",
            "outcome",
            "seed",
            "assignment",
            "state",
            "ended_day",
            "note",
            "pauses",
            "kind",
            "outcome_at",
            "rules",
            "looked",
            "protocol",
            "import_id",
            "updated_at",
            "deleted_at",
            "origin",
            "batch",
        ],
    )
};

/// Reads an experiment from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<Experiment> {
    // The column stores the seed's 64 bits as a signed number.
    let seed: i64 = cells.get("seed")?;
    let letters: String = cells.get("assignment")?;
    Ok(Experiment {
        id: cells.get("id")?,
        at: cells.moment("at")?,
        start: cells.get("day")?,
        days: cells.get("days")?,
        arm_a: cells.get("arm_a")?,
        arm_b: cells.get("arm_b")?,
        outcome: cells.word("outcome", &Question::ALL, Question::key)?,
        seed: seed.cast_unsigned(),
        assignment: letters
            .bytes()
            .map(|letter| if letter == b'A' { Arm::A } else { Arm::B })
            .collect(),
        pauses: cells.json("pauses")?,
        kind: cells.word("kind", &TrialKind::ALL, TrialKind::key)?,
        outcome_at: cells.word("outcome_at", &OutcomeAt::ALL, OutcomeAt::key)?,
        rules: Rules(cells.get("rules")?),
        looked: cells.json("looked")?,
        protocol: cells.get("protocol")?,
        stopped: cells.get("ended_day")?,
        updated_at: cells.moment("updated_at")?,
    })
}

impl Stored for Experiment {
    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        // Whether all days are over depends on the current day, so `finished` is not stored.
        let state = match self.stopped {
            Some(_) => "stopped",
            None if self.pauses.iter().any(|pause| pause.until.is_none()) => "paused",
            None => "running",
        };
        let letters: String = self
            .assignment
            .iter()
            .map(|arm| if *arm == Arm::A { 'A' } else { 'B' })
            .collect();
        Ok(vec![
            ("at", millis(self.at).into()),
            ("utc_offset", offset(self.at).into()),
            ("day", self.start.to_string().into()),
            ("days", i64::from(self.days).into()),
            ("arm_a", self.arm_a.clone().into()),
            ("arm_b", self.arm_b.clone().into()),
            ("outcome", self.outcome.key().to_owned().into()),
            ("seed", self.seed.cast_signed().into()),
            ("assignment", letters.into()),
            ("state", state.to_owned().into()),
            ("ended_day", maybe(self.stopped.map(|day| day.to_string()))),
            ("pauses", json(&self.pauses)?),
            ("kind", self.kind.key().to_owned().into()),
            ("outcome_at", self.outcome_at.key().to_owned().into()),
            ("rules", i64::from(self.rules.0).into()),
            ("looked", json(&self.looked)?),
            ("protocol", maybe(self.protocol.clone())),
        ])
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<Value> {
    Ok(serde_json::to_string(value)
        .map_err(StoreError::other)?
        .into())
}
