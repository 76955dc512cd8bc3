//! Custom routines: converting them to and from rows.

use crate::domain::{OwnRoutine, RecordKind};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of custom routines.
pub(super) const TABLE: Table = Table {
    together: &[&["key", "title", "definition"]],
    ..Table::of(
        RecordKind::Routine,
        &[
            "id",
            "key",
            "title",
            "definition",
            "import_id",
            "updated_at",
            "deleted_at",
            "origin",
            "batch",
        ],
    )
};

/// Reads a routine from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<OwnRoutine> {
    let updated_at = cells.moment("updated_at")?;
    Ok(OwnRoutine::kept(
        cells.get("id")?,
        cells.json("definition")?,
        updated_at,
    ))
}

impl Stored for OwnRoutine {
    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        Ok(vec![
            ("key", self.routine.id.clone().into()),
            ("title", self.routine.title.clone().into()),
            (
                "definition",
                serde_json::to_string(&self.routine)
                    .map_err(StoreError::other)?
                    .into(),
            ),
        ])
    }
}
