//! A field of dots and the strokes a body is drawn with.

/// What a dot belongs to, later ones in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dot {
    /// Nothing.
    #[default]
    Empty,
    /// The ground.
    Ground,
    /// A far limb or a thing.
    Far,
    /// The body.
    Near,
}

/// A field of dots, row by row.
#[derive(Clone, Debug)]
pub struct Canvas {
    /// Dots in a row.
    pub columns: usize,
    /// Rows of dots.
    pub rows: usize,
    dots: Vec<Dot>,
}

impl Canvas {
    /// An empty field.
    pub fn new(columns: usize, rows: usize) -> Self {
        Self {
            columns,
            rows,
            dots: vec![Dot::Empty; columns * rows],
        }
    }

    /// The dot at `column` and `row`; outside is empty.
    pub fn get(&self, column: usize, row: usize) -> Dot {
        if column < self.columns && row < self.rows {
            self.dots[row * self.columns + column]
        } else {
            Dot::Empty
        }
    }

    /// Sets every dot within `radius` of the line between two places, all in dots.
    pub fn stroke(&mut self, from: (f32, f32), to: (f32, f32), radius: f32, dot: Dot) {
        self.each_near(from, to, radius, |here| *here = dot);
    }

    /// Empties what is further back than `dot` within `radius` of a line, so that limbs that cross stay apart.
    pub fn clear_behind(&mut self, from: (f32, f32), to: (f32, f32), radius: f32, dot: Dot) {
        self.each_near(from, to, radius, |here| {
            if *here > Dot::Ground && *here < dot {
                *here = Dot::Empty;
            }
        });
    }

    /// Empties every dot within `radius` of a line.
    pub fn erase(&mut self, from: (f32, f32), to: (f32, f32), radius: f32) {
        self.each_near(from, to, radius, |here| *here = Dot::Empty);
    }

    /// Fills a four-sided shape given by its corners in order.
    pub fn fill(&mut self, corners: [(f32, f32); 4], dot: Dot) {
        let (mut top, mut bottom) = (f32::MAX, f32::MIN);
        for (_, y) in corners {
            top = top.min(y);
            bottom = bottom.max(y);
        }
        for row in first(top)..past(bottom, self.rows) {
            let y = row as f32;
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            for (index, &(x0, y0)) in corners.iter().enumerate() {
                let (x1, y1) = corners[(index + 1) % 4];
                if (y0 <= y) != (y1 <= y) {
                    let x = x0 + (x1 - x0) * (y - y0) / (y1 - y0);
                    left = left.min(x);
                    right = right.max(x);
                }
            }
            for column in first(left)..past(right, self.columns) {
                self.dots[row * self.columns + column] = dot;
            }
        }
    }

    /// Draws a ring of which only every `gap`-th dot of a turn is set; `gap` 1 is solid.
    pub fn ring(&mut self, middle: (f32, f32), radius: f32, gap: usize, dot: Dot) {
        let around = (radius * 7.0).ceil().max(8.0) as usize;
        for step in (0..around).step_by(gap.max(1)) {
            let (sin, cos) = (step as f32 / around as f32 * std::f32::consts::TAU).sin_cos();
            let at = (middle.0 + radius * cos, middle.1 + radius * sin);
            self.stroke(at, at, 0.5, dot);
        }
    }

    /// Sets every `gap`-th dot of a row.
    pub fn dotted_row(&mut self, row: usize, gap: usize, dot: Dot) {
        for column in (0..self.columns).step_by(gap.max(1)) {
            if let Some(here) = self.dots.get_mut(row * self.columns + column) {
                *here = dot;
            }
        }
    }

    fn each_near(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        radius: f32,
        mut change: impl FnMut(&mut Dot),
    ) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).max(1e-6);
        let (top, bottom) = (from.1.min(to.1) - radius, from.1.max(to.1) + radius);
        let (left, right) = (from.0.min(to.0) - radius, from.0.max(to.0) + radius);
        let columns = first(left)..past(right, self.columns);
        for row in first(top)..past(bottom, self.rows) {
            for column in columns.clone() {
                let (x, y) = (column as f32 - from.0, row as f32 - from.1);
                let along = ((x * dx + y * dy) / length).clamp(0.0, 1.0);
                let (off_x, off_y) = (x - along * dx, y - along * dy);
                if off_x * off_x + off_y * off_y <= radius * radius {
                    change(&mut self.dots[row * self.columns + column]);
                }
            }
        }
    }
}

/// The first whole dot from `edge` on, not before 0.
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
