//! The joints of a body and the lengths between them.
//!
//! Everything is in body heights, x to the right, y up, the ground at 0. Angles are in degrees: limbs from hanging
//! straight down, positive forwards (side view) or outwards (front view); the trunk from upright, positive forwards.

use serde::Deserialize;

/// Length of the thigh, hip to knee.
pub const THIGH: f32 = 0.245;
/// Length of the lower leg, knee to ankle.
pub const SHIN: f32 = 0.24;
/// Length of the upper arm, shoulder to elbow.
pub const UPPER_ARM: f32 = 0.17;
/// Length of the forearm, elbow to wrist.
pub const FOREARM: f32 = 0.155;
/// Length of an open hand, drawn past the wrist; a planted hand has none.
pub const HAND: f32 = 0.045;
/// Ankle to the tip of the toes.
pub const FOOT: f32 = 0.10;
/// Ankle to the back of the heel.
pub const HEEL: f32 = 0.025;
/// Length of the trunk, hip to shoulders.
pub const TRUNK: f32 = 0.30;
/// Shoulders to the middle of the head.
pub const NECK: f32 = 0.125;
/// Radius of the head.
pub const HEAD: f32 = 0.072;
/// Half the thickness of a limb: how high a joint lies when its limb rests on the ground.
pub const FLESH: f32 = 0.02;
/// Half the thickness of the trunk.
pub const TRUNK_FLESH: f32 = 0.04;
/// Half the distance between the shoulders, seen from the front.
pub const SHOULDERS: f32 = 0.098;
/// Half the distance between the hip joints, seen from the front.
pub const HIPS: f32 = 0.05;
/// How many points a spine is drawn with.
pub const SPINE: usize = 7;

/// The joint that keeps its x while the body moves.
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
    /// The point between the hips: the ground moves, not the body.
    Hip,
}

impl Pin {
    /// The same joint of the other side.
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

/// A place in body heights: x to the right, y up from the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Body heights to the right.
    pub x: f32,
    /// Body heights above the ground.
    pub y: f32,
}

impl Point {
    /// A place `x` to the right and `y` above the ground, in body heights.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Where one gets from here by `length` body heights along a limb at `angle` degrees; `side` mirrors x when −1.
    #[must_use]
    pub fn along(self, angle: f32, length: f32, side: f32) -> Self {
        let (sin, cos) = angle.to_radians().sin_cos();
        Self::new(self.x + side * sin * length, self.y - cos * length)
    }

    /// Moved by `dx` and `dy` body heights.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// The angle of a limb from here to `other`, degrees from hanging; `side` mirrors x when −1.
    pub fn angle_to(self, other: Self, side: f32) -> f32 {
        (side * (other.x - self.x))
            .atan2(self.y - other.y)
            .to_degrees()
    }

    /// The distance to another place, body heights.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// The joints of one side of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Half {
    /// Where the arm begins.
    pub shoulder: Point,
    /// Between upper arm and forearm.
    pub elbow: Point,
    /// Where the forearm ends.
    pub wrist: Point,
    /// The fingertips; the wrist itself when the hand is planted.
    pub fingers: Point,
    /// Where the leg begins.
    pub hip: Point,
    /// Between thigh and shin.
    pub knee: Point,
    /// Where the shin ends.
    pub ankle: Point,
    /// The back of the foot.
    pub heel: Point,
    /// The tip of the foot.
    pub toe: Point,
    /// Upper arm and forearm, degrees from hanging.
    pub arm: [f32; 2],
    /// Thigh and shin, degrees from hanging.
    pub leg: [f32; 2],
}

/// Every joint of the figure at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Skeleton {
    /// The points of the back from between the hips to between the shoulders.
    pub spine: [Point; SPINE],
    /// The middle of the head.
    pub head: Point,
    /// The side towards the viewer; from the front, the right of the picture.
    pub near: Half,
    /// The other side.
    pub far: Half,
    /// How far the face is turned, −1 to 1; only drawn where eyes are.
    pub turn: f32,
    /// How far the chest is turned towards the viewer, −1 to 1; 0 from the front.
    pub twist: f32,
    /// How tightly eyes and mouth are shut, 0 to 1; only drawn where eyes are.
    pub squint: f32,
    /// The lean of the pelvis and of the upper back, degrees from upright.
    pub lean: [f32; 2],
    /// The size of the breath circle, 0 to 1; 0 for a body.
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

    /// The same body with left and right of the picture exchanged.
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

    /// Every joint with the radius of flesh around it, body heights.
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

    /// The place that a pin holds.
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
