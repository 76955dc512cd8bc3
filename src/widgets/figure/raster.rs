//! One frame of the figure in cells, and drawing it on the screen.

use super::canvas::{Canvas, Dot};
use super::glyphs::{self, Glyphs};
use crate::widgets::cell_fit::{Colors, FittedCell, Fitter, Mask, SAMPLES, Signs, WHOLE, costs};
use crate::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;

/// What a cell mostly belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Nothing is drawn.
    #[default]
    Blank,
    /// The ground.
    Ground,
    /// A far limb or an object: dim.
    Far,
    /// The body.
    Near,
}

/// The contents of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shape {
    /// A Braille pattern or an ASCII byte; 0 is blank.
    Code(u8),
    /// A character fitted to the samples, colored as a tone of the body, 1 (lit) to 4 (shaded), or as a far part.
    Fitted(FittedCell),
    /// The floor.
    Floor,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    shape: Shape,
    /// What it belongs to.
    pub ink: Ink,
}

impl Mark {
    const BLANK: Self = Self {
        shape: Shape::Code(0),
        ink: Ink::Blank,
    };
    const FLOOR: Self = Self {
        shape: Shape::Floor,
        ink: Ink::Ground,
    };
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Raster {
    width: u16,
    height: u16,
    glyphs: Glyphs,
    marks: Vec<Mark>,
}

/// Positions in lightness and hue: background, the body's tones from lit to shaded, far parts.
const PLACES: [(f32, f32); 6] = [
    (0.0, 0.0),
    (1.2, 0.7),
    (0.9, 0.8),
    (0.6, 0.55),
    (0.36, 0.3),
    (0.42, 0.0),
];
/// The class of far parts.
const FAR: u8 = 5;
/// Extra cost of losing a sample of a far part: objects are thin, and a chair needs its seat.
const THIN: u32 = 3;

impl Raster {
    /// Converts the dots of a canvas.
    pub(super) fn of(canvas: &Canvas, glyphs: Glyphs, head: Option<(f32, f32, f32)>) -> Self {
        let (across, down) = glyphs.dots();
        let (width, height) = (canvas.field.columns / across, canvas.field.rows / down);
        let mut raster = Self {
            width: width as u16,
            height: height as u16,
            glyphs,
            marks: Vec::with_capacity(width * height),
        };
        match glyphs.fitted() {
            Some(signs) => raster.fit(canvas, signs),
            None => raster.copy(canvas, head),
        }
        raster
    }

    /// Each dot has a fixed place in the cell's character.
    fn copy(&mut self, canvas: &Canvas, head: Option<(f32, f32, f32)>) {
        for row in 0..usize::from(self.height) {
            for column in 0..usize::from(self.width) {
                let mut code = self.glyphs.code(canvas, column * 2, row * 4);
                let ink = ink(canvas, column * 2, row * 4);
                if self.glyphs == Glyphs::Ascii && ink == Ink::Near && within(head, column, row) {
                    code = b'O';
                }
                let shape = Shape::Code(code);
                self.marks.push(Mark { shape, ink });
            }
        }
    }

    /// Each cell gets the character closest to its dots, in the tone closest to their light.
    fn fit(&mut self, canvas: &Canvas, signs: Signs) {
        let mut costs = costs(PLACES);
        costs[usize::from(FAR)][0] *= THIN;
        let fitter = Fitter {
            costs,
            signs,
            colors: Colors::One,
        };
        for row in 0..usize::from(self.height) {
            for column in 0..usize::from(self.width) {
                let (classes, has_floor) = samples(canvas, column, row);
                let mut cell = FittedCell::default();
                if classes[0] != WHOLE {
                    cell = fitter.fit(&classes);
                }
                if self.glyphs == Glyphs::Grounds {
                    cell = cell.on_ground();
                }
                let (front, back) = cell.colors();
                self.marks.push(match front.max(back) {
                    0 if has_floor => Mark::FLOOR,
                    0 => Mark::BLANK,
                    color => Mark {
                        shape: Shape::Fitted(cell),
                        ink: if color == FAR { Ink::Far } else { Ink::Near },
                    },
                });
            }
        }
    }

    /// Columns and rows, in cells.
    pub fn size(&self) -> (u16, u16) {
        (self.width, self.height)
    }

    /// The glyphs it is drawn with.
    pub fn glyphs(&self) -> Glyphs {
        self.glyphs
    }

    /// The cell at `column` and `row`; blank outside.
    pub fn mark(&self, column: u16, row: u16) -> Mark {
        if column >= self.width {
            return Mark::BLANK;
        }
        let index = usize::from(row) * usize::from(self.width) + usize::from(column);
        self.marks.get(index).copied().unwrap_or(Mark::BLANK)
    }

    /// Number of cells that show the body.
    pub fn body(&self) -> usize {
        let near = self.marks.iter().filter(|mark| mark.ink == Ink::Near);
        near.count()
    }

    /// The rows as text, without color.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.marks
            .chunks(usize::from(self.width).max(1))
            .map(|row| row.iter().map(|mark| self.sign(*mark)).collect())
    }

    fn sign(&self, mark: Mark) -> Cow<'static, str> {
        match mark.shape {
            Shape::Code(0) => Cow::Borrowed(" "),
            Shape::Code(code) if self.glyphs == Glyphs::Ascii => {
                char::from(code).to_string().into()
            }
            Shape::Code(code) => glyphs::braille(code).to_string().into(),
            Shape::Fitted(cell) => Cow::Borrowed(cell.symbol()),
            Shape::Floor => Cow::Borrowed("▁"),
        }
    }
}

/// The styles of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The body, lit to shaded; if shades can't be drawn, all of it uses the second.
    pub tones: [Style; 4],
    /// Far limbs and objects.
    pub far: Style,
    /// The floor.
    pub floor: Style,
}

impl Look {
    /// Styles for the current step.
    pub const fn lit(theme: &Theme) -> Self {
        Self {
            tones: theme.tones,
            far: theme.far,
            floor: theme.frame,
        }
    }

    /// Styles for an upcoming step.
    pub const fn waiting(theme: &Theme) -> Self {
        Self {
            tones: [theme.dim, theme.dim, theme.far, theme.far],
            far: theme.grid,
            floor: theme.grid,
        }
    }

    /// The colors of a fitted cell.
    const fn palette(&self) -> [Style; 6] {
        let [lit, plain, shaded, dark] = self.tones;
        [Style::new(), lit, plain, shaded, dark, self.far]
    }
}

/// Draws a frame at the top left of `area`, clipped to it. Blank cells are left unchanged.
pub fn render(raster: &Raster, buf: &mut Buffer, area: Rect, look: &Look) {
    let area = area.intersection(buf.area);
    let palette = look.palette();
    for row in 0..raster.height.min(area.height) {
        for column in 0..raster.width.min(area.width) {
            let mark = raster.mark(column, row);
            let Some(cell) = buf.cell_mut((area.x + column, area.y + row)) else {
                continue;
            };
            let style = match (mark.shape, mark.ink) {
                (_, Ink::Blank) => {
                    // Gaps use the figure's color too: a color change for each gap would double the bytes of a
                    // frame.
                    if let Some(color) = look.tones[1].fg {
                        cell.set_fg(color);
                    }
                    continue;
                }
                (Shape::Fitted(fitted), _) => fitted.style(&palette),
                (_, Ink::Ground) => look.floor,
                (_, Ink::Far) => look.far,
                (_, Ink::Near) => look.tones[1],
            };
            cell.set_symbol(&raster.sign(mark)).set_style(style);
        }
    }
}

/// A cell's samples by what they belong to, and whether they include the floor.
fn samples(canvas: &Canvas, column: usize, row: usize) -> ([Mask; 6], bool) {
    let side = usize::from(SAMPLES);
    let (mut classes, mut has_floor) = ([0; 6], false);
    for part in 0..side * side {
        let (x, y) = (column * side + part % side, row * side + part / side);
        let class = match canvas.get(x, y) {
            Dot::Empty => 0,
            Dot::Ground => {
                has_floor = true;
                0
            }
            Dot::Far => usize::from(FAR),
            Dot::Near => match canvas.light(x, y) {
                185.. => 1,
                120..185 => 2,
                65..120 => 3,
                _ => 4,
            },
        };
        classes[class] |= 1 << part;
    }
    (classes, has_floor)
}

/// The frontmost part in a cell of 2×4 dots.
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

/// Whether the middle of a cell is inside the head, given as column, row and radius in dots.
fn within(head: Option<(f32, f32, f32)>, column: usize, row: usize) -> bool {
    head.is_some_and(|(x, y, radius)| {
        let (dx, dy) = (column as f32 * 2.0 + 0.5 - x, row as f32 * 4.0 + 1.5 - y);
        dx.hypot(dy) <= radius + 0.6
    })
}
