//! An experiment's verdict in words; the only design that may name a likely cause.

use super::numbers::{between, date, likely, size};
use crate::domain::english::{capital, count};
use crate::domain::{Day, Experiment};
use crate::stats::card::extra::{Adjusted, Did, Extra, Planned, Tried};
use crate::stats::card::{Card, Counts, Status};
use crate::stats::constants::{MIN_ARM, TRIAL_ARM};

/// If the coin was followed less often than this, the text says that the result is pulled toward
/// zero.
const WELL_FOLLOWED: f64 = 0.8;

/// The text of an experiment's card, with its arms named `arm_a` and `arm_b`.
pub fn experiment(card: &Card, arm_a: &str, arm_b: &str, now: Day) -> String {
    let Extra::Experiment(tried) = &card.extra else {
        return String::new();
    };
    let mut said = vec![verdict(card, tried, [arm_a, arm_b])];
    if card.estimate.is_some() {
        said.extend(did(tried, [arm_a, arm_b]));
    }
    if card.status != Status::Running {
        said.extend(looked(
            &tried.looked,
            &tried.plan,
            tried.lifts.is_none(),
            now,
        ));
    }
    said.join(" ")
}

fn verdict(card: &Card, tried: &Tried, [arm_a, arm_b]: [&str; 2]) -> String {
    let o = card.outcome.key();
    let by_sessions = tried.lifts.is_some();
    let (estimate, interval) = (
        card.estimate.unwrap_or(0.0),
        (
            card.low.unwrap_or(f64::NEG_INFINITY),
            card.high.unwrap_or(f64::INFINITY),
        ),
    );
    let up = card.status == Status::ShownUp;
    match (card.status, card.n) {
        (Status::Running, Counts::Sessions { sessions, .. }) => format!(
            "{sessions} of {} sessions done. Results stay hidden until the end, so peeking can't skew them.",
            tried.plan.length
        ),
        (Status::Running, _) => format!(
            "{} to go. Results stay hidden until the end, so peeking can't skew them.",
            count(card.more_days.unwrap_or(0) as usize, "day")
        ),
        (Status::ShownUp | Status::ShownDown, Counts::Sessions { a, b, .. }) => format!(
            "After {arm_a} you felt about {} points {} than after {arm_b} ({}; {a} and {b} sessions). The coin chose, \
             so {arm_a}, or expecting it to help, is the likely cause.",
            size(estimate),
            if up { "better" } else { "worse" },
            likely(interval)
        ),
        (Status::ShownUp | Status::ShownDown, _) => format!(
            "Your experiment: on {arm_a} days your {o} was about {} points {} ({}). A coin picked the days, so {arm_a}, \
             or expecting it to help, is the likely cause.",
            size(estimate),
            if up { "higher" } else { "lower" },
            likely(interval)
        ),
        (Status::Small, _) if by_sessions => format!(
            "Your experiment: {arm_a} and {arm_b} lift you about the same, less than half a point either way ({}).",
            likely(interval)
        ),
        (Status::Small, _) => format!(
            "Your experiment: little or no difference, less than half a point either way ({}).",
            likely(interval)
        ),
        (Status::NotEnough, _) if by_sessions => format!(
            "Your experiment has too few ratings for an answer: it needs {TRIAL_ARM} sessions of each kind, rated after."
        ),
        (Status::NotEnough, _) => format!(
            "Your experiment has too few check-ins for an answer: it needs {MIN_ARM} rated days of each kind."
        ),
        _ if by_sessions => format!(
            "Your experiment: no clear effect. {} may be {}.",
            capital(arm_a),
            between(card.low, card.high, ["worse", "better"])
        ),
        _ => format!(
            "Your experiment: no clear effect, {}.",
            between(card.low, card.high, ["lower", "higher"])
        ),
    }
}

/// How often the coin was followed.
fn did(tried: &Tried, [arm_a, arm_b]: [&str; 2]) -> Option<String> {
    let Did {
        a,
        a_days,
        b,
        b_days,
    } = tried.did;
    let share = tried.did.share()?;
    let said = if tried.lifts.is_some() {
        format!(
            "You followed the coin in {a} of {a_days} sessions of {arm_a} and {b} of {b_days} of {arm_b}."
        )
    } else if tried.arm_a == Experiment::MOVE && tried.arm_b == Experiment::REST {
        format!("You moved on {a} of {a_days} moving days and rested on {b} of {b_days} rest days.")
    } else {
        format!(
            "You followed the coin on {a} of {a_days} {arm_a} days and {b} of {b_days} {arm_b} days."
        )
    };
    Some(if share < WELL_FOLLOWED {
        said + " What wasn't done pulls the answer toward zero."
    } else {
        said
    })
}

/// States that the result was viewed, or the experiment ended, early.
fn looked(looked: &[Day], plan: &Planned, by_days: bool, now: Day) -> Option<String> {
    if plan.stopped_early {
        return Some("You stopped it early, so take this as a hint.".to_owned());
    }
    let first = *looked.first()?;
    let place = first.since(plan.start) + 1;
    let when = if by_days && (1..=i64::from(plan.length)).contains(&place) {
        format!("on day {place} of {}", plan.length)
    } else {
        format!("on {}, before its end", date(first, now))
    };
    Some(format!("You looked {when}, so take this as a hint."))
}

/// What the result is adjusted for.
pub(super) fn adjusted(tried: &Tried) -> Option<&'static str> {
    Some(match tried.adjusted? {
        Adjusted::Morning => "Adjusted for each morning's check-in, which came before the coin.",
        Adjusted::Before => "Adjusted for the mood before, which came before the coin.",
    })
}
