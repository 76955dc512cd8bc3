//! The joints of a body and the lengths of its segments.
//!
//! Units are body heights, with x to the right, y up and the ground at 0. Angles are in degrees:
//! for limbs, from hanging straight down, positive forward (side view) or outward (front view); for
//! the trunk, from upright, positive forward.

use serde::Deserialize;

/// Hip to knee.
pub const THIGH: f32 = 0.245;
/// Knee to ankle.
pub const SHIN: f32 = 0.24;
/// Shoulder to elbow.
pub const UPPER_ARM: f32 = 0.17;
/// Elbow to wrist.
pub const FOREARM: f32 = 0.155;
/// Length of an open hand, drawn beyond the wrist; a planted hand is not drawn.
pub const HAND: f32 = 0.045;
/// Ankle to the tip of the toes.
pub const FOOT: f32 = 0.10;
/// Ankle to the back of the heel.
pub const HEEL: f32 = 0.025;
/// Hip to shoulders.
pub const TRUNK: f32 = 0.30;
/// Shoulders to the center of the head.
pub const NECK: f32 = 0.125;
/// Radius of the head.
pub const HEAD: f32 = 0.072;
/// Half the thickness of a limb: the height of a joint when its limb rests on the ground.
pub const FLESH: f32 = 0.02;
/// Half the thickness of the trunk.
pub const TRUNK_FLESH: f32 = 0.04;
/// Half the distance between the shoulders in front view.
pub const SHOULDERS: f32 = 0.098;
/// Half the distance between the hip joints in front view.
pub const HIPS: f32 = 0.05;
/// Number of points used to draw a spine.
pub const SPINE: usize = 7;

/// The joint with a fixed x while the body moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pin {
    /// The near ankle.
    Foot,
    /// The far ankle.
    Far,
    /// The tip of the near foot.
    Toe,
    /// The tip of the far foot.
    FarToe,
    /// The near knee.
    Knee,
    /// The far knee.
    FarKnee,
    /// The point between the hips: the ground moves instead of the body.
    Hip,
}

impl Pin {
    /// The same joint on the other side.
    #[must_use]
    pub fn exchanged(self) -> Self {
        match self {
            Self::Foot => Self::Far,
            Self::Far => Self::Foot,
            Self::Toe => Self::FarToe,
            Self::FarToe => Self::Toe,
            Self::Knee => Self::FarKnee,
            Self::FarKnee => Self::Knee,
            Self::Hip => Self::Hip,
        }
    }
}

/// A position in body heights: x to the right, y up from the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Body heights to the right.
    pub x: f32,
    /// Body heights above the ground.
    pub y: f32,
}

impl Point {
    /// A position `x` to the right and `y` above the ground, in body heights.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point `length` body heights away along a limb at `angle` degrees; x is mirrored if
    /// `side` is −1.
    #[must_use]
    pub fn along(self, angle: f32, length: f32, side: f32) -> Self {
        let (sin, cos) = angle.to_radians().sin_cos();
        Self::new(self.x + side * sin * length, self.y - cos * length)
    }

    /// Offset by `dx` and `dy` body heights.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// Angle of a limb from this point to `other`, in degrees from hanging; x is mirrored if `side`
    /// is −1.
    pub fn angle_to(self, other: Self, side: f32) -> f32 {
        (side * (other.x - self.x))
            .atan2(self.y - other.y)
            .to_degrees()
    }

    /// Distance to another point, in body heights.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// The joints of one side of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Half {
    /// Start of the arm.
    pub shoulder: Point,
    /// Joint between upper arm and forearm.
    pub elbow: Point,
    /// End of the forearm.
    pub wrist: Point,
    /// The fingertips; same as the wrist if the hand is planted.
    pub fingers: Point,
    /// Start of the leg.
    pub hip: Point,
    /// Joint between thigh and shin.
    pub knee: Point,
    /// End of the shin.
    pub ankle: Point,
    /// The back of the foot.
    pub heel: Point,
    /// The tip of the foot.
    pub toe: Point,
    /// Upper arm and forearm, in degrees from hanging.
    pub arm: [f32; 2],
    /// Thigh and shin, in degrees from hanging.
    pub leg: [f32; 2],
}

/// Every joint of the figure at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Skeleton {
    /// Points along the back from between the hips to between the shoulders.
    pub spine: [Point; SPINE],
    /// Center of the head.
    pub head: Point,
    /// The side toward the viewer; in front view, the right side of the picture.
    pub near: Half,
    /// The other side.
    pub far: Half,
    /// Turn of the face, −1 to 1; drawn only if there are eyes.
    pub turn: f32,
    /// Turn of the chest toward the viewer, −1 to 1; 0 in front view.
    pub twist: f32,
    /// How tightly eyes and mouth are shut, 0 to 1; drawn only if there are eyes.
    pub squint: f32,
    /// Lean of the pelvis and the upper back, in degrees from upright.
    pub lean: [f32; 2],
    /// Size of the breath circle, 0 to 1; 0 for a body.
    pub breath: f32,
}

impl Skeleton {
    /// The point between the hips.
    pub fn hip(&self) -> Point {
        self.spine[0]
    }

    /// The point between the shoulders.
    pub fn neck(&self) -> Point {
        self.spine[SPINE - 1]
    }

    /// The same body with left and right swapped in the picture.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let flip = |point: &mut Point| point.x = -point.x;
        self.spine.iter_mut().for_each(flip);
        flip(&mut self.head);
        for half in [&mut self.near, &mut self.far] {
            let Half {
                shoulder,
                elbow,
                wrist,
                fingers,
                hip,
                knee,
                ankle,
                heel,
                toe,
                ..
            } = half;
            [shoulder, elbow, wrist, fingers, hip, knee, ankle, heel, toe]
                .into_iter()
                .for_each(flip);
        }
        self.turn = -self.turn;
        self.lean = self.lean.map(|lean| -lean);
        self
    }

    /// Every joint with the radius of flesh around it, in body heights.
    pub fn joints(&self) -> impl Iterator<Item = (Point, f32)> + '_ {
        let spine = self.spine.iter().map(|&point| (point, TRUNK_FLESH));
        let limbs = [&self.near, &self.far].into_iter().flat_map(|half| {
            [
                half.elbow,
                half.wrist,
                half.fingers,
                half.knee,
                half.ankle,
                half.heel,
                half.toe,
            ]
            .map(|p| (p, FLESH))
        });
        spine.chain(limbs).chain([(self.head, HEAD)])
    }

    /// The position of a pinned joint.
    pub fn pinned(&self, pin: Pin) -> Point {
        match pin {
            Pin::Foot => self.near.ankle,
            Pin::Far => self.far.ankle,
            Pin::Toe => self.near.toe,
            Pin::FarToe => self.far.toe,
            Pin::Knee => self.near.knee,
            Pin::FarKnee => self.far.knee,
            Pin::Hip => self.hip(),
        }
    }
}
