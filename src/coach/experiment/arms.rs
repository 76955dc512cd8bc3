//! The arms of an experiment (moving, rest, an activity, a routine), by name and by label.

use crate::content::activities::{activity, find_activity};
use crate::content::routines::{find_routine_among, routine, routines};
use crate::domain::english::capital;
use crate::domain::{Experiment, Journal, Routine, SITTING, is_sitting};

/// Resolves the user's name for an arm to an id: `move`, `rest`, or an activity or routine.
pub fn find_arm(text: &str, journal: &Journal) -> Result<String, String> {
    let wanted = text.trim().to_lowercase();
    if [Experiment::MOVE, Experiment::REST].contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    // A name from the person's own records is used as an arm unchanged.
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
    .map_err(|_| format!("{activity} (A routine, move, rest or \"sitting quietly\" work too.)"))
}

/// The label of an arm within a sentence: `move`, `rest`, `Brisk walking`.
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
        _ if is_sitting(arm) => "sitting quietly".to_owned(),
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

/// A routine of `seconds` that satisfies `arm`.
pub fn arm_routine(arm: &str, seconds: u32, journal: &Journal) -> Routine {
    let own = journal.routines().map(|own| &own.routine);
    let known = own.chain(routines()).find(|routine| routine.id == arm);
    known.cloned().unwrap_or_else(|| {
        let id = if is_sitting(arm) { SITTING } else { arm };
        Routine::free(id, &capital(&arm_label(arm, journal)), seconds)
    })
}
