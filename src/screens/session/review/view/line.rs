//! The same questions in a small window: before and now as two dots on one line.

use super::super::{Review, ReviewField};
use super::comparison;
use super::rows::{self, below, title};
use crate::domain::Rating;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;

/// Draws the mood question and those below it; returns the position of the focused one.
pub(super) fn render(
    review: &Review,
    shared: &Shared,
    (x, mut y): (u16, u16),
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    const QUESTION: &str = "How is your mood now?";
    let theme = painter.theme();
    let (before, after) = (review.session.before, review.session.after);
    let is_asked = review.field == ReviewField::Mood;
    let mark = title((x, y), QUESTION, is_asked, painter);
    if theme.numbers {
        let at = x + QUESTION.len() as u16 + 2;
        painter.text(at, y, &legend(before, after), theme.dim);
    }
    let spacing = if painter.width() >= 60 { 5 } else { 4 };
    for value in 1..=9u8 {
        let middle = x + 1 + u16::from(value - 1) * spacing;
        let rate = Target::Rate(below(review, ReviewField::Mood), value);
        painter.place(middle.saturating_sub(1), y + 1, 3, 2, rate);
    }
    moods((x + 1, y + 1), spacing, (before, after), painter);
    y += 3;
    let room = painter.width().saturating_sub(x + 1);
    let gap = u16::from(painter.height() >= 20);
    let rows = if painter.height() >= 16 { 2 } else { 1 };
    comparison(
        review,
        shared,
        (0, 0),
        rows,
        &mut painter.part(x, y, room, rows),
    );
    y += rows + gap;
    let foot = painter.height().saturating_sub(1);
    let width = painter.width();
    rows::render(review, (x, y), gap, &mut painter.part(0, 0, width, foot)).or(mark)
}

/// Draws before and now as two dots on one line, with 1 at `at`.
fn moods(
    at: (u16, u16),
    spacing: u16,
    (before, after): (Option<Rating>, Option<Rating>),
    painter: &mut Painter<'_>,
) {
    let (theme, (x, y)) = (painter.theme(), at);
    let place = |rating: Rating| x + u16::from(rating.get() - 1) * spacing;
    for rating in (1..=9u8).filter_map(Rating::new) {
        painter.text(place(rating), y, theme.glyphs.dot, theme.frame);
        if theme.numbers {
            painter.text(place(rating), y + 1, &rating.to_string(), theme.dim);
        }
    }
    if let (Some(before), Some(after)) = (before, after) {
        let (from, to) = (before.min(after), before.max(after));
        for column in place(from)..place(to) {
            painter.text(column, y, theme.glyphs.line, theme.dim);
        }
    }
    if let Some(before) = before {
        painter.text(place(before), y, theme.glyphs.was, theme.text);
    }
    if let Some(after) = after {
        painter.text(place(after), y, theme.glyphs.is, theme.accent);
    }
}

fn legend(before: Option<Rating>, after: Option<Rating>) -> String {
    match (before, after) {
        (Some(before), None) => format!("before {before}"),
        (Some(before), Some(after)) => format!("before {before}, now {after}"),
        (None, Some(after)) => format!("now {after}"),
        (None, None) => String::new(),
    }
}
