//! A field of dots and the strokes that draw a body.

use super::{Glyphs, Size};
use std::ops::Range;

/// What a dot belongs to; later variants are in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dot {
    /// Nothing.
    #[default]
    Empty,
    /// The ground.
    Ground,
    /// A far limb or an object.
    Far,
    /// The body.
    Near,
}

/// How an area of cells is divided into dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Dots in a row.
    pub columns: usize,
    /// Rows of dots.
    pub rows: usize,
    /// Height of a row in dot widths.
    pub row_height: f32,
    /// Half the width of a cell, in dots; only a finer grid allows thinner strokes.
    pub unit: f32,
    /// Rows of dots per cell.
    pub down: usize,
}

impl Field {
    /// The dots of an area drawn with these glyphs.
    pub fn of(size: Size, glyphs: Glyphs) -> Self {
        let (across, down) = glyphs.dots();
        let ratio = size.ratio.value() as f32;
        Self {
            columns: usize::from(size.width) * across,
            rows: usize::from(size.height) * down,
            row_height: ratio * across as f32 / down as f32,
            unit: across as f32 / 2.0,
            down,
        }
    }

    /// Total height of the rows, in dots.
    pub fn height(&self) -> f32 {
        self.rows as f32 * self.row_height
    }

    /// Height of a cell, in dots.
    pub fn cell_height(&self) -> f32 {
        self.down as f32 * self.row_height
    }

    /// Whether a cell has enough dots to distinguish shades and thin limbs.
    pub fn is_fine(&self) -> bool {
        self.unit > 1.0
    }

    /// Height of the middle of a row, in dots from the middle of a row that is one dot high.
    fn y(&self, row: usize) -> f32 {
        (row as f32 + 0.5) * self.row_height - 0.5
    }

    /// The rows with their middle between `top` and `bottom`, in dots.
    fn rows_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let row = |y: f32| (y + 0.5) / self.row_height - 0.5;
        first(row(top))..past(row(bottom), self.rows)
    }
}

/// Light from the upper left and slightly from the front, 0 to 255, at a point of a round surface given by its
/// offset across and down from the middle, −1 to 1. `depth`, 0 to 1, is how round the surface looks.
fn light(across: f32, down: f32, depth: f32) -> u8 {
    let front = (1.0 - across * across - down * down).max(0.0).sqrt();
    let light = (0.63 * front - 0.55 * across - 0.55 * down).clamp(-0.4, 1.0);
    let seen = PLAIN + (light - PLAIN) * depth;
    ((seen + 0.4) / 1.4 * 255.0) as u8
}

/// The light on a flat surface.
const PLAIN: f32 = 0.4;
/// Minimum radius for showing a stroke fully round, in half cells: on a thin limb there is room for only two
/// tones; more would be noise.
const ROUND: f32 = 4.5;
/// How round the thinnest limb looks.
const FLAT: f32 = 0.2;
/// Maximum light next to a limb in front of the body.
const SHADE: u8 = 90;

/// A field of dots, row by row.
#[derive(Clone, Debug)]
pub(super) struct Canvas {
    /// The layout of the dots.
    pub field: Field,
    dots: Vec<Dot>,
    /// The light on each dot, 0 to 255.
    light: Vec<u8>,
}

impl Canvas {
    /// An empty field.
    pub(super) fn new(field: Field) -> Self {
        let count = field.columns * field.rows;
        Self {
            field,
            dots: vec![Dot::Empty; count],
            light: vec![0; count],
        }
    }

    /// The dot at `column` and `row`; empty outside the field.
    pub(super) fn get(&self, column: usize, row: usize) -> Dot {
        if column < self.field.columns {
            let index = row * self.field.columns + column;
            self.dots.get(index).copied().unwrap_or_default()
        } else {
            Dot::Empty
        }
    }

    /// The light on the dot at `column` and `row`, 0 to 255; it must belong to the body.
    pub(super) fn light(&self, column: usize, row: usize) -> u8 {
        let index = row * self.field.columns + column;
        self.light.get(index).copied().unwrap_or_default()
    }

    /// Sets every dot within `radius` of the line between two points, all in dots, lit as a round limb.
    pub(super) fn stroke(&mut self, from: (f32, f32), to: (f32, f32), radius: f32, dot: Dot) {
        self.limb(&[from, to], radius, dot);
    }

    /// The same along several points, as one limb without seams.
    pub(super) fn limb(&mut self, places: &[(f32, f32)], radius: f32, dot: Dot) {
        let depth = (radius / self.field.unit / ROUND).clamp(FLAT, 1.0);
        self.each_near(places, radius, |here, lit, (across, down)| {
            *here = dot;
            *lit = light(across, down, depth);
        });
    }

    /// Darkens the body that is already drawn within `radius` of a limb in front of it.
    pub(super) fn shade(&mut self, places: &[(f32, f32)], radius: f32) {
        self.each_near(places, radius, |_, lit, _| *lit = (*lit).min(SHADE));
    }

    /// Clears what is behind `dot` within `radius` of a limb, to separate crossing limbs.
    pub(super) fn clear_behind(&mut self, places: &[(f32, f32)], radius: f32, dot: Dot) {
        self.each_near(places, radius, |here, _, _| {
            if *here > Dot::Ground && *here < dot {
                *here = Dot::Empty;
            }
        });
    }

    /// Clears every dot within `radius` of a line.
    pub(super) fn erase(&mut self, from: (f32, f32), to: (f32, f32), radius: f32) {
        self.each_near(&[from, to], radius, |here, _, _| *here = Dot::Empty);
    }

    /// Fills a quadrilateral, lit as if it were round from left to right. The corners are given in order: the
    /// upper edge from left to right, then the lower edge from right to left.
    pub(super) fn fill(&mut self, corners: [(f32, f32); 4], dot: Dot) {
        let (mut top, mut bottom) = (f32::MAX, f32::MIN);
        for (_, y) in corners {
            top = top.min(y);
            bottom = bottom.max(y);
        }
        let barrel = Barrel::of(corners);
        for row in self.field.rows_between(top, bottom) {
            let y = self.field.y(row);
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            for (index, &(x0, y0)) in corners.iter().enumerate() {
                let (x1, y1) = corners[(index + 1) % 4];
                if (y0 <= y) != (y1 <= y) {
                    let x = x0 + (x1 - x0) * (y - y0) / (y1 - y0);
                    left = left.min(x);
                    right = right.max(x);
                }
            }
            for column in first(left)..past(right, self.field.columns) {
                let index = row * self.field.columns + column;
                self.dots[index] = dot;
                self.light[index] = barrel.light((column as f32, y));
            }
        }
    }

    /// Draws a ring with only every `gap`-th dot set; `gap` 1 is solid.
    pub(super) fn ring(&mut self, middle: (f32, f32), radius: f32, gap: usize, dot: Dot) {
        let around = (radius * 7.0).ceil().max(8.0) as usize;
        for step in (0..around).step_by(gap.max(1)) {
            let (sin, cos) = (step as f32 / around as f32 * std::f32::consts::TAU).sin_cos();
            let at = (middle.0 + radius * cos, middle.1 + radius * sin);
            self.stroke(at, at, 0.5 * self.field.unit, dot);
        }
    }

    /// Sets every `gap`-th dot of the row with this many rows below it.
    pub(super) fn ground(&mut self, under: usize, gap: usize) {
        let columns = self.field.columns;
        let first = self.field.rows.saturating_sub(1 + under) * columns;
        let row = self.dots.get_mut(first..).unwrap_or_default();
        let row = row.get_mut(..columns).unwrap_or_default();
        for here in row.iter_mut().step_by(gap.max(1)) {
            *here = Dot::Ground;
        }
    }

    /// Calls `change` with every dot within `radius` of a line through several points, its light, and its offset
    /// across and down from the line, as fractions of the radius.
    fn each_near(
        &mut self,
        places: &[(f32, f32)],
        radius: f32,
        mut change: impl FnMut(&mut Dot, &mut u8, (f32, f32)),
    ) {
        let Some(bounds) = Bounds::around(places, radius) else {
            return;
        };
        let columns = first(bounds.left)..past(bounds.right, self.field.columns);
        for row in self.field.rows_between(bounds.top, bounds.bottom) {
            let y = self.field.y(row);
            for column in columns.clone() {
                let (off_x, off_y) = nearest(places, (column as f32, y));
                if off_x * off_x + off_y * off_y <= radius * radius {
                    let index = row * self.field.columns + column;
                    let off = (off_x / radius, off_y / radius);
                    change(&mut self.dots[index], &mut self.light[index], off);
                }
            }
        }
    }
}

/// Offset of `place`, across and down, from the nearest point of a line through `places`.
fn nearest(places: &[(f32, f32)], place: (f32, f32)) -> (f32, f32) {
    let mut found = (f32::INFINITY, (0.0, 0.0));
    for pair in places.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let (x, y) = (place.0 - pair[0].0, place.1 - pair[0].1);
        let length = (dx * dx + dy * dy).max(1e-6);
        let along = ((x * dx + y * dy) / length).clamp(0.0, 1.0);
        let off = (x - along * dx, y - along * dy);
        let away = off.0 * off.0 + off.1 * off.1;
        if away < found.0 {
            found = (away, off);
        }
    }
    found.1
}

/// The dots around a line.
struct Bounds {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Bounds {
    /// `None` if there is no line.
    fn around(places: &[(f32, f32)], radius: f32) -> Option<Self> {
        if places.len() < 2 {
            return None;
        }
        let least =
            |values: fn(&(f32, f32)) -> f32| places.iter().map(values).fold(f32::MAX, f32::min);
        let most =
            |values: fn(&(f32, f32)) -> f32| places.iter().map(values).fold(f32::MIN, f32::max);
        Some(Self {
            left: least(|place| place.0) - radius,
            right: most(|place| place.0) + radius,
            top: least(|place| place.1) - radius,
            bottom: most(|place| place.1) + radius,
        })
    }
}

/// A body with straight sides and a round cross section.
struct Barrel {
    /// The middle of the upper edge.
    start: (f32, f32),
    /// The vector from there to the middle of the lower edge.
    down: (f32, f32),
    /// Unit vector from the left side to the right one.
    across: (f32, f32),
    /// Half the width of the upper and the lower edge.
    halves: (f32, f32),
}

impl Barrel {
    fn of([a, b, c, d]: [(f32, f32); 4]) -> Self {
        let start = (f32::midpoint(a.0, b.0), f32::midpoint(a.1, b.1));
        let end = (f32::midpoint(c.0, d.0), f32::midpoint(c.1, d.1));
        let across = (b.0 - a.0 + c.0 - d.0, b.1 - a.1 + c.1 - d.1);
        let length = across.0.hypot(across.1).max(1e-6);
        let half = |from: (f32, f32), to: (f32, f32)| (to.0 - from.0).hypot(to.1 - from.1) / 2.0;
        Self {
            start,
            down: (end.0 - start.0, end.1 - start.1),
            across: (across.0 / length, across.1 / length),
            halves: (half(a, b), half(d, c)),
        }
    }

    fn light(&self, (x, y): (f32, f32)) -> u8 {
        let (x, y) = (x - self.start.0, y - self.start.1);
        let length = (self.down.0.powi(2) + self.down.1.powi(2)).max(1e-6);
        let along = ((x * self.down.0 + y * self.down.1) / length).clamp(0.0, 1.0);
        let half = (self.halves.0 + (self.halves.1 - self.halves.0) * along).max(0.5);
        let off =
            (x - along * self.down.0) * self.across.0 + (y - along * self.down.1) * self.across.1;
        let part = (off / half).clamp(-1.0, 1.0);
        light(part * self.across.0, part * self.across.1, 1.0)
    }
}

/// The first whole dot at or after `edge`, at least 0.
fn first(edge: f32) -> usize {
    edge.ceil().max(0.0) as usize
}

/// One past the last whole dot up to `edge`, at most `limit`.
fn past(edge: f32, limit: usize) -> usize {
    if edge < 0.0 {
        0
    } else {
        (edge.floor() as usize + 1).min(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas() -> Canvas {
        Canvas::new(Field::of(Size::new(20, 10), Glyphs::Blocks))
    }

    #[test]
    fn a_straight_limb_has_no_seams() {
        let (mut limb, mut stroke) = (canvas(), canvas());
        limb.limb(&[(30.0, 20.0), (60.0, 40.0), (120.0, 80.0)], 9.0, Dot::Near);
        stroke.stroke((30.0, 20.0), (120.0, 80.0), 9.0, Dot::Near);
        assert_eq!(limb.dots, stroke.dots);
        let differences = limb.light.iter().zip(&stroke.light);
        assert!(differences.map(|(a, b)| a.abs_diff(*b)).max() <= Some(1));
    }

    #[test]
    fn what_lies_behind_a_limb_is_in_its_shade_and_stays_there() {
        let mut canvas = canvas();
        canvas.stroke((80.0, 10.0), (80.0, 150.0), 24.0, Dot::Near);
        let before = canvas.dots.clone();
        canvas.shade(&[(20.0, 60.0), (140.0, 60.0)], 6.0);
        let row = |y: usize| (60..76).map(move |x| (x, y));
        assert!(row(30).all(|(x, y)| canvas.light(x, y) <= SHADE));
        assert!(row(60).any(|(x, y)| canvas.light(x, y) > SHADE));
        assert_eq!(canvas.dots, before);
    }

    #[test]
    fn nothing_is_drawn_of_a_limb_without_length_or_place() {
        let mut canvas = canvas();
        canvas.limb(&[], 5.0, Dot::Near);
        canvas.limb(&[(50.0, 50.0)], 5.0, Dot::Near);
        assert!(canvas.dots.iter().all(|dot| *dot == Dot::Empty));
    }
}
