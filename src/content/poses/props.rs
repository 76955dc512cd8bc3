//! Objects a figure sits on, leans against or climbs, drawn as lines in body heights.

use super::skeleton::{Point, Skeleton};
use serde::Deserialize;

/// A line between two points.
pub type Segment = [Point; 2];

/// Depth of a stair, in body heights.
const STAIR_RUN: f32 = 0.24;
/// Height of a stair, in body heights.
const STAIR_RISE: f32 = 0.11;
/// Height of the single step of a step-up, in body heights.
const STEP: f32 = 0.13;

/// An object, by its name in a pose file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PropKind {
    /// A chair under the hip of the first pose.
    Chair,
    /// A chair behind the body, with its front edge at the hands of the first pose.
    HandChair,
    /// A wall behind the back of the first pose.
    Wall,
    /// A wall at the hands of the first pose.
    FrontWall,
    /// The edge of a bench or table under the hands of the first pose.
    Bench,
    /// A single step, 0.18 to 0.46 body heights to the right of the origin.
    Step,
    /// Moving stairs: one stair per half cycle.
    Stairs,
    /// A window in front of the eyes of the first pose.
    Window,
    /// A bed under the hip of the first pose, with its edge at the origin.
    Bed,
    /// A mat under the first pose, seen from above.
    Mat,
}

impl PropKind {
    /// Whether the figure's hip rests on this object.
    pub fn is_seat(self) -> bool {
        self == Self::Chair
    }

    /// The lines of the object. `part` is the elapsed fraction of the half cycle, 0 to 1; it only
    /// matters for stairs.
    pub fn lines(self, first: &Skeleton, part: f32) -> Vec<Segment> {
        let hip = first.hip();
        let hand = first.near.wrist;
        match self {
            Self::Chair => chair(hip.x - 0.12, hip.x + 0.11, hip.y - 0.05),
            Self::HandChair => chair(hand.x - 0.24, hand.x + 0.02, hand.y - 0.02),
            Self::Wall => vec![line(hip.x - 0.09, 0.0, hip.x - 0.09, 1.04)],
            Self::FrontWall => vec![line(hand.x + 0.025, 0.0, hand.x + 0.025, 1.04)],
            Self::Bench => {
                let (left, right, top) = (hand.x - 0.06, hand.x + 0.22, hand.y - 0.03);
                vec![
                    line(left, top, right, top),
                    line(left + 0.03, 0.0, left + 0.03, top),
                    line(right - 0.03, 0.0, right - 0.03, top),
                ]
            }
            Self::Step => {
                vec![
                    line(0.18, 0.0, 0.18, STEP),
                    line(0.18, STEP, 0.46, STEP),
                    line(0.46, 0.0, 0.46, STEP),
                ]
            }
            Self::Window => window(first.head.moved(0.40, 0.02)),
            Self::Bed => {
                let top = hip.y - 0.05;
                let (left, thick) = (hip.x - 0.48, 0.06);
                vec![
                    line(left, top, 0.0, top),
                    line(left, top - thick, 0.0, top - thick),
                    line(0.0, top - thick, 0.0, top),
                    line(left, 0.0, left, top + 0.14),
                    line(-0.03, 0.0, -0.03, top - thick),
                ]
            }
            Self::Mat => frame([hip.x - 0.56, hip.y - 0.19], [hip.x + 0.40, hip.y + 0.19]),
            Self::Stairs => (-1..3)
                .flat_map(|index| stair(index as f32 - part))
                .collect(),
        }
    }
}

/// The stair `index` steps after the one at the origin.
fn stair(index: f32) -> [Segment; 2] {
    let (x, top) = (
        index * STAIR_RUN - 0.06,
        index * STAIR_RISE + 2.0 * STAIR_RISE,
    );
    [
        line(x, (top - STAIR_RISE).max(0.0), x, top.max(0.0)),
        line(x, top.max(0.0), x + STAIR_RUN, top.max(0.0)),
    ]
}

/// A rectangle given by its lower left and upper right corners.
fn frame([left, low]: [f32; 2], [right, high]: [f32; 2]) -> Vec<Segment> {
    vec![
        line(left, low, right, low),
        line(right, low, right, high),
        line(left, high, right, high),
        line(left, low, left, high),
    ]
}

/// A four-pane window centered on `middle`.
fn window(middle: Point) -> Vec<Segment> {
    let Point { x, y } = middle;
    let mut lines = frame([x - 0.13, y - 0.19], [x + 0.13, y + 0.19]);
    lines.extend([
        line(x, y - 0.19, x, y + 0.19),
        line(x - 0.13, y, x + 0.13, y),
    ]);
    lines
}

/// A chair facing right, with its seat from `back` to `front` at height `seat`, all in body
/// heights.
fn chair(back: f32, front: f32, seat: f32) -> Vec<Segment> {
    vec![
        line(back, seat, front, seat),
        line(back, 0.0, back, seat + 0.30),
        line(front - 0.02, 0.0, front - 0.02, seat),
    ]
}

const fn line(x0: f32, y0: f32, x1: f32, y1: f32) -> Segment {
    [Point::new(x0, y0), Point::new(x1, y1)]
}
