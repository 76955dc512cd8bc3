//! The nearest of the 256 fixed colors, for terminals that show no others.
//!
//! The first sixteen are the person's own and never used: 216 of a cube with six steps a side, and 24 grays.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// The steps of the cube, of 255.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
/// The place of the cube's first color, and that of the first gray.
const CUBE: u8 = 16;
const GRAYS: u8 = 232;

/// Gives every cell the nearest of the fixed colors.
pub fn to_cube(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.fg = nearest(cell.fg);
        cell.bg = nearest(cell.bg);
    }
}

/// The nearest of the fixed colors; what is no 24-bit color stays.
fn nearest(color: Color) -> Color {
    let Color::Rgb(red, green, blue) = color else {
        return color;
    };
    let sides = [red, green, blue].map(step);
    let of_cube = sides.map(|side| STEPS[side]);
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let gray = (mean.saturating_sub(3) / 10).min(23) as u8;
    let of_grays = [8 + 10 * gray; 3];
    let away = |other: [u8; 3]| -> i32 {
        let of = |one: u8, other: u8| (i32::from(one) - i32::from(other)).pow(2);
        // Eyes see steps of green best, of blue least.
        3 * of(red, other[0]) + 6 * of(green, other[1]) + 2 * of(blue, other[2])
    };
    if away(of_grays) < away(of_cube) {
        return Color::Indexed(GRAYS + gray);
    }
    let [red, green, blue] = sides.map(|side| side as u8);
    Color::Indexed(CUBE + 36 * red + 6 * green + blue)
}

/// The place of the nearest step.
fn step(value: u8) -> usize {
    let away = |place: &usize| STEPS[*place].abs_diff(value);
    (0..STEPS.len()).min_by_key(away).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::color::contrast;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    /// What a fixed color looks like, `0xRRGGBB`.
    fn shown(color: Color) -> u32 {
        let Color::Indexed(place) = color else {
            panic!("{color:?} is none of them");
        };
        let number = |red: u8, green: u8, blue: u8| u32::from_be_bytes([0, red, green, blue]);
        if place >= GRAYS {
            let gray = 8 + 10 * (place - GRAYS);
            return number(gray, gray, gray);
        }
        let place = usize::from(place - CUBE);
        number(STEPS[place / 36], STEPS[place / 6 % 6], STEPS[place % 6])
    }

    #[test]
    fn text_can_be_read_in_256_colors_as_well() {
        for theme in [Theme::dark(), Theme::light()] {
            let base = shown(nearest(theme.base.unwrap()));
            for style in [
                theme.text,
                theme.dim,
                theme.accent,
                theme.key,
                theme.warn,
                theme.alert,
            ] {
                let text = shown(nearest(style.fg.unwrap()));
                let contrast = contrast(text, base);
                assert!(contrast >= 4.5, "{style:?} has {contrast:.1}");
            }
            // Two neighbors may share one: place and digit tell them apart.
            let mood = theme.mood.map(|style| nearest(style.fg.unwrap()));
            for three in mood.windows(3) {
                assert_ne!(three[0], three[2], "{mood:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_fixed_color_is_its_own_nearest(place in CUBE..) {
            let [_, red, green, blue] = shown(Color::Indexed(place)).to_be_bytes();
            let found = nearest(Color::Rgb(red, green, blue));
            prop_assert_eq!(shown(found), shown(Color::Indexed(place)));
        }
    }
}
