//! Bearable tables: one reading per row; readings with the same day and time form one check-in. Scales are defined by
//! the user.

use crate::domain::{Day, Question, Ratings, When};
use crate::import::cells::dates;
use crate::import::cells::numbers::Marks;
use crate::import::columns::{Field, on_scale};
use crate::import::questions::{self, ask};
use crate::import::table::{self, Table};
use crate::import::{ForeignCheckIn, Parsed, ReadOptions, Refusal, quoted, text as texts};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// Categories that map to our ratings.
const RATINGS: [(&str, Question); 3] = [
    ("mood", Question::Mood),
    ("energy", Question::Energy),
    ("sleep quality", Question::Sleep),
];

/// Question, value, and note.
type Reading = (Question, f64, String);

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["category", "rating/amount", "detail"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read, or a scale cannot be determined.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    let date = if table.has("date formatted") {
        "date formatted"
    } else {
        "date"
    };
    let order = table.order(&[date], options)?;
    let mut readings: BTreeMap<(NaiveDateTime, bool), Vec<Reading>> = BTreeMap::new();
    let mut parsed = table.read(Parsed::default(), |row, parsed| {
        let category = row.get("category").to_lowercase();
        let Some((_, question)) = RATINGS.iter().find(|(name, _)| *name == category) else {
            parsed.leave_out("readings of other kinds", 1);
            return Ok(());
        };
        let cell = row.get(date);
        let stamp = dates::read(cell, order)
            .or_else(|| dates::read(row.get("date"), order))
            .ok_or_else(|| format!("date is {}, expected a date", quoted(cell)))?;
        let value = row.get("rating/amount");
        let value = Marks::default()
            .read(value)
            .ok_or_else(|| format!("rating/amount is {}, expected a number", quoted(value)))?;
        // "mid" and "am" do not give a time.
        let when = match dates::time_of_day(row.get("time of day")) {
            Some(time) => When::At(stamp.date.and_time(time)),
            None => When::Day(Day::from_date(stamp.date)),
        };
        readings
            .entry((when.local(), when.is_timed()))
            .or_default()
            .push((*question, value, texts::clean(row.get("notes"))));
        Ok(())
    })?;
    let mut scales: BTreeMap<Question, (f64, f64)> = BTreeMap::new();
    for (_, question) in RATINGS {
        let values: Vec<f64> = readings
            .values()
            .flatten()
            .filter(|(of, ..)| *of == question)
            .map(|(_, value, _)| *value)
            .collect();
        let Some(most) = values.iter().copied().reduce(f64::max) else {
            continue;
        };
        let least = values.iter().copied().fold(most, f64::min);
        let scale = match options.mapping.scale(Field::Rating(question)) {
            Some(said) => said,
            None if most > 5.0 && most <= 10.0 => {
                parsed
                    .taken
                    .push(format!("{}: read as 1 to 10", question.key()));
                (1.0, 10.0)
            }
            None => {
                let key = question.key();
                let what = format!("the values of {key} go from {least} to {most}.");
                return Err(Refusal::unsettled(ask(
                    format!(
                        "{what} Give the worst and the best value: --scale \"{key}=1-5\", or --scale \
                         \"{key}=1-10\""
                    ),
                    format!("T{} What are the worst and the best value?", &what[1..]),
                    questions::scales(key, least, most, &[]),
                )));
            }
        };
        scales.insert(question, scale);
    }
    for ((local, is_timed), readings) in readings {
        let when = if is_timed {
            When::At(local)
        } else {
            When::Day(Day::from_date(local.date()))
        };
        let mut ratings = Ratings::default();
        let mut note = Vec::new();
        for (question, value, words) in readings {
            let scale = scales.get(&question).copied().unwrap_or((1.0, 10.0));
            match on_scale(value, scale) {
                Some(rating) => ratings.set(question, Some(rating)),
                None => parsed.leave_out("readings beyond their scale", 1),
            }
            note.push(words);
        }
        note.retain(|part| !part.trim().is_empty());
        note.dedup();
        if ratings.is_empty() {
            continue;
        }
        parsed.check_ins.push(ForeignCheckIn {
            when,
            ratings,
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags: Vec::new(),
            note: note.join("\n"),
            origin: crate::import::written::origin("bearable", when),
        });
    }
    Ok(parsed)
}
