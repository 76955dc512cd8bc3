//! Large digits for the countdown.

use crate::widgets::painter::Painter;
use ratatui::style::Style;

/// The digits 0 to 9 as five rows of three cells each, one bit per cell.
const DIGITS: [[u8; 5]; 10] = [
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
];
/// The colon, one cell wide.
const COLON: [u8; 5] = [0, 1, 0, 1, 0];

/// Size of the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Five rows, two columns per cell.
    Large,
    /// Five rows, one column per cell.
    Tall,
    /// Three rows of half blocks, one column per cell.
    Small,
}

impl Size {
    /// Height in rows.
    pub const fn rows(self) -> u16 {
        match self {
            Self::Large | Self::Tall => 5,
            Self::Small => 3,
        }
    }

    /// Width in columns of one cell of a digit, and of the gap between digits.
    const fn cell(self) -> u16 {
        match self {
            Self::Large => 2,
            Self::Tall | Self::Small => 1,
        }
    }
}

/// The cells of a character, and its width in cells.
const fn shape(character: char) -> ([u8; 5], u16) {
    match character {
        '0'..='9' => (DIGITS[character as usize - '0' as usize], 3),
        _ => (COLON, 1),
    }
}

/// Width of `text` in columns.
pub fn width(text: &str, size: Size) -> u16 {
    let cells: u16 = text.chars().map(|character| shape(character).1 + 1).sum();
    cells.saturating_sub(1) * size.cell()
}

/// Draws `text` (digits and colons) at the painter's top left corner.
pub fn render(text: &str, size: Size, style: Style, painter: &mut Painter<'_>) {
    let ascii = painter.theme().glyphs.ascii;
    let mut x = 0;
    for character in text.chars() {
        let (rows, cells) = shape(character);
        for column in 0..cells {
            let lit = |row: usize| {
                rows.get(row)
                    .is_some_and(|bits| bits >> (cells - 1 - column) & 1 == 1)
            };
            for y in 0..size.rows() {
                let row = usize::from(y);
                let sign = match (size, ascii) {
                    (Size::Small, false) => match (lit(row * 2), lit(row * 2 + 1)) {
                        (true, true) => "█",
                        (true, false) => "▀",
                        (false, true) => "▄",
                        (false, false) => continue,
                    },
                    (Size::Small, true) if lit(row * 2) || lit(row * 2 + 1) => "#",
                    (Size::Large, true) if lit(row) => "##",
                    (Size::Large, false) if lit(row) => "██",
                    (Size::Tall, true) if lit(row) => "#",
                    (Size::Tall, false) if lit(row) => "█",
                    _ => continue,
                };
                painter.text(x + column * size.cell(), y, sign, style);
            }
        }
        x += (cells + 1) * size.cell();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GlyphChoice;
    use crate::widgets::painter::Caches;
    use crate::widgets::svg;
    use crate::widgets::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(text: &str, size: Size, theme: &Theme) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width(text, size), size.rows()));
        let (area, mut caches) = (buffer.area, Caches::default());
        let mut painter = Painter::new(&mut buffer, area, theme, &mut caches);
        render(text, size, theme.text, &mut painter);
        svg::text(&buffer)
    }

    #[test]
    fn each_size_fills_the_columns_it_says() {
        let plain = Theme::mono().with_glyphs(GlyphChoice::Ascii);
        insta::assert_snapshot!(drawn("1:40", Size::Tall, &plain), @r"
         #    # # ###
        ##  # # # # #
         #    ### # #
         #  #   # # #
        ###     # ###
        ");
        insta::assert_snapshot!(drawn("1:40", Size::Small, &Theme::mono()), @r"
        ▄█  ▄ █ █ █▀█
         █  ▄ ▀▀█ █ █
        ▀▀▀     ▀ ▀▀▀
        ");
        for size in [Size::Large, Size::Tall, Size::Small] {
            for text in ["0:08", "12:38", "1:02:03", ""] {
                let rows = drawn(text, size, &plain);
                let longest = rows.lines().map(|row| row.trim_end().len()).max();
                assert_eq!(
                    longest.unwrap_or(0),
                    usize::from(width(text, size)),
                    "{text}"
                );
            }
        }
    }
}
