//! Colors in styles: mixing them, and choosing text that is readable on them.

pub use crate::content::color::{blend, contrast, legible, luminance};
use ratatui::style::{Color, Style};

/// The RGB value of a color, `0xRRGGBB`; `None` for the terminal's own colors.
pub const fn number(color: Color) -> Option<u32> {
    match color {
        Color::Rgb(red, green, blue) => {
            Some((red as u32) << 16 | (green as u32) << 8 | blue as u32)
        }
        _ => None,
    }
}

/// `style` with `share` of the color `other` mixed into its foreground; unchanged if either color is unknown.
pub fn mix(style: Style, other: Option<Color>, share: f64) -> Style {
    match (style.fg.and_then(number), other.and_then(number)) {
        (Some(from), Some(to)) => style.fg(Color::from_u32(blend(from, to, share))),
        _ => style,
    }
}

/// Black or white text, whichever is more readable on the background `color`; one of them always has at least
/// 4.5:1.
pub fn text_on(color: u32) -> Style {
    const BLACK: u32 = 0x00_0000;
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
    use proptest::prelude::*;

    #[test]
    fn mixing_needs_both_colors() {
        let style = Style::new().fg(Color::Cyan);
        assert_eq!(mix(style, Some(Color::Rgb(1, 2, 3)), 0.5), style);
    }

    proptest! {
        #[test]
        fn text_can_be_read_on_any_ground(color in 0..0x100_0000_u32) {
            let style = text_on(color);
            let [text, ground] = [style.fg, style.bg].map(|color| color.and_then(number).unwrap());
            prop_assert!(ground == color && contrast(text, ground) >= 4.5);
        }
    }
}
