//! Routines: blocks of steps as they are written, and the flat list of steps as they are played.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Seconds a repetition takes where a routine does not say: an unhurried one.
pub const REP_SECONDS: f32 = 3.5;
/// Seconds to get into place before the first step.
pub const READY_SECONDS: u32 = 10;

/// How hard a routine is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Intensity {
    /// One could sing.
    Gentle,
    /// One can still talk.
    Moderate,
    /// A few words at a time.
    Vigorous,
}

impl Intensity {
    /// Every intensity, the easiest first.
    pub const ALL: [Self; 3] = [Self::Gentle, Self::Moderate, Self::Vigorous];

    /// The word for it.
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
    /// In bed or on the back.
    Lying,
    /// On a chair.
    Seated,
    /// On the feet, in one place.
    Standing,
    /// Down on a mat.
    Floor,
    /// Going somewhere.
    Walking,
}

impl Position {
    /// Every position, the one that asks least first.
    pub const ALL: [Self; 5] = [
        Self::Lying,
        Self::Seated,
        Self::Standing,
        Self::Floor,
        Self::Walking,
    ];

    /// The word for it.
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
    /// In the open.
    Outdoors,
    /// Either.
    Anywhere,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 3] = [Self::Indoors, Self::Outdoors, Self::Anywhere];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Indoors => "indoors",
            Self::Outdoors => "outdoors",
            Self::Anywhere => "anywhere",
        }
    }

    /// Whether something done at `self` can be done by someone who is at `other`.
    pub fn suits(self, other: Self) -> bool {
        self == other || self == Self::Anywhere || other == Self::Anywhere
    }
}

/// A routine as it is written: in `assets/routines.toml`, or by the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// Its id: lower case words with hyphens.
    pub id: String,
    /// What the person reads.
    pub title: String,
    /// When it is the right one, in a few words.
    pub why: String,
    /// The activity it counts as, which gives its MET.
    pub activity: String,
    /// How hard it is meant to be.
    pub intensity: Intensity,
    /// The positions it uses, the main one first.
    pub positions: Vec<Position>,
    /// Where it can be done.
    pub place: Place,
    /// What it needs, in plain words; empty when nothing.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// What is done, in order.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
}

/// Steps that are played in order, once or several times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// How often, 1 to 99.
    #[serde(default = "one")]
    pub rounds: u8,
    /// Seconds of rest between rounds, not after the last.
    #[serde(default)]
    pub between: u32,
    /// The steps of one round.
    pub step: Vec<StepSpec>,
}

const fn one() -> u8 {
    1
}

/// One line of a routine as it is written. Exactly one of `seconds`, `reps` and `target` goes
/// with `move`; a line with `rest` alone is a rest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSpec {
    /// The movement's id.
    #[serde(rename = "move", default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<String>,
    /// How long, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// How many repetitions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps: Option<u16>,
    /// Seconds one repetition takes; [`REP_SECONDS`] when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rep_seconds: Option<f32>,
    /// Counts up, with this many seconds as the aim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u32>,
    /// First left, then right, each for the whole length.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_side: bool,
    /// What to mind here, instead of the movement's own cue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Seconds of rest after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<u32>,
}

/// The side that works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// What a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Work {
    /// Ten seconds to get into place; not counted as movement.
    Ready,
    /// A pause between movements.
    Rest,
    /// Movement for a stretch of time.
    Timed,
    /// That many repetitions, at a given pace.
    Reps {
        /// How many.
        count: u16,
        /// Seconds each takes.
        each: f32,
    },
    /// Movement that counts up; the step's length is the aim, and it goes on past it.
    Open,
}

/// One step as it is played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it asks for.
    pub work: Work,
    /// The movement's id; empty for getting ready and rests.
    pub movement: String,
    /// How long it lasts, in seconds; for [`Work::Open`] the aim, 0 without one.
    pub seconds: u32,
    /// The side that works, where there is one.
    pub side: Option<Side>,
    /// Which round of how many, where there are several.
    pub round: Option<(u8, u8)>,
    /// What to mind here, where it differs from the movement's own cue.
    pub cue: Option<String>,
}

impl Step {
    /// Its length.
    pub const fn length(&self) -> Duration {
        Duration::from_secs(self.seconds as u64)
    }

    /// Whether it is movement, rather than a rest or getting ready.
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
    /// The seconds of movement this line asks for, on one side.
    pub fn length(&self) -> u32 {
        match (self.seconds, self.reps, self.target) {
            (Some(seconds), ..) => seconds,
            (None, Some(reps), _) => {
                (f32::from(reps) * self.rep_seconds.unwrap_or(REP_SECONDS)).ceil() as u32
            }
            (None, None, target) => target.unwrap_or(0),
        }
    }

    /// The seconds of this line with both its sides and its rest.
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

/// How the ids begin of activities of a person's own.
const OWN: &str = "own:";

impl Routine {
    /// The steps as they are played: getting ready, then every round of every block. A rest at
    /// the very end is left out.
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

    /// Seconds from the first movement to the last, rests included, getting ready left out: what
    /// [`Routine::steps`] add up to, without laying them out.
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

    /// Whole minutes, rounded, at least 1: what lists show.
    pub fn minutes(&self) -> u32 {
        ((self.seconds() + 30) / 60).max(1)
    }

    /// Its first position, or standing.
    pub fn main_position(&self) -> Position {
        self.positions
            .first()
            .copied()
            .unwrap_or(Position::Standing)
    }

    /// The two-minute kind that is offered on a bad day.
    pub fn is_tiny(&self) -> bool {
        self.seconds() <= 5 * 60 && self.intensity == Intensity::Gentle
    }

    /// What an activity of a person's own is called among routines: `own:bike`.
    pub fn own_id(activity: &str) -> String {
        format!("{OWN}{activity}")
    }

    /// The activity in such an id; nothing of any other.
    pub fn own_id_activity(id: &str) -> Option<&str> {
        id.strip_prefix(OWN)
    }

    /// An activity of a person's own that is suggested: it counts up, and is stored without a routine.
    pub fn own_activity(activity: &str, title: &str, target_seconds: u32) -> Self {
        Self {
            id: Self::own_id(activity),
            ..Self::free(activity, title, target_seconds)
        }
    }

    /// The id a session of it is stored with; none for an activity that counts up.
    pub fn stored_id(&self) -> Option<String> {
        (!self.id.is_empty() && !self.id.starts_with(OWN)).then(|| self.id.clone())
    }

    /// A free activity as a routine of one open step.
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
