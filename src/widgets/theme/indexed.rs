//! Terminals with 256 colors: each of our colors becomes the nearest one, and text keeps a readable contrast.

use super::tuning;
use crate::content::themes::{MARK, Palette, TEXT};
use crate::domain::Sorting as _;
use crate::widgets::color::{contrast, number};
use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// Levels of red, green, and blue in the color cube, which starts at 16; grays start at 232. The first sixteen
/// vary by terminal (xterm, 256colres.pl).
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn channels(color: u32) -> [u8; 3] {
    [16, 8, 0].map(|shift| (color >> shift) as u8)
}

fn distance(one: u32, other: u32) -> u32 {
    let (one, other) = (channels(one), channels(other));
    let apart = one
        .iter()
        .zip(other)
        .map(|(one, other)| one.abs_diff(other));
    apart.map(|apart| u32::from(apart).pow(2)).sum()
}

/// The RGB value of an index from 16 on, `0xRRGGBB`.
fn value(index: u8) -> u32 {
    let [red, green, blue] = match index.saturating_sub(16) {
        cube @ 0..216 => {
            [cube / 36, cube / 6 % 6, cube % 6].map(|level| LEVELS[usize::from(level)])
        }
        gray => [8 + (gray - 216) * 10; 3],
    };
    u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue)
}

/// The index of the color nearest to `color`.
fn nearest(color: u32) -> u8 {
    let level = |channel: u8| {
        let apart = |level: &u8| LEVELS[usize::from(*level)].abs_diff(channel);
        (0..6).min_by_key(apart).unwrap_or_default()
    };
    let [red, green, blue] = channels(color).map(level);
    let cube = 16 + 36 * red + 6 * green + blue;
    let mean = channels(color).map(u32::from).iter().sum::<u32>() / 3;
    let gray = 232 + (mean.saturating_sub(3) / 10).min(23) as u8;
    if distance(value(gray), color) < distance(value(cube), color) {
        gray
    } else {
        cube
    }
}

/// The nearest color with a contrast of at least `least` on each of the backgrounds, if there is one.
fn clear(color: u32, grounds: &[u32], least: f64) -> Option<u32> {
    let mut all: Vec<u32> = (16..=255).map(value).collect();
    all.order_by_key(|other| distance(*other, color));
    let is_clear = |other: &u32| {
        grounds
            .iter()
            .all(|ground| contrast(*other, *ground) >= least)
    };
    all.into_iter().find(is_clear)
}

/// The nearest color with a contrast of at least `least` on `ground`; black or white always qualifies.
pub(super) fn legible(color: u32, ground: u32, least: f64) -> u32 {
    clear(color, &[ground], least).unwrap_or(color)
}

/// The palette in these colors, on its own background or, if it paints none, on the terminal's.
pub(super) fn fitted(palette: &Palette, background: Option<u32>) -> Palette {
    let palette = match background {
        Some(ground) if !palette.fill => tuning::on(palette, ground),
        _ => *palette,
    };
    let nearest = |color| value(nearest(color));
    let ground = if palette.fill {
        nearest(palette.background)
    } else {
        palette.background
    };
    let word = |color| legible(color, ground, TEXT);
    let selected = nearest(palette.selected);
    let (selected, accent) = clear(palette.accent, &[ground, selected], TEXT).map_or_else(
        || (ground, word(palette.accent)),
        |accent| (selected, accent),
    );
    Palette {
        background: ground,
        text: word(palette.text),
        dim: word(palette.dim),
        frame: nearest(palette.frame),
        selected,
        accent,
        sessions: word(palette.sessions),
        warn: word(palette.warn),
        alert: word(palette.alert),
        energy: word(palette.energy),
        calm: word(palette.calm),
        sleep: word(palette.sleep),
        mood: palette.mood.map(|color| legible(color, ground, MARK)),
        ..palette
    }
}

/// Replaces our colors with their indices.
pub fn reduce(buffer: &mut Buffer) {
    // Neighboring cells mostly have the same color.
    let mut last = (0, nearest(0));
    let mut reduced = |color: Color| match number(color) {
        Some(color) => {
            if last.0 != color {
                last = (color, nearest(color));
            }
            Color::Indexed(last.1)
        }
        None => color,
    };
    for cell in &mut buffer.content {
        (cell.fg, cell.bg) = (reduced(cell.fg), reduced(cell.bg));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::themes;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_other_of_the_colors_is_much_nearer(color in 0..0x100_0000_u32) {
            let found = distance(value(nearest(color)), color);
            let least = (16..=255).map(|index| distance(value(index), color)).min();
            // The gray is chosen by its mean, so it may be a step off.
            prop_assert!(found <= least.unwrap_or(0) + 100, "{color:06x}");
        }
    }

    #[test]
    fn a_color_of_theirs_stays_what_it_is() {
        for index in 16..=255 {
            assert_eq!(value(nearest(value(index))), value(index), "{index}");
        }
        assert_eq!(
            (value(16), value(231), value(244)),
            (0, 0xff_ffff, 0x80_8080)
        );
    }

    #[test]
    fn words_can_be_read_in_every_theme_and_most_ratings_told_apart() {
        for name in themes::names() {
            let palette = themes::built_in(name).unwrap();
            let fitted = fitted(&palette, Some(palette.background));
            let words = [
                fitted.text,
                fitted.dim,
                fitted.accent,
                fitted.sessions,
                fitted.warn,
                fitted.alert,
                fitted.energy,
                fitted.calm,
                fitted.sleep,
            ];
            for word in words {
                assert!(
                    contrast(word, fitted.background) >= TEXT,
                    "{name} {word:06x}"
                );
            }
            assert!(contrast(fitted.accent, fitted.selected) >= TEXT, "{name}");
            let mut mood = fitted.mood.to_vec();
            assert!(
                mood.iter()
                    .all(|mark| contrast(*mark, fitted.background) >= MARK)
            );
            mood.dedup();
            assert!(mood.len() >= 5, "{name}: {mood:x?}");
        }
    }
}
