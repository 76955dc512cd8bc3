//! Routines: blocks of steps as written, and the flat list of steps as played.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Default seconds per repetition when a routine does not specify one; an unhurried pace.
pub const REP_SECONDS: f32 = 3.5;
/// Seconds to get into position before the first step.
pub const READY_SECONDS: u32 = 10;

/// How hard a routine is intended to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Intensity {
    /// Easy enough to sing.
    Gentle,
    /// Easy enough to talk.
    Moderate,
    /// Only a few words at a time.
    Vigorous,
}

impl Intensity {
    /// Every intensity, easiest first.
    pub const ALL: [Self; 3] = [Self::Gentle, Self::Moderate, Self::Vigorous];

    /// Lowercase name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gentle => "gentle",
            Self::Moderate => "moderate",
            Self::Vigorous => "vigorous",
        }
    }
}

/// Where the body is during a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// In bed or on one's back.
    Lying,
    /// On a chair.
    Seated,
    /// Standing in one place.
    Standing,
    /// On a mat on the floor.
    Floor,
    /// Moving from place to place.
    Walking,
}

impl Position {
    /// Every position, least demanding first.
    pub const ALL: [Self; 5] = [
        Self::Lying,
        Self::Seated,
        Self::Standing,
        Self::Floor,
        Self::Walking,
    ];

    /// Lowercase name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lying => "lying",
            Self::Seated => "seated",
            Self::Standing => "standing",
            Self::Floor => "floor",
            Self::Walking => "walking",
        }
    }
}

/// Where a routine can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// At home or in an office.
    Indoors,
    /// In the open air.
    Outdoors,
    /// Indoors or outdoors.
    Anywhere,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 3] = [Self::Indoors, Self::Outdoors, Self::Anywhere];

    /// Lowercase name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Indoors => "indoors",
            Self::Outdoors => "outdoors",
            Self::Anywhere => "anywhere",
        }
    }

    /// Whether something done at `self` works for someone who is at `other`.
    pub fn suits(self, other: Self) -> bool {
        self == other || self == Self::Anywhere || other == Self::Anywhere
    }
}

/// A routine as written, either in `assets/routines.toml` or by the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// Lowercase words joined by hyphens.
    pub id: String,
    /// Displayed name.
    pub title: String,
    /// When to choose it, in a few words.
    pub why: String,
    /// The activity it counts as, which determines its MET value.
    pub activity: String,
    /// How hard it is intended to be.
    pub intensity: Intensity,
    /// Positions it uses, the main one first.
    pub positions: Vec<Position>,
    /// Where it can be done.
    pub place: Place,
    /// Equipment needed, in plain words; empty if none.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// What to do, in order.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
}

/// Steps played in order, once or several times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Number of rounds, 1 to 99.
    #[serde(default = "one")]
    pub rounds: u8,
    /// Seconds of rest between rounds; none after the last.
    #[serde(default)]
    pub between: u32,
    /// Steps of one round.
    pub step: Vec<StepSpec>,
}

const fn one() -> u8 {
    1
}

/// One line of a routine as written. A `move` takes exactly one of `seconds`, `reps` and `target`;
/// a line with only `rest` is a rest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSpec {
    /// Movement id.
    #[serde(rename = "move", default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<String>,
    /// Duration in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Number of repetitions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps: Option<u16>,
    /// Seconds per repetition; [`REP_SECONDS`] if omitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rep_seconds: Option<f32>,
    /// Counts up toward a target of this many seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u32>,
    /// Left side first, then right, each for the full length.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_side: bool,
    /// A cue for this step that replaces the movement's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Seconds of rest after the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<u32>,
}

/// The working side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// Lowercase name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// What a step consists of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Work {
    /// Ten seconds to get into position; not counted as movement.
    Ready,
    /// A pause between movements.
    Rest,
    /// Movement for a fixed time.
    Timed,
    /// A number of repetitions at a given pace.
    Reps {
        /// Number of repetitions.
        count: u16,
        /// Seconds per repetition.
        each: f32,
    },
    /// Movement that counts up; the step's length is the target, and the timer keeps running past
    /// it.
    Open,
}

/// One step as played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What the step consists of.
    pub work: Work,
    /// Movement id; empty for get-ready steps and rests.
    pub movement: String,
    /// Duration in seconds; for [`Work::Open`] the target, or 0 without one.
    pub seconds: u32,
    /// The working side, for one-sided steps.
    pub side: Option<Side>,
    /// Current round and number of rounds, if there is more than one.
    pub round: Option<(u8, u8)>,
    /// A cue that replaces the movement's own, if any.
    pub cue: Option<String>,
}

impl Step {
    /// Duration of the step.
    pub const fn length(&self) -> Duration {
        Duration::from_secs(self.seconds as u64)
    }

    /// Whether this is movement rather than a rest or getting ready.
    pub const fn is_movement(&self) -> bool {
        !matches!(self.work, Work::Ready | Work::Rest)
    }

    fn pause(work: Work, seconds: u32, round: Option<(u8, u8)>) -> Self {
        Self {
            work,
            movement: String::new(),
            seconds,
            side: None,
            round,
            cue: None,
        }
    }
}

impl StepSpec {
    /// Seconds of movement in this line, for one side.
    pub fn length(&self) -> u32 {
        match (self.seconds, self.reps, self.target) {
            (Some(seconds), ..) => seconds,
            (None, Some(reps), _) => {
                (f32::from(reps) * self.rep_seconds.unwrap_or(REP_SECONDS)).ceil() as u32
            }
            (None, None, target) => target.unwrap_or(0),
        }
    }

    /// Total seconds of this line, including both sides and the rest.
    fn seconds(&self) -> u32 {
        let sides = match (&self.movement, self.each_side) {
            (None, _) => 0,
            (Some(_), false) => 1,
            (Some(_), true) => 2,
        };
        sides * self.length() + self.rest.unwrap_or(0)
    }

    fn work(&self) -> Work {
        match (self.seconds, self.reps) {
            (Some(_), _) => Work::Timed,
            (None, Some(count)) => Work::Reps {
                count,
                each: self.rep_seconds.unwrap_or(REP_SECONDS),
            },
            (None, None) => Work::Open,
        }
    }

    fn play(&self, round: Option<(u8, u8)>, steps: &mut Vec<Step>) {
        if let Some(movement) = &self.movement {
            let sides: &[Option<Side>] = if self.each_side {
                &[Some(Side::Left), Some(Side::Right)]
            } else {
                &[None]
            };
            for side in sides {
                steps.push(Step {
                    work: self.work(),
                    movement: movement.clone(),
                    seconds: self.length(),
                    side: *side,
                    round,
                    cue: self.cue.clone(),
                });
            }
        }
        if let Some(rest) = self.rest.filter(|rest| *rest > 0) {
            steps.push(Step::pause(Work::Rest, rest, round));
        }
    }
}

impl Block {
    fn seconds(&self) -> u32 {
        let rounds = u32::from(self.rounds);
        let round: u32 = self.step.iter().map(StepSpec::seconds).sum();
        rounds * round + self.between * rounds.saturating_sub(1)
    }
}

/// Prefix for ids of the user's own activities.
const OWN: &str = "own:";

impl Routine {
    /// The steps as played: getting ready, then every round of every block. A trailing rest is
    /// dropped.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = vec![Step::pause(Work::Ready, READY_SECONDS, None)];
        for block in &self.blocks {
            for round in 1..=block.rounds {
                let of = (block.rounds > 1).then_some((round, block.rounds));
                for spec in &block.step {
                    spec.play(of, &mut steps);
                }
                if round < block.rounds && block.between > 0 {
                    steps.push(Step::pause(Work::Rest, block.between, of));
                }
            }
        }
        while steps.last().is_some_and(|step| step.work == Work::Rest) {
            steps.pop();
        }
        steps
    }

    /// Seconds from the first movement to the last, including rests but not getting ready: the
    /// total of [`Routine::steps`], computed without building them.
    pub fn seconds(&self) -> u32 {
        let whole: u32 = self.blocks.iter().map(Block::seconds).sum();
        let specs = self
            .blocks
            .iter()
            .rev()
            .flat_map(|block| block.step.iter().rev());
        let mut trailing = 0;
        for spec in specs {
            trailing += spec.rest.unwrap_or(0);
            if spec.movement.is_some() {
                break;
            }
        }
        whole.saturating_sub(trailing)
    }

    /// Whole minutes, rounded, at least 1; displayed in lists.
    pub fn minutes(&self) -> u32 {
        ((self.seconds() + 30) / 60).max(1)
    }

    /// The first position, or standing if there are none.
    pub fn main_position(&self) -> Position {
        self.positions
            .first()
            .copied()
            .unwrap_or(Position::Standing)
    }

    /// Whether this is one of the two-minute routines offered on a bad day.
    pub fn is_tiny(&self) -> bool {
        self.seconds() <= 5 * 60 && self.intensity == Intensity::Gentle
    }

    /// The routine id for one of the user's own activities: `own:bike`.
    pub fn own_id(activity: &str) -> String {
        format!("{OWN}{activity}")
    }

    /// The activity in an `own:` id; `None` for any other id.
    pub fn own_id_activity(id: &str) -> Option<&str> {
        id.strip_prefix(OWN)
    }

    /// A suggested routine for one of the user's own activities: it counts up and is stored without
    /// a routine id.
    pub fn own_activity(activity: &str, title: &str, target_seconds: u32) -> Self {
        Self {
            id: Self::own_id(activity),
            ..Self::free(activity, title, target_seconds)
        }
    }

    /// The routine id to store with a session; `None` for an activity that counts up.
    pub fn stored_id(&self) -> Option<String> {
        (!self.id.is_empty() && !self.id.starts_with(OWN)).then(|| self.id.clone())
    }

    /// A free activity as a routine with a single open step.
    pub fn free(activity: &str, title: &str, target_seconds: u32) -> Self {
        Self {
            id: String::new(),
            title: title.to_owned(),
            why: String::new(),
            activity: activity.to_owned(),
            intensity: Intensity::Gentle,
            positions: Vec::new(),
            place: Place::Anywhere,
            equipment: Vec::new(),
            blocks: vec![Block {
                rounds: 1,
                between: 0,
                step: vec![StepSpec {
                    movement: Some(activity.to_owned()),
                    target: Some(target_seconds),
                    ..StepSpec::default()
                }],
            }],
        }
    }
}

#[cfg(test)]
mod tests;
