//! Detects a file's format from its content, not its name.

use crate::import::archive::{self, Archive};
use crate::import::flexible::workbook;
use crate::import::formats::{FORMATS, Format, Sign};
use crate::import::stream::Source;
use crate::import::text;
use std::io::{Cursor, Read as _};

/// Number of bytes examined.
const HEAD: u64 = 64 * 1024;
/// Number of bytes examined for binary signatures.
const START: usize = 4096;

/// Description of an archive without a known format; its members may have one.
pub const ARCHIVE: &str = "a zip archive";

/// Description of a workbook that cannot be read.
pub const OLD_WORKBOOK: &str = "an old or locked Excel workbook";

/// Detects the format of bytes; `Err` describes unsupported content.
pub fn format(bytes: &[u8]) -> Result<&'static Format, &'static str> {
    format_of(&mut Cursor::new(bytes)).unwrap_or(Err("a binary file"))
}

/// Detects the format of a file from its beginning or, for an archive, from its member names; the inner `Err` describes
/// unsupported content.
///
/// # Errors
/// If the file cannot be read.
pub fn format_of(
    source: &mut dyn Source,
) -> std::io::Result<Result<&'static Format, &'static str>> {
    let mut head = Vec::new();
    source.rewind()?;
    (&mut *source).take(HEAD).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(archived(source));
    }
    // A truncated character at the end does not indicate another encoding.
    if let Some(cut) = std::str::from_utf8(&head)
        .err()
        .filter(|error| error.error_len().is_none())
    {
        head.truncate(cut.valid_up_to());
    }
    Ok(by_beginning(&head))
}

fn archived(source: &mut dyn Source) -> Result<&'static Format, &'static str> {
    let names: Vec<String> = match Archive::open(source) {
        Ok(archive) => archive.names().collect(),
        Err(why) if why == archive::lists_too_much() => {
            return Err("a zip archive with too many files");
        }
        Err(_) => return Err("a zip archive"),
    };
    let holds = |format: &&Format| {
        format
            .member
            .is_some_and(|member| names.iter().any(|name| member(name)))
    };
    FORMATS.iter().find(holds).ok_or(ARCHIVE)
}

fn by_beginning(bytes: &[u8]) -> Result<&'static Format, &'static str> {
    let start = &bytes[..bytes.len().min(START)];
    let by_bytes =
        |format: &&Format| matches!(format.sign, Sign::Bytes(is_header) if is_header(start));
    if let Some(format) = FORMATS.iter().find(by_bytes) {
        return Ok(format);
    }
    if start.starts_with(b"SQLite format 3") {
        return Err("a SQLite database (open firstline's with --db)");
    }
    if workbook::is_old_workbook(start) {
        return Err(OLD_WORKBOOK);
    }
    if start.starts_with(b"%PDF") {
        return Err("a PDF");
    }
    let Ok((text, _)) = text::decode(bytes) else {
        return Err("a binary file");
    };
    let head = text.trim_start();
    if head.starts_with('<') {
        return by_element(head);
    }
    let is_json = head.starts_with(['{', '[']);
    let by_text = |format: &&Format| match format.sign {
        Sign::Json(is_ours) => is_json && is_ours(head),
        Sign::Text(is_header) => !is_json && is_header(head),
        Sign::Bytes(_) | Sign::Element(_) | Sign::None => false,
    };
    FORMATS.iter().find(by_text).ok_or(if is_json {
        "JSON from another program"
    } else {
        "plain text"
    })
}

/// The format with the earliest matching element: an export of one format may mention elements of another.
fn by_element(head: &str) -> Result<&'static Format, &'static str> {
    let elements = FORMATS.iter().filter_map(|format| match format.sign {
        Sign::Element(name) => Some((head.find(name)?, format)),
        _ => None,
    });
    let first = elements.min_by_key(|(place, _)| *place);
    match (first, head.find("html")) {
        (Some((place, format)), page) if page.is_none_or(|page| place < page) => Ok(format),
        (_, Some(_)) => Err("a web page"),
        _ => Err("an XML file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(bytes: &[u8]) -> Result<&'static str, &'static str> {
        format(bytes).map(|format| format.name)
    }

    #[test]
    fn files_are_told_by_their_content() {
        assert_eq!(
            kind(b"full_date,weekday,mood,activities,note\n"),
            Ok("a Daylio export")
        );
        assert_eq!(kind(b"\xEF\xBB\xBFfull_date;mood\n"), Ok("a Daylio export"));
        assert_eq!(
            kind(b"{\"format\":\"firstline\",\"version\":1}"),
            Ok("a firstline export")
        );
        assert_eq!(
            kind(b"{\"assessments\":[],\"format\":\"firstline\"}"),
            Ok("a firstline export")
        );
        assert_eq!(kind(b"PK\x03\x04xyz"), Err("a zip archive"));
        assert_eq!(kind(b"<?xml version=\"1.0\"?><gpx>"), Ok("a GPX track"));
        assert_eq!(
            kind(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT"),
            Ok("a FIT file")
        );
        assert_eq!(
            kind(b"mood,day\n7,2026-01-01\n"),
            Ok("a table of check-ins or sessions")
        );
        assert_eq!(
            kind(b"start,minutes,activity\n"),
            Ok("a table of check-ins or sessions")
        );
        assert_eq!(kind(b"name,age\n"), Err("plain text"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_told_something(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = kind(&bytes);
        }
    }
}
