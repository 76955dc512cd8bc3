//! What a file is, told from its content, not from its name.

use crate::exchange::archive::{self, Archive};
use crate::exchange::stream::Source;
use crate::exchange::{activity_csv, daylio, fitbit, kml, own_csv, sleep};
use std::io::{Cursor, Read as _};

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Daylio's CSV export.
    Daylio,
    /// Daylio's backup.
    DaylioBackup,
    /// Apple Health's export.
    AppleHealth,
    /// A watch's FIT file.
    Fit,
    /// A recorded track.
    Gpx,
    /// A recorded track, for maps.
    Kml,
    /// A training diary's laps.
    Tcx,
    /// A table of activities: Strava, Garmin Connect, `OpenTracks`.
    Activities,
    /// Fitbit's daily activity.
    Fitbit,
    /// A sleep diary.
    Sleep,
    /// Our own tables, or another's by a mapping.
    Csv,
    /// Our own JSON export.
    Firstline,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Daylio,
        Self::DaylioBackup,
        Self::AppleHealth,
        Self::Fit,
        Self::Gpx,
        Self::Kml,
        Self::Tcx,
        Self::Activities,
        Self::Fitbit,
        Self::Sleep,
        Self::Csv,
        Self::Firstline,
    ];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Daylio | Self::DaylioBackup => "daylio",
            Self::AppleHealth => "apple-health",
            Self::Fit => "fit",
            Self::Gpx => "gpx",
            Self::Kml => "kml",
            Self::Tcx => "tcx",
            Self::Activities => "activities",
            Self::Fitbit => "fitbit",
            Self::Sleep => "sleep",
            Self::Csv => "csv",
            Self::Firstline => "firstline",
        }
    }

    /// What it is, in a sentence.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Daylio => "a Daylio export",
            Self::DaylioBackup => "a Daylio backup",
            Self::AppleHealth => "an Apple Health export",
            Self::Fit => "a FIT file",
            Self::Gpx => "a GPX track",
            Self::Kml => "a KML track",
            Self::Tcx => "a TCX file",
            Self::Activities => "a table of activities",
            Self::Fitbit => "Fitbit's daily activity",
            Self::Sleep => "a sleep diary",
            Self::Csv => "a table of check-ins or sessions",
            Self::Firstline => "a firstline export",
        }
    }

    /// Whether it is a table of text.
    pub const fn is_table(self) -> bool {
        match self {
            Self::Daylio | Self::Csv | Self::Activities | Self::Fitbit | Self::Sleep => true,
            Self::DaylioBackup
            | Self::AppleHealth
            | Self::Fit
            | Self::Gpx
            | Self::Kml
            | Self::Tcx
            | Self::Firstline => false,
        }
    }
}

/// How much of a file is looked at, in bytes.
const HEAD: u64 = 64 * 1024;

/// What bytes are; for what cannot be read, what they look like.
pub fn kind(bytes: &[u8]) -> Result<Kind, &'static str> {
    kind_of(&mut Cursor::new(bytes)).unwrap_or(Err("a binary file"))
}

/// What a file is, told from its beginning and, of an archive, the names in it; for what cannot be read, what it looks
/// like.
///
/// # Errors
/// When it cannot be read.
pub fn kind_of(source: &mut dyn Source) -> std::io::Result<Result<Kind, &'static str>> {
    let mut head = Vec::new();
    source.rewind()?;
    (&mut *source).take(HEAD).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(archived(source));
    }
    // A character that is cut at the end is no sign of another encoding.
    if let Some(cut) = std::str::from_utf8(&head)
        .err()
        .filter(|error| error.error_len().is_none())
    {
        head.truncate(cut.valid_up_to());
    }
    Ok(told_by(&head))
}

fn archived(source: &mut dyn Source) -> Result<Kind, &'static str> {
    let names: Vec<String> = match Archive::open(source) {
        Ok(archive) => archive.names().collect(),
        Err(why) if why == archive::lists_too_much() => {
            return Err("a zip archive that lists more than is read");
        }
        Err(_) => return Err("a zip archive"),
    };
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    if names.iter().any(|name| daylio::backup::is_backup(name)) {
        Ok(Kind::DaylioBackup)
    } else if holds(".xml")
        && names
            .iter()
            .any(|name| name.contains("apple_health_export"))
    {
        Ok(Kind::AppleHealth)
    } else if names.iter().any(|name| sleep::is_diary(name)) {
        Ok(Kind::Sleep)
    } else if names.iter().any(|name| kml::is_kml(name)) {
        Ok(Kind::Kml)
    } else {
        Err("a zip archive")
    }
}

fn told_by(bytes: &[u8]) -> Result<Kind, &'static str> {
    let start = &bytes[..bytes.len().min(4096)];
    let looks = |magic: &[u8]| start.starts_with(magic);
    if start.get(8..12) == Some(b".FIT") {
        return Ok(Kind::Fit);
    }
    if looks(b"SQLite format 3") {
        return Err("a SQLite database; one of firstline's own is opened with --db");
    }
    if looks(b"%PDF") {
        return Err("a PDF");
    }
    let Ok((text, _)) = crate::exchange::text::decode(bytes) else {
        return Err("a binary file");
    };
    let head = text.trim_start();
    if head.starts_with('{') {
        // Other programs that passed it on may have put its members into another order.
        let is_ours = ["\"firstline\"", "\"check_ins\"", "\"assessments\""]
            .iter()
            .any(|sign| head.contains(sign));
        return if is_ours {
            Ok(Kind::Firstline)
        } else {
            Err("JSON of another program")
        };
    }
    if head.starts_with('<') {
        // What it is stands first; an export of one kind may speak of another's files.
        let names = ["gpx", "TrainingCenterDatabase", "HealthData", "kml", "html"];
        let found = names
            .into_iter()
            .filter_map(|name| Some((head.find(name)?, name)))
            .min();
        return match found.map(|(_, name)| name) {
            Some("gpx") => Ok(Kind::Gpx),
            Some("TrainingCenterDatabase") => Ok(Kind::Tcx),
            Some("HealthData") => Ok(Kind::AppleHealth),
            Some("kml") => Ok(Kind::Kml),
            Some("html") => Err("a web page"),
            _ => Err("an XML file"),
        };
    }
    if daylio::backup::is_base64(start) {
        return Ok(Kind::DaylioBackup);
    }
    if daylio::is_header(head.lines().next().unwrap_or_default()) {
        Ok(Kind::Daylio)
    } else if sleep::is_header(head) {
        Ok(Kind::Sleep)
    } else if fitbit::is_header(head) {
        Ok(Kind::Fitbit)
    } else if activity_csv::is_header(head) {
        Ok(Kind::Activities)
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
        assert_eq!(
            kind(b"full_date,weekday,mood,activities,note\n"),
            Ok(Kind::Daylio)
        );
        assert_eq!(kind(b"\xEF\xBB\xBFfull_date;mood\n"), Ok(Kind::Daylio));
        assert_eq!(
            kind(b"{\"format\":\"firstline\",\"version\":1}"),
            Ok(Kind::Firstline)
        );
        assert_eq!(
            kind(b"{\"assessments\":[],\"format\":\"firstline\"}"),
            Ok(Kind::Firstline)
        );
        assert_eq!(kind(b"PK\x03\x04xyz"), Err("a zip archive"));
        assert_eq!(kind(b"<?xml version=\"1.0\"?><gpx>"), Ok(Kind::Gpx));
        assert_eq!(kind(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT"), Ok(Kind::Fit));
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
