//! Key poses over time: when each is reached and left, and the body at any moment in between.

use super::PoseError;
use super::file::{Table, postures};
use super::posture::{Ease, Limb, Limbs, Posture, View};
use super::skeleton::Pin;
use super::skeleton::{Point, Skeleton};
use super::solve::{Frame, solve};

/// One key pose of the whole cycle.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// When the pose is reached, in milliseconds from the start of the cycle; 0 for the first.
    pub(super) arrive: u32,
    /// When the body leaves the pose, in milliseconds from the start of the cycle.
    pub(super) leave: u32,
    /// Easing of the movement into the pose.
    pub(super) ease: Ease,
    /// Whether this is only a pass-through point, not a pose to show as a still.
    pub(super) via: bool,
    /// Word to show while moving into the pose and holding it.
    pub(super) word: Option<String>,
    /// The posture, with limbs as specified: angles or targets.
    pub(super) posture: Posture,
    /// The joint with a fixed x.
    pub(super) pin: Pin,
    /// Solved positions of all joints.
    pub(super) skeleton: Skeleton,
}

impl Key {
    /// This key's posture, with limbs that `other` specifies differently converted to angles, and
    /// the hip to a position.
    fn meeting(&self, other: &Self, hips: bool) -> Posture {
        let mut posture = self.posture;
        if hips && posture.hip.is_some() != other.posture.hip.is_some() {
            posture.hip = Some(self.skeleton.hip().moved(0.0, -posture.lift));
        }
        meet(
            &mut posture.near,
            &other.posture.near,
            [self.skeleton.near.arm, self.skeleton.near.leg],
        );
        meet(
            &mut posture.far,
            &other.posture.far,
            [self.skeleton.far.arm, self.skeleton.far.leg],
        );
        posture
    }
}

/// Replaces targets with solved angles if the other pose uses angles, choosing the shorter
/// rotation.
fn meet(limbs: &mut Limbs, other: &Limbs, solved: [[f32; 2]; 2]) {
    for (limb, other, solved) in [
        (&mut limbs.arm, other.arm, solved[0]),
        (&mut limbs.leg, other.leg, solved[1]),
    ] {
        if let (Limb::Target(_), Limb::Angles(goal)) = (*limb, other) {
            let near = |angle: f32, goal: f32| angle + 360.0 * ((goal - angle) / 360.0).round();
            *limb = Limb::Angles([near(solved[0], goal[0]), near(solved[1], goal[1])]);
        }
    }
}

/// The key poses of a cycle and the data needed to interpolate between them.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    pub(super) view: View,
    pub(super) keys: Vec<Key>,
    /// Length of the cycle, in milliseconds.
    pub(super) cycle: u32,
    /// Position of a seated figure's hip.
    pub(super) seat: Option<Point>,
}

impl Timeline {
    /// Builds the cycle from a table of a pose file.
    ///
    /// If `one_side` is set, an alternating movement stays on the near side.
    pub(super) fn new(name: &str, table: &Table, one_side: bool) -> Result<Self, PoseError> {
        let written = postures(name, table)?;
        let pin = table.pin.unwrap_or(if table.view == View::Side {
            Pin::Foot
        } else {
            Pin::Hip
        });
        let seated = table.prop.iter().any(|prop| prop.is_seat());
        let mut timeline = Self {
            view: table.view,
            keys: Vec::new(),
            cycle: 0,
            seat: None,
        };
        if seated && let Some(first) = written.first().filter(|first| first.hip.is_none()) {
            let frame = Frame {
                view: table.view,
                seat: None,
                pin: Pin::Hip,
                shift: 0.0,
            };
            timeline.seat = Some(solve(first, &frame).hip());
        }
        let halves = if table.alternate && !one_side { 2 } else { 1 };
        let mut clock = 0;
        for half in 0..halves {
            for (index, (posture, line)) in written.iter().zip(&table.pose).enumerate() {
                let (posture, pin) = if half == 0 {
                    (*posture, pin)
                } else {
                    (posture.exchanged(table.view), pin.exchanged())
                };
                if half + index > 0 {
                    clock += milliseconds(name, line.seconds)?;
                }
                let arrive = clock;
                clock += milliseconds(name, line.hold)?;
                let skeleton = solve(
                    &posture,
                    &Frame {
                        view: table.view,
                        seat: timeline.seat,
                        pin,
                        shift: 0.0,
                    },
                );
                let word = line.word.clone();
                let (ease, via) = (line.ease, line.via);
                timeline.keys.push(Key {
                    arrive,
                    leave: clock,
                    ease,
                    via,
                    word,
                    posture,
                    pin,
                    skeleton,
                });
            }
        }
        timeline.cycle = clock
            + table
                .pose
                .first()
                .map_or(Ok(0), |line| milliseconds(name, line.seconds))?;
        if timeline.cycle == 0 || !timeline.cycle.is_multiple_of(100) {
            let cycle = timeline.cycle;
            return Err(PoseError(format!(
                "[{name}] takes {cycle} ms; a cycle is a multiple of 100 ms"
            )));
        }
        Ok(timeline)
    }

    /// The key held at `time` milliseconds into the cycle, or the one being left and the fraction
    /// of the way to the next.
    pub(super) fn position(&self, time: u32) -> (usize, f32) {
        let time = time % self.cycle;
        let index = self
            .keys
            .partition_point(|key| key.arrive <= time)
            .saturating_sub(1);
        let leave = self.keys[index].leave;
        let next = self
            .keys
            .get(index + 1)
            .map_or(self.cycle, |key| key.arrive);
        if time <= leave {
            (index, 0.0)
        } else {
            (index, (time - leave) as f32 / (next - leave) as f32)
        }
    }

    /// The key after the one at `index`.
    pub(super) fn next(&self, index: usize) -> &Key {
        self.keys.get(index + 1).unwrap_or(&self.keys[0])
    }

    /// All joints at `time` milliseconds.
    pub(super) fn at(&self, time: u32) -> Skeleton {
        let (index, part) = self.position(time);
        let (from, to) = (&self.keys[index], self.next(index));
        if part == 0.0 {
            return from.skeleton;
        }
        let part = to.ease.apply(part);
        let hips = self.seat.is_none();
        let (start, end) = (from.meeting(to, hips), to.meeting(from, hips));
        let mut frame = Frame {
            view: self.view,
            seat: self.seat,
            pin: from.pin,
            shift: 0.0,
        };
        if from.pin != to.pin && start.hip.is_none() && self.seat.is_none() {
            frame.shift = part * (to.skeleton.hip().x - solve(&end, &frame).hip().x);
        }
        solve(&start.blended(&end, part), &frame)
    }
}

/// Converts seconds to whole milliseconds.
fn milliseconds(name: &str, seconds: f32) -> Result<u32, PoseError> {
    if (0.0..=60.0).contains(&seconds) {
        Ok((seconds * 1000.0).round() as u32)
    } else {
        Err(PoseError(format!(
            "[{name}] a time is 0 to 60 seconds, not {seconds}"
        )))
    }
}
