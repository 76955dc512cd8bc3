//! How We Feel tables. Moods are words; only the user knows where they belong on a scale.

use crate::domain::sanitize::line;
use crate::domain::{Question, Ratings, When};
use crate::import::cells::dates::{self, Order};
use crate::import::cells::numbers::Marks;
use crate::import::table::{self, Table};
use crate::import::tags::each_once;
use crate::import::{ForeignCheckIn, Parsed, ReadOptions, Refusal, quoted, text as texts};
use std::collections::BTreeMap;

/// Whether the text starts with this format's header.
pub(super) fn is_header(text: &str) -> bool {
    let columns = table::header(text).1;
    ["date", "mood", "mood key", "reflections"]
        .iter()
        .all(|name| columns.iter().any(|column| column == name))
}

/// Reads the table.
///
/// # Errors
/// If no row can be read, or moods are unknown.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let table = Table::open(text);
    // `Tags Key (…)` repeats the tags.
    let tags: Vec<String> = table
        .columns()
        .iter()
        .filter(|name| name.starts_with("tags ("))
        .cloned()
        .collect();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let parsed = table.read(Parsed::default(), |row, parsed| {
        let date = row.get("date");
        let stamp = dates::read(date, Order::YearFirst)
            .ok_or_else(|| format!("Date is {}, expected a date and a time", quoted(date)))?;
        let mood = line(row.get("mood")).trim().to_owned();
        if options.words.skips(&mood) {
            parsed.leave_out("rows you chose to skip", 1);
            return Ok(());
        }
        let Some(rating) = options.words.mood(&mood) else {
            *unknown.entry(mood).or_default() += 1;
            return Ok(());
        };
        let mut ratings = Ratings::default();
        ratings.set(Question::Mood, Some(rating));
        let words = tags
            .iter()
            .flat_map(|column| row.get(column).split([',', ';', '|']));
        let note =
            ["notes", "reflections", "takeaways"].map(|column| texts::clean(row.get(column)));
        let note: Vec<String> = note
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect();
        let when = When::At(stamp.local());
        parsed.check_ins.push(ForeignCheckIn {
            when,
            ratings,
            own: crate::domain::OwnAnswers::default(),
            sleep_hours: Marks::default()
                .read(row.get("sleep"))
                .filter(|hours| *hours > 0.0 && *hours <= 24.0),
            tags: each_once(words.map(|tag| line(tag.trim())))?,
            note: note.join("\n"),
            origin: crate::import::written::origin("how-we-feel", when),
        });
        Ok(())
    })?;
    if unknown.is_empty() {
        Ok(parsed)
    } else {
        Err(Refusal::UnknownMoods(unknown.into_iter().collect()))
    }
}
