//! The pose file format: raw tables, and the postures they define once inherited values are filled
//! in.

use super::PoseError;
use super::posture::{Ease, Limb, Limbs, Posture, Toes, View};
use super::props::PropKind;
use super::skeleton::Pin;
use super::skeleton::Point;
use serde::Deserialize;

/// One movement as written in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default)]
    pub(super) view: View,
    #[serde(default)]
    pub(super) alternate: bool,
    pub(super) pin: Option<Pin>,
    #[serde(default)]
    pub(super) prop: Vec<PropKind>,
    #[serde(default)]
    pub(super) toes: Toes,
    #[serde(default)]
    pub(super) zoom: Zoom,
    pub(super) pose: Vec<Line>,
}

/// The part of the body that fills the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zoom {
    /// The whole body.
    #[default]
    Whole,
    /// From the waist up.
    Upper,
    /// From the waist down.
    Lower,
    /// From the knees down.
    Feet,
    /// Head and shoulders.
    Face,
}

/// One key pose as written in the file; omitted values carry over from the previous one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    #[serde(rename = "in")]
    pub(super) seconds: f32,
    #[serde(default)]
    pub(super) hold: f32,
    #[serde(default)]
    pub(super) ease: Ease,
    #[serde(default)]
    pub(super) via: bool,
    pub(super) word: Option<String>,
    trunk: Option<f32>,
    bend: Option<f32>,
    neck: Option<f32>,
    turn: Option<f32>,
    twist: Option<f32>,
    squint: Option<f32>,
    knees: Option<f32>,
    shoulder: Option<[f32; 2]>,
    arm: Option<[f32; 2]>,
    far_arm: Option<[f32; 2]>,
    leg: Option<[f32; 2]>,
    far_leg: Option<[f32; 2]>,
    hand: Option<[f32; 2]>,
    far_hand: Option<[f32; 2]>,
    foot: Option<[f32; 2]>,
    far_foot: Option<[f32; 2]>,
    ankle: Option<f32>,
    far_ankle: Option<f32>,
    open: Option<f32>,
    wrist: Option<f32>,
    hip: Option<[f32; 2]>,
    #[serde(default)]
    lift: f32,
    size: Option<f32>,
}

/// The postures of one half of the movement, in order.
pub(super) fn postures(name: &str, table: &Table) -> Result<Vec<Posture>, PoseError> {
    let lines = &table.pose;
    if lines.is_empty() {
        return Err(PoseError(format!("[{name}] has no pose")));
    }
    let far_arm_said = lines
        .iter()
        .any(|line| line.far_arm.is_some() || line.far_hand.is_some());
    let far_leg_said = lines
        .iter()
        .any(|line| line.far_leg.is_some() || line.far_foot.is_some());
    let far_ankle_said = lines.iter().any(|line| line.far_ankle.is_some());
    let mut now = start(table);
    let mut all = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let place = |what: &str| format!("[{name}] pose {}: {what}", index + 1);
        set(&mut now.trunk, line.trunk);
        set(&mut now.bend, line.bend);
        set(&mut now.neck, line.neck);
        set(&mut now.turn, line.turn);
        set(&mut now.twist, line.twist);
        set(&mut now.squint, line.squint);
        set(&mut now.knees, line.knees);
        set(&mut now.near.wrist, line.wrist);
        now.far.wrist = now.near.wrist;
        set(&mut now.shoulder, line.shoulder);
        set(&mut now.size, line.size);
        set(&mut now.near.ankle, line.ankle);
        set(
            &mut now.near.arm,
            limb(line.arm, line.hand, 1.0).map_err(|both| PoseError(place(both)))?,
        );
        set(
            &mut now.near.leg,
            limb(line.leg, line.foot, 1.0).map_err(|both| PoseError(place(both)))?,
        );
        now.near.open = openness(now.near.arm, line.open);
        if let Some([x, y]) = line.hip {
            now.hip = Some(Point::new(x, y));
        }
        now.lift = line.lift;
        let side = if table.view == View::Front { -1.0 } else { 1.0 };
        if index == 0 || !far_arm_said {
            now.far.arm = mirrored(now.near.arm, side);
        }
        if index == 0 || !far_leg_said {
            now.far.leg = mirrored(now.near.leg, side);
        }
        if index == 0 || !far_ankle_said {
            now.far.ankle = now.near.ankle;
        }
        set(&mut now.far.ankle, line.far_ankle);
        set(
            &mut now.far.arm,
            limb(line.far_arm, line.far_hand, side).map_err(|both| PoseError(place(both)))?,
        );
        set(
            &mut now.far.leg,
            limb(line.far_leg, line.far_foot, side).map_err(|both| PoseError(place(both)))?,
        );
        now.far.open = openness(now.far.arm, line.open);
        all.push(now);
    }
    Ok(all)
}

/// The initial posture before any values are set.
fn start(table: &Table) -> Posture {
    let limbs = Limbs {
        arm: Limb::Angles([4.0, 10.0]),
        leg: Limb::Angles([0.0, 0.0]),
        ankle: 0.0,
        open: 1.0,
        wrist: 0.0,
    };
    Posture {
        trunk: 0.0,
        bend: 0.0,
        neck: 0.0,
        turn: 0.0,
        twist: 0.0,
        squint: 0.0,
        knees: 0.0,
        shoulder: [0.0; 2],
        near: limbs,
        far: limbs,
        hip: None,
        lift: 0.0,
        size: 0.0,
        toes: table.toes,
    }
}

/// Sets `value` if one is given.
fn set<T>(value: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *value = said;
    }
}

/// A limb from its angles or its target; giving both is an error. In front view a far target is
/// written mirrored.
fn limb(
    angles: Option<[f32; 2]>,
    target: Option<[f32; 2]>,
    side: f32,
) -> Result<Option<Limb>, &'static str> {
    match (angles, target) {
        (None, None) => Ok(None),
        (Some(angles), None) => Ok(Some(Limb::Angles(angles))),
        (None, Some([x, y])) => Ok(Some(Limb::Target(Point::new(side * x, y)))),
        (Some(_), Some(_)) => Err("a limb has angles or a target, not both"),
    }
}

/// Mirrors the far limb for the near side.
fn mirrored(limb: Limb, side: f32) -> Limb {
    match limb {
        Limb::Target(at) => Limb::Target(Point::new(side * at.x, at.y)),
        Limb::Angles(_) => limb,
    }
}

/// How much of the hand is shown: a hand with a target is planted unless specified otherwise.
fn openness(arm: Limb, said: Option<f32>) -> f32 {
    said.unwrap_or(if matches!(arm, Limb::Target(_)) {
        0.0
    } else {
        1.0
    })
}
