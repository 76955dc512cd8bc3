//! Exports from fitbit.com: titled sections, of which activities and sleep are read.

use crate::domain::Day;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::numbers::Marks;
use crate::import::flexible::grid::{self, GridRow};
use crate::import::formats::fitbit_daily::active_minutes;
use crate::import::nights::{Nights, Sleep};
use crate::import::{Parsed, ReadOptions, Refusal, quoted};

/// Section titles.
const TITLES: [&str; 5] = ["Body", "Foods", "Food Log", "Activities", "Sleep"];

/// Whether the text starts like such an export.
pub(super) fn is_header(text: &str) -> bool {
    let title = text.lines().next().unwrap_or_default().trim();
    TITLES.contains(&title)
        && ["Minutes Very Active", "Minutes Asleep"]
            .iter()
            .any(|name| text.contains(name))
}

/// Reads activities and sleep. Dates other than ISO are parsed in the order given by the user.
///
/// # Errors
/// If no row can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let order = options.mapping.order.unwrap_or(Order::YearFirst);
    let mut parsed = Parsed::default();
    let mut nights = Nights::default();
    let mut not_worn = 0;
    for section in grid::of_text(text)? {
        let has = |row: &GridRow, name: &str| row.cells.iter().any(|cell| cell.trim() == name);
        let header = section
            .rows
            .iter()
            .position(|row| has(row, "Minutes Very Active") || has(row, "Minutes Asleep"));
        let Some(header) = header else { continue };
        let names = section.rows[header].cells.clone();
        let marks = Marks::of_table(true);
        for row in &section.rows[header + 1..] {
            parsed.another()?;
            let cell = |name: &str| {
                let place = names.iter().position(|other| other.trim() == name);
                place
                    .and_then(|place| row.cells.get(place))
                    .unwrap_or_default()
                    .trim()
            };
            let stamp = |name: &str| {
                dates::read(cell(name), order).ok_or_else(|| {
                    format!(
                        "{name} is {}, expected a date like 2026-02-01, or say --date-format",
                        quoted(cell(name))
                    )
                })
            };
            let number = |name: &str| marks.read(cell(name)).unwrap_or(0.0);
            let taken = if has(&section.rows[header], "Minutes Asleep") {
                stamp("Start Time").and_then(|start| {
                    let end = stamp("End Time")?;
                    nights.add(Sleep {
                        is_here: false,
                        span: (
                            start.local().and_utc().timestamp(),
                            end.local().and_utc().timestamp(),
                        ),
                        day: Day::from_date(end.date),
                        asleep: number("Minutes Asleep") * 60.0,
                        rating: None,
                        note: String::new(),
                    })
                })
            } else if number("Steps") <= 0.0 {
                not_worn += 1;
                Ok(())
            } else {
                stamp("Date").and_then(|stamp| {
                    let (very, fairly) = (
                        number("Minutes Very Active"),
                        number("Minutes Fairly Active"),
                    );
                    parsed.sessions.extend(active_minutes(
                        "",
                        Day::from_date(stamp.date),
                        very,
                        fairly,
                    )?);
                    Ok(())
                })
            };
            if let Err(reason) = taken {
                parsed.rejected.push((row.line, reason));
            }
        }
    }
    parsed.leave_out(
        "days of 0 steps, on which the tracker wasn't worn",
        not_worn,
    );
    nights.finish("fitbit", &mut parsed);
    match parsed.rejected.first() {
        Some((line, reason)) if parsed.rejected.len() == parsed.read => Err(Refusal::Unreadable(
            format!("none of its rows could be read; line {line}: {reason}"),
        )),
        None if parsed.read == 0 => Err(Refusal::Empty("only headers, no rows".to_owned())),
        _ => Ok(parsed),
    }
}
