//! Sessions: their columns, and back.

use crate::domain::{Also, Effort, Id, Moment, Rating, RecordKind, Session, StepDone};
use crate::store::record::{Record, Table};
use crate::store::values::{maybe, millis, moment, offset};
use crate::store::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Value};

/// Where they are.
pub(super) const TABLE: Table = Table {
    name: "sessions",
    key: "id",
    gone: "deleted_at",
    named: true,
    kind: Some(RecordKind::Session),
    grows: None,
    columns: &[
        "id",
        "at",
        "utc_offset",
        "timed",
        "day",
        "activity",
        "title",
        "routine",
        "active_seconds",
        "planned_seconds",
        "distance_m",
        "met",
        "effort",
        "mood_before",
        "mood_after",
        "energy_before",
        "energy_after",
        "calm_before",
        "calm_after",
        "felt",
        "complete",
        "note",
        "source",
        "steps",
        "import_id",
        "updated_at",
        "deleted_at",
        "origin",
        "batch",
    ],
};

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "id, at, utc_offset, timed, day, activity, title, routine, active_seconds, distance_m, \
                                  met, effort, mood_before, mood_after, energy_before, energy_after, calm_before, \
                                  calm_after, felt, complete, note, source, steps, import_id, updated_at, \
                                  planned_seconds";

/// A session from the [`COLUMNS`] of a row.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Session> {
    let offset = row.get(2)?;
    Ok(Session {
        id: row.get(0)?,
        start: moment(row.get(1)?, offset)?,
        timed: row.get(3)?,
        day: row.get(4)?,
        activity: row.get(5)?,
        title: row.get(6)?,
        routine: row.get(7)?,
        active_seconds: row.get(8)?,
        planned_seconds: row.get(25)?,
        distance_m: row.get(9)?,
        met: row.get(10)?,
        effort: row.get(11)?,
        before: row.get(12)?,
        after: row.get(13)?,
        also: Also {
            energy_before: row.get(14)?,
            energy_after: row.get(15)?,
            calm_before: row.get(16)?,
            calm_after: row.get(17)?,
        },
        felt: row.get(18)?,
        complete: row.get(19)?,
        note: row.get(20)?,
        source: row.get(21)?,
        steps: row
            .get_ref(22)?
            .as_str_or_null()?
            .map_or_else(|| Ok(Vec::new()), steps)?,
        import: row.get(23)?,
        updated_at: moment(row.get(24)?, offset)?,
    })
}

/// One step as it is kept: movement, seconds, whether complete.
type StepRow<S> = (S, u32, bool);

fn steps(text: &str) -> Result<Vec<StepDone>, FromSqlError> {
    let rows: Vec<StepRow<String>> =
        serde_json::from_str(text).map_err(|_| FromSqlError::InvalidType)?;
    let step = |(movement, seconds, complete)| StepDone {
        movement,
        seconds,
        complete,
    };
    Ok(rows.into_iter().map(step).collect())
}

fn steps_text(steps: &[StepDone]) -> Result<Option<String>> {
    if steps.is_empty() {
        return Ok(None);
    }
    let row = |step: &StepDone| -> StepRow<String> {
        (step.movement.clone(), step.seconds, step.complete)
    };
    let rows: Vec<_> = steps.iter().map(row).collect();
    serde_json::to_string(&rows)
        .map(Some)
        .map_err(StoreError::other)
}

impl Record for Session {
    const TABLE: &'static Table = &TABLE;
    const READ: &'static str = COLUMNS;
    const TOGETHER: &'static [&'static [&'static str]] = &[
        &["at", "utc_offset", "timed", "day"],
        &["activity", "title", "routine", "met", "steps"],
    ];

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
        let rating = |rating: Option<Rating>| maybe(rating.map(|rating| i64::from(rating.get())));
        Ok(vec![
            ("at", millis(self.start).into()),
            ("utc_offset", offset(self.start).into()),
            ("timed", self.timed.into()),
            ("day", self.day.to_string().into()),
            ("activity", self.activity.clone().into()),
            ("title", self.title.clone().into()),
            ("routine", maybe(self.routine.clone())),
            ("active_seconds", i64::from(self.active_seconds).into()),
            (
                "planned_seconds",
                maybe(self.planned_seconds.map(i64::from)),
            ),
            ("distance_m", maybe(self.distance_m)),
            ("met", self.met.into()),
            ("effort", maybe(self.effort.map(Effort::get).map(i64::from))),
            ("mood_before", rating(self.before)),
            ("mood_after", rating(self.after)),
            ("energy_before", rating(self.also.energy_before)),
            ("energy_after", rating(self.also.energy_after)),
            ("calm_before", rating(self.also.calm_before)),
            ("calm_after", rating(self.also.calm_after)),
            ("felt", maybe(self.felt.map(|felt| felt.key().to_owned()))),
            ("complete", self.complete.into()),
            ("note", self.note.clone().into()),
            ("source", self.source.key().to_owned().into()),
            ("steps", maybe(steps_text(&self.steps)?)),
        ])
    }
}
