//! Splits a command as a user writes it, `code --wait "my file"`, into a program and its arguments, without a shell.

/// The words of `line`, split and quoted as in a shell; `None` if a quote is not closed.
pub fn split(line: &str) -> Option<Vec<String>> {
    shell_words::split(line).ok()
}

/// Joins `words` into a line that [`split`] reads back.
pub fn join(words: &[String]) -> String {
    shell_words::join(words)
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
        for open in ["ed \"x", "ed 'x"] {
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
