//! Completed questionnaires: their columns, and back.

use crate::domain::{Assessment, Id, Instrument, Moment, RecordKind};
use crate::store::record::{Record, Table};
use crate::store::values::{maybe, millis, moment, offset};
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Value};

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "assessments",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::Assessment),
    grows: None,
    columns: &[
        "id",
        "at",
        "utc_offset",
        "timed",
        "day",
        "kind",
        "answers",
        "score",
        "difficulty",
        "note",
        "source",
        "import_id",
        "updated_at",
        "deleted_at",
        "origin",
        "batch",
    ],
};

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "id, at, utc_offset, day, kind, answers, difficulty, updated_at";

/// A questionnaire from the [`COLUMNS`] of a row.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Assessment> {
    let offset = row.get(2)?;
    let kind: String = row.get(4)?;
    let answers: String = row.get(5)?;
    Ok(Assessment {
        id: row.get(0)?,
        at: moment(row.get(1)?, offset)?,
        day: row.get(3)?,
        instrument: Instrument::ALL
            .into_iter()
            .find(|instrument| instrument.key() == kind)
            .ok_or(FromSqlError::InvalidType)?,
        answers: serde_json::from_str(&answers).map_err(|_| FromSqlError::InvalidType)?,
        difficulty: row.get(6)?,
        updated_at: moment(row.get(7)?, offset)?,
    })
}

impl Record for Assessment {
    const TABLE: &'static Table = &TABLE;
    const READ: &'static str = COLUMNS;
    const TOGETHER: &'static [&'static [&'static str]] = &[];

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
        Ok(vec![
            ("at", millis(self.at).into()),
            ("utc_offset", offset(self.at).into()),
            ("timed", true.into()),
            ("day", self.day.to_string().into()),
            ("kind", self.instrument.key().to_owned().into()),
            (
                "answers",
                serde_json::to_string(&self.answers)
                    .map_err(StoreError::other)?
                    .into(),
            ),
            ("score", i64::from(self.score()).into()),
            ("difficulty", maybe(self.difficulty.map(i64::from))),
            ("source", "typed".to_owned().into()),
        ])
    }
}
