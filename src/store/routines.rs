//! Own routines: their columns, and back.

use crate::domain::{Id, Moment, OwnRoutine, RecordKind};
use crate::store::record::{Record, Table};
use crate::store::values::moment;
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Value};

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "routines",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::Routine),
    grows: None,
    columns: &[
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
};

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "id, definition, updated_at";

/// A routine from the [`COLUMNS`] of a row.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<OwnRoutine> {
    let definition: String = row.get(1)?;
    let routine = serde_json::from_str(&definition).map_err(|_| FromSqlError::InvalidType)?;
    Ok(OwnRoutine::kept(
        row.get(0)?,
        routine,
        moment(row.get(2)?, 0)?,
    ))
}

impl Record for OwnRoutine {
    const TABLE: &'static Table = &TABLE;
    const READ: &'static str = COLUMNS;
    const TOGETHER: &'static [&'static [&'static str]] = &[&["key", "title", "definition"]];

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
