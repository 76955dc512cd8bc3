//! Draws a study or review in full.

use super::plain;
use crate::content::cards::{Source, cards};
use crate::widgets::painter::Painter;

/// Columns for the labels.
const LABELS: u16 = 11;

/// Draws the source; returns the rows used.
pub(super) fn whole(source: &Source, painter: &mut Painter<'_>) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    let authors = plain(&source.authors, theme);
    let mut y = painter.wrapped((0, 0), width, 2, &authors, theme.strong);
    if let Some(title) = &source.title {
        y += painter.wrapped((0, y), width, 4, title, theme.text);
    }
    let journal = format!("{}, {}", source.journal, source.year);
    y += painter.wrapped((0, y), width, 2, &journal, theme.dim);
    y += painter.wrapped((0, y), width, 2, &source.address(), theme.text) + 1;
    if let Some(note) = &source.note {
        y += painter.wrapped((0, y), width, 3, note, theme.text) + 1;
    }
    let cites = cards()
        .iter()
        .filter(|card| card.sources.contains(&source.id));
    let titles: Vec<&str> = cites.map(|card| card.title.as_str()).collect();
    if !titles.is_empty() {
        painter.text(0, y, "cards", theme.dim);
        let room = width.saturating_sub(LABELS);
        y += painter.wrapped((LABELS, y), room, 3, &titles.join(", "), theme.dim);
    }
    y
}
