//! A proposed experiment, and why it can't start as proposed.

use super::fingerprint::fingerprint;
use crate::coach::DayOff;
use crate::domain::{
    Day, Experiment, Id, Journal, Moment, OutcomeAt, Question, Rules, Stage, TrialKind, is_sitting,
};
use crate::stats::constants::{BLOCK, MIN_BLOCKS, POWER, SESSIONS_POWER};
use crate::stats::randomization::assign;

/// Default length in days.
pub const USUAL_DAYS: u32 = POWER[1].days;
/// Default number of sessions.
pub const USUAL_SESSIONS: u32 = SESSIONS_POWER[2].0;

/// Minimum number of days for a result: the minimum number of complete blocks.
const FEWEST_DAYS: u32 = (MIN_BLOCKS * BLOCK) as u32;
/// Minimum number of sessions for a result.
const FEWEST_SESSIONS: u32 = SESSIONS_POWER[0].0;
/// Maximum planned days or sessions: a multiple of the block size.
const MOST: u32 = Experiment::LONGEST / BLOCK as u32 * BLOCK as u32;

/// A proposed experiment, before it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What to do on A days: `move`, `rest`, or the id of an activity or routine.
    pub arm_a: String,
    /// What to do on B days, in the same form.
    pub arm_b: String,
    /// The rating used as the outcome.
    pub outcome: Question,
    /// Whether the coin is tossed for days or for sessions.
    pub kind: TrialKind,
    /// Which rating is a day's outcome.
    pub outcome_at: OutcomeAt,
    /// Number of days or sessions.
    pub days: u32,
    /// The first day.
    pub start: Day,
}

impl Proposal {
    /// Moving compared with resting, by mood, starting tomorrow.
    pub fn usual(today: Day) -> Self {
        Self {
            arm_a: Experiment::MOVE.to_owned(),
            arm_b: Experiment::REST.to_owned(),
            outcome: Question::Mood,
            kind: TrialKind::Days,
            outcome_at: OutcomeAt::Evening,
            days: USUAL_DAYS,
            start: today.plus(1),
        }
    }

    /// Why it can't start alongside the experiments in `journal`, as a sentence that says what to
    /// do.
    pub fn problem(&self, journal: &Journal, today: Day) -> Option<String> {
        self.length_problem()
            .or_else(|| self.start_problem(today))
            .or_else(|| self.arms_problem())
            .or_else(|| self.other_problem(journal, today))
    }

    fn length_problem(&self) -> Option<String> {
        let (what, fewest) = match self.kind {
            TrialKind::Days => ("days", FEWEST_DAYS),
            TrialKind::Sessions => ("sessions", FEWEST_SESSIONS),
        };
        let block = BLOCK as u32;
        let fits = (fewest..=MOST).contains(&self.days) && self.days.is_multiple_of(block);
        let near = (self.days / block * block).clamp(fewest, MOST);
        (!fits).then(|| {
            format!(
                "{} {what} won't work: use a multiple of {BLOCK} from {fewest} to {MOST}, such as {near}.",
                self.days
            )
        })
    }

    fn start_problem(&self, today: Day) -> Option<String> {
        let latest = today.plus(DayOff::AHEAD);
        (self.start > latest).then(|| {
            format!(
                "{} is more than a year away. Choose a first day up to {latest}.",
                self.start
            )
        })
    }

    fn arms_problem(&self) -> Option<String> {
        let arms = [self.arm_a.as_str(), self.arm_b.as_str()];
        let sits = arms.iter().any(|arm| is_sitting(arm));
        if self.arm_a == self.arm_b || arms.iter().all(|arm| is_sitting(arm)) {
            return Some("Both kinds are the same. Choose two different ones.".to_owned());
        }
        if self.kind == TrialKind::Days {
            return sits.then(|| {
                format!(
                    "Sitting quietly is compared session by session: add --sessions {USUAL_SESSIONS}."
                )
            });
        }
        if arms.contains(&Experiment::MOVE) || arms.contains(&Experiment::REST) {
            return Some(
                "Session by session, compare an activity with \"sitting quietly\" or with another activity."
                    .to_owned(),
            );
        }
        if self.outcome != Question::Mood || self.outcome_at != OutcomeAt::Evening {
            return Some("Session by session, the mood right after decides.".to_owned());
        }
        None
    }

    fn other_problem(&self, journal: &Journal, today: Day) -> Option<String> {
        // The duration of an experiment in sessions is unknown in advance.
        let end = match self.kind {
            TrialKind::Days => Some(self.start.plus(i64::from(self.days))),
            TrialKind::Sessions => None,
        };
        let meets = |other: &&Experiment| {
            let over = over_by(other, journal, today);
            over.is_none_or(|over| self.start < over) && end.is_none_or(|end| other.start < end)
        };
        let other = journal.experiments().iter().find(meets)?;
        Some(match over_by(other, journal, today) {
            Some(over) => format!(
                "Another experiment runs until {}. End it first, or start after it.",
                over.plus(-1)
            ),
            None => "Another experiment runs. End it first.".to_owned(),
        })
    }

    /// Creates the experiment, with its coin seeded by `seed`.
    pub fn register(self, id: Id, seed: u64, at: Moment) -> Experiment {
        let mut made = Experiment {
            id,
            at,
            assignment: assign(seed, self.days as usize),
            arm_a: self.arm_a,
            arm_b: self.arm_b,
            outcome: self.outcome,
            start: self.start,
            days: self.days,
            seed,
            kind: self.kind,
            outcome_at: self.outcome_at,
            rules: Rules::PRESENT,
            looked: Vec::new(),
            protocol: None,
            pauses: Vec::new(),
            stopped: None,
            updated_at: at,
        };
        made.protocol = Some(fingerprint(&made));
        made
    }

    /// Repeats the question of `experiment`, starting tomorrow.
    pub fn again(experiment: &Experiment, today: Day) -> Self {
        Self {
            arm_a: experiment.arm_a.clone(),
            arm_b: experiment.arm_b.clone(),
            outcome: experiment.outcome,
            kind: experiment.kind,
            outcome_at: experiment.outcome_at,
            days: experiment.days,
            start: today.plus(1),
        }
    }
}

/// The first day on which its coin no longer decides anything; `None` if unknown.
fn over_by(experiment: &Experiment, journal: &Journal, today: Day) -> Option<Day> {
    match (experiment.stopped, experiment.kind) {
        (Some(stopped), _) => Some(stopped),
        (None, TrialKind::Days) => Some(experiment.end()),
        (None, TrialKind::Sessions) if journal.stage(experiment, today) == Stage::Ended => {
            let places = journal.places(experiment);
            Some(places.last()?.day.plus(1))
        }
        (None, TrialKind::Sessions) => None,
    }
}
