//! Experiments: their columns, and back.

use crate::domain::{
    Arm, Experiment, Id, Moment, OutcomeAt, Question, RecordKind, Rules, TrialKind,
};
use crate::store::record::{Record, Table};
use crate::store::values::{maybe, millis, moment, offset};
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Value};

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "experiments",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::Experiment),
    grows: Some("looked"),
    columns: &[
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
        "import_id",
        "updated_at",
        "deleted_at",
        "origin",
        "batch",
    ],
};

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "id, at, utc_offset, day, days, arm_a, arm_b, outcome, seed, assignment, ended_day, pauses, updated_at, \
     kind, outcome_at, rules, looked";

/// An experiment from the [`COLUMNS`] of a row.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Experiment> {
    let offset = row.get(2)?;
    let outcome: String = row.get(7)?;
    // The column holds the 64 bits of the seed as a signed number.
    let seed: i64 = row.get(8)?;
    let letters: String = row.get(9)?;
    let pauses: String = row.get(11)?;
    Ok(Experiment {
        id: row.get(0)?,
        at: moment(row.get(1)?, offset)?,
        start: row.get(3)?,
        days: row.get(4)?,
        arm_a: row.get(5)?,
        arm_b: row.get(6)?,
        outcome: Question::ALL
            .into_iter()
            .find(|question| question.key() == outcome)
            .ok_or(FromSqlError::InvalidType)?,
        seed: seed.cast_unsigned(),
        assignment: letters
            .bytes()
            .map(|letter| if letter == b'A' { Arm::A } else { Arm::B })
            .collect(),
        pauses: serde_json::from_str(&pauses).map_err(|_| FromSqlError::InvalidType)?,
        kind: word(&row.get::<_, String>(13)?, &TrialKind::ALL, TrialKind::key)?,
        outcome_at: word(&row.get::<_, String>(14)?, &OutcomeAt::ALL, OutcomeAt::key)?,
        rules: Rules(row.get(15)?),
        looked: serde_json::from_str(&row.get::<_, String>(16)?)
            .map_err(|_| FromSqlError::InvalidType)?,
        stopped: row.get(10)?,
        updated_at: moment(row.get(12)?, offset)?,
    })
}

/// The value whose word `text` is.
fn word<T: Copy>(text: &str, all: &[T], key: fn(T) -> &'static str) -> rusqlite::Result<T> {
    let found = all.iter().copied().find(|value| key(*value) == text);
    found.ok_or_else(|| FromSqlError::InvalidType.into())
}

impl Record for Experiment {
    const TABLE: &'static Table = &TABLE;
    const READ: &'static str = COLUMNS;
    const TOGETHER: &'static [&'static [&'static str]] = &[&["state", "ended_day", "pauses"]];

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        read(row)
    }

    fn id(&self) -> Id {
        self.id
    }

    fn updated_at(&self) -> Moment {
        self.updated_at
    }

    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        // Whether every day has gone by depends on the day it is looked at, so `finished` is not written.
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
        ])
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<Value> {
    Ok(serde_json::to_string(value)
        .map_err(StoreError::other)?
        .into())
}
