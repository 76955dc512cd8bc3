//! Responses to lasting patterns: two weeks of very low mood, or six weeks of sessions without
//! improvement.

use crate::domain::{Day, Journal, Question, Sorting as _};
use crate::stats::{CardId, Diary, Insights, Status};

/// Length of a hard stretch, in days.
const STRETCH: i64 = 14;
/// Minimum number of rated days in it.
const RATED: usize = 5;
/// Maximum median mood on those days, 1 to 9.
const VERY_LOW: f64 = 2.0;
/// Days after the first session before checking for improvement: six weeks.
const SIX_WEEKS: i64 = 42;
/// Minimum number of sessions rated before and after.
const SESSIONS: usize = 12;

/// Whether mood was very low in the two weeks through `day`: at least five rated days with a median
/// mood of 2 or less.
pub fn is_hard_stretch(journal: &Journal, day: Day) -> bool {
    let days = journal.days(day.plus(1 - STRETCH), day);
    let mut moods: Vec<f64> = days
        .values()
        .filter_map(|summary| summary.mean(Question::Mood))
        .collect();
    moods.order_by(f64::total_cmp);
    let Some(last) = moods.len().checked_sub(1).filter(|last| last + 1 >= RATED) else {
        return false;
    };
    f64::midpoint(moods[last / 2], moods[moods.len() / 2]) <= VERY_LOW
}

/// The message for ratings that show no improvement six weeks after the first session, with at
/// least a dozen sessions rated before and after.
///
/// `None` while an experiment is running, because the message could give its result away.
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
