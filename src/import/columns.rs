//! User-supplied table options: column roles, scales, and date order.

mod choosing;
pub mod roles;

use crate::domain::{Id, OwnRatings, Question, Rating};
use crate::import::cells::dates::Order;
use crate::import::cells::durations::Unit;
use crate::import::cells::fold;
use crate::import::quoted;
use roles::ROLES;

/// Role of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A day, optionally with a time of day.
    Day,
    /// Time of day in a column separate from the day.
    Time,
    /// End time.
    End,
    /// UTC offset or time zone.
    Zone,
    /// Session title.
    Title,
    /// Duration.
    Duration,
    /// Distance.
    Distance,
    /// Activity.
    Activity,
    /// A rating.
    Rating(Question),
    /// Mood before a session.
    Before,
    /// Mood after a session.
    After,
    /// Metabolic equivalent (MET).
    Met,
    /// Effort, 0 to 10.
    Effort,
    /// Hours of sleep.
    SleepHours,
    /// Start of sleep.
    SleepStart,
    /// End of sleep.
    SleepEnd,
    /// Tags.
    Tags,
    /// A yes/no column that becomes a tag with the column's name.
    Tag,
    /// A note.
    Note,
    /// An answer to one of the person's own ratings.
    Own(Id),
}

/// Unit of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A unit of time.
    Time(Unit),
    /// Hours and minutes, `5:30`.
    HoursMinutes,
    /// Minutes and seconds, `5:30`.
    MinutesSeconds,
    /// Meters per unit.
    Meters(f64),
}

impl Field {
    /// Name used in options and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => return "tag",
            Self::Own(_) => return "your own rating",
            _ => {}
        }
        let role = ROLES.iter().find(|role| role.field == self);
        role.map_or("", |role| role.name)
    }

    /// Whether the column contains a user rating.
    pub const fn is_rating(self) -> bool {
        matches!(self, Self::Rating(_) | Self::Before | Self::After)
    }
}

/// A role assigned to a column by the user, with an optional unit. Without a column, no column has this role.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Role of the column.
    pub field: Field,
    /// Unit, if given.
    pub measure: Option<Measure>,
    /// Header of the column, or its number starting at 1.
    pub theirs: Option<String>,
}

/// All user-supplied options for a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Columns, in the given order.
    pub columns: Vec<Named>,
    /// A rating with the values of its worst and best.
    pub scales: Vec<(Field, f64, f64)>,
    /// Order of day, month and year.
    pub order: Option<Order>,
    /// Activity, for tables without such a column.
    pub activity: Option<String>,
    /// Duration in minutes, for tables without such a column.
    pub minutes: Option<f64>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Whether it was settled in an earlier import.
    pub is_remembered: bool,
}

impl Mapping {
    /// Parses `day=Date,mood=Mood Score` and `mood=1-5` (`mood=5-1` if 1 is best, `mood=-1..1`).
    ///
    /// # Errors
    /// A sentence naming the part that could not be parsed.
    pub fn parse(columns: &str, scales: &str) -> Result<Self, String> {
        Self::parse_with(columns, scales, OwnRatings(&[]))
    }

    /// The same, with the person's `own` ratings as further columns: `pain=Schmerz`.
    ///
    /// # Errors
    /// A sentence naming the part that could not be parsed.
    pub fn parse_with(columns: &str, scales: &str, own: OwnRatings<'_>) -> Result<Self, String> {
        let mut mapping = Self::default();
        for part in parts(columns) {
            let Some(named) = named(&part, own) else {
                let ours: Vec<String> = ROLES
                    .iter()
                    .map(|role| role.name.to_owned())
                    .chain(own.0.iter().map(|rating| own.label(rating)))
                    .collect();
                return Err(format!(
                    "--columns {} doesn't pair one of firstline's columns with one of the file's, \
                     like mood=Mood Score. firstline has {}, tag",
                    quoted(&part),
                    ours.join(", ")
                ));
            };
            // A rating that was removed since has no column.
            let is_known = |id| own.0.iter().any(|rating| rating.id == id);
            if !matches!(named.field, Field::Own(id) if !is_known(id)) {
                mapping.columns.push(named);
            }
        }
        for part in parts(scales) {
            let Some(scale) = scale(&part) else {
                return Err(format!(
                    "--scale {} isn't a rating with its worst and best value. Try mood=1-5",
                    quoted(&part)
                ));
            };
            mapping.scales.push(scale);
        }
        Ok(mapping)
    }

    /// Whether all options that apply only to tables are missing.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.scales.is_empty() && self.sheet.is_none()
    }

    /// Whether all options that could be reused for another table with the same columns are missing.
    pub fn says_nothing(&self) -> bool {
        self.is_empty() && self.order.is_none() && self.activity.is_none() && self.minutes.is_none()
    }

    /// Whether these options take precedence over the detected format. Handwritten tables allow more options, and few
    /// formats have scales.
    pub fn overrides(&self, is_handwritten: bool, has_scales: bool) -> bool {
        let is_unit = |named: &Named| {
            named.field == Field::Distance && matches!(named.measure, Some(Measure::Meters(_)))
        };
        if is_handwritten {
            !self.is_empty()
        } else {
            self.columns.iter().any(|named| !is_unit(named))
                || !has_scales && !self.scales.is_empty()
        }
    }

    /// The worst and best value of a rating, if given.
    pub fn scale(&self, field: Field) -> Option<(f64, f64)> {
        let said = self.scales.iter().rev().find(|(of, ..)| *of == field);
        said.map(|(_, worst, best)| (*worst, *best))
    }
}

/// Converts a value between the worst and best of a scale to a rating; `None` if it is out of range.
pub fn on_scale(value: f64, (worst, best): (f64, f64)) -> Option<Rating> {
    let share = (value - worst) / (best - worst);
    (0.0..=1.0)
        .contains(&share)
        .then(|| Rating::new((1.0 + 8.0 * share).round() as u8))
        .flatten()
}

/// The role and unit of a column in our own tables, by name.
pub fn field(name: &str) -> Option<(Field, Option<Measure>)> {
    let found = ROLES.iter().find(|role| role.name == name);
    found
        .map(|role| (role.field, role.measure))
        .or_else(|| (name == "tag").then_some((Field::Tag, None)))
}

/// The role and unit for a name in options; one of the person's own ratings also by its id.
fn chosen(name: &str) -> Option<(Field, Option<Measure>)> {
    field(name).or_else(|| Some((Field::Own(Id::parse(name)?), None)))
}

fn named(part: &str, own: OwnRatings<'_>) -> Option<Named> {
    let (ours, theirs) = part.split_once('=')?;
    let of_own = || Some((Field::Own(own.find(ours).ok()?.id), None));
    let (field, measure) = chosen(&ours.trim().to_lowercase()).or_else(of_own)?;
    let theirs = theirs.trim();
    let theirs = theirs
        .strip_prefix('"')
        .and_then(|theirs| theirs.strip_suffix('"'))
        .map_or(theirs.to_owned(), |theirs| theirs.replace("\\\"", "\""));
    Some(Named {
        field,
        measure,
        theirs: (!theirs.is_empty()).then_some(theirs),
    })
}

fn scale(part: &str) -> Option<(Field, f64, f64)> {
    let (name, range) = part.split_once('=')?;
    let (field, _) = field(&name.trim().to_lowercase()).filter(|(field, _)| field.is_rating())?;
    let (worst, best) = range
        .split_once("..")
        .or_else(|| range.trim().split_once('-'))?;
    let (worst, best): (f64, f64) = (worst.trim().parse().ok()?, best.trim().parse().ok()?);
    let sound = worst.is_finite() && best.is_finite() && (worst - best).abs() > f64::EPSILON;
    sound.then_some((field, worst, best))
}

/// Splits at commas outside double quotes.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for sign in text.chars() {
        if sign == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = sign == '\\' && !escaped;
        match parts.last_mut() {
            Some(part) if sign != ',' || quoted => part.push(sign),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Finds a column by header, ignoring case, accents and text in parentheses.
pub fn place(theirs: &str, headers: &[String]) -> Option<usize> {
    let without_brackets = |text: &str| fold(text.split(['(', '[']).next().unwrap_or(text));
    let wanted = fold(theirs);
    let by_name = headers
        .iter()
        .position(|header| header.trim() == theirs.trim())
        .or_else(|| headers.iter().position(|header| fold(header) == wanted))
        .or_else(|| {
            let wanted = without_brackets(theirs);
            headers
                .iter()
                .position(|header| !wanted.is_empty() && without_brackets(header) == wanted)
        });
    by_name.or_else(|| {
        let number: usize = theirs.trim().parse().ok()?;
        number.checked_sub(1).filter(|place| *place < headers.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_said_by_header_or_number_and_may_be_quoted() {
        let mapping = Mapping::parse("day=Date, minutes=\"Time, total\",mood=3,note=", "").unwrap();
        let theirs: Vec<Option<&str>> = mapping
            .columns
            .iter()
            .map(|named| named.theirs.as_deref())
            .collect();
        assert_eq!(theirs, [Some("Date"), Some("Time, total"), Some("3"), None]);
        let headers = ["Date", "Température (°C)", "Mood Score (1-10)"].map(str::to_owned);
        assert_eq!(place("date", &headers), Some(0));
        assert_eq!(place("temperature", &headers), Some(1));
        assert_eq!(place("mood score", &headers), Some(2));
        assert_eq!(place("3", &headers), Some(2));
        assert_eq!(place("Moods", &headers), None);
    }

    #[test]
    fn scales_are_stretched_to_ours() {
        let mapping = Mapping::parse("", "mood=1-5,calm=10-0,energy=-1..1").unwrap();
        let rating = |question, value| {
            let scale = mapping.scale(Field::Rating(question)).unwrap();
            on_scale(value, scale).map(Rating::get)
        };
        assert_eq!(rating(Question::Mood, 1.0), Some(1));
        assert_eq!(rating(Question::Mood, 4.5), Some(8));
        assert_eq!(rating(Question::Mood, 6.0), None);
        assert_eq!(rating(Question::Calm, 10.0), Some(1));
        assert_eq!(rating(Question::Energy, 0.0), Some(5));
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        for (columns, scales) in [
            ("happiness=Mood", ""),
            ("", "mood=5"),
            ("", "mood=5-5"),
            ("", "day=1-5"),
        ] {
            let why = Mapping::parse(columns, scales).unwrap_err();
            assert!(why.contains(&format!("\"{columns}{scales}\"")), "{why}");
        }
        assert!(Mapping::parse("", "").unwrap().is_empty());
    }
}
