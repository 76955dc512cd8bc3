//! Simulated people who follow the suggestions, for the tests and for `examples/coverage.rs`, which
//! includes this file by path.

use super::coach::learned::Learned;
use super::content::marks::Marks;
use super::content::routines::routines;
use super::domain::{Also, Day, Id, Journal, Rating, Routine, Session, Source};
use super::stats::distributions::{beta_quantile, normal_quantile};
use super::stats::split_mix::SplitMix64;

/// How the next session is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// By the coach.
    Coach,
    /// Uniformly at random.
    Uniform,
}

/// The result of following a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Share {
    /// Total value of all sessions as a fraction of the best possible, 0 to 1.
    pub all: f64,
    /// The same for the last thirty sessions.
    pub last: f64,
    /// Number of activities tried.
    pub tried: usize,
}

/// One person with `kinds` activities, who moves every other day, `sessions` times. An activity
/// lifts by N(0.5, 0.45) points and is finished with a probability from Beta(2.8, 1.2); its value
/// is that probability times (lift + 0.5).
pub(crate) fn follow(rule: Rule, kinds: usize, sessions: usize, seed: u64) -> Share {
    let chance = &mut SplitMix64::new(seed);
    let menu = menu(kinds);
    let truth: Vec<(f64, f64)> = menu
        .iter()
        .map(|_| {
            (
                0.5 + normal(chance, 0.45),
                beta_quantile(2.8, 1.2, chance.unit().clamp(1e-9, 1.0 - 1e-9)),
            )
        })
        .collect();
    let value = |place: usize| truth[place].1 * (truth[place].0 + 0.5);
    let best = (0..menu.len()).map(value).fold(f64::MIN, f64::max);
    let start = Day::from_date(chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default());
    let mut done: Vec<Session> = Vec::new();
    let mut values = Vec::new();
    for turn in 0..sessions {
        let day = start.plus(2 * turn as i64);
        let place = match rule {
            Rule::Uniform => chance.below(menu.len() as u64) as usize,
            Rule::Coach => {
                let journal = Journal::new(Vec::new(), done.clone(), None);
                let learned = Learned::new(&journal, day);
                let offered = learned.in_turn(menu.iter().collect(), None, turn as u64);
                let scored = learned.rank(&offered, None, &Marks::default(), chance.next());
                menu.iter()
                    .position(|routine| routine.id == scored[0].id)
                    .unwrap_or(0)
            }
        };
        values.push(value(place));
        let before = (5.5 + normal(chance, 1.2)).round();
        let finished = chance.unit() < truth[place].1;
        let after = before + truth[place].0 - 0.4 * (before - 5.5) + normal(chance, 0.8);
        done.push(session(
            &menu[place],
            day,
            turn,
            finished.then_some((before, after)),
        ));
    }
    let share = |values: &[f64]| values.iter().sum::<f64>() / (values.len() as f64 * best);
    let mut tried: Vec<&str> = done
        .iter()
        .map(|session| session.activity.as_str())
        .collect();
    tried.sort_unstable();
    tried.dedup();
    Share {
        all: share(&values),
        last: share(&values[values.len().saturating_sub(30)..]),
        tried: tried.len(),
    }
}

/// Routines that differ only in name.
fn menu(kinds: usize) -> Vec<Routine> {
    let like = &routines()[0];
    (0..kinds)
        .map(|kind| Routine {
            id: format!("kind-{kind:02}"),
            activity: format!("kind {kind:02}"),
            ..like.clone()
        })
        .collect()
}

/// A ten-minute session; finished if there are `moods` before and after it.
pub(crate) fn session(
    routine: &Routine,
    day: Day,
    turn: usize,
    moods: Option<(f64, f64)>,
) -> Session {
    let start = day
        .date()
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .fixed_offset()
        + chrono::TimeDelta::hours(17);
    let rating = |value: f64| Rating::new(value.round().clamp(1.0, 9.0) as u8);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&(turn as u64).to_le_bytes());
    Session {
        id: Id::new(start, random),
        start,
        timed: true,
        day,
        activity: routine.activity.clone(),
        title: routine.title.clone(),
        routine: Some(routine.id.clone()),
        active_seconds: 600,
        planned_seconds: None,
        distance_m: None,
        met: 4.0,
        effort: None,
        before: moods.and_then(|(before, _)| rating(before)),
        after: moods.and_then(|(_, after)| rating(after)),
        also: Also::default(),
        felt: None,
        complete: moods.is_some(),
        note: String::new(),
        source: Source::Timer,
        steps: Vec::new(),
        import: None,
        updated_at: start,
    }
}

pub(crate) fn normal(chance: &mut SplitMix64, sd: f64) -> f64 {
    sd * normal_quantile(chance.unit().clamp(1e-12, 1.0 - 1e-12))
}
