//! Draws a text field: its lines around the cursor, with the terminal's own cursor in it.

use crate::widgets::painter::{Painter, columns};
use crate::widgets::text_field::TextField;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;

/// Draws the field over the painter's whole area; returns the screen position of the cursor.
pub fn render(field: &TextField, style: Style, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (width, height) = (usize::from(painter.width()), usize::from(painter.height()));
    if width == 0 || height == 0 {
        return None;
    }
    let (row, before) = field.cursor();
    let top = row.saturating_sub(height - 1);
    let mut place = None;
    let lines = field.text().split('\n').enumerate();
    for (index, line) in lines.skip(top).take(height) {
        let y = (index - top) as u16;
        if index == row {
            let shift = usize::from(columns(before)).saturating_sub(width - 1);
            let (gone, shown) = without_columns(line, shift);
            painter.text(0, y, shown, style);
            let x = columns(before).saturating_sub(gone);
            place = Some((painter.area().x + x, painter.area().y + y));
        } else {
            painter.text(0, y, line, style);
        }
    }
    place
}

/// The text without its first characters, removing at least this many columns; also returns the width removed.
fn without_columns(text: &str, least: usize) -> (u16, &str) {
    let mut gone = 0;
    for (place, letter) in text.grapheme_indices(true) {
        if usize::from(gone) >= least {
            return (gone, &text[place..]);
        }
        gone += columns(letter);
    }
    (gone, "")
}
