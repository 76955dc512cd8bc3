//! Fitbit daily activity: active minutes as one untimed session per day. A day with 0 steps means that the tracker was
//! not worn, not that there was no movement.

use crate::domain::{Day, When};
use crate::import::table::{self, Row, Table};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// METs within Fitbit's intensity levels: fairly active starts at 3 METs, very active at 6.
const FAIRLY: f64 = 4.0;
const VERY: f64 = 7.0;

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["activitydate", "totalsteps", "veryactiveminutes"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If a required column is missing, or no row can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    table.need(
        &[
            "activitydate",
            "totalsteps",
            "veryactiveminutes",
            "fairlyactiveminutes",
        ],
        "Fitbit's daily activity",
    )?;
    let (mut not_worn, mut people) = (0, BTreeSet::new());
    let mut parsed = table.read(Parsed::default(), |row, parsed| {
        people.insert(row.get("id").to_owned());
        if number(row, "totalsteps")? <= 0.0 {
            not_worn += 1;
            return Ok(());
        }
        let date = row.get("activitydate");
        let day = NaiveDate::parse_from_str(date, "%m/%d/%Y")
            .or_else(|_| NaiveDate::parse_from_str(date, "%Y-%m-%d"));
        let day = Day::from_date(
            day.map_err(|_| format!("ActivityDate is {}, expected m/d/yyyy", quoted(date)))?,
        );
        let (very, fairly) = (
            number(row, "veryactiveminutes")?,
            number(row, "fairlyactiveminutes")?,
        );
        parsed
            .sessions
            .extend(active_minutes(row.get("id"), day, very, fairly)?);
        Ok(())
    })?;
    if not_worn > 0 {
        parsed.warnings.push(format!(
            "{not_worn} days of 0 steps were skipped: the tracker wasn't worn"
        ));
    }
    if people.len() > 1 {
        parsed.warnings.push(format!(
            "it has the days of {} people; all were imported",
            people.len()
        ));
    }
    Ok(parsed)
}

/// Active minutes as one untimed session of the day; `id` distinguishes users.
pub(super) fn active_minutes(
    id: &str,
    day: Day,
    very: f64,
    fairly: f64,
) -> Result<Option<ForeignSession>, String> {
    let minutes = very + fairly;
    if minutes <= 0.0 {
        return Ok(None);
    }
    let start = Start::Local(When::Day(day));
    let mut session =
        ForeignSession::measured("fitbit", start, "active minutes", minutes * 60.0, None)?;
    session.met = Some((very * VERY + fairly * FAIRLY) / minutes);
    session.title = Some("Active minutes of the day".to_owned());
    session.origin = format!("fitbit:{id}:{day}");
    Ok(Some(session))
}

fn number(row: &Row<'_>, column: &str) -> Result<f64, String> {
    let text = row.get(column);
    let value = text
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite() && *value >= 0.0);
    value.ok_or_else(|| format!("{column} is {}, expected a number", quoted(text)))
}
