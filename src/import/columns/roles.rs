//! The registry of column roles: each with its name in options, its unit, and the words a person chooses it by.
//!
//! A new role (a rating of one's own, say) is a row here and a variant of [`Field`]; options, messages, the columns of
//! the import screen and the answers that are remembered follow from it.

use crate::domain::Question;
use crate::domain::units::{MILE, YARD};
use crate::import::cells::durations::Unit;
use crate::import::columns::{Field, Measure};

/// A column role as it can be chosen.
pub struct Role {
    /// Name in options.
    pub name: &'static str,
    /// What it is.
    pub field: Field,
    /// Unit, if the role tells it.
    pub measure: Option<Measure>,
    /// Words for choosing it from a list; empty if another row means the same.
    pub words: &'static str,
}

/// Every role in the order in which they're offered; the first name of a field is the one in messages.
pub const ROLES: [Role; 38] = [
    role("day", Field::Day, None, "day, or day and time"),
    role("start", Field::Day, None, ""),
    role("time", Field::Time, None, "time of day"),
    role("end", Field::End, None, "end"),
    role("zone", Field::Zone, None, "time zone"),
    role("title", Field::Title, None, "title"),
    role("duration", Field::Duration, None, "length"),
    role(
        "minutes",
        Field::Duration,
        Some(Measure::Time(Unit::Minutes)),
        "length in minutes",
    ),
    role(
        "seconds",
        Field::Duration,
        Some(Measure::Time(Unit::Seconds)),
        "length in seconds",
    ),
    role(
        "hours",
        Field::Duration,
        Some(Measure::Time(Unit::Hours)),
        "length in hours",
    ),
    role(
        "ms",
        Field::Duration,
        Some(Measure::Time(Unit::Milliseconds)),
        "length in milliseconds",
    ),
    role(
        "h_mm",
        Field::Duration,
        Some(Measure::HoursMinutes),
        "length, hours and minutes (1:30)",
    ),
    role(
        "m_ss",
        Field::Duration,
        Some(Measure::MinutesSeconds),
        "length, minutes and seconds (30:00)",
    ),
    role("distance", Field::Distance, None, "distance"),
    role(
        "distance_km",
        Field::Distance,
        Some(Measure::Meters(1000.0)),
        "distance in km",
    ),
    role(
        "distance_m",
        Field::Distance,
        Some(Measure::Meters(1.0)),
        "distance in meters",
    ),
    role(
        "distance_mi",
        Field::Distance,
        Some(Measure::Meters(MILE)),
        "distance in miles",
    ),
    role(
        "distance_yd",
        Field::Distance,
        Some(Measure::Meters(YARD)),
        "distance in yards",
    ),
    role("activity", Field::Activity, None, "activity"),
    role("mood", Field::Rating(Question::Mood), None, "mood"),
    role("energy", Field::Rating(Question::Energy), None, "energy"),
    role("calm", Field::Rating(Question::Calm), None, "calm"),
    role(
        "sleep",
        Field::Rating(Question::Sleep),
        None,
        "sleep quality",
    ),
    role("body", Field::Rating(Question::Body), None, "body"),
    role(
        "interest",
        Field::Rating(Question::Interest),
        None,
        "interest",
    ),
    role(
        "appetite",
        Field::Rating(Question::Appetite),
        None,
        "appetite",
    ),
    role("focus", Field::Rating(Question::Focus), None, "focus"),
    role("before", Field::Before, None, "mood before"),
    role("after", Field::After, None, "mood after"),
    role("met", Field::Met, None, "MET"),
    role("effort", Field::Effort, None, "effort, 0 to 10"),
    role(
        "sleep_hours",
        Field::SleepHours,
        Some(Measure::Time(Unit::Hours)),
        "hours of sleep",
    ),
    role(
        "sleep_minutes",
        Field::SleepHours,
        Some(Measure::Time(Unit::Minutes)),
        "minutes of sleep",
    ),
    role(
        "sleep_seconds",
        Field::SleepHours,
        Some(Measure::Time(Unit::Seconds)),
        "seconds of sleep",
    ),
    role("sleep_start", Field::SleepStart, None, "start of sleep"),
    role("sleep_end", Field::SleepEnd, None, "end of sleep"),
    role("tags", Field::Tags, None, "tags"),
    role("note", Field::Note, None, "note"),
];

const fn role(
    name: &'static str,
    field: Field,
    measure: Option<Measure>,
    words: &'static str,
) -> Role {
    Role {
        name,
        field,
        measure,
        words,
    }
}

/// The name of a role in options.
pub fn name_of(field: Field, measure: Option<Measure>) -> &'static str {
    if field == Field::Tag {
        return "tag";
    }
    let same = |role: &&Role| role.field == field && role.measure == measure;
    let found = ROLES.iter().find(same);
    found.map_or_else(|| field.name(), |role| role.name)
}
