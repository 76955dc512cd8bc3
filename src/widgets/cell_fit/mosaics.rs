//! Sextants and octants: a cell in two by three or two by four parts, each on or off (Unicode 13 and 16).
//!
//! Patterns that Unicode encodes elsewhere are left out: not all terminals that draw these blocks draw those too.

use super::{Mask, Signs, columns, rows};

/// A character's number: the grid and the pattern, one bit per part, row by row from the upper left.
const SEXTANTS: u16 = 0x100;
const OCTANTS: u16 = 0x200;

static SEXTANT_TEXTS: [[u8; 4]; 64] = texts(0x1_FB00, &[0x00, 0x15, 0x2A, 0x3F]);
static OCTANT_TEXTS: [[u8; 4]; 256] = texts(
    0x1_CD00,
    &[
        0x00, 0x01, 0x02, 0x03, 0x05, 0x0A, 0x0F, 0x14, 0x28, 0x3F, 0x40, 0x50, 0x55, 0x5A, 0x5F,
        0x80, 0xA0, 0xA5, 0xAA, 0xAF, 0xC0, 0xF0, 0xF5, 0xFA, 0xFC, 0xFF,
    ],
);

/// The characters in UTF-8 from the code point `first` on, in pattern order; empty for the patterns in
/// `elsewhere`.
const fn texts<const N: usize>(first: u32, elsewhere: &[usize]) -> [[u8; 4]; N] {
    let mut texts = [[0; 4]; N];
    let (mut pattern, mut skipped) = (0, 0);
    while pattern < N {
        if skipped < elsewhere.len() && elsewhere[skipped] == pattern {
            skipped += 1;
        } else {
            let code = first + (pattern - skipped) as u32;
            texts[pattern] = [
                0xf0 | (code >> 18) as u8,
                0x80 | (code >> 12 & 0x3f) as u8,
                0x80 | (code >> 6 & 0x3f) as u8,
                0x80 | (code & 0x3f) as u8,
            ];
        }
        pattern += 1;
    }
    texts
}

/// The character with this number; a blank if there is none.
pub(super) fn text(number: u16) -> &'static str {
    let place = usize::from(number & 0xff);
    let bytes = match number & !0xff {
        SEXTANTS => SEXTANT_TEXTS.get(place),
        OCTANTS => OCTANT_TEXTS.get(place),
        _ => None,
    };
    let spelled = bytes.filter(|bytes| bytes[0] != 0);
    spelled
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or(" ")
}

/// The samples that the character with this number covers.
pub(super) const fn mask(number: u16) -> Mask {
    let heights: &[u32] = if number & !0xff == SEXTANTS {
        &[0, 3, 5, 8]
    } else {
        &[0, 2, 4, 6, 8]
    };
    let (mut mask, mut part) = (0, 0);
    while part < (heights.len() - 1) * 2 {
        if number >> part & 1 == 1 {
            let row = rows(heights[part / 2], heights[part / 2 + 1]);
            let side = part as u32 % 2 * 4;
            mask |= row & columns(side, side + 4);
        }
        part += 1;
    }
    mask
}

/// The character, from the grids that may be used, that covers the parts with mostly `ink`: its number and
/// samples.
pub(super) fn nearest(signs: Signs, ink: Mask) -> impl Iterator<Item = (u16, Mask, Signs)> {
    let grids = [(SEXTANTS, 6, Signs::Sextants), (OCTANTS, 8, Signs::Octants)];
    grids
        .into_iter()
        .filter(move |(.., kind)| *kind <= signs)
        .filter_map(move |(grid, parts, kind)| {
            let is_on = |part: &u16| {
                let samples = mask(grid | 1 << part);
                (ink & samples).count_ones() * 2 > samples.count_ones()
            };
            let pattern = (0..parts)
                .filter(is_on)
                .fold(0, |all, part| all | 1 << part);
            let number = grid | pattern;
            (text(number) != " ").then(|| (number, mask(number), kind))
        })
}

#[cfg(test)]
mod tests {
    use super::super::{Colors, Fitter, SIGNS, costs};
    use super::*;

    #[test]
    fn the_blocks_are_whole_and_each_sign_is_where_its_name_says() {
        let all = |grid: u16, count: u16| (0..count).map(move |pattern| text(grid | pattern));
        assert_eq!(all(SEXTANTS, 64).filter(|sign| *sign != " ").count(), 60);
        assert_eq!(all(OCTANTS, 256).filter(|sign| *sign != " ").count(), 230);
        for (number, sign) in [
            (SEXTANTS | 0b00_0001, "\u{1fb00}"),  // BLOCK SEXTANT-1
            (SEXTANTS | 0b00_1111, "\u{1fb0e}"),  // BLOCK SEXTANT-1234
            (SEXTANTS | 0b10_0000, "\u{1fb1e}"),  // BLOCK SEXTANT-6
            (OCTANTS | 0b0000_0100, "\u{1cd00}"), // BLOCK OCTANT-3
            (OCTANTS | 0b0000_0111, "\u{1cd02}"), // BLOCK OCTANT-123
            (OCTANTS | 0b1111_1110, "\u{1cde5}"), // BLOCK OCTANT-2345678
        ] {
            assert_eq!(text(number), sign, "{number:x}");
        }
        assert_eq!(mask(OCTANTS | 0b0000_0001), 0x0f0f);
        assert_eq!(mask(SEXTANTS | 0b10_0000), 0xf0f0_f000_0000_0000);
    }

    #[test]
    fn every_pattern_that_has_a_sign_is_shown_as_it_is() {
        for (signs, grid, patterns) in [
            (Signs::Sextants, SEXTANTS, 64),
            (Signs::Octants, OCTANTS, 256),
        ] {
            let fitter = Fitter {
                costs: costs([(0.0, 0.0), (1.0, 1.0)]),
                signs,
                colors: Colors::One,
            };
            for number in (grid..grid + patterns).filter(|number| text(*number) != " ") {
                let cell = fitter.fit(&[!mask(number), mask(number)]);
                assert_eq!((cell.front, cell.back), (1, 0), "{number:x}");
                let plain = SIGNS.get(usize::from(cell.sign));
                let covered = plain.map_or_else(|| mask(cell.sign), |sign| sign.mask);
                assert_eq!(covered, mask(number), "{number:x}");
            }
        }
    }

    #[test]
    fn nothing_finer_comes_where_it_was_not_asked_for() {
        assert_eq!(nearest(Signs::Lines, 0x0f0f).count(), 0);
        let kinds = nearest(Signs::Sextants, 0xff_ffff).map(|(.., kind)| kind);
        assert_eq!(kinds.collect::<Vec<_>>(), [Signs::Sextants]);
    }
}
