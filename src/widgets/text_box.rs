//! Draws a text field: its lines around the cursor, wrapped if it has several, with the terminal's own cursor in it.

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
    // The last column is the cursor's, after a full row.
    field.wrap_to(painter.width().saturating_sub(1));
    let (row, before) = field.cursor();
    let top = row.saturating_sub(height - 1);
    let mut place = None;
    let rows = field.rows();
    for (index, range) in rows.into_iter().enumerate().skip(top).take(height) {
        let y = (index - top) as u16;
        let line = field.text().get(range).unwrap_or_default();
        if index == row {
            // Blanks where a line is wrapped stick out; only one line moves along under the cursor.
            let shift = usize::from(columns(before)).saturating_sub(width - 1);
            let shift = if field.is_wrapped() { 0 } else { shift };
            let (gone, shown) = without_columns(line, shift);
            painter.text(0, y, shown, style);
            let x = columns(before).saturating_sub(gone).min(width as u16 - 1);
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
