//! Own activities: converting them to and from rows.

use crate::domain::routine::Place;
use crate::domain::{OwnActivity, RecordKind};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::values::maybe;
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of own activities.
pub(super) const TABLE: Table = Table {
    together: &[&["nearest", "met"]],
    ..Table::of(
        RecordKind::Activity,
        &[
            "id",
            "name",
            "nearest",
            "met",
            "place",
            "equipment",
            "archived",
            "import_id",
            "updated_at",
            "deleted_at",
            "origin",
            "batch",
        ],
    )
};

/// Reads an own activity from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<OwnActivity> {
    Ok(OwnActivity {
        id: cells.get("id")?,
        name: cells.get("name")?,
        nearest: cells.get("nearest")?,
        met: cells.get("met")?,
        place: cells.word("place", &Place::ALL, Place::word)?,
        equipment: cells.json("equipment")?,
        archived: cells.get("archived")?,
        updated_at: cells.moment("updated_at")?,
    })
}

impl Stored for OwnActivity {
    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        let equipment = serde_json::to_string(&self.equipment).map_err(StoreError::other)?;
        Ok(vec![
            ("name", self.name.clone().into()),
            ("nearest", maybe(self.nearest.clone())),
            ("met", self.met.into()),
            ("place", self.place.word().to_owned().into()),
            ("equipment", equipment.into()),
            ("archived", self.archived.into()),
        ])
    }
}
