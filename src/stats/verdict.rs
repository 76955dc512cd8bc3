//! From a posterior to a verdict, with one rule for all cards.

use crate::stats::card::Status;
use crate::stats::constants::WORTH;

/// Whether an interval is entirely on one side of 0.
pub fn excludes_zero((low, high): (f64, f64)) -> bool {
    low > 0.0 || high < 0.0
}

/// Whether an interval is within half a point of 0, too small to matter.
pub fn is_small((low, high): (f64, f64)) -> bool {
    low > -WORTH && high < WORTH
}

/// Whether a verdict claims a difference: likely or leaning.
pub fn is_claim(status: Status) -> bool {
    use Status::{LeaningDown, LeaningUp, LikelyDown, LikelyUp};
    matches!(status, LikelyUp | LikelyDown | LeaningUp | LeaningDown)
}

/// The first that applies: `likely` if `bayes_factor` is at least `needed`, `small` if `interval`
/// is within half a point of 0, `leaning` if it excludes 0, otherwise `unclear`.
///
/// `likely` depends only on the Bayes factor because it stays valid however often the results are
/// viewed.
pub fn verdict(estimate: f64, interval: (f64, f64), bayes_factor: f64, needed: f64) -> Status {
    match estimate > 0.0 {
        up if bayes_factor >= needed => [Status::LikelyDown, Status::LikelyUp][usize::from(up)],
        _ if is_small(interval) => Status::Small,
        up if excludes_zero(interval) => [Status::LeaningDown, Status::LeaningUp][usize::from(up)],
        _ => Status::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_holds() {
        for (estimate, interval, factor, status) in [
            (1.0, (0.2, 1.8), 10.0, Status::LikelyUp),
            (-1.0, (-1.8, -0.2), 10.0, Status::LikelyDown),
            (0.3, (0.1, 0.45), 10.0, Status::LikelyUp),
            (0.3, (0.1, 0.45), 9.9, Status::Small),
            (0.6, (0.1, 1.1), 9.9, Status::LeaningUp),
            (-0.6, (-1.1, -0.1), 9.9, Status::LeaningDown),
            (0.5, (-0.1, 1.1), 3.0, Status::Unclear),
            (0.0, (-0.5, 0.5), 0.3, Status::Unclear),
        ] {
            assert_eq!(
                verdict(estimate, interval, factor, 10.0),
                status,
                "{interval:?} {factor}"
            );
        }
    }
}
