//! Converts a posture to joint positions: bone chains from the hip, the two-bone solver, standing
//! on the ground.

use super::posture::{Limb, Limbs, Posture, Toes, View};
use super::skeleton::Pin;
use super::skeleton::{
    FOOT, FOREARM, HAND, HEEL, HIPS, Half, NECK, Point, SHIN, SHOULDERS, SPINE, Skeleton, THIGH,
    TRUNK, UPPER_ARM,
};

/// The constants of a movement needed to place a posture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Viewing direction.
    pub view: View,
    /// Resting position of a seated figure's hip, if there is a seat.
    pub seat: Option<Point>,
    /// The joint with a fixed x.
    pub pin: Pin,
    /// Offset of the whole figure to the right, in body heights.
    pub shift: f32,
}

/// Computes the position of every joint in a posture.
pub(super) fn solve(posture: &Posture, frame: &Frame) -> Skeleton {
    let mut loose = assemble(posture, frame.view, Point::default(), false);
    let hip = posture.hip.or(frame.seat).map_or_else(
        || {
            let lowest = loose
                .joints()
                .map(|(point, flesh)| point.y - flesh)
                .fold(f32::MAX, f32::min);
            Point::new(frame.shift - loose.pinned(frame.pin).x, -lowest)
        },
        |hip| hip.moved(frame.shift, 0.0),
    );
    loose = assemble(posture, frame.view, hip.moved(0.0, posture.lift), true);
    loose
}

/// Builds the body around `hip`. Without `reach`, limbs with a target are folded against the trunk.
fn assemble(posture: &Posture, view: View, hip: Point, reach: bool) -> Skeleton {
    let mut spine = [hip; SPINE];
    let step = TRUNK / (SPINE - 1) as f32;
    for index in 1..SPINE {
        let along = (index as f32 - 0.5) / (SPINE - 1) as f32;
        let lean = posture.trunk + posture.bend * (2.0 * along - 1.0);
        spine[index] = up(spine[index - 1], lean, step);
    }
    let top = posture.trunk + posture.bend;
    let neck = spine[SPINE - 1];
    let half = |limbs: &Limbs, side: f32, ahead: f32| {
        build_half(posture, view, limbs, [hip, neck], side, ahead, reach)
    };
    let side = if view == View::Front { -1.0 } else { 1.0 };
    Skeleton {
        spine,
        head: up(neck, top + posture.neck, NECK),
        near: half(&posture.near, 1.0, -posture.twist),
        far: half(&posture.far, side, posture.twist),
        turn: posture.turn,
        twist: if view == View::Front {
            0.0
        } else {
            posture.twist
        },
        squint: posture.squint,
        lean: [posture.trunk - posture.bend, top],
        breath: posture.size,
    }
}

/// Attaches the limbs of one side to the `[hip, neck]` points of the trunk. `ahead` is the fraction
/// of half the shoulder width by which a chest turn moves this side forward.
fn build_half(
    posture: &Posture,
    view: View,
    limbs: &Limbs,
    ends: [Point; 2],
    side: f32,
    ahead: f32,
    reach: bool,
) -> Half {
    let front = view == View::Front;
    let top = posture.trunk + posture.bend;
    let across = SHOULDERS * if front { side } else { ahead };
    let [out, raise] = posture.shoulder;
    let shoulder = up(
        up(ends[1], top + 90.0, across + side * out),
        top,
        raise - if front { 0.02 } else { 0.0 },
    );
    let hip = if front {
        up(ends[0], pelvis_tilt(posture.trunk) + 90.0, side * HIPS)
    } else {
        ends[0]
    };

    let (arm, elbow, wrist) = match limbs.arm {
        Limb::Target(at) if reach && front => front_arm(shoulder, at, side),
        Limb::Target(at) if reach => bent(
            two_bones(shoulder, at, [UPPER_ARM, FOREARM], side)[0],
            shoulder,
            side,
        ),
        Limb::Target(_) => bent([0.0, 180.0], shoulder, side),
        Limb::Angles(angles) => bent(angles, shoulder, side),
    };
    let mut leg = match limbs.leg {
        Limb::Angles(angles) => angles,
        Limb::Target(_) if !reach => [0.0, -180.0],
        Limb::Target(at) => two_bones(hip, at, [THIGH, SHIN], side)[1],
    };
    let mut knee = hip.along(leg[0], THIGH, side);
    let ankle = knee.along(leg[1], SHIN, side);
    if front && matches!(limbs.leg, Limb::Target(_)) {
        let tilt = pelvis_tilt(posture.trunk);
        knee = up(
            foreshortened(hip, knee, ankle, side, tilt),
            tilt + 90.0,
            posture.knees,
        );
        leg = [hip.angle_to(knee, side), knee.angle_to(ankle, side)];
    }
    // A foot that is square to its shin points a quarter turn ahead of it.
    let pitch = foot_pitch(leg[1], posture.toes, front) + limbs.ankle + 90.0;
    let (length, heel) = if front {
        (FOOT * 0.4, HEEL * 0.4)
    } else {
        (FOOT, HEEL)
    };
    Half {
        shoulder,
        elbow,
        wrist,
        fingers: wrist.along(arm[1] + limbs.wrist, HAND * limbs.open, side),
        hip,
        knee,
        ankle,
        heel: ankle.along(pitch, -heel, side),
        toe: ankle.along(pitch, length, side),
        arm,
        leg,
    }
}

/// The elbow and wrist of an arm with these angles.
fn bent(arm: [f32; 2], shoulder: Point, side: f32) -> ([f32; 2], Point, Point) {
    let elbow = shoulder.along(arm[0], UPPER_ARM, side);
    (arm, elbow, elbow.along(arm[1], FOREARM, side))
}

/// An arm in front view that reaches for `target`: the elbow points outward if the hand is low,
/// downward if it is high, and toward the viewer in between.
fn front_arm(shoulder: Point, target: Point, side: f32) -> ([f32; 2], Point, Point) {
    let [down, out] = two_bones(shoulder, target, [UPPER_ARM, FOREARM], side)
        .map(|arm| bent(arm, shoulder, side));
    let mut aim = shoulder.angle_to(target, side);
    if aim < -120.0 {
        aim += 360.0;
    }
    let part = ((80.0 - aim) / 60.0).clamp(0.0, 1.0);
    let part = part * part * (3.0 - 2.0 * part);
    let elbow = Point::new(
        down.1.x + (out.1.x - down.1.x) * part,
        down.1.y + (out.1.y - down.1.y) * part,
    );
    (
        [shoulder.angle_to(elbow, side), elbow.angle_to(down.2, side)],
        elbow,
        down.2,
    )
}

/// The knee position in front view: bent toward the viewer under the body, or to the side in a wide
/// stance.
fn foreshortened(hip: Point, knee: Point, ankle: Point, side: f32, tilt: f32) -> Point {
    let straight = Point::new(f32::midpoint(hip.x, ankle.x), f32::midpoint(hip.y, ankle.y));
    let wide = ((hip.angle_to(ankle, side) - 20.0) / 20.0).clamp(0.15, 1.0);
    let part = if tilt == 0.0 { wide } else { 0.0 };
    Point::new(
        straight.x + (knee.x - straight.x) * part,
        straight.y + (knee.y - straight.y) * part,
    )
}

/// Tilt of the line between the hips in front view: level in a side bend, aligned with the trunk
/// when lying.
pub(super) fn pelvis_tilt(trunk: f32) -> f32 {
    trunk * ((trunk.abs() - 30.0) / 15.0).clamp(0.0, 1.0)
}

/// Angle of the toes above level, in degrees.
fn foot_pitch(shin: f32, toes: Toes, front: bool) -> f32 {
    match toes {
        Toes::Flat => 0.0,
        Toes::Square => shin,
        Toes::Point => shin - 90.0,
        Toes::Natural if front => 0.0,
        // A standing foot is flat; a hanging or swinging foot is square to its shin; in between it
        // rolls over.
        Toes::Natural => {
            let back = ((-48.0 - shin) / 20.0).clamp(0.0, 1.0);
            let ahead = ((shin - 8.0) / 20.0).clamp(0.0, 1.0);
            shin * back.max(ahead)
        }
    }
}

/// The point `length` body heights up from `from` along a line leaning by `lean` degrees.
fn up(from: Point, lean: f32, length: f32) -> Point {
    let (sin, cos) = lean.to_radians().sin_cos();
    Point::new(from.x + sin * length, from.y + cos * length)
}

/// Both ways a two-bone limb can reach from `root` to `target`: in the first the lower bone is
/// rotated forward of the upper (an elbow), in the second backward (a knee). If the target is out
/// of reach, the limb points at it.
fn two_bones(root: Point, target: Point, [upper, lower]: [f32; 2], side: f32) -> [[f32; 2]; 2] {
    let (dx, dy) = (side * (target.x - root.x), target.y - root.y);
    let distance = dx
        .hypot(dy)
        .clamp((upper - lower).abs() + 1e-4, upper + lower - 1e-4);
    let aim = dx.atan2(-dy).to_degrees();
    let cosine =
        |a: f32, b: f32, c: f32| ((a * a + b * b - c * c) / (2.0 * a * b)).clamp(-1.0, 1.0);
    let at_root = cosine(upper, distance, lower).acos().to_degrees();
    let at_end = cosine(lower, distance, upper).acos().to_degrees();
    [[aim - at_root, aim + at_end], [aim + at_root, aim - at_end]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bones_reach_what_is_within_reach() {
        for (x, y) in [(0.2, -0.2), (-0.1, -0.25), (0.25, 0.1), (0.0, -0.32)] {
            let root = Point::new(0.3, 0.8);
            let target = root.moved(x, y);
            for [first, second] in two_bones(root, target, [UPPER_ARM, FOREARM], 1.0) {
                let end = root
                    .along(first, UPPER_ARM, 1.0)
                    .along(second, FOREARM, 1.0);
                assert!(end.distance(target) < 0.001, "{end:?} is not {target:?}");
            }
        }
    }

    #[test]
    fn an_elbow_bends_forwards_and_a_knee_backwards() {
        let [elbow, knee] = two_bones(Point::default(), Point::new(0.0, -0.2), [0.17, 0.155], 1.0);
        assert!(elbow[1] > elbow[0] && knee[1] < knee[0]);
    }

    #[test]
    fn a_target_out_of_reach_is_pointed_at() {
        let [limb, _] = two_bones(Point::default(), Point::new(5.0, 0.0), [0.17, 0.155], 1.0);
        assert!((limb[0] - 90.0).abs() < 3.0 && (limb[1] - 90.0).abs() < 3.0);
    }
}
