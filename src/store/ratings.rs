//! Own ratings: converting them to and from rows.

use crate::domain::{Ask, Measure, OwnRating, RecordKind};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of own ratings.
pub(super) const TABLE: Table = Table {
    together: &[&["measure", "lower_is_better", "words", "unit"]],
    ..Table::of(
        RecordKind::Rating,
        &[
            "id",
            "name",
            "measure",
            "lower_is_better",
            "words",
            "unit",
            "ask",
            "position",
            "archived",
            "import_id",
            "updated_at",
            "deleted_at",
            "origin",
            "batch",
        ],
    )
};

/// Reads an own rating from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<OwnRating> {
    Ok(OwnRating {
        id: cells.get("id")?,
        name: cells.get("name")?,
        measure: cells.word("measure", &Measure::ALL, Measure::key)?,
        lower_is_better: cells.get("lower_is_better")?,
        words: cells.json("words")?,
        unit: cells.get("unit")?,
        ask: cells.word("ask", &Ask::ALL, Ask::key)?,
        position: cells.get("position")?,
        archived: cells.get("archived")?,
        updated_at: cells.moment("updated_at")?,
    })
}

impl Stored for OwnRating {
    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        let words = serde_json::to_string(&self.words).map_err(StoreError::other)?;
        Ok(vec![
            ("name", self.name.clone().into()),
            ("measure", self.measure.key().to_owned().into()),
            ("lower_is_better", self.lower_is_better.into()),
            ("words", words.into()),
            ("unit", self.unit.clone().into()),
            ("ask", self.ask.key().to_owned().into()),
            ("position", i64::from(self.position).into()),
            ("archived", self.archived.into()),
        ])
    }
}
