//! A routine being edited, and the operations on it.

use crate::content::own;
use crate::content::session_words::called;
use crate::domain::routine::{Block, REP_SECONDS, StepSpec};
use crate::domain::{Id, Routine};
use serde::{Deserialize, Serialize};

/// A routine not yet stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoutineDraft {
    /// The stored routine that it edits; `None` if new.
    pub record: Option<Id>,
    /// Its current state. The id is empty until it is first stored.
    pub routine: Routine,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorRow {
    /// The name.
    Name,
    /// The head of a part, with its number of rounds.
    Part(usize),
    /// A step of a part.
    Step(usize, usize),
}

/// How a step is measured, in the order the key cycles through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Seconds,
    Reps,
    Open,
}

/// Minimum, maximum and step of an adjustable value.
struct Scale {
    least: u32,
    most: u32,
    by: u32,
}

const SECONDS: Scale = Scale {
    least: 5,
    most: 7200,
    by: 5,
};
const LONG_SECONDS: Scale = Scale { by: 30, ..SECONDS };
const REPS: Scale = Scale {
    least: 1,
    most: 500,
    by: 1,
};
const AIM: Scale = Scale {
    least: 0,
    most: 14_400,
    by: 60,
};
const REST: Scale = Scale {
    least: 0,
    most: 1800,
    by: 5,
};
const ROUNDS: Scale = Scale {
    least: 1,
    most: 99,
    by: 1,
};
/// From this value up, lengths change in larger steps.
const LONG: u32 = 120;
/// Maximum number of parts, and of steps in a part.
const MOST: usize = 60;

impl Scale {
    /// The next value up or down, aligned to whole steps.
    fn turn(&self, value: u32, up: bool) -> u32 {
        let value = if up {
            value / self.by * self.by + self.by
        } else {
            value.div_ceil(self.by) * self.by - self.by.min(value)
        };
        value.clamp(self.least, self.most)
    }
}

impl RoutineDraft {
    /// A routine with one empty part.
    pub fn new() -> Self {
        let empty = Block {
            rounds: 1,
            between: 0,
            step: Vec::new(),
        };
        Self {
            record: None,
            routine: Routine {
                blocks: vec![empty],
                activity: String::new(),
                ..Routine::free("", "", 0)
            },
        }
    }

    /// The lines, top to bottom.
    pub fn rows(&self) -> Vec<EditorRow> {
        let mut rows = vec![EditorRow::Name];
        for (part, block) in self.routine.blocks.iter().enumerate() {
            rows.push(EditorRow::Part(part));
            rows.extend((0..block.step.len()).map(|step| EditorRow::Step(part, step)));
        }
        rows
    }

    /// The step on a line.
    pub fn step(&self, row: EditorRow) -> Option<&StepSpec> {
        if let EditorRow::Step(part, step) = row {
            self.routine.blocks.get(part)?.step.get(step)
        } else {
            None
        }
    }

    fn step_mut(&mut self, row: EditorRow) -> Option<&mut StepSpec> {
        if let EditorRow::Step(part, step) = row {
            self.routine.blocks.get_mut(part)?.step.get_mut(step)
        } else {
            None
        }
    }

    /// Increases or decreases the value of the line: seconds, repetitions or rounds.
    pub fn adjust(&mut self, row: EditorRow, up: bool) {
        if let EditorRow::Part(part) = row
            && let Some(block) = self.routine.blocks.get_mut(part)
        {
            block.rounds = ROUNDS.turn(u32::from(block.rounds), up) as u8;
        }
        let Some(step) = self.step_mut(row) else {
            return;
        };
        if let Some(seconds) = &mut step.seconds {
            let long = *seconds > LONG || up && *seconds == LONG;
            *seconds = if long {
                LONG_SECONDS.turn(*seconds, up)
            } else {
                SECONDS.turn(*seconds, up)
            };
        } else if let Some(reps) = &mut step.reps {
            *reps = REPS.turn(u32::from(*reps), up) as u16;
        } else if let Some(target) = &mut step.target {
            *target = AIM.turn(*target, up);
        } else if let Some(rest) = &mut step.rest {
            *rest = REST.turn(*rest, up).max(REST.by);
        }
    }

    /// Increases or decreases the rest after a step, or between the rounds of a part.
    pub fn rest(&mut self, row: EditorRow, up: bool) {
        if let EditorRow::Part(part) = row
            && let Some(block) = self.routine.blocks.get_mut(part)
        {
            block.between = REST.turn(block.between, up);
        }
        if let Some(step) = self.step_mut(row) {
            let least = if step.movement.is_none() { REST.by } else { 0 };
            let rest = REST.turn(step.rest.unwrap_or(0), up).max(least);
            step.rest = (rest > 0).then_some(rest);
        }
    }

    /// Cycles through seconds, repetitions and open-ended.
    pub fn measure(&mut self, row: EditorRow) {
        let Some(step) = self.step_mut(row).filter(|step| step.movement.is_some()) else {
            return;
        };
        let present = match (step.seconds, step.reps) {
            (Some(_), _) => Measure::Seconds,
            (None, Some(_)) => Measure::Reps,
            (None, None) => Measure::Open,
        };
        let length = step.length();
        let each = step.rep_seconds.take();
        (step.seconds, step.reps, step.target) = (None, None, None);
        match present {
            Measure::Seconds => {
                let reps = (length as f32 / each.unwrap_or(REP_SECONDS)).round();
                step.reps = Some((reps as u16).clamp(1, 500));
            }
            Measure::Reps => step.target = Some((length.div_ceil(60) * 60).max(60)),
            Measure::Open => step.seconds = Some(length.clamp(30, 7200)),
        }
    }

    /// Toggles doing both sides in sequence.
    pub fn sides(&mut self, row: EditorRow) {
        if let Some(step) = self.step_mut(row).filter(|step| step.movement.is_some()) {
            step.each_side = !step.each_side;
        }
    }

    /// Adds a movement after a line, with the length of the step before it; returns its line.
    pub fn add(&mut self, row: EditorRow, id: &str) -> Option<EditorRow> {
        let (part, step) = match row {
            EditorRow::Name => (0, self.routine.blocks.first()?.step.len()),
            EditorRow::Part(part) => (part, 0),
            EditorRow::Step(part, step) => (part, step + 1),
        };
        let steps = &mut self.routine.blocks.get_mut(part)?.step;
        if steps.len() >= MOST {
            return None;
        }
        let like = steps
            .get(step.saturating_sub(1))
            .filter(|step| step.movement.is_some());
        let mut new = StepSpec {
            seconds: like.and_then(|like| like.seconds),
            reps: like.and_then(|like| like.reps),
            rest: like.and_then(|like| like.rest),
            movement: Some(id.to_owned()),
            ..StepSpec::default()
        };
        if new.reps.is_none() {
            new.seconds = new.seconds.or(Some(30));
        }
        steps.insert(step.min(steps.len()), new);
        Some(EditorRow::Step(part, step))
    }

    /// Replaces the movement of a step; the cue of the old one is removed.
    pub fn replace(&mut self, row: EditorRow, id: &str) {
        if let Some(step) = self.step_mut(row) {
            step.movement = Some(id.to_owned());
            step.cue = None;
            if step.length() == 0 && step.target.is_none() {
                step.seconds = Some(30);
            }
        }
    }

    /// Adds an empty part after the part of a line; returns its line.
    pub fn add_part(&mut self, row: EditorRow) -> Option<EditorRow> {
        let part = match row {
            EditorRow::Name => self.routine.blocks.len(),
            EditorRow::Part(part) | EditorRow::Step(part, _) => part + 1,
        };
        if self.routine.blocks.len() >= MOST {
            return None;
        }
        self.routine.blocks.insert(
            part,
            Block {
                rounds: 1,
                between: 0,
                step: Vec::new(),
            },
        );
        Some(EditorRow::Part(part))
    }

    /// Removes a step, or a part with all its steps. The last part is only emptied.
    pub fn remove(&mut self, row: EditorRow) {
        match row {
            EditorRow::Name => {}
            EditorRow::Part(part) if self.routine.blocks.len() > 1 => {
                drop(self.routine.blocks.remove(part));
            }
            EditorRow::Part(part) => self.routine.blocks[part].step.clear(),
            EditorRow::Step(part, step) => drop(self.routine.blocks[part].step.remove(step)),
        }
    }

    /// Moves a line up or down; at the end of its part, a step moves into the neighboring part. Returns its new line.
    pub fn shift(&mut self, row: EditorRow, down: bool) -> EditorRow {
        let blocks = &mut self.routine.blocks;
        match row {
            EditorRow::Name => row,
            EditorRow::Part(part) => {
                let other = if down { part + 1 } else { part.wrapping_sub(1) };
                if other >= blocks.len() {
                    return row;
                }
                blocks.swap(part, other);
                EditorRow::Part(other)
            }
            EditorRow::Step(part, step) => {
                let last = blocks[part].step.len() - 1;
                let (to, place) = match (down, step) {
                    (true, step) if step < last => (part, step + 1),
                    (true, _) if part + 1 < blocks.len() => (part + 1, 0),
                    (false, 0) if part > 0 => (part - 1, blocks[part - 1].step.len()),
                    (false, step) if step > 0 => (part, step - 1),
                    _ => return row,
                };
                if to != part && blocks[to].step.len() >= MOST {
                    return row;
                }
                let moved = blocks[part].step.remove(step);
                blocks[to].step.insert(place, moved);
                EditorRow::Step(to, place)
            }
        }
    }

    /// The routine as it would be stored: empty parts are removed, and values derived from the steps are recomputed if
    /// the steps have changed.
    pub fn finished(&self, original: &Routine) -> Routine {
        let mut routine = self.routine.clone();
        routine.blocks.retain(|block| !block.step.is_empty());
        if routine.blocks == original.blocks {
            routine
        } else {
            own::retold(routine)
        }
    }
}

impl Default for RoutineDraft {
    fn default() -> Self {
        Self::new()
    }
}

/// The name of a step.
pub fn step_name(step: &StepSpec) -> String {
    step.movement.as_deref().map_or("rest", called).to_owned()
}
