//! A chart's axis: its range, the position of a value, and its labels.

use crate::widgets::painter::{Painter, columns};
use ratatui::style::Style;

/// The range of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at the bottom.
    pub low: f64,
    /// The value at the top.
    pub high: f64,
}

impl Axis {
    /// For ratings.
    pub const RATING: Self = Self {
        low: 1.0,
        high: 9.0,
    };
    /// For ratings as columns: starts at 0, so that a 1 is visible.
    pub const RATING_COLUMNS: Self = Self {
        low: 0.0,
        high: 9.0,
    };
    /// For hours slept.
    pub const HOURS: Self = Self {
        low: 0.0,
        high: 12.0,
    };

    /// For minutes up to `most`, rounded up to a number with a round half.
    pub fn minutes(most: f64) -> Self {
        let steps = [
            20.0, 30.0, 40.0, 60.0, 90.0, 120.0, 180.0, 240.0, 360.0, 480.0, 960.0,
        ];
        Self {
            low: 0.0,
            high: steps
                .into_iter()
                .find(|step| *step >= most)
                .unwrap_or(1440.0),
        }
    }

    /// For amounts up to `most`: from 0 to 2, 4, 6, 8 or 10 times a power of ten.
    pub fn amount(most: f64) -> Self {
        let mut scale = 1.0;
        while scale * 10.0 < most && scale < 1e9 {
            scale *= 10.0;
        }
        let steps = [2.0, 4.0, 6.0, 8.0, 10.0].map(|step| step * scale);
        Self {
            low: 0.0,
            high: steps
                .into_iter()
                .find(|step| *step >= most)
                .unwrap_or(10.0 * scale),
        }
    }

    /// Position of `value`, from 0 at the bottom to 1 at the top, clamped; NaN counts as the bottom.
    pub fn share(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        }
    }

    /// Row of `value` from the top, in `rows` rows, clamped.
    pub fn row(&self, value: f64, rows: u16) -> u16 {
        let share = ((self.high - value) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(rows.saturating_sub(1))).round() as u16
    }

    /// Column of `value` from the left, in `columns` columns, clamped.
    pub fn column(&self, value: f64, columns: u16) -> u16 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(columns.saturating_sub(1))).round() as u16
    }

    /// The row with the top of a column of height `value`, in `rows` rows.
    pub fn crest(&self, value: f64, rows: u16) -> u16 {
        // Shares such as a third aren't exact, and a row's edge belongs to the row below it.
        let row = (f64::from(rows) * (1.0 - self.share(value)) + 1e-9).floor() as u16;
        row.min(rows.saturating_sub(1))
    }

    /// Whether a column of height `value` ends on the edge of a row, so that a label beside that row tells the truth.
    pub fn is_exact(&self, value: f64, rows: u16) -> bool {
        let high = f64::from(rows) * self.share(value);
        high.round() >= 1.0 && (high - high.round()).abs() < 1e-6
    }

    /// The most of `rows` rows, at least two thirds of them, where each of `marks` is exact and equal steps take equal
    /// rows; all of them if there is no such number.
    pub fn even_rows(&self, marks: &[f64], rows: u16) -> u16 {
        let least = rows.saturating_mul(2).div_ceil(3).max(1);
        let is_even = |rows: &u16| marks.iter().all(|mark| self.is_exact(*mark, *rows));
        (least..=rows).rev().find(is_even).unwrap_or(rows)
    }

    /// The midpoint.
    pub const fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// An axis label: its first column, its text and its style.
pub type Label = (u16, String, Style);

/// Writes the labels that fit along the row `y`: inside the painter's area and at least one blank apart. Labels
/// earlier in the list have priority.
pub fn labels(labels: &[Label], y: u16, painter: &mut Painter<'_>) {
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for (x, text, style) in labels {
        let end = x.saturating_add(columns(text));
        let is_free = taken.iter().all(|(from, to)| end < *from || *to < *x);
        if is_free && end <= painter.width() {
            painter.text(*x, y, text, *style);
            taken.push((*x, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    #[test]
    fn the_first_of_two_labels_in_one_place_is_written() {
        let label = |x, text: &str| (x, text.to_owned(), Style::new());
        let wanted = [
            label(6, "now"),
            label(0, "Mon"),
            label(4, "Tue"),
            label(9, "x"),
        ];
        let buffer = drawn(12, 1, &Theme::dark(), |painter| labels(&wanted, 0, painter));
        assert_eq!(row(&buffer, 0), "Mon   now   ");
    }

    #[test]
    fn equal_steps_take_equal_rows() {
        let marks = [3.0, 6.0, 9.0];
        for rows in [3, 4, 7, 8, 11, 14] {
            let even = Axis::RATING_COLUMNS.even_rows(&marks, rows);
            let at = marks.map(|mark| Axis::RATING_COLUMNS.crest(mark, even));
            assert_eq!(at[0] - at[1], at[1] - at[2], "of {rows} rows, {even}");
            assert!(even <= rows && rows - even <= 2);
        }
        assert_eq!(
            Axis::RATING_COLUMNS.even_rows(&marks, 5),
            5,
            "three would be too few"
        );
    }

    proptest! {
        #[test]
        fn labels_stand_apart_and_inside(
            width in 0u16..40, places in prop::collection::vec((0u16..50, "[a-z]{1,7}"), 0..12)
        ) {
            let wanted: Vec<Label> = places.iter().map(|(x, text)| (*x, text.clone(), Style::new())).collect();
            let buffer = drawn(width, 1, &Theme::dark(), |painter| labels(&wanted, 0, painter));
            let line = row(&buffer, 0);
            for word in line.split_whitespace() {
                prop_assert!(places.iter().any(|(_, text)| text == word), "{word:?} in {line:?}");
            }
        }

        #[test]
        fn a_higher_value_never_lies_lower(rows in 0u16..60, less in any::<f64>(), more in any::<f64>()) {
            let (less, more) = if less > more { (more, less) } else { (less, more) };
            for axis in [Axis::RATING, Axis::RATING_COLUMNS, Axis::HOURS, Axis::minutes(less)] {
                prop_assert!(axis.share(less) <= axis.share(more) || less.is_nan() || more.is_nan());
                prop_assert!(axis.crest(more, rows) <= rows.saturating_sub(1));
                prop_assert!(axis.row(more, rows) <= rows.saturating_sub(1));
            }
        }
    }
}
