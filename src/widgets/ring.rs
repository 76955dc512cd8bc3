//! A ring that fills up, for the progress of a step or anything else.

use crate::widgets::cell_fit::{Colors, Fitter, Mask, SAMPLES, WHOLE, costs};
use crate::widgets::painter::Painter;
use ratatui::style::Style;
use std::f64::consts::TAU;

/// Positions in lightness and hue: background, progress from oldest to newest, and the remainder.
const PLACES: [(f32, f32); 5] = [(0.0, 0.0), (0.6, 0.55), (0.9, 0.8), (1.2, 0.7), (0.9, -0.9)];
/// The class of the remainder.
const COMING: usize = 4;
/// Thickness of the remainder as a fraction of the whole; at the outer edge, where eighths can draw it this thin.
const THIN: f64 = 0.34;
/// Its minimum in samples: a thinner one would have gaps.
const THINNEST: f64 = 4.2;

/// Draws the largest ring that fits in the middle of the painter's area. `share` (0 to 1) of it is filled,
/// clockwise from the top, in three tones that get lighter toward the end. `thickness` is in columns: about 1.6
/// for 24 × 12 cells.
///
/// In ASCII, `*` is filled and `.` is not.
pub fn ring(share: f64, thickness: f64, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let ring = Ring::within(painter, share, thickness);
    let fitter = Fitter {
        costs: costs(PLACES),
        signs: theme.glyphs.areas.into(),
        colors: Colors::One,
    };
    let palette = [
        Style::new(),
        theme.tones[2],
        theme.tones[1],
        theme.tones[0],
        theme.frame,
    ];
    for row in 0..painter.height() {
        for column in 0..painter.width() {
            let Some(classes) = ring.samples(column, row) else {
                continue;
            };
            if theme.glyphs.ascii {
                if let Some((sign, class)) = plain(&classes) {
                    painter.text(column, row, sign, palette[class]);
                }
                continue;
            }
            let cell = fitter.fit(&classes);
            if !cell.is_blank() {
                painter.text(column, row, cell.symbol(), cell.style(&palette));
            }
        }
    }
}

/// A ring in samples: 1 unit across; the height depends on the cell ratio.
struct Ring {
    middle: (f64, f64),
    radius: f64,
    thickness: f64,
    share: f64,
    sample_height: f64,
    outer_edge: f64,
}

impl Ring {
    fn within(painter: &Painter<'_>, share: f64, thickness: f64) -> Self {
        let glyphs = painter.theme().glyphs;
        let sample_height = glyphs.cell_ratio.value();
        let half = f64::from(SAMPLES) / 2.0;
        let middle = (
            f64::from(painter.width()) * half,
            f64::from(painter.height()) * half * sample_height,
        );
        let radius = middle.0.min(middle.1);
        let thickness = (thickness * f64::from(SAMPLES)).clamp(0.0, radius);
        Self {
            middle,
            radius,
            thickness,
            share: if share.is_nan() {
                0.0
            } else {
                share.clamp(0.0, 1.0)
            },
            sample_height,
            // In ASCII, a thin line would leave most of its cells empty.
            outer_edge: if glyphs.ascii {
                thickness
            } else {
                (thickness * THIN).max(THINNEST)
            },
        }
    }

    /// The classes of a cell's samples; `None` if the ring doesn't touch it.
    fn samples(&self, column: u16, row: u16) -> Option<[Mask; 5]> {
        let (half, samples) = (f64::from(SAMPLES) / 2.0, f64::from(SAMPLES));
        let (x, y) = (
            f64::from(column) * samples + half,
            f64::from(row) * samples + half,
        );
        let away = (x - self.middle.0).hypot(y * self.sample_height - self.middle.1);
        let reach = half.hypot(half * self.sample_height) + self.thickness;
        if (away - self.radius).abs() > reach {
            return None;
        }
        let mut classes = [0; 5];
        for part in 0..SAMPLES * SAMPLES {
            let x = f64::from(column) * f64::from(SAMPLES) + f64::from(part % SAMPLES) + 0.5;
            let y = f64::from(row) * f64::from(SAMPLES) + f64::from(part / SAMPLES) + 0.5;
            let class = self.class(x - self.middle.0, y * self.sample_height - self.middle.1);
            classes[class] |= 1 << part;
        }
        (classes[0] != WHOLE).then_some(classes)
    }

    fn class(&self, x: f64, y: f64) -> usize {
        let from_edge = self.radius - x.hypot(y);
        if !(0.0..=self.thickness).contains(&from_edge) {
            return 0;
        }
        let turn = (x.atan2(-y) / TAU).rem_euclid(1.0);
        if turn >= self.share {
            return if from_edge < self.outer_edge {
                COMING
            } else {
                0
            };
        }
        match turn / self.share {
            part if part < 0.35 => 1,
            part if part < 0.85 => 2,
            _ => 3,
        }
    }
}

/// The ASCII character for a cell, with its class; `None` if the ring only grazes the cell.
fn plain(classes: &[Mask; 5]) -> Option<(&'static str, usize)> {
    let counts = classes.map(Mask::count_ones);
    if counts[0] > 44 {
        return None;
    }
    let class = (1..5).max_by_key(|class| counts[*class])?;
    Some((if class == COMING { "." } else { "*" }, class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GlyphChoice;
    use crate::widgets::painter::Caches;
    use crate::widgets::svg;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(share: f64, (width, height): (u16, u16), theme: &Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let (area, mut caches) = (*buffer.area(), Caches::default());
        let thickness = f64::from(height) * 0.13;
        ring(
            share,
            thickness,
            &mut Painter::new(&mut buffer, area, theme, &mut caches),
        );
        buffer
    }

    fn signs(buffer: &Buffer, sign: &str) -> usize {
        buffer
            .content
            .iter()
            .filter(|cell| cell.symbol() == sign)
            .count()
    }

    #[test]
    fn a_third_is_done_from_the_top_and_clockwise() {
        let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
        let text = svg::text(&drawn(1.0 / 3.0, (24, 12), &theme));
        insta::assert_snapshot!(text, @r"
              ......******
            ...          ***
          ...              ***
         ..                  **
        ..                    **
        ..                    **
        ..                    **
        ..                    **
         ..                  **
          ...              ...
            ...          ...
              ............
        ");
    }

    #[test]
    fn what_is_done_is_thick_and_what_is_to_come_is_thin() {
        let theme = Theme::dark();
        let ink = |share: f64| {
            let buffer = drawn(share, (24, 12), &theme);
            buffer
                .content
                .iter()
                .filter(|cell| "█▛▜▙▟".contains(cell.symbol()))
                .count()
        };
        assert!(ink(1.0) > 2 * ink(0.0), "{} {}", ink(1.0), ink(0.0));
        let colors = drawn(0.5, (24, 12), &theme);
        for tone in [theme.tones[0], theme.tones[1], theme.tones[2], theme.frame] {
            assert!(colors.content.iter().any(|cell| Some(cell.fg) == tone.fg));
        }
    }

    #[test]
    fn the_two_sides_of_a_whole_ring_are_alike() {
        let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
        let whole = drawn(1.0, (24, 12), &theme);
        for (y, x) in (0..12).flat_map(|y| (0..12).map(move |x| (y, x))) {
            let (left, right) = (&whole[(x, y)], &whole[(23 - x, y)]);
            assert_eq!(left.symbol(), right.symbol(), "{x} {y}");
        }
        assert_eq!(signs(&whole, "."), 0);
        assert_eq!(signs(&drawn(0.0, (24, 12), &theme), "*"), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn it_stays_within_its_part(
            share in prop_oneof![any::<f64>(), 0.0..1.0], thickness in prop_oneof![any::<f64>(), 0.0..9.0],
            width in 0u16..200, height in 0u16..200, ascii: bool,
        ) {
            let choice = if ascii { GlyphChoice::Ascii } else { GlyphChoice::Auto };
            let theme = Theme::light().with_glyphs(choice);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 200));
            let (area, mut caches) = (*buffer.area(), Caches::default());
            let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
            ring(share, thickness, &mut painter.part(3, 5, width, height));
            let part = Rect::new(3, 5, width, height);
            for place in buffer.area.positions().filter(|place| !part.contains(*place)) {
                prop_assert_eq!(buffer[place].symbol(), " ");
            }
        }
    }
}
