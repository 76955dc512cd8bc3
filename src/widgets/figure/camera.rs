//! Maps body heights to dots: one fixed view for a whole cycle, so that the figure never jumps or rescales.

use super::canvas::Field;
use crate::content::poses::skeleton::{FLESH, HEAD, Point};
use crate::content::poses::{Pose, View, Zoom};
use std::time::Duration;

/// A fixed view: dots per body height, and the position of the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Dots per body height.
    pub scale: f32,
    /// Column of dots, from the left, at which x is 0.
    pub left: f32,
    /// Dots from the top to y = 0.
    pub floor: f32,
    /// Half the width of a cell, in dots.
    pub unit: f32,
    /// Number of dot rows below the ground.
    pub under: usize,
}

/// Maximum magnification of a lower pose, relative to the figure's full standing height.
const LARGEST: f32 = 1.4;
/// Stroke of the trunk as a multiple of a near limb's, and its maximum as a fraction of the head.
const TRUNK: f32 = 1.8;
const BELOW_HEAD: f32 = 0.72;
/// If at least this share of the rows is left above a body, some of them are moved below it.
const LOW: f32 = 0.5;
const RAISED: f32 = 0.35;

impl Camera {
    /// Fits every moment of the movement into a field of dots, standing on its last row.
    pub fn over(pose: &Pose, field: &Field) -> Self {
        let (columns, rows) = ((field.columns as f32).max(1.0), field.height().max(1.0));
        let unit = field.unit;
        let mut bounds = Bounds::new();
        let steps = pose.cycle().as_millis().div_ceil(100) as u32;
        for step in 0..steps {
            let time = Duration::from_millis(u64::from(step) * 100);
            for (point, flesh) in pose.at(time).joints() {
                bounds.include(point, flesh);
            }
        }
        for [from, to] in pose.scene(Duration::ZERO) {
            bounds.include(from, 0.0);
            bounds.include(to, 0.0);
        }
        if pose.view() == View::Breath {
            let scale = 0.94 * columns.min(rows);
            return Self {
                scale,
                left: columns / 2.0 - 0.5,
                floor: rows / 2.0 - 0.5,
                unit,
                under: 0,
            };
        }
        let lying = pose.on_the_back();
        let (low, high) = match pose.zoom() {
            Zoom::Whole => (0.0, bounds.top),
            Zoom::Upper if lying => (0.0, 0.52),
            Zoom::Upper => (0.48, bounds.top),
            Zoom::Lower => (0.0, 0.52),
            Zoom::Feet => (0.0, 0.27),
            Zoom::Face => (bounds.top - 0.34, bounds.top),
        };
        // For a figure lying down, only one side of the waist is visible.
        let start = pose.at(Duration::ZERO);
        let (waist, head_left) = (start.hip().x, start.head.x < start.hip().x);
        match (pose.zoom(), head_left) {
            (Zoom::Upper, true) if lying => bounds.right = waist + 0.12,
            (Zoom::Upper, false) if lying => bounds.left = waist - 0.12,
            (Zoom::Lower, true) if lying => bounds.left = waist - 0.06,
            (Zoom::Lower, false) if lying => bounds.right = waist + 0.06,
            (Zoom::Feet, true) if lying => bounds.left = start.near.knee.x,
            (Zoom::Feet, false) if lying => bounds.right = start.near.knee.x,
            (_, _) => {}
        }
        // Half a dot of margin on each side keeps rounded strokes inside.
        let tall = (rows - 1.5) / (high - low);
        let around = if pose.zoom() == Zoom::Face {
            0.30
        } else {
            bounds.right - bounds.left
        };
        let wide = (columns - 2.0) / around;
        let largest = if pose.zoom() == Zoom::Whole {
            LARGEST * (rows - 1.5)
        } else {
            f32::MAX
        };
        let scale = tall.min(wide).min(largest);
        let middle = f32::midpoint(bounds.left, bounds.right);
        // A low figure would be at the bottom of an empty area, so whole rows of cells go below the ground.
        let slack = rows - high * scale;
        let cells = if pose.zoom() == Zoom::Whole && slack > LOW * rows {
            (slack * RAISED / field.cell_height()).floor()
        } else {
            0.0
        };
        let floor = if low > 0.0 {
            0.5 + high * scale
        } else {
            rows - 1.0 - cells * field.cell_height()
        };
        Self {
            scale,
            left: (columns - 1.0) / 2.0 - middle * scale,
            floor,
            unit,
            under: cells as usize * field.down,
        }
    }

    /// Column and row of a point, in dots.
    pub fn dot(&self, point: Point) -> (f32, f32) {
        (
            self.left + point.x * self.scale,
            self.floor - point.y * self.scale,
        )
    }

    /// Half the stroke of a near limb, in dots.
    pub fn stroke(&self) -> f32 {
        // With fine dots, limbs can have their true thickness.
        let part = if self.unit > 1.0 { 0.95 } else { 0.75 };
        (self.scale * FLESH * part).max(0.95 * self.unit)
    }

    /// Half the stroke of the trunk, in dots. In small figures, where limbs are drawn thicker than their true
    /// size, it is kept slim enough to be distinct from the head above it.
    pub fn trunk(&self) -> f32 {
        (self.stroke() * TRUNK).min(self.head() * BELOW_HEAD)
    }

    /// The radius of the head, in dots.
    pub fn head(&self) -> f32 {
        (self.scale * HEAD).max(1.8 * self.unit)
    }
}

/// Bounds of everything drawn, in body heights.
struct Bounds {
    left: f32,
    right: f32,
    top: f32,
}

impl Bounds {
    fn new() -> Self {
        Self {
            left: f32::MAX,
            right: f32::MIN,
            top: 0.0,
        }
    }

    fn include(&mut self, point: Point, flesh: f32) {
        self.left = self.left.min(point.x - flesh);
        self.right = self.right.max(point.x + flesh);
        self.top = self.top.max(point.y + flesh);
    }
}
