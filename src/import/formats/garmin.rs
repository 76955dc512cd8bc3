//! Garmin Connect activity tables, with localized headers. Times are local; swimming distances are in meters.

use crate::domain::When;
use crate::import::cells::dates;
use crate::import::cells::durations::{self, Length};
use crate::import::cells::fold;
use crate::import::cells::numbers::Marks;
use crate::import::columns::{Field, Measure};
use crate::import::table::{self, Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};

/// Column names: type, date, distance, time, elapsed time.
const HEADERS: [[&str; 5]; 13] = [
    ["activity type", "date", "distance", "time", "elapsed time"],
    [
        "aktivitätstyp",
        "datum",
        "distanz",
        "zeit",
        "verstrichene zeit",
    ],
    [
        "type d'activité",
        "date",
        "distance",
        "durée",
        "temps écoulé",
    ],
    [
        "tipo de actividad",
        "fecha",
        "distancia",
        "tiempo",
        "tiempo transcurrido",
    ],
    ["tipo de atividade", "data", "distância", "tempo", "duração"],
    [
        "tipo di attività",
        "data",
        "distanza",
        "tempo",
        "tempo trascorso",
    ],
    [
        "activiteittype",
        "datum",
        "afstand",
        "tijd",
        "verstreken tijd",
    ],
    [
        "typ aktywności",
        "data",
        "dystans",
        "czas",
        "upłynęło czasu",
    ],
    ["aktivitetstype", "dato", "distance", "tid", "forløbet tid"],
    ["aktivitetstyp", "datum", "distans", "tid", "förfluten tid"],
    [
        "tevékenység típusa",
        "dátum",
        "távolság",
        "idő",
        "eltelt idő",
    ],
    ["アクティビティタイプ", "日付", "距離", "タイム", "経過時間"],
    ["活动类型", "日期", "距离", "时间", "全程耗时"],
];

fn language(columns: &[String]) -> Option<&'static [&'static str; 5]> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    HEADERS.iter().find(|[kind, date, _, time, elapsed]| {
        has(kind) && has(date) && (has(time) || has(elapsed))
    })
}

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    language(&table::header(text).1).is_some()
}

/// Reads the table.
///
/// # Errors
/// If it is not such a table, or no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let Some(&[kind, date, distance, time, elapsed]) = language(table.columns()) else {
        return Err(Refusal::Unreadable(
            "it isn't a Garmin Connect table".to_owned(),
        ));
    };
    let marks = table.marks(&[distance]);
    let order = table.order(&[date], options)?;
    // The table does not distinguish miles from kilometers.
    let said = options
        .mapping
        .columns
        .iter()
        .find_map(|named| match named.measure {
            Some(Measure::Meters(meters)) if named.field == Field::Distance => Some(meters),
            _ => None,
        });
    table.read(Parsed::default(), |row, parsed| {
        let activity = sport::from_name(row.get(kind));
        if sport::is_transition(&activity) {
            parsed.leave_out("changes between sports", 1);
            return Ok(());
        }
        let unit = if is_swim(&activity) {
            1.0
        } else {
            said.unwrap_or(1000.0)
        };
        let start = row.get(date);
        let start = dates::read(start, order)
            .filter(|stamp| stamp.time.is_some())
            .ok_or_else(|| format!("the start is {}, expected a date and a time", quoted(start)))?;
        let seconds = seconds(row, &[time, elapsed])?;
        let meters = marks.read(row.get(distance)).map(|value| value * unit);
        let start = Start::Local(When::At(start.local()));
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

/// Whether a sport is some form of swimming, for which distances are in meters.
fn is_swim(activity: &str) -> bool {
    const STEMS: [&str; 14] = [
        "swim", "schwimm", "natation", "natacion", "natacao", "nuoto", "zwem", "plywan",
        "svomning", "simning", "uszas", "水泳", "泳", "plavan",
    ];
    let name = fold(activity);
    let is_japanese = name.contains(&fold("スイム"));
    is_japanese || STEMS.iter().any(|stem| name.contains(stem))
}

/// The first non-empty of these columns: seconds, `32:11` or `1:02:03.5`.
pub(super) fn seconds(row: &Row<'_>, columns: &[&str]) -> Result<f64, String> {
    let cells = columns.iter().map(|column| row.get(column));
    let cell = cells
        .into_iter()
        .find(|cell| !crate::import::cells::is_empty(cell))
        .unwrap_or_default();
    match durations::read(cell, Marks::default()) {
        Some(Length::Seconds(seconds) | Length::Plain(seconds)) => Ok(seconds),
        Some(Length::TwoParts(minutes, seconds)) => Ok(minutes * 60.0 + seconds),
        None => Err(format!(
            "the time is {}, expected seconds or h:mm:ss",
            quoted(cell)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_german_with_semicolons() {
        let text = "Aktivitätstyp;Datum;Distanz;Zeit\nLaufen;2023-07-02 08:01:37;5,01;00:30:05,5\nYoga;2023-07-03 08:00:00;--;00:20:00\nSchwimmbadschwimmen;2023-07-04 08:00:00;1.200;20:11\n";
        let parsed = parse(text, &ReadOptions::for_tests()).unwrap();
        let found: Vec<(u32, Option<f64>)> = parsed
            .sessions
            .iter()
            .map(|session| (session.seconds, session.distance_m))
            .collect();
        assert_eq!(
            found,
            [(1806, Some(5010.0)), (1200, None), (1211, Some(1200.0))]
        );
    }
}
