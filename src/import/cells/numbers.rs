//! Numbers with a decimal point or comma, and optionally the other as thousands separator.

use crate::import::cells;

/// Number format inferred from an entire file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    comma_is_decimal: bool,
    point_is_decimal: bool,
    /// Whether commas separate the cells of the file.
    comma_table: bool,
}

impl Marks {
    /// Initial state for a file with or without comma-separated cells.
    pub const fn of_table(comma_table: bool) -> Self {
        Self {
            comma_is_decimal: false,
            point_is_decimal: false,
            comma_table,
        }
    }

    /// Updates the inferred format from one cell.
    pub fn learn(&mut self, cell: &str) {
        let cell = cell.trim();
        if !is_digits_and_marks(cell) {
            return;
        }
        let decimal = match (cell.rfind('.'), cell.rfind(',')) {
            (Some(point), Some(comma)) => Some(if comma > point { ',' } else { '.' }),
            (Some(_), None) if shows_decimal(cell, '.') => Some('.'),
            (None, Some(_)) if shows_decimal(cell, ',') => Some(','),
            _ => None,
        };
        self.comma_is_decimal |= decimal == Some(',');
        self.point_is_decimal |= decimal == Some('.');
    }

    /// Updates the inferred format from a cell that has no decimals: a length in meters like `12,500`.
    pub fn learn_whole(&mut self, cell: &str) {
        let cell = cell.trim();
        let is_grouped = |mark| {
            let parts = cell.split_once(mark);
            parts.is_some_and(|(before, after): (&str, &str)| {
                after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
            })
        };
        if is_digits_and_marks(cell) {
            self.point_is_decimal |= is_grouped(',');
            self.comma_is_decimal |= is_grouped('.');
        }
    }

    /// Parses the number in a cell; `None` if it is not a number.
    pub fn read(self, cell: &str) -> Option<f64> {
        let cell: String = cell
            .trim()
            .chars()
            .filter(|sign| !matches!(sign, ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}'))
            .collect();
        if cells::is_empty(&cell) || !is_digits_and_marks(&cell) || cell.len() > 40 {
            return None;
        }
        let plain = match (cell.rfind('.'), cell.rfind(',')) {
            (Some(point), Some(comma)) if comma > point => cell.replace('.', "").replace(',', "."),
            (Some(_), Some(_)) => cell.replace(',', ""),
            (Some(_), None) if self.is_decimal(&cell, '.') => cell,
            (None, Some(_)) if self.is_decimal(&cell, ',') => cell.replace(',', "."),
            _ => cell.replace(['.', ','], ""),
        };
        plain.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Whether the only separator in a cell is the decimal one.
    fn is_decimal(self, cell: &str, mark: char) -> bool {
        let (this, other) = if mark == ',' {
            (self.comma_is_decimal, self.point_is_decimal)
        } else {
            (self.point_is_decimal, self.comma_is_decimal)
        };
        match cell.matches(mark).count() {
            1 if shows_decimal(cell, mark) || this => true,
            1 if other => false,
            1 => !(mark == ',' && self.comma_table),
            _ => false,
        }
    }
}

/// Whether a separator occurs once, followed by a number of digits other than three.
fn shows_decimal(cell: &str, mark: char) -> bool {
    cell.matches(mark).count() == 1
        && cell
            .rsplit(mark)
            .next()
            .is_some_and(|after| after.len() != 3)
}

fn is_digits_and_marks(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    digits.contains(|sign: char| sign.is_ascii_digit())
        && digits
            .chars()
            .all(|sign| sign.is_ascii_digit() || sign == '.' || sign == ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(comma_table: bool, cells: &[&str]) -> Vec<Option<f64>> {
        let mut marks = Marks::of_table(comma_table);
        for cell in cells {
            marks.learn(cell);
        }
        cells.iter().map(|cell| marks.read(cell)).collect()
    }

    #[test]
    fn what_a_mark_means_the_whole_file_shows() {
        assert_eq!(read(true, &["1,250", "8.40"]), [Some(1250.0), Some(8.4)]);
        assert_eq!(read(true, &["5,10", "1.000"]), [Some(5.1), Some(1000.0)]);
        assert_eq!(read(true, &["1,200"]), [Some(1200.0)]);
        assert_eq!(read(false, &["1,200"]), [Some(1.2)]);
        assert_eq!(read(true, &["1.234,5", "--"]), [Some(1234.5), None]);
        assert_eq!(
            read(true, &["1,234,567", "12 000"]),
            [Some(1_234_567.0), Some(12000.0)]
        );
        assert_eq!(read(true, &["x1", "", "1e5"]), [None, None, None]);
        let mut marks = Marks::of_table(false);
        marks.learn_whole("12,500");
        assert_eq!(
            [marks.read("12,500"), marks.read("7.5")],
            [Some(12500.0), Some(7.5)]
        );
    }

    proptest! {
        #[test]
        fn any_cell_is_a_number_or_none(cell in "\\PC{0,12}|[-+0-9., ]{0,20}", table: bool) {
            let mut marks = Marks::of_table(table);
            marks.learn(&cell);
            let _ = marks.read(&cell);
        }
    }
}
