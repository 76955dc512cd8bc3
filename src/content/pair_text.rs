//! What is kept when two check-ins become one, in sentences.

use crate::content::words::{label, level};
use crate::domain::english::{list, plural};
use crate::domain::{CheckIn, CheckInPair, OwnRatings, Question, Rating, Units};

/// What is kept and what isn't: answers in words if numbers are `hidden`.
pub fn preview(pair: &CheckInPair, own: OwnRatings<'_>, units: Units, hidden: bool) -> String {
    let said = |question: Question, rating: Rating| {
        if hidden {
            level(question, rating).to_owned()
        } else {
            rating.to_string()
        }
    };
    let mut kept: Vec<String> = Vec::new();
    for (question, rating) in pair.merged.ratings.answered() {
        let mut text = format!("{} {}", label(question), said(question, rating));
        let before = pair.earlier.ratings.get(question);
        if let Some(before) = before.filter(|before| *before != rating) {
            text = format!("{text} (not {})", said(question, before));
        }
        kept.push(text);
    }
    for (rating, value) in pair.merged.own.named(own) {
        let mut text = format!("{} {}", own.label(rating), rating.text(value, hidden));
        let before = pair.earlier.own.get(rating.id);
        if let Some(before) = before.filter(|before| before.total_cmp(&value).is_ne()) {
            text = format!("{text} (not {})", rating.text(before, hidden));
        }
        kept.push(text);
    }
    if pair.merged.sleep_hours.is_some() {
        kept.push("hours slept".to_owned());
    }
    if !pair.merged.tags.is_empty() {
        let tags = &pair.merged.tags;
        let noun = plural(tags.len(), "tag");
        kept.push(format!("the {noun} {}", tags.join(", ")));
    }
    let notes = [&pair.earlier, &pair.later].map(|record| !record.note.trim().is_empty());
    match notes {
        [true, true] => kept.push("both notes".to_owned()),
        [true, false] | [false, true] => kept.push("the note".to_owned()),
        [false, false] => {}
    }
    format!(
        "{} is kept: {}. {} is removed.",
        name(&pair.later, units),
        list(&kept),
        name(&pair.earlier, units)
    )
}

fn name(record: &CheckIn, units: Units) -> String {
    if record.timed {
        format!("The check-in of {}", units.time(record.at.naive_local()))
    } else {
        format!("The check-in of {}", record.day)
    }
}
