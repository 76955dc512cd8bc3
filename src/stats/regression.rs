//! Regression on a daily series with autocorrelated mood and missing days.

use crate::stats::cholesky::Cholesky;
use crate::stats::constants::{EFFECT_PHI, TREND_PHI, TREND_RHO};
use crate::stats::mixture::{Component, Mixture, softmax};

/// Maximum number of design columns: intercept, same day, day before, trend, seven weekdays.
pub const COLUMNS: usize = 11;

/// One rated day: its value and its row of the design matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Days since any fixed day; strictly ascending.
    pub day: i64,
    /// The rating, in points.
    pub y: f64,
    /// Design columns; those beyond the design's width are 0.
    pub x: [f64; COLUMNS],
}

/// One model of how mood lingers from day to day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lingering {
    /// Correlation between one day's mood and the next day's, 0 to below 1.
    pub phi: f64,
    /// Fraction of the variance that does not linger, 0 to below 1.
    pub rho: f64,
    /// Prior weight, above 0.
    pub prior: f64,
}

/// The grid for effects: 11 values of φ, no white noise.
pub fn effect_grid() -> Vec<Lingering> {
    let prior = 1.0 / EFFECT_PHI.len() as f64;
    EFFECT_PHI
        .iter()
        .map(|phi| Lingering {
            phi: *phi,
            rho: 0.0,
            prior,
        })
        .collect()
}

/// The grid for trends: 8 values of φ, with 4 shares of white noise where φ > 0.
pub fn trend_grid() -> Vec<Lingering> {
    let prior = 1.0 / TREND_PHI.len() as f64;
    let rhos = |phi: f64| {
        if phi == 0.0 {
            &TREND_RHO[..1]
        } else {
            &TREND_RHO[..]
        }
    };
    let cell = |phi: f64, rho: f64| Lingering {
        phi,
        rho,
        prior: prior / rhos(phi).len() as f64,
    };
    TREND_PHI
        .iter()
        .flat_map(|phi| rhos(*phi).iter().map(move |rho| cell(*phi, *rho)))
        .collect()
}

/// The regression under one model of lingering mood.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The model.
    pub model: Lingering,
    /// Log of (prior times marginal likelihood), up to a constant shared by all cells.
    pub log_weight: f64,
    /// Posterior weight; the weights of all cells in a fit sum to 1.
    pub weight: f64,
    /// Centers of the coefficients, one per column.
    pub mean: Vec<f64>,
    /// Scales of the coefficients' t distributions; not standard deviations.
    pub scale: Vec<f64>,
}

/// A regression averaged over a grid of lingering-mood models.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    cells: Vec<Cell>,
    nu: f64,
}

impl Fit {
    /// Fits y = Xβ + u + ε to `days`: u is stationary AR(1) with variance σ²(1-ρ), ε white with σ²ρ,
    /// `β_j ~ N(0, σ²/pen_j)` or flat at pen 0, p(σ²) ∝ 1/σ²; averaged over `grid`.
    ///
    /// One scalar Kalman filter per cell whitens y and all columns at once (Harvey 1989, 3.4),
    /// bridging missing days with φ^gap, followed by weighted least squares and the marginal
    /// likelihood in closed form (Zellner 1971). `None` if columns are collinear or there are no
    /// more days than flat columns.
    pub fn new(days: &[Observation], pen: &[f64], grid: &[Lingering]) -> Option<Self> {
        let flat = pen.iter().filter(|pen| **pen == 0.0).count();
        if days.len() <= flat || pen.len() > COLUMNS {
            return None;
        }
        let nu = (days.len() - flat) as f64;
        let mut cells: Vec<Cell> = grid
            .iter()
            .map(|model| fit_cell(days, pen, *model, nu))
            .collect::<Option<_>>()?;
        let weights = softmax(
            &cells
                .iter()
                .map(|cell| cell.log_weight)
                .collect::<Vec<f64>>(),
        );
        for (cell, weight) in cells.iter_mut().zip(weights) {
            cell.weight = weight;
        }
        Some(Self { cells, nu })
    }

    /// All grid cells.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Degrees of freedom: days minus flat columns.
    pub const fn nu(&self) -> f64 {
        self.nu
    }

    /// The posterior of the coefficient of `column`.
    pub fn coefficient(&self, column: usize) -> Mixture {
        let part = |cell: &Cell| Component {
            weight: cell.weight,
            mean: cell.mean[column],
            scale: cell.scale[column],
        };
        Mixture::new(self.cells.iter().map(part).collect(), self.nu)
    }

    /// The posterior mean of φ: how much of one day's mood remains on the next.
    pub fn lingering(&self) -> f64 {
        self.cells
            .iter()
            .map(|cell| cell.weight * cell.model.phi)
            .sum()
    }
}

/// Cross products of the whitened columns, with y last, and the log determinant of the covariance.
struct Whitened {
    products: [[f64; COLUMNS + 1]; COLUMNS + 1],
    log_determinant: f64,
}

fn whiten(days: &[Observation], width: usize, model: Lingering) -> Whitened {
    let Lingering { phi, rho, .. } = model;
    let mut state = [0.0; COLUMNS + 1];
    let mut row = [0.0; COLUMNS + 1];
    let mut products = [[0.0; COLUMNS + 1]; COLUMNS + 1];
    let mut variance = 1.0 - rho;
    let mut log_determinant = 0.0;
    let mut before: Option<i64> = None;
    for day in days {
        if let Some(before) = before {
            let gap = i32::try_from(day.day - before).unwrap_or(i32::MAX);
            let fade = phi.powi(gap);
            for value in &mut state[..=width] {
                *value *= fade;
            }
            variance = fade * fade * variance + (1.0 - rho) * (1.0 - fade * fade);
        }
        before = Some(day.day);
        let total = variance + rho;
        let (scale, gain) = (1.0 / total.sqrt(), variance / total);
        for column in 0..=width {
            let value = if column == width {
                day.y
            } else {
                day.x[column]
            };
            let surprise = value - state[column];
            row[column] = surprise * scale;
            state[column] += gain * surprise;
        }
        variance *= rho / total;
        log_determinant += total.ln();
        // The lower half is enough: the cross products are symmetric.
        for column in 0..=width {
            let left = row[column];
            for (sum, right) in products[column][..=column].iter_mut().zip(&row) {
                *sum += left * right;
            }
        }
    }
    Whitened {
        products,
        log_determinant,
    }
}

fn fit_cell(days: &[Observation], pen: &[f64], model: Lingering, nu: f64) -> Option<Cell> {
    let width = pen.len();
    let Whitened {
        products,
        log_determinant,
    } = whiten(days, width, model);
    let mut a = Vec::with_capacity(width * width);
    for (i, line) in products[..width].iter().enumerate() {
        a.extend_from_slice(&line[..width]);
        a[i * width + i] += pen[i];
    }
    let factor = Cholesky::new(&a, width)?;
    let half = factor.half_solve(&products[width][..width]);
    let explained: f64 = half.iter().map(|z| z * z).sum();
    let rss = (products[width][width] - explained).max(1e-12);
    let mean = factor.back_solve(&half);
    let scale = (0..width)
        .map(|column| {
            let mut unit = [0.0; COLUMNS];
            unit[column] = 1.0;
            (rss / nu * factor.quadratic(&unit[..width])).sqrt()
        })
        .collect();
    let log_weight =
        -0.5 * (log_determinant + factor.log_determinant() + nu * rss.ln()) + model.prior.ln();
    Some(Cell {
        model,
        log_weight,
        weight: 0.0,
        mean,
        scale,
    })
}

#[cfg(test)]
mod tests;
