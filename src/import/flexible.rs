//! Any table not claimed by a reader in [`formats`](crate::import::formats): text, JSON, or a workbook.
//!
//! ```text
//! grid (rows of cells) ─► header ─► assign (column roles) ─► settle (cell formats) ─► rows
//! ```
//! Ambiguous input is never guessed: the user is asked. Assumptions are reported.

mod assign;
mod found;
pub(super) mod grid;
mod header;
mod json;
mod reshape;
mod rows;
mod settle;
#[cfg(test)]
mod tests;
pub(super) mod workbook;

pub(super) use grid::is_table;
pub(super) use json::objects;

use crate::domain::import::Reply;
use crate::domain::{OwnRatings, Question};
use crate::import::cells::numbers::Marks;
use crate::import::columns::Field;
use crate::import::questions::{self, ask};
use crate::import::table_memory::shape;
use crate::import::{Parsed, ReadOptions, Refusal, quoted, sport};
use assign::{Assigner, Column};
use found::found;
use grid::{Grid, GridRow};
use header::{FoundHeader, Header};
use rows::RowReader;
use settle::{Form, Settler};
use std::collections::BTreeMap;

/// Maximum number of unused parts listed.
const OTHERS: usize = 20;

/// Why a table yields no entries.
enum Nothing {
    /// It is about something else.
    OtherMatters(Refusal),
    /// The user has to answer something first.
    Asks(Refusal),
}

impl From<Refusal> for Nothing {
    fn from(refusal: Refusal) -> Self {
        Self::Asks(refusal)
    }
}

/// Reads the tables in a text, or the single table in a JSON document.
///
/// # Errors
/// If no table has days, something is ambiguous, or a limit is exceeded.
pub(super) fn read_text(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let trimmed = text.trim_start();
    let grids = if trimmed.starts_with(['{', '[']) {
        json::grids(trimmed)?
    } else {
        grid::of_text(text)?
    };
    read(grids, options)
}

/// Whether a column of this name contains a rating.
pub(super) fn is_rating(name: &str) -> bool {
    let (rank, fields) = Header::new(name).fields();
    rank == 3 && fields.iter().any(|field| field.is_rating())
}

/// Reads each table separately; unrelated ones are skipped if at least one is relevant. For workbooks, reads the first
/// readable sheet.
///
/// # Errors
/// If no table has days, or something is ambiguous.
pub(super) fn read(grids: Vec<Grid>, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut whole: Option<Parsed> = None;
    let mut first_other = None;
    let mut others = Vec::new();
    let several = grids.len() > 1;
    for mut grid in grids {
        let reshaped = reshape::straighten(&mut grid, options);
        let line = grid.rows.first().map_or(0, |row| row.line);
        let sheet = grid
            .name
            .as_ref()
            .map(|name| format!("the sheet {}", quoted(name)));
        let list = grid
            .list
            .as_ref()
            .map(|name| format!("the list {}", quoted(name)));
        let other = sheet
            .or(list)
            .unwrap_or_else(|| format!("the part from line {line} on"));
        // One or two lines by themselves are titles.
        if several && !has_rows(&grid) {
            continue;
        }
        if whole.is_some() && grid.name.is_some() {
            others.push(other);
            continue;
        }
        match read_grid(&grid, options) {
            Ok(mut parsed) => {
                parsed.taken.splice(0..0, reshaped);
                match &mut whole {
                    Some(whole) => whole.append(parsed),
                    None => whole = Some(parsed),
                }
            }
            Err(Nothing::OtherMatters(why)) => {
                others.push(other);
                first_other.get_or_insert(why);
            }
            Err(Nothing::Asks(why)) => return Err(why),
        }
    }
    let Some(mut whole) = whole else {
        return Err(
            first_other.unwrap_or_else(|| Refusal::Empty("only a header, no rows".to_owned()))
        );
    };
    let others = others.into_iter().take(OTHERS);
    whole
        .warnings
        .extend(others.map(|other| format!("{other} isn't used")));
    Ok(whole)
}

/// Whether a section has at least two rows with more than one cell.
fn has_rows(grid: &Grid) -> bool {
    let is_row = |row: &&GridRow| {
        row.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
            > 1
    };
    grid.rows.iter().filter(is_row).nth(1).is_some()
}

fn read_grid(grid: &Grid, options: &ReadOptions<'_>) -> Result<Parsed, Nothing> {
    let FoundHeader {
        headers,
        header_line,
        titles,
        first,
    } = header::find(grid);
    let names = headers.iter().map(|header| header.text.as_str());
    let shape = shape(names.filter(|name| !name.is_empty()));
    let before = options
        .mapping
        .says_nothing()
        .then(|| options.settled.get(&shape));
    let again = before
        .flatten()
        .map(|mapping| options.with(mapping.clone()));
    let options = again.as_ref().unwrap_or(options);
    let header = FoundHeader {
        headers,
        header_line,
        titles,
        first,
    };
    read_table(grid, &header, &shape, options).map_err(|why| match why {
        Nothing::OtherMatters(why) => Nothing::OtherMatters(why.about(&shape)),
        Nothing::Asks(why) => Nothing::Asks(why.about(&shape)),
    })
}

/// Reads a table with the options for its kind.
fn read_table(
    grid: &Grid,
    header: &FoundHeader,
    shape: &str,
    options: &ReadOptions<'_>,
) -> Result<Parsed, Nothing> {
    let FoundHeader { headers, first, .. } = header;
    let (headers, first) = (headers.as_slice(), *first);
    let rows = &grid.rows[first.min(grid.rows.len())..];
    let mut marks = Marks::of_table(grid.has_commas());
    rows.iter()
        .flat_map(|row| row.cells.iter())
        .for_each(|cell| marks.learn(cell));
    for (place, header) in headers.iter().enumerate() {
        if header.meters() == Some(1.0) {
            let cells = rows.iter().filter_map(|row| row.cells.get(place));
            cells.for_each(|cell| marks.learn_whole(cell));
        }
    }
    let mapping = &options.mapping;
    let is_own = is_own(headers);
    let assigner = Assigner {
        headers,
        rows,
        marks,
        lists: &grid.lists,
        mapping,
        is_own,
        ratings: OwnRatings(&options.own),
    };
    let columns = assigner.columns().map_err(|why| match why {
        Refusal::NoDay(_) => Nothing::OtherMatters(why),
        other => Nothing::Asks(other),
    })?;
    if rows.is_empty() {
        return Err(Nothing::OtherMatters(Refusal::Empty(
            "only a header, no rows".to_owned(),
        )));
    }
    let mut taken = Vec::new();
    if mapping.is_remembered {
        taken.push("read as you settled for the last table with these columns".to_owned());
    }
    let settler = Settler {
        headers,
        rows,
        columns: &columns,
        marks,
        options,
        is_own,
    };
    let settled = settle(&settler, headers, &mut taken)?;
    is_about_days(&settled, headers, options)?;
    let utc = settled.iter().any(|(column, _)| {
        column.field == Field::Day && headers.get(column.place).is_some_and(Header::is_utc)
    });
    let reader = RowReader {
        headers,
        columns: &settled,
        marks,
        options,
        utc,
        is_own,
    };
    let mut parsed = Parsed {
        read: rows.len(),
        taken,
        ..Parsed::default()
    };
    let read = read_rows(&reader, headers, rows, options, &mut parsed);
    let table = found(grid, header, shape, rows, &reader);
    match read {
        // A choice that leaves no row can be changed; otherwise the file is what it is.
        Err(Refusal::Unreadable(why)) if !mapping.says_nothing() => Err(Nothing::Asks(
            questions::unreadable_rows(&why, &table, OwnRatings(&options.own)),
        )),
        Err(why) => Err(Nothing::Asks(why)),
        Ok(()) => {
            parsed.tables.push(table);
            Ok(parsed)
        }
    }
}

/// Whether the columns are named as in one of our own tables.
fn is_own(headers: &[Header]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header.text == name);
    let rates = Question::ALL.iter().any(|question| has(question.key()));
    has("day") && (rates || has("sleep_hours")) || has("start") && has("activity") && has("minutes")
}

/// Determines the cell format of every column.
fn settle(
    settler: &Settler<'_>,
    headers: &[Header],
    taken: &mut Vec<String>,
) -> Result<Vec<(Column, Form)>, Refusal> {
    let order = settler.order()?;
    let mut settled: Vec<(Column, Form)> = Vec::new();
    for column in settler.columns {
        let form = match column.field {
            Field::Day | Field::End | Field::SleepStart | Field::SleepEnd => order,
            field if field.is_rating() => settler.scale(column, taken)?,
            _ => Form::Plain,
        };
        settled.push((column.clone(), form));
    }
    let spans = |settled: &[(Column, Form)], seconds: bool| -> Vec<Option<f64>> {
        let reader = RowReader {
            headers,
            columns: settled,
            marks: settler.marks,
            options: settler.options,
            utc: false,
            is_own: settler.is_own,
        };
        let read = |row| {
            if seconds {
                reader.seconds(row)
            } else {
                reader.span(row)
            }
        };
        settler.rows.iter().map(read).collect()
    };
    for place in 0..settled.len() {
        if matches!(settled[place].0.field, Field::Duration | Field::SleepHours) {
            let spans = spans(&settled, false);
            settled[place].1 = settler.length(&settled[place].0, &spans)?;
        }
    }
    for place in 0..settled.len() {
        if settled[place].0.field == Field::Distance {
            let seconds = spans(&settled, true);
            settled[place].1 = settler.distance(&settled[place].0, &seconds, taken);
        }
    }
    Ok(settled)
}

/// Checks that there is more than days, and that sessions have both an activity and a duration.
fn is_about_days(
    settled: &[(Column, Form)],
    headers: &[Header],
    options: &ReadOptions<'_>,
) -> Result<(), Nothing> {
    let has = |field: Field| settled.iter().any(|(column, _)| column.field == field);
    let rates = |field: Field| field.is_rating() || matches!(field, Field::Own(_));
    let has_rating = settled.iter().any(|(column, _)| rates(column.field));
    let night = has(Field::SleepHours) || has(Field::SleepStart) && has(Field::SleepEnd);
    let words = has(Field::Tags) || has(Field::Tag) || has(Field::Note);
    let mapping = &options.mapping;
    let length = has(Field::Duration) || has(Field::End) || mapping.minutes.is_some();
    let activity = has(Field::Activity) || mapping.activity.is_some();
    // Columns without a role.
    let free = || {
        let is_free = |(place, _): &(usize, &Header)| {
            settled.iter().all(|(column, _)| column.place != *place)
        };
        let free = headers.iter().enumerate().filter(is_free);
        free.map(|(_, header)| header.text.as_str())
    };
    match (activity, length) {
        (true, false) if !has_rating && !night => Err(Nothing::Asks(questions::no_length(free()))),
        (false, true) if has(Field::Duration) => Err(Nothing::Asks(questions::no_activity(free()))),
        (false, _) if !has_rating && !night && !words => {
            let day = settled
                .iter()
                .find(|(column, _)| column.field == Field::Day);
            let day = day
                .and_then(|(column, _)| headers.get(column.place))
                .map_or("", |header| header.text.as_str());
            let what = format!(
                "it has a day ({}) and nothing else firstline knows.",
                quoted(day)
            );
            let replies = questions::columns(free(), |theirs| {
                Reply::leading(quoted(theirs), questions::unknown_column(theirs))
            });
            Err(Nothing::OtherMatters(Refusal::unsettled(ask(
                format!(
                    "{what} Its columns are {}. Choose one: --columns \"mood=…\"",
                    assign::named(headers)
                ),
                format!("I{} Which column do you want to keep?", &what[1..]),
                replies,
            ))))
        }
        _ => Ok(()),
    }
}

fn read_rows(
    reader: &RowReader<'_>,
    headers: &[Header],
    rows: &[GridRow],
    options: &ReadOptions<'_>,
    parsed: &mut Parsed,
) -> Result<(), Refusal> {
    let mut unknown = BTreeMap::new();
    let (mut lacks_length, mut skipped) = (0, 0);
    for row in rows {
        let extra = row
            .cells
            .iter()
            .skip(headers.len())
            .any(|cell| !cell.trim().is_empty());
        if extra {
            let words = format!(
                "expected {} fields, as in the header, found {}",
                headers.len(),
                row.cells.len()
            );
            parsed.rejected.push((row.line, words));
            continue;
        }
        let is_skipped = reader.columns.iter().any(|(column, _)| {
            let cell = row.cells.get(column.place).unwrap_or_default();
            (column.field.is_rating() || column.field == Field::Activity)
                && options.words.skips(cell)
        });
        if is_skipped {
            skipped += 1;
            continue;
        }
        match reader.read(row, &mut unknown) {
            Ok(entries) => {
                lacks_length += usize::from(entries.lacks_length);
                parsed.check_ins.extend(entries.check_in);
                if let Some(mut session) = entries.session {
                    session.activity = match options.words.activity(&session.activity) {
                        Some(said) => said.to_owned(),
                        None if reader.is_own => session.activity,
                        None => sport::from_name(&session.activity),
                    };
                    parsed.sessions.push(session);
                }
            }
            Err(reason) => parsed.rejected.push((row.line, reason)),
        }
    }
    if !unknown.is_empty() {
        return Err(Refusal::UnknownMoods(unknown.into_iter().collect()));
    }
    parsed.leave_out("rows you chose to skip", skipped);
    parsed.leave_out("activities without a length", lacks_length);
    match parsed.rejected.first() {
        Some((line, reason)) if parsed.rejected.len() == rows.len() => Err(Refusal::Unreadable(
            format!("none of its rows could be read; line {line}: {reason}"),
        )),
        _ => Ok(()),
    }
}
