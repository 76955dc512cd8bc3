//! Text in cells: guarded against being run as a formula, and lists of tags.

use crate::domain::sanitize::line;
use crate::domain::sanitize::text as clean;

/// Puts a `'` before text that a spreadsheet would run: one that begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return. Text that looks guarded already gets one more, so that
/// [`unguard`] gives back exactly what was there.
pub fn guard(text: &str) -> String {
    if is_risky(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Takes away the one `'` that [`guard`] put there.
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

/// Free text as it is to be kept.
pub fn text(raw: &str) -> String {
    clean(unguard(raw))
}

/// Tags in one cell, between `|`. A `|`, `;` or `\` within a tag gets a `\` before it.
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
