//! Colors as numbers: how bright one is, how far apart two are, and what lies between them.
//!
//! A color is `0xRRGGBB` in sRGB.

use ratatui::style::{Color, Style};

/// How bright `color` is, from 0 for black to 1 for white (relative luminance, WCAG 2.2).
pub fn luminance(color: u32) -> f64 {
    let channel = |shift: u32| {
        let part = f64::from((color >> shift) & 0xff) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

/// The contrast ratio of two colors, from 1 to 21 (WCAG 2.2).
pub fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// `from` with the share of `to` (0 to 1) mixed in; light adds up at a gamma of 2, close to how eyes see it.
pub fn blend(from: u32, to: u32, share: f64) -> u32 {
    let share = share.clamp(0.0, 1.0);
    let channel = |shift: u32| {
        let (from, to) = (
            f64::from((from >> shift) & 0xff),
            f64::from((to >> shift) & 0xff),
        );
        let mixed = (from * from * (1.0 - share) + to * to * share).sqrt();
        (mixed.round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// The number of a color that has one; nothing for the terminal's own.
pub const fn number(color: Color) -> Option<u32> {
    match color {
        Color::Rgb(red, green, blue) => {
            Some((red as u32) << 16 | (green as u32) << 8 | blue as u32)
        }
        _ => None,
    }
}

/// `style` with the share of the color `other` mixed into its foreground; unchanged where either color is unknown.
pub fn mix(style: Style, other: Option<Color>, share: f64) -> Style {
    match (style.fg.and_then(number), other.and_then(number)) {
        (Some(from), Some(to)) => style.fg(Color::from_u32(blend(from, to, share))),
        _ => style,
    }
}

/// Text in black or white, whichever reads better, on the ground `color`.
pub fn text_on(color: u32) -> Style {
    const BLACK: u32 = 0x10_1218;
    const WHITE: u32 = 0xff_ffff;
    let text = if contrast(BLACK, color) >= contrast(WHITE, color) {
        BLACK
    } else {
        WHITE
    };
    Style::new()
        .fg(Color::from_u32(text))
        .bg(Color::from_u32(color))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 1e-9);
        assert!((contrast(0x77_7777, 0xff_ffff) - 4.48).abs() < 0.01);
    }

    #[test]
    fn mixing_ends_at_both_colors_and_needs_both() {
        assert_eq!(blend(0x12_3456, 0xfe_dcba, 0.0), 0x12_3456);
        assert_eq!(blend(0x12_3456, 0xfe_dcba, 1.0), 0xfe_dcba);
        let style = Style::new().fg(Color::Cyan);
        assert_eq!(mix(style, Some(Color::Rgb(1, 2, 3)), 0.5), style);
    }
}
