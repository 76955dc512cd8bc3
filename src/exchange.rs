//! Formats that go in and out, one file each.
//!
//! A parser gets text and gives what it found: entries in local time, rows it could not take with
//! line and reason, and warnings. It stores nothing and reads no clock; ids, instants and days are
//! given to the entries by whoever imports them.

mod activity_csv;
mod apple_health;
mod archive;
pub mod daylio;
mod fit;
mod fitbit;
mod gpx;
mod html;
pub mod ics;
pub mod json;
pub mod own_csv;
mod sleep;
pub mod sniff;
mod sport;
mod table;
mod tcx;
pub mod text;
mod written;
mod xml;

use crate::domain::{Day, DayStart, Effort, Moment, Rating, Ratings, When, plain};
use chrono::{Datelike as _, NaiveDate};
use std::fmt;

/// A check-in from another program.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignCheckIn {
    /// When, in local time.
    pub when: When,
    /// The ratings.
    pub ratings: Ratings,
    /// Hours slept, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The note, as plain text.
    pub note: String,
    /// The natural key: the same each time the same entry is read.
    pub origin: String,
}

/// When a session began, as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// By the clocks of the place, which are taken for those here.
    Local(When),
    /// An instant with the offset that clocks showed there.
    Instant(Moment),
    /// An instant; what clocks showed is not told.
    Utc(Moment),
}

/// A session from another program.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignSession {
    /// When it began.
    pub start: Start,
    /// The activity's id, or the name the file has for it.
    pub activity: String,
    /// A title of its own, where the file gives one.
    pub title: Option<String>,
    /// Seconds in motion, 1 to 86,400.
    pub seconds: u32,
    /// Metres.
    pub distance_m: Option<f64>,
    /// Metabolic equivalent, where the file gives one.
    pub met: Option<f64>,
    /// How hard it was.
    pub effort: Option<Effort>,
    /// Mood before.
    pub before: Option<Rating>,
    /// Mood after.
    pub after: Option<Rating>,
    /// The note, as plain text.
    pub note: String,
    /// The natural key: the same each time the same entry is read.
    pub origin: String,
}

impl ForeignSession {
    /// A session that a device measured; `seconds` and metres are checked. Its natural key is its
    /// start and activity.
    fn measured(
        source: &str,
        start: Start,
        activity: &str,
        seconds: f64,
        distance_m: Option<f64>,
    ) -> Result<Self, String> {
        let whole = seconds.round();
        if !(1.0..=86_400.0).contains(&whole) {
            let found = if seconds.abs() < 1e9 { format!("{seconds:.0} s") } else { "time".to_owned() };
            return Err(format!("its {found} in motion is not between 1 s and 24 h"));
        }
        let key = match start {
            Start::Local(when) => when.local().format("%Y-%m-%dT%H:%M:%S").to_string(),
            Start::Instant(at) | Start::Utc(at) => at.naive_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        };
        Ok(Self {
            start,
            activity: activity.to_owned(),
            title: None,
            seconds: whole as u32,
            distance_m: distance_m.filter(|metres| *metres > 0.0 && *metres < 2_000_000.0),
            met: None,
            effort: None,
            before: None,
            after: None,
            note: String::new(),
            origin: format!("{source}:{key}:{activity}"),
        })
    }
}

/// What a parser is told of the present: later entries are not taken.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    /// Now.
    pub now: Moment,
    /// When a day begins.
    pub day_start: DayStart,
}

/// What a reader is told besides the bytes.
pub struct Told<'a> {
    /// What the person said their mood names mean.
    pub moods: daylio::MoodMap,
    /// What the person said of columns and scales.
    pub mapping: own_csv::Mapping,
    /// The level, 5 best to 1 worst, of mood names that everybody means alike.
    pub known: &'a dyn Fn(&str) -> Option<u8>,
    /// The present.
    pub present: Present,
}

/// Reads a file of this kind.
///
/// # Errors
/// When the file as a whole cannot be taken.
pub fn read(kind: sniff::Kind, bytes: &[u8], told: &Told<'_>) -> Result<Parsed, Refusal> {
    let today = Day::of(told.present.now.naive_local(), told.present.day_start);
    let in_text = |parse: &dyn Fn(&str) -> Result<Parsed, Refusal>| {
        let (text, warning) = text::decode(bytes)?;
        let mut parsed = parse(&text)?;
        parsed.warnings.extend(warning);
        Ok(parsed)
    };
    match kind {
        sniff::Kind::Daylio => in_text(&|text| daylio::parse(text, &told.moods, told.known, today)),
        sniff::Kind::DaylioBackup => daylio::backup::parse(bytes, today),
        sniff::Kind::Fit => fit::parse(bytes),
        sniff::Kind::Gpx => in_text(&gpx::parse),
        sniff::Kind::Tcx => in_text(&tcx::parse),
        sniff::Kind::AppleHealth => apple_health::unpacked(bytes)
            .and_then(|bytes| text::decode(&bytes))
            .and_then(|(text, _)| apple_health::parse(&text)),
        sniff::Kind::Activities => in_text(&activity_csv::parse),
        sniff::Kind::Fitbit => in_text(&fitbit::parse),
        sniff::Kind::Sleep => sleep::parse(bytes, *told.present.now.offset()),
        sniff::Kind::Csv => in_text(&|text| own_csv::read(text, &told.mapping, told.present)),
        sniff::Kind::Firstline => Err(Refusal::Unreadable("it is an export of ours, read as a whole".to_owned())),
    }
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rejected {
    /// The file, as it was named.
    pub file: String,
    /// The line in it, from 1.
    pub line: u64,
    /// What was expected and what was found.
    pub reason: String,
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// How many rows it has, header left out.
    pub read: usize,
    /// The check-ins.
    pub check_ins: Vec<ForeignCheckIn>,
    /// The sessions.
    pub sessions: Vec<ForeignSession>,
    /// Rows that could not be taken: line and reason.
    pub rejected: Vec<(u64, String)>,
    /// Things worth knowing that stop nothing.
    pub warnings: Vec<String>,
}

/// Why a whole file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something is wrong with the file, in these words.
    Unreadable(String),
    /// It holds nothing to import.
    Empty(String),
    /// Moods whose meaning only the person knows, sorted.
    UnknownMoods(Vec<String>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) | Self::Empty(why) => f.write_str(why),
            Self::UnknownMoods(names) => {
                let example: Vec<String> = names.iter().take(3).map(|name| format!("{name}=5")).collect();
                write!(
                    f,
                    "these moods have names of their own: {}. Say what each is from 1 to 9, for example --map \"{}\"",
                    listed(names),
                    example.join(",")
                )
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// Names, as many as a sentence can bear.
fn listed(names: &[String]) -> String {
    let mut listed: Vec<String> = names.iter().take(MOST_NAMED).cloned().collect();
    if names.len() > MOST_NAMED {
        listed.push(format!("and {} more", names.len() - MOST_NAMED));
    }
    listed.join(", ")
}

/// The most moods a message names.
const MOST_NAMED: usize = 40;

#[cfg(test)]
mod random;

/// What somebody wrote, short and harmless, to be quoted in a sentence.
fn quoted(text: &str) -> String {
    let short: String = plain::line(text).chars().take(40).collect();
    format!("\"{short}\"")
}

/// The first year that is taken for a date of somebody's life.
const FIRST_YEAR: i32 = 1900;

impl Parsed {
    /// Leaves out what is dated before 1900 or in the future: such a date is a clock that was not set, and a history
    /// that reached there could not be drawn.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn in_time(mut self, present: Present) -> Result<Self, Refusal> {
        // A calendar somewhere may be a day ahead, and an instant another one.
        let last = Day::of(present.now.naive_local(), present.day_start).plus(2).date();
        let sound = |date: NaiveDate| date.year() >= FIRST_YEAR && date <= last;
        let before = self.check_ins.len() + self.sessions.len();
        self.check_ins.retain(|entry| sound(entry.when.local().date()));
        self.sessions.retain(|entry| {
            sound(match entry.start {
                Start::Local(when) => when.local().date(),
                Start::Instant(at) | Start::Utc(at) => at.naive_utc().date(),
            })
        });
        let left = self.check_ins.len() + self.sessions.len();
        if left < before {
            let are = if before - left == 1 { "is" } else { "are" };
            let words = format!("{} of its entries {are} dated before {FIRST_YEAR} or in the future", before - left);
            if left == 0 {
                return Err(Refusal::Unreadable(words));
            }
            self.warnings.push(format!("{words} and left out"));
        }
        Ok(self)
    }
}
