//! Text tables: delimiter, header, rows by column name, and handling of invalid rows.

use crate::domain::sanitize::line;
use crate::import::cells::dates::Order;
use crate::import::cells::numbers::Marks;
use crate::import::date_order::{self, Written};
use crate::import::{Parsed, ReadOptions, Refusal, limits, quoted};
use csv::{ReaderBuilder, StringRecord};

/// Maximum number of columns listed in a message.
const NAMED: usize = 20;

/// A table with its header parsed.
pub(super) struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    columns: Vec<String>,
    warnings: Vec<String>,
    /// Number of lines above the text.
    above: u64,
}

/// One row, with fields by column name.
pub(super) struct Row<'a> {
    columns: &'a [String],
    fields: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// The field exactly as in the file; empty if the column does not exist.
    pub(super) fn raw(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.fields.get(place)).unwrap_or("")
    }

    /// The trimmed field in the last column of this name.
    pub(super) fn last(&self, column: &str) -> &'a str {
        let place = self.columns.iter().rposition(|name| name == column);
        place
            .and_then(|place| self.fields.get(place))
            .unwrap_or("")
            .trim()
    }

    /// The trimmed field.
    pub(super) fn get(&self, column: &str) -> &'a str {
        self.raw(column).trim()
    }
}

/// The delimiter and the column names, trimmed and lowercase, if `text` is a table.
pub(super) fn header(text: &str) -> (u8, Vec<String>) {
    let candidates = [b',', b';', b'\t'].map(|delimiter| {
        let mut record = StringRecord::new();
        let mut reader = reader(text, delimiter);
        // Text that is not a table simply yields no matching columns.
        let _ = reader.read_record(&mut record);
        let names: Vec<String> = record
            .iter()
            .take(limits::COLUMNS + 1)
            .map(|name| line(name).trim().trim_start_matches('#').to_lowercase())
            .collect();
        (delimiter, names)
    });
    // On a tie, the first one wins.
    candidates
        .into_iter()
        .rev()
        .max_by_key(|(_, names)| names.len())
        .unwrap_or_default()
}

/// Refuses tables with more columns than the limit.
pub(super) fn within_columns(count: usize) -> Result<(), Refusal> {
    let why = || {
        let most = limits::count(limits::COLUMNS);
        let words =
            format!("line 1 has more than {most} columns (the limit); is it the right file?");
        Refusal::Unreadable(words)
    };
    if count > limits::COLUMNS {
        Err(why())
    } else {
        Ok(())
    }
}

/// Refuses text with lines above the limit, because the reader keeps an entire row in memory.
pub(super) fn within_lines(text: &str) -> Result<(), Refusal> {
    match text.split('\n').position(|line| line.len() > limits::LINE) {
        None => Ok(()),
        Some(place) => Err(Refusal::Unreadable(format!(
            "line {} is longer than {} (the limit); the file may be damaged, so export it again",
            place + 1,
            limits::size(limits::LINE as u64)
        ))),
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

impl<'a> Table<'a> {
    /// Opens text as a table.
    pub(super) fn open(text: &'a str) -> Self {
        let (delimiter, columns) = header(text);
        Self {
            text,
            delimiter,
            columns,
            warnings: Vec::new(),
            above: 0,
        }
    }

    /// Opens the text after the first `lines` lines as a table.
    pub(super) fn below(text: &'a str, lines: usize) -> Self {
        let rest = text
            .match_indices('\n')
            .nth(lines.saturating_sub(1))
            .map_or("", |(place, _)| &text[place + 1..]);
        Self {
            above: lines as u64,
            ..Self::open(rest)
        }
    }

    /// Column names in their original spelling, trimmed.
    pub(super) fn columns_as_written(&self) -> Vec<String> {
        let mut record = StringRecord::new();
        let _ = reader(self.text, self.delimiter).read_record(&mut record);
        record.iter().map(|name| name.trim().to_owned()).collect()
    }

    /// Number format of these columns.
    pub(super) fn marks(&self, columns: &[&str]) -> Marks {
        let mut marks = Marks::of_table(self.delimiter == b',');
        self.each(|row| {
            for column in columns {
                marks.learn(row.get(column));
            }
        });
        marks
    }

    /// Whether day or month comes first in the dates of these columns.
    ///
    /// # Errors
    /// If both orders are possible, or neither is.
    pub(super) fn order(
        &self,
        columns: &[&str],
        options: &ReadOptions<'_>,
    ) -> Result<Order, Refusal> {
        let mut cells = Vec::new();
        self.each_line(|line, row| {
            for column in columns {
                // Month names and leading years are unambiguous.
                let cell = row.get(column);
                if cell.contains(['/', '-']) && !cell.starts_with("20") && !cell.starts_with("19") {
                    cells.push((line, *column, cell.to_owned()));
                }
            }
        });
        let dates = cells.iter().map(|(line, column, cell)| Written {
            line: *line,
            column,
            cell,
            weekday: || None,
        });
        date_order::order(dates, options)
    }

    /// For each row, the first column named `column` and its last duplicate, or column `other` if there is no
    /// duplicate.
    pub(super) fn pairs(&self, column: &str, other: &str) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let is_twice = self.columns.iter().filter(|name| *name == column).count() > 1;
        self.each(|row| {
            let last = if is_twice {
                row.last(column)
            } else {
                row.get(other)
            };
            pairs.push((row.get(column).to_owned(), last.to_owned()));
        });
        pairs
    }

    /// Calls `look` for every readable row.
    fn each(&self, mut look: impl FnMut(&Row<'_>)) {
        self.each_line(|_, row| look(row));
    }

    /// Calls `look` for every readable row with its line number.
    fn each_line(&self, mut look: impl FnMut(u64, &Row<'_>)) {
        let mut reader = reader(self.text, self.delimiter);
        let mut fields = StringRecord::new();
        let mut header = true;
        while matches!(reader.read_record(&mut fields), Ok(true)) {
            if !std::mem::take(&mut header) {
                let row = Row {
                    columns: &self.columns,
                    fields: &fields,
                };
                look(self.line(&fields), &row);
            }
        }
    }

    /// Whether the column exists.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// Column names.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Lists the column names for a message.
    pub(super) fn found(&self) -> String {
        let mut names: Vec<String> = self
            .columns
            .iter()
            .take(NAMED)
            .map(|name| quoted(name))
            .collect();
        if self.columns.len() > NAMED {
            names.push(format!("and {} more", self.columns.len() - NAMED));
        }
        names.join(", ")
    }

    /// Refuses the table if one of these columns is missing.
    pub(super) fn need(&self, columns: &[&str], what: &str) -> Result<(), Refusal> {
        let missing: Vec<&str> = columns
            .iter()
            .copied()
            .filter(|column| !self.has(column))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let plural = if missing.len() == 1 {
            "column"
        } else {
            "columns"
        };
        let words = format!(
            "it has no {plural} {}, which {what} needs; its first line has {}",
            missing.join(", "),
            self.found()
        );
        Err(Refusal::Unreadable(words))
    }

    /// Adds warnings for columns not in `known` and for duplicate columns.
    pub(super) fn expect_only(&mut self, known: &[&str]) {
        let mut ignored: Vec<String> = Vec::new();
        for (place, name) in self.columns.iter().enumerate() {
            let again = self.columns[..place.min(NAMED)].contains(name);
            if !name.is_empty()
                && (again || !known.contains(&name.as_str()))
                && ignored.len() < NAMED
            {
                ignored.push(quoted(name));
            }
        }
        if !ignored.is_empty() {
            let column = if ignored.len() == 1 {
                "column"
            } else {
                "columns"
            };
            self.warnings
                .push(format!("ignored {column}: {}", ignored.join(", ")));
        }
    }

    /// Calls `take` for every row; if it returns an error, the row is rejected with that reason. Refuses the file if
    /// there are rows but none is valid.
    pub(super) fn read(
        self,
        mut parsed: Parsed,
        mut take: impl FnMut(&Row<'_>, &mut Parsed) -> Result<(), String>,
    ) -> Result<Parsed, Refusal> {
        within_columns(self.columns.len())?;
        parsed.warnings.extend(self.warnings.iter().cloned());
        let mut reader = reader(self.text, self.delimiter);
        let mut fields = StringRecord::new();
        let mut header = true;
        loop {
            match reader.read_record(&mut fields) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    return Err(Refusal::Unreadable(format!("it couldn't be read: {error}")));
                }
            }
            if std::mem::take(&mut header) || fields.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            parsed.another()?;
            let row = Row {
                columns: &self.columns,
                fields: &fields,
            };
            let outcome = self.check(&fields).and_then(|()| take(&row, &mut parsed));
            if let Err(reason) = outcome {
                let line = self.line(&fields);
                parsed.rejected.push((line, reason));
            }
        }
        if parsed.read == 0 {
            return Err(Refusal::Empty("only a header, no rows".to_owned()));
        }
        if let Some((line, reason)) = parsed
            .rejected
            .first()
            .filter(|_| parsed.rejected.len() == parsed.read)
        {
            return Err(Refusal::Unreadable(format!(
                "none of its rows could be read; line {line}: {reason}"
            )));
        }
        Ok(parsed)
    }

    fn check(&self, fields: &StringRecord) -> Result<(), String> {
        let (expected, found) = (self.columns.len(), fields.len());
        let open = fields
            .iter()
            .next_back()
            .is_some_and(|field| field.contains('\n'));
        let hint = if open {
            "; a quotation mark may not be closed"
        } else {
            ""
        };
        // Rows may end in extra delimiters.
        let is_longer = fields
            .iter()
            .skip(expected)
            .any(|field| !field.trim().is_empty());
        if found < expected || is_longer {
            return Err(format!(
                "expected {expected} fields, as in the first line, found {found}{hint}"
            ));
        }
        match fields
            .iter()
            .zip(&self.columns)
            .find(|(field, _)| field.len() > limits::FIELD)
        {
            Some((_, column)) => Err(format!(
                "{column} is longer than {} KB{hint}",
                limits::FIELD / 1024
            )),
            None => Ok(()),
        }
    }

    /// Line number on which a row starts. The reader counts from the end of the previous row, so blank lines between
    /// them have to be added.
    fn line(&self, fields: &StringRecord) -> u64 {
        let Some(position) = fields.position() else {
            return 0;
        };
        let rest = self
            .text
            .as_bytes()
            .get(position.byte() as usize..)
            .unwrap_or_default();
        self.above + position.line() + rest.iter().take_while(|byte| **byte == b'\n').count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad_lines(text: &str) -> Vec<(u64, String)> {
        let table = Table::open(text);
        let parsed = table.read(Parsed::default(), |row, _| match row.get("b") {
            "bad" => Err("b is bad".into()),
            _ => Ok(()),
        });
        parsed.unwrap().rejected
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_apart() {
        for (text, delimiter) in [
            ("a,b\n1,2", b','),
            ("a;b;c\n1;2,5;3", b';'),
            ("A\t b\n", b'\t'),
            ("alone", b','),
        ] {
            assert_eq!(header(text).0, delimiter, "{text}");
        }
        assert_eq!(header("\u{20}A ;\"B\"").1, ["a", "b"]);
    }

    #[test]
    fn a_row_is_named_by_the_line_on_which_it_begins() {
        let text = "a,b\n\"one\ntwo\n\nthree\",good\n1,bad\n\n\n\"x\ny\",bad\n1,2,3\n";
        let expected = "expected 2 fields, as in the first line, found 3";
        let bad = "b is bad".to_string();
        assert_eq!(
            bad_lines(text),
            [(6, bad.clone()), (9, bad), (11, expected.into())]
        );
    }

    #[test]
    fn an_open_quotation_mark_is_suspected() {
        let rows = bad_lines("a,b\n1,good\n\"2,good\n3,good\n");
        assert_eq!(rows.len(), 1);
        assert!(
            rows[0].0 == 3 && rows[0].1.ends_with("a quotation mark may not be closed"),
            "{rows:?}"
        );
    }

    #[test]
    fn a_field_beyond_the_limit_is_a_rejected_row() {
        let long = "x".repeat(limits::FIELD + 1);
        let rows = bad_lines(&format!("a,b\n{long},1\n2,2\n"));
        assert_eq!(rows, [(2, "a is longer than 1024 KB".to_string())]);
    }

    #[test]
    fn rows_of_nothing_but_delimiters_are_no_entries() {
        assert_eq!(bad_lines("a,b\n,\n1,good\n , \n"), []);
    }
}
