//! A canvas of Braille dots, two across and four down in each cell.

use crate::widgets::painter::Painter;
use ratatui::style::{Color, Modifier, Style};

/// Dots over an area of the screen, with one style per layer.
pub struct Dots {
    columns: u16,
    rows: u16,
    cells: Vec<u8>,
}

/// The bit of the dot at column 0 or 1 and row 0 to 3 of a cell (Unicode, chapter 21).
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Dots {
    /// An empty canvas of this many cells.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self {
            columns,
            rows,
            cells: vec![0; usize::from(columns) * usize::from(rows)],
        }
    }

    /// Sets the dot at `x` (0 to 2 × columns − 1) and `y` (0 at the top, to 4 × rows − 1).
    pub fn set(&mut self, x: u16, y: u16) {
        if x / 2 < self.columns && y / 4 < self.rows {
            let cell = usize::from(y / 4) * usize::from(self.columns) + usize::from(x / 2);
            self.cells[cell] |= BITS[usize::from(x % 2)][usize::from(y % 4)];
        }
    }

    /// Draws a line between two points.
    pub fn line(&mut self, from: (u16, u16), to: (u16, u16)) {
        let (dx, dy) = (
            i32::from(to.0) - i32::from(from.0),
            i32::from(to.1) - i32::from(from.1),
        );
        let steps = dx.abs().max(dy.abs()).max(1);
        for step in 0..=steps {
            let x = i32::from(from.0) + (dx * step + dx.signum() * steps / 2) / steps;
            let y = i32::from(from.1) + (dy * step + dy.signum() * steps / 2) / steps;
            self.set(x as u16, y as u16);
        }
    }

    /// Writes the cells that have dots over the existing ones; as the character `plain` if given, for ASCII.
    ///
    /// Over a full block, the block's color stays as the background of the dots; the partial top of a column is
    /// left unchanged.
    pub fn write(&self, style: Style, plain: Option<char>, painter: &mut Painter<'_>) {
        for (index, bits) in self
            .cells
            .iter()
            .enumerate()
            .filter(|(_, bits)| **bits != 0)
        {
            let (x, y) = (
                (index % usize::from(self.columns)) as u16,
                (index / usize::from(self.columns)) as u16,
            );
            let glyph = plain
                .or_else(|| char::from_u32(0x2800 + u32::from(*bits)))
                .unwrap_or('*');
            let area = painter.area();
            let place = (area.x + x, area.y + y);
            let style = match painter.buffer().cell(place) {
                Some(cell) if matches!(cell.symbol(), "▁" | "▂" | "▃" | "▄" | "▅" | "▆" | "▇") =>
                {
                    continue;
                }
                Some(cell) if cell.symbol() == "█" => match cell.fg {
                    color @ Color::Rgb(..) => style.bg(color),
                    // Without our own colors, the dots are holes in the column.
                    _ => style.add_modifier(Modifier::REVERSED),
                },
                _ => style,
            };
            let mut text = [0; 4];
            painter.text(x, y, glyph.encode_utf8(&mut text), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn dots_land_in_their_cells() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        let mut dots = Dots::new(2, 1);
        dots.set(0, 0);
        dots.set(3, 3);
        dots.set(9, 9);
        let area = *buffer.area();
        let (theme, mut caches) = (Theme::mono(), Caches::default());
        let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
        dots.write(Style::default(), None, &mut painter);
        assert_eq!(buffer[(0, 0)].symbol(), "⠁");
        assert_eq!(buffer[(1, 0)].symbol(), "⢀");
    }

    #[test]
    fn a_line_has_no_holes() {
        let mut dots = Dots::new(10, 5);
        dots.line((0, 19), (19, 0));
        assert_eq!(
            dots.cells.iter().map(|bits| bits.count_ones()).sum::<u32>(),
            20
        );
    }
}
