//! What dots become in a cell: Braille, quadrant blocks or plain ASCII.

use super::canvas::{Canvas, Dot};
use crate::widgets::theme::Theme;

/// The signs a figure is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// 2×4 dots a cell; finest where the font has them.
    #[default]
    Braille,
    /// 2×2 blocks a cell; from about 30×14 cells.
    Quadrant,
    /// `O | / \ - _` only.
    Ascii,
}

/// Quadrant blocks by mask: upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

/// The Braille bits of the left and right column, top to bottom.
const BRAILLE: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Glyphs {
    /// Those that go with a theme.
    pub const fn of(theme: &Theme) -> Self {
        if theme.glyphs.ascii {
            Self::Ascii
        } else {
            Self::Braille
        }
    }

    /// The code of the cell whose upper left dot is `(column, row)`; 0 is blank. ASCII takes the cell's likeliest line.
    pub(super) fn code(self, canvas: &Canvas, column: usize, row: usize) -> u8 {
        let set = |x: usize, y: usize| canvas.get(column + x, row + y) != Dot::Empty;
        match self {
            Self::Braille => (0..8)
                .filter(|i| set(i / 4, i % 4))
                .fold(0, |mask, i| mask | BRAILLE[i / 4][i % 4]),
            Self::Quadrant => {
                let lit = |x: usize, y: usize| u8::from(set(x, 2 * y) || set(x, 2 * y + 1));
                lit(0, 0) | lit(1, 0) << 1 | lit(0, 1) << 2 | lit(1, 1) << 3
            }
            Self::Ascii => ascii(&set),
        }
    }

    /// The character a code stands for.
    pub fn character(self, code: u8) -> char {
        match self {
            _ if code == 0 => ' ',
            Self::Braille => char::from_u32(0x2800 + u32::from(code)).unwrap_or(' '),
            Self::Quadrant => QUADRANTS[usize::from(code) & 15],
            Self::Ascii => char::from(code),
        }
    }
}

/// The plain sign nearest to the dots of a 2×4 cell.
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
