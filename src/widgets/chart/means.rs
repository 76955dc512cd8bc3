//! Means as bars to the left and right of the overall mean.
//!
//! ```text
//!  Mon       │▌     6.1
//!  Tue      ▐│      5.7
//!        avg 5.9
//! ```

use crate::widgets::bars::diverging;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns};

/// One of the means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanRow<'a> {
    /// Name of the group.
    pub name: &'a str,
    /// The mean; `None` if there are too few values.
    pub mean: Option<f64>,
    /// Its color, 1 to 9.
    pub level: u8,
}

/// Rows of means, `pitch` rows apart.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    /// From top to bottom.
    pub rows: &'a [MeanRow<'a>],
    /// The overall mean, where the bars start.
    pub middle: f64,
    /// Distance from it at which a bar reaches full length.
    pub full: f64,
    /// Width of the names; 0 for none.
    pub names: u16,
    /// Rows from one mean to the next.
    pub pitch: u16,
}

/// Maximum length of a bar to each side, in cells.
const MOST_CELLS: u16 = 7;

impl Means<'_> {
    /// Draws as many as fit the painter's area.
    pub fn render(&self, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let numbers = if theme.numbers { 5 } else { 0 };
        let room = painter.width().saturating_sub(self.names + numbers + 1);
        let half = (room / 2).min(MOST_CELLS);
        for (place, row) in self.rows.iter().enumerate() {
            let y = u16::try_from(place)
                .unwrap_or(u16::MAX)
                .saturating_mul(self.pitch);
            if self.names > 0 {
                painter.text(0, y, row.name, theme.dim);
            }
            let Some(mean) = row.mean else {
                painter.text(self.names + half, y, theme.glyphs.dot, theme.frame);
                continue;
            };
            let style = theme.mood[usize::from(row.level.clamp(1, 9)) - 1];
            let share = (mean - self.middle) / self.full;
            diverging(self.names, y, half, share, style, painter);
            if theme.numbers {
                let x = self.names + 2 * half + 2;
                painter.text(x, y, &format::tenths(mean), theme.text);
            }
        }
        self.zero(half, painter);
    }

    /// Says below the rows, if there is room, what the middle is.
    fn zero(&self, half: u16, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let y = rows.saturating_mul(self.pitch);
        let text = if theme.numbers {
            format!("avg {}", format::tenths(self.middle))
        } else {
            "average".to_owned()
        };
        let middle = self.names.saturating_add(half);
        let x = middle.saturating_sub(columns(&text) / 2);
        if y < painter.height() && rows > 0 {
            painter.text(x, y, &text, theme.dim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    #[test]
    fn what_is_above_the_mean_of_all_goes_right() {
        let rows = [
            MeanRow {
                name: "Mon",
                mean: Some(6.0),
                level: 6,
            },
            MeanRow {
                name: "Tue",
                mean: Some(4.0),
                level: 4,
            },
            MeanRow {
                name: "Wed",
                mean: None,
                level: 1,
            },
        ];
        let means = Means {
            rows: &rows,
            middle: 5.0,
            full: 1.0,
            names: 4,
            pitch: 1,
        };
        let buffer = drawn(16, 3, &Theme::dark(), |painter| means.render(painter));
        let lines: Vec<String> = (0..3).map(|y| row(&buffer, y)).collect();
        assert_eq!(
            lines,
            ["Mon    │███ 6.0 ", "Tue ███│    4.0 ", "Wed    ·        "]
        );
    }

    proptest! {
        #[test]
        fn any_means_are_drawn_inside(
            width in 0u16..60, height in 0u16..12, names in 0u16..20, pitch in 0u16..4,
            values in prop::collection::vec((prop::option::of(any::<f64>()), any::<u8>()), 0..9),
            middle in any::<f64>(), full in any::<f64>()
        ) {
            let rows: Vec<MeanRow<'_>> =
                values.iter().map(|(mean, level)| MeanRow { name: "afternoon", mean: *mean, level: *level }).collect();
            for theme in themes() {
                let means = Means { rows: &rows, middle, full, names, pitch };
                drawn(width, height, &theme, |painter| means.render(painter));
            }
        }
    }
}
