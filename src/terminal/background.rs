//! Whether the terminal's background is dark: asked for with OSC 11.

use std::time::Duration;

/// The question, and after it one that every terminal answers (DA1): its answer ends the wait.
pub const QUESTION: &str = "\x1b]11;?\x1b\\\x1b[c";
/// How long to wait for the answer, after the first frame.
pub const PATIENCE: Duration = Duration::from_millis(200);

/// Reads `rgb:1212/1414/1a1a`, of one to four hexadecimal digits each, with or without an `a`. `None` when it is none.
pub fn is_dark(answer: &str) -> Option<bool> {
    let parts = answer
        .strip_prefix("rgba:")
        .or_else(|| answer.strip_prefix("rgb:"))?;
    let mut channels = parts.split('/').map(|part| {
        let most = 16_u32
            .checked_pow(u32::try_from(part.len()).ok()?)
            .filter(|most| *most > 1 && *most <= 65_536)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most - 1))
    });
    let (red, green, blue) = (channels.next()??, channels.next()??, channels.next()??);
    // The weights of the eye, without the curve of the screen: enough to tell dark from light.
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_is_told_from_light() {
        for (answer, dark) in [
            ("rgb:1212/1414/1a1a", true),
            ("rgb:fb/fa/f7", false),
            ("rgba:0000/0000/0000/ffff", true),
        ] {
            assert_eq!(is_dark(answer), Some(dark), "{answer}");
        }
        for answer in [
            "rgb:",
            "rgb://",
            "rgb:12345/1/1",
            "rgb:1/1",
            "rgb:zz/",
            "#123456",
            "",
        ] {
            assert_eq!(is_dark(answer), None, "{answer}");
        }
    }
}
