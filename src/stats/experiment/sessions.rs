//! The before/after experiment: the coin is tossed for each session once the mood before it is
//! rated.

use super::card::{empty_card, show_trial};
use crate::domain::{Arm, Candidate, Experiment, Stage, is_of};
use crate::stats::card::extra::{Adjusted, Did, Extra, Lifts};
use crate::stats::card::{Card, Counts, Status};
use crate::stats::constants::TRIAL_ARM;
use crate::stats::diary::{Bout, Diary, mean, points};
use crate::stats::randomization::{Rated, Within, analyze};

/// A slot with its session.
pub(super) struct Slot<'a> {
    arm: Arm,
    bout: &'a Bout,
    before: f64,
    after: Option<f64>,
}

/// The card of a before/after experiment: the after rating by assigned arm, adjusted for the before
/// rating, regardless of what was actually done.
///
/// No number until it is full or stopped; shown from 5 sessions per arm rated after.
pub(super) fn sessions_card(diary: &Diary, experiment: &Experiment) -> Card {
    let places = places(diary, experiment);
    let rated_after = |arm| {
        let of = places.iter().filter(|place| place.arm == arm);
        of.filter(|place| place.after.is_some()).count()
    };
    let (a, b) = (rated_after(Arm::A), rated_after(Arm::B));
    let n = Counts::Sessions {
        a,
        b,
        sessions: places.len(),
    };
    let did = did(experiment, &places);
    let (mut card, mut tried) = empty_card(experiment, n, did);
    let more_sessions = experiment.days as usize - places.len();
    let lifts = |known: bool| Lifts {
        lift_a: lift(&places, Arm::A).filter(|_| known),
        lift_b: lift(&places, Arm::B).filter(|_| known),
        more_sessions,
    };
    card.more_days = None;
    let stopped = experiment.stage(diary.now()) == Stage::Stopped;
    if more_sessions > 0 && !stopped {
        card.status = Status::Running;
        tried.lifts = Some(lifts(false));
        card.extra = Extra::Experiment(Box::new(tried));
        return card;
    }
    tried.as_planned = did.share();
    tried.lifts = Some(lifts(true));
    if a >= TRIAL_ARM && b >= TRIAL_ARM {
        tried.adjusted = Some(Adjusted::Before);
        let assignment: Vec<bool> = experiment
            .assignment
            .iter()
            .map(|arm| *arm == Arm::A)
            .collect();
        let rated: Vec<Rated> = places
            .iter()
            .enumerate()
            .filter_map(|(number, place)| {
                Some(Rated {
                    place: number,
                    y: place.after?,
                    covariate: place.before,
                })
            })
            .collect();
        if let Some(trial) = analyze(&assignment, &rated, Within::Whole) {
            show_trial(&mut card, &mut tried, &trial);
        }
    }
    card.extra = Extra::Experiment(Box::new(tried));
    card
}

/// The sessions that fill its slots, each with its assigned arm.
pub(super) fn places<'a>(diary: &'a Diary, experiment: &Experiment) -> Vec<Slot<'a>> {
    let sessions = diary.with_sitting(experiment.start);
    let filled = experiment.places(sessions, |bout| Candidate {
        day: bout.day,
        activity: &bout.activity,
        routine: bout.routine.as_deref(),
        rated_before: bout.before.is_some(),
    });
    filled
        .into_iter()
        .zip(&experiment.assignment)
        .filter_map(|(bout, arm)| {
            Some(Slot {
                arm: *arm,
                bout,
                before: points(bout.before?),
                after: bout.after.map(points),
            })
        })
        .collect()
}

/// The assigned arm of each session, and whether it was followed.
pub(super) fn followed(experiment: &Experiment, places: &[Slot<'_>]) -> Vec<(usize, Arm, bool)> {
    let place = |(number, place): (usize, &Slot<'_>)| {
        let (wanted, bout) = (experiment.arm(place.arm), place.bout);
        let is_done = is_of(wanted, &bout.activity, bout.routine.as_deref());
        (number, place.arm, is_done)
    };
    places.iter().enumerate().map(place).collect()
}

/// How often the assigned arm was followed in these sessions.
pub(super) fn did(experiment: &Experiment, places: &[Slot<'_>]) -> Did {
    let mut did = Did::default();
    for (_, arm, is_done) in followed(experiment, places) {
        let done = usize::from(is_done);
        match arm {
            Arm::A => (did.a, did.a_days) = (did.a + done, did.a_days + 1),
            Arm::B => (did.b, did.b_days) = (did.b + done, did.b_days + 1),
        }
    }
    did
}

/// The unadjusted mean of after minus before in the sessions assigned to `arm`.
fn lift(places: &[Slot<'_>], arm: Arm) -> Option<f64> {
    let lifts: Vec<f64> = places
        .iter()
        .filter(|place| place.arm == arm)
        .filter_map(|place| Some(place.after? - place.before))
        .collect();
    (!lifts.is_empty()).then(|| mean(&lifts))
}
