//! What a file is, told from its content, not from its name.

use crate::exchange::{daylio, own_csv};

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Daylio's CSV export.
    Daylio,
    /// Our own tables, or another's by a mapping.
    Csv,
    /// Our own JSON export.
    Firstline,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Daylio, Self::Csv, Self::Firstline];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Daylio => "daylio",
            Self::Csv => "csv",
            Self::Firstline => "firstline",
        }
    }

    /// What it is, in a sentence.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Daylio => "a Daylio export",
            Self::Csv => "a table of check-ins or sessions",
            Self::Firstline => "a firstline export",
        }
    }

    /// Whether it is a table of text.
    pub const fn is_table(self) -> bool {
        match self {
            Self::Daylio | Self::Csv => true,
            Self::Firstline => false,
        }
    }
}

/// What a file is; for what cannot be read, what it looks like.
pub fn kind(bytes: &[u8]) -> Result<Kind, &'static str> {
    let start = &bytes[..bytes.len().min(4096)];
    let looks = |magic: &[u8]| start.starts_with(magic);
    if looks(b"PK\x03\x04") {
        return Err("a zip archive");
    }
    if start.get(8..12) == Some(b".FIT") {
        return Err("a FIT file");
    }
    if looks(b"SQLite format 3") {
        return Err("a SQLite database; one of firstline's own is opened with --db");
    }
    if looks(b"%PDF") {
        return Err("a PDF");
    }
    let Ok((text, _)) = crate::exchange::text::decode(bytes) else { return Err("a binary file") };
    let head = text.trim_start();
    if head.starts_with('{') {
        return if head.contains("\"firstline\"") { Ok(Kind::Firstline) } else { Err("JSON of another program") };
    }
    if head.starts_with('<') {
        let name =
            ["gpx", "TrainingCenterDatabase", "HealthData", "kml", "html"].into_iter().find(|name| head.contains(name));
        return Err(match name {
            Some("gpx") => "a GPX track",
            Some("TrainingCenterDatabase") => "a TCX file",
            Some("HealthData") => "an Apple Health export",
            Some("kml") => "a KML file",
            Some("html") => "a web page",
            _ => "an XML file",
        });
    }
    if daylio::is_header(head.lines().next().unwrap_or_default()) {
        Ok(Kind::Daylio)
    } else if own_csv::is_header(head) {
        Ok(Kind::Csv)
    } else {
        Err("text of another kind")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn files_are_told_by_their_content() {
        assert_eq!(kind(b"full_date,weekday,mood,activities,note\n"), Ok(Kind::Daylio));
        assert_eq!(kind(b"\xEF\xBB\xBFfull_date;mood\n"), Ok(Kind::Daylio));
        assert_eq!(kind(b"{\"format\":\"firstline\",\"version\":1}"), Ok(Kind::Firstline));
        assert_eq!(kind(b"PK\x03\x04xyz"), Err("a zip archive"));
        assert_eq!(kind(b"<?xml version=\"1.0\"?><gpx>"), Err("a GPX track"));
        assert_eq!(kind(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT"), Err("a FIT file"));
        assert_eq!(kind(b"mood,day\n7,2026-01-01\n"), Ok(Kind::Csv));
        assert_eq!(kind(b"start,minutes,activity\n"), Ok(Kind::Csv));
        assert_eq!(kind(b"name,age\n"), Err("text of another kind"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_told_something(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = kind(&bytes);
        }
    }
}
