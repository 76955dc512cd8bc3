//! The state of a guided session as a pure function of elapsed time.
//!
//! `advance` takes the elapsed time and returns the cues that occurred during it. The resulting
//! state and cues do not depend on how the time is divided into calls, so a session is as accurate
//! after a closed laptop lid as with one tick per second.

use crate::domain::routine::{Step, Work};
use crate::domain::session::StepDone;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Something to play or show at a moment in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Three, two or one second left in the step.
    Countdown(u8),
    /// Halfway through a longer movement.
    Half,
    /// A step begins.
    Step(usize),
    /// The target of a count-up activity is reached; the activity continues.
    Target,
    /// The last step is over.
    Done,
}

/// Movements shorter than this have no halfway cue.
const HALF_FROM: Duration = Duration::from_secs(30);
/// How much `+` and `-` change a step's length.
pub const NUDGE: Duration = Duration::from_secs(10);

/// A guided session in progress.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Player {
    steps: Vec<Step>,
    index: usize,
    /// Time spent in the current step.
    into: Duration,
    /// Time manually added to or subtracted from the current step.
    extra: i64,
    paused: bool,
    done: Vec<StepDone>,
}

impl Player {
    /// A running session at the start of its first step.
    pub fn new(steps: Vec<Step>) -> Self {
        Self {
            steps,
            index: 0,
            into: Duration::ZERO,
            extra: 0,
            paused: false,
            done: Vec::new(),
        }
    }

    /// All steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Index of the current step, from 0; the number of steps once finished.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// Planned seconds, excluding getting ready; 0 for an open activity without a target.
    pub fn planned_seconds(&self) -> u32 {
        let counted = self.steps.iter().filter(|step| step.work != Work::Ready);
        counted.fold(0, |sum, step| sum.saturating_add(step.seconds))
    }

    /// The current step; `None` once finished.
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.index)
    }

    /// The remaining steps after the current one.
    pub fn upcoming(&self) -> &[Step] {
        self.steps.get(self.index + 1..).unwrap_or(&[])
    }

    /// Whether the clock is paused.
    pub const fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether the last step is over.
    pub fn is_finished(&self) -> bool {
        self.index >= self.steps.len()
    }

    /// Pauses or resumes the clock.
    pub const fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
    }

    /// Time spent in the current step.
    pub const fn into_step(&self) -> Duration {
        self.into
    }

    /// Length of the current step, including manual adjustments; zero for an open step without a
    /// target.
    pub fn step_length(&self) -> Duration {
        self.step()
            .map_or(Duration::ZERO, |step| stretched(step, self.extra))
    }

    /// Time left in the current step; zero past the target of an open step.
    pub fn step_left(&self) -> Duration {
        self.step_length().saturating_sub(self.into)
    }

    /// Time left in the whole session.
    pub fn total_left(&self) -> Duration {
        self.step_left() + self.upcoming().iter().map(Step::length).sum::<Duration>()
    }

    /// The current repetition and the total, in a step with repetitions.
    pub fn repetition(&self) -> Option<(u16, u16)> {
        let Work::Reps { count, each } = self.step()?.work else {
            return None;
        };
        let at = (self.into.as_secs_f32() / each.max(0.1)) as u16 + 1;
        Some((at.min(count), count))
    }

    /// Active time so far, excluding getting ready and pauses.
    pub fn active(&self) -> Duration {
        let before: u32 = self.done.iter().map(|step| step.seconds).sum();
        let present = match self.step() {
            Some(step) if step.work != Work::Ready => self.into,
            _ => Duration::ZERO,
        };
        Duration::from_secs(u64::from(before)) + Duration::from_secs(present.as_secs())
    }

    /// The steps done, including the part of the current step done so far.
    pub fn record(&self) -> Vec<StepDone> {
        let mut done = self.done.clone();
        if let Some(step) = self.step()
            && step.work != Work::Ready
            && self.into.as_secs() > 0
        {
            done.push(StepDone {
                movement: name(step),
                seconds: self.into.as_secs() as u32,
                complete: step.work == Work::Open && self.step_left().is_zero(),
            });
        }
        done
    }

    /// Advances the clock by `elapsed` and returns the cues that occurred, in order.
    pub fn advance(&mut self, elapsed: Duration) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut left = elapsed;
        while !self.paused && !left.is_zero() {
            let Some(step) = self.step() else { break };
            let length = stretched(step, self.extra);
            let has_half = step.is_movement() && length >= HALF_FROM;
            if step.work == Work::Open {
                let from = self.into;
                self.into += left;
                if !length.is_zero() {
                    cue_if_passed(&mut cues, from, self.into, length / 2, Cue::Half);
                    cue_if_passed(&mut cues, from, self.into, length, Cue::Target);
                }
                break;
            }
            let part = left.min(length.saturating_sub(self.into));
            let from = self.into;
            self.into += part;
            left -= part;
            if has_half {
                cue_if_passed(&mut cues, from, self.into, length / 2, Cue::Half);
            }
            for second in (1..=3u8).rev() {
                if let Some(at) = length.checked_sub(Duration::from_secs(u64::from(second))) {
                    cue_if_passed(&mut cues, from, self.into, at, Cue::Countdown(second));
                }
            }
            if self.into >= length {
                self.leave_step(true, &mut cues);
            }
        }
        cues
    }

    /// Skips to the next step immediately.
    pub fn skip(&mut self) -> Vec<Cue> {
        let mut cues = Vec::new();
        if !self.is_finished() {
            let complete = self.step().is_some_and(|step| step.work == Work::Open);
            self.leave_step(complete, &mut cues);
        }
        cues
    }

    /// Restarts the current step or, within its first three seconds, goes back to the previous
    /// movement. Time already done still counts.
    pub fn previous(&mut self) -> Vec<Cue> {
        self.keep_present(false);
        let restart = self.into >= Duration::from_secs(3) || self.index == 0;
        if !restart {
            let movement = (0..self.index)
                .rev()
                .find(|index| self.steps[*index].is_movement());
            self.index = movement.unwrap_or(0);
        }
        self.begin_step();
        vec![Cue::Step(self.index)]
    }

    /// Adds ten seconds to the current step.
    pub fn extend(&mut self) {
        self.extra += NUDGE.as_secs() as i64;
    }

    /// Removes ten seconds from the current step; ends it immediately if less time than that is
    /// left.
    pub fn shorten(&mut self) -> Vec<Cue> {
        if self.step().is_some_and(|step| step.work == Work::Open) || self.step_left() > NUDGE {
            self.extra -= NUDGE.as_secs() as i64;
            return Vec::new();
        }
        self.skip()
    }

    /// Replaces the current movement, in this round and later ones. The clock is unaffected.
    pub fn swap(&mut self, movement: &str) {
        let Some(old) = self
            .step()
            .filter(|step| step.is_movement())
            .map(|step| step.movement.clone())
        else {
            return;
        };
        for step in self
            .steps
            .iter_mut()
            .skip(self.index)
            .filter(|step| step.movement == old)
        {
            movement.clone_into(&mut step.movement);
            step.cue = None;
        }
    }

    /// Time until the display or sound next changes: the next full second of the current step.
    /// `None` while paused or finished.
    pub fn next_change(&self) -> Option<Duration> {
        if self.paused || self.is_finished() {
            return None;
        }
        let beat = Duration::from_secs(1);
        let into = Duration::from_nanos(u64::from(self.into.subsec_nanos()));
        Some(beat.saturating_sub(into))
    }

    fn leave_step(&mut self, complete: bool, cues: &mut Vec<Cue>) {
        self.keep_present(complete);
        self.index += 1;
        self.begin_step();
        cues.push(if self.is_finished() {
            Cue::Done
        } else {
            Cue::Step(self.index)
        });
    }

    fn keep_present(&mut self, complete: bool) {
        if let Some(step) = self.step()
            && step.work != Work::Ready
            && self.into.as_secs() > 0
        {
            self.done.push(StepDone {
                movement: name(step),
                seconds: self.into.as_secs() as u32,
                complete,
            });
        }
    }

    const fn begin_step(&mut self) {
        self.into = Duration::ZERO;
        self.extra = 0;
    }
}

fn stretched(step: &Step, extra: i64) -> Duration {
    Duration::from_secs(u64::from(step.seconds).saturating_add_signed(extra))
}

fn name(step: &Step) -> String {
    if step.is_movement() {
        step.movement.clone()
    } else {
        "rest".to_owned()
    }
}

fn cue_if_passed(cues: &mut Vec<Cue>, from: Duration, to: Duration, at: Duration, cue: Cue) {
    if from < at && at <= to {
        cues.push(cue);
    }
}

#[cfg(test)]
mod tests;
