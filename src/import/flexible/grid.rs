//! A table before anything is known of its columns: rows of cells, whatever they came out of.

use crate::import::{Refusal, limits, table};
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many lines tell what stands between cells.
const LOOKED_AT: usize = 20;

/// A row of cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct GridRow {
    /// The line of the file, or the number of the row or entry, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: StringRecord,
}

/// A table, or a part of a file that is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// The name of the sheet.
    pub name: Option<String>,
    /// What stands between cells, in a text.
    pub delimiter: Option<u8>,
    /// Its rows, titles and header too.
    pub rows: Vec<GridRow>,
    /// Columns whose cells are lists of texts.
    pub lists: Vec<usize>,
}

impl Grid {
    /// Adds a row.
    ///
    /// # Errors
    /// When there are more rows or columns than are read.
    pub(crate) fn push(&mut self, line: u64, cells: StringRecord) -> Result<(), Refusal> {
        table::within_columns(cells.len())?;
        // Titles and the header come on top.
        crate::import::within_records(self.rows.len().saturating_sub(LOOKED_AT))?;
        self.rows.push(GridRow { line, cells });
        Ok(())
    }

    /// Whether commas stand between its cells.
    pub(crate) fn has_commas(&self) -> bool {
        self.delimiter == Some(b',')
    }
}

/// The tables of a text: sections that blank lines part.
///
/// # Errors
/// When it goes beyond a bound, or cannot be read.
pub(crate) fn of_text(text: &str) -> Result<Vec<Grid>, Refusal> {
    let (delimiter, body) = said_delimiter(text).unwrap_or_else(|| (guessed_delimiter(text), text));
    let skipped = text.len() - body.len();
    let lines_before = text[..skipped].matches('\n').count() as u64;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let empty = || Grid {
        delimiter: Some(delimiter),
        ..Grid::default()
    };
    let mut grids = vec![empty()];
    let mut cells = StringRecord::new();
    loop {
        match reader.read_record(&mut cells) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(Refusal::Unreadable(format!("it couldn't be read: {error}"))),
        }
        let (byte, line) = cells.position().map_or((0, 0), |position| {
            (position.byte() as usize, position.line())
        });
        // The reader passes over blank lines without counting them.
        let blank = body.as_bytes()[byte..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|byte| **byte == b'\n')
            .count();
        let is_blank = cells.iter().all(|cell| cell.trim().is_empty());
        if (blank > 0 || is_blank) && grids.last().is_some_and(|grid| !grid.rows.is_empty()) {
            grids.push(empty());
        }
        if let Some(grid) = grids.last_mut().filter(|_| !is_blank) {
            grid.push(
                lines_before + line + blank as u64,
                std::mem::take(&mut cells),
            )?;
        }
    }
    Ok(joined(grids))
}

/// Joins grids that a blank line split, if the later one has no header.
fn joined(grids: Vec<Grid>) -> Vec<Grid> {
    let mut joined: Vec<Grid> = Vec::new();
    for grid in grids.into_iter().filter(|grid| !grid.rows.is_empty()) {
        let has_data = |row: &GridRow| row.cells.iter().any(super::header::is_data);
        let goes_on = |before: &Grid| {
            let (last, first) = (before.rows.last(), grid.rows.first());
            last.zip(first).is_some_and(|(last, first)| {
                last.cells.len() == first.cells.len() && has_data(first)
            })
        };
        match joined.last_mut() {
            Some(before) if goes_on(before) => before.rows.extend(grid.rows),
            _ => joined.push(grid),
        }
    }
    joined
}

/// The delimiter that a first line `sep=;` says, and the rest.
fn said_delimiter(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_start_matches([' ', '"']);
    let said = first.strip_prefix("sep=")?.trim_end_matches('"');
    let delimiter = *said.as_bytes().first().filter(|_| said.len() == 1)?;
    Some((delimiter, rest))
}

/// The delimiter that gives the most lines the same number of cells.
fn guessed_delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let widths = widths(text, delimiter);
        let width = most_often(&widths);
        let lines = widths.iter().filter(|other| **other == width).count();
        if width < 2 { (0, 0) } else { (lines, width) }
    };
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| score(*delimiter));
    best.unwrap_or(b',')
}

/// The first lines.
fn records(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records = reader.records().take(LOOKED_AT);
    records.map_while(Result::ok).collect()
}

/// How many cells each of the first lines has.
fn widths(text: &str, delimiter: u8) -> Vec<usize> {
    let records = records(text, delimiter);
    records.iter().map(StringRecord::len).collect()
}

/// The width that most rows have that have more than one cell; the greatest of those.
pub(crate) fn most_often(widths: &[usize]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for width in widths.iter().filter(|width| **width > 1) {
        *counts.entry(*width).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(width, count)| (*count, *width));
    most.map_or(1, |(width, _)| width)
}

/// Whether a text is a table of at least two columns and two rows.
pub(crate) fn is_table(text: &str) -> bool {
    let delimiter = said_delimiter(text).map_or_else(|| guessed_delimiter(text), |(said, _)| said);
    let rows = records(text, delimiter);
    let widths: Vec<usize> = rows.iter().map(StringRecord::len).collect();
    let width = most_often(&widths);
    // Prose has commas too, but not the same number in each line.
    let wide = widths.iter().filter(|other| **other == width).count();
    let is_even = width > 1 && wide > 1 && wide * 2 >= widths.len();
    // Titles and sections may stand round few rows; then two of a width, the second with data, are a table.
    let has_data = |row: &StringRecord| row.iter().any(super::header::is_data);
    let is_pair = |pair: &[StringRecord]| matches!(pair, [one, other] if one.len() > 1 && one.len() == other.len() && has_data(other));
    // Too wide to be one all the same: it is told so.
    let is_wide = widths.iter().any(|width| *width > limits::COLUMNS);
    is_even || is_wide || rows.windows(2).any(is_pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(Option<u8>, Vec<u64>)> {
        let grids = of_text(text).unwrap();
        grids
            .iter()
            .map(|grid| {
                (
                    grid.delimiter,
                    grid.rows.iter().map(|row| row.line).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn what_stands_between_cells_is_seen_or_said() {
        assert_eq!(shape("a;b\n1,5;2\n"), [(Some(b';'), vec![1, 2])]);
        assert_eq!(shape("sep=;\na;b,c\n"), [(Some(b';'), vec![2])]);
        assert_eq!(shape("a|b\n1|2\n"), [(Some(b'|'), vec![1, 2])]);
    }

    #[test]
    fn a_blank_line_begins_a_section_unless_what_follows_is_more_of_the_same() {
        let comma = Some(b',');
        assert_eq!(
            shape("a,b\n2026-01-01,2\n\nc,d,e\n1,2,3\n"),
            [(comma, vec![1, 2]), (comma, vec![4, 5])]
        );
        assert_eq!(
            shape("a,b\n2026-01-01,2\n\n2026-01-02,3\n"),
            [(comma, vec![1, 2, 4])]
        );
    }
}
