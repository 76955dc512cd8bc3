//! Activities the person does without one of our routines; they can be suggested like routines.

use crate::coach::Limits;
use crate::content::activities::named;
use crate::content::intensity;
use crate::content::own_activities::equipped;
use crate::content::safety::{Answers, Readiness};
use crate::domain::{Day, Journal, Routine, Session, is_sitting};
use std::collections::BTreeMap;

/// Number of past days considered.
const DAYS: i64 = 90;
/// Minimum number of sessions within those days.
const TIMES: usize = 2;
/// Minimum target, in seconds.
const LEAST: u32 = 5 * 60;

/// The recent sessions of movement without a routine.
pub(super) fn sessions(journal: &Journal, day: Day) -> impl Iterator<Item = &Session> {
    let recent = journal.sessions_in(day.plus(-DAYS), day).iter();
    recent.filter(|session| {
        let is_movement = !session.activity.is_empty() && !is_sitting(&session.activity);
        session.routine.is_none() && is_movement
    })
}

/// Each activity done often enough before `day`, as a count-up routine with its usual length as the
/// target.
pub(super) fn own_activities(journal: &Journal, day: Day) -> Vec<Routine> {
    let mut lengths: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for session in sessions(journal, day) {
        let of = lengths.entry(&session.activity).or_default();
        of.push(session.active_seconds);
    }
    lengths.retain(|_, lengths| lengths.len() >= TIMES);
    let own = journal.own_activities();
    let is_archived = |name: &str| own.called(name).is_some_and(|mine| mine.archived);
    lengths
        .into_iter()
        .filter(|(activity, _)| !is_archived(activity))
        .map(|(activity, mut lengths)| {
            lengths.sort_unstable();
            let target = median(&lengths).max(LEAST);
            // A name of the person's own is as hard as the activity it refers to.
            let known = named(activity);
            let title = known.map_or(activity, |known| known.label.as_str());
            let mut routine = Routine::own_activity(activity, title, target);
            if let Some(known) = known {
                routine.intensity = routine.intensity.max(intensity::of_step(&known.id));
                routine.place = known.place;
            }
            equipped(own, routine)
        })
        .collect()
}

/// The first of the activities that would be suggested if the safety questions, never answered so far, were answered
/// without a concern.
pub(super) fn waits_for_questions(own: &[Routine], limits: Limits, day: Day) -> Option<&Routine> {
    let ready = Limits {
        readiness: Some(Readiness {
            day,
            answers: Answers::new([false, false, true, false]),
        }),
        ..limits
    };
    let waits = |routine: &&Routine| !limits.allow(routine) && ready.allow(routine);
    own.iter()
        .filter(|_| limits.readiness.is_none())
        .find(waits)
}

/// The median of sorted values, averaging the middle two if needed.
fn median(sorted: &[u32]) -> u32 {
    let middle = sorted.len() / 2;
    match (sorted.get(middle.wrapping_sub(1)), sorted.get(middle)) {
        (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => below.midpoint(*above),
        (_, Some(middle)) => *middle,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[300]), 300);
        assert_eq!(median(&[300, 900]), 600);
        assert_eq!(median(&[60, 600, 6000]), 600);
        assert_eq!(median(&[]), 0);
    }
}
