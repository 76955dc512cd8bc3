//! How another program's columns and scales become ours.

use crate::domain::Rating;
use crate::export::csv::{CHECK_INS, SESSIONS};
use crate::import::quoted;

/// Names of columns, and the scales that ratings were given on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Ours, then theirs.
    columns: Vec<(String, String)>,
    /// A rating's column, what its worst is written as, and what its best is.
    scales: Vec<(String, f64, f64)>,
}

impl Mapping {
    /// Reads `day=Date,mood=Mood Score` and `mood=1-5` (or `mood=5-1` where 1 is best).
    ///
    /// # Errors
    /// A sentence that names the part that could not be read.
    pub fn parse(columns: &str, scales: &str) -> Result<Self, String> {
        let known = |name: &str| CHECK_INS.contains(&name) || SESSIONS.contains(&name);
        let mut mapping = Self::default();
        for part in parts(columns) {
            let pair = part
                .split_once('=')
                .map(|(ours, theirs)| (ours.trim().to_lowercase(), theirs.trim()));
            match pair.filter(|(ours, theirs)| known(ours) && !theirs.is_empty()) {
                Some((ours, theirs)) => mapping.columns.push((ours, theirs.to_owned())),
                None => {
                    return Err(format!(
                        "{} in --columns is not one of our columns and one of the file's, like mood=Mood Score; \
                         ours are {} and {}",
                        quoted(part),
                        CHECK_INS.join(", "),
                        SESSIONS.join(", ")
                    ));
                }
            }
        }
        for part in parts(scales) {
            let scale = part.split_once('=').and_then(|(name, range)| {
                let (worst, best) = range.trim().split_once('-')?;
                Some((
                    name.trim().to_lowercase(),
                    worst.trim().parse().ok()?,
                    best.trim().parse().ok()?,
                ))
            });
            let sound = |(name, worst, best): &(String, f64, f64)| {
                known(name)
                    && worst.is_finite()
                    && best.is_finite()
                    && (worst - best).abs() > f64::EPSILON
            };
            match scale.filter(sound) {
                Some(scale) => mapping.scales.push(scale),
                None => {
                    return Err(format!(
                        "{} in --scale is not a rating and its worst and best, like mood=1-5",
                        quoted(part)
                    ));
                }
            }
        }
        Ok(mapping)
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.scales.is_empty()
    }

    /// Whether one of these columns of ours has another name in the table.
    pub(super) fn renames(&self, ours: &[&str]) -> bool {
        self.columns.iter().any(|(name, theirs)| {
            ours.contains(&name.as_str()) && !theirs.trim().eq_ignore_ascii_case(name)
        })
    }

    /// Ours, then theirs.
    pub fn columns(&self) -> &[(String, String)] {
        &self.columns
    }

    /// The rating in a field, on its own scale or on ours; nothing where the field is empty.
    pub(super) fn rating(&self, field: &str, text: &str) -> Result<Option<Rating>, String> {
        let text = text.trim();
        let Some((_, worst, best)) = self.scales.iter().find(|(name, ..)| name == field) else {
            return crate::import::written::whole(field, text, 1, 9)
                .map(|value| value.and_then(Rating::new));
        };
        if text.is_empty() {
            return Ok(None);
        }
        let share = text
            .replacen(',', ".", 1)
            .parse::<f64>()
            .ok()
            .map(|value| (value - worst) / (best - worst));
        match share.filter(|share| (0.0..=1.0).contains(share)) {
            Some(share) => Ok(Rating::new((1.0 + 8.0 * share).round() as u8)),
            None => Err(format!(
                "{field} should be a number from {worst} to {best}, found {}",
                quoted(text)
            )),
        }
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_stretched_to_ours() {
        let mapping = Mapping::parse("day=Date, mood = Mood Score", "mood=1-5,calm=10-0").unwrap();
        assert_eq!(
            mapping.columns()[1],
            ("mood".to_owned(), "Mood Score".to_owned())
        );
        for (field, text, rating) in [
            ("mood", "1", 1),
            ("mood", "3", 5),
            ("mood", "4,5", 8),
            ("calm", "10", 1),
            ("calm", "0", 9),
            ("sleep", "7", 7),
        ] {
            assert_eq!(
                mapping.rating(field, text).unwrap().map(Rating::get),
                Some(rating),
                "{field} {text}"
            );
        }
        assert_eq!(mapping.rating("mood", " ").unwrap(), None);
        assert_eq!(
            mapping.rating("mood", "6").unwrap_err(),
            "mood should be a number from 1 to 5, found \"6\""
        );
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        assert!(
            Mapping::parse("happiness=Mood", "")
                .unwrap_err()
                .contains("\"happiness=Mood\"")
        );
        assert!(
            Mapping::parse("", "mood=5")
                .unwrap_err()
                .contains("\"mood=5\"")
        );
        assert!(Mapping::parse("", "mood=5-5").is_err());
        assert!(Mapping::parse("", "").unwrap().is_empty());
    }
}
