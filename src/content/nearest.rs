//! Suggests what a mistyped name was meant to be: normalization, edit distance, and the message if
//! nothing is close.

use crate::domain::sanitize;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// An unknown name, with suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    what: &'static str,
    name: String,
    nearest: Vec<String>,
    see: &'static str,
}

impl Unknown {
    /// An unknown `what`; `see` tells where the known ones are listed.
    pub fn new<'a>(
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
        see: &'static str,
    ) -> Self {
        Self {
            what,
            name: name.to_owned(),
            nearest: nearest(name, known),
            see,
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name: String = sanitize::line(&self.name).chars().take(40).collect();
        if name.trim().is_empty() {
            return write!(f, "No {} was named. {}", self.what, self.see);
        }
        write!(f, "No {} called \"{name}\".", self.what)?;
        match self.nearest.as_slice() {
            [] => write!(f, " {}", self.see),
            near => write!(f, " Did you mean {}?", near.join(", ")),
        }
    }
}

impl std::error::Error for Unknown {}

/// Lowercase, without accents on Latin letters, with runs of spaces and separators replaced by one
/// space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.trim().chars().flat_map(char::to_lowercase) {
        match character {
            'à'..='å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è'..='ë' => folded.push('e'),
            'ì'..='ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò'..='ö' | 'ø' => folded.push('o'),
            'ù'..='ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            '_' | '-' | '/' => folded.push(' '),
            other if other.is_whitespace() => folded.push(' '),
            other => folded.push(other),
        }
    }
    folded
}

/// The text without diacritics, with special Latin letters replaced by plain ones.
pub(super) fn bare_letters(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for character in text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
    {
        match character {
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'Æ' => bare.push_str("Ae"),
            'œ' => bare.push_str("oe"),
            'þ' => bare.push_str("th"),
            'ø' => bare.push('o'),
            'Ø' => bare.push('O'),
            'ł' => bare.push('l'),
            'Ł' => bare.push('L'),
            'đ' | 'ð' => bare.push('d'),
            'Đ' | 'Ð' => bare.push('D'),
            'ı' => bare.push('i'),
            '’' | '‘' => bare.push('\''),
            '–' => bare.push('-'),
            other => bare.push(other),
        }
    }
    bare
}

/// Up to three known names closest to `name`, if any are close enough.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let name = fold(&name.chars().take(60).collect::<String>());
    let mut scored: Vec<(usize, &str)> = known
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let distance = strsim::levenshtein(&name, &folded);
            let close = distance <= 1 + name.chars().count() / 3
                || name.len() > 2 && folded.contains(&name);
            close.then_some((distance, candidate))
        })
        .collect();
    scored.sort_unstable();
    scored.dedup_by(|a, b| a.1 == b.1);
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_mistakes_are_recognized() {
        let known = ["walk", "yoga", "swim"];
        assert_eq!(
            Unknown::new("activity", "wlak", known.into_iter(), "see").to_string(),
            "No activity called \"wlak\". Did you mean walk?"
        );
        assert_eq!(
            Unknown::new("activity", "zzzzzz", known.into_iter(), "see the list").to_string(),
            "No activity called \"zzzzzz\". see the list"
        );
        assert_eq!(fold("  Café-Crème "), "cafe creme");
    }

    #[test]
    fn a_hostile_name_comes_back_harmless() {
        let text = Unknown::new("activity", "\u{1b}[2Jx", ["walk"].into_iter(), "see").to_string();
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
