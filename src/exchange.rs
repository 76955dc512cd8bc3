//! Formats that go in and out, one file each.
//!
//! A parser gets text, or bytes as they come, and gives what it found: entries in local time, rows it could not take
//! with line and reason, and warnings. It stores nothing and reads no clock; ids, instants and days are
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
mod kml;
pub mod limits;
pub mod own_csv;
mod sleep;
pub mod sniff;
mod sport;
pub mod stream;
mod table;
mod tcx;
pub mod text;
mod track;
mod written;
mod xml;

use crate::domain::{Day, DayStart, Effort, FIRST_YEAR, Moment, Rating, Ratings, When, plain};
use chrono::{Datelike as _, NaiveDate};
use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use stream::Source;

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
            let found = if seconds.abs() < 1e9 {
                format!("{seconds:.0} s")
            } else {
                "time".to_owned()
            };
            return Err(format!("its {found} in motion is not between 1 s and 24 h"));
        }
        let key = match start {
            Start::Local(when) => when.local().format("%Y-%m-%dT%H:%M:%S").to_string(),
            Start::Instant(at) | Start::Utc(at) => {
                at.naive_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
            }
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

/// Reads bytes of this kind.
///
/// # Errors
/// When they as a whole cannot be taken.
pub fn read(kind: sniff::Kind, bytes: &[u8], told: &Told<'_>) -> Result<Parsed, Refusal> {
    read_from(kind, &mut std::io::Cursor::new(bytes), told)
}

/// Reads a file of this kind as it comes; what can be of any size is never in memory as a whole.
///
/// # Errors
/// When the file as a whole cannot be taken, or goes beyond a bound of [`limits`].
pub fn read_from(
    kind: sniff::Kind,
    source: &mut dyn Source,
    told: &Told<'_>,
) -> Result<Parsed, Refusal> {
    use sniff::Kind;
    let Present { now, day_start } = told.present;
    let today = Day::of(now.naive_local(), day_start);
    source.rewind().map_err(|error| stream::because(&error))?;
    let parsed = match kind {
        Kind::Daylio => in_text(source, &|text| {
            daylio::parse(text, &told.moods, told.known, today)
        }),
        Kind::DaylioBackup => archive::unpacked(
            source,
            &daylio::backup::is_backup,
            limits::WHOLE,
            &mut |unpacked| daylio::backup::parse(unpacked, today),
        ),
        Kind::Fit => fit::parse(source),
        Kind::Gpx => gpx::parse(source),
        Kind::Kml => archive::unpacked(source, &kml::is_kml, limits::UNPACKED, &mut |unpacked| {
            kml::parse(unpacked)
        }),
        Kind::Tcx => tcx::parse(source),
        Kind::AppleHealth => archive::unpacked(
            source,
            &apple_health::is_export,
            limits::UNPACKED,
            &mut |unpacked| apple_health::parse(unpacked),
        ),
        Kind::Activities => in_text(source, &activity_csv::parse),
        Kind::Fitbit => in_text(source, &fitbit::parse),
        Kind::Sleep => {
            archive::unpacked(source, &sleep::is_diary, limits::WHOLE, &mut |unpacked| {
                in_text(unpacked, &|text| sleep::parse(text, *now.offset()))
            })
        }
        Kind::Csv => in_text(source, &|text| {
            own_csv::read(text, &told.mapping, told.present)
        }),
        Kind::Firstline => Err(Refusal::Unreadable(
            "it is an export of ours, read as a whole".to_owned(),
        )),
    };
    in_time(parsed?, today)
}

/// Reads what has to be in memory as a whole.
fn in_text(
    source: &mut dyn Read,
    parse: &dyn Fn(&str) -> Result<Parsed, Refusal>,
) -> Result<Parsed, Refusal> {
    let (text, warning) = stream::text(source)?;
    table::within_lines(&text)?;
    let mut parsed = parse(&text)?;
    parsed.warnings.extend(warning);
    Ok(parsed)
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

impl Parsed {
    /// Counts one more entry.
    ///
    /// # Errors
    /// When there are more than one import may bring.
    fn another(&mut self) -> Result<(), Refusal> {
        self.read += 1;
        within_records(self.read)
    }
}

/// Whether so many entries may come in at once.
///
/// # Errors
/// When there are more than one import may bring.
pub fn within_records(count: usize) -> Result<(), Refusal> {
    if count <= limits::RECORDS {
        return Ok(());
    }
    let most = format!("{} entries", limits::count(limits::RECORDS));
    Err(Refusal::Unreadable(limits::beyond("there are", &most)))
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
    /// Whoever waited for it stopped the reading.
    Halted,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // It may quote what a library quotes: an element's name, of any length and with anything in it.
            Self::Unreadable(why) | Self::Empty(why) => f.write_str(
                &plain::line(why)
                    .chars()
                    .take(LONGEST_SENTENCE)
                    .collect::<String>(),
            ),
            Self::Halted => f.write_str("the reading was stopped"),
            Self::UnknownMoods(names) => {
                let short = |name: &String| name.chars().take(60).collect::<String>();
                let example: Vec<String> = names
                    .iter()
                    .take(3)
                    .map(|name| format!("{}=5", short(name)))
                    .collect();
                let names: Vec<String> = names.iter().map(short).collect();
                write!(
                    f,
                    "these moods have names of their own: {}. Say what each is from 1 to 9, for example --map \"{}\"",
                    listed(&names),
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

/// Tags as they came, each once, none empty.
///
/// # Errors
/// When there are more than one entry may have.
fn each_once(tags: impl Iterator<Item = String>) -> Result<Vec<String>, String> {
    let mut seen = HashSet::new();
    let tags = tags
        .filter(|tag| !tag.is_empty() && seen.insert(tag.clone()))
        .take(limits::TAGS + 1);
    let tags: Vec<String> = tags.collect();
    if tags.len() > limits::TAGS {
        return Err(format!(
            "it has more than {} tags, the most that is read of one entry",
            limits::count(limits::TAGS)
        ));
    }
    Ok(tags)
}

/// The longest sentence that a refusal is, in characters.
const LONGEST_SENTENCE: usize = 1000;
/// The most letters of a name that a sentence quotes.
const LONGEST_QUOTED: usize = 40;

/// What somebody wrote, short and harmless, to be quoted in a sentence.
fn quoted(text: &str) -> String {
    let short: String = plain::line(text).chars().take(LONGEST_QUOTED).collect();
    format!("\"{short}\"")
}

/// Leaves out what is dated before 1900 or after the day after `today`: such a date is a clock that was not set, and
/// a history that reached there could not be drawn.
///
/// # Errors
/// When nothing is left.
fn in_time(mut parsed: Parsed, today: Day) -> Result<Parsed, Refusal> {
    let sound = |date: NaiveDate| is_sound(date, today);
    let before = parsed.check_ins.len() + parsed.sessions.len();
    parsed
        .check_ins
        .retain(|entry| sound(entry.when.local().date()));
    parsed.sessions.retain(|entry| {
        sound(match entry.start {
            Start::Local(when) => when.local().date(),
            Start::Instant(at) | Start::Utc(at) => at.naive_utc().date(),
        })
    });
    let left = parsed.check_ins.len() + parsed.sessions.len();
    parsed.warnings.extend(left_out(before, left)?);
    Ok(parsed)
}

/// Whether a date can be of a record of somebody's life until `today`: clocks elsewhere may be a day ahead.
fn is_sound(date: NaiveDate, today: Day) -> bool {
    date.year() >= FIRST_YEAR && date <= today.plus(2).date()
}

/// What is said where of so many entries only so many were left by their dates.
///
/// # Errors
/// When none was.
fn left_out(before: usize, left: usize) -> Result<Option<String>, Refusal> {
    if left == before {
        return Ok(None);
    }
    let are = if before - left == 1 { "is" } else { "are" };
    let words = format!(
        "{} of its entries {are} dated before {FIRST_YEAR} or in the future",
        before - left
    );
    if left == 0 {
        return Err(Refusal::Unreadable(words));
    }
    Ok(Some(format!("{words} and left out")))
}
