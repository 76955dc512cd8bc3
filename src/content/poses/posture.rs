//! The posture of the body at one moment, and interpolation between postures.

use super::skeleton::Point;
use serde::Deserialize;

/// Viewing direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// From the figure's right side; it faces the right of the picture.
    #[default]
    Side,
    /// From the front; both sides are drawn the same way.
    Front,
    /// No body: a circle that grows and shrinks with the breath.
    Breath,
}

/// How the feet are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Toes {
    /// Flat while the shin is upright, square to it when it hangs, swings or is lying down.
    #[default]
    Natural,
    /// Level with the ground.
    Flat,
    /// Square to the shin.
    Square,
    /// Stretched, in line with the shin.
    Point,
}

/// How a two-bone limb is specified.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limb {
    /// Upper and lower bone, in degrees from hanging.
    Angles([f32; 2]),
    /// Fixed position of the wrist or ankle; the joint in between is solved.
    Target(Point),
}

/// The limbs of one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Limbs {
    /// The arm.
    pub arm: Limb,
    /// The leg.
    pub leg: Limb,
    /// Degrees by which the toes are raised above their default position.
    pub ankle: f32,
    /// How much of the hand is shown beyond the wrist: 0 planted, 1 open.
    pub open: f32,
    /// Degrees by which the hand is bent back at the wrist.
    pub wrist: f32,
}

/// The whole body at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posture {
    /// Lean of the trunk, in degrees from upright.
    pub trunk: f32,
    /// Curvature of the trunk, in degrees; positive rounds the back.
    pub bend: f32,
    /// Lean of the head relative to the upper back, in degrees.
    pub neck: f32,
    /// Turn of the face, −1 to 1.
    pub turn: f32,
    /// Turn of the chest around the spine in side view: 1 toward the viewer, −1 away.
    pub twist: f32,
    /// How tightly eyes and mouth are shut, 0 to 1.
    pub squint: f32,
    /// How far the knees of a person lying down have dropped to the near side, in body heights.
    pub knees: f32,
    /// Shift of the shoulders along the trunk and upward, in body heights.
    pub shoulder: [f32; 2],
    /// The limbs toward the viewer.
    pub near: Limbs,
    /// The other limbs.
    pub far: Limbs,
    /// Position of the hip, unless determined by standing on the ground.
    pub hip: Option<Point>,
    /// Height of the whole figure above its standing position, in body heights.
    pub lift: f32,
    /// Size of the breath circle, 0 to 1.
    pub size: f32,
    /// How the feet are held.
    pub toes: Toes,
}

impl Posture {
    /// The same posture with near and far swapped; in front view, mirrored.
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

    /// Interpolates from this posture to `other`; `part` is the fraction of the way, 0 to 1.
    ///
    /// Limbs specified differently in the two postures must first be converted to angles; see
    /// `Key::meeting`.
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

/// Speed profile of a movement between two poses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ease {
    /// Slow at both ends.
    #[default]
    Smooth,
    /// Constant speed.
    Linear,
    /// Slow at the start.
    In,
    /// Slow at the end.
    Out,
}

impl Ease {
    /// The fraction of the way covered after the fraction `part` of the time, both 0 to 1.
    pub(super) fn apply(self, part: f32) -> f32 {
        match self {
            Self::Smooth => part * part * (3.0 - 2.0 * part),
            Self::Linear => part,
            Self::In => part * part,
            Self::Out => part * (2.0 - part),
        }
    }
}
