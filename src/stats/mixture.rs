//! The posterior of one effect: a weighted mixture of t distributions.

use crate::stats::constants::EFFECT_PRIOR_SD;
use crate::stats::distributions::{
    normal_quantile, student_cdf, student_density, student_quantile,
};

/// One t component of a [`Mixture`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// Weight; all weights of a mixture sum to 1.
    pub weight: f64,
    /// Center, in the units of the effect.
    pub mean: f64,
    /// Scale, above 0.
    pub scale: f64,
}

/// `Σ w · t_ν(m, s)`: the posterior of one effect, averaged over a grid of models.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    components: Vec<Component>,
    nu: f64,
}

impl Mixture {
    /// A mixture of `components`, each with `nu` > 0 degrees of freedom.
    pub fn new(components: Vec<Component>, nu: f64) -> Self {
        Self { components, nu }
    }

    /// The mixture's components.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// Degrees of freedom of every component.
    pub const fn nu(&self) -> f64 {
        self.nu
    }

    /// The estimate: Σ w m.
    pub fn mean(&self) -> f64 {
        self.components
            .iter()
            .map(|part| part.weight * part.mean)
            .sum()
    }

    /// P(effect ≤ x) = `Σ w T_ν((x - m)/s)`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.components
            .iter()
            .map(|part| part.weight * student_cdf((x - part.mean) / part.scale, self.nu))
            .sum()
    }

    /// P(effect > 0), accurate even in the far tail.
    pub fn above_zero(&self) -> f64 {
        self.components
            .iter()
            .map(|part| part.weight * student_cdf(part.mean / part.scale, self.nu))
            .sum()
    }

    /// The density at x: `Σ w t_ν((x - m)/s) / s`.
    fn density(&self, x: f64) -> f64 {
        let part = |part: &Component| {
            part.weight * student_density((x - part.mean) / part.scale, self.nu) / part.scale
        };
        self.components.iter().map(part).sum()
    }

    /// The `p` quantile, 0 < p < 1, to 1e-10: Newton's method between the smallest and largest
    /// component quantiles, with bisection if a step would leave the bracket.
    pub fn quantile(&self, p: f64) -> f64 {
        let reach = student_quantile(p, self.nu);
        let ends = self
            .components
            .iter()
            .map(|part| part.mean + part.scale * reach);
        let (mut low, mut high) = ends
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| {
                (low.min(end), high.max(end))
            });
        let mut x = 0.5 * (low + high);
        // 200 bisections exhaust the precision of a double, so the loop always terminates.
        for _ in 0..200 {
            if high - low <= 1e-10 {
                break;
            }
            let over = self.cdf(x) - p;
            if over < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let next = x - over / self.density(x);
            if (next - x).abs() <= 1e-12 {
                return next.clamp(low, high);
            }
            x = if next > low && next < high {
                next
            } else {
                0.5 * (low + high)
            };
        }
        x
    }

    /// The 95 % interval, from the 2.5 % to the 97.5 % quantile.
    pub fn interval(&self) -> (f64, f64) {
        (self.quantile(0.025), self.quantile(0.975))
    }

    /// How much better "there is an effect" explains the data than "there is no effect".
    ///
    /// p is the smaller tail beyond 0, z = -Φ⁻¹(p), se = |estimate|/z, r = τ²/(τ² + se²), and BF =
    /// √(1-r) · exp(½ z² r): a normal-mixture test that stays valid under continuous monitoring
    /// (Robbins 1970).
    pub fn bayes_factor(&self) -> f64 {
        let tail = self.cdf(0.0).min(self.above_zero()).clamp(1e-15, 0.5);
        let z = -normal_quantile(tail);
        let se = if z <= 1e-6 {
            let (low, high) = self.interval();
            (high - low) / 3.92
        } else {
            self.mean().abs() / z
        };
        let r = EFFECT_PRIOR_SD * EFFECT_PRIOR_SD / (EFFECT_PRIOR_SD * EFFECT_PRIOR_SD + se * se);
        (1.0 - r).sqrt() * (0.5 * z * z * r).min(500.0).exp()
    }
}

/// Exponentials scaled to sum to 1; log weights of any magnitude are allowed.
pub fn softmax(log_weights: &[f64]) -> Vec<f64> {
    let top = log_weights
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = log_weights
        .iter()
        .map(|weight| (weight - top).exp())
        .collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Mixture {
        let part = |mean, scale| Component {
            weight: 0.5,
            mean,
            scale,
        };
        Mixture::new(vec![part(0.0, 1.0), part(1.0, 2.0)], 7.0)
    }

    #[test]
    fn worked_example_2() {
        let mixture = example();
        let (low, high) = mixture.interval();
        for (found, expected, tolerance) in [
            (mixture.mean(), 0.5, 1e-12),
            (low, -3.062_743_267_32, 1e-9),
            (high, 4.815_676_293_95, 1e-9),
            (mixture.cdf(0.5), 0.544_339_612_54, 1e-11),
            (mixture.bayes_factor(), 0.975_384_909_055, 1e-10),
        ] {
            assert!(
                (found - expected).abs() < tolerance,
                "{found}, expected {expected}"
            );
        }
    }

    #[test]
    fn a_quantile_is_where_the_distribution_reaches_it() {
        let part = |weight, mean, scale| Component {
            weight,
            mean,
            scale,
        };
        let mixtures = [
            example(),
            Mixture::new(vec![part(1.0, 0.3, 0.2)], 1.0),
            Mixture::new(vec![part(0.5, -40.0, 1e-3), part(0.5, 40.0, 1e-3)], 3.0),
            Mixture::new(vec![part(0.999, 0.0, 1e-6), part(0.001, 5.0, 9.0)], 200.0),
        ];
        for mixture in mixtures {
            for p in [1e-6, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999_999] {
                let (below, above) = (mixture.quantile(p) - 1e-9, mixture.quantile(p) + 1e-9);
                assert!(
                    mixture.cdf(below) - 1e-12 <= p && p <= mixture.cdf(above) + 1e-12,
                    "{p} of {mixture:?}"
                );
            }
        }
    }

    #[test]
    fn an_exact_zero_has_a_bayes_factor_too() {
        let part = Component {
            weight: 1.0,
            mean: 0.0,
            scale: 0.3,
        };
        let factor = Mixture::new(vec![part], 20.0).bayes_factor();
        assert!(factor > 0.0 && factor < 1.0, "{factor}");
    }

    #[test]
    fn softmax_survives_any_size() {
        assert_eq!(softmax(&[-1e4, -1e4]), [0.5, 0.5]);
        assert_eq!(softmax(&[1e4, -1e4]), [1.0, 0.0]);
    }
}
