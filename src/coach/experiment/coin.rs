//! The coin: what it asks for today, whether it may be seen, and what it picks before a session.

use super::arms::{arm_label, arm_routine};
use crate::domain::{Arm, Day, Experiment, Journal, Routine, Rules, TrialKind, is_of};
use crate::stats::experiment::least_minutes;

/// What a coin asks for on its day.
fn asked(experiment: &Experiment, journal: &Journal, arm: Arm) -> String {
    let least = least_minutes(experiment);
    match experiment.arm(arm) {
        Experiment::MOVE => format!("today's coin: move, {least:.0} minutes or more"),
        Experiment::REST => "today's coin: rest".to_owned(),
        Experiment::SIT => "today's coin: sit quietly for a while".to_owned(),
        other => format!(
            "today's coin: {}, {least:.0} minutes or more",
            arm_label(other, journal)
        ),
    }
}

/// What the coin of a session asks for, once the session is rated before it.
pub fn session_coin_words(experiment: &Experiment, journal: &Journal, arm: Arm) -> String {
    format!("Today's coin: {}.", arm_label(experiment.arm(arm), journal))
}

/// How long a session of a before/after experiment is by itself, in seconds.
const SESSION_SECONDS: u32 = 600;

/// What the coin picks in place of `routine`, once the session is rated before it, and what it says; nothing where no
/// coin is tossed for it.
pub fn picked(journal: &Journal, today: Day, routine: &Routine) -> Option<(Routine, String)> {
    let open = journal.open_experiment(today)?;
    let arm = journal.session_coin(open, today)?;
    let is = |arm: &str| is_of(arm, &routine.activity, Some(&routine.id));
    if !is(&open.arm_a) && !is(&open.arm_b) {
        return None;
    }
    let chosen = open.arm(arm);
    let routine = if is(chosen) {
        routine.clone()
    } else {
        // For as long.
        let seconds = routine.seconds();
        let seconds = if seconds == 0 {
            SESSION_SECONDS
        } else {
            seconds
        };
        arm_routine(chosen, seconds, journal)
    };
    Some((routine, session_coin_words(open, journal, arm)))
}

/// What a before/after experiment begins its next session with; nothing where no coin is tossed today.
pub fn next_session(journal: &Journal, today: Day) -> Option<Routine> {
    let open = journal.open_experiment(today)?;
    journal.session_coin(open, today)?;
    Some(arm_routine(&open.arm_a, SESSION_SECONDS, journal))
}

/// Whether today's coin may be seen. Under the present rules it comes after the day's first check-in, so that the
/// morning's mood can't know it.
pub fn is_coin_shown(experiment: &Experiment, journal: &Journal, today: Day) -> bool {
    experiment.rules < Rules::PRESENT || !journal.check_ins_on(today).is_empty()
}

/// What is to be done for the experiment today; nothing on a day without a coin.
pub fn coin_words(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    if experiment.kind == TrialKind::Sessions {
        journal.session_coin(experiment, today)?;
        return Some(format!(
            "rate before {} or {}, then the coin picks one",
            arm_label(&experiment.arm_a, journal),
            arm_label(&experiment.arm_b, journal)
        ));
    }
    let arm = experiment.coin(today)?;
    Some(if is_coin_shown(experiment, journal, today) {
        asked(experiment, journal, arm)
    } else {
        "today's coin shows after your first check-in".to_owned()
    })
}

/// What the coin of the day says, before its first check-in too; nothing on a day without one.
pub fn coin_words_now(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    Some(asked(experiment, journal, experiment.coin(today)?))
}

/// What the coin of today chose, once it may be seen; nothing without one.
pub fn coin(journal: &Journal, today: Day) -> Option<&str> {
    let open = journal.open_experiment(today)?;
    let arm = open.coin(today)?;
    is_coin_shown(open, journal, today).then(|| open.arm(arm))
}

/// Whether a routine is what the coin of today asks for, long enough to count; any routine where there is no coin.
pub fn is_enough_for_coin(routine: &Routine, journal: &Journal, today: Day) -> bool {
    coin(journal, today).is_none_or(|coin| {
        let is_it = coin == Experiment::MOVE || routine.activity == coin || routine.id == coin;
        let least = journal.open_experiment(today).map_or(0.0, least_minutes);
        is_it && f64::from(routine.minutes()) >= least
    })
}

/// Whether today's coin is drawn, and shows after the day's first check-in.
pub fn coin_waits(journal: &Journal, today: Day) -> bool {
    journal
        .open_experiment(today)
        .is_some_and(|open| open.coin(today).is_some() && !is_coin_shown(open, journal, today))
}
