//! Cell contents: formula escaping and tag lists.

use crate::domain::sanitize::line;
use crate::domain::sanitize::text as clean;

/// Prefixes `'` to text that a spreadsheet would evaluate: anything starting with `=`, `+`, `-`, `@`, a tab or a
/// carriage return. Text that already looks guarded gets another `'`, so that [`unguard`] restores the original
/// exactly.
pub fn guard(text: &str) -> String {
    if is_risky(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Removes the single `'` added by [`guard`].
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(inner) if is_risky(inner) => inner,
        _ => text,
    }
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Free text as it should be stored.
pub fn text(raw: &str) -> String {
    clean(unguard(raw))
}

/// Joins tags with `|` into one cell. `|`, `;` and `\` within a tag are escaped with `\`.
pub fn join_tags(tags: &[String]) -> String {
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

    proptest! {
        #[test]
        fn any_text_comes_back_from_its_guard(text in "['=+@\\-]{0,4}.{0,9}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}
