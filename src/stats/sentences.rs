//! The verdicts in words. Observational and randomized results never share wording: only the coin's
//! results may name a likely cause.

mod dose;
mod experiment;
mod how;
mod labels;
mod mark;
mod numbers;
mod observational;

pub use experiment::experiment;
pub use how::how;
pub use labels::{chip, title, would_change};
pub use mark::around_mark;
pub use numbers::{date, signed};

use crate::domain::english::{capital, count, list};
use crate::domain::{Day, Instrument, Meaning};
use crate::stats::card::extra::{ByActivity, Extra, Factor};
use crate::stats::card::{Card, CardId, StartGap, Status};
use dose::dose;
use numbers::{between, likely, size};
use observational::{not_enough, observational};

/// The verdict of `card` in a few sentences, as of day `now`.
pub fn sentence(card: &Card, gap: Option<&StartGap>, now: Day) -> String {
    match (card.id, &card.extra) {
        (CardId::Phq9, _) => questionnaire(card, Instrument::Phq9),
        (CardId::Gad7, _) => questionnaire(card, Instrument::Gad7),
        (_, Extra::Experiment(tried)) => experiment(card, &tried.arm_a, &tried.arm_b, now),
        (_, Extra::Dose { ends, .. }) => dose(card, *ends),
        (_, Extra::GoesWith { factors }) => goes_with(card, factors),
        _ => observational(card, gap, now),
    }
}

/// The activity that lifts most, as a sentence, with names from `label`; `None` before two can be
/// compared.
pub fn leader<'a>(card: &'a Card, label: impl Fn(&'a str) -> &'a str) -> Option<String> {
    let Extra::RightAfter {
        leader: Some(leader),
        by_activity,
        ..
    } = &card.extra
    else {
        return None;
    };
    if leader.clear {
        return Some(format!(
            "Biggest mood lift so far: {}.",
            label(&leader.activity)
        ));
    }
    let shown = by_activity
        .iter()
        .filter(|row| row.estimate.is_some())
        .map(|row| label(&row.activity));
    Some(format!(
        "Too close to call between {}.",
        list(&shown.collect::<Vec<&str>>())
    ))
}

fn interval(card: &Card) -> (f64, f64) {
    (card.low.unwrap_or(0.0), card.high.unwrap_or(0.0))
}

fn goes_with(card: &Card, factors: &[Factor]) -> String {
    let o = card.outcome.key();
    match (card.status, card.more_days) {
        (Status::NotEnough, None) => {
            "Not enough data yet: add tags or hours of sleep to your check-ins. A tag needs 8 days with it and 8 without."
                .to_owned()
        }
        (Status::NotEnough, _) => not_enough(card),
        (Status::Flat, _) => {
            "All your ratings are the same, so there's nothing to compare yet.".to_owned()
        }
        _ => {
            let found = factors
                .iter()
                .filter(|factor| factor.status != Status::Open)
                .map(|factor| {
                    let better = if factor.estimate > 0.0 { "better" } else { "lower" };
                    let what = match (factor.one_more(), factor.own) {
                        (Some(more), _) => format!("{} goes", capital(&more)),
                        (None, Some(_)) => format!("Days with {} go", factor.factor),
                        (None, None) => format!("Days tagged {} go", factor.factor),
                    };
                    format!(
                        "{what} with a {better} {o}: about {} points ({}, {}).",
                        size(factor.estimate),
                        likely((factor.low, factor.high)),
                        count(factor.n, "day")
                    )
                });
            let mut said: Vec<String> = found.collect();
            if said.is_empty() {
                said.push(format!("Nothing else stands out yet ({} compared).", factors.len()));
            }
            said.push("This can't tell which causes which.".to_owned());
            said.join(" ")
        }
    }
}

fn questionnaire(card: &Card, instrument: Instrument) -> String {
    let Extra::Questionnaire { baseline, latest } = &card.extra else {
        return String::new();
    };
    let (Some(from), Some(to), Some(_)) = (baseline, latest, card.estimate) else {
        return match card.more_days {
            Some(_) => not_enough(card),
            None => format!("Not enough data yet: no {instrument} so far."),
        };
    };
    let scores = format!("{instrument} went from {} to {}", from.score, to.score);
    let change = instrument.change(from.score, to.score);
    let words = change.meaning.words();
    match (change.meaning, change.points) {
        (_, 0) => format!("{instrument} stayed at {}.", to.score),
        (Meaning::Clear, ..0) => format!(
            "{scores}: {words}. Scores can also fall on their own, so this doesn't say why."
        ),
        (Meaning::Clear, _) => {
            format!("{scores}: clearly higher. It's worth telling a doctor or therapist.")
        }
        (Meaning::Within, _) => {
            let noticeable = instrument.noticeable().unwrap_or_default();
            format!("{scores}: {words} (under {noticeable} points).")
        }
        (Meaning::Noticeable | Meaning::NotKnown, _) => format!("{scores}: {words}."),
    }
}

/// How the person usually feels after an activity compared with their usual mood, as a sentence;
/// `None` until there is enough data.
pub fn lift(row: &ByActivity) -> Option<String> {
    let (estimate, low, high) = (row.estimate?, row.low?, row.high?);
    let sessions = count(row.n, "session");
    Some(if low < 0.0 && high > 0.0 {
        let between = between(Some(low), Some(high), ["lower", "better"]);
        format!("After this you usually feel {between} ({sessions}).")
    } else {
        let better = if estimate < 0.0 { "lower" } else { "better" };
        let (size, likely) = (size(estimate), likely((low, high)));
        format!("You usually feel about {size} points {better} after this ({likely}, {sessions}).")
    })
}

/// The same as a table row: `mood usually +0.8 (0.5 to 1.1), 13 sessions`.
pub fn lift_row(row: &ByActivity) -> Option<String> {
    let (estimate, low, high) = (row.estimate?, row.low?, row.high?);
    Some(format!(
        "mood usually {} ({} to {}), {}",
        signed(estimate),
        in_table(low),
        in_table(high),
        count(row.n, "session")
    ))
}

/// One end of an interval after a signed estimate: no plus sign, but a minus sign if below 0.
fn in_table(end: f64) -> String {
    signed(end).trim_start_matches('+').to_owned()
}
