//! The person's usual mood, and how far from it sessions begin.

use crate::domain::Question;
use crate::stats::card::StartGap;
use crate::stats::constants::{GAP_MIN_BEFORE, GAP_MIN_USUAL, WINDOW};
use crate::stats::diary::{Bout, Diary, mean, points, variance};
use std::collections::BTreeMap;

/// The usual mood over the last year: the level that lift is counted from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// μ, in points; 5 without any day.
    pub level: f64,
    /// The variance of μ, in points²: s²/days · 1.4/0.6, as days that resemble each other at 0.4 count for less.
    pub variance: f64,
    /// Days it rests on.
    pub days: usize,
}

impl Usual {
    /// The usual mood of `diary`: one value per day, today included: the before rating of the first session that has
    /// one, else the mean of the day's check-ins.
    pub fn new(diary: &Diary) -> Self {
        let (first, last) = (diary.now().plus(-WINDOW), diary.now());
        let mut values: BTreeMap<_, f64> = diary
            .daily_means(Question::Mood, first, last)
            .into_iter()
            .collect();
        // Backwards, so that the first session of a day has the last word.
        for bout in diary.bouts_in(first, last).iter().rev() {
            if let Some(before) = bout.before {
                values.insert(bout.day, points(before));
            }
        }
        let values: Vec<f64> = values.into_values().collect();
        let days = values.len();
        let level = if days == 0 { 5.0 } else { mean(&values) };
        Self {
            level,
            variance: variance(&values) / days.max(1) as f64 * 1.4 / 0.6,
            days,
        }
    }
}

/// The sessions of the last year, today included.
pub fn recent(diary: &Diary) -> &[Bout] {
    diary.bouts_in(diary.now().plus(-WINDOW), diary.now())
}

impl StartGap {
    /// The mean of all before ratings minus the usual level, with its standard error
    /// √(max(var, 1/12) · max(1/n - 1/days, 0.1/n) · 1.5); nothing below 8 ratings and 14 days.
    ///
    /// 1/12 is the variance that rounding to whole points leaves even when all ratings are equal.
    pub fn new(diary: &Diary, usual: &Usual) -> Option<Self> {
        let before: Vec<f64> = recent(diary)
            .iter()
            .filter_map(|bout| bout.before)
            .map(points)
            .collect();
        if before.len() < GAP_MIN_BEFORE || usual.days < GAP_MIN_USUAL {
            return None;
        }
        let n = before.len() as f64;
        let shared = (1.0 / n - 1.0 / usual.days as f64).max(0.1 / n);
        let se = (variance(&before).max(1.0 / 12.0) * shared * 1.5).sqrt();
        Some(Self {
            gap: mean(&before) - usual.level,
            se,
            n: before.len(),
        })
    }

    /// How much of an estimate good (low) mood at the start could explain, when that must be considered: the gap is
    /// larger than its error and on the estimate's side. k = gap/(1 - `active_share`) · `carried`.
    pub fn explains(&self, estimate: f64, active_share: f64, carried: f64) -> Option<f64> {
        let matters = self.gap.abs() > self.se && self.gap * estimate > 0.0;
        matters.then(|| self.gap / (1.0 - active_share).max(1e-9) * carried)
    }
}
