//! An experiment: a self-trial that was registered before its first day.

use crate::domain::{Day, Id, Moment, Question};
use serde::{Deserialize, Serialize};

/// One of the two things compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Arm {
    /// The first: movement, or the first activity.
    A,
    /// The second: rest, or the second activity.
    B,
}

/// A self-trial: two arms, one outcome, and a list of days that a coin drew at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experiment {
    /// Its identity.
    pub id: Id,
    /// What is done on A days: `move`, `rest` or an activity's id.
    pub arm_a: String,
    /// What is done on B days: `move`, `rest` or an activity's id.
    pub arm_b: String,
    /// The rating that decides.
    pub outcome: Question,
    /// The first day.
    pub start: Day,
    /// How many days it was planned for; a multiple of 4 when this program planned it.
    pub days: u32,
    /// What the coin was seeded with.
    pub seed: u64,
    /// The arm of each day, from the first on; shown to the person on the day only.
    pub assignment: Vec<Arm>,
    /// The day on which the person ended it early, if they did.
    pub stopped: Option<Day>,
    /// The last change.
    pub updated_at: Moment,
}

impl Experiment {
    /// The arm that means any movement.
    pub const MOVE: &'static str = "move";
    /// The arm that means no movement.
    pub const REST: &'static str = "rest";

    /// The day after the last planned one.
    pub fn end(&self) -> Day {
        self.start.plus(i64::from(self.days))
    }

    /// The arm of `day`; nothing outside the planned days.
    pub fn assigned(&self, day: Day) -> Option<Arm> {
        let index = usize::try_from(day.since(self.start)).ok()?;
        self.assignment.get(index).copied()
    }

    /// What is done in `arm`.
    pub fn arm(&self, arm: Arm) -> &str {
        match arm {
            Arm::A => &self.arm_a,
            Arm::B => &self.arm_b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_planned_day_has_its_arm_and_no_other_day_has_one() {
        let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        let start = Day::from_date(at.date_naive());
        let experiment = Experiment {
            id: Id::new(at, [1; 10]),
            arm_a: Experiment::MOVE.to_owned(),
            arm_b: Experiment::REST.to_owned(),
            outcome: Question::Mood,
            start,
            days: 4,
            seed: 1,
            assignment: vec![Arm::A, Arm::B, Arm::B, Arm::A],
            stopped: None,
            updated_at: at,
        };
        let arms: Vec<_> = (-1..5).map(|offset| experiment.assigned(start.plus(offset))).collect();
        assert_eq!(arms, [None, Some(Arm::A), Some(Arm::B), Some(Arm::B), Some(Arm::A), None]);
        assert_eq!(experiment.end(), start.plus(4));
        assert_eq!(experiment.arm(Arm::B), "rest");
    }
}
