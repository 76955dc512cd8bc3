use super::*;
use crate::stats::distributions::student_quantile;

const DAYS: [i64; 12] = [0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 14, 15];
const Y: [f64; 12] = [5.0, 6.0, 4.0, 7.0, 6.0, 5.0, 5.0, 7.0, 6.0, 8.0, 5.0, 7.0];
const X: [f64; 12] = [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0];

fn example(weekdays: bool) -> Vec<Observation> {
    let row = |i: usize| {
        let mut x = [0.0; COLUMNS];
        (x[0], x[1]) = (1.0, X[i]);
        if weekdays {
            x[2 + ((DAYS[i] + 3) % 7) as usize] = 1.0;
        }
        Observation {
            day: DAYS[i],
            y: Y[i],
            x,
        }
    };
    (0..DAYS.len()).map(row).collect()
}

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() < tolerance,
        "{found}, expected {expected}"
    );
}

#[test]
fn worked_example_3_single_cells() {
    for (rho, beta, scale, log_weight) in [
        (
            0.0,
            [5.053_082_345_28, 1.798_799_564_86],
            [0.297_208_911_482, 0.290_179_514_306],
            -8.488_075_927_67,
        ),
        (
            0.3,
            [5.040_443_371_83, 1.803_246_119_22],
            [0.287_166_347_053, 0.319_579_026_948],
            -8.703_529_891_03,
        ),
    ] {
        let fit = Fit::new(
            &example(false),
            &[0.0, 0.0],
            &[Lingering {
                phi: 0.4,
                rho,
                prior: 1.0,
            }],
        )
        .unwrap();
        close(fit.nu(), 10.0, 0.0 + f64::EPSILON);
        close(fit.cells()[0].log_weight, log_weight, 1e-9);
        for column in 0..2 {
            close(fit.cells()[0].mean[column], beta[column], 1e-9);
            close(fit.cells()[0].scale[column], scale[column], 1e-9);
        }
    }
}

#[test]
fn worked_example_3_grids() {
    let effect = Fit::new(&example(false), &[0.0, 0.0], &effect_grid()).unwrap();
    let x = effect.coefficient(1);
    close(x.mean(), 1.799_298_256_18, 1e-9);
    close(x.interval().0, 1.156_067_524_17, 1e-9);
    close(x.interval().1, 2.451_020_193_61, 1e-9);
    close(x.bayes_factor(), 29.091_927_737_4, 1e-8);
    for (cell, weight) in effect.cells().iter().zip([
        0.040_627_795_512_9,
        0.060_740_680_672_1,
        0.085_284_472_935_8,
        0.111_140_679_876,
    ]) {
        close(cell.weight, weight, 1e-12);
    }
    let trend = Fit::new(&example(false), &[0.0, 0.0], &trend_grid())
        .unwrap()
        .coefficient(1);
    close(trend.mean(), 1.807_846_776_16, 1e-9);
    close(trend.interval().0, 1.072_741_026_5, 1e-9);
    close(trend.interval().1, 2.552_105_842_3, 1e-9);
    close(trend.bayes_factor(), 16.724_436_306_2, 1e-8);
}

#[test]
fn worked_example_3_with_weekdays() {
    let pen = [0.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0];
    let x = Fit::new(&example(true), &pen, &effect_grid())
        .unwrap()
        .coefficient(1);
    close(x.mean(), 1.892_362_986_58, 1e-9);
    close(x.interval().0, 1.245_482_365_14, 1e-9);
    close(x.interval().1, 2.508_705_096_47, 1e-9);
}

#[test]
fn without_lingering_and_priors_it_is_least_squares_with_a_t_interval() {
    let days = example(false);
    let n = days.len() as f64;
    let (mean_x, mean_y) = (X.iter().sum::<f64>() / n, Y.iter().sum::<f64>() / n);
    let sxx: f64 = X.iter().map(|x| (x - mean_x).powi(2)).sum();
    let slope = X
        .iter()
        .zip(Y)
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum::<f64>()
        / sxx;
    let residual: f64 = X
        .iter()
        .zip(Y)
        .map(|(x, y)| (y - mean_y - slope * (x - mean_x)).powi(2))
        .sum();
    let half = student_quantile(0.975, n - 2.0) * (residual / (n - 2.0) / sxx).sqrt();
    let fit = Fit::new(
        &days,
        &[0.0, 0.0],
        &[Lingering {
            phi: 0.0,
            rho: 0.0,
            prior: 1.0,
        }],
    )
    .unwrap();
    let (low, high) = fit.coefficient(1).interval();
    close(fit.coefficient(1).mean(), slope, 1e-12);
    close(low, slope - half, 1e-9);
    close(high, slope + half, 1e-9);
}

#[test]
fn grids_are_complete_and_their_priors_add_up() {
    for (grid, cells) in [(effect_grid(), 11), (trend_grid(), 29)] {
        assert_eq!(grid.len(), cells);
        close(grid.iter().map(|cell| cell.prior).sum(), 1.0, 1e-12);
    }
}

#[test]
fn collinear_columns_and_too_few_days_have_no_fit() {
    let mut days = example(false);
    for day in &mut days {
        day.x[2] = 1.0 - day.x[1];
    }
    assert_eq!(Fit::new(&days, &[0.0; 3], &effect_grid()), None);
    assert_eq!(Fit::new(&days[..2], &[0.0; 2], &effect_grid()), None);
    assert!(
        Fit::new(&days, &[0.0, 0.0, 4.0], &effect_grid()).is_some(),
        "a prior keeps columns apart"
    );
}

#[test]
fn a_gap_of_any_length_is_no_problem() {
    let mut days = example(false);
    for day in &mut days[6..] {
        day.day += 4_000_000_000;
    }
    let fit = Fit::new(&days, &[0.0, 0.0], &trend_grid()).unwrap();
    assert!(fit.coefficient(1).mean().is_finite());
}
