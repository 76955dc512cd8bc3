//! Experiments: self-trials registered before their first day.

use crate::domain::{Day, Id, Moment, Question};
use serde::{Deserialize, Serialize};

/// One of the two conditions compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Arm {
    /// Movement, or the first activity.
    A,
    /// Rest, or the second activity.
    B,
}

/// Days without a coin. They are excluded from the result: their arm was unknown when the pause
/// began, so the reason for pausing cannot depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day without a coin: the day after the pause was requested.
    pub from: Day,
    /// The day the experiment resumed; `None` while paused.
    pub until: Option<Day>,
}

impl Pause {
    fn holds(self, day: Day) -> bool {
        day >= self.from && self.until.is_none_or(|until| day < until)
    }
}

/// Where an experiment is on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Registered; the first day is still to come.
    Waiting,
    /// Between its first and its last day.
    Running,
    /// Running, but with the coin temporarily paused.
    Paused,
    /// Ended by the person before the planned end.
    Stopped,
    /// All planned days have passed.
    Ended,
}

impl Stage {
    /// Whether a coin still decides upcoming days.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running | Self::Paused)
    }

    /// Lowercase name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }
}

/// The unit each coin toss applies to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrialKind {
    /// A day; the outcome is the day's rating.
    #[default]
    Days,
    /// A session, tossed once it is rated before it starts; the outcome is the rating after it.
    Sessions,
}

/// Which rating is a day's outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeAt {
    /// The day's last check-in.
    #[default]
    Evening,
    /// The first check-in of the next morning.
    NextMorning,
}

impl TrialKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Days, Self::Sessions];

    /// Name used in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Sessions => "sessions",
        }
    }
}

impl OutcomeAt {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::Evening, Self::NextMorning];

    /// Name used in the database and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Evening => "evening",
            Self::NextMorning => "next_morning",
        }
    }
}

/// The version of the rules an experiment started under; it is evaluated under the same version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(pub u32);

impl Rules {
    /// A day counts as active from 10 minutes; morning ratings are not used.
    pub const FIRST: Self = Self(1);
    /// A day counts as active from 5 minutes; the day's first rating comes before its coin, and the
    /// result is adjusted for it.
    pub const PRESENT: Self = Self(2);

    const fn first() -> Self {
        Self::FIRST
    }
}

/// The parts of a session that matter to a before/after experiment.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Day of the session.
    pub day: Day,
    /// Activity id.
    pub activity: &'a str,
    /// Routine id.
    pub routine: Option<&'a str>,
    /// Whether it has a rating before it started.
    pub rated_before: bool,
}

/// Id of sitting quietly, the comparison activity in before/after experiments.
pub const SITTING: &str = "sit_quietly";

/// Whether `activity` is sitting quietly, under any of its names. No card includes it.
pub fn is_sitting(activity: &str) -> bool {
    [SITTING, "sitting quietly", Experiment::SIT]
        .iter()
        .any(|name| activity.eq_ignore_ascii_case(name))
}

/// Whether a session of this activity and routine matches `arm`.
pub fn is_of(arm: &str, activity: &str, routine: Option<&str>) -> bool {
    let sitting = is_sitting(activity) && is_sitting(arm);
    sitting || activity == arm || routine == Some(arm)
}

/// A self-trial: two arms, one outcome, and a list of assignments drawn by a coin at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experiment {
    /// Unique identifier.
    pub id: Id,
    /// When it was registered.
    pub at: Moment,
    /// What to do on A days: `move`, `rest`, `sit`, or the id of an activity or routine.
    pub arm_a: String,
    /// What to do on B days, in the same form.
    pub arm_b: String,
    /// The rating used as the outcome.
    pub outcome: Question,
    /// The first day.
    pub start: Day,
    /// Planned number of days or sessions, 1 to 366; a multiple of 4 if planned by this program.
    pub days: u32,
    /// Seed of the coin.
    pub seed: u64,
    /// The arm of each day or session, in order; revealed only on that day or before that session.
    pub assignment: Vec<Arm>,
    /// The unit each coin toss applies to.
    #[serde(default)]
    pub kind: TrialKind,
    /// Which rating is a day's outcome.
    #[serde(default)]
    pub outcome_at: OutcomeAt,
    /// The rules it started under.
    #[serde(default = "Rules::first")]
    pub rules: Rules,
    /// Days on which the result was visible before the end; never removed.
    #[serde(default)]
    pub looked: Vec<Day>,
    /// SHA-256 of the original protocol, in hexadecimal; `None` for experiments created before
    /// protocols had fingerprints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Pauses, earliest first.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// The day the person ended it early, if they did.
    pub stopped: Option<Day>,
    /// When it was last changed.
    pub updated_at: Moment,
}

impl Experiment {
    /// Arm value for any movement.
    pub const MOVE: &'static str = "move";
    /// Arm value for no movement.
    pub const REST: &'static str = "rest";
    /// Arm value for sitting quietly for the same length of time instead.
    pub const SIT: &'static str = "sit";
    /// Maximum planned number of days.
    pub const LONGEST: u32 = 366;

    /// Last day with a coin, for an experiment in days.
    pub fn last_day(&self) -> Day {
        self.start.plus(i64::from(self.days) - 1)
    }

    /// The day from which an experiment in days has its result: the day after the last one, or one
    /// day later if the outcome is the next morning's rating.
    pub fn end(&self) -> Day {
        let later = i64::from(self.outcome_at == OutcomeAt::NextMorning);
        self.last_day().plus(1 + later)
    }

    /// The sessions that fill the slots of a before/after experiment, in order: the first session
    /// of each day that matches either arm and has a rating before it, whatever the coin chose.
    /// `sessions` must be sorted by time.
    pub fn places<'a, T>(
        &self,
        sessions: impl IntoIterator<Item = T>,
        what: impl Fn(&T) -> Candidate<'a>,
    ) -> Vec<T> {
        let mut last = None;
        let mut filled = Vec::new();
        for session in sessions {
            let Candidate {
                day,
                activity,
                routine,
                rated_before,
            } = what(&session);
            let counts = day >= self.start
                && last != Some(day)
                && self.stopped.is_none_or(|stopped| day <= stopped)
                && !self.is_paused_on(day);
            let of_an_arm =
                is_of(&self.arm_a, activity, routine) || is_of(&self.arm_b, activity, routine);
            if counts && rated_before && of_an_arm {
                last = Some(day);
                filled.push(session);
            }
        }
        filled.truncate(self.days as usize);
        filled
    }

    /// Whether the result is only a hint because it was viewed, or the experiment ended, early.
    pub fn is_exploratory(&self) -> bool {
        !self.looked.is_empty() || self.stopped.is_some()
    }

    /// Ends it on `today`. The result is visible from then on, and this is recorded permanently.
    pub fn stop(&mut self, today: Day) {
        let day = today.max(self.start);
        self.stopped = Some(day);
        if !self.looked.contains(&day) {
            self.looked.push(day);
        }
    }

    /// The arm of `day`, whether or not its coin was revealed; `None` outside the planned days, or
    /// if coins are tossed for sessions.
    pub fn assigned(&self, day: Day) -> Option<Arm> {
        if self.kind == TrialKind::Sessions {
            return None;
        }
        let index = usize::try_from(day.since(self.start)).ok()?;
        self.assignment.get(index).copied()
    }

    /// What to do in `arm`.
    pub fn arm(&self, arm: Arm) -> &str {
        match arm {
            Arm::A => &self.arm_a,
            Arm::B => &self.arm_b,
        }
    }

    /// Whether the coin was paused on `day`.
    pub fn is_paused_on(&self, day: Day) -> bool {
        self.pauses.iter().any(|pause| pause.holds(day))
    }

    /// The stage on `today`. Only the journal knows whether a before/after experiment is full
    /// ([`Journal::stage`](crate::domain::Journal::stage)).
    pub fn stage(&self, today: Day) -> Stage {
        let by_days = self.kind == TrialKind::Days;
        match self.stopped {
            Some(day) if !by_days || day < self.end() => Stage::Stopped,
            _ if by_days && today >= self.end() => Stage::Ended,
            _ if self.pauses.iter().any(|pause| pause.until.is_none()) => Stage::Paused,
            _ if today < self.start => Stage::Waiting,
            _ => Stage::Running,
        }
    }

    /// The coin's result for `today` only; `None` if there is no coin to reveal.
    pub fn coin(&self, today: Day) -> Option<Arm> {
        let shown = self.stopped.is_none() && !self.is_paused_on(today);
        self.assigned(today).filter(|_| shown)
    }

    /// Pauses the coin starting tomorrow; today's coin has been seen, so today counts.
    pub fn pause(&mut self, today: Day) {
        if self.stage(today).is_open() && !self.pauses.iter().any(|pause| pause.until.is_none()) {
            self.pauses.push(Pause {
                from: today.plus(1).max(self.start),
                until: None,
            });
        }
    }

    /// Resumes the coin, including today's.
    pub fn go_on(&mut self, today: Day) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.until.is_none()) {
            pause.until = Some(today.max(pause.from));
        }
        self.pauses.retain(|pause| pause.until != Some(pause.from));
    }

    /// Describes what is invalid about an experiment read from a file, if anything.
    pub fn problem(&self) -> Option<String> {
        if self.days == 0 || self.days > Self::LONGEST {
            return Some(format!(
                "it lasts {} days, expected 1 to {}",
                self.days,
                Self::LONGEST
            ));
        }
        if self.assignment.len() != self.days as usize {
            return Some(format!(
                "its list has {} days, expected {}",
                self.assignment.len(),
                self.days
            ));
        }
        let is_hash =
            |text: &String| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !self.protocol.as_ref().is_none_or(is_hash) {
            return Some("its fingerprint isn't a SHA-256 in hexadecimal".to_owned());
        }
        let nameless = self.arm_a.trim().is_empty() || self.arm_b.trim().is_empty();
        (nameless || self.arm_a == self.arm_b)
            .then(|| "it needs two different things to compare".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Moment {
        chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
    }

    fn experiment() -> Experiment {
        Experiment {
            id: Id::new(at(), [1; 10]),
            at: at(),
            arm_a: Experiment::MOVE.to_owned(),
            arm_b: Experiment::REST.to_owned(),
            outcome: Question::Mood,
            start: Day::from_date(at().date_naive()),
            days: 4,
            seed: 1,
            assignment: vec![Arm::A, Arm::B, Arm::B, Arm::A],
            kind: TrialKind::Days,
            outcome_at: OutcomeAt::Evening,
            rules: Rules::PRESENT,
            looked: vec![],
            protocol: None,
            pauses: vec![],
            stopped: None,
            updated_at: at(),
        }
    }

    #[test]
    fn each_planned_day_has_its_arm_and_no_other_day_has_one() {
        let experiment = experiment();
        let start = experiment.start;
        let arms: Vec<_> = (-1..5)
            .map(|offset| experiment.coin(start.plus(offset)))
            .collect();
        assert_eq!(
            arms,
            [
                None,
                Some(Arm::A),
                Some(Arm::B),
                Some(Arm::B),
                Some(Arm::A),
                None
            ]
        );
        assert_eq!(experiment.end(), start.plus(4));
        assert_eq!(experiment.arm(Arm::B), "rest");
        let stages: Vec<_> = [-1, 0, 3, 4]
            .map(|offset| experiment.stage(start.plus(offset)))
            .into();
        assert_eq!(
            stages,
            [Stage::Waiting, Stage::Running, Stage::Running, Stage::Ended]
        );
    }

    #[test]
    fn a_pause_begins_tomorrow_and_ends_with_the_day_it_goes_on() {
        let mut experiment = experiment();
        let day = |offset| experiment_day(offset);
        experiment.pause(day(0));
        experiment.pause(day(0));
        assert_eq!(experiment.pauses.len(), 1, "asked for twice is one pause");
        assert_eq!(experiment.stage(day(1)), Stage::Paused);
        assert_eq!(experiment.coin(day(0)), Some(Arm::A), "today's was seen");
        assert_eq!(experiment.coin(day(1)), None);
        experiment.go_on(day(2));
        assert_eq!(
            (experiment.coin(day(1)), experiment.coin(day(2))),
            (None, Some(Arm::B))
        );
        assert_eq!(experiment.stage(day(2)), Stage::Running);
    }

    #[test]
    fn a_pause_that_is_taken_back_the_same_day_leaves_nothing_out() {
        let mut experiment = experiment();
        experiment.pause(experiment_day(1));
        experiment.go_on(experiment_day(1));
        assert_eq!(experiment.pauses, []);
    }

    #[test]
    fn stopped_is_stopped() {
        let mut experiment = experiment();
        experiment.stopped = Some(experiment_day(2));
        assert_eq!(experiment.stage(experiment_day(2)), Stage::Stopped);
        assert_eq!(experiment.stage(experiment_day(9)), Stage::Stopped);
        assert_eq!(experiment.coin(experiment_day(3)), None);
    }

    #[test]
    fn one_from_a_file_is_looked_at() {
        assert_eq!(experiment().problem(), None);
        for (wrong, part) in [
            (
                Experiment {
                    days: 0,
                    ..experiment()
                },
                "0 days",
            ),
            (
                Experiment {
                    days: 8,
                    ..experiment()
                },
                "4 days, expected 8",
            ),
            (
                Experiment {
                    protocol: Some("\u{1b}".repeat(64)),
                    ..experiment()
                },
                "fingerprint",
            ),
            (
                Experiment {
                    arm_b: "move".to_owned(),
                    ..experiment()
                },
                "two different",
            ),
        ] {
            assert!(wrong.problem().unwrap().contains(part));
        }
    }

    fn experiment_day(offset: i64) -> Day {
        experiment().start.plus(offset)
    }
}
