//! A line through points, drawn over the columns of a chart.

use crate::widgets::braille::Dots;
use crate::widgets::cell_fit::{Colors, Fitter, Mask, SAMPLES, Signs};
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Style};
use std::ops::Range;

/// A position in the painter's area: columns from the left and rows from the top, both fractional.
pub type Point = (f64, f64);

/// Thickness of the line in rows: eighths draw it at the bottom and top of a row, `━` in the middle.
const THICKNESS: f64 = 0.25;
/// The three heights in a row at which the line has this thickness, so that its weight stays constant.
const HEIGHTS: [f64; 3] = [0.125, 0.5, 0.875];
/// Classes: background, column, line. Losing part of the line costs the most.
const COSTS: [[u32; 3]; 3] = [[0, 60, 160], [60, 0, 160], [240, 240, 0]];
/// Palette index of the line.
const LINE: u8 = 2;

/// Draws a line through `points`, from left to right, with a gap at each missing one. Existing columns keep their
/// color behind it.
pub fn curve(points: &[Option<Point>], painter: &mut Painter<'_>) {
    let glyphs = painter.theme().glyphs;
    if glyphs.ascii || glyphs.braille {
        return dotted(points, painter);
    }
    let heights = Heights::through(points, painter.width());
    let fitter = Fitter {
        costs: COSTS,
        signs: Signs::Lines,
        colors: Colors::Two,
    };
    for column in 0..painter.width() {
        for row in heights.rows(column, painter.height()) {
            let line = heights.samples(column, row);
            if line == 0 {
                continue;
            }
            let theme = painter.theme();
            let area = painter.area();
            let place = (area.x.saturating_add(column), area.y.saturating_add(row));
            let Some(cell) = painter.buffer().cell(place) else {
                continue;
            };
            let (filled, ground) = behind(cell, theme);
            let found = fitter.fit(&[!filled & !line, filled & !line, line]);
            let (front, back) = found.colors();
            if front == LINE || back == LINE {
                let palette = [Style::new(), Style::new().fg(ground), theme.line];
                painter.text(column, row, found.symbol(), found.style(&palette));
            }
        }
    }
}

/// The samples that a column fills in a cell, and its color. There is no way to know whether a line is visible on
/// one of the terminal's own colors: there, and without color, it is drawn on the background.
fn behind(cell: &Cell, theme: &Theme) -> (Mask, Color) {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let is_dots = |sign: char| ('\u{2800}'..='\u{28ff}').contains(&sign);
    if !theme.ramp {
        return (0, Color::Reset);
    }
    if let Some(index) = BARS.iter().position(|bar| *bar == cell.symbol()) {
        return (Mask::MAX << ((7 - index) * 8), cell.fg);
    }
    // Dots over a column have its color as their background.
    let painted = [Some(Color::Reset), theme.base].contains(&Some(cell.bg));
    if cell.symbol().starts_with(is_dots) && !painted {
        return (Mask::MAX, cell.bg);
    }
    (0, Color::Reset)
}

/// Height of the line at each horizontal sample, in rows from the top.
struct Heights(Vec<Option<f64>>);

impl Heights {
    fn through(points: &[Option<Point>], width: u16) -> Self {
        let samples = f64::from(SAMPLES);
        let mut heights = vec![None; usize::from(width) * usize::from(SAMPLES)];
        let mut last: Option<Point> = None;
        for point in points {
            let here = point.map(|(x, y)| (x, snapped(y)));
            if let Some(to) = here {
                let from = last.unwrap_or((to.0 - 0.5, to.1));
                let across = (from.0 * samples) as usize..(to.0 * samples).ceil() as usize;
                for (x, height) in heights
                    .iter_mut()
                    .enumerate()
                    .take(across.end)
                    .skip(across.start)
                {
                    let part = (x as f64 / samples - from.0) / (to.0 - from.0).max(1e-6);
                    *height = Some(from.1 + (to.1 - from.1) * part.clamp(0.0, 1.0));
                }
            }
            last = here;
        }
        Self(heights)
    }

    /// Top and bottom of the line at sample `x`, equally thick at any slope; `None` if there is no line.
    fn span(&self, x: usize) -> Option<(f64, f64)> {
        let height = (*self.0.get(x)?)?;
        let next = self.0.get(x + 1).copied().flatten().unwrap_or(height);
        let steep = (next - height).abs();
        let slope = (steep * f64::from(SAMPLES)).min(3.0);
        let half = THICKNESS / 2.0 * (1.0 + slope * 0.5) + steep / 2.0;
        Some((height - half, height + half))
    }

    fn spans(&self, column: u16) -> impl Iterator<Item = (usize, (f64, f64))> + '_ {
        let first = usize::from(column) * usize::from(SAMPLES);
        (0..usize::from(SAMPLES)).filter_map(move |x| Some((x, self.span(first + x)?)))
    }

    /// The rows that the line touches in a column of cells.
    fn rows(&self, column: u16, height: u16) -> Range<u16> {
        let ends = self.spans(column).map(|(_, span)| span);
        let ends = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let (top, foot) = ends.unwrap_or((0.0, 0.0));
        top.max(0.0) as u16..(foot.max(0.0).ceil() as u16).min(height)
    }

    /// The samples of a cell that the line covers.
    fn samples(&self, column: u16, row: u16) -> Mask {
        let samples = f64::from(SAMPLES);
        let mut mask = 0;
        for (x, (top, foot)) in self.spans(column) {
            for y in 0..SAMPLES {
                let middle = f64::from(row) + (f64::from(y) + 0.5) / samples;
                if (top..=foot).contains(&middle) {
                    mask |= 1 << (usize::from(y * SAMPLES) + x);
                }
            }
        }
        mask
    }
}

fn snapped(y: f64) -> f64 {
    let place = ((y - y.floor()) * 8.0 - 1.0) / 3.0;
    y.floor() + HEIGHTS[place.round().clamp(0.0, 2.0) as usize]
}

/// The same line in Braille dots or ASCII.
fn dotted(points: &[Option<Point>], painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let mut dots = Dots::new(painter.width(), painter.height());
    let last_dot = (
        painter.width().saturating_mul(2).saturating_sub(1),
        painter.height().saturating_mul(4).saturating_sub(1),
    );
    let mut last: Option<(u16, u16)> = None;
    for point in points {
        let dot = |(x, y): Point| {
            (
                ((x * 2.0) as u16).min(last_dot.0),
                ((y * 4.0) as u16).min(last_dot.1),
            )
        };
        let here = point.map(dot);
        if let Some(to) = here {
            dots.line(last.unwrap_or(to), to);
        }
        last = here;
    }
    dots.write(theme.line, theme.glyphs.ascii.then_some('*'), painter);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GlyphChoice;
    use crate::widgets::bars;
    use crate::widgets::painter::Caches;
    use crate::widgets::svg;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(points: &[Option<Point>], columns: &[f64], theme: &Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 4));
        let (area, mut caches) = (*buffer.area(), Caches::default());
        let mut painter = Painter::new(&mut buffer, area, theme, &mut caches);
        for (x, share) in columns.iter().enumerate() {
            bars::rising(x as u16, 1, *share, theme.quiet[5], &mut painter);
        }
        curve(points, &mut painter);
        buffer
    }

    #[test]
    fn a_level_line_is_equally_thin_at_each_of_three_heights() {
        for (y, sign, reversed) in [(1.05, "▆", true), (1.5, "━", false), (1.95, "▂", false)]
        {
            let buffer = drawn(&[Some((0.0, y)), Some((12.0, y))], &[], &Theme::dark());
            for x in 0..12 {
                let cell = &buffer[(x, 1)];
                let is_reversed = cell.modifier.contains(ratatui::style::Modifier::REVERSED);
                assert_eq!((cell.symbol(), is_reversed), (sign, reversed), "{y} at {x}");
            }
        }
    }

    #[test]
    fn a_column_keeps_its_color_behind_the_line() {
        let theme = Theme::dark();
        let buffer = drawn(&[Some((0.0, 2.5)), Some((12.0, 2.5))], &[1.0; 6], &theme);
        let (over, beside) = (&buffer[(3, 2)], &buffer[(9, 2)]);
        assert_eq!(
            (Some(over.fg), Some(over.bg)),
            (theme.line.fg, theme.quiet[5].fg)
        );
        assert_eq!((beside.symbol(), beside.bg), ("━", Color::Reset));
    }

    #[test]
    fn a_missing_point_leaves_a_gap() {
        let points = [
            Some((0.5, 1.5)),
            Some((4.0, 1.5)),
            None,
            Some((9.0, 1.5)),
            Some((12.0, 1.5)),
        ];
        let text = svg::text(&drawn(&points, &[], &Theme::dark()));
        assert_eq!(text.lines().nth(1), Some("━━━━    ━━━━"), "{text}");
    }

    #[test]
    fn a_line_goes_up_and_down() {
        let points = [(0.5, 3.5), (3.5, 0.5), (6.5, 3.5), (11.5, 0.5)].map(Some);
        let pictures = [GlyphChoice::Auto, GlyphChoice::Braille, GlyphChoice::Ascii]
            .map(|choice| svg::text(&drawn(&points, &[], &Theme::mono().with_glyphs(choice))));
        insta::assert_snapshot!(pictures.join("\n"), @"
           ▄      ▗▖
          ▞ ▚    ▄▘
         ▞   ▚ ▗▃
        ━     ▀▘

           ⢠⡀      ⡠
          ⢠⠃⠱⡀   ⢀⠜
         ⢠⠃  ⠱⡀ ⡔⠁
        ⠠⠃    ⠱⠊

           **      *
          ****   **
         **  ** **
        **    **
        ");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn it_stays_within_its_part(
            points in proptest::collection::vec(proptest::option::of((
                prop_oneof![any::<f64>(), -9.0..220.0], prop_oneof![any::<f64>(), -9.0..220.0])), 0..20),
            width in 0u16..200, height in 0u16..200, look in 0usize..3,
        ) {
            let choice = [GlyphChoice::Auto, GlyphChoice::Braille, GlyphChoice::Ascii][look];
            let theme = Theme::light().with_glyphs(choice);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 200));
            let (area, mut caches) = (*buffer.area(), Caches::default());
            let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
            curve(&points, &mut painter.part(3, 5, width, height));
            let part = Rect::new(3, 5, width, height);
            for place in buffer.area.positions().filter(|place| !part.contains(*place)) {
                prop_assert_eq!(buffer[place].symbol(), " ");
            }
        }
    }
}
