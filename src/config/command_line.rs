//! A command as a person writes it, `code --wait "my file"`, as a program and its arguments. No shell is asked.

/// The words of `line`: parted at blanks, `'…'` and `"…"` kept whole, `\\` before a character meaning just that one.
/// Nothing where a quotation is not closed.
pub fn split(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(end), other) if other == end => quote = None,
            (Some('\''), other) => word.get_or_insert_default().push(other),
            (_, '\\') => word.get_or_insert_default().push(characters.next()?),
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, blank) if blank.is_whitespace() => words.extend(word.take()),
            (_, other) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// `words` as a line that [`split`] reads back.
pub fn join(words: &[String]) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:=+,@%".contains(letter);
    let written = |word: &String| {
        if !word.is_empty() && word.chars().all(plain) {
            word.clone()
        } else {
            format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
        }
    };
    words.iter().map(written).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_and_backslashes_keep_words_whole() {
        for (line, words) in [
            ("vi", vec!["vi"]),
            ("  code --wait  ", vec!["code", "--wait"]),
            (
                r#"emacsclient -nw -a """#,
                vec!["emacsclient", "-nw", "-a", ""],
            ),
            (
                r#""/opt/my editor/ed" -x'a b'c"#,
                vec!["/opt/my editor/ed", "-xa bc"],
            ),
            (r"my\ ed '\n'", vec!["my ed", r"\n"]),
            (
                "ed; rm -rf $HOME `x`",
                vec!["ed;", "rm", "-rf", "$HOME", "`x`"],
            ),
            ("", vec![]),
        ] {
            assert_eq!(split(line).unwrap(), words, "{line}");
        }
        for open in ["ed \"x", "ed 'x", "ed \\"] {
            assert_eq!(split(open), None, "{open}");
        }
    }

    proptest! {
        #[test]
        fn what_is_joined_is_read_back(words in proptest::collection::vec("\\PC{0,8}", 0..5)) {
            prop_assert_eq!(split(&join(&words)), Some(words));
        }
    }
}
