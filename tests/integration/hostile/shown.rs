//! Text with escape sequences, wherever words may be: no screen and no command shows it raw.

/// What no terminal may get from a text: control characters, and signs that turn the reading direction.
pub fn is_raw(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
