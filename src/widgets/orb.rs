//! A breath as a ball of light that grows and shrinks.

use crate::widgets::braille::Dots;
use crate::widgets::color::{mix, number, text_on};
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;
use ratatui::style::{Color, Modifier, Style};
use std::f64::consts::TAU;

/// Radius of the largest ball as a fraction of the area's; the rest is for its glow.
const LARGEST: f64 = 0.74;
/// Width of the glow as a fraction of the largest ball's radius.
const GLOW: f64 = 0.30;
/// Color steps in the ball and in the glow. More would cost bytes: a run of one color is sent as one.
const TONES: f64 = 10.0;
/// How far the color of an empty breath is from that of a full one, toward the color of sleep.
const COOL: f64 = 0.5;
/// Hue steps between the two: each one repaints the whole ball.
const HUES: f64 = 3.0;

/// Draws a ball in the middle of the painter's area, with `share` (0 to 1) of the largest radius and the breathing
/// instruction `word` in it. Its color is warmest when it is full.
///
/// The light stays at the upper left while the ball grows, so that only its edge changes. The glow fades into the
/// background; if that is unknown, a dotted ring replaces the ball.
pub fn orb(share: f64, word: &str, painter: &mut Painter<'_>) {
    let share = if share.is_nan() {
        0.0
    } else {
        share.clamp(0.05, 1.0)
    };
    let theme = painter.theme();
    let colors = [theme.tones[0].fg, theme.tones[2].fg, theme.base];
    let known = colors.iter().all(|color| color.and_then(number).is_some());
    if known && !theme.glyphs.ascii {
        Ball::within(painter, share).draw(painter);
    } else {
        outline(share, painter);
    }
    tell(word, painter);
}

/// The version without motion: a dotted ring with `word` in it.
pub fn still_orb(word: &str, painter: &mut Painter<'_>) {
    outline(1.0, painter);
    tell(word, painter);
}

/// A ball in half cells: 1 unit across, and half a cell's height down.
struct Ball {
    middle: (f64, f64),
    largest: f64,
    radius: f64,
    half_height: f64,
    /// The colors in the light and in the shade.
    colors: [Style; 2],
}

impl Ball {
    fn within(painter: &Painter<'_>, share: f64) -> Self {
        let theme = painter.theme();
        let half_height = theme.glyphs.cell_ratio.value() / 2.0;
        let cool = ((1.0 - share) * HUES).round() / HUES * COOL;
        let middle = (
            f64::from(painter.width()) / 2.0 - 0.5,
            (f64::from(painter.height()) - 0.5) * half_height,
        );
        let largest = middle.0.min(middle.1).max(0.0) * LARGEST;
        Self {
            middle,
            largest,
            radius: largest * share,
            half_height,
            colors: [theme.tones[0], theme.tones[2]]
                .map(|tone| mix(tone, theme.series[3].fg, cool)),
        }
    }

    fn draw(&self, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        for row in 0..painter.height() {
            for x in 0..painter.width() {
                let (upper, lower) = (self.color(x, row, 0, theme), self.color(x, row, 1, theme));
                let (sign, style) = match (upper, lower) {
                    (None, None) => continue,
                    (Some(upper), Some(lower)) if upper == lower => ("█", Style::new().fg(upper)),
                    (Some(upper), Some(lower)) => ("▀", Style::new().fg(upper).bg(lower)),
                    (Some(upper), None) => ("▀", Style::new().fg(upper)),
                    (None, Some(lower)) => ("▄", Style::new().fg(lower)),
                };
                painter.text(x, row, sign, style);
            }
        }
    }

    /// The color of the upper (0) or lower (1) half of a cell.
    fn color(&self, column: u16, row: u16, half: u16, theme: &Theme) -> Option<Color> {
        let x = f64::from(column) - self.middle.0;
        let y = (f64::from(row) * 2.0 + f64::from(half)) * self.half_height - self.middle.1;
        let away = x.hypot(y);
        let step = |share: f64| (share * TONES).round() / TONES;
        if away <= self.radius {
            let toward_light = self.largest * 0.3;
            let from_light = (x + toward_light).hypot(y + toward_light);
            let shade = (from_light / (self.largest * 1.4)).min(1.0);
            return mix(self.colors[0], self.colors[1].fg, step(shade)).fg;
        }
        let faded = (away - self.radius) / (self.largest * GLOW);
        // Stops short of the background color: that last step would cost bytes and show nothing.
        (faded <= 1.0).then(|| {
            mix(
                self.colors[1],
                theme.base,
                step(0.30 + 0.60 * faded.powf(0.7)),
            )
            .fg
        })?
    }
}

/// The same as two dotted rings: the largest size and the breath.
fn outline(share: f64, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let dot_height = theme.glyphs.cell_ratio.value() / 2.0;
    let middle = (
        f64::from(width) - 0.5,
        (f64::from(height) * 2.0 - 0.5) * dot_height,
    );
    let largest = (middle.0.min(middle.1) - 0.5).max(0.0);
    let gap = if theme.glyphs.ascii { 1 } else { 3 };
    let rings = [
        (1.0, gap, '.', theme.frame),
        (share, 1, 'o', theme.tones[1]),
    ];
    for (size, gap, plain, style) in rings {
        let radius = largest * size;
        let around = (radius * 7.0).ceil() as u32;
        let mut dots = Dots::new(width, height);
        for step in (0..around).step_by(gap) {
            let (sin, cos) = (f64::from(step) / f64::from(around.max(1)) * TAU).sin_cos();
            let (x, y) = (
                middle.0 + radius * cos,
                (middle.1 + radius * sin) / dot_height,
            );
            dots.set(x.round() as u16, y.round() as u16);
        }
        dots.write(style, theme.glyphs.ascii.then_some(plain), painter);
    }
}

/// Writes the word in the middle, over what is drawn there.
fn tell(word: &str, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let y = painter.height().saturating_sub(1) / 2;
    let mut x = painter.width().saturating_sub(columns(word)) / 2;
    for letter in word.chars() {
        let area = painter.area();
        let under = painter
            .buffer()
            .cell((area.x.saturating_add(x), area.y.saturating_add(y)))
            .and_then(|cell| number(cell.fg));
        let style = under.map_or(theme.strong, |ground| {
            text_on(ground).add_modifier(Modifier::BOLD)
        });
        x = painter.text(x, y, letter.encode_utf8(&mut [0; 4]), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GlyphChoice;
    use crate::widgets::color::contrast;
    use crate::widgets::painter::Caches;
    use crate::widgets::svg;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use std::collections::BTreeSet;

    fn drawn(share: f64, word: &str, theme: &Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
        let (area, mut caches) = (*buffer.area(), Caches::default());
        orb(
            share,
            word,
            &mut Painter::new(&mut buffer, area, theme, &mut caches),
        );
        buffer
    }

    fn filled(buffer: &Buffer) -> usize {
        buffer
            .content
            .iter()
            .filter(|cell| cell.symbol() != " ")
            .count()
    }

    #[test]
    fn the_ball_grows_with_the_breath_and_its_light_stands_still() {
        let theme = Theme::dark();
        let (small, large) = (drawn(0.5, "in", &theme), drawn(1.0, "in", &theme));
        assert!(filled(&large) > 2 * filled(&small));
        let fuller = drawn(0.9, "in", &theme);
        let same = |place: (u16, u16)| fuller[place].fg == large[place].fg;
        assert!(
            (16..24).all(|x| same((x, 8)) && same((x, 11))),
            "only the edge changes"
        );
        assert_ne!(small[(18, 8)].fg, large[(18, 8)].fg, "cooler when empty");
        let brightness = |place| number(large[place].fg).map(crate::widgets::color::luminance);
        assert!(
            brightness((14, 6)) > brightness((26, 14)),
            "lit from the upper left"
        );
    }

    #[test]
    fn few_colors_are_used_and_none_where_the_background_is_not_known() {
        let colors = |theme: &Theme| {
            let buffer = drawn(0.8, "", theme);
            let cells = buffer.content.iter();
            cells
                .flat_map(|cell| [cell.fg.to_string(), cell.bg.to_string()])
                .collect::<BTreeSet<_>>()
        };
        assert!(colors(&Theme::dark()).len() <= 2 * TONES as usize + 3);
        assert_eq!(colors(&Theme::mono()).len(), 1);
        let unknown = Theme {
            base: None,
            ..Theme::dark()
        };
        let rings = drawn(0.8, "", &unknown);
        assert!(rings.content.iter().all(|cell| cell.bg == Color::Reset));
    }

    #[test]
    fn the_word_can_be_read_on_the_ball() {
        for theme in [Theme::dark(), Theme::light()] {
            for share in [0.3, 1.0] {
                let buffer = drawn(share, "hold", &theme);
                let row = (0..40).map(|x| buffer[(x, 9)].symbol()).collect::<String>();
                assert!(row.contains("hold"), "{row}");
                let cell = buffer
                    .content
                    .iter()
                    .find(|cell| cell.symbol() == "h")
                    .unwrap();
                let contrast = contrast(number(cell.fg).unwrap(), number(cell.bg).unwrap());
                assert!(contrast >= 4.5, "{contrast:.1}");
            }
        }
    }

    #[test]
    fn in_ascii_it_is_two_rings_around_the_word() {
        let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
        insta::assert_snapshot!(svg::text(&drawn(0.6, "out", &theme)), @r"
                    ................
                 ....              .....
              ...                      ...
            ...                          ...
           ..         oooooooooooo         ..
          ..       ooo            ooo       ..
         ..       oo                oo       ..
        ..       o                    o       ..
        .       o                      o       .
        .       o         out          o       .
        .       o                      o       .
        .       o                      o       .
        ..       o                    o       ..
         ..       oo                oo       ..
          ..       ooo            ooo       ..
           ..         oooooooooooo         ..
            ...                          ...
              ...                      ...
                 ....              .....
                    ................
        ");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn it_stays_within_its_part(
            share in prop_oneof![any::<f64>(), 0.0..1.0], word in "\\PC{0,6}",
            width in 0u16..200, height in 0u16..200, look in 0usize..3,
        ) {
            let ascii = Theme::light().with_glyphs(GlyphChoice::Ascii);
            let theme = &[Theme::dark(), Theme::mono(), ascii][look];
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 200));
            let (area, mut caches) = (*buffer.area(), Caches::default());
            let mut painter = Painter::new(&mut buffer, area, theme, &mut caches);
            orb(share, &word, &mut painter.part(3, 5, width, height));
            let part = Rect::new(3, 5, width, height);
            for place in buffer.area.positions().filter(|place| !part.contains(*place)) {
                prop_assert_eq!(buffer[place].symbol(), " ");
            }
        }
    }
}
