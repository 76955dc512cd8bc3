//! Queries to the terminal at startup: its background (OSC 11), and its name and version (XTVERSION).

use crate::widgets::theme::Questions;
use std::time::Duration;

/// How long to wait for the answers, after the first frame.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);
/// The longest name and version, in characters.
const MOST: usize = 60;

/// The query sequences, followed by one that every terminal answers (DA1): its answer ends the wait.
pub(super) fn sequence(questions: Questions) -> String {
    let background = if questions.background {
        "\x1b]11;?\x1b\\"
    } else {
        ""
    };
    let version = if questions.version { "\x1b[>q" } else { "" };
    format!("{background}{version}\x1b[c")
}

/// Parses `rgb:1212/1414/1a1a` or `rgba:`, with one to four hexadecimal digits per channel, to `0xRRGGBB`; `None` if
/// malformed.
pub(super) fn color(answer: &str) -> Option<u32> {
    let parts = answer
        .strip_prefix("rgba:")
        .or_else(|| answer.strip_prefix("rgb:"))?;
    let mut channels = parts.split('/').map(|part| {
        let digits = part.bytes().all(|digit| digit.is_ascii_hexdigit());
        let most = 16_u32
            .checked_pow(u32::try_from(part.len()).ok()?)
            .filter(|most| digits && *most > 1 && *most <= 65_536)?;
        let value = u32::from_str_radix(part, 16).ok()?;
        Some((f64::from(value) * 255.0 / f64::from(most - 1)).round() as u32)
    });
    let (red, green, blue) = (channels.next()??, channels.next()??, channels.next()??);
    Some(red << 16 | green << 8 | blue)
}

/// Extracts the name and version from an answer; `None` if it cannot be shown and stored.
pub(super) fn version(answer: &str) -> Option<String> {
    let fits = !answer.is_empty()
        && answer.len() <= MOST
        && answer.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    fits.then(|| answer.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_color_of_a_background_is_read_in_every_length() {
        for (answer, color_) in [
            ("rgb:1212/1414/1a1a", 0x12_141a),
            ("rgb:fb/fa/f7", 0xfb_faf7),
            ("rgb:f/0/8", 0xff_0088),
            ("rgba:0000/0000/0000/ffff", 0),
        ] {
            assert_eq!(color(answer), Some(color_), "{answer}");
        }
        for answer in [
            "rgb:",
            "rgb://",
            "rgb:12345/1/1",
            "rgb:1/1",
            "rgb:zz/",
            "rgb:+1/+1/+1",
            "#123456",
            "",
        ] {
            assert_eq!(color(answer), None, "{answer}");
        }
    }

    #[test]
    fn a_name_is_short_and_can_be_shown() {
        assert_eq!(version("kitty(0.40.1)").as_deref(), Some("kitty(0.40.1)"));
        for answer in ["", "k\u{1b}[2J", "\u{fffd}", &"x".repeat(61)] {
            assert_eq!(version(answer), None, "{answer:?}");
        }
    }

    #[test]
    fn only_what_has_a_use_is_asked() {
        let asked = |background, version| {
            sequence(Questions {
                background,
                version,
            })
        };
        assert_eq!(asked(true, true), "\x1b]11;?\x1b\\\x1b[>q\x1b[c");
        assert_eq!(asked(false, true), "\x1b[>q\x1b[c");
        assert_eq!(asked(true, false), "\x1b]11;?\x1b\\\x1b[c");
    }
}
