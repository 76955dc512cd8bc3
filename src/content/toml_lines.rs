//! Finds line numbers in user-written TOML files, for messages.

/// The line, from 1, that contains the byte at `offset`.
pub fn line_at(text: &str, offset: usize) -> usize {
    1 + text
        .get(..offset.min(text.len()))
        .unwrap_or_default()
        .matches('\n')
        .count()
}

/// The line, from 1, that sets `key`; 1 if none does.
pub fn line_of(text: &str, key: &str) -> usize {
    let begins = |line: &str| {
        let rest = line
            .trim_start()
            .trim_start_matches(['[', '"', '\''])
            .strip_prefix(key);
        rest.is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || "_-".contains(next))
        })
    };
    1 + text.lines().position(begins).unwrap_or(0)
}
