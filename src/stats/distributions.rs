//! Student's t, the normal and the beta distribution, to at least 1e-12.
//!
//! Incomplete beta and the inverses come from `statrs`, checked against 40-digit references. One
//! thing is done here: near 0 the usual form of the t distribution loses ten digits, so the
//! complementary form is taken there.

use statrs::distribution::{Beta, ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;

/// P(T ≤ x) for Student's t with `nu` > 0 degrees of freedom; ½ for what is no number.
///
/// With z = x²/(ν + x²): the smaller tail is ½ I₁₋z(ν/2, ½) = ½ (1 - I_z(½, ν/2)). The first form
/// keeps the relative accuracy of far tails, the second that of small x (Abramowitz & Stegun 26.7.1).
pub fn student_cdf(x: f64, nu: f64) -> f64 {
    let square = x * x;
    let tail = if square < 1.0 {
        checked_beta_reg(0.5, nu / 2.0, square / (nu + square)).map(|inner| 0.5 * (1.0 - inner))
    } else {
        checked_beta_reg(nu / 2.0, 0.5, if square.is_finite() { nu / (nu + square) } else { 0.0 })
            .map(|outer| 0.5 * outer)
    };
    let tail = tail.unwrap_or(0.5);
    if x > 0.0 { 1.0 - tail } else { tail }
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
        for x in [0.0, f64::INFINITY, f64::NEG_INFINITY, 1e200, -1e200, f64::NAN] {
            assert!((0.0..=1.0).contains(&student_cdf(x, 7.0)), "{x}");
        }
        close(student_cdf(0.0, 7.0), 0.5, "the middle");
    }

    const STUDENT: [(f64, f64, f64); 25] = [
        (1.0, -9.0, 0.03522328747727727),
        (1.0, -3.0, 0.10241638234956672),
        (1.0, -0.5, 0.35241638234956674),
        (1.0, -1e-06, 0.49999968169011383),
        (1.0, 1.5, 0.8128329581890011),
        (7.0, -9.0, 2.132850460562164e-05),
        (7.0, -3.0, 0.00997106306599627),
        (7.0, -0.5, 0.3162035678446421),
        (7.0, -1e-06, 0.49999961500854917),
        (7.0, 1.5, 0.911350756505015),
        (27.0, -9.0, 6.471451404218103e-10),
        (27.0, -3.0, 0.0028728563213428764),
        (27.0, -0.5, 0.31056293188162554),
        (27.0, -1e-06, 0.49999960473374544),
        (27.0, 1.5, 0.9273909556075015),
        (121.0, -9.0, 1.935015750745454e-15),
        (121.0, -3.0, 0.0016394142642831573),
        (121.0, -0.5, 0.3089915834132874),
        (121.0, -1e-06, 0.49999960188112025),
        (121.0, 1.5, 0.9318904172771661),
        (353.0, -9.0, 7.101299703554564e-18),
        (353.0, -3.0, 0.0014458042530220475),
        (353.0, -0.5, 0.30869330656032146),
        (353.0, -1e-06, 0.4999996013401562),
        (353.0, 1.5, 0.9327458854359361),
    ];
    const STUDENT_QUANTILES: [(f64, f64, f64); 12] = [
        (1.0, 0.025, -12.706204736174705),
        (1.0, 0.3, -0.7265425280053609),
        (1.0, 1e-06, -318309.8861827435),
        (7.0, 0.025, -2.3646242515927853),
        (7.0, 0.3, -0.5491096579472851),
        (7.0, 1e-06, -14.241469651981445),
        (27.0, 0.025, -2.0518305164802855),
        (27.0, 0.3, -0.5306489892772325),
        (27.0, 1e-06, -6.021340255560036),
        (353.0, 0.025, -1.9667070086879999),
        (353.0, 0.3, -0.5248743721705785),
        (353.0, 1e-06, -4.834027645814594),
    ];
    const NORMAL: [(f64, f64); 5] = [
        (1e-15, -7.941345326170997),
        (1e-09, -5.9978070150076865),
        (0.001, -3.0902323061678136),
        (0.2, -0.8416212335729142),
        (0.975, 1.9599639845400538),
    ];
    const BETA: [(f64, f64, f64, f64); 12] = [
        (2.8, 1.2, 1e-06, 0.006397037448510031),
        (2.8, 1.2, 0.3, 0.6036107865642011),
        (2.8, 1.2, 0.999999, 0.9999962534684836),
        (6.8, 2.2, 1e-06, 0.09375414699964554),
        (6.8, 2.2, 0.3, 0.695017269262612),
        (6.8, 2.2, 0.999999, 0.9996199394480589),
        (30.8, 9.2, 1e-06, 0.40342514795268697),
        (30.8, 9.2, 0.3, 0.7384840793401213),
        (30.8, 9.2, 0.999999, 0.9705080248253972),
        (2.8, 21.2, 1e-06, 0.0005677503272652987),
        (2.8, 21.2, 0.3, 0.07607422412070228),
        (2.8, 21.2, 0.999999, 0.5714558817638206),
    ];
}
