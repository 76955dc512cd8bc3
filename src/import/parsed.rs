//! Content read from another program's file: entries in local time, rejected rows, warnings. Ids, instants and days are
//! assigned by the importer.

use crate::domain::import::TableFound;
use crate::domain::{Day, Effort, FIRST_YEAR, Moment, Rating, Ratings, When};
use crate::import::refusal::{Refusal, within_records};
use chrono::{Datelike as _, NaiveDate};

/// A check-in from another program.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignCheckIn {
    /// Local time or day.
    pub when: When,
    /// The ratings.
    pub ratings: Ratings,
    /// Hours slept, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Answers to own ratings.
    pub own: crate::domain::OwnAnswers,
    /// Tags, without duplicates.
    pub tags: Vec<String>,
    /// Plain-text note.
    pub note: String,
    /// Natural key: the same each time the same entry is read.
    pub origin: String,
}

/// Start of a session as given in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// Local time at the place, assumed to be in the time zone here.
    Local(When),
    /// An instant with the local UTC offset.
    Instant(Moment),
    /// An instant without a known local offset.
    Utc(Moment),
}

/// A session from another program.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignSession {
    /// Start time.
    pub start: Start,
    /// Activity id, or the file's name for it.
    pub activity: String,
    /// Title, if the file has one.
    pub title: Option<String>,
    /// Active seconds, 1 to 86,400.
    pub seconds: u32,
    /// Distance in meters.
    pub distance_m: Option<f64>,
    /// Metabolic equivalent (MET), if the file has one.
    pub met: Option<f64>,
    /// Perceived effort.
    pub effort: Option<Effort>,
    /// Mood before the session.
    pub before: Option<Rating>,
    /// Mood after the session.
    pub after: Option<Rating>,
    /// Plain-text note.
    pub note: String,
    /// Natural key: the same each time the same entry is read.
    pub origin: String,
}

impl ForeignSession {
    /// A session measured by a device; validates `seconds` and meters. The natural key is its start and activity.
    pub(super) fn measured(
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
            return Err(format!("its {found} in motion isn't between 1 s and 24 h"));
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
            distance_m: distance_m.filter(|meters| *meters > 0.0 && *meters < 2_000_000.0),
            met: None,
            effort: None,
            before: None,
            after: None,
            note: String::new(),
            origin: format!("{source}:{key}:{activity}"),
        })
    }
}

/// A rejected row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rejected {
    /// File name as given by the user.
    pub file: String,
    /// Line number, starting at 1.
    pub line: u64,
    /// What was expected and what was found.
    pub reason: String,
}

/// All content of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// Number of rows, without the header.
    pub read: usize,
    /// Check-ins found.
    pub check_ins: Vec<ForeignCheckIn>,
    /// Sessions found.
    pub sessions: Vec<ForeignSession>,
    /// Rejected rows: line and reason.
    pub rejected: Vec<(u64, String)>,
    /// Warnings that do not prevent the import.
    pub warnings: Vec<String>,
    /// Column interpretation of generic tables.
    pub tables: Vec<TableFound>,
    /// Assumptions made: `mood: taken as 1 to 9`.
    pub taken: Vec<String>,
    /// What was left out, with counts.
    pub left_out: Vec<(String, usize)>,
}

impl Parsed {
    /// Appends the content of another table or member of the same file.
    pub fn append(&mut self, other: Self) {
        self.read += other.read;
        self.check_ins.extend(other.check_ins);
        self.sessions.extend(other.sessions);
        self.rejected.extend(other.rejected);
        self.warnings.extend(other.warnings);
        self.tables.extend(other.tables);
        self.taken.extend(other.taken);
        for (what, count) in other.left_out {
            self.leave_out(&what, count);
        }
    }

    /// Adds to the count of something left out.
    pub fn leave_out(&mut self, what: &str, count: usize) {
        match self.left_out.iter_mut().find(|(known, _)| known == what) {
            _ if count == 0 => {}
            Some((_, before)) => *before += count,
            None => self.left_out.push((what.to_owned(), count)),
        }
    }

    /// Counts one more entry.
    ///
    /// # Errors
    /// If there are more entries than the limit per import.
    pub(super) fn another(&mut self) -> Result<(), Refusal> {
        self.read += 1;
        within_records(self.read)
    }
}

/// Removes entries dated before 1900 or too far after `today`: such dates come from a clock that was not set, and a
/// history that long could not be drawn.
///
/// # Errors
/// If no entries remain.
pub(super) fn in_time(mut parsed: Parsed, today: Day) -> Result<Parsed, Refusal> {
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

/// Whether a date is plausible as of `today`: clocks elsewhere may be a day ahead.
pub(super) fn is_sound(date: NaiveDate, today: Day) -> bool {
    date.year() >= FIRST_YEAR && date <= today.plus(2).date()
}

/// Warning about entries removed because of their dates; `before` and `left` are the counts before and after.
///
/// # Errors
/// If no entries remain.
pub(super) fn left_out(before: usize, left: usize) -> Result<Option<String>, Refusal> {
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
    Ok(Some(format!("{words} and skipped")))
}
