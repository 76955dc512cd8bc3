//! The fingerprint of a protocol: SHA-256 of a text that anyone can reconstruct and hash with
//! another program. Someone who has it from before the first day can later verify that nothing was
//! changed.

use crate::domain::{Experiment, sanitize};
use crate::stats::randomization::assign;
use chrono::{SecondsFormat, Utc};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Whether a stored experiment is unchanged since it was created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchanged {
    /// It matches the fingerprint stored at creation.
    Yes,
    /// It does not match: something was changed afterwards.
    No,
    /// No fingerprint was stored: it was created by an older version or another program.
    Unknown,
}

impl Unchanged {
    /// Compares `experiment` with its stored fingerprint, and its assignments with its seed.
    pub fn of(experiment: &Experiment) -> Self {
        let Some(kept) = &experiment.protocol else {
            return Self::Unknown;
        };
        let list = assign(experiment.seed, experiment.days as usize);
        if *kept == fingerprint(experiment) && list == experiment.assignment {
            Self::Yes
        } else {
            Self::No
        }
    }

    /// For JSON: null if unknown.
    pub const fn as_bool(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }

    /// The displayed text.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "Unchanged since it was made.",
            Self::No => "Changed since it was made: take the result as a hint.",
            Self::Unknown => "Made before firstline kept fingerprints, so changes can't be seen.",
        }
    }
}

/// Everything fixed before the first day, one fact per line, each line ending with a line feed. The
/// assignments are derived from the seed. The format is described in `docs/insights.md`; changing
/// it requires a new number in the first line.
pub fn canonical(experiment: &Experiment) -> String {
    let made = experiment.at.with_timezone(&Utc);
    let facts = [
        ("id", experiment.id.to_string()),
        ("made", made.to_rfc3339_opts(SecondsFormat::Millis, true)),
        ("kind", experiment.kind.key().to_owned()),
        ("a", sanitize::line(&experiment.arm_a)),
        ("b", sanitize::line(&experiment.arm_b)),
        ("outcome", experiment.outcome.key().to_owned()),
        ("decides", experiment.outcome_at.key().to_owned()),
        ("start", experiment.start.to_string()),
        ("length", experiment.days.to_string()),
        ("seed", experiment.seed.to_string()),
        ("rules", experiment.rules.0.to_string()),
    ];
    let mut text = "firstline experiment, protocol 1\n".to_owned();
    for (name, value) in facts {
        let _ = writeln!(text, "{name}: {value}");
    }
    text
}

/// SHA-256 of the canonical text, in hexadecimal.
pub fn fingerprint(experiment: &Experiment) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(canonical(experiment)) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::experiment::Proposal;
    use crate::domain::{Arm, Day, Id, OutcomeAt, Question, Rules, TrialKind};
    use chrono::DateTime;

    fn made() -> Experiment {
        let at = DateTime::parse_from_rfc3339("2026-03-02T17:40:00.25+01:00").unwrap();
        Proposal::usual(Day::from_date(at.date_naive())).register(Id::new(at, [7; 10]), 3, at)
    }

    #[test]
    fn every_fact_of_the_protocol_counts_and_what_comes_later_does_not() {
        let day = made().start;
        let changes: [fn(&mut Experiment); 12] = [
            |it| it.id = Id::new(it.at, [8; 10]),
            |it| it.at += chrono::TimeDelta::milliseconds(1),
            |it| it.kind = TrialKind::Sessions,
            |it| it.arm_a = "yoga".to_owned(),
            |it| it.arm_b = "yoga".to_owned(),
            |it| it.outcome = Question::Calm,
            |it| it.outcome_at = OutcomeAt::NextMorning,
            |it| it.start = it.start.plus(1),
            |it| it.seed += 1,
            |it| it.rules = Rules::FIRST,
            |it| it.days = 44,
            |it| it.assignment.swap(0, 1),
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut experiment = made();
            // Two different assignments, so that swapping them changes the list.
            experiment.assignment[..2].copy_from_slice(&[Arm::B, Arm::A]);
            assert_eq!(Unchanged::of(&experiment), Unchanged::Yes);
            change(&mut experiment);
            assert_eq!(Unchanged::of(&experiment), Unchanged::No, "{number}");
        }
        let mut later = made();
        later.pause(day);
        later.stop(day.plus(2));
        assert_eq!(Unchanged::of(&later), Unchanged::Yes);
        later.protocol = None;
        assert_eq!(Unchanged::of(&later), Unchanged::Unknown);
    }
}
