//! The questions as rows: energy and calm if they were asked before, effort, and how it went.

use super::super::{Review, ReviewField};
use crate::content::words::effort;
use crate::domain::{Also, Effort, Felt};
use crate::screens::screen::Cursor;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::rating_scale;

/// Draws the questions from this one down, with `gap` rows between them and the note below; returns the position of the
/// focused one.
pub(super) fn render(
    review: &Review,
    (x, mut y): (u16, u16),
    gap: u16,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let mut mark = None;
    if review.fields().contains(&ReviewField::Energy) {
        mark = also((x, y), review, painter);
        y += 2 + gap;
    }
    let here = review.field == ReviewField::Effort;
    mark = title((x, y), "How hard was it?", here, painter).or(mark);
    effort_row((x, y + 1), review, painter);
    y += 2 + gap;
    let here = review.field == ReviewField::Felt;
    mark = title((x, y), "How did it go?", here, painter).or(mark);
    felt_row((x, y + 1), review, painter);
    y += 2;
    if review.session.felt == Some(Felt::Hurt) {
        let thanks = "Thanks for saying so. firstline won't suggest it again.";
        let room = painter.width().saturating_sub(x);
        y += painter.wrapped((x, y), room, 2, thanks, painter.theme().dim);
    }
    let room = painter.height().saturating_sub(y + gap);
    if !review.session.note.is_empty() && room > 0 {
        let across = painter.width().saturating_sub(x * 2);
        let style = painter.theme().dim;
        painter.wrapped(
            (x, y + gap),
            across,
            room.min(2),
            &review.session.note,
            style,
        );
    }
    mark
}

/// The rows of all questions and the note without gaps.
pub(super) fn height(review: &Review) -> u16 {
    let has_more = review.fields().contains(&ReviewField::Energy);
    4 + 2
        * (u16::from(has_more)
            + u16::from(review.session.felt == Some(Felt::Hurt))
            + u16::from(!review.session.note.is_empty()))
}

/// How many rows `field` is below the focused row; negative if above.
pub(super) fn below(review: &Review, field: ReviewField) -> i16 {
    let place = |wanted| {
        let fields = review.fields().iter();
        fields
            .enumerate()
            .find_map(|(place, field)| (*field == wanted).then_some(place as i16))
            .unwrap_or(0)
    };
    place(field) - place(review.field)
}

/// Draws the title of a question, marked if it has focus.
pub(super) fn title(
    (x, y): (u16, u16),
    title: &str,
    here: bool,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    painter.text(x, y, title, if here { theme.accent } else { theme.dim });
    here.then(|| painter.marker(x.saturating_sub(2), y))
        .flatten()
}

/// Draws energy and calm, one row each.
fn also((x, y): (u16, u16), review: &Review, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let Also {
        energy_before,
        energy_after,
        calm_before,
        calm_after,
    } = review.session.also;
    let apart = rating_scale::spacing(painter.width().saturating_sub(x + 18));
    let mut mark = None;
    for (y, field, name, before, now) in [
        (
            y,
            ReviewField::Energy,
            "Energy",
            energy_before,
            energy_after,
        ),
        (y + 1, ReviewField::Calm, "Calm", calm_before, calm_after),
    ] {
        let here = review.field == field;
        mark = title((x, y), name, here, painter).or(mark);
        rating_scale::places((x + 8, y), apart, below(review, field), painter);
        rating_scale::points((x + 8, y), apart, now, here, theme, painter);
        if let Some(before) = before.filter(|_| theme.numbers) {
            let at = x + 9 + rating_scale::width(apart);
            painter.text(at, y, &format!("before {before}"), theme.dim);
        }
    }
    mark
}

fn effort_row((x, y): (u16, u16), review: &Review, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let spacing = if painter.width() >= 48 + x { 4 } else { 3 };
    let chosen = review.session.effort.map(Effort::get);
    for value in 0..=10u8 {
        let is_chosen = chosen == Some(value);
        let (text, style) = if is_chosen {
            (format!("[{value}]"), theme.selected)
        } else {
            (format!(" {value} "), theme.dim)
        };
        let at = x + u16::from(value) * spacing;
        let rate = Target::Rate(below(review, ReviewField::Effort), value);
        painter.place(at, y, spacing, 1, rate);
        painter.text(at, y, &text, style);
    }
    let beside_title = x + columns("How hard was it?") + 2;
    if chosen.is_none() && review.field == ReviewField::Effort {
        let ends = Effort::ENDS.map(|end| format!("{} {}", end.get(), effort(end)));
        let ends = ends.join(", ");
        if painter.width() >= beside_title + columns(&ends) {
            painter.text(beside_title, y.saturating_sub(1), &ends, theme.dim);
        }
    }
    if let Some(chosen) = review.session.effort {
        // Beside the numbers, or beside the question if the numbers leave no room.
        let words = effort(chosen);
        let beside = x + 11 * spacing + 1;
        if painter.width() >= beside + columns(words) {
            painter.text(beside, y, words, theme.text);
        } else {
            let room = usize::from(painter.width().saturating_sub(beside_title));
            let words = shorten(words, room);
            painter.text(beside_title, y.saturating_sub(1), &words, theme.text);
        }
    }
}

fn felt_row((x, y): (u16, u16), review: &Review, painter: &mut Painter<'_>) {
    const SHORT: [&str; 4] = ["hard", "fine", "easy", "hurt"];
    const LONG: [&str; 4] = ["too hard", "fine", "too easy", "it hurt"];
    let theme = painter.theme();
    let is_narrow = painter.width() < x + 50;
    let words = if is_narrow { SHORT } else { LONG };
    let mut x = x;
    for (index, (felt, word)) in Felt::ALL.into_iter().zip(words).enumerate() {
        let is_chosen = review.session.felt == Some(felt);
        let number = (index + 1).to_string();
        let (open, close, style) = if is_chosen {
            ("[", "]", theme.selected)
        } else {
            (" ", " ", theme.text)
        };
        let rate = Target::Rate(below(review, ReviewField::Felt), index as u8 + 1);
        painter.place(x, y, columns(word) + 4, 1, rate);
        let pieces = [
            (open, style),
            (&number, if is_chosen { style } else { theme.dim }),
            (" ", style),
            (word, style),
            (close, style),
        ];
        x = painter.pieces(x, y, &pieces);
        x += if is_narrow { 1 } else { 2 };
    }
}
