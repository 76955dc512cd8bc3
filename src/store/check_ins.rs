//! Check-ins: their columns, and back.

use crate::domain::{CheckIn, Id, Moment, Question, RecordKind};
use crate::store::record::{Record, Table};
use crate::store::values::{maybe, millis, moment, offset};
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::Value;

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "check_ins",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::CheckIn),
    columns: &[
        "id",
        "at",
        "utc_offset",
        "timed",
        "day",
        "mood",
        "energy",
        "calm",
        "sleep",
        "body",
        "interest",
        "appetite",
        "focus",
        "sleep_hours",
        "tags",
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
pub(super) const COLUMNS: &str = "id, at, utc_offset, timed, day, mood, energy, calm, sleep, body, interest, appetite, \
                                  focus, sleep_hours, tags, note, source, import_id, updated_at";

/// A check-in from the [`COLUMNS`] of a row.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<CheckIn> {
    let offset = row.get(2)?;
    let mut ratings = crate::domain::Ratings::default();
    for (index, question) in Question::ALL.into_iter().enumerate() {
        ratings.set(question, row.get(5 + index)?);
    }
    Ok(CheckIn {
        id: row.get(0)?,
        at: moment(row.get(1)?, offset)?,
        timed: row.get(3)?,
        day: row.get(4)?,
        ratings,
        sleep_hours: row.get(13)?,
        tags: match row.get_ref(14)?.as_str_or_null()? {
            Some(tags) => serde_json::from_str(tags).map_err(|_| rusqlite::types::FromSqlError::InvalidType)?,
            None => Vec::new(),
        },
        note: row.get(15)?,
        source: row.get(16)?,
        import: row.get(17)?,
        updated_at: moment(row.get(18)?, offset)?,
    })
}

impl Record for CheckIn {
    const TABLE: &'static Table = &TABLE;

    fn id(&self) -> Id {
        self.id
    }

    fn import(&self) -> Option<Id> {
        self.import
    }

    fn updated_at(&self) -> Moment {
        self.updated_at
    }

    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        let tags = (!self.tags.is_empty()).then(|| serde_json::to_string(&self.tags)).transpose();
        let mut columns = vec![
            ("at", millis(self.at).into()),
            ("utc_offset", offset(self.at).into()),
            ("timed", self.timed.into()),
            ("day", self.day.to_string().into()),
            ("sleep_hours", maybe(self.sleep_hours)),
            ("tags", maybe(tags.map_err(StoreError::other)?)),
            ("note", self.note.clone().into()),
            ("source", self.source.key().to_owned().into()),
        ];
        let ratings = Question::ALL
            .into_iter()
            .map(|question| (question.key(), maybe(self.ratings.get(question).map(|rating| i64::from(rating.get())))));
        columns.extend(ratings);
        Ok(columns)
    }
}
