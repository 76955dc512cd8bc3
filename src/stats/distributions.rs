//! Student's t, normal and beta distributions, to at least 1e-12.
//!
//! The incomplete beta function and the inverses come from `statrs`, checked against 40-digit
//! references. The t distribution is handled here because its usual form loses ten digits near 0;
//! the complementary form is used there.

use statrs::distribution::{Beta, Continuous, ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;

/// P(T ≤ x) for Student's t with `nu` > 0 degrees of freedom; ½ for NaN.
///
/// With z = x²/(ν + x²), the smaller tail is `½ I_{1-z}(ν/2, ½) = ½ (1 - I_z(½, ν/2))`. The first form keeps the
/// relative accuracy of far tails, the second that of small x (Abramowitz & Stegun 26.7.1).
pub fn student_cdf(x: f64, nu: f64) -> f64 {
    let square = x * x;
    let tail = if square < 1.0 {
        checked_beta_reg(0.5, nu / 2.0, square / (nu + square)).map(|inner| 0.5 * (1.0 - inner))
    } else {
        checked_beta_reg(
            nu / 2.0,
            0.5,
            if square.is_finite() {
                nu / (nu + square)
            } else {
                0.0
            },
        )
        .map(|outer| 0.5 * outer)
    };
    let tail = tail.unwrap_or(0.5);
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// The density of Student's t with `nu` > 0 degrees of freedom at `x`:
/// `Γ((ν+1)/2) / (√(νπ) Γ(ν/2)) · (1 + x²/ν)^(-(ν+1)/2)`.
pub fn student_density(x: f64, nu: f64) -> f64 {
    StudentsT::new(0.0, 1.0, nu).map_or(0.0, |student| student.pdf(x))
}

/// The `p` quantile of Student's t with `nu` > 0 degrees of freedom, 0 < p < 1.
pub fn student_quantile(p: f64, nu: f64) -> f64 {
    StudentsT::new(0.0, 1.0, nu).map_or(0.0, |student| student.inverse_cdf(p))
}

/// The `p` quantile of the standard normal distribution, 0 < p < 1.
pub fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The `p` quantile of the beta distribution with parameters `a`, `b` > 0, 0 < p < 1.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    Beta::new(a, b).map_or(0.5, |beta| beta.inverse_cdf(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, what: &str) {
        let error = (found - expected).abs() / expected.abs().max(1e-300);
        assert!(error < 1e-12, "{what}: {found:e}, expected {expected:e}");
    }

    #[test]
    fn student_matches_forty_digit_references() {
        for (nu, x, p) in STUDENT {
            close(student_cdf(x, nu), p, &format!("T_{nu}({x})"));
            close(student_cdf(x, nu) + student_cdf(-x, nu), 1.0, "both tails");
        }
        for (nu, p, x) in STUDENT_QUANTILES {
            close(student_quantile(p, nu), x, &format!("T_{nu}^-1({p})"));
        }
    }

    #[test]
    fn normal_and_beta_quantiles_match_forty_digit_references() {
        for (p, x) in NORMAL {
            close(normal_quantile(p), x, &format!("normal {p}"));
        }
        for (a, b, p, x) in BETA {
            close(beta_quantile(a, b, p), x, &format!("beta({a}, {b}) {p}"));
        }
    }

    #[test]
    fn the_ends_are_numbers() {
        for x in [
            0.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e200,
            -1e200,
            f64::NAN,
        ] {
            assert!((0.0..=1.0).contains(&student_cdf(x, 7.0)), "{x}");
        }
        close(student_cdf(0.0, 7.0), 0.5, "the middle");
    }

    const STUDENT: [(f64, f64, f64); 25] = [
        (1.0, -9.0, 0.035_223_287_477_277_27),
        (1.0, -3.0, 0.102_416_382_349_566_72),
        (1.0, -0.5, 0.352_416_382_349_566_74),
        (1.0, -1e-06, 0.499_999_681_690_113_83),
        (1.0, 1.5, 0.812_832_958_189_001_1),
        (7.0, -9.0, 2.132_850_460_562_164e-05),
        (7.0, -3.0, 0.009_971_063_065_996_27),
        (7.0, -0.5, 0.316_203_567_844_642_1),
        (7.0, -1e-06, 0.499_999_615_008_549_17),
        (7.0, 1.5, 0.911_350_756_505_015),
        (27.0, -9.0, 6.471_451_404_218_103e-10),
        (27.0, -3.0, 0.002_872_856_321_342_876_4),
        (27.0, -0.5, 0.310_562_931_881_625_54),
        (27.0, -1e-06, 0.499_999_604_733_745_44),
        (27.0, 1.5, 0.927_390_955_607_501_5),
        (121.0, -9.0, 1.935_015_750_745_454e-15),
        (121.0, -3.0, 0.001_639_414_264_283_157_3),
        (121.0, -0.5, 0.308_991_583_413_287_4),
        (121.0, -1e-06, 0.499_999_601_881_120_25),
        (121.0, 1.5, 0.931_890_417_277_166_1),
        (353.0, -9.0, 7.101_299_703_554_564e-18),
        (353.0, -3.0, 0.001_445_804_253_022_047_5),
        (353.0, -0.5, 0.308_693_306_560_321_46),
        (353.0, -1e-06, 0.499_999_601_340_156_2),
        (353.0, 1.5, 0.932_745_885_435_936_1),
    ];
    const STUDENT_QUANTILES: [(f64, f64, f64); 12] = [
        (1.0, 0.025, -12.706_204_736_174_705),
        (1.0, 0.3, -0.726_542_528_005_360_9),
        (1.0, 1e-06, -318_309.886_182_743_5),
        (7.0, 0.025, -2.364_624_251_592_785_3),
        (7.0, 0.3, -0.549_109_657_947_285_1),
        (7.0, 1e-06, -14.241_469_651_981_445),
        (27.0, 0.025, -2.051_830_516_480_285_5),
        (27.0, 0.3, -0.530_648_989_277_232_5),
        (27.0, 1e-06, -6.021_340_255_560_036),
        (353.0, 0.025, -1.966_707_008_687_999_9),
        (353.0, 0.3, -0.524_874_372_170_578_5),
        (353.0, 1e-06, -4.834_027_645_814_594),
    ];
    const NORMAL: [(f64, f64); 5] = [
        (1e-15, -7.941_345_326_170_997),
        (1e-09, -5.997_807_015_007_686_5),
        (0.001, -3.090_232_306_167_813_6),
        (0.2, -0.841_621_233_572_914_2),
        (0.975, 1.959_963_984_540_053_8),
    ];
    const BETA: [(f64, f64, f64, f64); 12] = [
        (2.8, 1.2, 1e-06, 0.006_397_037_448_510_031),
        (2.8, 1.2, 0.3, 0.603_610_786_564_201_1),
        (2.8, 1.2, 0.999_999, 0.999_996_253_468_483_6),
        (6.8, 2.2, 1e-06, 0.093_754_146_999_645_54),
        (6.8, 2.2, 0.3, 0.695_017_269_262_612),
        (6.8, 2.2, 0.999_999, 0.999_619_939_448_058_9),
        (30.8, 9.2, 1e-06, 0.403_425_147_952_686_97),
        (30.8, 9.2, 0.3, 0.738_484_079_340_121_3),
        (30.8, 9.2, 0.999_999, 0.970_508_024_825_397_2),
        (2.8, 21.2, 1e-06, 0.000_567_750_327_265_298_7),
        (2.8, 21.2, 0.3, 0.076_074_224_120_702_28),
        (2.8, 21.2, 0.999_999, 0.571_455_881_763_820_6),
    ];
}
