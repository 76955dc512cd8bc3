//! The protocol in words: everything fixed before the first day.

use super::arms::{arm_label, compared};
use super::fingerprint::{Unchanged, canonical, fingerprint};
use super::power::power;
use crate::domain::sanitize;
use crate::domain::{Arm, Experiment, Journal, OutcomeAt, Rules, TrialKind};
use crate::stats::constants::{BLOCK, MIN_ARM, MIN_BLOCKS, TRIAL_ARM};
use std::fmt::Write as _;

/// The protocol, to keep or share before the first day: everything that was fixed, and how it will
/// be analyzed. The list of assignments is derived from the seed and is not included.
pub fn protocol(experiment: &Experiment, journal: &Journal) -> String {
    let Experiment {
        start,
        days,
        seed,
        outcome,
        ..
    } = experiment;
    let mut text = format!(
        "Protocol of a self-experiment\n\nMade: {}\n",
        experiment.at.to_rfc3339()
    );
    let by_days = experiment.kind == TrialKind::Days;
    let what = if by_days { "days" } else { "sessions" };
    for arm in [Arm::A, Arm::B] {
        let name = sanitize::line(experiment.arm(arm));
        let label = sanitize::line(&arm_label(experiment.arm(arm), journal));
        let label = if label == name {
            label
        } else {
            format!("{label} ({name})")
        };
        let _ = writeln!(text, "{arm:?} {what}: {label}");
    }
    let (decides, length) = match (experiment.kind, experiment.outcome_at) {
        (TrialKind::Sessions, _) => (
            "rated after the session, adjusted for the rating before",
            format!("Sessions: {days}, one a day, from {start}"),
        ),
        (_, at) => (
            match at {
                OutcomeAt::Evening => "the last check-in of the day",
                OutcomeAt::NextMorning => "the first check-in of the morning after",
            },
            format!("Days: {days}, {start} to {}", experiment.last_day()),
        ),
    };
    let _ = writeln!(
        text,
        "Outcome: {}, 1 to 9, {decides}\n{length}\nCoin: blocks of {BLOCK} {what}, two of either kind, SplitMix64, \
         seed {seed}",
        outcome.key()
    );
    let analysis = if by_days {
        let mornings = match experiment.outcome_at {
            OutcomeAt::Evening if experiment.rules >= Rules::PRESENT => {
                ", adjusted for the morning's check-in if most days have one"
            }
            _ => "",
        };
        format!(
            "The list of days follows from the seed; each day's coin is shown only on that day. \
             No result is shown before the planned end.\nAnalysis: A minus B within blocks, as \
             assigned, whatever was done{mornings}; randomization test with 9,999 draws, inverted \
             to a 95% interval. At least {MIN_ARM} rated days of either kind and {MIN_BLOCKS} \
             blocks with both. Paused days are excluded."
        )
    } else {
        format!(
            "The list follows from the seed; each session's coin is shown once the mood before it \
             is rated. No result is shown before the planned end.\nA place is filled by the first \
             session of a day that is of either kind and rated before it.\nAnalysis: A minus B, \
             as assigned, whatever was done; randomization test with 9,999 draws, inverted to a \
             95% interval. At least {TRIAL_ARM} sessions of either kind rated after."
        )
    };
    let _ = write!(
        text,
        "\n{analysis}\n{}\n\nFingerprint (SHA-256): {}\nIt is of these lines:\n\n{}\n{}\n",
        power(experiment.kind, *days),
        experiment
            .protocol
            .clone()
            .unwrap_or_else(|| fingerprint(experiment)),
        canonical(experiment),
        Unchanged::of(experiment).words(),
    );
    text
}

/// The protocol in one line: the question, its dates, the coin and the fingerprint.
pub fn protocol_line(experiment: &Experiment, journal: &Journal) -> String {
    let Experiment { start, days, .. } = experiment;
    let length = match experiment.kind {
        TrialKind::Days => format!("{days} days, {start} to {}", experiment.last_day()),
        TrialKind::Sessions => format!("{days} sessions from {start}"),
    };
    let (at, made) = (experiment.outcome_at, experiment.at.date_naive());
    let morning = if at == OutcomeAt::NextMorning {
        " the morning after"
    } else {
        ""
    };
    let late = if made > start.date() {
        ", after its first day"
    } else {
        ""
    };
    let hash = experiment.protocol.as_ref();
    let hash = hash.map_or_else(String::new, |hash| format!(", SHA-256 {hash}"));
    format!(
        "{}, judged by {}{morning}, {length}; made {made}{late}; seed {}, rules {}{hash}. {}",
        sanitize::line(&compared(&experiment.arm_a, &experiment.arm_b, journal)),
        experiment.outcome.key(),
        experiment.seed,
        experiment.rules.0,
        Unchanged::of(experiment).words(),
    )
}
