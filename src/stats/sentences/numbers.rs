//! Numbers and dates in sentences, formatted the same way everywhere.

use crate::domain::Day;

/// One decimal with a sign; 0.0 has no sign.
pub fn signed(value: f64) -> String {
    match format!("{value:+.1}").as_str() {
        "+0.0" | "-0.0" => "0.0".to_owned(),
        text => text.to_owned(),
    }
}

/// One decimal without a sign, for magnitudes.
pub(super) fn size(value: f64) -> String {
    format!("{:.1}", value.abs())
}

/// `0.6 to 0.9`: an interval as distances from 0, smaller first, if it is on one side of 0;
/// otherwise with signs.
pub(super) fn likely((low, high): (f64, f64)) -> String {
    let text = if low >= 0.0 {
        format!("{} to {}", size(low), size(high))
    } else if high <= 0.0 {
        format!("{} to {}", size(high), size(low))
    } else {
        format!("{} to {}", signed(low), signed(high))
    };
    format!("likely {text}")
}

/// `anything from 0.2 points lower to 0.7 higher`; an unbounded end is not mentioned.
pub(super) fn between(low: Option<f64>, high: Option<f64>, [less, more]: [&str; 2]) -> String {
    let word = |value: f64| if value < 0.0 { less } else { more };
    match (low, high) {
        (Some(low), Some(high)) if word(low) == word(high) => {
            let (near, far) = if low < 0.0 { (high, low) } else { (low, high) };
            let ends = (size(near), size(far));
            format!(
                "somewhere between {} and {} points {}",
                ends.0,
                ends.1,
                word(low)
            )
        }
        (Some(low), Some(high)) => format!(
            "anything from {} points {less} to {} {more}",
            size(low),
            size(high)
        ),
        (Some(low), None) => format!("from {} points {} upward", size(low), word(low)),
        (None, Some(high)) => format!("up to {} points {}", size(high), word(high)),
        (None, None) => "any size".to_owned(),
    }
}

/// `March 2`, with the year if it differs from that of `now`.
pub fn date(day: Day, now: Day) -> String {
    use chrono::Datelike as _;
    let form = if day.date().year() == now.date().year() {
        "%B %-d"
    } else {
        "%B %-d, %Y"
    };
    day.date().format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_no_sign_and_distances_have_none() {
        assert_eq!([0.04, -0.04, 0.06].map(signed), ["0.0", "0.0", "+0.1"]);
        assert_eq!(likely((0.2, 1.8)), "likely 0.2 to 1.8");
        assert_eq!(likely((-1.8, -0.2)), "likely 0.2 to 1.8");
        assert_eq!(likely((-0.2, 0.4)), "likely -0.2 to +0.4");
    }

    #[test]
    fn an_interval_across_zero_names_both_directions() {
        let words = ["lower", "higher"];
        for (low, high, said) in [
            (
                Some(-0.2),
                Some(0.7),
                "anything from 0.2 points lower to 0.7 higher",
            ),
            (
                Some(0.1),
                Some(0.7),
                "somewhere between 0.1 and 0.7 points higher",
            ),
            (
                Some(-0.7),
                Some(-0.1),
                "somewhere between 0.1 and 0.7 points lower",
            ),
            (Some(-0.7), None, "from 0.7 points lower upward"),
            (None, Some(0.2), "up to 0.2 points higher"),
            (None, None, "any size"),
        ] {
            assert_eq!(between(low, high, words), said);
        }
    }
}
