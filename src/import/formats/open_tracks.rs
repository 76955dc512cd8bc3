//! `OpenTracks` point tables: one session from the start of the first segment to the end of the last one, without the
//! gaps between segments.

use crate::import::cells::numbers::Marks;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport, track};
use chrono::{DateTime, FixedOffset};

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |name: &str| columns.iter().any(|column| column == name);
    has("time") && has("trackpoint_type")
}

/// Reads the table. The distance is from the sensor if available, otherwise between the points of each segment.
///
/// # Errors
/// If no point can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let marks = Marks::default();
    let (mut first, mut last): (Option<DateTime<FixedOffset>>, Option<DateTime<FixedOffset>>) =
        (None, None);
    let (mut total, mut sensed, mut measured) = (0.0, 0.0, 0.0);
    let mut place: Option<(f64, f64)> = None;
    let mut parsed = Table::open(text).read(Parsed::default(), |row, _| {
        let time = row.get("time");
        let time =
            DateTime::parse_from_rfc3339(time).map_err(|_| format!("time is {}", quoted(time)))?;
        first.get_or_insert(time);
        if row
            .get("trackpoint_type")
            .starts_with("SEGMENT_START_MANUAL")
        {
            place = None;
        } else if let Some(last) = last {
            total += (time.signed_duration_since(last).num_milliseconds() as f64 / 1000.0).max(0.0);
        }
        sensed += marks
            .read(row.get("sensor_distance"))
            .unwrap_or(0.0)
            .max(0.0);
        let (latitude, longitude) = (
            row.get("latitude").parse().ok(),
            row.get("longitude").parse().ok(),
        );
        if let Some(here) = latitude.zip(longitude).filter(track::is_sound) {
            measured += place.map_or(0.0, |before| track::meters(before, here));
            place = Some(here);
        }
        last = Some(time);
        Ok(())
    })?;
    let Some(first) = first else {
        return Err(Refusal::Empty(
            "it has no points: nothing to import".to_owned(),
        ));
    };
    let meters = if sensed > 0.0 { sensed } else { measured };
    let start = Start::Instant(first);
    let session = ForeignSession::measured(
        "opentracks",
        start,
        sport::OTHER_EXERCISE,
        total,
        (meters > 0.0).then_some(meters),
    );
    parsed.sessions.push(session.map_err(Refusal::Unreadable)?);
    parsed.read = 1;
    Ok(parsed)
}
