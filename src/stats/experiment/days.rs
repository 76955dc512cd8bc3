//! The experiment in days: a coin chooses for each day whether to move, or what to do.

use super::card::{empty_card, show_trial};
use crate::domain::{Arm, Day, Experiment, OutcomeAt, Rules, is_of, total};
use crate::stats::card::extra::{Adjusted, Did, Extra};
use crate::stats::card::{Card, Counts, Status};
use crate::stats::constants::{
    ACTIVE_MIN, ACTIVE_MIN_FIRST_RULES, BLOCK, MIN_ARM, MIN_BLOCKS, MORNINGS, NOON,
};
use crate::stats::diary::{Bout, Diary, RatedMoment, mean, points};
use crate::stats::randomization::{Rated, Within, analyze};

/// The card of an experiment of days.
pub(super) fn days_card(diary: &Diary, experiment: &Experiment) -> Card {
    let end = experiment.end();
    let stopped = experiment.stopped.filter(|day| *day < end);
    let assignment: Vec<bool> = experiment
        .assignment
        .iter()
        .map(|arm| *arm == Arm::A)
        .collect();
    let days = passed(diary, experiment);
    let rated: Vec<(usize, Day, f64)> = days
        .iter()
        .filter_map(|(place, day)| Some((*place, *day, outcome(diary, experiment, *day)?)))
        .collect();
    let count = |arm| {
        rated
            .iter()
            .filter(|(place, ..)| assignment[*place] == arm)
            .count()
    };
    let both = |block: &&[(usize, Day, f64)]| {
        let has = |arm| block.iter().any(|(place, ..)| assignment[*place] == arm);
        has(true) && has(false)
    };
    let (a, b) = (count(true), count(false));
    let blocks = rated
        .chunk_by(|one, other| one.0 / BLOCK == other.0 / BLOCK)
        .filter(both)
        .count();
    let did = did(diary, experiment, &days);
    let (mut card, mut tried) = empty_card(experiment, Counts::Experiment { a, b, blocks }, did);
    if stopped.is_none() && diary.now() < end {
        (card.status, card.more_days) = (Status::Running, Some(end.since(diary.now()) as u32));
        return card;
    }
    tried.as_planned = did.share();
    card.more_days = None;
    if a >= MIN_ARM && b >= MIN_ARM && blocks >= MIN_BLOCKS {
        let mornings = mornings(diary, experiment, &rated);
        tried.adjusted = mornings.as_ref().map(|_| Adjusted::Morning);
        let rated: Vec<Rated> = rated
            .iter()
            .enumerate()
            .map(|(number, (place, _, y))| Rated {
                place: *place,
                y: *y,
                covariate: mornings.as_ref().map_or(0.0, |mornings| mornings[number]),
            })
            .collect();
        if let Some(trial) = analyze(&assignment, &rated, Within::Blocks) {
            show_trial(&mut card, &mut tried, &trial);
        }
    }
    card.extra = Extra::Experiment(Box::new(tried));
    card
}

/// The past days with a coin, with their slots; paused days are excluded.
pub(super) fn passed(diary: &Diary, experiment: &Experiment) -> Vec<(usize, Day)> {
    let after = experiment.last_day().plus(1);
    let until = experiment
        .stopped
        .unwrap_or(after)
        .min(after)
        .min(diary.now());
    let gone = until.since(experiment.start).max(0) as usize;
    (0..gone.min(experiment.assignment.len()))
        .map(|place| (place, experiment.start.plus(place as i64)))
        .filter(|(_, day)| !experiment.is_paused_on(*day))
        .collect()
}

/// The assigned arm of each day, and whether it was followed.
pub(super) fn followed(
    diary: &Diary,
    experiment: &Experiment,
    days: &[(usize, Day)],
) -> Vec<(usize, Arm, bool)> {
    let day = |(place, day): &(usize, Day)| {
        let arm = experiment.assigned(*day)?;
        Some((*place, arm, as_planned(diary, experiment, *day)))
    };
    days.iter().filter_map(day).collect()
}

/// How often the assigned arm was followed on these days.
pub(super) fn did(diary: &Diary, experiment: &Experiment, days: &[(usize, Day)]) -> Did {
    let mut did = Did::default();
    for (_, arm, is_done) in followed(diary, experiment, days) {
        let done = usize::from(is_done);
        match arm {
            Arm::A => (did.a, did.a_days) = (did.a + done, did.a_days + 1),
            Arm::B => (did.b, did.b_days) = (did.b + done, did.b_days + 1),
        }
    }
    did
}

/// Whether the assigned arm was followed on `day`.
fn as_planned(diary: &Diary, experiment: &Experiment, day: Day) -> bool {
    let bouts = diary.bouts_in(day, day);
    let is = |bout: &Bout, wanted: &str| is_of(wanted, &bout.activity, bout.routine.as_deref());
    let minutes = |wanted: Option<&str>| -> f64 {
        total(
            bouts
                .iter()
                .filter(|bout| wanted.is_none_or(|wanted| is(bout, wanted)))
                .map(|bout| bout.minutes),
        )
    };
    let least = least_minutes(experiment);
    match experiment.assigned(day).map(|arm| experiment.arm(arm)) {
        Some(Experiment::REST | Experiment::SIT) => minutes(None) < least,
        Some(Experiment::MOVE) => minutes(None) >= least,
        Some(activity) => minutes(Some(activity)) >= least,
        None => false,
    }
}

/// Minutes from which a day counts as active, under the rules the experiment started with.
pub fn least_minutes(experiment: &Experiment) -> f64 {
    if experiment.rules < Rules::PRESENT {
        ACTIVE_MIN_FIRST_RULES
    } else {
        ACTIVE_MIN
    }
}

/// The outcome for `day`.
fn outcome(diary: &Diary, experiment: &Experiment, day: Day) -> Option<f64> {
    match experiment.outcome_at {
        OutcomeAt::Evening => last_rating(diary, experiment, day),
        OutcomeAt::NextMorning => morning(diary, experiment, day.plus(1)).map(|(_, y)| y),
    }
}

/// The day's answers to the experiment's question, by time; those without a clock time come last.
fn answers(diary: &Diary, experiment: &Experiment, day: Day) -> Vec<(Option<f64>, f64)> {
    let answer = |moment: &RatedMoment| {
        Some((
            moment.minute,
            points(moment.ratings.get(experiment.outcome)?),
        ))
    };
    diary
        .ratings_in(day, day)
        .iter()
        .filter_map(answer)
        .collect()
}

/// The day's last answer; those without a clock time come last and are averaged if there are
/// several.
fn last_rating(diary: &Diary, experiment: &Experiment, day: Day) -> Option<f64> {
    let answers = answers(diary, experiment, day);
    let last = answers.last()?.0;
    Some(mean(
        &answers
            .iter()
            .filter(|(minute, _)| *minute == last)
            .map(|(_, y)| *y)
            .collect::<Vec<f64>>(),
    ))
}

/// The day's first answer by clock time, with its minute, if it came before noon and before the
/// day's first session.
fn morning(diary: &Diary, experiment: &Experiment, day: Day) -> Option<(f64, f64)> {
    let (minute, y) = *answers(diary, experiment, day).first()?;
    // A session without a clock time may have come first, so it counts as earlier.
    let before = |bout: &Bout| {
        bout.start
            .zip(minute)
            .is_some_and(|(start, minute)| minute < start)
    };
    minute
        .filter(|minute| *minute < NOON && diary.bouts_in(day, day).iter().all(before))
        .map(|minute| (minute, y))
}

/// The morning rating of every rated day, from before the coin; the mean of the others if missing.
/// `None` if too few days have one, and under the first rules.
fn mornings(
    diary: &Diary,
    experiment: &Experiment,
    rated: &[(usize, Day, f64)],
) -> Option<Vec<f64>> {
    if experiment.rules < Rules::PRESENT || experiment.outcome_at == OutcomeAt::NextMorning {
        return None;
    }
    let known: Vec<Option<f64>> = rated
        .iter()
        .map(|(_, day, _)| {
            let (minute, y) = morning(diary, experiment, *day)?;
            // The morning rating must not be the outcome itself.
            let last = answers(diary, experiment, *day).last()?.0;
            (last != Some(minute)).then_some(y)
        })
        .collect();
    let values: Vec<f64> = known.iter().copied().flatten().collect();
    let enough = values.len() >= MORNINGS && 2 * values.len() >= rated.len();
    enough.then(|| {
        let center = mean(&values);
        known.iter().map(|value| value.unwrap_or(center)).collect()
    })
}
