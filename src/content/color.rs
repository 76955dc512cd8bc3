//! Color math: brightness, contrast and blending.
//!
//! A color is `0xRRGGBB` in sRGB.

/// Brightness of `color`, from 0 for black to 1 for white (relative luminance, WCAG 2.2).
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

/// Mixes a fraction `share` (0 to 1) of `to` into `from`, assuming a gamma of 2, which is close to
/// human perception.
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

/// `color`, or the closest shade toward white or black with a contrast of at least `least` on
/// `ground`. Falls back to white or black if no shade has that contrast.
pub fn legible(color: u32, ground: u32, least: f64) -> u32 {
    let end = if luminance(ground) < 0.18 {
        0xff_ffff
    } else {
        0x00_0000
    };
    (0..=20)
        .map(|step| blend(color, end, f64::from(step) * 0.05))
        .find(|color| contrast(*color, ground) >= least)
        .unwrap_or(end)
}

/// Parses a color such as `#1a2b3c`.
pub fn read(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#').filter(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 1e-9);
        assert!((contrast(0x77_7777, 0xff_ffff) - 4.48).abs() < 0.01);
    }

    #[test]
    fn mixing_ends_at_both_colors() {
        assert_eq!(blend(0x12_3456, 0xfe_dcba, 0.0), 0x12_3456);
        assert_eq!(blend(0x12_3456, 0xfe_dcba, 1.0), 0xfe_dcba);
    }

    #[test]
    fn a_color_is_a_sign_and_six_digits() {
        assert_eq!(read("#1a2B3c"), Some(0x1a_2b3c));
        for text in [
            "", "#", "1a2b3c", "#1a2b3", "#1a2b3c4", "#+a2b3c", "#äöü", "red",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_color_that_can_be_read_stays_and_any_other_becomes_legible(
            color in 0..0x100_0000_u32, ground in 0..0x100_0000_u32
        ) {
            let found = legible(color, ground, 4.5);
            prop_assert!(contrast(found, ground) >= 4.5);
            prop_assert!(contrast(color, ground) < 4.5 || found == color);
        }
    }
}
