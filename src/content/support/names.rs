//! Which country somebody names: by a code, by its name in several languages, in any case, with or
//! without accents.

use super::countries::{Country, countries};
use crate::content::nearest::bare_letters;
use std::sync::LazyLock;

/// Letters from which the beginning of a name is enough, where only one country begins with it.
const PREFIX: usize = 4;

/// Every country with its keys, by name: its two codes, its name, its other names.
static INDEX: LazyLock<Vec<(Vec<String>, &Country)>> = LazyLock::new(|| {
    let keys = |country: &'static Country| {
        let names = [&country.code, &country.alpha3, &country.name];
        let names = names.into_iter().chain(&country.aliases);
        (names.map(|name| key(name)).collect(), country)
    };
    let mut index: Vec<(Vec<String>, &Country)> = countries().iter().map(keys).collect();
    index.sort_by(|(one, _), (other, _)| one[NAME].cmp(&other[NAME]));
    index
});

/// Where the name stands among the keys.
const NAME: usize = 2;

/// The country that `text` names: a code of two or three letters, a name or another name, or the
/// beginning of one that no other country has. `UK` is `GB`.
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

/// Up to five countries that may have been meant, the nearest first.
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
    found.sort_by_key(|(far, _)| *far);
    let nearest = found.into_iter().map(|(_, country)| country);
    nearest.take(5).collect()
}

/// The countries that fit what is typed, by name: those that are called so, those whose names begin
/// so, those that have it in a name. All of them while nothing is typed.
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
        found.sort_by_key(|(rank, _)| *rank);
    }
    found.into_iter().map(|(_, country)| country).collect()
}

/// A name as it is compared: folded, without marks, spaces, points, hyphens, apostrophes, and
/// without a leading "the".
pub(super) fn key(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare_letters(bare)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// `text` in ASCII, for a terminal that draws nothing else.
pub(super) fn plain(text: &str) -> String {
    bare_letters(text)
        .chars()
        .map(|character| if character.is_ascii() { character } else { '?' })
        .collect()
}
