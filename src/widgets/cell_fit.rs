//! Fits a cell to 8×8 samples: of the characters that terminals draw as areas (quadrants, half blocks, eighths),
//! it picks the one closest to the samples, in one color or two.
//!
//! Reversing a character also gives the areas at the right and at the top, which have no character of their own,
//! without having to know the background.

mod mosaics;

use crate::widgets::theme::Areas;
use ratatui::style::{Modifier, Style};

/// Samples across a cell, and down.
pub const SAMPLES: u16 = 8;

/// A set of a cell's 64 samples: one bit each, row by row, the lowest bit for the upper left.
pub type Mask = u64;

/// All samples of a cell.
pub const WHOLE: Mask = Mask::MAX;

/// Which characters may be used; each level includes the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signs {
    /// Quadrants and half blocks.
    Quadrants,
    /// Eighths from below and from the left, except the thinnest and the widest, which show up as hairlines.
    Eighths,
    /// A thin line through the middle, drawn by the font.
    Lines,
    /// Sextants, if the terminal is known to draw them.
    Sextants,
    /// Octants, if the terminal is known to draw them.
    Octants,
}

impl From<Areas> for Signs {
    fn from(areas: Areas) -> Self {
        match areas {
            Areas::Quadrants => Self::Lines,
            Areas::Sextants => Self::Sextants,
            Areas::Octants => Self::Octants,
        }
    }
}

/// How many colors a cell may have besides the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// One: the character's, or its background's with the character as a hole in it.
    One,
    /// Two: the character's and its background's.
    Two,
}

/// A fitted cell: a character, and the palette indices of its foreground and background; 0 is the screen's
/// background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FittedCell {
    sign: u16,
    front: u8,
    back: u8,
}

/// Finds the best cell for samples of `C` classes; class 0 is the background, the others are colors.
#[derive(Clone, Copy, Debug)]
pub struct Fitter<const C: usize> {
    /// The cost of showing a sample of one class in another color: `costs[class][color]`.
    pub costs: [[u32; C]; C],
    /// The characters to choose from.
    pub signs: Signs,
    /// How many colors a cell may have.
    pub colors: Colors,
}

struct Sign {
    mask: Mask,
    text: &'static str,
    kind: Signs,
}

/// Quadrant blocks, indexed by their parts: upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS: [&str; 16] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
];
/// The character that fills a cell.
const FULL: u16 = 15;

const SIGNS: [Sign; 25] = {
    const BLANK: Sign = Sign {
        mask: 0,
        text: " ",
        kind: Signs::Quadrants,
    };
    let mut signs = [BLANK; 25];
    let mut parts = 0;
    while parts < 16 {
        signs[parts].mask = quadrants(parts);
        signs[parts].text = QUADRANTS[parts];
        parts += 1;
    }
    let eighths = [
        (rows(6, 8), "▂"),
        (rows(5, 8), "▃"),
        (rows(3, 8), "▅"),
        (rows(2, 8), "▆"),
        (columns(0, 2), "▎"),
        (columns(0, 3), "▍"),
        (columns(0, 5), "▋"),
        (columns(0, 6), "▊"),
    ];
    let mut place = 0;
    while place < 8 {
        let (mask, text) = eighths[place];
        signs[16 + place] = Sign {
            mask,
            text,
            kind: Signs::Eighths,
        };
        place += 1;
    }
    signs[24] = Sign {
        mask: rows(3, 5),
        text: "━",
        kind: Signs::Lines,
    };
    signs
};

const fn rows(from: u32, to: u32) -> Mask {
    let mut mask = 0;
    let mut row = from;
    while row < to {
        mask |= 0xff << (row * 8);
        row += 1;
    }
    mask
}

const fn columns(from: u32, to: u32) -> Mask {
    let mut mask = 0;
    let mut column = from;
    while column < to {
        mask |= 0x0101_0101_0101_0101 << column;
        column += 1;
    }
    mask
}

const fn quadrants(parts: usize) -> Mask {
    let (left, right, up, low) = (columns(0, 4), columns(4, 8), rows(0, 4), rows(4, 8));
    let quarters = [left & up, right & up, left & low, right & low];
    let mut mask = 0;
    let mut quarter = 0;
    while quarter < 4 {
        if parts >> quarter & 1 == 1 {
            mask |= quarters[quarter];
        }
        quarter += 1;
    }
    mask
}

impl FittedCell {
    /// Whether there is nothing to write.
    pub const fn is_blank(self) -> bool {
        self.front == 0 && self.back == 0
    }

    /// The character.
    pub fn symbol(self) -> &'static str {
        let sign = SIGNS.get(usize::from(self.sign));
        sign.map_or_else(|| mosaics::text(self.sign), |sign| sign.text)
    }

    /// The colors of the character and its background, as indexes into the palette.
    pub const fn colors(self) -> (u8, u8) {
        (self.front, self.back)
    }

    /// The style with these colors. A palette entry gives the same color in the foreground and in the background. If
    /// only the background has a color, the character is reversed, so the screen's background need not be known.
    pub fn style(self, palette: &[Style]) -> Style {
        let style = |place: u8| palette.get(usize::from(place)).copied().unwrap_or_default();
        match (self.front, self.back) {
            (0, 0) => Style::new(),
            (front, 0) => style(front),
            (0, back) => style(back).add_modifier(Modifier::REVERSED),
            // Without a color of its own, the background takes the text's; a character without one either is a
            // hole in it.
            (front, back) => match (style(back).fg, style(front).fg) {
                (Some(ground), _) => style(front).bg(ground),
                (None, Some(sign)) => Style::new().bg(sign).add_modifier(Modifier::REVERSED),
                (None, None) => style(front).add_modifier(Modifier::REVERSED),
            },
        }
    }

    /// The same picture as a character in the background's color on a colored cell, if quadrants can show it: for
    /// terminals that let characters, but never cell backgrounds, bleed into neighboring cells.
    #[must_use]
    pub const fn on_ground(self) -> Self {
        match self {
            Self {
                sign: sign @ 1..FULL,
                front: 1..,
                back: 0,
            } => Self {
                sign: FULL - sign,
                front: 0,
                back: self.front,
            },
            other => other,
        }
    }
}

impl<const C: usize> Fitter<C> {
    /// The picture closest to samples of these classes. Each sample belongs to one class.
    pub fn fit(&self, classes: &[Mask; C]) -> FittedCell {
        if classes.first().is_none_or(|nothing| *nothing == WHOLE) {
            return FittedCell::default();
        }
        let total = classes.map(Mask::count_ones);
        let mut found = (u32::MAX, FittedCell::default());
        let signs = SIGNS
            .iter()
            .enumerate()
            .map(|(number, sign)| (number as u16, sign.mask, sign.kind))
            .filter(|(.., kind)| *kind <= self.signs);
        let nothing = classes.first().copied().unwrap_or_default();
        let fine = mosaics::nearest(self.signs, !nothing);
        for (number, mask, kind) in signs.chain(fine) {
            let before = classes.map(|class| (class & mask).count_ones());
            let behind: [u32; C] = std::array::from_fn(|class| total[class] - before[class]);
            let (front, back) = (self.cheapest(&before), self.cheapest(&behind));
            let mut consider = |front: (u32, u8), back: (u32, u8)| {
                let price = front.0 + back.0 + effort(front.1, back.1);
                if price < found.0 {
                    found = (price, cell(number, front.1, back.1));
                }
            };
            match self.colors {
                Colors::Two => consider(front, back),
                Colors::One => {
                    consider(front, (self.price(&behind, 0), 0));
                    if kind != Signs::Lines {
                        consider((self.price(&before, 0), 0), back);
                    }
                }
            }
        }
        found.1
    }

    fn price(&self, counts: &[u32; C], color: usize) -> u32 {
        let each = counts.iter().zip(&self.costs);
        each.map(|(count, costs)| count * costs[color]).sum()
    }

    /// The cheapest color for these sample counts per class, including its price.
    fn cheapest(&self, counts: &[u32; C]) -> (u32, u8) {
        let prices = (0..C).map(|color| (self.price(counts, color), color as u8));
        prices.min().unwrap_or_default()
    }
}

/// Cost of style changes: of two pictures that look nearly the same, the cheaper one to send wins.
const fn effort(front: u8, back: u8) -> u32 {
    match (front, back) {
        (front, back) if front == back => 0,
        (_, 0) => 8,
        (0, _) => 40,
        _ => 24,
    }
}

const fn cell(sign: u16, front: u8, back: u8) -> FittedCell {
    let (sign, back) = match (front, back) {
        (0, 0) => (0, 0),
        (front, back) if front == back => (FULL, 0),
        _ => (sign, back),
    };
    FittedCell { sign, front, back }
}

/// Costs of showing samples in other colors, from each color's position in a plane of lightness and hue, where
/// white is about 1 from black.
pub fn costs<const C: usize>(places: [(f32, f32); C]) -> [[u32; C]; C] {
    let apart = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2);
    places.map(|class| places.map(|color| (apart(class, color) * 100.0) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter;
    use proptest::prelude::*;
    use ratatui::style::Color;

    const APART: [(f32, f32); 4] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];

    fn fitter(signs: Signs, colors: Colors) -> Fitter<4> {
        Fitter {
            costs: costs(APART),
            signs,
            colors,
        }
    }

    /// The color of each sample as displayed.
    fn shown(cell: FittedCell) -> [u8; 64] {
        let mask = SIGNS[usize::from(cell.sign)].mask;
        std::array::from_fn(|bit| match mask >> bit & 1 {
            1 => cell.front,
            _ => cell.back,
        })
    }

    fn classes(samples: &[u8; 64]) -> [Mask; 4] {
        let of = |class: u8| (0..64).filter(move |bit| samples[*bit] == class);
        [0, 1, 2, 3].map(|class| of(class).fold(0, |mask, bit| mask | 1 << bit))
    }

    fn wrong(cell: FittedCell, samples: &[u8; 64]) -> usize {
        let shown = shown(cell);
        (0..64).filter(|bit| shown[*bit] != samples[*bit]).count()
    }

    #[test]
    fn every_sign_covers_what_its_name_says_and_no_two_are_the_same() {
        for (index, sign) in SIGNS.iter().enumerate() {
            assert_eq!(painter::columns(sign.text), 1, "{}", sign.text);
            assert!(SIGNS[..index].iter().all(|other| other.mask != sign.mask));
        }
        let mask = |text: &str| SIGNS.iter().find(|sign| sign.text == text).unwrap().mask;
        assert_eq!(mask("▂"), 0xffff_0000_0000_0000);
        assert_eq!(mask("▎"), 0x0303_0303_0303_0303);
        assert_eq!(mask("▘"), 0x0000_0000_0f0f_0f0f);
        assert_eq!(mask("▟"), 0xffff_ffff_f0f0_f0f0);
    }

    #[test]
    fn what_is_a_sign_or_the_rest_of_one_is_shown_as_it_is() {
        let fitter = fitter(Signs::Eighths, Colors::One);
        for sign in SIGNS.iter().filter(|sign| sign.kind <= Signs::Eighths) {
            for mask in [sign.mask, !sign.mask] {
                let cell = fitter.fit(&[!mask, mask, 0, 0]);
                let samples = std::array::from_fn(|bit| (mask >> bit & 1) as u8);
                assert_eq!(wrong(cell, &samples), 0, "{} {mask:x}", sign.text);
            }
        }
    }

    #[test]
    fn the_upper_eighths_are_reversed_and_need_no_background() {
        let upper = rows(0, 2);
        let cell = fitter(Signs::Eighths, Colors::One).fit(&[!upper, upper, 0, 0]);
        let palette = [Style::new(), Style::new().fg(Color::Cyan)];
        let style = Style::new()
            .fg(Color::Cyan)
            .add_modifier(Modifier::REVERSED);
        assert_eq!((cell.symbol(), cell.style(&palette)), ("▆", style));
    }

    #[test]
    fn two_colors_without_a_color_are_told_apart_by_reversing() {
        let low = rows(4, 8);
        let cell = fitter(Signs::Quadrants, Colors::Two).fit(&[0, low, !low, 0]);
        let plain = [Style::new(); 4];
        assert!(cell.style(&plain).add_modifier.contains(Modifier::REVERSED));
        let colored = [Color::Reset, Color::Cyan, Color::Blue].map(|color| Style::new().fg(color));
        let style = cell.style(&colored);
        assert_ne!(style.fg, style.bg);
        assert!(style.bg.is_some() && style.add_modifier.is_empty());
    }

    proptest! {
        #[test]
        fn no_picture_is_worse_than_nothing_and_than_one_whole_color(
            samples in proptest::array::uniform32(0u8..16), signs in 0usize..3, two: bool,
        ) {
            // Two samples per number, so that there are areas.
            let samples: [u8; 64] = std::array::from_fn(|bit| samples[bit / 2] >> (bit % 2 * 2) & 3);
            let signs = [Signs::Quadrants, Signs::Eighths, Signs::Lines][signs];
            let colors = if two { Colors::Two } else { Colors::One };
            let fitter = fitter(signs, colors);
            let cell = fitter.fit(&classes(&samples));
            let kind = SIGNS[usize::from(cell.sign)].kind;
            prop_assert!(kind <= signs);
            prop_assert!(two || cell.front == 0 || cell.back == 0);
            let price = |shown: &[u8; 64]| -> u32 {
                let each = shown.iter().zip(&samples);
                each.map(|(shown, is)| fitter.costs[usize::from(*is)][usize::from(*shown)]).sum()
            };
            let found = price(&shown(cell));
            for whole in 0..4 {
                prop_assert!(found <= price(&[whole; 64]) + 40);
            }
        }

        #[test]
        fn what_stands_on_its_ground_is_the_same_picture(mask: u64) {
            let cell = fitter(Signs::Quadrants, Colors::One).fit(&[!mask, mask, 0, 0]);
            let turned = cell.on_ground();
            prop_assert_eq!(shown(cell), shown(turned));
            prop_assert!(turned.front == 0 || turned.sign == FULL || turned.is_blank());
        }
    }
}
