//! Parses paths as pasted into terminals: quoted, escaped, as URLs, several on a line.

use std::path::{Path, PathBuf};

/// The paths in `text`; the caller has to check whether they exist. `~` is replaced by `home`.
pub(super) fn paths(text: &str, home: &Path) -> Vec<PathBuf> {
    // A whole line may be one name with unescaped spaces, as copied by file managers.
    let line = |line: &str| {
        let whole = path(line, home);
        if whole.exists() {
            vec![whole]
        } else {
            words(line).iter().map(|word| path(word, home)).collect()
        }
    };
    text.lines()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .flat_map(line)
        .collect()
}

fn path(word: &str, home: &Path) -> PathBuf {
    let word = match word.strip_prefix("file://") {
        Some(address) => {
            let from = address.find('/').unwrap_or(0);
            decoded(&address[from..])
        }
        None => word.to_owned(),
    };
    match word.strip_prefix('~') {
        Some("") => home.to_owned(),
        Some(rest) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(word),
    }
}

/// Decodes percent escapes such as `%20`; invalid escapes are kept.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        let hex = text.get(place + 1..place + 3).filter(|_| *byte == b'%');
        if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(value);
            place += 3;
        } else {
            out.push(*byte);
            place += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Splits words like a shell: `'…'`, `"…"`, `\ `.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '\\') => word.get_or_insert_default().extend(letters.next()),
            (None, blank) if blank.is_whitespace() => words.extend(word.take()),
            (_, other) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragged_files_are_understood_however_a_terminal_writes_them() {
        let home = Path::new("/nowhere/me");
        let one = |text: &str| paths(text, home);
        let my_file = vec![PathBuf::from("/nowhere/my file.csv")];
        assert_eq!(one("'/nowhere/my file.csv'"), my_file);
        assert_eq!(one("\"/nowhere/my file.csv\" "), my_file);
        assert_eq!(one("/nowhere/my\\ file.csv"), my_file);
        assert_eq!(one("file:///nowhere/my%20file.csv\n"), my_file);
        assert_eq!(one("file://localhost/nowhere/my%20file.csv"), my_file);
        assert_eq!(one("~/a.csv"), [PathBuf::from("/nowhere/me/a.csv")]);
        assert_eq!(
            one("'/a b' /c\\'d"),
            [PathBuf::from("/a b"), PathBuf::from("/c'd")]
        );
        assert_eq!(one("file:///100%/ä%zz"), [PathBuf::from("/100%/ä%zz")]);
        assert_eq!(
            one("/a.csv\r\nfile:///b%20c.fit\r\n"),
            [PathBuf::from("/a.csv"), PathBuf::from("/b c.fit")]
        );
        assert_eq!(one("  "), Vec::<PathBuf>::new());
    }
}
