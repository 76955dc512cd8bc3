//! Draws a skeleton in dots, in this order: ground, objects, far limbs, trunk, head, near limbs.

use super::camera::Camera;
use super::canvas::{Canvas, Dot};
use crate::content::poses::skeleton::{HEAD, HIPS, Half, Point, SHOULDERS};
use crate::content::poses::{Pose, Skeleton, View, Zoom};
use std::time::Duration;

/// Stroke of a far limb as a fraction of a near one's.
const FAR: f32 = 0.62;
/// Distance of the nose from the middle of the head, in body heights.
const NOSE: f32 = HEAD * 0.95;
/// Spacing of the ground's dots, in dots.
const GROUND_GAP: usize = 2;

/// Draws the movement at `time` since its start.
pub(super) fn draw(pose: &Pose, time: Duration, camera: &Camera, canvas: &mut Canvas) {
    let skeleton = pose.at(time);
    if pose.view() == View::Breath {
        return breath(&skeleton, camera, canvas);
    }
    let close = matches!(pose.zoom(), Zoom::Upper | Zoom::Face);
    if pose.on_ground() {
        let gap = if canvas.field.is_fine() {
            1
        } else {
            GROUND_GAP
        };
        canvas.ground(camera.under, gap);
    }
    let brush = Brush {
        camera: *camera,
        near: camera.stroke(),
        trunk: camera.trunk(),
    };
    for [from, to] in pose.scene(time) {
        canvas.stroke(
            camera.dot(from),
            camera.dot(to),
            0.5 * camera.unit,
            Dot::Far,
        );
    }
    match pose.view() {
        View::Front => brush.front(&skeleton, canvas, close),
        // In a picture of the legs, hands that happen to hang into view would be confusing.
        View::Side | View::Breath if matches!(pose.zoom(), Zoom::Lower | Zoom::Feet) => {
            brush.legs(&skeleton, canvas);
        }
        View::Side | View::Breath => brush.side(&skeleton, canvas, close),
    }
}

/// The circle, and its maximum size.
fn breath(skeleton: &Skeleton, camera: &Camera, canvas: &mut Canvas) {
    let middle = (camera.left, camera.floor);
    let largest = camera.scale / 2.0;
    if canvas.field.is_fine() {
        canvas.ring(middle, largest - camera.unit, 1, Dot::Far);
        return canvas.stroke(middle, middle, largest * skeleton.breath, Dot::Near);
    }
    canvas.ring(middle, largest, 3, Dot::Ground);
    let radius = largest * skeleton.breath;
    let thick = if canvas.field.rows >= 48 { 3 } else { 2 };
    for ring in 0..thick {
        canvas.ring(middle, (radius - ring as f32 * 0.7).max(0.0), 1, Dot::Near);
    }
}

/// The view and the stroke of a near limb in dots.
struct Brush {
    camera: Camera,
    near: f32,
    trunk: f32,
}

impl Brush {
    /// Gap around a limb in front of another part, in dots.
    fn gap(&self) -> f32 {
        1.1 * self.camera.unit
    }

    fn side(&self, skeleton: &Skeleton, canvas: &mut Canvas, face: bool) {
        self.limbs(&skeleton.far, canvas, self.near * FAR, Dot::Far);
        self.trunk(skeleton, canvas);
        self.chest(skeleton, canvas);
        self.head(skeleton, canvas);
        if face || canvas.field.is_fine() {
            self.nose(skeleton, canvas, face);
        }
        self.before_the_body(&skeleton.near, canvas);
        self.limbs(&skeleton.near, canvas, self.near, Dot::Near);
    }

    fn legs(&self, skeleton: &Skeleton, canvas: &mut Canvas) {
        self.leg(&skeleton.far, canvas, self.near * FAR, Dot::Far);
        self.trunk(skeleton, canvas);
        for places in self.leg_places(&skeleton.near) {
            canvas.clear_behind(&places, self.near + self.gap(), Dot::Near);
        }
        self.leg(&skeleton.near, canvas, self.near, Dot::Near);
    }

    /// In front view both sides are near. Arms in front of the trunk get a gap around them.
    fn front(&self, skeleton: &Skeleton, canvas: &mut Canvas, face: bool) {
        let at = |point| self.camera.dot(point);
        let across = |lean: f32, middle: Point, half: f32| {
            let (sin, cos) = lean.to_radians().sin_cos();
            (
                middle.moved(-cos * half, sin * half),
                middle.moved(cos * half, -sin * half),
            )
        };
        let [low, high] = skeleton.lean;
        let (near, far) = (skeleton.near.shoulder, skeleton.far.shoulder);
        let (left, right) = (skeleton.far.hip, skeleton.near.hip);
        let waist = skeleton.spine[skeleton.spine.len() / 2];
        let (waist_left, waist_right) = across(
            f32::midpoint(low, high),
            waist,
            f32::midpoint(HIPS, SHOULDERS) * 0.85,
        );
        // The slopes from the neck to the shoulders.
        let nape = skeleton.neck().moved(
            (skeleton.head.x - skeleton.neck().x) * 0.25,
            (skeleton.head.y - skeleton.neck().y) * 0.25,
        );
        let collar = |shoulder: Point| {
            Point::new(
                f32::midpoint(shoulder.x, nape.x),
                f32::midpoint(shoulder.y, nape.y),
            )
        };
        canvas.fill([at(collar(far)), at(nape), at(near), at(far)], Dot::Near);
        canvas.fill([at(nape), at(collar(near)), at(near), at(far)], Dot::Near);
        // Rounded corners first, then the trunk over them at the same width, so that it is lit as one piece.
        let round = self.near * 0.8;
        for [from, to] in [
            [far, near],
            [left, right],
            [near, waist_right],
            [waist_right, right],
            [far, waist_left],
            [waist_left, left],
        ] {
            canvas.stroke(at(from), at(to), round, Dot::Near);
        }
        let wide = |(from, to): (Point, Point)| {
            let ((x0, y0), (x1, y1)) = (at(from), at(to));
            let part = round / (x1 - x0).hypot(y1 - y0).max(1e-6);
            let (dx, dy) = ((x1 - x0) * part, (y1 - y0) * part);
            ((x0 - dx, y0 - dy), (x1 + dx, y1 + dy))
        };
        let (shoulders, waist, hips) = (
            wide((far, near)),
            wide((waist_left, waist_right)),
            wide((left, right)),
        );
        for (upper, lower) in [(shoulders, waist), (waist, hips)] {
            canvas.fill([upper.0, upper.1, lower.1, lower.0], Dot::Near);
        }
        self.head(skeleton, canvas);
        if face {
            self.face(skeleton, canvas);
        }
        for half in [&skeleton.far, &skeleton.near] {
            self.leg(half, canvas, self.near, Dot::Near);
            // The gap starts below the shoulder, which stays joined.
            let start = Point::new(
                half.shoulder.x * 0.45 + half.elbow.x * 0.55,
                half.shoulder.y * 0.45 + half.elbow.y * 0.55,
            );
            let gap = self.near + self.gap();
            canvas.erase(at(start), at(half.elbow), gap);
            canvas.erase(at(half.elbow), at(half.wrist), gap);
            canvas.erase(at(half.wrist), at(half.fingers), gap);
            self.arm(half, canvas, self.near, Dot::Near);
        }
    }

    fn limbs(&self, half: &Half, canvas: &mut Canvas, stroke: f32, dot: Dot) {
        self.leg(half, canvas, stroke, dot);
        self.arm(half, canvas, stroke, dot);
    }

    /// Makes room for the near limbs: far parts keep a gap, and the body is in shadow around them, except where
    /// the limbs join it.
    fn before_the_body(&self, half: &Half, canvas: &mut Canvas) {
        let around = self.near + self.gap();
        let arm = self.arm_places(half);
        for places in self.leg_places(half).iter().chain([&arm]) {
            canvas.clear_behind(places, around, Dot::Near);
        }
        if canvas.field.is_fine() {
            for limb in [arm, self.leg_places(half)[0].clone()] {
                canvas.shade(&without_root(limb), around);
            }
        }
    }

    /// Hip to ankle, and the foot.
    fn leg_places(&self, half: &Half) -> [Vec<(f32, f32)>; 2] {
        [
            vec![half.hip, half.knee, half.ankle],
            vec![half.heel, half.toe],
        ]
        .map(|joints| {
            joints
                .into_iter()
                .map(|joint| self.camera.dot(joint))
                .collect()
        })
    }

    /// Shoulder to fingertips.
    fn arm_places(&self, half: &Half) -> Vec<(f32, f32)> {
        [half.shoulder, half.elbow, half.wrist, half.fingers]
            .map(|joint| self.camera.dot(joint))
            .to_vec()
    }

    fn leg(&self, half: &Half, canvas: &mut Canvas, stroke: f32, dot: Dot) {
        let [leg, foot] = self.leg_places(half);
        canvas.limb(&leg, stroke, dot);
        canvas.limb(&foot, stroke * 0.9, dot);
    }

    fn arm(&self, half: &Half, canvas: &mut Canvas, stroke: f32, dot: Dot) {
        canvas.limb(&self.arm_places(half), stroke, dot);
    }

    fn trunk(&self, skeleton: &Skeleton, canvas: &mut Canvas) {
        let spine = skeleton.spine.map(|point| self.camera.dot(point));
        let stroke = self.trunk;
        canvas.clear_behind(&spine, stroke + self.camera.unit, Dot::Near);
        canvas.limb(&spine, stroke, Dot::Near);
    }

    /// Shoulder width, depending on how far the chest is turned out of the side view.
    fn chest(&self, skeleton: &Skeleton, canvas: &mut Canvas) {
        if skeleton.twist.abs() < 0.15 {
            return;
        }
        let at = |point| self.camera.dot(point);
        let (near, far) = (skeleton.near.shoulder, skeleton.far.shoulder);
        let waist = skeleton.spine[skeleton.spine.len() / 3];
        let part = |shoulder: Point| {
            let neck = skeleton.neck();
            waist.moved((shoulder.x - neck.x) * 0.5, (shoulder.y - neck.y) * 0.5)
        };
        canvas.fill(
            [at(near), at(far), at(part(far)), at(part(near))],
            Dot::Near,
        );
        canvas.stroke(at(near), at(far), self.near, Dot::Near);
    }

    /// The direction of the gaze: away from the back, or straight ahead in a picture of the face, however the neck
    /// leans.
    fn nose(&self, skeleton: &Skeleton, canvas: &mut Canvas, face: bool) {
        let neck = skeleton.neck();
        let lean = (skeleton.head.x - neck.x).atan2(skeleton.head.y - neck.y);
        let (sin, cos) = if face && skeleton.lean[1].abs() <= 60.0 {
            (0.1, 1.1)
        } else {
            lean.sin_cos()
        };
        let at = |far: f32| self.camera.dot(skeleton.head.moved(cos * far, -sin * far));
        canvas.stroke(
            at(HEAD * 0.8),
            at(NOSE),
            (self.near * 0.5).max(0.8 * self.camera.unit),
            Dot::Near,
        );
    }

    fn head(&self, skeleton: &Skeleton, canvas: &mut Canvas) {
        let (neck, head) = (
            self.camera.dot(skeleton.neck()),
            self.camera.dot(skeleton.head),
        );
        canvas.stroke(neck, head, self.near, Dot::Near);
        if canvas.field.is_fine() {
            return canvas.stroke(head, head, self.camera.head(), Dot::Near);
        }
        // Aligned to whole dots, the head keeps its shape while it moves.
        let head = (head.0.round(), head.1.round());
        canvas.stroke(head, head, self.camera.head().floor() + 0.45, Dot::Near);
    }

    /// Two eyes, shifted toward where the face turns.
    fn face(&self, skeleton: &Skeleton, canvas: &mut Canvas) {
        let lean = (skeleton.head.x - skeleton.neck().x).atan2(skeleton.head.y - skeleton.neck().y);
        let (sin, cos) = lean.sin_cos();
        for side in [-1.0_f32, 1.0] {
            let turned = skeleton.turn * 60.0 + side * 24.0;
            if turned.abs() > 80.0 {
                continue;
            }
            let (across, up) = (turned.to_radians().sin() * 0.066, 0.012);
            let eye = skeleton
                .head
                .moved(across * cos + up * sin, up * cos - across * sin);
            let at = self.camera.dot(eye);
            let width = (self.camera.scale * 0.009).max(0.7 * self.camera.unit);
            if skeleton.squint < 0.5 {
                canvas.erase((at.0, at.1 - 0.5), (at.0, at.1 + 0.5), width);
            } else {
                let half = self.camera.scale * 0.016;
                canvas.erase(
                    (at.0 - half, at.1),
                    (at.0 + half, at.1),
                    0.6 * self.camera.unit,
                );
            }
        }
        if canvas.field.is_fine() {
            let (across, down) = (
                (skeleton.turn * 60.0).to_radians().sin() * HEAD * 1.2,
                0.014,
            );
            let bridge = skeleton.head.moved(across * cos, -across * sin);
            let tip = bridge.moved(-down * sin, -down * cos);
            let width = (self.camera.scale * 0.011).max(0.7 * self.camera.unit);
            let nose = [self.camera.dot(bridge), self.camera.dot(tip)];
            canvas.shade(&nose, width + 0.5 * self.camera.unit);
            canvas.limb(&nose, width, Dot::Near);
        }
        if skeleton.squint > 0.0 {
            let mouth = self.camera.dot(skeleton.head.moved(0.0, -0.034));
            let half = self.camera.scale * (0.03 - 0.016 * skeleton.squint);
            canvas.erase(
                (mouth.0 - half, mouth.1),
                (mouth.0 + half, mouth.1),
                0.6 * self.camera.unit,
            );
        }
    }
}

/// A limb without half of its first part, which is joined to the body.
fn without_root(mut limb: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    if let [from, to, ..] = limb[..] {
        limb[0] = (from.0 * 0.45 + to.0 * 0.55, from.1 * 0.45 + to.1 * 0.55);
    }
    limb
}
