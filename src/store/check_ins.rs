//! Check-ins: converting them to and from rows.

use crate::domain::{CheckIn, Id, OwnAnswers, Question, Ratings, RecordKind, concat};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::values::{maybe, millis, offset};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of check-ins.
pub(super) const TABLE: Table = Table {
    timed: true,
    by_day: true,
    together: &[&["at", "utc_offset", "timed", "day"]],
    ..Table::of(RecordKind::CheckIn, &COLUMNS)
};

const COLUMNS: [&str; 15 + Question::ALL.len()] = concat(&[
    &["id", "at", "utc_offset", "timed", "day"],
    &Question::KEYS,
    &[
        "sleep_hours",
        "tags",
        "note",
        "source",
        "import_id",
        "updated_at",
        "deleted_at",
        "origin",
        "batch",
        "own",
    ],
]);

/// Reads a check-in from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<CheckIn> {
    Ok(CheckIn {
        id: cells.get("id")?,
        at: cells.moment("at")?,
        timed: cells.get("timed")?,
        day: cells.get("day")?,
        ratings: ratings(cells)?,
        own: own(cells)?,
        sleep_hours: cells.get("sleep_hours")?,
        tags: tags(cells)?,
        note: cells.get("note")?,
        source: cells.get("source")?,
        import: cells.get("import_id")?,
        updated_at: cells.moment("updated_at")?,
    })
}

/// The ratings in a check-in's row.
pub(super) fn ratings(cells: &Cells<'_>) -> rusqlite::Result<Ratings> {
    let mut ratings = Ratings::default();
    for question in Question::ALL {
        ratings.set(question, cells.get(question.key())?);
    }
    Ok(ratings)
}

/// The answers to own ratings in a check-in's row.
pub(super) fn own(cells: &Cells<'_>) -> rusqlite::Result<OwnAnswers> {
    Ok(cells.maybe_json("own")?.unwrap_or_default())
}

/// The tags in a check-in's row.
pub(super) fn tags(cells: &Cells<'_>) -> rusqlite::Result<Vec<String>> {
    Ok(cells.maybe_json("tags")?.unwrap_or_default())
}

impl Stored for CheckIn {
    fn import(&self) -> Option<Id> {
        self.import
    }

    fn content(&self) -> Result<Vec<(&'static str, Value)>> {
        let tags = (!self.tags.is_empty())
            .then(|| serde_json::to_string(&self.tags))
            .transpose();
        let own = (!self.own.is_empty())
            .then(|| serde_json::to_string(&self.own))
            .transpose();
        let mut columns = vec![
            ("at", millis(self.at).into()),
            ("utc_offset", offset(self.at).into()),
            ("timed", self.timed.into()),
            ("day", self.day.to_string().into()),
            ("sleep_hours", maybe(self.sleep_hours)),
            ("tags", maybe(tags.map_err(StoreError::other)?)),
            ("own", maybe(own.map_err(StoreError::other)?)),
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
