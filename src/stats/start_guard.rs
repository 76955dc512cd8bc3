//! The start guard: what the mood at the start of sessions could explain, and therefore what may be
//! claimed.

use crate::stats::card::{Reason, Status};
use crate::stats::verdict::{is_claim, is_small};

/// How far from usual the mood at the start is, with its standard error, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The distance from usual; above 0 is better.
    pub gap: f64,
    /// Standard error of the distance.
    pub se: f64,
}

/// The verdict after allowing for the mood at the start: unchanged, or [`Status::DirectionUnclear`]
/// with the reason.
///
/// `shifts` are the possible errors of the estimate, in points, from zero to the most that `gap`
/// could explain. A claim is kept if the whole interval stays on its side of 0 under all shifts.
/// "Little or no difference" is kept if the gap is within its error or the whole interval stays
/// within half a point. The displayed interval is never shifted.
pub fn guard(
    status: Status,
    (low, high): (f64, f64),
    gap: Option<Gap>,
    shifts: &[f64],
) -> (Status, Option<Reason>) {
    let claim = is_claim(status);
    if !claim && status != Status::Small {
        return (status, None);
    }
    let Some(Gap { gap, se }) = gap else {
        return (Status::DirectionUnclear, Some(Reason::NoBefore));
    };
    let least = shifts.iter().copied().fold(f64::INFINITY, f64::min);
    let most = shifts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (low + least, high + most);
    let within_error = gap.abs() <= se;
    let up = matches!(status, Status::LeaningUp | Status::LikelyUp);
    let reason = match claim {
        false if within_error || is_small((low, high)) => return (status, None),
        false => Reason::Hidden,
        true if up && low > 0.0 || !up && high < 0.0 => return (status, None),
        true if within_error => Reason::NotRuledOut,
        true if gap > 0.0 => Reason::StartsBetter,
        true => Reason::StartsLower,
    };
    (Status::DirectionUnclear, Some(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(status: Status, interval: (f64, f64), gap: f64) -> (Status, Option<Reason>) {
        guard(status, interval, Some(Gap { gap, se: 0.2 }), &[0.0, -gap])
    }

    #[test]
    fn a_claim_stays_where_the_start_cannot_explain_it() {
        use Status::{DirectionUnclear, LeaningDown, LeaningUp, LikelyUp, Unclear};
        for (status, interval, gap, said) in [
            (LikelyUp, (0.5, 1.5), 0.4, (LikelyUp, None)),
            (LikelyUp, (0.3, 1.5), -0.4, (LikelyUp, None)),
            (
                LikelyUp,
                (0.3, 1.5),
                0.4,
                (DirectionUnclear, Some(Reason::StartsBetter)),
            ),
            (
                LeaningUp,
                (0.1, 1.5),
                0.15,
                (DirectionUnclear, Some(Reason::NotRuledOut)),
            ),
            (
                LeaningDown,
                (-1.5, -0.1),
                -0.4,
                (DirectionUnclear, Some(Reason::StartsLower)),
            ),
            (LeaningDown, (-1.5, -0.5), -0.4, (LeaningDown, None)),
            (Unclear, (-0.1, 1.5), 2.0, (Unclear, None)),
        ] {
            assert_eq!(
                with(status, interval, gap),
                said,
                "{status:?} {interval:?} {gap}"
            );
        }
    }

    #[test]
    fn little_or_no_difference_is_only_said_where_no_start_could_hide_one() {
        let small = |gap| with(Status::Small, (-0.3, 0.3), gap);
        assert_eq!(small(0.15), (Status::Small, None), "within its error");
        assert_eq!(
            small(-0.3),
            (Status::DirectionUnclear, Some(Reason::Hidden))
        );
        let tiny = with(Status::Small, (-0.1, 0.1), 0.3);
        assert_eq!(tiny, (Status::Small, None));
    }

    #[test]
    fn without_ratings_before_nothing_is_claimed() {
        for status in [Status::LikelyUp, Status::LeaningDown, Status::Small] {
            let said = guard(status, (0.2, 0.4), None, &[0.0]);
            assert_eq!(said, (Status::DirectionUnclear, Some(Reason::NoBefore)));
        }
    }
}
