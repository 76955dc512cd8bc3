//! Two values of each day plotted against each other, with the mean of `y` per range of `x` as steps.
//!
//! ```text
//!  9  ┈┈┈┈┈┈┈○┈┈┈┈┈┈
//!     █  ●   ○  6.2
//!     █ ━━━━━━━●━━━━
//!  1  ┈┈┈┈┈┈┈┈┈┈┈┈┈┈
//! ```

use crate::widgets::bars::grid_line;
use crate::widgets::chart::axis::Axis;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns};
use ratatui::style::Color;

/// A range of x values, with the mean y value of its days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinMean {
    /// The smallest x value in it.
    pub from: f64,
    /// The largest.
    pub to: f64,
    /// The mean y value.
    pub mean: f64,
    /// Number of days.
    pub days: usize,
}

/// A scatter plot. It fills the painter's area.
#[derive(Clone, Copy, Debug)]
pub struct Scatter<'a> {
    /// The x and y value of each day.
    pub points: &'a [(f64, f64)],
    /// The x axis.
    pub across: Axis,
    /// The y axis.
    pub along: Axis,
    /// The color of a y value, 1 to 9.
    pub level: fn(f64, Axis) -> u8,
    /// Ranges with their means.
    pub parts: &'a [BinMean],
}

impl Scatter<'_> {
    /// Position of a day in an area of this size.
    pub fn place(&self, (x, y): (f64, f64), width: u16, height: u16) -> (u16, u16) {
        (self.across.column(x, width), self.along.row(y, height))
    }

    /// Draws the plot.
    pub fn render(&self, painter: &mut Painter<'_>) {
        self.steps(painter);
        self.days(painter);
        self.step_values(painter);
        let (width, height) = (painter.width(), painter.height());
        for y in [0, height.saturating_sub(1) / 2, height.saturating_sub(1)] {
            grid_line(0, y, width, painter);
        }
    }

    fn days(&self, painter: &mut Painter<'_>) {
        let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
        let mut counts = vec![(0_u32, 0.0); usize::from(width) * usize::from(height)];
        for point in self.points {
            let (x, y) = self.place(*point, width, height);
            let index = usize::from(y) * usize::from(width) + usize::from(x);
            if let Some(cell) = counts.get_mut(index) {
                *cell = (cell.0 + 1, point.1);
            }
        }
        for (index, (count, value)) in counts.into_iter().enumerate() {
            let sign = match count {
                0 => continue,
                1 => theme.glyphs.was,
                2..=4 => theme.glyphs.is,
                _ => theme.glyphs.filled,
            };
            let level = (self.level)(value, self.along).clamp(1, 9);
            let width = usize::from(width.max(1));
            let (x, y) = ((index % width) as u16, (index / width) as u16);
            let area = painter.area();
            let under = painter.buffer().cell((area.x + x, area.y + y));
            let ground = under
                .filter(|cell| cell.symbol() == "█")
                .map(|cell| cell.fg);
            let style = theme.mood[usize::from(level) - 1];
            // On a column of nearly the same color, a mark would be invisible.
            let style = ground.map_or(style, |color| theme.line.bg(color));
            painter.text(x, y, sign, style);
        }
    }

    /// Each range as a muted column up to its mean, if colors keep its days legible, with a step on top.
    fn steps(&self, painter: &mut Painter<'_>) {
        let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
        let has_columns = theme.ramp && !theme.glyphs.ascii;
        for part in self.parts {
            let (left, y) = self.place((part.from, part.mean), width, height);
            let (right, _) = self.place((part.to, part.mean), width, height);
            let wide = usize::from(right.saturating_sub(left).saturating_add(1).max(3));
            let level = (self.level)(part.mean, self.along).clamp(1, 9);
            let quiet = theme.quiet[usize::from(level) - 1];
            for row in (y.saturating_add(1)..height).filter(|_| has_columns) {
                painter.text(left, row, &"█".repeat(wide), quiet);
            }
            painter.text(left, y, &theme.glyphs.step_done.repeat(wide), theme.line);
        }
    }

    fn step_values(&self, painter: &mut Painter<'_>) {
        let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
        if !theme.numbers {
            return;
        }
        let style = theme.line.bg(theme.base.unwrap_or(Color::Reset));
        for part in self.parts {
            let (left, y) = self.place((part.from, part.mean), width, height);
            let (right, _) = self.place((part.to, part.mean), width, height);
            let text = format!(" {} ", format::mean(part.mean));
            let middle = left + right.saturating_sub(left) / 2;
            let latest = width.saturating_sub(columns(&text));
            let x = middle.saturating_sub(columns(&text) / 2).min(latest);
            painter.text(x, y.saturating_sub(1), &text, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    fn scatter<'a>(points: &'a [(f64, f64)], parts: &'a [BinMean]) -> Scatter<'a> {
        Scatter {
            points,
            across: Axis::minutes(20.0),
            along: Axis::RATING,
            level: |value, _| value as u8,
            parts,
        }
    }

    #[test]
    fn days_that_fall_together_are_counted() {
        let points = [(0.0, 9.0), (30.0, 5.0), (30.0, 5.0)];
        let buffer = drawn(5, 3, &Theme::dark(), |painter| {
            scatter(&points, &[]).render(painter);
        });
        let lines: Vec<String> = (0..3).map(|y| row(&buffer, y)).collect();
        assert_eq!(lines, ["○┈┈┈┈", "┈┈┈┈●", "┈┈┈┈┈"]);
    }

    proptest! {
        #[test]
        fn any_days_are_drawn_inside(
            width in 0u16..60, height in 0u16..20,
            points in prop::collection::vec((any::<f64>(), any::<f64>()), 0..30),
            from in any::<f64>(), to in any::<f64>(), mean in any::<f64>()
        ) {
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    scatter(&points, &[BinMean { from, to, mean, days: 3 }]).render(painter);
                });
            }
        }

        #[test]
        fn more_is_never_lower_or_further_left(
            width in 0u16..90, height in 0u16..60, less in 0.0f64..9.0, more in 0.0f64..9.0
        ) {
            let place = |value| scatter(&[], &[]).place((value, value), width, height);
            let (low, high) = (place(less), place(less + more));
            prop_assert!(low.0 <= high.0 && low.1 >= high.1);
        }
    }
}
