//! Decodes file bytes to text, in the encodings found in real exports.

pub use crate::domain::sanitize::text as clean;
use crate::import::Refusal;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Warning for text that is not UTF-8.
pub(super) const LATIN_1: &str = "not UTF-8; read as Latin-1";
/// Number of characters examined to detect binary content.
const LOOKED_AT: usize = 4096;

/// Decodes UTF-8 with or without a byte order mark, UTF-16 with one, and anything else as Latin-1 with a warning.
///
/// # Errors
/// If the file is empty or not text.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<String>), Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let warning = broken.then(|| replaced(encoding));
        return check(text.into_owned(), warning);
    }
    if bytes.contains(&0) {
        return Err(binary());
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        check(text.into_owned(), None)
    } else {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        check(text.into_owned(), Some(LATIN_1.to_owned()))
    }
}

fn check(text: String, warning: Option<String>) -> Result<(String, Option<String>), Refusal> {
    if text.trim().is_empty() {
        return Err(empty());
    }
    if is_binary(&text) {
        return Err(binary());
    }
    Ok((text, warning))
}

/// Whether the text looks binary: more than a tenth of its beginning is control characters.
pub(super) fn is_binary(text: &str) -> bool {
    let looked_at = || text.chars().take(LOOKED_AT);
    let odd = looked_at()
        .filter(|character| character.is_control() && !"\n\r\t".contains(*character))
        .count();
    odd * 10 > looked_at().count()
}

pub(super) fn binary() -> Refusal {
    Refusal::Unreadable("it's a binary file, not text".to_owned())
}

pub(super) fn empty() -> Refusal {
    Refusal::Empty("the file is empty".to_owned())
}

pub(super) fn replaced(encoding: &'static Encoding) -> String {
    format!(
        "some characters aren't valid {} and were replaced",
        encoding.name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_real_exports_are_read() {
        let utf_16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("mäßig".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let utf_16_big: Vec<u8> = [0xFE, 0xFF]
            .into_iter()
            .chain("mäßig".encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        for bytes in [
            b"m\xC3\xA4\xC3\x9Fig".to_vec(),
            b"\xEF\xBB\xBFm\xC3\xA4\xC3\x9Fig".to_vec(),
            utf_16,
            utf_16_big,
        ] {
            assert_eq!(decode(&bytes).unwrap(), ("mäßig".to_owned(), None));
        }
        let (text, warning) = decode(b"m\xE4\xDFig").unwrap();
        assert_eq!(text, "mäßig");
        assert!(warning.unwrap().contains("Latin-1"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(
            decode(b""),
            Err(Refusal::Empty("the file is empty".to_owned()))
        );
        assert_eq!(
            decode(b" \n"),
            Err(Refusal::Empty("the file is empty".to_owned()))
        );
        assert!(matches!(
            decode(b"PK\x03\x04\x00\x00"),
            Err(Refusal::Unreadable(_))
        ));
        assert!(matches!(decode(&[7; 50]), Err(Refusal::Unreadable(_))));
    }
}
