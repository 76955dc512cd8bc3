//! What a file of another program held: entries in local time, rows that cannot be taken, warnings. Ids, instants and
//! days are given to the entries by whoever imports them.

use crate::domain::import::TableFound;
use crate::domain::{Day, Effort, FIRST_YEAR, Moment, Rating, Ratings, When};
use crate::import::refusal::{Refusal, within_records};
use chrono::{Datelike as _, NaiveDate};

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

/// When a session started, according to the file.
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
    /// Meters.
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
    /// A session that a device measured; `seconds` and meters are checked. Its natural key is its
    /// start and activity.
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
    /// What was made of the columns of tables that only their own headers explain.
    pub tables: Vec<TableFound>,
    /// What was taken for granted: `mood: taken as 1 to 9`.
    pub taken: Vec<String>,
    /// What was left out, and how much of it.
    pub left_out: Vec<(String, usize)>,
}

impl Parsed {
    /// Adds what another table or member of the same file held.
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

    /// Counts what is left out.
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
    /// When there are more than one import may bring.
    pub(super) fn another(&mut self) -> Result<(), Refusal> {
        self.read += 1;
        within_records(self.read)
    }
}

/// Leaves out what is dated before 1900 or after the day after `today`: such a date is a clock that was not set, and
/// a history that reached there could not be drawn.
///
/// # Errors
/// When nothing is left.
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

/// Whether a date can be of a record of somebody's life until `today`: clocks elsewhere may be a day ahead.
pub(super) fn is_sound(date: NaiveDate, today: Day) -> bool {
    date.year() >= FIRST_YEAR && date <= today.plus(2).date()
}

/// What is said where of so many entries only so many were left by their dates.
///
/// # Errors
/// When none was.
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
