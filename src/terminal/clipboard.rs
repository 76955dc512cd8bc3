//! Exports what is on the screen: as a picture file, or as text for the clipboard.

use crate::app::Outcome;
use crate::fs;
use crate::terminal::host::Display;
use crate::widgets::svg::{self, Paper};
use crate::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The most bytes of text that terminals accept for the clipboard; some take less (OSC 52, xterm).
const MOST: usize = 74_994;

/// Writes a picture of `buffer` into `folder`.
pub fn picture(folder: &Path, buffer: &Buffer, name: &str, theme: &Theme) -> Outcome {
    let svg = svg::svg(buffer, name, Paper::for_text(theme.text.fg));
    match save(folder, name, "svg", &svg) {
        Ok(path) => Outcome::Told(format!(
            "Saved as {}.",
            std::path::absolute(&path).unwrap_or(path).display()
        )),
        Err(error) => Outcome::Failed(format!("Couldn't save the image: {error}.")),
    }
}

/// Sends `text` to the terminal's clipboard with the next frame.
pub fn copy(text: &str, display: &mut impl Display) -> Outcome {
    match to_clipboard(text) {
        Some(sequence) => {
            display.send(&sequence);
            Outcome::Told("Copied, if your terminal allows it.".to_owned())
        }
        None => Outcome::Failed("Couldn't copy: too long for the terminal.".to_owned()),
    }
}

/// Writes `text` into a new file in `folder` called `name.ending`, or `name-2.ending` and so on if that exists: nothing
/// is overwritten. Only its owner can read it.
pub fn save(folder: &Path, name: &str, ending: &str, text: &str) -> io::Result<PathBuf> {
    for number in 1..1000 {
        let file = if number == 1 {
            format!("{name}.{ending}")
        } else {
            format!("{name}-{number}.{ending}")
        };
        let path = folder.join(file);
        match fs::create(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(
        ErrorKind::AlreadyExists,
        "a thousand such files exist already",
    ))
}

/// The OSC 52 sequence that puts `text` on the terminal's clipboard; `None` if the text is too long.
pub fn to_clipboard(text: &str) -> Option<String> {
    let encoded = base64(text.as_bytes());
    (encoded.len() <= MOST).then(|| format!("\x1b]52;c;{encoded}\x1b\\"))
}

/// Encodes as in RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().enumerate().fold(0_u32, |bits, (place, byte)| {
            bits | u32::from(*byte) << (16 - 8 * place)
        });
        for place in 0..4 {
            if place <= group.len() {
                text.push(char::from(
                    LETTERS[(bits >> (18 - 6 * place) & 63) as usize],
                ));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_vectors_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(to_clipboard("foo").unwrap(), "\x1b]52;c;Zm9v\x1b\\");
        assert_eq!(to_clipboard(&"x".repeat(80_000)), None);
    }

    #[test]
    fn a_picture_is_never_written_over_another() {
        let folder =
            std::env::temp_dir().join(format!("firstline-clipboard-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let first = save(&folder, "firstline-year", "svg", "one").unwrap();
        let second = save(&folder, "firstline-year", "svg", "two").unwrap();
        assert_eq!(second.file_name().unwrap(), "firstline-year-2.svg");
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                std::fs::metadata(&first).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
