//! Checks whether a movement is physically possible: joints in range, nothing below the ground,
//! nothing sliding.

use super::posture::{Limb, View};
use super::skeleton::Pin;
use super::skeleton::{FLESH, Half, Point, Skeleton, THIGH, UPPER_ARM};
use super::solve::pelvis_tilt;
use super::{Pose, timeline::Key};
use std::fmt;
use std::time::Duration;

/// Maximum drift of a planted hand or foot, in body heights (under two dots at 36×18).
const DRIFT: f32 = 0.025;
/// Maximum depth of a joint below the ground, in body heights (under one dot at 36×18).
const SUNK: f32 = 0.012;

/// Something physically impossible, and when it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// Name of the movement.
    pub pose: String,
    /// Time within the cycle.
    pub at: Duration,
    /// Description of the problem.
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at {:.2} s: {}",
            self.pose,
            self.at.as_secs_f32(),
            self.what
        )
    }
}

/// Checks a whole cycle at twenty samples per second.
pub fn breaches(pose: &Pose) -> Vec<Breach> {
    if pose.view() == View::Breath {
        return Vec::new();
    }
    let mut found = Vec::new();
    for time in (0..pose.timeline.cycle).step_by(50) {
        let skeleton = pose.timeline.at(time);
        let (index, _) = pose.timeline.position(time);
        let mut words = Vec::new();
        joints(pose, &skeleton, &mut words);
        ground(&skeleton, &mut words);
        planted(
            &pose.timeline.keys[index],
            pose.timeline.next(index),
            &skeleton,
            &mut words,
        );
        let at = Duration::from_millis(time.into());
        found.extend(words.into_iter().map(|what| Breach {
            pose: pose.name().to_owned(),
            at,
            what,
        }));
    }
    found
}

/// Checks the angles of the neck, shoulders, elbows, hips and knees.
fn joints(pose: &Pose, skeleton: &Skeleton, words: &mut Vec<String>) {
    for (name, half) in [("near", &skeleton.near), ("far", &skeleton.far)] {
        let elbow = half.arm[1] - half.arm[0];
        let knee = half.leg[0] - half.leg[1];
        if pose.view() == View::Side {
            let [pelvis, top] = skeleton.lean;
            // On the side the chest is turned to, an arm held out sideways looks like one pointing
            // back.
            let back = (if name == "near" {
                skeleton.twist
            } else {
                -skeleton.twist
            })
            .max(0.0);
            let limits = [
                ("thigh", turned(half.leg[0] + pelvis, 50.0), -31.0, 131.0),
                (
                    "upper arm",
                    turned(half.arm[0] + top, 60.0 - 60.0 * back),
                    -75.0 - 105.0 * back,
                    195.0,
                ),
                ("elbow", turned(elbow, 75.0), -4.0, 158.0),
                ("knee", turned(knee, 75.0), -4.0, 158.0),
            ];
            for (what, angle, least, most) in limits {
                if angle < least || angle > most {
                    words.push(format!(
                        "{name} {what} at {angle:.0}°, not {least:.0} to {most:.0}"
                    ));
                }
            }
        } else {
            // Bones pointing at the viewer are foreshortened, so the angle between them is not the
            // real one.
            let limits = [
                (
                    "elbow",
                    turned(elbow, 0.0),
                    half.shoulder.distance(half.elbow) / UPPER_ARM,
                ),
                (
                    "knee",
                    turned(knee, 0.0),
                    half.hip.distance(half.knee) / THIGH,
                ),
            ];
            for (what, angle, seen) in limits {
                let most = 158.0;
                if angle.abs() > most && seen > 0.97 {
                    words.push(format!(
                        "{name} {what} bent by {angle:.0}°, more than {most:.0}"
                    ));
                }
            }
            let tilt = pelvis_tilt(f32::midpoint(skeleton.lean[0], skeleton.lean[1]));
            let aside = half.leg[0] + if name == "near" { tilt } else { -tilt };
            // When lying down, the knees fall across because the pelvis turns with them.
            let across = if pose.from_above() { -75.0 } else { -25.0 };
            if !(across..=95.0).contains(&aside) {
                words.push(format!("{name} thigh {aside:.0}° to the side"));
            }
        }
    }
}

/// The equivalent angle within half a turn of `middle`, in degrees.
fn turned(angle: f32, middle: f32) -> f32 {
    angle - 360.0 * ((angle - middle) / 360.0).round()
}

/// Checks that nothing is below the ground.
fn ground(skeleton: &Skeleton, words: &mut Vec<String>) {
    for (name, half) in [("near", &skeleton.near), ("far", &skeleton.far)] {
        let Half {
            elbow,
            wrist,
            fingers,
            knee,
            ankle,
            heel,
            toe,
            ..
        } = *half;
        let parts = [elbow, wrist, fingers, knee, ankle, heel, toe];
        let names = ["elbow", "wrist", "fingers", "knee", "ankle", "heel", "toe"];
        for (part, point) in names.into_iter().zip(parts) {
            if point.y < FLESH - SUNK {
                words.push(format!(
                    "{name} {part} {:.3} under the ground",
                    FLESH - point.y
                ));
            }
        }
    }
    if skeleton.head.y < super::skeleton::HEAD - SUNK {
        words.push("head under the ground".to_owned());
    }
}

/// Checks that planted hands and feet do not move.
fn planted(from: &Key, to: &Key, skeleton: &Skeleton, words: &mut Vec<String>) {
    let (a, b) = (&from.posture, &to.posture);
    let limbs = [
        ("near hand", a.near.arm, b.near.arm, skeleton.near.wrist),
        ("far hand", a.far.arm, b.far.arm, skeleton.far.wrist),
        ("near foot", a.near.leg, b.near.leg, skeleton.near.ankle),
        ("far foot", a.far.leg, b.far.leg, skeleton.far.ankle),
    ];
    for (name, a, b, at) in limbs {
        if let (Limb::Target(a), Limb::Target(b)) = (a, b)
            && a == b
        {
            drift(name, a, at, words);
        }
    }
    if from.pin == to.pin && from.pin != Pin::Hip {
        let held = from.skeleton.pinned(from.pin);
        let now = skeleton.pinned(from.pin);
        let moved_on_purpose = matches!(
            (from.pin, a.near.leg, b.near.leg),
            (Pin::Foot, Limb::Target(_), Limb::Target(_))
        );
        if !moved_on_purpose {
            drift("pinned joint", Point::new(held.x, now.y), now, words);
        }
    }
}

fn drift(name: &str, told: Point, at: Point, words: &mut Vec<String>) {
    let off = told.distance(at);
    if off > DRIFT {
        words.push(format!("{name} is {off:.3} from where it is planted"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::poses::{Poses, poses};
    use crate::domain::routine::Side;

    #[test]
    fn every_movement_stays_within_what_a_body_can_do() {
        let all = poses()
            .iter()
            .flat_map(|pose| [pose, pose.on_side(Side::Right)]);
        let found: Vec<_> = all
            .flat_map(breaches)
            .map(|breach| breach.to_string())
            .collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn a_knee_bent_the_wrong_way_is_reported() {
        let poses = Poses::parse("[odd]\npose = [{ in = 1, leg = [0, 40] }]").unwrap();
        let found = breaches(poses.get("odd").unwrap());
        assert!(
            found.iter().any(|breach| breach.what.contains("knee")),
            "{found:?}"
        );
    }

    #[test]
    fn a_planted_hand_out_of_reach_is_reported() {
        let poses =
            Poses::parse("[odd]\npose = [{ in = 1, hip = [0, 0.5], hand = [2, 0.02] }]").unwrap();
        let found = breaches(poses.get("odd").unwrap());
        assert!(
            found.iter().any(|breach| breach.what.contains("planted")),
            "{found:?}"
        );
    }
}
