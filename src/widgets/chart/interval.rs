//! An estimate with its interval, on an axis shared by all rows so that they can be compared at a glance.
//!
//! ```text
//!  the same day          ░░░░──┼○───            clear of 0: ●━, else ○─
//!  the next day          ░░░░░░│░░━━●━━         within the band a difference is too small to matter
//!                 -2    -1     0     +1    +2
//! ```

use super::axis::Axis;
use crate::widgets::color::mix;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// An estimate and the ends of its interval, in the unit of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The point estimate.
    pub estimate: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether the interval is entirely on one side of 0.
    pub const fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The shared axis for rows of intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalAxis {
    /// Its range; an interval that extends beyond it ends in an arrow.
    pub ends: Axis,
    /// The smallest difference that matters, in either direction; 0 for none.
    pub small: f64,
}

impl IntervalAxis {
    /// For differences between ratings, in points.
    pub const POINTS: Self = Self {
        ends: Axis {
            low: -2.0,
            high: 2.0,
        },
        small: 0.5,
    };

    /// Draws the background of the rows over the whole area: the band of differences that are too small to matter,
    /// and the zero line.
    pub fn ground(&self, painter: &mut Painter<'_>) {
        self.ground_with(true, painter);
    }

    /// Draws only the zero line over the whole area, for rows without an interval.
    pub fn zero_line(&self, painter: &mut Painter<'_>) {
        self.ground_with(false, painter);
    }

    fn ground_with(&self, has_band: bool, painter: &mut Painter<'_>) {
        let (theme, width) = (painter.theme(), painter.width());
        let zero = self.ends.column(0.0, width);
        let [from, to] = [-self.small, self.small].map(|end| self.ends.column(end, width));
        let line = if theme.glyphs.ascii { "|" } else { "│" };
        for y in 0..painter.height() {
            if has_band && self.small > 0.0 {
                let (sign, style) = band(theme);
                for x in from..=to {
                    painter.text(x, y, sign, style);
                }
            }
            painter.text(zero, y, line, theme.frame);
        }
    }

    /// Draws one interval over the existing cells in the first row.
    pub fn interval(&self, interval: &Interval, painter: &mut Painter<'_>) {
        let (theme, width) = (painter.theme(), painter.width());
        let is_clear = interval.is_clear();
        let [line, dot] = match (is_clear, theme.glyphs.ascii) {
            (true, false) => ["━", theme.glyphs.is],
            (true, true) => ["=", theme.glyphs.is],
            (false, false) => ["─", theme.glyphs.was],
            (false, true) => ["-", theme.glyphs.was],
        };
        let (line_style, dot_style) = if is_clear {
            (theme.mark, theme.accent)
        } else {
            (theme.dim, theme.text)
        };
        let [from, to] = [interval.low, interval.high].map(|end| self.ends.column(end, width));
        for x in from..=to {
            painter.text(x, 0, line, line_style);
        }
        let [left, right] = if theme.glyphs.ascii {
            ["<", ">"]
        } else {
            ["◂", "▸"]
        };
        if interval.low < self.ends.low {
            painter.text(from, 0, left, line_style);
        }
        if interval.high > self.ends.high {
            painter.text(to, 0, right, line_style);
        }
        if (self.ends.low..=self.ends.high).contains(&interval.estimate) {
            let x = self.ends.column(interval.estimate, width);
            painter.text(x, 0, dot, dot_style);
        }
    }

    /// Draws an interval with its background in the first row.
    pub fn row(&self, interval: &Interval, painter: &mut Painter<'_>) {
        let width = painter.width();
        self.ground(&mut painter.part(0, 0, width, 1));
        self.interval(interval, painter);
    }

    /// Writes as many of the ends, 0 and the midpoints under their columns as fit.
    pub fn scale(&self, painter: &mut Painter<'_>) {
        let (theme, width) = (painter.theme(), painter.width());
        let Axis { low, high } = self.ends;
        let mut taken: Vec<(u16, u16)> = Vec::new();
        for value in [0.0, low, high, low / 2.0, high / 2.0] {
            let text = signed(value);
            let wide = columns(&text);
            let middle = self.ends.column(value, width);
            let x = (middle.saturating_sub(wide / 2)).min(width.saturating_sub(wide));
            let is_free = |(from, to): &(u16, u16)| x > *to || x + wide < *from;
            if taken.iter().all(is_free) {
                painter.text(x, 0, &text, theme.dim);
                taken.push((x, x + wide));
            }
        }
    }
}

impl IntervalAxis {
    /// Writes, as the head of a column of intervals, which way is lower and which better, with the ends and 0 as far as
    /// they fit.
    pub fn head(&self, painter: &mut Painter<'_>) {
        const LOWER: &str = "lower";
        const BETTER: &str = "better";
        let (theme, width) = (painter.theme(), painter.width());
        let zero = self.ends.column(0.0, width);
        let (low, high) = (signed(self.ends.low), signed(self.ends.high));
        let (from, to) = (
            zero.saturating_sub(columns(LOWER) + 1),
            zero + 2 + columns(BETTER),
        );
        painter.text(zero, 0, "0", theme.dim);
        if zero > columns(LOWER) {
            painter.text(from, 0, LOWER, theme.dim);
        }
        if to <= width {
            painter.text(zero + 2, 0, BETTER, theme.dim);
        }
        if from > columns(&low) && to + 1 + columns(&high) <= width {
            painter.text(0, 0, &low, theme.dim);
            painter.right(width, 0, &high, theme.dim);
        }
    }
}

/// A cell of the band of small differences: a background color if the screen's background is known, otherwise a
/// shade.
pub fn band(theme: &Theme) -> (&'static str, Style) {
    let style = match mix(theme.grid, theme.base, 0.5).fg {
        Some(faded) if theme.base.is_some() => Style::new().fg(faded).bg(faded),
        _ => theme.grid,
    };
    (theme.glyphs.shade, style)
}

/// An axis value: `+1`, `-0.5`, `0`.
fn signed(value: f64) -> String {
    match value {
        0.0 => "0".to_owned(),
        _ if value.fract() == 0.0 => format!("{value:+.0}"),
        _ => format!("{value:+.1}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GlyphChoice;
    use crate::widgets::painter::Caches;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// The rows of a drawing of this size, with a margin that has to stay blank.
    fn drawn(
        (width, height): (u16, u16),
        theme: &Theme,
        draw: impl FnOnce(&mut Painter<'_>),
    ) -> Vec<String> {
        let whole = Rect::new(0, 0, width + 4, height + 4);
        let inside = Rect::new(2, 2, width, height);
        let mut buffer = Buffer::empty(whole);
        let mut caches = Caches::default();
        draw(&mut Painter::new(&mut buffer, inside, theme, &mut caches));
        for place in whole.positions().filter(|place| !inside.contains(*place)) {
            assert_eq!(
                buffer[place].symbol(),
                " ",
                "{place:?} is outside {inside:?}"
            );
        }
        let row = |y: u16| {
            (0..width)
                .map(|x| buffer[(x + 2, y + 2)].symbol())
                .collect()
        };
        (0..height).map(row).collect()
    }

    fn row(low: f64, estimate: f64, high: f64, theme: &Theme) -> String {
        let interval = Interval {
            low,
            estimate,
            high,
        };
        drawn((17, 1), theme, |painter| {
            IntervalAxis::POINTS.row(&interval, painter);
        })
        .concat()
    }

    #[test]
    fn what_is_clear_of_zero_is_told_by_its_signs() {
        let mono = Theme::mono();
        assert_eq!(row(0.25, 0.75, 1.25, &mono), "      ░░│━━●━━   ");
        assert_eq!(row(-1.0, -0.25, 0.5, &mono), "    ───○───      ");
        let ascii = mono.with_glyphs(GlyphChoice::Ascii);
        assert_eq!(row(0.25, 0.75, 1.25, &ascii), "      ::|==*==   ");
        assert_eq!(row(-1.0, -0.25, 0.5, &ascii), "    ---o---      ");
        assert_eq!(row(-9.0, -3.0, -1.5, &ascii), "<==   ::|::      ");
    }

    #[test]
    fn the_scale_names_the_ends_and_the_middle() {
        let scale = |width| {
            drawn((width, 1), &Theme::mono(), |painter| {
                IntervalAxis::POINTS.scale(painter);
            })
            .concat()
        };
        assert_eq!(scale(21), "-2  -1    0   +1   +2");
        assert_eq!(scale(5), "  0  ", "0 alone where the ends would touch it");
    }

    proptest! {
        #[test]
        fn any_numbers_at_any_size_stay_inside(
            width in 0u16..90, height in 0u16..12,
            low in any::<f64>(), estimate in any::<f64>(), high in any::<f64>(),
            ends in (any::<f64>(), any::<f64>()), small in any::<f64>(), is_plain in any::<bool>()
        ) {
            let interval = Interval { low, estimate, high };
            let theme = if is_plain {
                Theme::mono().with_glyphs(GlyphChoice::Ascii)
            } else {
                Theme::dark()
            };
            let strange = IntervalAxis { ends: Axis { low: ends.0, high: ends.1 }, small };
            for axis in [IntervalAxis::POINTS, strange] {
                drawn((width, height), &theme, |painter| {
                    axis.ground(painter);
                    axis.zero_line(painter);
                    axis.row(&interval, painter);
                    axis.scale(painter);
                    axis.head(painter);
                });
            }
        }
    }
}
