//! All supported file formats, one module each, and the table that lists them.

mod apple_health;
mod auto_sleep;
mod bearable;
mod concept2;
mod daylio;
mod daylio_backup;
pub mod firstline;
mod fit;
mod fit_notes;
mod fitbit_daily;
mod fitbit_json;
mod fitbit_web;
mod garmin;
mod google_fit;
mod google_health;
mod gpx;
mod health_connect;
mod hevy;
mod how_we_feel;
mod kml;
mod loop_habits;
mod open_tracks;
mod oura;
mod pixels;
mod samsung;
mod sleep;
mod sleep_cycle;
mod strava;
mod strong;
mod table;
mod tcx;
#[cfg(test)]
mod tests;
mod whoop;

use crate::import::flexible::{self, workbook};
use crate::import::stream::{self, Source, because};
use crate::import::{Parsed, ReadOptions, Refusal, archive, limits, parsed};
use std::fmt;
use std::io::Read;

/// A supported file format.
pub struct Format {
    /// Its word on the command line; formats of the same program share one.
    pub word: &'static str,
    /// Noun phrase for messages: `a Daylio export`.
    pub name: &'static str,
    /// How the content is recognized.
    pub sign: Sign,
    /// Which zip member has this format, if it can come in a zip.
    pub member: Option<fn(&str) -> bool>,
    /// How the content is read.
    pub reader: Reader,
}

/// How a format is recognized from the beginning of a file.
pub enum Sign {
    /// By its bytes.
    Bytes(fn(&[u8]) -> bool),
    /// By the name of the first XML element that belongs to any format.
    Element(&'static str),
    /// By text that does not start with `<` or `{`.
    Text(fn(&str) -> bool),
    /// By text that starts with `{` or `[`.
    Json(fn(&str) -> bool),
    /// Only by the member names of a zip.
    None,
}

/// How a format is read.
pub enum Reader {
    /// As a stream of any size.
    Stream(fn(&mut dyn Read, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// As text that is completely in memory.
    Text(fn(&str, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// Like [`Reader::Text`]; works for any table.
    Table(fn(&str, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// With random access.
    File(fn(&mut dyn Source, &ReadOptions<'_>) -> Result<Parsed, Refusal>),
    /// One of our own exports, read as a whole: see [`firstline`].
    Own,
}

/// All formats, in detection order.
pub static FORMATS: [Format; 41] = [
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
        name: "a Garmin Connect table",
        sign: Sign::Text(garmin::is_header),
        member: None,
        reader: Reader::Text(garmin::parse),
    },
    Format {
        word: "activities",
        name: "a Strava export",
        sign: Sign::Text(strava::is_header),
        member: Some(strava::is_activities),
        reader: Reader::Text(strava::parse),
    },
    Format {
        word: "activities",
        name: "an OpenTracks table",
        sign: Sign::Text(open_tracks::is_header),
        member: None,
        reader: Reader::Text(open_tracks::parse),
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
        word: "fitbit",
        name: "Fitbit exercises",
        sign: Sign::Json(fitbit_json::is_exercises),
        member: None,
        reader: Reader::Text(fitbit_json::exercises),
    },
    Format {
        word: "fitbit",
        name: "Fitbit sleeps",
        sign: Sign::Json(fitbit_json::is_sleeps),
        member: None,
        reader: Reader::Text(fitbit_json::sleeps),
    },
    Format {
        word: "fitbit",
        name: "a fitbit.com export",
        sign: Sign::Text(fitbit_web::is_header),
        member: None,
        reader: Reader::Text(fitbit_web::parse),
    },
    Format {
        word: "google",
        name: "Google Health exercises",
        sign: Sign::Text(google_health::is_exercises),
        member: None,
        reader: Reader::Text(google_health::exercises),
    },
    Format {
        word: "google",
        name: "Google Health sleeps",
        sign: Sign::Text(google_health::is_sleeps),
        member: None,
        reader: Reader::Text(google_health::sleeps),
    },
    Format {
        word: "google",
        name: "Google Fit days",
        sign: Sign::Text(google_fit::is_header),
        member: None,
        reader: Reader::Text(google_fit::parse),
    },
    Format {
        word: "samsung",
        name: "Samsung Health exercises",
        sign: Sign::Text(samsung::is_exercises),
        member: None,
        reader: Reader::Text(samsung::exercises),
    },
    Format {
        word: "samsung",
        name: "Samsung Health sleeps",
        sign: Sign::Text(samsung::is_sleeps),
        member: None,
        reader: Reader::Text(samsung::sleeps),
    },
    Format {
        word: "health-connect",
        name: "a Health Connect export",
        sign: Sign::None,
        member: Some(health_connect::is_database),
        reader: Reader::File(health_connect::parse),
    },
    Format {
        word: "strength",
        name: "a Hevy export",
        sign: Sign::Text(hevy::is_header),
        member: None,
        reader: Reader::Text(hevy::parse),
    },
    Format {
        word: "strength",
        name: "a Strong export",
        sign: Sign::Text(strong::is_header),
        member: None,
        reader: Reader::Text(strong::parse),
    },
    Format {
        word: "strength",
        name: "a FitNotes export",
        sign: Sign::Text(fit_notes::is_header),
        member: None,
        reader: Reader::Text(fit_notes::parse),
    },
    Format {
        word: "concept2",
        name: "a Concept2 logbook",
        sign: Sign::Text(concept2::is_header),
        member: None,
        reader: Reader::Text(concept2::parse),
    },
    Format {
        word: "whoop",
        name: "Whoop workouts",
        sign: Sign::Text(whoop::is_workouts),
        member: None,
        reader: Reader::Text(whoop::workouts),
    },
    Format {
        word: "whoop",
        name: WHOOP_DAYS,
        sign: Sign::Text(whoop::is_days),
        member: None,
        reader: Reader::Text(whoop::sleeps),
    },
    Format {
        word: "whoop",
        name: "Whoop's journal",
        sign: Sign::Text(whoop::is_journal),
        member: None,
        reader: Reader::Text(whoop::journal),
    },
    Format {
        word: "whoop",
        name: WHOOP_SLEEPS,
        sign: Sign::Text(whoop::is_sleeps),
        member: None,
        reader: Reader::Text(whoop::sleeps),
    },
    Format {
        word: "sleep",
        name: "an AutoSleep export",
        sign: Sign::Text(auto_sleep::is_header),
        member: None,
        reader: Reader::Text(auto_sleep::parse),
    },
    Format {
        word: "sleep",
        name: "a Sleep Cycle export",
        sign: Sign::Text(sleep_cycle::is_header),
        member: None,
        reader: Reader::Text(sleep_cycle::parse),
    },
    Format {
        word: "sleep",
        name: "an Oura export",
        sign: Sign::Text(oura::is_header),
        member: None,
        reader: Reader::Text(oura::parse),
    },
    Format {
        word: "moods",
        name: "a How We Feel export",
        sign: Sign::Text(how_we_feel::is_header),
        member: None,
        reader: Reader::Text(how_we_feel::parse),
    },
    Format {
        word: "moods",
        name: "a Pixels export",
        sign: Sign::Json(pixels::is_list),
        member: None,
        reader: Reader::Text(pixels::parse),
    },
    Format {
        word: "moods",
        name: "a Bearable export",
        sign: Sign::Text(bearable::is_header),
        member: None,
        reader: Reader::Text(bearable::parse),
    },
    Format {
        word: "moods",
        name: "a Loop Habits export",
        sign: Sign::Text(loop_habits::is_header),
        member: None,
        reader: Reader::Text(loop_habits::parse),
    },
    Format {
        word: "csv",
        name: "a table of check-ins or sessions",
        sign: Sign::Text(table::is_header),
        member: None,
        reader: Reader::Text(table::parse),
    },
    Format {
        word: "firstline",
        name: "a firstline export",
        sign: Sign::Json(firstline::is_export),
        member: None,
        reader: Reader::Own,
    },
    Format {
        word: "csv",
        name: "a workbook",
        sign: Sign::None,
        member: Some(workbook::is_workbook),
        reader: Reader::File(|source, options| {
            let sheet = options.mapping.sheet.as_deref();
            flexible::read(workbook::grids(source, sheet)?, options)
        }),
    },
    Format {
        word: "csv",
        name: "a list of entries",
        sign: Sign::Json(|head| {
            head.trim_start_matches(['[', ' ', '\n', '\r', '\t'])
                .starts_with('{')
        }),
        member: None,
        reader: Reader::Table(flexible::read_text),
    },
    Format {
        word: "csv",
        name: "a table",
        sign: Sign::Text(flexible::is_table),
        member: None,
        reader: Reader::Table(flexible::read_text),
    },
];

/// Repeats the nights of Whoop's sleep table, without naps.
const WHOOP_DAYS: &str = "Whoop days";
const WHOOP_SLEEPS: &str = "Whoop sleeps";

/// Whether format `one` contains nothing that format `other` does not.
pub fn is_told_by(one: &str, other: &str) -> bool {
    one == WHOOP_DAYS && other == WHOOP_SLEEPS
}

/// The generic table format.
pub fn table() -> &'static Format {
    &FORMATS[FORMATS.len() - 1]
}

impl Format {
    /// Whether this is our own export format.
    pub const fn is_own(&self) -> bool {
        matches!(self.reader, Reader::Own)
    }

    /// Whether this is a generic table, which only its owner can identify.
    pub fn is_any_table(&self) -> bool {
        matches!(self.reader, Reader::Table(_)) || self.name == "a workbook"
    }

    /// Whether the content uses its owner's own names.
    pub fn is_handwritten(&self) -> bool {
        self.word == "csv"
    }

    /// Whether its ratings use the user's own scales.
    pub fn has_scales(&self) -> bool {
        self.name == "a Bearable export"
    }

    /// Whether this is a text table.
    pub const fn is_text(&self) -> bool {
        matches!(self.reader, Reader::Text(_) | Reader::Table(_))
    }

    /// Reads a file; content of unlimited size is never completely in memory.
    ///
    /// # Errors
    /// If the file cannot be imported, or exceeds one of the [`limits`].
    pub fn read(
        &self,
        source: &mut dyn Source,
        options: &ReadOptions<'_>,
    ) -> Result<Parsed, Refusal> {
        source.rewind().map_err(|error| because(&error))?;
        if let Reader::File(read) = self.reader {
            return parsed::in_time(read(source, options)?, options.today());
        }
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

    /// Reads a file that is not an archive.
    fn read_plain(
        &self,
        source: &mut dyn Read,
        options: &ReadOptions<'_>,
    ) -> Result<Parsed, Refusal> {
        match self.reader {
            Reader::Stream(read) => read(source, options),
            Reader::Text(read) | Reader::Table(read) => {
                let (text, warning) = stream::text(source)?;
                // JSON is often a single line.
                if !text.trim_start().starts_with(['{', '[']) {
                    crate::import::table::within_lines(&text)?;
                }
                let mut parsed = read(&text, options)?;
                parsed.warnings.extend(warning);
                Ok(parsed)
            }
            Reader::Own | Reader::File(_) => Err(Refusal::Unreadable(
                "it can only be imported as a whole".to_owned(),
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
