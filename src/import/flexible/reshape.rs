//! Tables in other shapes, changed to one row a day with dates as text: days across the top, and Excel's day numbers.

use crate::import::ReadOptions;
use crate::import::cells;
use crate::import::cells::dates::{self, Order};
use crate::import::columns::{self, Field};
use crate::import::flexible::grid::{Grid, GridRow};
use crate::import::flexible::header;
use chrono::{NaiveDate, TimeDelta};
use csv::StringRecord;

/// Number of rows searched for days across the top.
const LOOKED_AT: usize = 20;
/// Excel's numbers for the days from 2000 to 2049.
const NUMBERS: std::ops::Range<f64> = 36_526.0..54_789.0;

/// Normalized names of columns with parts of a date.
const YEAR: &str = "year|jahr|annee|ano|anno|jaar|rok|ar|年";
const MONTH: &str = "month|monat|mois|mes|mese|maand|miesiac|manad|maned|月";
const DAY: &str = "day|tag|jour|dia|giorno|dag|dzien|日";

/// Changes a table to one row a day; returns what was assumed.
pub(super) fn straighten(grid: &mut Grid, options: &ReadOptions<'_>) -> Vec<String> {
    let mut assumed = Vec::new();
    if let Some(rows) = across(grid) {
        grid.rows = rows;
        assumed.push("days across the top: each column read as a row".to_owned());
    }
    in_parts(grid);
    assumed.extend(numbered(grid, options));
    assumed
}

/// The columns as rows, if a row has only dates after its first cell and the rows below have names and no dates.
fn across(grid: &Grid) -> Option<Vec<GridRow>> {
    let is_date = |cell: &str| {
        let orders = [Order::DayFirst, Order::MonthFirst];
        let mut orders = orders.iter();
        orders.any(|order| dates::read(cell, *order).is_some())
    };
    let filled = |row: &GridRow| -> Vec<String> {
        let cells = row.cells.iter().skip(1).map(str::trim);
        cells
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let is_top = |row: &GridRow| {
        let days = filled(row);
        days.len() > 1 && days.iter().all(|cell| is_date(cell))
    };
    let top = grid.rows.iter().take(LOOKED_AT).position(is_top)?;
    let body = &grid.rows[top..];
    let named = |row: &GridRow| row.cells.get(0).is_some_and(|cell| !header::is_data(cell));
    let is_below = |row: &GridRow| named(row) && !filled(row).iter().any(|cell| is_date(cell));
    if body.len() < 2 || !named(&body[0]) || !body[1..].iter().all(is_below) {
        return None;
    }
    let width = body.iter().map(|row| row.cells.len()).max()?;
    let column = |place: usize| GridRow {
        line: place as u64 + 1,
        cells: body
            .iter()
            .map(|row| row.cells.get(place).unwrap_or_default())
            .collect::<StringRecord>(),
    };
    let rows = (0..width).map(column);
    Some(
        rows.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .collect(),
    )
}

/// Puts the date in the day's column of a table with the year, the month and the day in columns of their own, and
/// empties the other two.
fn in_parts(grid: &mut Grid) {
    let found = header::find(grid);
    let place = |names: &str| {
        let mut headers = found.headers.iter();
        headers.position(|header| names.split('|').any(|name| name == header.name))
    };
    let (Some(year), Some(month), Some(day)) = (place(YEAR), place(MONTH), place(DAY)) else {
        return;
    };
    let whole = |row: &GridRow| {
        let part = |place: usize| row.cells.get(place).unwrap_or_default().trim();
        let is_number = part(month).bytes().all(|byte| byte.is_ascii_digit());
        let parts = [part(year), part(month), part(day)];
        let whole = parts.join(if is_number { "-" } else { " " });
        dates::read(&whole, Order::YearFirst).map(|_| whole)
    };
    let first = found.first.min(grid.rows.len());
    let (above, below) = grid.rows.split_at_mut(first);
    if below.iter().filter_map(whole).count() * 2 <= below.len() {
        return;
    }
    let others = [year, month];
    for row in below {
        let told = whole(row);
        let change = |(at, cell)| match &told {
            Some(date) if at == day => date.as_str(),
            _ if others.contains(&at) => "",
            _ => cell,
        };
        row.cells = row.cells.iter().enumerate().map(change).collect();
    }
    if let Some(row) = above.last_mut() {
        let change = |(at, cell)| if others.contains(&at) { "" } else { cell };
        row.cells = row.cells.iter().enumerate().map(change).collect();
    }
}

/// Replaces Excel's day numbers with dates in columns named as days, or chosen as the day.
fn numbered(grid: &mut Grid, options: &ReadOptions<'_>) -> Vec<String> {
    let found = header::find(grid);
    let texts: Vec<String> = found.headers.iter().map(|one| one.text.clone()).collect();
    let chosen = options.mapping.columns.iter();
    let chosen: Vec<usize> = chosen
        .filter(|named| matches!(named.field, Field::Day | Field::End))
        .filter_map(|named| columns::place(named.theirs.as_ref()?, &texts))
        .collect();
    let mut assumed = Vec::new();
    for (place, header) in found.headers.iter().enumerate() {
        let (_, fields) = header.fields();
        let is_day = fields.contains(&Field::Day) || fields.contains(&Field::End);
        if !is_day && !chosen.contains(&place) {
            continue;
        }
        let below = grid.rows.get_mut(found.first..).unwrap_or_default();
        let cells = below.iter().filter_map(|row| row.cells.get(place));
        let mut cells = cells.filter(|cell| !cells::is_empty(cell)).peekable();
        if cells.peek().is_none() || !cells.all(|cell| of_number(cell).is_some()) {
            continue;
        }
        for row in below {
            let change = |(at, cell): (usize, &str)| match of_number(cell) {
                Some(date) if at == place => date,
                _ => cell.to_owned(),
            };
            row.cells = row.cells.iter().enumerate().map(change).collect();
        }
        assumed.push(format!(
            "{}: Excel's day numbers read as dates",
            header.text
        ));
    }
    assumed
}

/// The date, with a time if there is a fraction, of one of Excel's day numbers.
fn of_number(cell: &str) -> Option<String> {
    let number: f64 = cell.trim().parse().ok()?;
    let seconds = (number.fract() * 86_400.0).round() as i64;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let at = NUMBERS.contains(&number).then_some(first)?
        + TimeDelta::days(number.trunc() as i64)
        + TimeDelta::seconds(seconds);
    Some(if seconds == 0 {
        at.date().to_string()
    } else {
        at.to_string()
    })
}
