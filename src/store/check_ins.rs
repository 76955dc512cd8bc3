//! Check-ins: their columns, and back.

use crate::domain::{CheckIn, Id, Moment, Question, Ratings, RecordKind};
use crate::store::record::{Record, Table};
use crate::store::values::{maybe, millis, moment, offset};
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Value};

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "check_ins",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::CheckIn),
    grows: None,
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
    Ok(CheckIn {
        id: row.get(0)?,
        at: moment(row.get(1)?, offset)?,
        timed: row.get(3)?,
        day: row.get(4)?,
        ratings: ratings(row, 5)?,
        sleep_hours: row.get(13)?,
        tags: tags(row, 14)?,
        note: row.get(15)?,
        source: row.get(16)?,
        import: row.get(17)?,
        updated_at: moment(row.get(18)?, offset)?,
    })
}

/// The ratings of a row, from column `first` on.
pub(super) fn ratings(row: &Row<'_>, first: usize) -> rusqlite::Result<Ratings> {
    let mut ratings = Ratings::default();
    for (index, question) in Question::ALL.into_iter().enumerate() {
        ratings.set(question, row.get(first + index)?);
    }
    Ok(ratings)
}

/// The tags in column `place` of a row.
pub(super) fn tags(row: &Row<'_>, place: usize) -> rusqlite::Result<Vec<String>> {
    let Some(tags) = row.get_ref(place)?.as_str_or_null()? else {
        return Ok(Vec::new());
    };
    Ok(serde_json::from_str(tags).map_err(|_| FromSqlError::InvalidType)?)
}

impl Record for CheckIn {
    const TABLE: &'static Table = &TABLE;
    const READ: &'static str = COLUMNS;
    const TOGETHER: &'static [&'static [&'static str]] = &[&["at", "utc_offset", "timed", "day"]];

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        read(row)
    }

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
        let tags = (!self.tags.is_empty())
            .then(|| serde_json::to_string(&self.tags))
            .transpose();
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
        let ratings = Question::ALL.into_iter().map(|question| {
            (
                question.key(),
                maybe(
                    self.ratings
                        .get(question)
                        .map(|rating| i64::from(rating.get())),
                ),
            )
        });
        columns.extend(ratings);
        Ok(columns)
    }
}
