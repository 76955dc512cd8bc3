//! A table before its columns are interpreted: rows of cells from any source.

use crate::import::{Refusal, limits, table};
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

/// Possible delimiters.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Number of lines examined to detect the delimiter.
const LOOKED_AT: usize = 20;

/// A row of cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct GridRow {
    /// Line in the file, or number of the row or entry, starting at 1.
    pub line: u64,
    /// Cells of the row.
    pub cells: StringRecord,
}

/// A table, or a section of a file that is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Sheet name.
    pub name: Option<String>,
    /// Name of the list, in a JSON document with several.
    pub list: Option<String>,
    /// Delimiter, for text.
    pub delimiter: Option<u8>,
    /// Rows, including titles and header.
    pub rows: Vec<GridRow>,
    /// Indexes of columns that contain lists of strings.
    pub lists: Vec<usize>,
}

impl Grid {
    /// Appends a row.
    ///
    /// # Errors
    /// If there are too many rows or columns.
    pub(crate) fn push(&mut self, line: u64, cells: StringRecord) -> Result<(), Refusal> {
        table::within_columns(cells.len())?;
        // Titles and the header do not count toward the limit.
        crate::import::within_records(self.rows.len().saturating_sub(LOOKED_AT))?;
        self.rows.push(GridRow { line, cells });
        Ok(())
    }

    /// Whether the delimiter is a comma.
    pub(crate) fn has_commas(&self) -> bool {
        self.delimiter == Some(b',')
    }
}

/// Splits a text into tables at blank lines.
///
/// # Errors
/// If a limit is exceeded or the text cannot be parsed.
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
        // The reader skips blank lines without counting them.
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

/// Joins grids separated by a blank line if the later one has no header.
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

/// The delimiter declared in a first line `sep=;`, and the remaining text.
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

/// Parses the first lines.
fn records(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records = reader.records().take(LOOKED_AT);
    records.map_while(Result::ok).collect()
}

/// Cell counts of the first lines.
fn widths(text: &str, delimiter: u8) -> Vec<usize> {
    let records = records(text, delimiter);
    records.iter().map(StringRecord::len).collect()
}

/// The most frequent row width above 1; the largest if several are equally frequent.
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

/// Whether the text is a table of at least two columns and two rows.
pub(crate) fn is_table(text: &str) -> bool {
    let delimiter = said_delimiter(text).map_or_else(|| guessed_delimiter(text), |(said, _)| said);
    let rows = records(text, delimiter);
    let widths: Vec<usize> = rows.iter().map(StringRecord::len).collect();
    let width = most_often(&widths);
    // Prose contains commas too, but not the same number on each line.
    let wide = widths.iter().filter(|other| **other == width).count();
    let is_even = width > 1 && wide > 1 && wide * 2 >= widths.len();
    // With titles and sections, few rows may be left; two adjacent rows of equal width, the second with data, are
    // enough.
    let has_data = |row: &StringRecord| row.iter().any(super::header::is_data);
    let is_pair = |pair: &[StringRecord]| matches!(pair, [one, other] if one.len() > 1 && one.len() == other.len() && has_data(other));
    // Too many columns still counts as a table, so that the user gets the specific error.
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
