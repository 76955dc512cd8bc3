//! Days as columns: mood rises from a baseline, activity hangs below it.
//!
//! ```text
//!  9  ┈┈┈┈██┈┈┈┈┈┈┈┈┈┈
//!  6  ██┈┈██┈┈▂▂┈┈██┈┈
//!  3  ██  ██  ██  ██     ··· usual
//!     ██  ▀▀      ██     moved
//!     M   T   W   now
//! ```

use crate::widgets::bars::{grid_line, hanging, rising};
use crate::widgets::braille::Dots;
use crate::widgets::chart::axis::{Axis, Label, labels};
use crate::widgets::chart::bubble::Bubble;
use crate::widgets::curve::{Point, curve};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// What a column represents: one day or several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayBar {
    /// Its height on the chart's axis; `None` if there is no value.
    pub value: Option<f64>,
    /// Its color, and its digit where colors can't tell levels apart: 1 to 9.
    pub level: Option<u8>,
    /// Minutes of movement, drawn below the baseline.
    pub minutes: f64,
}

impl DayBar {
    /// A day with a rating from 1 to 9, or a mean rating.
    pub fn rated(value: Option<f64>, minutes: f64) -> Self {
        Self {
            value,
            level: value.map(|value| value.round().clamp(1.0, 9.0) as u8),
            minutes,
        }
    }

    /// Index of its color in a ramp of nine.
    fn step(&self) -> usize {
        usize::from(self.level.unwrap_or(1).clamp(1, 9)) - 1
    }
}

/// The usual level, as dotted horizontal lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum UsualLines {
    /// Unknown, or hidden.
    #[default]
    None,
    /// The usual level.
    Level(f64),
    /// The range that most days fall into.
    Range(f64, f64),
}

/// A chart of days. It fills the painter's area: `gutter`, the columns, and the rest at the right for names.
#[derive(Clone, Copy, Debug)]
pub struct DayBars<'a> {
    /// The columns, earliest first.
    pub days: &'a [DayBar],
    /// Cells from one column to the next; from 3 on, one of them is blank.
    pub pitch: u16,
    /// Cells before the first column, for the axis.
    pub gutter: u16,
    /// The value at the baseline and the value at the top.
    pub axis: Axis,
    /// Values with a horizontal line and a number.
    pub marks: &'a [f64],
    /// The usual level.
    pub usual: UsualLines,
    /// A line over the columns, with one value each; empty for no line. The columns are muted behind it.
    pub line: &'a [Option<f64>],
    /// Number of rows for the minutes.
    pub hanging: u16,
    /// Number of minutes that fills those rows.
    pub full: f64,
    /// Labels under columns, by column index; labels earlier in the list have priority when space is short.
    pub names: &'a [(usize, String, Style)],
}

impl DayBars<'_> {
    /// The first cell of a column.
    pub fn x(&self, column: usize) -> u16 {
        let offset = u16::try_from(column).unwrap_or(u16::MAX);
        self.gutter
            .saturating_add(offset.saturating_mul(self.pitch))
    }

    /// The cell after the last column.
    pub fn end(&self) -> u16 {
        self.x(self.days.len())
    }

    /// Number of filled cells per column: narrow columns touch under a line.
    pub const fn bar(&self) -> u16 {
        match self.pitch {
            0 => 0,
            1 => 1,
            2 if !self.line.is_empty() => 2,
            pitch @ 2..8 => pitch - 1,
            pitch => pitch - 2,
        }
    }

    /// Number of rows for the columns in a chart of this height: all but those for minutes and labels, as far as the
    /// marks are equal steps; rows left over are added to the minutes.
    pub fn rows(&self, height: u16) -> u16 {
        let rows = height.saturating_sub(self.hanging.saturating_add(1));
        if self.hanging == 0 {
            return rows;
        }
        self.axis.even_rows(self.marks, rows)
    }

    /// Number of rows for the minutes.
    fn hung(&self, height: u16) -> u16 {
        let rest = height.saturating_sub(self.rows(height).saturating_add(1));
        if self.hanging == 0 {
            0
        } else {
            rest.max(self.hanging)
        }
    }

    /// Draws the chart.
    pub fn render(&self, painter: &mut Painter<'_>) {
        let rows = self.rows(painter.height());
        let in_front = usual_in_front(painter.theme());
        if !in_front {
            self.usual_lines(rows, painter);
        }
        self.columns(rows, painter);
        self.marks(rows, painter);
        if in_front {
            self.usual_lines(rows, painter);
        }
        self.names_of_usual(rows, painter);
        self.curve(rows, painter);
        self.minutes(rows, painter);
        let under: Vec<Label> = self.names.iter().map(|name| self.label(name)).collect();
        let under_minutes = rows.saturating_add(self.hung(painter.height()));
        labels(&under, under_minutes, painter);
    }

    fn columns(&self, rows: u16, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let ramp = if self.line.is_empty() {
            &theme.mood
        } else {
            &theme.quiet
        };
        let (width, bar) = (painter.width(), self.bar());
        for (column, day) in self.days.iter().enumerate() {
            let x = self.x(column);
            let Some(value) = day.value else {
                if self.line.is_empty() && rows > 0 {
                    painter.text(
                        x.saturating_add(bar / 2),
                        rows - 1,
                        theme.glyphs.dot,
                        theme.dim,
                    );
                }
                continue;
            };
            let share = self.axis.share(value);
            let mut part = painter.part(0, 0, width, rows);
            rising(x, bar, share, ramp[day.step()], &mut part);
            if let (Some(level), true) = (day.level, shows_digits(theme)) {
                part.text(x, rows.saturating_sub(1), &level.to_string(), theme.strong);
            }
        }
    }

    fn marks(&self, rows: u16, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let right = self.gutter.saturating_sub(1 + u16::from(self.gutter > 4));
        for value in self.marks {
            let y = self.axis.crest(*value, rows);
            if y >= rows || !self.axis.is_exact(*value, rows) {
                continue;
            }
            if theme.numbers {
                painter.right(right, y, &format::mean(*value), theme.dim);
            }
            grid_line(
                self.gutter,
                y,
                self.end().saturating_sub(self.gutter),
                painter,
            );
        }
        if !theme.numbers && self.gutter >= 6 && rows > 1 {
            painter.right(right, 0, "high", theme.dim);
            painter.right(right, rows - 1, "low", theme.dim);
        }
    }

    fn usual_lines(&self, rows: u16, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let (values, style): (&[f64], Style) = match &self.usual {
            UsualLines::None => return,
            UsualLines::Level(value) => (std::slice::from_ref(value), theme.line),
            UsualLines::Range(low, high) => (&[*low, *high], theme.dim),
        };
        let width = self.end().saturating_sub(self.gutter);
        let mut dots = Dots::new(width, rows);
        for value in values {
            for x in (0..width.saturating_mul(2)).filter(|x| x % 4 < 2) {
                dots.set(x, self.dot(*value, rows));
            }
        }
        let plain = theme.glyphs.ascii.then_some('.');
        dots.write(style, plain, &mut painter.part(self.gutter, 0, width, rows));
    }

    fn names_of_usual(&self, rows: u16, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let x = self.end().saturating_add(1);
        let row = |value: f64| self.dot(value, rows) / 4;
        match self.usual {
            UsualLines::Level(value) if x.saturating_add(5) <= painter.width() => {
                painter.text(x, row(value), "usual", theme.text);
            }
            UsualLines::None | UsualLines::Level(_) => {}
            UsualLines::Range(low, high) => {
                let (top, foot) = (row(high), row(low));
                if theme.numbers {
                    painter.text(x, foot, &format::mean(low), theme.dim);
                    painter.text(x, top, &format::mean(high), theme.dim);
                }
                for (word, y) in ["usual", "range"]
                    .into_iter()
                    .zip(top.saturating_add(1)..foot)
                {
                    painter.text(x, y, word, theme.dim);
                }
            }
        }
    }

    /// A quarter row from the top, inside the chart.
    fn dot(&self, value: f64, rows: u16) -> u16 {
        let dots = rows.saturating_mul(4);
        let dot = (f64::from(dots) * (1.0 - self.axis.share(value))).round() as u16;
        dot.min(dots.saturating_sub(1))
    }

    fn curve(&self, rows: u16, painter: &mut Painter<'_>) {
        let width = self.end().saturating_sub(self.gutter);
        let middle = f64::from(self.bar()) / 2.0;
        let height = f64::from(rows);
        let point = |(column, value): (usize, &Option<f64>)| {
            let x = f64::from(self.x(column).saturating_sub(self.gutter)) + middle;
            let y = height * (1.0 - self.axis.share((*value)?));
            Some((x, y.min(height - 0.1)))
        };
        let points: Vec<Option<Point>> = self.line.iter().enumerate().map(point).collect();
        curve(&points, &mut painter.part(self.gutter, 0, width, rows));
    }

    fn minutes(&self, rows: u16, painter: &mut Painter<'_>) {
        let (theme, width) = (painter.theme(), painter.width());
        let hung = self.hung(painter.height());
        if hung == 0 {
            return;
        }
        let mut part = painter.part(0, rows, width, hung);
        for (column, day) in self.days.iter().enumerate() {
            if day.minutes > 0.0 {
                let share = day.minutes / self.full;
                hanging(self.x(column), self.bar(), share, theme.sessions, &mut part);
            }
        }
        let end = self.end().saturating_add(1);
        if self.gutter >= 7 {
            painter.right(self.gutter - 2, rows, "moved", theme.sessions);
        } else if end.saturating_add(5) <= width {
            painter.text(end, rows, "moved", theme.sessions);
        }
    }

    /// A label centered under its column, or starting at its first cell if it is wider.
    fn label(&self, (column, name, style): &(usize, String, Style)) -> Label {
        let inset = self.bar().saturating_sub(columns(name)) / 2;
        (self.x(*column).saturating_add(inset), name.clone(), *style)
    }

    /// Shows `text` in a bubble over a column, the one under the cursor.
    pub fn cursor(&self, column: usize, text: &str, painter: &mut Painter<'_>) {
        let (theme, height) = (painter.theme(), painter.height());
        let rows = self.rows(height);
        let Some(day) = self.days.get(column) else {
            return;
        };
        let x = self.x(column);
        let line = theme.mood[day.step()];
        let mut bubble = Bubble {
            text,
            fill: theme.fill[day.step()].add_modifier(Modifier::BOLD),
            line,
            x,
            y: day.value.map_or(0, |value| self.axis.crest(value, rows)),
        };
        let ends = (self.gutter, self.end().min(painter.width()));
        let (left, right) = bubble.span(ends.0, ends.1);
        let is_under = |place: usize| {
            let from = self.x(place);
            from < right && left < from.saturating_add(self.pitch)
        };
        let covered = (0..self.days.len()).filter(|place| is_under(*place));
        let values = covered.filter_map(|place| self.days[place].value);
        let highest = values.reduce(f64::max);
        if day.value.is_none() {
            bubble.fill = theme.selected;
            bubble.y = rows;
        }
        let crest = highest.map_or(rows.saturating_add(1), |value| self.axis.crest(value, rows));
        bubble.render(ends, crest, painter);
    }

    /// Registers what a click on each column means.
    pub fn places(&self, target: impl Fn(usize) -> Target, painter: &mut Painter<'_>) {
        if painter.notes_clicks() {
            let height = painter.height();
            for column in 0..self.days.len() {
                painter.place(self.x(column), 0, self.pitch, height, target(column));
            }
        }
    }
}

/// On columns with their own color, dots keep it as the background; on other columns they would be holes.
const fn usual_in_front(theme: &Theme) -> bool {
    theme.ramp && !theme.glyphs.ascii
}

/// Whether colors can't tell levels apart, so that columns show their digits.
pub const fn shows_digits(theme: &Theme) -> bool {
    theme.numbers && (theme.glyphs.ascii || !theme.ramp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{cells, drawn, row, themes};
    use proptest::prelude::*;

    fn chart<'a>(days: &'a [DayBar], line: &'a [Option<f64>]) -> DayBars<'a> {
        DayBars {
            days,
            pitch: 4,
            gutter: 2,
            axis: Axis::RATING_COLUMNS,
            marks: &[3.0, 6.0, 9.0],
            usual: UsualLines::None,
            line,
            hanging: 2,
            full: 45.0,
            names: &[],
        }
    }

    #[test]
    fn mood_rises_and_minutes_hang() {
        let days = [DayBar::rated(Some(6.0), 45.0), DayBar::rated(None, 0.0)];
        let names = [
            (0, "M".to_owned(), Style::new()),
            (1, "now".to_owned(), Style::new()),
        ];
        let bars = DayBars {
            names: &names,
            ..chart(&days, &[])
        };
        let buffer = drawn(10, 6, &Theme::dark(), |painter| bars.render(painter));
        let rows: Vec<String> = (0..6).map(|y| row(&buffer, y)).collect();
        assert_eq!(
            rows,
            [
                "9 ┈┈┈┈┈┈┈┈",
                "6 ███┈┈┈┈┈",
                "3 ███┈┈·┈┈",
                "  ███     ",
                "  ███     ",
                "   M  now ",
            ]
        );
    }

    #[test]
    fn without_a_ramp_the_digit_stands_at_the_foot_unless_numbers_are_away() {
        let days = [DayBar::rated(Some(7.4), 0.0)];
        let foot = |theme: &Theme| {
            let buffer = drawn(6, 6, theme, |painter| chart(&days, &[]).render(painter));
            row(&buffer, 2)
        };
        assert_eq!(foot(&Theme::mono()), "3 7██┈");
        assert!(!foot(&Theme::mono().without_numbers()).contains('7'));
    }

    fn day() -> impl Strategy<Value = DayBar> {
        (
            prop::option::of(any::<f64>()),
            prop::option::of(any::<u8>()),
            any::<f64>(),
        )
            .prop_map(|(value, level, minutes)| DayBar {
                value,
                level,
                minutes,
            })
    }

    proptest! {
        #[test]
        fn any_days_are_drawn_inside_any_part(
            width in 0u16..90, height in 0u16..24, pitch in 0u16..12, gutter in 0u16..12, hanging in 0u16..4,
            days in prop::collection::vec(day(), 0..40), full in any::<f64>(), low in any::<f64>(), high in any::<f64>(),
            with_line in any::<bool>(), column in 0usize..50
        ) {
            let line: Vec<Option<f64>> = if with_line { days.iter().map(|day| day.value).collect() } else { Vec::new() };
            let names: Vec<(usize, String, Style)> =
                (0..days.len()).map(|place| (place, format!("{place} May"), Style::new())).collect();
            for (theme, usual) in themes().iter().zip([
                UsualLines::Range(low, high), UsualLines::Level(low), UsualLines::None,
                UsualLines::Range(high, low), UsualLines::Level(high),
            ]) {
                let bars = DayBars {
                    pitch, gutter, hanging, full, usual, names: &names, axis: Axis { low, high }, ..chart(&days, &line)
                };
                drawn(width, height, theme, |painter| {
                    bars.render(painter);
                    bars.cursor(column, " Feb 25  8 ", painter);
                });
            }
        }

        #[test]
        fn a_better_day_is_never_drawn_smaller(
            height in 4u16..30, pitch in 1u16..8, less in 1.0f64..9.0, more in 0.0f64..8.0, minutes in 0.0f64..90.0
        ) {
            let filled = |value: f64, minutes: f64| {
                let days = [DayBar::rated(Some(value), minutes)];
                let bars = DayBars { pitch, marks: &[], ..chart(&days, &[]) };
                cells(&drawn(20, height, &Theme::dark(), |painter| bars.render(painter)))
            };
            prop_assert!(filled(less, 0.0) <= filled((less + more).min(9.0), 0.0));
            prop_assert!(filled(less, 1.0) <= filled(less, 1.0 + minutes));
        }
    }
}
