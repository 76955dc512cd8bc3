//! Tables of activities: Strava's bulk export and its API as a table, Garmin Connect, `OpenTracks`.

use crate::domain::When;
use crate::import::table::{self, Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// What a column is called, by program and language.
const SPORT: [&str; 5] = [
    "sport_type",
    "activity type",
    "type",
    "aktivitätstyp",
    "tipo de actividad",
];
const START: [&str; 5] = ["start_date", "activity date", "date", "datum", "fecha"];
const TIME: [&str; 6] = [
    "moving_time",
    "moving time",
    "elapsed time",
    "time",
    "zeit",
    "tiempo",
];
const DISTANCE: [&str; 3] = ["distance", "distanz", "distancia"];

/// Whether the text begins with the header of such a table.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| columns.iter().any(|column| column == name))
    };
    is_open_tracks(&columns) || (has(&SPORT) && has(&START) && has(&TIME))
}

fn is_open_tracks(columns: &[String]) -> bool {
    ["time", "trackpoint_type"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads such a table.
///
/// # Errors
/// When it is none, or no row is good.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    if is_open_tracks(table.columns()) {
        return open_tracks(table);
    }
    if !is_header(text) {
        return Err(Refusal::Unreadable(format!(
            "it lacks columns for the sport, the date and the time; its first line has {}",
            table.found()
        )));
    }
    let in_metres = table.has("start_date")
        || table
            .columns()
            .iter()
            .filter(|name| *name == "distance")
            .count()
            > 1;
    table.read(Parsed::default(), |row, parsed| {
        parsed.sessions.push(session(row, in_metres)?);
        Ok(())
    })
}

fn session(row: &Row<'_>, in_metres: bool) -> Result<ForeignSession, String> {
    let first = |names: &[&str]| {
        names
            .iter()
            .map(|name| row.get(name))
            .find(|text| !text.is_empty())
            .unwrap_or("")
    };
    let start = first(&START);
    let start = read_start(start)
        .ok_or_else(|| format!("the start is {}; expected a date and a time", quoted(start)))?;
    let time = first(&TIME);
    let seconds = seconds(time)
        .ok_or_else(|| format!("the time is {}; expected seconds or h:mm:ss", quoted(time)))?;
    // Strava's export has the distance twice: in km as shown, then in metres.
    let distance = DISTANCE.iter().find_map(|name| number(row.last(name)));
    let metres = distance.map(|distance| {
        if in_metres {
            distance
        } else {
            distance * 1000.0
        }
    });
    ForeignSession::measured(
        "activities",
        start,
        &sport::from_name(first(&SPORT)),
        seconds,
        metres,
    )
}

fn read_start(text: &str) -> Option<Start> {
    if let Ok(at) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
        return Some(if at.offset().local_minus_utc() == 0 {
            Start::Utc(at)
        } else {
            Start::Instant(at)
        });
    }
    // Strava's bulk export is in UTC and does not say so.
    for format in ["%b %d, %Y, %I:%M:%S %p", "%b %d, %Y, %H:%M:%S"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(&text.replace('\u{202f}', " "), format) {
            return Some(Start::Utc(local.and_utc().fixed_offset()));
        }
    }
    let formats = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
    ];
    let local = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    local.map(|local| Start::Local(When::At(local)))
}

/// Seconds, or `1:02:03`, `25:30`, with a decimal comma or point.
fn seconds(text: &str) -> Option<f64> {
    text.split(':')
        .try_fold(0.0, |total, part| Some(total * 60.0 + number(part)?))
}

/// A number with a decimal point or comma, and perhaps the other between thousands; `--` is none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        _ => text.replace(',', "."),
    };
    plain
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && *value >= 0.0)
}

/// One row a point; a session from the first segment's start to the last one's end, without what lies
/// between segments.
fn open_tracks(table: Table<'_>) -> Result<Parsed, Refusal> {
    let (mut first, mut last): (Option<DateTime<FixedOffset>>, Option<DateTime<FixedOffset>>) =
        (None, None);
    let (mut total, mut metres) = (0.0, 0.0);
    let mut parsed = table.read(Parsed::default(), |row, _| {
        let time = row.get("time");
        let time =
            DateTime::parse_from_rfc3339(time).map_err(|_| format!("time is {}", quoted(time)))?;
        first.get_or_insert(time);
        if let Some(last) = last.filter(|_| {
            !row.get("trackpoint_type")
                .starts_with("SEGMENT_START_MANUAL")
        }) {
            total += (time.signed_duration_since(last).num_milliseconds() as f64 / 1000.0).max(0.0);
        }
        metres += number(row.get("sensor_distance")).unwrap_or(0.0);
        last = Some(time);
        Ok(())
    })?;
    let Some(first) = first else {
        return Err(Refusal::Empty(
            "it has no points: nothing to import".to_owned(),
        ));
    };
    let distance = (metres > 0.0).then_some(metres);
    let session = ForeignSession::measured(
        "opentracks",
        Start::Instant(first),
        "other exercise",
        total,
        distance,
    );
    parsed.sessions.push(session.map_err(Refusal::Unreadable)?);
    parsed.read = 1;
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_distances_of_strava_and_its_dates() {
        let text = "Activity ID,Activity Date,Activity Type,Elapsed Time,Distance,Moving Time,Distance\n\
                    1,\"Jul 2, 2023, 8:01:37 AM\",Run,1900,5.01,1800.0,5012.3\n";
        let session = &parse(text, &ReadOptions::for_tests()).unwrap().sessions[0];
        assert_eq!(
            (
                session.seconds,
                session.distance_m,
                session.activity.as_str()
            ),
            (1800, Some(5012.3), "jog")
        );
        assert_eq!(session.origin, "activities:2023-07-02T08:01:37Z:jog");
    }

    #[test]
    fn garmin_in_german() {
        let text = "Aktivitätstyp;Datum;Distanz;Zeit\nLaufen;2023-07-02 08:01:37;5,01;00:30:05,5\nYoga;2023-07-03 08:00:00;--;00:20:00\n";
        let parsed = parse(text, &ReadOptions::for_tests()).unwrap();
        let of = |place: usize| {
            (
                parsed.sessions[place].seconds,
                parsed.sessions[place].distance_m,
            )
        };
        assert_eq!((of(0), of(1)), ((1806, Some(5010.0)), (1200, None)));
    }
}
