//! Values as people type them, on the command line and in the inbox: ratings, effort, hours slept, tags.

use crate::domain::sanitize;
use crate::domain::{Effort, Rating, decimal, parse_duration, tag};

/// Parses a rating, 1 to 9.
pub fn rating(text: &str) -> Result<Rating, String> {
    let value = text.parse::<u8>().ok().and_then(Rating::new);
    value.ok_or_else(|| "Ratings go from 1 to 9.".to_owned())
}

/// Parses an effort, 0 to 10.
pub fn effort(text: &str) -> Result<Effort, String> {
    let value = text.parse::<u8>().ok().and_then(Effort::new);
    value.ok_or_else(|| "Effort goes from 0 to 10.".to_owned())
}

/// Parses hours slept, 0 to 24: `7.5`, `7,5`, `7:30`.
pub fn hours(text: &str) -> Result<f64, String> {
    let written = text.trim().trim_end_matches(['h', ' ']);
    let value = match written.split_once(':') {
        Some((hours, minutes)) => {
            let minutes = decimal(minutes).filter(|minutes| *minutes < 60.0);
            decimal(hours)
                .zip(minutes)
                .map(|(hours, minutes)| hours + minutes / 60.0)
        }
        // With units it is a duration like any other: 7h30, 450 min.
        None => decimal(written).or_else(|| Some(f64::from(parse_duration(text).ok()?) / 3600.0)),
    };
    let value = value.filter(|hours| (0.0..=24.0).contains(hours));
    value.ok_or_else(|| "Hours slept go from 0 to 24, like 7.5 or 7:30.".to_owned())
}

/// Tags trimmed and without duplicates; characters that separate tags in files are replaced.
pub fn tags(given: &[impl AsRef<str>]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in given {
        let tag = tag::clean(&sanitize::line(tag.as_ref()));
        if !tag.is_empty() && !tag::has(&tags, &tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_slept_as_people_write_them() {
        for text in [
            "7.5", "7,5", "7:30", "7h30", "7h30m", "7 h 30", "7.5 h", "450 min", " 7:30 h ",
        ] {
            assert_eq!(hours(text), Ok(7.5), "{text}");
        }
        assert_eq!(hours("0"), Ok(0.0));
        for text in ["25", "7:75", "-1", "", "h", "long", "1,500"] {
            assert!(hours(text).is_err(), "{text}");
        }
    }
}
