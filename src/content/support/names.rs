//! Finds countries by code or by name in several languages, ignoring case and accents.

use super::countries::{Country, countries};
use crate::content::nearest::bare_letters;
use crate::domain::Sorting as _;
use std::sync::LazyLock;

/// Minimum length of a name prefix that can identify a country, if it is unique.
const PREFIX: usize = 4;

/// Every country with its search keys, sorted by name: its two codes, its name, its alternative
/// names.
static INDEX: LazyLock<Vec<(Vec<String>, &Country)>> = LazyLock::new(|| {
    let keys = |country: &'static Country| {
        let names = [&country.code, &country.alpha3, &country.name];
        let names = names.into_iter().chain(&country.aliases);
        (names.map(|name| key(name)).collect(), country)
    };
    let mut index: Vec<(Vec<String>, &Country)> = countries().iter().map(keys).collect();
    index.order_by(|(one, _), (other, _)| one[NAME].cmp(&other[NAME]));
    index
});

/// Index of the name among the keys.
const NAME: usize = 2;

/// The country identified by `text`: a two- or three-letter code, a name or alternative name, or a
/// unique prefix of one. `UK` is `GB`.
pub fn named(text: &str) -> Option<&'static Country> {
    let wanted = key(text);
    if wanted.is_empty() {
        return None;
    }
    let wanted = if wanted == "uk" { "gb" } else { &wanted };
    let whole = INDEX
        .iter()
        .find(|(keys, _)| keys.iter().any(|key| key == wanted));
    let (_, country) = whole.or_else(|| {
        let mut beginning = INDEX
            .iter()
            .filter(|(keys, _)| keys.iter().any(|key| key.starts_with(wanted)));
        let first = beginning.next()?;
        let only = wanted.chars().count() >= PREFIX && beginning.next().is_none();
        only.then_some(first)
    })?;
    Some(country)
}

/// Up to five similarly named countries, closest first.
pub fn near(text: &str) -> Vec<&'static Country> {
    let wanted: String = key(text).chars().take(60).collect();
    let length = wanted.chars().count();
    if length < 3 {
        return Vec::new();
    }
    let score = |(keys, country): &(Vec<String>, &'static Country)| {
        let near = keys[NAME..].iter().filter_map(|key| {
            let far = strsim::levenshtein(&wanted, key);
            let holds = key.contains(&wanted);
            (holds || far <= 1 + length / 3).then_some(if holds { 0 } else { far })
        });
        Some((near.min()?, *country))
    };
    let mut found: Vec<(usize, &Country)> = INDEX.iter().filter_map(score).collect();
    found.order_by_key(|(far, _)| *far);
    let nearest = found.into_iter().map(|(_, country)| country);
    nearest.take(5).collect()
}

/// The countries that match the typed text, by name: exact matches, then prefix matches, then names
/// that contain it. Returns all countries if nothing is typed.
pub fn matching(typed: &str) -> Vec<&'static Country> {
    let wanted = key(typed);
    let wanted = if wanted == "uk" { "gb" } else { &wanted };
    let rank = |(keys, country): &(Vec<String>, &'static Country)| {
        let rank = |key: &String| match key {
            key if key == wanted => Some(0),
            key if key.starts_with(wanted) => Some(1),
            key if key.contains(wanted) && wanted.chars().count() > 1 => Some(2),
            _ => None,
        };
        Some((keys.iter().filter_map(rank).min()?, *country))
    };
    let mut found: Vec<(u8, &Country)> = INDEX.iter().filter_map(rank).collect();
    if !wanted.is_empty() {
        found.order_by_key(|(rank, _)| *rank);
    }
    found.into_iter().map(|(_, country)| country).collect()
}

/// A name normalized for comparison: folded, without diacritics, spaces, periods, hyphens,
/// apostrophes, and a leading "the".
pub(super) fn key(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare_letters(bare)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// `text` in ASCII, for terminals limited to it.
pub(super) fn plain(text: &str) -> String {
    bare_letters(text)
        .chars()
        .map(|character| if character.is_ascii() { character } else { '?' })
        .collect()
}
