//! The lift model: the effect of each activity, shrunk toward the others as much as the data call
//! for.

use crate::stats::cholesky::{Cholesky, dot};
use crate::stats::mixture::{Component, Mixture, softmax};
use std::collections::BTreeSet;

/// Prior of a fixed column's coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixed {
    /// Prior precision in units of 1/σ²; 0 for a flat prior.
    pub pen: f64,
    /// Prior mean, in rating points.
    pub mean: f64,
}

/// One session: its lift and its values for the fixed columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Lift {
    /// After minus before, in rating points.
    pub d: f64,
    /// One value per fixed column.
    pub fixed: Vec<f64>,
    /// Activity index, from 0.
    pub activity: usize,
    /// Index of the activity's family, numbered after the activities, if families are used.
    pub family: Option<usize>,
}

/// The model's prior assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior<'a> {
    /// The fixed columns.
    pub fixed: &'a [Fixed],
    /// (λ, weight): how much activities may differ, in units of σ; not at all at λ = 0.
    pub lambda: &'a [(f64, f64)],
    /// The share of λ² for each 0/1 column: 1, or ½ if each session has one column for its activity
    /// and one for its family.
    pub share: f64,
    /// Number of observations the variance prior is worth.
    pub prior_df: f64,
    /// Their total sum of squares.
    pub prior_sum_squares: f64,
}

struct LiftCell {
    lambda: f64,
    weight: f64,
    mean: Vec<f64>,
    factor: Cholesky,
    variance: f64,
}

/// The lift model, averaged over how much activities may differ.
pub struct LiftFit {
    cells: Vec<LiftCell>,
    nu: f64,
    activities: usize,
    fixed: usize,
}

/// A query to a [`LiftFit`]: a linear combination of coefficients.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Multipliers of the fixed columns' coefficients; missing ones are 0.
    pub fixed: Vec<f64>,
    /// Multipliers of the activities' coefficients: (activity, multiplier).
    pub activities: Vec<(usize, f64)>,
}

impl LiftFit {
    /// Fits d = Zβ + e, e ~ N(0, σ²), to `lifts`, with one 0/1 column for each of `activities`,
    /// including families (pen 1/(share λ²), absent at λ = 0), conjugate priors, averaged over λ: a
    /// normal hierarchy (Gelman et al., Bayesian Data Analysis, 5.4) in closed form (Zellner 1971).
    ///
    /// `None` if a flat column is collinear with the others.
    pub fn new(lifts: &[Lift], activities: usize, prior: &Prior<'_>) -> Option<Self> {
        let flat = prior
            .fixed
            .iter()
            .filter(|column| column.pen == 0.0)
            .count();
        let nu = lifts.len() as f64 - flat as f64 + prior.prior_df;
        if nu <= 0.0 {
            return None;
        }
        let fits: Vec<(LiftCell, f64)> = prior
            .lambda
            .iter()
            .map(|(lambda, weight)| fit_cell(lifts, activities, prior, *lambda, *weight, nu))
            .collect::<Option<_>>()?;
        let weights = softmax(
            &fits
                .iter()
                .map(|(_, log_weight)| *log_weight)
                .collect::<Vec<f64>>(),
        );
        let cells = fits
            .into_iter()
            .zip(weights)
            .map(|((cell, _), weight)| LiftCell { weight, ..cell })
            .collect();
        Some(Self {
            cells,
            nu,
            activities,
            fixed: prior.fixed.len(),
        })
    }

    /// The posterior weights of λ, in the order of the prior.
    pub fn lambda_weights(&self) -> Vec<f64> {
        self.cells.iter().map(|cell| cell.weight).collect()
    }

    /// γ̂, the slope of lift on (before - usual): the posterior mean of the second fixed column's coefficient.
    pub fn slope(&self) -> f64 {
        let slope = |cell: &LiftCell| cell.weight * cell.mean.get(1).copied().unwrap_or(0.0);
        self.cells.iter().map(slope).sum()
    }

    /// The posterior of `contrast`: components (c'm, √(c'Vc + γ̂² `usual_variance`)), where γ̂ is
    /// the coefficient of the second fixed column and `usual_variance` is the variance (points²) of
    /// the usual level that the column is measured from.
    pub fn contrast(&self, contrast: &Contrast, usual_variance: f64) -> Mixture {
        let part = |cell: &LiftCell| {
            let c = self.row(cell, contrast);
            let slope = if self.fixed > 1 { cell.mean[1] } else { 0.0 };
            let variance =
                cell.factor.quadratic(&c) * cell.variance + slope * slope * usual_variance;
            Component {
                weight: cell.weight,
                mean: dot(&c, &cell.mean),
                scale: variance.sqrt(),
            }
        };
        Mixture::new(self.cells.iter().map(part).collect(), self.nu)
    }

    /// P(activity `first` lifts more than `second`): Σ over λ > 0 of `w T_ν(m/s)` of their
    /// difference, plus half the weight of λ = 0.
    pub fn probability_of_more(&self, first: usize, second: usize) -> f64 {
        let contrast = Contrast {
            fixed: vec![],
            activities: vec![(first, 1.0), (second, -1.0)],
        };
        let difference = self.contrast(&contrast, 0.0);
        let part = |(cell, part): (&LiftCell, &Component)| {
            let alone = Component {
                weight: 1.0,
                ..*part
            };
            let more = if cell.lambda > 0.0 {
                Mixture::new(vec![alone], self.nu).above_zero()
            } else {
                0.5
            };
            cell.weight * more
        };
        self.cells
            .iter()
            .zip(difference.components())
            .map(part)
            .sum()
    }

    fn row(&self, cell: &LiftCell, contrast: &Contrast) -> Vec<f64> {
        let mut c = contrast.fixed.clone();
        c.resize(self.fixed, 0.0);
        if cell.lambda > 0.0 {
            c.resize(self.fixed + self.activities, 0.0);
            for (activity, multiple) in &contrast.activities {
                c[self.fixed + activity] += multiple;
            }
        }
        c
    }
}

fn fit_cell(
    lifts: &[Lift],
    activities: usize,
    prior: &Prior<'_>,
    lambda: f64,
    weight: f64,
    nu: f64,
) -> Option<(LiftCell, f64)> {
    let fixed = prior.fixed.len();
    let width = if lambda > 0.0 {
        fixed + activities
    } else {
        fixed
    };
    let pens = prior
        .fixed
        .iter()
        .map(|column| column.pen)
        .chain((fixed..width).map(|_| 1.0 / (prior.share * lambda * lambda)));
    let pens: Vec<f64> = pens.collect();
    let mut a = vec![0.0; width * width];
    let mut r = vec![0.0; width];
    let mut rss = prior.prior_sum_squares;
    for (j, pen) in pens.iter().enumerate() {
        let mean = prior.fixed.get(j).map_or(0.0, |column| column.mean);
        a[j * width + j] = *pen;
        r[j] = pen * mean;
        rss += pen * mean * mean;
    }
    for lift in lifts {
        let own = (lambda > 0.0).then_some((fixed + lift.activity, 1.0));
        let family = lift.family.filter(|_| lambda > 0.0);
        let family = family.map(|family| (fixed + family, 1.0));
        let row = || {
            lift.fixed
                .iter()
                .copied()
                .enumerate()
                .chain(own)
                .chain(family)
        };
        for (i, left) in row() {
            r[i] += left * lift.d;
            for (j, right) in row() {
                a[i * width + j] += left * right;
            }
        }
        rss += lift.d * lift.d;
    }
    let factor = Cholesky::new(&a, width)?;
    let half = factor.half_solve(&r);
    let rss = (rss - dot(&half, &half)).max(1e-12);
    let log_pens: f64 = pens
        .iter()
        .filter(|pen| **pen > 0.0)
        .map(|pen| pen.ln())
        .sum();
    let log_weight =
        -0.5 * factor.log_determinant() + 0.5 * log_pens - 0.5 * nu * rss.ln() + weight.ln();
    let cell = LiftCell {
        lambda,
        weight: 0.0,
        mean: factor.back_solve(&half),
        factor,
        variance: rss / nu,
    };
    Some((cell, log_weight))
}

/// The distinct names, sorted; an activity's index is its position here.
pub fn activities<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::constants::{
        LAMBDA, PRIOR_DF, PRIOR_SUM_SQUARES, START_SLOPE_PENALTY, START_SLOPE_PRIOR,
    };

    fn example() -> LiftFit {
        let d = [1.0, 2.0, 0.0, 1.0, 1.0, 3.0, -1.0, 0.0, 2.0];
        let before = [4.0, 3.0, 6.0, 5.0, 5.0, 3.0, 7.0, 6.0, 4.0];
        let activity = [0, 0, 0, 0, 1, 1, 1, 2, 2];
        let lift = |i: usize| Lift {
            d: d[i],
            fixed: vec![1.0, before[i] - 5.2],
            activity: activity[i],
            family: None,
        };
        let lifts: Vec<Lift> = (0..9).map(lift).collect();
        let fixed = [
            Fixed {
                pen: 0.0,
                mean: 0.0,
            },
            Fixed {
                pen: START_SLOPE_PENALTY,
                mean: START_SLOPE_PRIOR,
            },
        ];
        LiftFit::new(
            &lifts,
            3,
            &Prior {
                fixed: &fixed,
                lambda: &LAMBDA,
                prior_df: PRIOR_DF,
                prior_sum_squares: PRIOR_SUM_SQUARES,
                share: 1.0,
            },
        )
        .unwrap()
    }

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!(
            (found - expected).abs() < tolerance,
            "{found}, expected {expected}"
        );
    }

    #[test]
    fn worked_example_4() {
        let fit = example();
        for (weight, expected) in fit.lambda_weights().iter().zip([
            0.215_012_644_983,
            0.204_567_582_2,
            0.176_466_706_866,
            0.173_455_498_166,
            0.123_272_475_245,
            0.071_677_106_465_4,
            0.025_690_501_352_9,
            0.009_466_677_613_6,
            0.000_390_807_107_784,
        ]) {
            close(*weight, expected, 1e-12);
        }
        let shares = vec![(0, 4.0 / 9.0), (1, 3.0 / 9.0), (2, 2.0 / 9.0)];
        let overall = fit.contrast(
            &Contrast {
                fixed: vec![1.0],
                activities: shares,
            },
            0.01,
        );
        close(overall.bayes_factor(), 8.386_555_552_97, 1e-8);
        let own = |activity| {
            fit.contrast(
                &Contrast {
                    fixed: vec![1.0],
                    activities: vec![(activity, 1.0)],
                },
                0.01,
            )
        };
        for (mixture, mean, low, high) in [
            (
                overall,
                0.739_583_402_555,
                0.265_306_361_46,
                1.213_887_880_78,
            ),
            (
                own(0),
                0.708_226_340_156,
                0.173_892_471_865,
                1.227_053_660_19,
            ),
            (
                own(1),
                0.766_672_384_177,
                0.232_003_453_452,
                1.317_472_907_89,
            ),
            (own(2), 0.761_664_054_924, 0.199_225_104_37, 1.343_072_798_4),
        ] {
            close(mixture.mean(), mean, 1e-11);
            close(mixture.interval().0, low, 1e-9);
            close(mixture.interval().1, high, 1e-9);
        }
    }

    #[test]
    fn an_activity_against_itself_is_even() {
        close(
            example().probability_of_more(1, 2) + example().probability_of_more(2, 1),
            1.0,
            1e-12,
        );
    }

    #[test]
    fn without_sessions_there_is_a_fit_only_when_nothing_is_flat() {
        let fixed = [Fixed {
            pen: 0.25,
            mean: 0.5,
        }];
        let prior = Prior {
            fixed: &fixed,
            lambda: &[(0.3, 1.0)],
            prior_df: 4.0,
            prior_sum_squares: 4.0,
            share: 1.0,
        };
        let fit = LiftFit::new(&[], 2, &prior).unwrap();
        close(
            fit.contrast(
                &Contrast {
                    fixed: vec![1.0],
                    activities: vec![(1, 1.0)],
                },
                0.0,
            )
            .mean(),
            0.5,
            1e-12,
        );
        let flat = [Fixed {
            pen: 0.0,
            mean: 0.0,
        }];
        assert!(
            LiftFit::new(
                &[],
                2,
                &Prior {
                    fixed: &flat,
                    ..prior
                }
            )
            .is_none()
        );
    }

    #[test]
    fn activities_are_numbered_by_name() {
        assert_eq!(
            activities(["yoga", "walking", "yoga"].into_iter()),
            ["walking", "yoga"]
        );
    }
}
