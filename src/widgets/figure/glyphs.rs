//! Converts dots to characters: fitted blocks, Braille, or plain ASCII.

use super::canvas::{Canvas, Dot};
use crate::widgets::cell_fit::{SAMPLES, Signs};
use crate::widgets::theme::Theme;

/// The characters a figure is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Quadrants, half blocks, and eighths, fitted to the body's outline.
    #[default]
    Blocks,
    /// Only quadrants, with the body as their background: for terminals whose characters bleed into neighboring
    /// cells.
    Grounds,
    /// 2×4 dots per cell.
    Braille,
    /// Only `O | / \ - _`.
    Ascii,
}

/// The Braille bits of the left and right column, top to bottom.
const BRAILLE: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Glyphs {
    /// The glyphs for a theme.
    pub const fn of(theme: &Theme) -> Self {
        match theme.glyphs {
            glyphs if glyphs.ascii => Self::Ascii,
            glyphs if glyphs.braille => Self::Braille,
            glyphs if glyphs.overflows => Self::Grounds,
            _ => Self::Blocks,
        }
    }

    /// Dots per cell, across and down.
    pub(super) const fn dots(self) -> (usize, usize) {
        match self {
            Self::Blocks | Self::Grounds => (SAMPLES as usize, SAMPLES as usize),
            Self::Braille | Self::Ascii => (2, 4),
        }
    }

    /// The characters for fitting cells; `None` if each dot has a fixed place in the character.
    pub(super) const fn fitted(self) -> Option<Signs> {
        match self {
            Self::Blocks => Some(Signs::Eighths),
            Self::Grounds => Some(Signs::Quadrants),
            Self::Braille | Self::Ascii => None,
        }
    }

    /// The code of the cell with its upper left dot at `(column, row)`; 0 is blank. In ASCII, the most likely
    /// line.
    pub(super) fn code(self, canvas: &Canvas, column: usize, row: usize) -> u8 {
        let set = |x: usize, y: usize| canvas.get(column + x, row + y) != Dot::Empty;
        if self == Self::Ascii {
            return ascii(&set);
        }
        (0..8)
            .filter(|i| set(i / 4, i % 4))
            .fold(0, |mask, i| mask | BRAILLE[i / 4][i % 4])
    }
}

/// The Braille pattern of a code.
pub(super) fn braille(code: u8) -> char {
    char::from_u32(0x2800 + u32::from(code)).unwrap_or(' ')
}

/// The ASCII character closest to the dots of a 2×4 cell.
fn ascii(set: &impl Fn(usize, usize) -> bool) -> u8 {
    let rows: [[bool; 2]; 4] = std::array::from_fn(|y| [set(0, y), set(1, y)]);
    let count = rows.iter().flatten().filter(|&&lit| lit).count();
    let lit_rows = rows.iter().filter(|row| row[0] || row[1]).count();
    let left = rows.iter().filter(|row| row[0]).count();
    let right = rows.iter().filter(|row| row[1]).count();
    let (top_left, top_right) = (rows[0][0] || rows[1][0], rows[0][1] || rows[1][1]);
    let (low_left, low_right) = (rows[2][0] || rows[3][0], rows[2][1] || rows[3][1]);
    match count {
        0 => 0,
        _ if lit_rows <= 2 && !(rows[0][0] || rows[0][1] || rows[1][0] || rows[1][1]) => b'_',
        _ if lit_rows <= 2 => b'-',
        _ if left == 4 || right == 4 || count >= 7 => b'|',
        _ if top_right && low_left && !(top_left && low_right) => b'/',
        _ if top_left && low_right && !(top_right && low_left) => b'\\',
        _ => b'|',
    }
}
