//! The coin: what it calls for today, whether it may be shown, and what it chooses before a
//! session.

use super::arms::{arm_label, arm_routine};
use crate::domain::{Arm, Day, Experiment, Journal, Routine, Rules, TrialKind, is_of};
use crate::stats::experiment::least_minutes;

/// What the coin's result calls for on its day.
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

/// What a session's coin calls for, once the session is rated before it starts.
pub fn session_coin_words(experiment: &Experiment, journal: &Journal, arm: Arm) -> String {
    format!("Today's coin: {}.", arm_label(experiment.arm(arm), journal))
}

/// Default session length in a before/after experiment, in seconds.
const SESSION_SECONDS: u32 = 600;

/// The routine the coin chooses in place of `routine`, once the session is rated before it starts,
/// and the text for it; `None` if no coin is tossed for it.
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
        // Keep the same duration.
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

/// The routine that starts the next session of a before/after experiment; `None` if no coin is
/// tossed today.
pub fn next_session(journal: &Journal, today: Day) -> Option<Routine> {
    let open = journal.open_experiment(today)?;
    journal.session_coin(open, today)?;
    Some(arm_routine(&open.arm_a, SESSION_SECONDS, journal))
}

/// Whether today's coin may be shown. Under the current rules it is shown after the day's first
/// check-in, so that the coin cannot affect the morning's mood rating.
pub fn is_coin_shown(experiment: &Experiment, journal: &Journal, today: Day) -> bool {
    experiment.rules < Rules::PRESENT || !journal.check_ins_on(today).is_empty()
}

/// What to do for the experiment today; `None` on a day without a coin.
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

/// The text of the day's coin, even before the first check-in; `None` on a day without a coin.
pub fn coin_words_now(experiment: &Experiment, journal: &Journal, today: Day) -> Option<String> {
    Some(asked(experiment, journal, experiment.coin(today)?))
}

/// What today's coin chose, once it may be shown; `None` if there is no coin.
pub fn coin(journal: &Journal, today: Day) -> Option<&str> {
    let open = journal.open_experiment(today)?;
    let arm = open.coin(today)?;
    is_coin_shown(open, journal, today).then(|| open.arm(arm))
}

/// Whether a routine satisfies today's coin and is long enough to count; true for any routine if
/// there is no coin.
pub fn is_enough_for_coin(routine: &Routine, journal: &Journal, today: Day) -> bool {
    coin(journal, today).is_none_or(|coin| {
        let is_it = coin == Experiment::MOVE || routine.activity == coin || routine.id == coin;
        let least = journal.open_experiment(today).map_or(0.0, least_minutes);
        is_it && f64::from(routine.minutes()) >= least
    })
}

/// Whether today's coin is drawn but hidden until the day's first check-in.
pub fn coin_waits(journal: &Journal, today: Day) -> bool {
    journal
        .open_experiment(today)
        .is_some_and(|open| open.coin(today).is_some() && !is_coin_shown(open, journal, today))
}
