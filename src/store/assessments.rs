//! Completed questionnaires: converting them to and from rows.

use crate::domain::{Assessment, Instrument, RecordKind};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::values::{maybe, millis, offset};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of questionnaires.
pub(super) const TABLE: Table = Table {
    timed: true,
    ..Table::of(
        RecordKind::Assessment,
        &[
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
    )
};

/// Reads a questionnaire from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<Assessment> {
    Ok(Assessment {
        id: cells.get("id")?,
        at: cells.moment("at")?,
        day: cells.get("day")?,
        instrument: cells.word("kind", &Instrument::ALL, Instrument::key)?,
        answers: cells.json("answers")?,
        difficulty: cells.get("difficulty")?,
        updated_at: cells.moment("updated_at")?,
    })
}

impl Stored for Assessment {
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
