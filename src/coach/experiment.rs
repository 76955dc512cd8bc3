//! Experiments: what can be compared, what a length can tell, and the words for the coin.

use crate::content::activities::{activity, find_activity};
use crate::content::routines::{find_routine_among, routine, routines};
use crate::domain::plain;
use crate::domain::{Arm, Day, Experiment, Id, Journal, Moment, Question};
use crate::stats::constants::{ACTIVE_MIN, BLOCK, MIN_ARM, MIN_BLOCKS, POWER};
use crate::stats::experiment::assign;
use crate::stats::{Card, Extra, sentences};
use std::fmt::Write as _;

/// The length that is proposed, in days.
pub const USUAL_DAYS: u32 = POWER[1].0;

/// The fewest days that can give an answer: as many blocks as one needs.
const FEWEST_DAYS: u32 = (MIN_BLOCKS * BLOCK) as u32;

/// What somebody wants to find out, before it is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is done on A days: `move`, `rest`, `sit`, or an activity's or routine's id.
    pub arm_a: String,
    /// What is done on B days, likewise.
    pub arm_b: String,
    /// The rating that decides.
    pub outcome: Question,
    /// How many days.
    pub days: u32,
    /// The first day.
    pub start: Day,
}

impl Proposal {
    /// Moving against resting, by mood, from tomorrow on.
    pub fn usual(today: Day) -> Self {
        Self {
            arm_a: Experiment::MOVE.to_owned(),
            arm_b: Experiment::REST.to_owned(),
            outcome: Question::Mood,
            days: USUAL_DAYS,
            start: today.plus(1),
        }
    }

    /// Why it cannot be registered beside those in `journal`; a sentence that says what to do.
    pub fn problem(&self, journal: &Journal) -> Option<String> {
        if self.days < FEWEST_DAYS
            || self.days > Experiment::LONGEST
            || !self.days.is_multiple_of(BLOCK as u32)
        {
            let below = (self.days / BLOCK as u32 * BLOCK as u32).clamp(FEWEST_DAYS, 364);
            return Some(format!(
                "{} days do not fit: blocks of {BLOCK} days, from {FEWEST_DAYS} to 364; {below} would do",
                self.days
            ));
        }
        if self.arm_a == self.arm_b {
            return Some("both kinds of day are the same; name two different things".to_owned());
        }
        let end = self.start.plus(i64::from(self.days));
        let last_of = |other: &Experiment| other.stopped.unwrap_or(other.end());
        let other = journal
            .experiments()
            .iter()
            .find(|other| self.start < last_of(other) && other.start < end)?;
        Some(format!(
            "another experiment runs from {} to {}: one at a time, or neither answer would be clean; stop that one \
             first, or begin after it",
            other.start,
            last_of(other).plus(-1)
        ))
    }

    /// The experiment, its days drawn by a coin seeded with `seed`.
    pub fn register(self, id: Id, seed: u64, at: Moment) -> Experiment {
        Experiment {
            id,
            at,
            assignment: assign(seed, self.days as usize),
            arm_a: self.arm_a,
            arm_b: self.arm_b,
            outcome: self.outcome,
            start: self.start,
            days: self.days,
            seed,
            pauses: Vec::new(),
            stopped: None,
            updated_at: at,
        }
    }
}

/// What an experiment of `days` days can tell, told before it begins.
pub fn power(days: u32) -> String {
    if let Some((_, half, found)) = POWER.into_iter().find(|(length, ..)| *length == days) {
        return format!(
            "{days} days: the answer will be give or take about {half:.1} points; a difference of 0.8 is found {found} \
             times in 100."
        );
    }
    // Half as wide takes four times as long.
    let (length, half, _) = POWER[1];
    let half = half * (f64::from(length) / f64::from(days.max(1))).sqrt();
    format!("{days} days: the answer will be give or take about {half:.1} points.")
}

/// The id of what somebody calls an arm: `move`, `rest`, `sit`, or the name of an activity or routine.
pub fn find_arm(text: &str, journal: &Journal) -> Result<String, String> {
    let wanted = text.trim().to_lowercase();
    if [Experiment::MOVE, Experiment::REST, Experiment::SIT].contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    // A name of the person's own, as their records have it, is an arm as it stands.
    if let Some(session) = journal
        .sessions()
        .iter()
        .rev()
        .find(|session| session.activity == text.trim())
    {
        return Ok(session.activity.clone());
    }
    let activity = match find_activity(text) {
        Ok(activity) => return Ok(activity.id.clone()),
        Err(unknown) => unknown,
    };
    find_routine_among(text, || {
        journal.routines().map(|own| &own.routine).chain(routines())
    })
    .map(|routine| routine.id.clone())
    .map_err(|_| format!("{activity}; a routine's name will do too, and move, rest or sit"))
}

/// What an arm is called within a sentence: `move`, `rest`, `Brisk walking`.
pub fn arm_label(arm: &str, journal: &Journal) -> String {
    let own = || {
        journal
            .routines()
            .find(|own| own.routine.id == arm)
            .map(|own| own.routine.title.clone())
    };
    let ours = || routine(arm).map(|routine| routine.title.clone());
    match arm {
        Experiment::MOVE => "moving".to_owned(),
        Experiment::REST => "rest".to_owned(),
        Experiment::SIT => "sitting quietly".to_owned(),
        _ => activity(arm)
            .map(|known| known.label.clone())
            .or_else(own)
            .or_else(ours)
            .unwrap_or_else(|| arm.to_owned()),
    }
}

/// `Moving against rest`.
pub fn compared(arm_a: &str, arm_b: &str, journal: &Journal) -> String {
    let mut first = arm_label(arm_a, journal);
    if let Some(letter) = first.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    format!("{first} against {}", arm_label(arm_b, journal))
}

/// What the coin of today asks for; nothing on a day without one.
pub fn coin_words(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    let arm = experiment.arm(experiment.coin(today)?);
    let least = ACTIVE_MIN as u32;
    Some(match arm {
        Experiment::MOVE => format!("the coin says move, {least} minutes or more"),
        Experiment::REST => "the coin says rest today".to_owned(),
        Experiment::SIT => "the coin says sit quietly for a while, without moving".to_owned(),
        other => format!(
            "the coin says {}, {least} minutes or more",
            arm_label(other, journal)
        ),
    })
}

/// What the coin of today chose; nothing without one.
pub fn coin(journal: &Journal, today: Day) -> Option<&str> {
    let open = journal.open_experiment(today)?;
    Some(open.arm(open.coin(today)?))
}

/// Whether the coin asks for a day without movement: then nothing is suggested, nor called to mind.
pub fn coin_rests(journal: &Journal, today: Day) -> bool {
    matches!(
        coin(journal, today),
        Some(Experiment::REST | Experiment::SIT)
    )
}

/// `day 12 of 40`; nothing outside its days.
pub fn place(experiment: &Experiment, today: Day) -> Option<String> {
    let place = today.since(experiment.start) + 1;
    (1..=i64::from(experiment.days))
        .contains(&place)
        .then(|| format!("day {place} of {}", experiment.days))
}

/// The sentence of any card, an experiment's with labels in the place of ids.
pub fn card_words(card: &Card, journal: &Journal) -> String {
    match &card.extra {
        Extra::Experiment { arm_a, arm_b, .. } => {
            sentences::experiment(card, &arm_label(arm_a, journal), &arm_label(arm_b, journal))
        }
        _ => card.text.clone(),
    }
}

/// The registration, to keep or to send to somebody before the first day: everything that was fixed, and how it will
/// be analysed. The list of days follows from the seed and is not spelled out.
pub fn registration(experiment: &Experiment, journal: &Journal) -> String {
    let Experiment {
        start,
        days,
        seed,
        outcome,
        ..
    } = experiment;
    let mut text = format!(
        "Registration of an experiment on oneself\n\nRegistered: {}\n",
        experiment.at.to_rfc3339()
    );
    let last = experiment.end().plus(-1);
    for arm in [Arm::A, Arm::B] {
        let name = plain::line(experiment.arm(arm));
        let label = plain::line(&arm_label(experiment.arm(arm), journal));
        let label = if label == name {
            label
        } else {
            format!("{label} ({name})")
        };
        let _ = writeln!(text, "{arm:?} days: {label}");
    }
    let _ = writeln!(
        text,
        "Outcome: {}, 1 to 9, the last check-in of the day\nDays: {days}, {start} to {last}\nCoin: blocks of {BLOCK} \
         days, two of either kind, SplitMix64, seed {seed}",
        outcome.key()
    );
    let _ = write!(
        text,
        "\nThe list of days follows from the seed; each day's coin is looked at on that day only. Before the planned end \
         no result is looked at.\nAnalysis: A minus B within blocks, as assigned, whatever was done; randomisation test \
         with 9,999 draws, inverted to a 95 % interval. At least {MIN_ARM} rated days of either kind and {MIN_BLOCKS} \
         blocks with both. Paused days are left out.\n{}\n",
        power(*days)
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn today() -> Day {
        Day::from_date(
            DateTime::from_timestamp(1_767_225_600, 0)
                .unwrap()
                .date_naive(),
        )
    }

    fn registered(proposal: Proposal) -> Experiment {
        let at = DateTime::from_timestamp(1_767_225_600, 0)
            .unwrap()
            .fixed_offset();
        proposal.register(Id::new(at, [7; 10]), 20_260_711, at)
    }

    #[test]
    fn the_usual_one_fits_and_begins_tomorrow() {
        let usual = Proposal::usual(today());
        assert_eq!(usual.problem(&Journal::default()), None);
        let experiment = registered(usual);
        assert_eq!(
            (experiment.assignment.len(), experiment.problem()),
            (40, None)
        );
        let journal = Journal::default();
        assert_eq!(
            coin_words(&experiment, &journal, today()),
            None,
            "it has not begun"
        );
        let first = coin_words(&experiment, &journal, today().plus(1)).unwrap();
        assert_eq!(first, "the coin says rest today");
        assert_eq!(
            place(&experiment, today().plus(12)).unwrap(),
            "day 12 of 40"
        );
    }

    #[test]
    fn what_does_not_fit_is_said_with_what_would() {
        let usual = || Proposal::usual(today());
        let odd = Proposal {
            days: 30,
            ..usual()
        };
        assert!(
            odd.problem(&Journal::default())
                .unwrap()
                .contains("28 would do")
        );
        let same = Proposal {
            arm_b: "move".to_owned(),
            ..usual()
        };
        assert!(
            same.problem(&Journal::default())
                .unwrap()
                .contains("two different")
        );
        let journal = Journal::default().with_experiments(vec![registered(usual())]);
        assert!(
            usual()
                .problem(&journal)
                .unwrap()
                .contains("another experiment runs")
        );
        let after = Proposal {
            start: today().plus(41),
            ..usual()
        };
        assert_eq!(after.problem(&journal), None);
    }

    #[test]
    fn a_stopped_one_makes_room() {
        let experiment = Experiment {
            stopped: Some(today().plus(3)),
            ..registered(Proposal::usual(today()))
        };
        let journal = Journal::default().with_experiments(vec![experiment]);
        assert_eq!(
            Proposal {
                start: today().plus(3),
                ..Proposal::usual(today())
            }
            .problem(&journal),
            None
        );
    }

    #[test]
    fn arms_are_found_by_name_and_told_by_label() {
        let journal = Journal::default();
        for (text, id) in [
            ("Move", "move"),
            ("rest", "rest"),
            ("sit", "sit"),
            ("walking brisk", "walk_brisk"),
        ] {
            assert_eq!(find_arm(text, &journal).as_deref(), Ok(id));
        }
        assert!(
            find_arm("wlak", &journal)
                .unwrap_err()
                .contains("move, rest")
        );
        assert_eq!(
            arm_label("walk_brisk", &journal),
            activity("walk_brisk").unwrap().label
        );
    }

    #[test]
    fn the_registration_tells_what_was_fixed_and_not_the_days() {
        let text = registration(&registered(Proposal::usual(today())), &Journal::default());
        for part in [
            "moving (move)",
            "rest",
            "mood",
            "40, 2026-01-02 to 2026-02-10",
            "20260711",
            "9,999",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("BBAA"));
    }

    #[test]
    fn power_is_told_for_every_length() {
        assert!(power(40).contains("0.9") && power(40).contains("40 times"));
        assert!(power(80).contains("0.6") && !power(80).contains("100"));
    }
}
