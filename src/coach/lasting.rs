//! What lasts leads somewhere: two weeks of very low mood, and six weeks of sessions without a gain.

use crate::domain::{Day, Journal, Question};
use crate::stats::{CardId, Diary, Insights, Status};

/// The days of a hard stretch.
const STRETCH: i64 = 14;
/// Of which at least so many are rated.
const RATED: usize = 5;
/// With a mood in the middle of them of at most this, 1 to 9.
const VERY_LOW: f64 = 2.0;
/// Days since the first session before a gain is looked for: six weeks.
const SIX_WEEKS: i64 = 42;
/// Sessions rated before and after that it takes.
const SESSIONS: usize = 12;

/// Whether the two weeks up to and including `day` were very low: at least five rated days with a median mood of 2 or
/// less.
pub fn is_hard_stretch(journal: &Journal, day: Day) -> bool {
    let days = journal.days(day.plus(1 - STRETCH), day);
    let mut moods: Vec<f64> = days
        .values()
        .filter_map(|summary| summary.mean(Question::Mood))
        .collect();
    moods.sort_by(f64::total_cmp);
    let Some(last) = moods.len().checked_sub(1).filter(|last| last + 1 >= RATED) else {
        return false;
    };
    f64::midpoint(moods[last / 2], moods[moods.len() / 2]) <= VERY_LOW
}

/// What is said where ratings show no gain six weeks and a dozen sessions, rated before and after, from the first one on.
///
/// While an experiment runs nothing is looked for: it could give the answer away.
pub fn no_gain(journal: &Journal, day: Day) -> Option<String> {
    let first = journal.sessions().first()?;
    let rated = journal
        .sessions()
        .iter()
        .filter(|session| session.before.is_some() && session.after.is_some())
        .count();
    let is_time = day.since(first.day) >= SIX_WEEKS && rated >= SESSIONS;
    if !is_time || journal.running_experiments(day).next().is_some() {
        return None;
    }
    let found = Insights::new(&Diary::from_journal(journal, day));
    let gains = found.cards.iter().any(|card| {
        matches!(card.id, CardId::RightAfter | CardId::Trend)
            && matches!(
                card.status,
                Status::LeaningUp | Status::LikelyUp | Status::Rising
            )
    });
    let since = match day.since(first.day) / 7 {
        6 => format!("Six weeks and {rated} sessions in"),
        weeks => format!("After {weeks} weeks and {rated} sessions"),
    };
    (!gains).then(|| {
        format!(
            "{since}, your ratings show no clear change. That's not a failing: it doesn't help everyone. A different \
             kind of activity may suit you better, and a doctor or therapist can help you look further."
        )
    })
}
