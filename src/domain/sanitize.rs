//! Removes characters that a terminal could interpret as commands from text in files and user
//! input. Use this everywhere.

use std::fmt::Write as _;

/// Whether the character must not be printed to a terminal or page unchanged: control characters
/// (C0, DEL, C1), Unicode line separators, and characters that change the text direction.
pub fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with line breaks normalized to `\n` and tabs kept; any other unsafe character becomes
/// U+FFFD.
pub fn text(text: &str) -> String {
    if !text.contains(is_unfit) {
        return text.to_owned();
    }
    let sane = |character| match character {
        '\n' | '\t' => character,
        '\r' | '\u{2028}' | '\u{2029}' => '\n',
        other if is_unfit(other) => '\u{fffd}',
        other => other,
    };
    text.replace("\r\n", "\n").chars().map(sane).collect()
}

/// The text on one line: line breaks and tabs become spaces, any other unsafe character becomes
/// U+FFFD.
pub fn line(words: &str) -> String {
    if words.contains(is_unfit) {
        text(words).replace(['\n', '\t'], " ")
    } else {
        words.to_owned()
    }
}

/// Equivalent JSON that is safe to print to a terminal. JSON strings escape only C0 characters;
/// other unsafe characters can only occur inside strings and are written as escapes such as
/// `\u009b`. Line breaks between members are kept.
pub fn json(json: String) -> String {
    // DEL is the only unsafe ASCII character that JSON leaves unescaped.
    if json.is_ascii() && !json.as_bytes().contains(&0x7f) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && is_unfit(character) {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_do_not_survive() {
        let evil = "a\u{1b}[2J\r\nb\u{202e}c\u{9b}1m\u{7f}\td\re\u{2028}f";
        assert_eq!(
            text(evil),
            "a\u{fffd}[2J\nb\u{fffd}c\u{fffd}1m\u{fffd}\td\ne\nf"
        );
        assert_eq!(
            line(evil),
            "a\u{fffd}[2J b\u{fffd}c\u{fffd}1m\u{fffd} d e f"
        );
        assert_eq!(line("plain – äöü 日本 👩‍👧"), "plain – äöü 日本 👩‍👧");
    }

    proptest! {
        #[test]
        fn any_text_is_fit_and_json_reads_back(words in "(?s).{0,40}") {
            prop_assert!(!line(&words).contains(is_unfit));
            prop_assert!(!text(&words).contains(|letter| is_unfit(letter) && letter != '\n' && letter != '\t'));
            let written = json(serde_json::to_string_pretty(&[&words]).unwrap());
            prop_assert!(!written.replace('\n', "").contains(is_unfit));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), [words]);
        }
    }
}
