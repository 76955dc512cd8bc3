//! Pixels day lists, old and new format: a score of 1 to 5, or the mean of several.

use crate::domain::sanitize::line;
use crate::domain::{Day, Question, Ratings, When};
use crate::import::cells::dates::{self, Order};
use crate::import::columns::on_scale;
use crate::import::formats::fitbit_json::each;
use crate::import::tags::each_once;
use crate::import::{ForeignCheckIn, Parsed, ReadOptions, Refusal, quoted, text};
use serde::Deserialize;

#[derive(Deserialize)]
struct Pixel {
    date: String,
    mood: Option<f64>,
    #[serde(default)]
    scores: Vec<f64>,
    #[serde(default)]
    emotions: Vec<String>,
    #[serde(default)]
    tags: Vec<Tags>,
    #[serde(default)]
    notes: String,
}

#[derive(Deserialize)]
struct Tags {
    #[serde(default)]
    entries: Vec<String>,
}

/// Whether JSON starts like such a list.
pub(super) fn is_list(head: &str) -> bool {
    let has = |name: &str| head.contains(&format!("\"{name}\""));
    has("date") && (has("scores") && has("type") || has("mood") && has("emotions"))
}

/// Reads the list.
///
/// # Errors
/// If none of its days can be read.
pub(super) fn parse(text: &str, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    each(text, |pixel: Pixel, parsed| {
        let stamp = dates::read(&pixel.date, Order::YearFirst).ok_or_else(|| {
            format!(
                "date is {}, expected one like 2026-02-01",
                quoted(&pixel.date)
            )
        })?;
        let count = pixel.scores.len() as f64;
        let score = pixel
            .mood
            .or_else(|| (count > 0.0).then(|| pixel.scores.iter().sum::<f64>() / count));
        let mut ratings = Ratings::default();
        if let Some(score) = score {
            let rating = on_scale(score, (1.0, 5.0))
                .ok_or_else(|| format!("the score is {score}, expected one from 1 to 5"))?;
            ratings.set(Question::Mood, Some(rating));
        }
        let tags = pixel
            .tags
            .iter()
            .flat_map(|tags| &tags.entries)
            .chain(&pixel.emotions);
        let tags = each_once(tags.map(|tag| line(tag.trim())))?;
        let note = text::clean(&pixel.notes);
        if ratings.is_empty() && tags.is_empty() && note.is_empty() {
            return Ok(());
        }
        let when = When::Day(Day::from_date(stamp.date));
        parsed.check_ins.push(ForeignCheckIn {
            when,
            ratings,
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags,
            note,
            origin: crate::import::written::origin("pixels", when),
        });
        Ok(())
    })
}
