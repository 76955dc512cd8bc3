//! Strava's bulk export `activities.csv`, with localized headers, and its API data as a table. Dates are in UTC; the
//! distance occurs twice: in kilometers as displayed, then in meters.

use crate::import::cells::dates;
use crate::import::cells::numbers::Marks;
use crate::import::formats::garmin::seconds;
use crate::import::table::{self, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::FixedOffset;

/// Column names: type, date, moving time, elapsed time, distance.
const HEADERS: [[&str; 5]; 8] = [
    [
        "activity type",
        "activity date",
        "moving time",
        "elapsed time",
        "distance",
    ],
    [
        "aktivitätsart",
        "aktivitätsdatum",
        "bewegungszeit",
        "verstrichene zeit",
        "distanz",
    ],
    [
        "type d'activité",
        "date de l'activité",
        "durée de déplacement",
        "temps écoulé",
        "distance",
    ],
    [
        "tipo de atividade",
        "data da atividade",
        "tempo de movimentação",
        "tempo decorrido",
        "distância",
    ],
    [
        "tipo de actividad",
        "fecha de la actividad",
        "tiempo en movimiento",
        "tiempo transcurrido",
        "distancia",
    ],
    [
        "activiteitstype",
        "datum van activiteit",
        "beweegtijd",
        "verstreken tijd",
        "afstand",
    ],
    [
        "sport_type",
        "start_date",
        "moving_time",
        "elapsed_time",
        "distance",
    ],
    [
        "type",
        "start_date",
        "moving_time",
        "elapsed_time",
        "distance",
    ],
];

fn language(columns: &[String]) -> Option<&'static [&'static str; 5]> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    HEADERS
        .iter()
        .find(|[kind, date, ..]| has(kind) && has(date))
}

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    language(&table::header(text).1).is_some()
}

/// Whether a zip member is the table: at the top level or in one folder.
pub(super) fn is_activities(name: &str) -> bool {
    name.rsplit('/').next() == Some("activities.csv") && name.matches('/').count() < 2
}

/// Reads the table.
///
/// # Errors
/// If it is not such a table, or no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let Some(&[kind, date, moving, elapsed, distance]) = language(table.columns()) else {
        return Err(Refusal::Unreadable("it isn't a Strava table".to_owned()));
    };
    // Resaving the table with some programs numbers duplicate columns.
    let again = format!("{distance}.1");
    let marks = table.marks(&[distance]);
    let order = table.order(&[date], options)?;
    let second = Marks::default();
    let pairs = table.pairs(distance, &again);
    let in_meters = date == "start_date"
        || pairs
            .iter()
            .filter(|(first, last)| is_thousandfold(marks.read(first), second.read(last)))
            .count()
            * 2
            > pairs
                .iter()
                .filter(|(first, _)| marks.read(first).is_some_and(|value| value > 0.0))
                .count();
    table.read(Parsed::default(), |row, parsed| {
        let activity = sport::from_name(row.get(kind));
        if sport::is_transition(&activity) {
            parsed.leave_out("changes between sports", 1);
            return Ok(());
        }
        let start = row.get(date);
        let stamp = dates::read(start, order)
            .filter(|stamp| stamp.time.is_some())
            .ok_or_else(|| format!("the start is {}, expected a date and a time", quoted(start)))?;
        let utc = stamp.offset.or_else(|| FixedOffset::east_opt(0));
        let at = utc
            .and_then(|offset| stamp.local().and_local_timezone(offset).single())
            .ok_or("its start isn't a date")?;
        let start = if at.offset().local_minus_utc() == 0 {
            Start::Utc(at)
        } else {
            Start::Instant(at)
        };
        let last = if row.get(&again).is_empty() {
            row.last(distance)
        } else {
            row.get(&again)
        };
        let meters = if in_meters {
            second.read(last)
        } else {
            marks.read(row.get(distance)).map(|km| km * 1000.0)
        };
        let seconds = seconds(row, &[moving, elapsed])?;
        parsed.sessions.push(ForeignSession::measured(
            "activities",
            start,
            &activity,
            seconds,
            meters,
        )?);
        Ok(())
    })
}

/// Whether `second` is about 1000 times `first`.
fn is_thousandfold(first: Option<f64>, second: Option<f64>) -> bool {
    let pair = first.zip(second).filter(|(first, _)| *first > 0.0);
    pair.is_some_and(|(first, second)| (second / first / 1000.0 - 1.0).abs() < 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_distances_and_dates_in_utc() {
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
}
