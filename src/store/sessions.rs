//! Sessions: converting them to and from rows.

use crate::domain::{Also, Effort, Id, Rating, RecordKind, Session, StepDone};
use crate::store::cells::Cells;
use crate::store::table::{Stored, Table};
use crate::store::values::{maybe, millis, offset};
use crate::store::{Result, StoreError};
use rusqlite::types::Value;

/// The table of sessions.
pub(super) const TABLE: Table = Table {
    timed: true,
    by_day: true,
    together: &[
        &["at", "utc_offset", "timed", "day"],
        &["activity", "title", "routine", "met", "steps"],
    ],
    ..Table::of(
        RecordKind::Session,
        &[
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
    )
};

/// Reads a session from its row.
pub(super) fn read(cells: &Cells<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: cells.get("id")?,
        start: cells.moment("at")?,
        timed: cells.get("timed")?,
        day: cells.get("day")?,
        activity: cells.get("activity")?,
        title: cells.get("title")?,
        routine: cells.get("routine")?,
        active_seconds: cells.get("active_seconds")?,
        planned_seconds: cells.get("planned_seconds")?,
        distance_m: cells.get("distance_m")?,
        met: cells.get("met")?,
        effort: cells.get("effort")?,
        before: cells.get("mood_before")?,
        after: cells.get("mood_after")?,
        also: Also {
            energy_before: cells.get("energy_before")?,
            energy_after: cells.get("energy_after")?,
            calm_before: cells.get("calm_before")?,
            calm_after: cells.get("calm_after")?,
        },
        felt: cells.get("felt")?,
        complete: cells.get("complete")?,
        note: cells.get("note")?,
        source: cells.get("source")?,
        steps: steps(cells)?,
        import: cells.get("import_id")?,
        updated_at: cells.moment("updated_at")?,
    })
}

/// A stored step: movement, seconds, whether it was completed.
type StepRow<S> = (S, u32, bool);

fn steps(cells: &Cells<'_>) -> rusqlite::Result<Vec<StepDone>> {
    let rows: Vec<StepRow<String>> = cells.maybe_json("steps")?.unwrap_or_default();
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

impl Stored for Session {
    fn import(&self) -> Option<Id> {
        self.import
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
