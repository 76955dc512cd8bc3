//! What an experiment of a given length can detect, with and without numbers.

use crate::domain::{Day, TrialKind};
use crate::stats::constants::{POWER, SESSIONS_POWER};
use crate::stats::sentences;

/// What an experiment of `length` days or sessions can detect, for display before it starts.
pub fn power(kind: TrialKind, length: u32) -> String {
    match kind {
        TrialKind::Days => power_of_days(length),
        TrialKind::Sessions => {
            let (known, half, found) = SESSIONS_POWER
                .into_iter()
                .rev()
                .find(|(sessions, ..)| *sessions <= length)
                .unwrap_or(SESSIONS_POWER[0]);
            if known == length {
                format!(
                    "{length} sessions: precise to about {half:.1} points; a difference of 0.8 is found {found} times \
                     in 100."
                )
            } else {
                format!(
                    "{length} sessions: precise to about {:.1} points.",
                    narrower(half, known, length)
                )
            }
        }
    }
}

/// How often an experiment of `length` days or sessions finds a difference that a person would notice, as a sentence.
pub fn chance(kind: TrialKind, length: u32) -> String {
    let found = match kind {
        TrialKind::Days => {
            let known = POWER.into_iter().rev().find(|known| known.days <= length);
            known.unwrap_or(POWER[0]).found
        }
        TrialKind::Sessions => {
            let mut known = SESSIONS_POWER.into_iter().rev();
            let known = known.find(|(sessions, ..)| *sessions <= length);
            known.unwrap_or(SESSIONS_POWER[0]).2
        }
    };
    format!(
        "If the two really differ by 0.8 points, this finds it about {} times in 10. Many end without a clear answer.",
        (found + 5) / 10
    )
}

/// The duration of an experiment of `length` days or sessions, without numbers: its last day, or a
/// word.
pub fn length_in_words(kind: TrialKind, length: u32, start: Day, today: Day) -> String {
    match kind {
        TrialKind::Days => {
            let last = start.plus(i64::from(length) - 1);
            format!("until {}", sentences::date(last, today))
        }
        TrialKind::Sessions => {
            const WORDS: [&str; 4] = [
                "a few sessions",
                "some sessions",
                "more sessions",
                "many sessions",
            ];
            let longer = SESSIONS_POWER
                .iter()
                .filter(|(sessions, ..)| *sessions < length);
            WORDS[longer.count().min(WORDS.len() - 1)].to_owned()
        }
    }
}

/// What an experiment can detect, without numbers.
pub const POWER_IN_WORDS: &str = "Longer is more precise. Many end without a clear answer.";

fn power_of_days(days: u32) -> String {
    if let Some(known) = POWER.into_iter().find(|known| known.days == days) {
        return format!(
            "{days} days: precise to about {:.1} points; a difference of 0.8 is found {} times in 100, and {} times if \
             you also check in most mornings.",
            known.half, known.found, known.with_mornings
        );
    }
    let known = POWER[1];
    format!(
        "{days} days: precise to about {:.1} points.",
        narrower(known.half, known.days, days)
    )
}

/// The half-width expected for `length`; halving it takes four times as long.
fn narrower(half: f64, known: u32, length: u32) -> f64 {
    half * (f64::from(known) / f64::from(length.max(1))).sqrt()
}
