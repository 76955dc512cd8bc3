//! Session rows.

use crate::domain::Effort;
use crate::domain::sanitize::line;
use crate::export::csv::cell::{text, unguard};
use crate::import::table::Row;
use crate::import::written::{number, origin, rating, start, whole};
use crate::import::{ForeignSession, Present, Start};

/// Maximum duration in minutes: a day.
const MINUTES: f64 = 24.0 * 60.0;
/// Maximum distance, in kilometers.
const KILOMETERS: f64 = 2000.0;
/// Minimum and maximum MET value.
const MET: (f64, f64) = (1.0, 20.0);

/// Parses one row.
pub(super) fn read(row: &Row<'_>, present: Present) -> Result<ForeignSession, String> {
    let (start, offset) = start("start", row.get("start"), present.now)?;
    let activity = line(unguard(row.raw("activity"))).trim().to_owned();
    if activity.is_empty() {
        return Err("activity is empty, expected the name of an activity".into());
    }
    let minutes = number("minutes", row.get("minutes"), 0.0, MINUTES)?.unwrap_or(0.0);
    let seconds = (minutes * 60.0).round() as u32;
    if seconds == 0 {
        let found = row.get("minutes");
        return Err(format!(
            "minutes is \"{found}\", expected more than 0 and at most {MINUTES}"
        ));
    }
    let km = number("distance_km", row.get("distance_km"), 0.0, KILOMETERS)?;
    Ok(ForeignSession {
        start: offset.map_or(Start::Local(start), |offset| {
            start
                .local()
                .and_local_timezone(offset)
                .single()
                .map_or(Start::Local(start), Start::Instant)
        }),
        activity,
        title: None,
        seconds,
        distance_m: km.map(|km| (km * 1e6).round() / 1e3),
        met: number("met", row.get("met"), MET.0, MET.1)?,
        effort: whole("effort", row.get("effort"), 0, 10)?.and_then(Effort::new),
        before: rating("before", row)?,
        after: rating("after", row)?,
        note: text(row.raw("note")),
        origin: origin("csv:session", start),
    })
}
