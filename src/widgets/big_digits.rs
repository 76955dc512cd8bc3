//! The countdown's big digits.

use crate::widgets::painter::Painter;
use ratatui::style::Style;

/// Five rows of three cells each, a bit a cell, for 0 to 9 and the colon.
const SHAPES: [[u8; 5]; 11] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b001, 0b001],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
    [0b000, 0b010, 0b000, 0b010, 0b000],
];

/// How big.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Five rows, two columns a cell.
    Large,
    /// Three rows of half blocks, one column a cell.
    Small,
}

impl Size {
    /// Rows it takes.
    pub const fn rows(self) -> u16 {
        match self {
            Self::Large => 5,
            Self::Small => 3,
        }
    }
}

/// Draws `text` (digits and colons) from the painter's top left corner.
pub fn render(text: &str, size: Size, style: Style, ascii: bool, painter: &mut Painter<'_>) {
    let mut x = 0;
    for character in text.chars() {
        let place = character.to_digit(10).map_or(10, |digit| digit as usize);
        let shape = SHAPES[place];
        match size {
            Size::Large => large(x, shape, style, ascii, painter),
            Size::Small => small(x, shape, style, ascii, painter),
        }
        x += match size {
            Size::Large => 8,
            Size::Small => 4,
        };
    }
}

fn large(x: u16, shape: [u8; 5], style: Style, ascii: bool, painter: &mut Painter<'_>) {
    let cell = if ascii { "##" } else { "██" };
    for (row, bits) in shape.iter().enumerate() {
        for column in 0..3u16 {
            if bits >> (2 - column) & 1 == 1 {
                painter.text(x + column * 2, row as u16, cell, style);
            }
        }
    }
}

fn small(x: u16, shape: [u8; 5], style: Style, ascii: bool, painter: &mut Painter<'_>) {
    for row in 0..3usize {
        for column in 0..3u16 {
            let lit = |line: usize| {
                shape
                    .get(line)
                    .is_some_and(|bits| bits >> (2 - column) & 1 == 1)
            };
            let cell = match (lit(row * 2), lit(row * 2 + 1), ascii) {
                (true, true, false) => "█",
                (true, false, false) => "▀",
                (false, true, false) => "▄",
                (false, false, _) => continue,
                (.., true) => "#",
            };
            painter.text(x + column, row as u16, cell, style);
        }
    }
}
