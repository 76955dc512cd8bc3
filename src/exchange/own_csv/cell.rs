//! Text in cells: guarded against being run as a formula, and lists of tags.

use crate::domain::plain::line;
use crate::exchange::each_once;
use crate::exchange::text::clean;

/// Puts a `'` before text that a spreadsheet would run: one that begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return. Text that looks guarded already gets one more, so that
/// [`unguard`] gives back exactly what was there.
pub(super) fn guard(text: &str) -> String {
    if is_risky(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Takes away the one `'` that [`guard`] put there.
pub(super) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(inner) if is_risky(inner) => inner,
        _ => text,
    }
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Free text as it is to be kept.
pub(super) fn text(raw: &str) -> String {
    clean(unguard(raw))
}

/// Tags in one cell, between `|`. A `|`, `;` or `\` within a tag gets a `\` before it.
pub(super) fn join_tags(tags: &[String]) -> String {
    let escaped = tags.iter().map(|tag| {
        line(tag).chars().fold(String::new(), |mut out, character| {
            if matches!(character, '|' | ';' | '\\') {
                out.push('\\');
            }
            out.push(character);
            out
        })
    });
    guard(&escaped.collect::<Vec<String>>().join("|"))
}

/// The tags of a cell: between `|` or `;`, trimmed, each once.
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
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (text, guarded) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guard(text), guarded);
            assert_eq!(unguard(guarded), text);
        }
    }

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
        fn any_text_comes_back_from_its_guard(text in "['=+@\\-]{0,4}.{0,9}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }

        #[test]
        fn any_tags_come_back(tags in proptest::collection::hash_set("[-a-z|;\\\\=' ]{1,6}", 0..4)) {
            let tags: Vec<String> =
                tags.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            let read = split_tags(&join_tags(&tags)).unwrap();
            prop_assert!(read.iter().all(|tag| tags.contains(tag)) && tags.iter().all(|tag| read.contains(tag)));
        }
    }
}
