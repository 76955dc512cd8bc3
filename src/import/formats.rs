//! Every kind of file that can be read, one file each, and the table of them all.

mod activity_csv;
mod apple_health;
mod daylio;
mod daylio_backup;
pub mod firstline;
mod fit;
mod fitbit_daily;
mod gpx;
mod kml;
mod sleep;
mod table;
mod tcx;

use crate::import::stream::{self, Source, because};
use crate::import::{Parsed, ReadOptions, Refusal, archive, limits, parsed};
use std::fmt;
use std::io::Read;

/// A kind of file that can be read.
pub struct Format {
    /// The word for it on the command line; formats of one program share it.
    pub word: &'static str,
    /// What it is, in a sentence: `a Daylio export`.
    pub name: &'static str,
    /// How it is known by its content.
    pub sign: Sign,
    /// Which member of a zip is such a file, where it may come in one.
    pub member: Option<fn(&str) -> bool>,
    /// How it is read.
    pub reader: Reader,
}

/// How a format is known by the beginning of a file.
pub enum Sign {
    /// By its bytes.
    Bytes(fn(&[u8]) -> bool),
    /// By the name of an element of XML, which stands before all others that are names of formats.
    Element(&'static str),
    /// By its text, which begins with neither `<` nor `{`.
    Text(fn(&str) -> bool),
    /// By its text, which begins with `{`.
    Json(fn(&str) -> bool),
}

/// How a format is read.
pub enum Reader {
    /// As it comes; what it holds can be of any size.
    Stream(fn(&mut dyn Read, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// As text that is in memory as a whole.
    Text(fn(&str, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// Like [`Reader::Text`]; any table can be read so, once it is said what its columns are.
    Table(fn(&str, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// An export of our own, read as a whole: see [`firstline`].
    Own,
}

/// Every format, in the order in which they are tried.
pub static FORMATS: [Format; 12] = [
    Format {
        word: "daylio",
        name: "a Daylio export",
        sign: Sign::Text(daylio::is_header),
        member: None,
        reader: Reader::Text(daylio::parse),
    },
    Format {
        word: "daylio",
        name: "a Daylio backup",
        sign: Sign::Bytes(daylio_backup::is_base64),
        member: Some(daylio_backup::is_backup),
        reader: Reader::Stream(daylio_backup::parse),
    },
    Format {
        word: "apple-health",
        name: "an Apple Health export",
        sign: Sign::Element("HealthData"),
        member: Some(apple_health::is_export),
        reader: Reader::Stream(apple_health::parse),
    },
    Format {
        word: "fit",
        name: "a FIT file",
        sign: Sign::Bytes(fit::is_header),
        member: None,
        reader: Reader::Stream(fit::parse),
    },
    Format {
        word: "gpx",
        name: "a GPX track",
        sign: Sign::Element("gpx"),
        member: None,
        reader: Reader::Stream(gpx::parse),
    },
    Format {
        word: "kml",
        name: "a KML track",
        sign: Sign::Element("kml"),
        member: Some(kml::is_kml),
        reader: Reader::Stream(kml::parse),
    },
    Format {
        word: "tcx",
        name: "a TCX file",
        sign: Sign::Element("TrainingCenterDatabase"),
        member: None,
        reader: Reader::Stream(tcx::parse),
    },
    Format {
        word: "activities",
        name: "a table of activities",
        sign: Sign::Text(activity_csv::is_header),
        member: None,
        reader: Reader::Text(activity_csv::parse),
    },
    Format {
        word: "fitbit",
        name: "Fitbit's daily activity",
        sign: Sign::Text(fitbit_daily::is_header),
        member: None,
        reader: Reader::Text(fitbit_daily::parse),
    },
    Format {
        word: "sleep",
        name: "a sleep diary",
        sign: Sign::Text(sleep::is_header),
        member: Some(sleep::is_diary),
        reader: Reader::Text(sleep::parse),
    },
    Format {
        word: "csv",
        name: "a table of check-ins or sessions",
        sign: Sign::Text(table::is_header),
        member: None,
        reader: Reader::Table(table::parse),
    },
    Format {
        word: "firstline",
        name: "a firstline export",
        sign: Sign::Json(firstline::is_export),
        member: None,
        reader: Reader::Own,
    },
];

/// The format of any table.
pub fn table() -> &'static Format {
    let table = FORMATS.iter().find(|format| format.is_any_table());
    table.unwrap_or(&FORMATS[0])
}

impl Format {
    /// Whether it is an export of our own.
    pub const fn is_own(&self) -> bool {
        matches!(self.reader, Reader::Own)
    }

    /// Whether it is the format of any table.
    pub const fn is_any_table(&self) -> bool {
        matches!(self.reader, Reader::Table(_))
    }

    /// Whether it is a table of text.
    pub const fn is_text(&self) -> bool {
        matches!(self.reader, Reader::Text(_) | Reader::Table(_))
    }

    /// Reads a file; what can be of any size is never in memory as a whole.
    ///
    /// # Errors
    /// When the file as a whole cannot be taken, or goes beyond a bound of [`limits`].
    pub fn read(
        &self,
        source: &mut dyn Source,
        options: &ReadOptions<'_>,
    ) -> Result<Parsed, Refusal> {
        source.rewind().map_err(|error| because(&error))?;
        let most = if self.is_text() {
            limits::WHOLE
        } else {
            limits::UNPACKED
        };
        let parsed = match self.member {
            Some(member) => archive::unpacked(source, &member, most, &mut |unpacked| {
                self.read_plain(unpacked, options)
            })?,
            None => self.read_plain(source, options)?,
        };
        parsed::in_time(parsed, options.today())
    }

    /// Reads a file that is no archive.
    fn read_plain(
        &self,
        source: &mut dyn Read,
        options: &ReadOptions<'_>,
    ) -> Result<Parsed, Refusal> {
        match self.reader {
            Reader::Stream(read) => read(source, options),
            Reader::Text(read) | Reader::Table(read) => {
                let (text, warning) = stream::text(source)?;
                crate::import::table::within_lines(&text)?;
                let mut parsed = read(&text, options)?;
                parsed.warnings.extend(warning);
                Ok(parsed)
            }
            Reader::Own => Err(Refusal::Unreadable(
                "it is an export of ours, read as a whole".to_owned(),
            )),
        }
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
