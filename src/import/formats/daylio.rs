//! Daylio's CSV export.
//!
//! The header comes in at least four variants, so columns are found by name. `date` is display text and ignored; so is
//! the weekday, which can be wrong. Mood names are defined by the user.

use crate::domain::sanitize::line;
use crate::domain::{Day, Question, Rating, Ratings, When};
use crate::import::cells::dates::{self, Order};
use crate::import::tags::each_once;
use crate::import::text::clean;
use crate::import::word_map::WordMap;
use crate::import::{
    ForeignCheckIn, Parsed, ReadOptions, Refusal, html, limits, listed, quoted, table,
};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// Column indexes.
struct Columns {
    count: usize,
    full_date: Option<usize>,
    /// Old format: the year, and the written-out date without a year.
    year_and_date: Option<(usize, usize)>,
    mood: usize,
    time: Option<usize>,
    activities: Option<usize>,
    scales: Option<usize>,
    note_title: Option<usize>,
    note: Option<usize>,
}

const KNOWN: [&str; 10] = [
    "year",
    "full_date",
    "date",
    "weekday",
    "time",
    "mood",
    "activities",
    "scales",
    "note_title",
    "note",
];

/// Whether the text starts with a Daylio header.
pub(super) fn is_header(text: &str) -> bool {
    let first_line = text.lines().next().unwrap_or_default();
    let names: Vec<String> = first_line
        .split([',', ';', '\t'])
        .map(|name| name.trim().trim_matches('"').to_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("mood") && (has("full_date") || has("year") && has("date") && has("weekday"))
}

/// Reads the table.
///
/// # Errors
/// If a required column is missing, there are no rows, or moods are unknown.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    read(text, &options.words, options.known, options.today())
}

/// Parses the text. `known` returns the level, 5 best to 1 worst, of a standard mood name; rows dated later than the
/// day after `today` are rejected.
///
/// # Errors
/// If a required column is missing, there are no rows, or moods are unknown.
fn read(
    text: &str,
    map: &WordMap,
    known: &dyn Fn(&str) -> Option<u8>,
    today: Day,
) -> Result<Parsed, Refusal> {
    let first_line = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|byte| first_line.bytes().filter(|other| other == byte).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(header)) = records.next() else {
        return Err(Refusal::Unreadable("line 1 isn't a header".to_owned()));
    };
    let mut parsed = Parsed::default();
    let columns = Columns::find(&header, &mut parsed.warnings)?;
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        parsed.another()?;
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                parsed
                    .rejected
                    .push((line, "the row couldn't be read".to_owned()));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        match columns.entry(&record, map, known, today) {
            Ok(entry) => parsed.check_ins.push(entry),
            Err(Problem::Mood(name)) if map.skips(&name) => {
                parsed.leave_out("rows you chose to skip", 1);
            }
            Err(Problem::Mood(name)) => *unknown.entry(name).or_default() += 1,
            Err(Problem::Row(reason)) => parsed.rejected.push((line, reason)),
        }
    }
    if !unknown.is_empty() {
        return Err(Refusal::UnknownMoods(unknown.into_iter().collect()));
    }
    if parsed.read == 0 {
        return Err(Refusal::Empty("only a header, no rows".to_owned()));
    }
    if parsed.check_ins.is_empty() {
        let (line, reason) = parsed.rejected.first().cloned().unwrap_or_default();
        return Err(Refusal::Unreadable(format!(
            "none of its rows could be read; line {line}: {reason}"
        )));
    }
    Ok(parsed)
}

/// Why a row is rejected.
enum Problem {
    /// A mood whose meaning only the user knows.
    Mood(String),
    /// An invalid row.
    Row(String),
}

impl Columns {
    fn find(header: &csv::StringRecord, warnings: &mut Vec<String>) -> Result<Self, Refusal> {
        let names: Vec<String> = header
            .iter()
            .map(|name| name.trim().trim_start_matches('\u{feff}').to_lowercase())
            .collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let needed = |wanted: &str| {
            place(wanted).ok_or_else(|| {
                let found: Vec<String> = names.iter().take(12).map(|name| quoted(name)).collect();
                Refusal::Unreadable(format!(
                    "line 1 has no column {wanted}; its columns are {}",
                    found.join(", ")
                ))
            })
        };
        table::within_columns(names.len())?;
        let others: Vec<String> = names
            .iter()
            .filter(|name| !KNOWN.contains(&name.as_str()))
            .map(|name| quoted(name))
            .collect();
        if !others.is_empty() {
            warnings.push(format!("ignored columns: {}", listed(&others)));
        }
        Ok(Self {
            count: names.len(),
            full_date: if place("year").is_some() {
                place("full_date")
            } else {
                Some(needed("full_date")?)
            },
            year_and_date: place("year").zip(place("date")),
            mood: needed("mood")?,
            time: place("time"),
            activities: place("activities"),
            scales: place("scales"),
            note_title: place("note_title"),
            note: place("note"),
        })
    }

    fn entry(
        &self,
        record: &csv::StringRecord,
        map: &WordMap,
        known: &dyn Fn(&str) -> Option<u8>,
        today: Day,
    ) -> Result<ForeignCheckIn, Problem> {
        if record.len() != self.count {
            return Err(Problem::Row(format!(
                "it has {} fields; the header has {}",
                record.len(),
                self.count
            )));
        }
        if record.iter().any(|field| field.len() > limits::FIELD) {
            let most = limits::size(limits::FIELD as u64);
            return Err(Problem::Row(format!(
                "one of its fields is longer than {most}"
            )));
        }
        let field = |place: Option<usize>| {
            place
                .and_then(|place| record.get(place))
                .unwrap_or_default()
                .trim()
        };
        let date = field(self.full_date);
        let in_words = || {
            let (year, date) = self.year_and_date?;
            let words = format!("{} {}", field(Some(date)), field(Some(year)));
            let stamp = dates::read(&words, Order::DayFirst)?;
            Some(Day::from_date(stamp.date))
        };
        let day = read_date(date).or_else(in_words).ok_or_else(|| {
            Problem::Row(format!(
                "full_date is {}, expected a date like 2021-05-12",
                quoted(date)
            ))
        })?;
        if day > today.plus(1) {
            return Err(Problem::Row(format!(
                "full_date is {day}, which is in the future"
            )));
        }
        let time = field(self.time);
        let when = match time {
            "" => When::Day(day),
            text => When::At(day.date().and_time(read_time(text).ok_or_else(|| {
                Problem::Row(format!(
                    "time is {}, expected one like 18:52 or 6:52 pm",
                    quoted(text)
                ))
            })?)),
        };
        let mood = line(field(Some(self.mood)));
        if mood.trim().is_empty() {
            return Err(Problem::Row(
                "mood is empty, expected the name of a mood".to_owned(),
            ));
        }
        let rating = map
            .mood(&mood)
            .or_else(|| known(&mood).and_then(|level| Rating::new(level * 2 - 1)))
            .ok_or_else(|| Problem::Mood(mood.trim().to_owned()))?;
        let mut entry = ForeignCheckIn {
            when,
            ratings: Ratings {
                mood: Some(rating),
                ..Ratings::default()
            },
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags: read_activities(field(self.activities)).map_err(Problem::Row)?,
            note: String::new(),
            origin: origin(when),
        };
        let mut note = vec![
            clean(&html::to_text(field(self.note_title))),
            clean(&html::to_text(field(self.note))),
        ];
        note.extend(read_scales(field(self.scales), &mut entry));
        note.retain(|part| !part.is_empty());
        entry.note = note.join("\n");
        Ok(entry)
    }
}

pub(super) fn origin(when: When) -> String {
    match when {
        When::Day(day) => format!("daylio:{day}"),
        When::At(local) => format!("daylio:{}", local.format("%Y-%m-%dT%H:%M")),
    }
}

fn read_date(text: &str) -> Option<Day> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = text.len() == 10
        && text.split('-').map(str::len).eq([4, 2, 2])
        && text.split('-').all(digits);
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| shaped)
        .map(Day::from_date)
}

/// `18:52`, `10:00 pm`, `8:02\u{202f}am`, `18:52:10`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let lower = text
        .to_lowercase()
        .replace(['\u{202f}', '\u{a0}', '.'], " ");
    let compact: String = lower.split_whitespace().collect();
    let (clock, half) = match (compact.strip_suffix("am"), compact.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (compact.as_str(), None),
    };
    let mut parts = clock.split(':');
    let mut number = || {
        let part = parts.next()?;
        ((1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())?
    };
    let hour = number()?;
    let minute = number()?;
    let second = if clock.matches(':').count() == 2 {
        number()?
    } else {
        0
    };
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| clock.matches(':').count() <= 2)
}

/// Splits at `|`; names may contain ` / `.
fn read_activities(text: &str) -> Result<Vec<String>, String> {
    each_once(text.split('|').map(|tag| line(tag.trim())))
}

/// Parses `Sleep Quality: 8/10 points | Sleep Time: 8:00`: sleep goes into its own fields, every other scale becomes a
/// line of the note.
fn read_scales(text: &str, entry: &mut ForeignCheckIn) -> Vec<String> {
    let mut lines = Vec::new();
    for scale in text
        .split('|')
        .map(str::trim)
        .filter(|scale| !scale.is_empty())
    {
        let (name, value) = scale.split_once(':').unwrap_or((scale, ""));
        let taken = match name.trim().to_lowercase().as_str() {
            "sleep quality" => points(value).is_some_and(|rating| {
                entry.ratings.set(Question::Sleep, Some(rating));
                true
            }),
            "sleep time" => hours(value).is_some_and(|hours| {
                entry.sleep_hours = Some(hours);
                true
            }),
            _ => false,
        };
        if !taken {
            lines.push(clean(scale));
        }
    }
    lines
}

/// Converts `8/10 points` to our 1 to 9 scale.
fn points(text: &str) -> Option<Rating> {
    let (value, rest) = text.trim().split_once('/')?;
    let most: f64 = rest.split_whitespace().next()?.parse().ok()?;
    let value: f64 = value.trim().parse().ok()?;
    if !(most >= 1.0 && (0.0..=most).contains(&value)) {
        return None;
    }
    Rating::new((1.0 + 8.0 * value / most).round() as u8)
}

/// Converts `8:00` to hours.
fn hours(text: &str) -> Option<f64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let hours: f64 = hours.trim().parse().ok()?;
    let minutes: f64 = minutes.trim().parse().ok()?;
    let total = hours + minutes / 60.0;
    ((0.0..=24.0).contains(&total) && (0.0..60.0).contains(&minutes)).then_some(total)
}

#[cfg(test)]
mod tests;
