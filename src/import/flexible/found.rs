//! How a table was read, column by column, for a preview.

use super::assign::{Column, How};
use super::grid::{Grid, GridRow};
use super::header::FoundHeader;
use super::rows::RowReader;
use super::settle::Form;
use crate::domain::import::{ColumnFound, TableFound};
use crate::import::cells;
use crate::import::cells::dates::Order;
use crate::import::columns::{Field, Measure};

/// Rows shown in a preview.
const SHOWN: usize = 3;

/// The table and what each of its columns was taken for.
pub(super) fn found(
    grid: &Grid,
    header: &FoundHeader,
    shape: &str,
    rows: &[GridRow],
    reader: &RowReader<'_>,
) -> TableFound {
    let numbers = |place: usize| {
        let cells = rows.iter().filter_map(move |row| row.cells.get(place));
        cells.filter_map(|cell| reader.marks.read(cell))
    };
    let columns = header
        .headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !header.text.is_empty());
    let columns = columns.map(|(place, header)| {
        let known = reader
            .columns
            .iter()
            .find(|(column, _)| column.place == place);
        let cells = rows
            .iter()
            .take(SHOWN)
            .map(|row| row.cells.get(place).unwrap_or_default());
        let shown = |cell: &str| {
            if cells::is_empty(cell) {
                "(none)".to_owned()
            } else {
                crate::domain::sanitize::line(cell)
                    .chars()
                    .take(24)
                    .collect()
            }
        };
        ColumnFound {
            theirs: header.text.clone(),
            ours: known.map(|(column, _)| column.field.name()),
            own: known.and_then(|(column, _)| match column.field {
                Field::Own(id) => Some(id),
                _ => None,
            }),
            how: known.map_or("", |(column, _)| match column.how {
                How::Said => "as you said",
                How::Name => "by name",
                How::Cells => "by its cells",
            }),
            form: known.map_or(String::new(), |(column, form)| form_words(column, *form)),
            samples: cells.map(shown).collect(),
            range: known
                .filter(|(column, _)| column.field.is_rating())
                .map(|_| {
                    let (least, most) = numbers(place).fold((f64::MAX, f64::MIN), |all, number| {
                        (all.0.min(number), all.1.max(number))
                    });
                    (least.floor() as i64, most.ceil() as i64)
                }),
        }
    });
    TableFound {
        sheet: grid.name.clone(),
        rows: rows.len(),
        header_line: header.header_line,
        titles: header.titles,
        delimiter: grid.delimiter.map(char::from),
        shape: shape.to_owned(),
        columns: columns.collect(),
    }
}

/// Short description of a column's cell format.
fn form_words(column: &Column, form: Form) -> String {
    match form {
        Form::Plain | Form::Meters(None) => String::new(),
        Form::Dates(Order::DayFirst) => "day first".to_owned(),
        Form::Dates(Order::MonthFirst) => "month first".to_owned(),
        Form::Dates(Order::YearFirst) => "year first".to_owned(),
        Form::Since1970 => "seconds since 1970".to_owned(),
        Form::Length(_, Some(Measure::HoursMinutes)) => "h:mm".to_owned(),
        Form::Length(_, Some(Measure::MinutesSeconds)) => "m:ss".to_owned(),
        Form::Length(Some(unit), _)
            if column.field != Field::SleepHours || column.measure.is_some() =>
        {
            format!("{unit:?}").to_lowercase()
        }
        Form::Length(..) => "h:mm:ss".to_owned(),
        Form::Meters(Some(meters)) if (meters - 1000.0).abs() < 0.1 => "km".to_owned(),
        Form::Meters(Some(meters)) if (meters - 1.0).abs() < 0.01 => "m".to_owned(),
        Form::Meters(Some(meters)) if meters > 1000.0 => "miles".to_owned(),
        Form::Meters(Some(_)) => "yards".to_owned(),
        Form::Scale(Some((worst, best))) => format!("{worst} to {best}"),
        Form::Scale(None) => "words".to_owned(),
    }
}
