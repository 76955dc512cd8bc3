//! One movement at one size: its frames, drawn on first use, with equal ones stored once.

use super::camera::Camera;
use super::canvas::{Canvas, Field};
use super::draw::draw;
use super::glyphs::Glyphs;
use super::raster::Raster;
use super::{FRAME, Motion, Size};
use crate::content::poses::{Pose, Still, View};
use std::time::Duration;

/// Minimum time a still is shown; fast movements are slowed down to it.
const LEAST_STILL: Duration = Duration::from_secs(1);

/// Minimum cycle length for drawing only every second frame: each extra frame wakes the loop and the writer.
const SLOW: Duration = Duration::from_secs(2);

/// The frames of one movement.
#[derive(Debug)]
pub(super) struct Film {
    name: String,
    size: Size,
    glyphs: Glyphs,
    field: Field,
    camera: Camera,
    /// Distinct frames, in the order they were first drawn.
    rasters: Vec<Raster>,
    /// For every frame of the cycle, its index in `rasters`, once drawn.
    frames: Vec<Option<usize>>,
    /// The same for every key pose; frames within its hold share it.
    keys: Vec<Option<usize>>,
    /// Key poses shown as stills.
    stills: Vec<Still>,
    /// Slowdown factor of the stills.
    slower: u32,
}

impl Film {
    pub(super) fn new(pose: &Pose, size: Size, glyphs: Glyphs) -> Self {
        let frames = (pose.cycle().as_millis() / FRAME.as_millis()) as usize;
        let stills = pose.stills();
        let field = Field::of(size, glyphs);
        Self {
            name: pose.name().to_owned(),
            size,
            glyphs,
            camera: Camera::over(pose, &field),
            field,
            rasters: Vec::new(),
            frames: vec![None; frames],
            keys: vec![None; pose.key_times().len()],
            slower: slower(&stills, pose.cycle()),
            stills,
        }
    }

    pub(super) fn shows(&self, pose: &Pose, size: Size, glyphs: Glyphs) -> bool {
        self.name == pose.name() && self.size == size && self.glyphs == glyphs
    }

    pub(super) fn frame(&mut self, pose: &Pose, time: Duration, motion: Motion) -> &Raster {
        let index = match motion {
            Motion::Moving => self.moving(pose, frame_number(time)),
            Motion::Still => self.still(pose, time).0,
        };
        &self.rasters[index]
    }

    pub(super) fn next_change(
        &mut self,
        pose: &Pose,
        time: Duration,
        motion: Motion,
    ) -> Option<Duration> {
        match motion {
            Motion::Moving => {
                let now = frame_number(time);
                let shown = self.moving(pose, now);
                let later = (now + 1..now + self.frames.len() as u64)
                    .find(|&n| self.moving(pose, n) != shown)?;
                Some(Duration::from_millis(later * FRAME.as_millis() as u64).saturating_sub(time))
            }
            Motion::Still => {
                let (shown, mut wait) = self.still(pose, time);
                for _ in 0..=self.stills.len() {
                    let (next, left) = self.still(pose, time + wait);
                    if next != shown {
                        return Some(wait);
                    }
                    wait += left;
                }
                None
            }
        }
    }

    /// The raster of frame `number`, counted from the start of the step.
    fn moving(&mut self, pose: &Pose, number: u64) -> usize {
        let frame = (number % self.frames.len().max(1) as u64) as usize;
        let frame = frame - frame % frames_at_once(pose);
        if let Some(known) = self.frames[frame] {
            return known;
        }
        let time = FRAME * frame as u32;
        let index = match pose.holding(time) {
            Some(key) => self.key(pose, key, time),
            None => self.drawn(pose, time),
        };
        self.frames[frame] = Some(index);
        index
    }

    /// The raster of the still shown at `time`, and how much longer it is shown.
    fn still(&mut self, pose: &Pose, time: Duration) -> (usize, Duration) {
        let whole = pose.cycle() * self.slower;
        let now = Duration::from_nanos((time.as_nanos() % whole.as_nanos().max(1)) as u64);
        let next = self
            .stills
            .iter()
            .find(|still| still.until * self.slower > now);
        let end = next.map_or(whole, |still| still.until * self.slower);
        // After the last one, the body moves back into the first.
        let at = next
            .or(self.stills.first())
            .map_or(Duration::ZERO, |still| still.at);
        let index = match pose.holding(at) {
            Some(key) => self.key(pose, key, at),
            None => self.drawn(pose, at),
        };
        (index, end.saturating_sub(now))
    }

    fn key(&mut self, pose: &Pose, key: usize, time: Duration) -> usize {
        if let Some(known) = self.keys[key] {
            return known;
        }
        let index = self.drawn(pose, time);
        self.keys[key] = Some(index);
        index
    }

    /// Draws the moment and finds or adds its raster.
    fn drawn(&mut self, pose: &Pose, time: Duration) -> usize {
        let mut canvas = Canvas::new(self.field);
        draw(pose, time, &self.camera, &mut canvas);
        let head = (pose.view() != View::Breath).then(|| {
            let (x, y) = self.camera.dot(pose.at(time).head);
            (x, y, self.camera.head())
        });
        let raster = Raster::of(&canvas, self.glyphs, head);
        if let Some(same) = self.rasters.iter().position(|known| *known == raster) {
            return same;
        }
        self.rasters.push(raster);
        self.rasters.len() - 1
    }
}

/// Slowdown factor that shows each still long enough.
fn slower(stills: &[Still], cycle: Duration) -> u32 {
    let mut before = stills.last().map_or(Duration::ZERO, |still| still.until);
    let mut shortest = LEAST_STILL.as_millis();
    for still in stills {
        let span =
            (still.until + cycle).saturating_sub(before).as_millis() % cycle.as_millis().max(1);
        if span > 0 {
            shortest = shortest.min(span);
        }
        before = still.until;
    }
    LEAST_STILL.as_millis().div_ceil(shortest.max(1)) as u32
}

/// Number of frames for which a movement's picture stays the same.
fn frames_at_once(pose: &Pose) -> usize {
    if pose.cycle() < SLOW { 1 } else { 2 }
}

/// The frame shown at `time`, counted from the start.
fn frame_number(time: Duration) -> u64 {
    (time.as_millis() / FRAME.as_millis()) as u64
}
