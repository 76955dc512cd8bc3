//! Parses tags in files.

use crate::domain::sanitize::line;
use crate::export::csv::cell::unguard;
use crate::import::limits;
use std::collections::HashSet;

/// Removes empty and duplicate tags, keeping the order.
///
/// # Errors
/// If there are more tags than the limit per entry.
pub(super) fn each_once(tags: impl Iterator<Item = String>) -> Result<Vec<String>, String> {
    let mut seen = HashSet::new();
    let tags = tags
        .filter(|tag| !tag.is_empty() && seen.insert(tag.clone()))
        .take(limits::TAGS + 1);
    let tags: Vec<String> = tags.collect();
    if tags.len() > limits::TAGS {
        return Err(format!(
            "it has more than {} tags (the limit for one entry)",
            limits::count(limits::TAGS)
        ));
    }
    Ok(tags)
}

/// Splits a cell at `|` or `;` into trimmed tags without duplicates.
pub(super) fn split_tags(raw: &str) -> Result<Vec<String>, String> {
    let mut parts = vec![String::new()];
    let mut characters = unguard(raw).chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = (character == '\\')
            .then(|| characters.next_if(|next| matches!(next, '|' | ';' | '\\')))
            .flatten();
        match (parts.last_mut(), escaped) {
            (Some(part), Some(character)) => part.push(character),
            (Some(part), None) if !matches!(character, '|' | ';') => part.push(character),
            _ => parts.push(String::new()),
        }
    }
    each_once(parts.iter().map(|part| line(part.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::csv::cell::join_tags;
    use proptest::prelude::*;

    #[test]
    fn tags_stand_between_bars_or_semicolons() {
        assert_eq!(
            split_tags("work | ill;; work |nature / walk").unwrap(),
            ["work", "ill", "nature / walk"]
        );
        assert_eq!(join_tags(&["a|b".into(), "c;d".into()]), "a\\|b|c\\;d");
        assert_eq!(split_tags("C:\\dir").unwrap(), ["C:\\dir"]);
    }

    proptest! {
        #[test]
        fn any_tags_come_back(tags in proptest::collection::hash_set("[-a-z|;\\\\=' ]{1,6}", 0..4)) {
            let tags: Vec<String> =
                tags.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            let read = split_tags(&join_tags(&tags)).unwrap();
            prop_assert!(read.iter().all(|tag| tags.contains(tag)) && tags.iter().all(|tag| read.contains(tag)));
        }
    }
}
