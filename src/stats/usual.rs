//! The person's usual mood, and how far from it sessions start.

use crate::domain::{Day, Question};
use crate::stats::card::StartGap;
use crate::stats::constants::{
    GAP_DAYS, GAP_USUAL, GAP_WEEKDAY_PENALTY, MIN_USUAL, ROUNDING, UNASKED, WINDOW,
};
use crate::stats::days::active_days;
use crate::stats::diary::{Bout, Diary, mean, points, variance};
use crate::stats::start_guard::Gap;
use std::collections::{BTreeMap, BTreeSet};

/// The usual mood over the last year; lift is measured relative to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Usual {
    /// μ, in points; 5 if there are no days.
    pub level: f64,
    /// The variance of μ, in points²: s²/days · 1.4/0.6, because days correlated at 0.4 carry less
    /// information.
    pub variance: f64,
    /// Number of days it is based on.
    pub days: usize,
    /// For each day that has one, the first rating before a session.
    before: BTreeMap<Day, f64>,
    /// The usual level of each weekday, Monday first: its own mean, shrunk toward μ by two days at
    /// μ.
    weekdays: [f64; 7],
}

impl Usual {
    /// The usual mood of `diary`. Each day, including today, counts once: with the before rating of
    /// the first session that has one, or else with the mean of the day's check-ins.
    pub fn new(diary: &Diary) -> Self {
        let (first, last) = (diary.now().plus(-WINDOW), diary.now());
        // Iterate backwards so that the day's first session wins; the second session's rating
        // already includes the lift of the first.
        let before: BTreeMap<Day, f64> = diary
            .bouts_in(first, last)
            .iter()
            .rev()
            .filter_map(|bout| Some((bout.day, points(bout.before?))))
            .collect();
        let mut by_day: BTreeMap<Day, f64> = diary
            .daily_means(Question::Mood, first, last)
            .into_iter()
            .collect();
        by_day.extend(&before);
        let values: Vec<f64> = by_day.values().copied().collect();
        let days = values.len();
        let level = if days == 0 { 5.0 } else { mean(&values) };
        let mut sums = [(GAP_WEEKDAY_PENALTY * level, GAP_WEEKDAY_PENALTY); 7];
        for (day, value) in &by_day {
            let (sum, count) = &mut sums[day.weekday()];
            (*sum, *count) = (*sum + value, *count + 1.0);
        }
        Self {
            level,
            variance: variance(&values) / days.max(1) as f64 * 1.4 / 0.6,
            days,
            before,
            weekdays: sums.map(|(sum, count)| sum / count),
        }
    }

    /// Number of days with a rating before a session.
    pub fn started_days(&self) -> usize {
        self.before.len()
    }

    /// Those days as a share of all days with a usual level.
    pub fn started_share(&self) -> f64 {
        self.before.len() as f64 / self.days.max(1) as f64
    }

    /// The other days, without a rating before a session, as a share of all days with a usual level.
    pub fn other_share(&self) -> f64 {
        1.0 - self.started_share()
    }

    /// How far from the usual mood sessions start, ignoring weekdays; `None` with fewer than 2 such
    /// days or fewer than 7 days with a usual level.
    pub fn before_gap(&self) -> Option<Gap> {
        let before: Vec<f64> = self.before.values().copied().collect();
        (before.len() >= 2 && self.days >= MIN_USUAL).then(|| self.gap(&before))
    }

    /// The mean of `starts` minus μ, with its standard error √(max(var, 1/12) · max(1/n - 1/days, 0.1/n) · 1.5).
    fn gap(&self, starts: &[f64]) -> Gap {
        let n = starts.len() as f64;
        let shared = (1.0 / n - 1.0 / self.days as f64).max(0.1 / n);
        Gap {
            gap: mean(starts) - self.level,
            se: (variance(starts).max(ROUNDING) * shared * 1.5).sqrt(),
        }
    }
}

/// The sessions of the last year, including today.
pub fn recent(diary: &Diary) -> &[Bout] {
    diary.bouts_in(diary.now().plus(-WINDOW), diary.now())
}

impl StartGap {
    /// How far from the weekday's usual mood the days with movement start, based on each day's
    /// first before rating; `None` with fewer than 8 such days or fewer than 14 days with a usual
    /// level.
    pub fn new(diary: &Diary, usual: &Usual) -> Option<Self> {
        let n = usual.started_days();
        if n < GAP_DAYS || usual.days < GAP_USUAL {
            return None;
        }
        let starts: Vec<f64> = usual
            .before
            .iter()
            .map(|(day, before)| before - usual.weekdays[day.weekday()] + usual.level)
            .collect();
        let Gap { gap, se } = usual.gap(&starts);
        let mut moved: BTreeSet<Day> = active_days(recent(diary)).collect();
        moved.extend(usual.before.keys());
        let rated = n as f64 / moved.len() as f64;
        let scatter = variance(&starts).max(ROUNDING).sqrt();
        Some(Self {
            gap,
            se,
            n,
            share: usual.started_share(),
            unasked: UNASKED * (1.0 - rated) * scatter / (n as f64).sqrt(),
        })
    }
}
