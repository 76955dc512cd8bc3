//! One frame of the figure in cells, and how it is put on the screen.

use super::canvas::{Canvas, Dot};
use super::glyphs::Glyphs;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What a cell is mostly part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Nothing is drawn.
    #[default]
    Blank,
    /// The ground.
    Ground,
    /// A far limb or a thing: dim.
    Far,
    /// The body.
    Near,
}

/// One cell: the code of its sign (see [`Glyphs::character`]) and its ink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    /// A Braille pattern, a quadrant mask or an ASCII byte; 0 is blank.
    pub code: u8,
    /// What it belongs to.
    pub ink: Ink,
}

/// One frame, two bytes a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Raster {
    width: u16,
    height: u16,
    glyphs: Glyphs,
    marks: Vec<Mark>,
}

impl Raster {
    /// Takes the dots of a canvas, 2×4 a cell.
    pub(super) fn of(canvas: &Canvas, glyphs: Glyphs, head: Option<(f32, f32, f32)>) -> Self {
        let (width, height) = (canvas.columns / 2, canvas.rows / 4);
        let mut marks = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let mut code = glyphs.code(canvas, column * 2, row * 4);
                let ink = ink(canvas, column * 2, row * 4);
                if glyphs == Glyphs::Ascii && ink == Ink::Near && within(head, column, row) {
                    code = b'O';
                }
                marks.push(Mark { code, ink });
            }
        }
        Self {
            width: width as u16,
            height: height as u16,
            glyphs,
            marks,
        }
    }

    /// Columns and rows, cells.
    pub fn size(&self) -> (u16, u16) {
        (self.width, self.height)
    }

    /// The signs it is drawn with.
    pub fn glyphs(&self) -> Glyphs {
        self.glyphs
    }

    /// The cell at `column` and `row`; outside is blank.
    pub fn mark(&self, column: u16, row: u16) -> Mark {
        if column >= self.width {
            return Mark::default();
        }
        let index = usize::from(row) * usize::from(self.width) + usize::from(column);
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// The rows as text, without colour.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.marks
            .chunks(usize::from(self.width).max(1))
            .map(|row| {
                row.iter()
                    .map(|mark| self.glyphs.character(mark.code))
                    .collect()
            })
    }
}

/// Puts a frame into `area`, top left, cutting off what does not fit. Blank cells keep what they show.
pub fn render(
    raster: &Raster,
    buf: &mut Buffer,
    area: Rect,
    near: Style,
    far: Style,
    ground: Style,
) {
    let area = area.intersection(buf.area);
    for row in 0..raster.height.min(area.height) {
        for column in 0..raster.width.min(area.width) {
            let mark = raster.mark(column, row);
            let style = match mark.ink {
                Ink::Blank => {
                    // In the figure's colour too: a change of colour for each gap would double the bytes of a frame.
                    if let (Some(cell), Some(colour)) =
                        (buf.cell_mut((area.x + column, area.y + row)), near.fg)
                    {
                        cell.set_fg(colour);
                    }
                    continue;
                }
                Ink::Ground => ground,
                Ink::Far => far,
                Ink::Near => near,
            };
            if let Some(cell) = buf.cell_mut((area.x + column, area.y + row)) {
                cell.set_char(raster.glyphs.character(mark.code))
                    .set_style(style);
            }
        }
    }
}

/// The foremost thing in a cell.
fn ink(canvas: &Canvas, column: usize, row: usize) -> Ink {
    let foremost = (0..8)
        .map(|i| canvas.get(column + i / 4, row + i % 4))
        .max()
        .unwrap_or_default();
    match foremost {
        Dot::Empty => Ink::Blank,
        Dot::Ground => Ink::Ground,
        Dot::Far => Ink::Far,
        Dot::Near => Ink::Near,
    }
}

/// Whether a cell's middle is inside the head, given as column, row and radius in dots.
fn within(head: Option<(f32, f32, f32)>, column: usize, row: usize) -> bool {
    head.is_some_and(|(x, y, radius)| {
        let (dx, dy) = (column as f32 * 2.0 + 0.5 - x, row as f32 * 4.0 + 1.5 - y);
        dx.hypot(dy) <= radius + 0.6
    })
}
