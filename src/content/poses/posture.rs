//! The posture of the body at one moment, and how two postures blend.

use super::skeleton::Point;
use serde::Deserialize;

/// From where the figure is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// From its right side; it faces the right of the picture.
    #[default]
    Side,
    /// From the front; both sides are drawn alike.
    Front,
    /// No body: a circle that grows and shrinks with the breath.
    Breath,
}

/// How the feet are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Toes {
    /// Flat while the shin stands, square to it when it hangs, swings or lies.
    #[default]
    Natural,
    /// Level with the ground.
    Flat,
    /// Square to the shin.
    Square,
    /// Stretched, in line with the shin.
    Point,
}

/// How a limb of two bones is placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limb {
    /// Upper and lower bone, degrees from hanging.
    Angles([f32; 2]),
    /// Wrist or ankle held at a place; the joint between is solved.
    Target(Point),
}

/// The limbs of one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Limbs {
    /// The arm.
    pub arm: Limb,
    /// The leg.
    pub leg: Limb,
    /// Degrees by which the toes are raised above how they would be held.
    pub ankle: f32,
    /// How much of the hand shows past the wrist: 0 planted, 1 open.
    pub open: f32,
    /// Degrees by which the hand is bent back at the wrist.
    pub wrist: f32,
}

/// The whole body at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posture {
    /// Lean of the trunk, degrees from upright.
    pub trunk: f32,
    /// Bow of the trunk, degrees; positive rounds the back.
    pub bend: f32,
    /// Lean of the head against the upper back, degrees.
    pub neck: f32,
    /// Turn of the face, −1 to 1.
    pub turn: f32,
    /// Turn of the chest about the spine, seen from the side: 1 towards the viewer, −1 away.
    pub twist: f32,
    /// How tightly eyes and mouth are shut, 0 to 1.
    pub squint: f32,
    /// How far the knees of somebody lying have fallen to the near side, body heights.
    pub knees: f32,
    /// Shift of the shoulders along and up the trunk, body heights.
    pub shoulder: [f32; 2],
    /// The limbs towards the viewer.
    pub near: Limbs,
    /// The other limbs.
    pub far: Limbs,
    /// The place of the hip, when it is not found by standing on the ground.
    pub hip: Option<Point>,
    /// How far the whole figure is above where it would stand, body heights.
    pub lift: f32,
    /// Size of the breath circle, 0 to 1.
    pub size: f32,
    /// How the feet are held.
    pub toes: Toes,
}

impl Posture {
    /// The same posture with near and far exchanged; from the front, mirrored.
    #[must_use]
    pub(super) fn exchanged(&self, view: View) -> Self {
        let mut other = Self {
            near: self.far,
            far: self.near,
            twist: -self.twist,
            ..*self
        };
        if view == View::Front {
            other.trunk = -other.trunk;
            other.bend = -other.bend;
            other.neck = -other.neck;
            other.turn = -other.turn;
            other.knees = -other.knees;
            other.hip = other.hip.map(|hip| Point::new(-hip.x, hip.y));
            for limbs in [&mut other.near, &mut other.far] {
                for limb in [&mut limbs.arm, &mut limbs.leg] {
                    if let Limb::Target(at) = limb {
                        at.x = -at.x;
                    }
                }
            }
        }
        other
    }

    /// The posture `part` (0 to 1) of the way from this one to `other`.
    ///
    /// Limbs that are told differently in the two must have been turned into angles before: see `Key::meeting`.
    #[must_use]
    pub(super) fn blended(&self, other: &Self, part: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * part;
        let point = |a: Point, b: Point| Point::new(mix(a.x, b.x), mix(a.y, b.y));
        let limb = |a: Limb, b: Limb| match (a, b) {
            (Limb::Angles(a), Limb::Angles(b)) => Limb::Angles([mix(a[0], b[0]), mix(a[1], b[1])]),
            (Limb::Target(a), Limb::Target(b)) => Limb::Target(point(a, b)),
            (a, b) => {
                if part < 0.5 {
                    a
                } else {
                    b
                }
            }
        };
        let limbs = |a: &Limbs, b: &Limbs| Limbs {
            arm: limb(a.arm, b.arm),
            leg: limb(a.leg, b.leg),
            ankle: mix(a.ankle, b.ankle),
            open: mix(a.open, b.open),
            wrist: mix(a.wrist, b.wrist),
        };
        Self {
            trunk: mix(self.trunk, other.trunk),
            bend: mix(self.bend, other.bend),
            neck: mix(self.neck, other.neck),
            turn: mix(self.turn, other.turn),
            twist: mix(self.twist, other.twist),
            squint: mix(self.squint, other.squint),
            knees: mix(self.knees, other.knees),
            shoulder: [
                mix(self.shoulder[0], other.shoulder[0]),
                mix(self.shoulder[1], other.shoulder[1]),
            ],
            near: limbs(&self.near, &other.near),
            far: limbs(&self.far, &other.far),
            hip: self.hip.zip(other.hip).map(|(a, b)| point(a, b)),
            lift: mix(self.lift, other.lift),
            size: mix(self.size, other.size),
            toes: self.toes,
        }
    }
}

/// How a movement speeds up and slows down between two poses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ease {
    /// Slow at both ends.
    #[default]
    Smooth,
    /// The same speed throughout.
    Linear,
    /// Slow at the start.
    In,
    /// Slow at the end.
    Out,
}

impl Ease {
    /// The part of the way covered after `part` of the time, both 0 to 1.
    pub(super) fn apply(self, part: f32) -> f32 {
        match self {
            Self::Smooth => part * part * (3.0 - 2.0 * part),
            Self::Linear => part,
            Self::In => part * part,
            Self::Out => part * (2.0 - part),
        }
    }
}
