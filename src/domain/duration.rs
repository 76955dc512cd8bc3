//! Parses durations and decimal numbers as people write them: `25m`, `1h10`, `1.5h`, `7,25`.

use crate::domain::date_input::shown;
use std::fmt;

/// Longest duration in seconds: one day.
const LONGEST: f64 = 86_400.0;

/// Why a duration could not be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError {
    text: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    NotADuration,
    Bounds,
    /// Two numbers without a unit: either hours and minutes, or minutes and seconds.
    Either(u32, u32),
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = shown(&self.text);
        match self.problem {
            Problem::NotADuration => {
                write!(f, "\"{text}\" isn't a duration. Try 25m, 1h10, 40s or 25.")
            }
            Problem::Bounds => write!(
                f,
                "\"{text}\" is out of range: durations go from 1 s to 24 h."
            ),
            Problem::Either(one, two) => write!(
                f,
                "{text} could be {one} h {two} min or {one} min {two} s. Try {one}h{two:02} or {one}m{two:02}s."
            ),
        }
    }
}

impl std::error::Error for DurationError {}

/// Parses a duration into seconds, 1 to 86,400: `25m`, `1h10`, `2m30s`, `1.5h`, `1:10:00`,
/// `1:10 h`, `12:30 min`, `PT30M`. A plain number is in minutes and may have a fraction.
///
/// # Errors
/// If the text is none of these, is too long, or is ambiguous, like `1:10`.
pub fn parse_duration(text: &str) -> Result<u32, DurationError> {
    let failed = |problem| DurationError {
        text: text.trim().to_owned(),
        problem,
    };
    let seconds = read_duration(&text.trim().to_lowercase()).map_err(failed)?;
    if (1.0..=LONGEST).contains(&seconds) {
        Ok(seconds.round() as u32)
    } else {
        Err(failed(Problem::Bounds))
    }
}

fn read_duration(text: &str) -> Result<f64, Problem> {
    if text.contains(':') {
        return read_clock(text);
    }
    // ISO 8601: the same units after `pt`.
    let parts = text.strip_prefix("pt").unwrap_or(text);
    if let Some(minutes) = decimal(text) {
        return Ok(minutes * 60.0);
    }
    read_parts(parts).ok_or(Problem::NotADuration)
}

/// `1:10:00`, or two parts with a unit for the first: `1:10 h`, `12:30 min`.
fn read_clock(text: &str) -> Result<f64, Problem> {
    let end = text
        .find(|character: char| character.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (clock, unit) = (text[..end].trim_end(), &text[end..]);
    let mut numbers = clock.split(':').enumerate().map(|(place, part)| {
        let is_short = part.len() == 2 || place == 0;
        let number = digits(part).filter(|_| is_short)?;
        (place == 0 || number < 60.0).then_some(number)
    });
    let mut next = || numbers.next().unwrap_or(None);
    let parts = [next(), next(), next()];
    let is_more = numbers.next().is_some();
    match (parts, unit_seconds(unit)) {
        ([Some(hours), Some(minutes), Some(seconds)], None) if unit.is_empty() && !is_more => {
            Ok(hours * 3600.0 + minutes * 60.0 + seconds)
        }
        ([Some(one), Some(two), None], Some(unit))
            if clock.matches(':').count() == 1 && unit > 1.0 =>
        {
            Ok(one * unit + two * unit / 60.0)
        }
        ([Some(one), Some(two), None], None)
            if unit.is_empty() && clock.matches(':').count() == 1 =>
        {
            Err(Problem::Either(one as u32, two as u32))
        }
        _ => Err(Problem::NotADuration),
    }
}

/// Numbers with units, larger units first: `1h10m`, `2m30`, `1.5h`.
fn read_parts(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut total = 0.0;
    let mut smallest = f64::INFINITY;
    while !rest.is_empty() {
        let end = rest
            .find(|character: char| !character.is_ascii_digit() && !".,".contains(character))
            .unwrap_or(rest.len());
        let value = decimal(&rest[..end])?;
        let is_whole = rest[..end].bytes().all(|byte| byte.is_ascii_digit());
        rest = rest[end..].trim_start();
        let letters = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let unit = match unit_seconds(&rest[..letters]) {
            Some(unit) => unit,
            // A trailing number is in the next smaller unit: 1h10.
            None if letters == 0 && smallest.is_finite() && smallest > 1.0 => smallest / 60.0,
            None => return None,
        };
        rest = rest[letters..].trim_start();
        // Only the last unit may have a fraction: 1.5h10 is a typo.
        if unit >= smallest || !is_whole && !rest.is_empty() {
            return None;
        }
        smallest = unit;
        total += value * unit;
    }
    Some(total)
}

fn unit_seconds(unit: &str) -> Option<f64> {
    match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(3600.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60.0),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0),
        _ => None,
    }
}

/// Up to six digits.
fn digits(text: &str) -> Option<f64> {
    let is_number =
        !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Parses a nonnegative number with up to six digits on each side of a point or comma: `7.25`,
/// `7,25`. A comma followed by three digits is rejected because it may be a thousands separator.
pub fn decimal(text: &str) -> Option<f64> {
    let Some((whole, fraction)) = text.split_once(['.', ',']) else {
        return digits(text);
    };
    digits(whole)?;
    digits(fraction)?;
    let is_thousands = text.contains(',') && fraction.len() == 3;
    let number = format!("{whole}.{fraction}");
    (!is_thousands).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [
            ("25m", 1500),
            ("1h10", 4200),
            ("1h10m", 4200),
            ("40s", 40),
            ("2m30s", 150),
            ("2m30", 150),
            ("32", 1920),
            ("1.5h", 5400),
            ("1,5 h", 5400),
            ("1:10:00", 4200),
            ("0:25:00", 1500),
            ("1:10 h", 4200),
            ("1:10h", 4200),
            ("12:30 min", 750),
            ("PT30M", 1800),
            ("pt1h10m", 4200),
            ("1 hour 10 minutes", 4200),
            ("1.5", 90),
            ("10 min", 600),
            ("24h", 86_400),
        ] {
            assert_eq!(parse_duration(text), Ok(seconds), "{text}");
        }
        for text in [
            "",
            "0",
            "25h",
            "m",
            "10x",
            "-5",
            "1e9",
            "1m1h",
            "99999999",
            "12:75",
            "1:2:3:4",
            "1:5",
            "1.5h10",
            "1,500",
            "pt",
            "1:10 s",
            ":",
            "1:10:00 h",
            "∞",
            "10m10m",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn two_parts_without_a_unit_are_refused_with_both_readings() {
        assert_eq!(
            parse_duration("1:10").unwrap_err().to_string(),
            "1:10 could be 1 h 10 min or 1 min 10 s. Try 1h10 or 1m10s."
        );
    }

    #[test]
    fn fractions_have_a_point_or_a_comma() {
        for (text, number) in [
            ("7", Some(7.0)),
            ("7.25", Some(7.25)),
            ("7,25", Some(7.25)),
            ("1.500", Some(1.5)),
            ("1,500", None),
            ("-1", None),
            ("7,", None),
            ("nan", None),
            ("1e9", None),
        ] {
            assert_eq!(decimal(text), number, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}", near in "[0-9:.,hms ]{0,12}") {
            for text in [text, near] {
                if let Ok(seconds) = parse_duration(&text) {
                    prop_assert!((1..=86_400).contains(&seconds));
                }
            }
        }
    }
}
