//! The association between two daily series: Spearman's rank correlation with an interval that
//! accounts for autocorrelation. Descriptive only; it says nothing about direction.

use crate::domain::Sorting as _;
use crate::stats::diary::{mean, variance};
use crate::stats::distributions::normal_quantile;

/// The association between two series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Together {
    /// Spearman's rank correlation, −1 to 1.
    pub rank: f64,
    /// The 95 % interval.
    pub interval: (f64, f64),
    /// Number of days with both values.
    pub days: usize,
}

/// Minimum effective number of days, after correcting for autocorrelation.
const LEAST: f64 = 10.0;

impl Together {
    /// Computes it from pairs in order of day; `None` if one series is constant or there are too
    /// few days.
    ///
    /// The interval is Fisher's z with variance 1.06/(n − 3) for ranks (Fieller, Hartley and
    /// Pearson 1957). n is reduced for autocorrelated series: n · (1 − ab)/(1 + ab), with the lag-1
    /// autocorrelations a and b of the ranks (Bartlett 1935).
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let (one, other): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let (one, other) = (ranks(&one), ranks(&other));
        let rank = correlation(&one, &other)?;
        let alike = (echo(&one) * echo(&other)).clamp(0.0, 0.95);
        let effective = pairs.len() as f64 * (1.0 - alike) / (1.0 + alike);
        if effective < LEAST {
            return None;
        }
        let z = rank.clamp(-0.999_999, 0.999_999).atanh();
        let reach = normal_quantile(0.975) * (1.06 / (effective - 3.0)).sqrt();
        Some(Self {
            rank,
            interval: ((z - reach).tanh(), (z + reach).tanh()),
            days: pairs.len(),
        })
    }
}

/// The rank of each value, 1 for the smallest; ties share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.order_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let equal = order[from..]
            .iter()
            .take_while(|place| values[**place].total_cmp(&values[order[from]]).is_eq())
            .count()
            .max(1);
        let shared = f64::midpoint(2.0 * from as f64, equal as f64 + 1.0);
        for place in &order[from..from + equal] {
            ranks[*place] = shared;
        }
        from += equal;
    }
    ranks
}

fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    if one.len() < 3 {
        return None;
    }
    let (middle, middle_other) = (mean(one), mean(other));
    let shared: f64 = one
        .iter()
        .zip(other)
        .map(|(a, b)| (a - middle) * (b - middle_other))
        .sum();
    let spread = (variance(one) * variance(other)).sqrt() * (one.len() - 1) as f64;
    (spread > 0.0).then(|| (shared / spread).clamp(-1.0, 1.0))
}

/// Lag-1 autocorrelation.
fn echo(values: &[f64]) -> f64 {
    values
        .split_last()
        .and_then(|(_, early)| correlation(early, &values[1..]))
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn opposite_orders_are_told_with_their_interval() {
        // No autocorrelation from day to day: a fixed permutation.
        let pairs: Vec<(f64, f64)> = (0..40)
            .map(|day| f64::from(day * 17 % 40))
            .map(|x| (x, -x))
            .collect();
        let together = Together::of(&pairs).unwrap();
        assert!((together.rank + 1.0).abs() < 1e-12);
        assert!(together.interval.1 < -0.99, "{together:?}");
    }

    #[test]
    fn little_data_and_constant_series_tell_nothing() {
        assert_eq!(Together::of(&[]), None);
        assert_eq!(Together::of(&[(1.0, 2.0); 30]), None);
        assert_eq!(
            Together::of(&[(1.0, 2.0), (2.0, 3.0), (3.0, 1.0), (4.0, 5.0)]),
            None
        );
    }

    #[test]
    fn two_slow_drifts_are_not_taken_for_many_days() {
        let drift: Vec<(f64, f64)> = (0..60)
            .map(|day| (f64::from(day), f64::from(day)))
            .collect();
        assert_eq!(
            Together::of(&drift),
            None,
            "sixty days of drift are worth few days"
        );
    }

    #[test]
    fn known_value() {
        // Wing and tail lengths from Zar (Biostatistical Analysis, Spearman example), without the
        // interval's limits.
        let pairs = [
            (10.4, 7.4),
            (10.8, 7.6),
            (11.1, 7.9),
            (10.2, 7.2),
            (10.3, 7.4),
            (10.2, 7.1),
            (10.7, 7.4),
            (10.5, 7.2),
            (10.8, 7.8),
            (11.2, 7.7),
            (10.6, 7.8),
            (11.4, 8.3),
        ];
        let (one, other): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let rank = correlation(&ranks(&one), &ranks(&other)).unwrap();
        assert!((rank - 0.851).abs() < 0.002, "{rank}");
    }
}
