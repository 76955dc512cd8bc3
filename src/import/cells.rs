//! Cell contents from any program: the rules for dates, times, units and numbers, each in one place.

pub mod dates;
pub mod durations;
pub mod numbers;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Normalizes text for comparison: lowercase, no accents, one space between words.
pub fn fold(text: &str) -> String {
    let plain = text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(|letter| match letter {
            'ł' | 'Ł' => 'l'.to_lowercase(),
            'ø' | 'Ø' => 'o'.to_lowercase(),
            other => other.to_lowercase(),
        });
    let mut words = String::new();
    for letter in plain {
        if letter.is_alphanumeric() {
            words.push(letter);
        } else if !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Splits camel case: `VirtualRide` becomes `Virtual Ride`.
pub fn parted(name: &str) -> String {
    let (mut words, mut after_small) = (String::new(), false);
    for letter in name.chars() {
        if letter.is_uppercase() && after_small {
            words.push(' ');
        }
        after_small = letter.is_lowercase();
        words.push(letter);
    }
    words
}

/// Whether a cell means "no value": `-`, `n/a`, `--:--:--`.
pub fn is_empty(cell: &str) -> bool {
    let cell = cell.trim();
    cell.chars().all(|sign| "-–—:".contains(sign))
        || ["n/a", "null", "nan", "none"]
            .iter()
            .any(|word| cell.eq_ignore_ascii_case(word))
}

/// Whether a cell means yes.
pub fn is_yes(cell: &str) -> bool {
    let folded = cell.trim().to_lowercase();
    [
        "1", "x", "true", "yes", "ja", "oui", "sí", "si", "sim", "tak", "✓", "y",
    ]
    .contains(&folded.as_str())
}

/// Whether a cell means no.
pub fn is_no(cell: &str) -> bool {
    let folded = cell.trim().to_lowercase();
    [
        "0", "false", "no", "nein", "non", "não", "nie", "nee", "nej", "n", "✗",
    ]
    .contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_accents_and_signs() {
        assert_eq!(fold("  Début_de l'Activité "), "debut de l activite");
        assert_eq!(fold("ŁYŻWY"), "lyzwy");
        assert!(is_empty("--:--:--") && is_empty(" N/A ") && is_empty("") && !is_empty("0"));
        assert!(is_yes("Sí") && is_yes("X") && !is_yes("0"));
    }
}
