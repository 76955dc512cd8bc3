//! Draws the custom mood names: a row per name with nine points beside it.

use super::super::mood_names::{MoodName, MoodNames};
use crate::content::words::level;
use crate::domain::{Question, Rating};
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::rating_scale;

/// Draws the names and their ratings; returns the position of the selected one.
pub(super) fn render(asked: &MoodNames, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let mut mark = None;
    let (width, height) = (painter.width(), painter.height());
    let mut y = super::top(painter);
    let guessed = asked.moods.iter().any(|mood| mood.suggested);
    let more = if guessed {
        " Suggestions are filled in; change any."
    } else {
        ""
    };
    let text = format!(
        "How good is each mood, from 1 (very low) to 9 (very good)?{more} You're asked once."
    );
    y += painter.wrapped(
        (2, y),
        width.saturating_sub(2).min(76),
        4,
        &text,
        theme.text,
    ) + u16::from(height >= 14);
    let longest = asked
        .moods
        .iter()
        .map(|mood| columns(&name(mood)))
        .max()
        .unwrap_or(0);
    let names = longest.min(width / 3).max(6);
    let spacing = rating_scale::spacing(width.saturating_sub(names + 4 + 12));
    let x = 2 + names + 1;
    let room = usize::from(height.saturating_sub(y)).max(1);
    let first = first_visible(asked.list.chosen, asked.moods.len(), room);
    for (index, mood) in asked.moods.iter().enumerate().skip(first).take(room) {
        let y = y + (index - first) as u16;
        let here = index == asked.list.chosen;
        if here {
            mark = painter.marker(0, y);
        }
        let label = shorten(&name(mood), usize::from(names));
        painter.text(2, y, &label, if here { theme.accent } else { theme.text });
        let rating = mood.rating.and_then(Rating::new);
        rating_scale::places((x, y), spacing, asked.list.rows_to(index), painter);
        rating_scale::points((x, y), spacing, rating, here, theme, painter);
        let at = x + rating_scale::width(spacing) + 1;
        let word = match (rating, mood.suggested) {
            (Some(rating), false) => level(Question::Mood, rating),
            (Some(_), true) if at + 9 > width => "?",
            (Some(_), true) => "suggested",
            (None, _) => "",
        };
        painter.text(
            at,
            y,
            &shorten(word, usize::from(width.saturating_sub(at))),
            theme.dim,
        );
    }
    mark
}

fn name(mood: &MoodName) -> String {
    mood.name.replace(['\n', '\t'], " ")
}
