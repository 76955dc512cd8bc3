//! A text field as it is drawn: its lines around the cursor, the terminal's own cursor in it.

use crate::app::text_field::TextField;
use crate::ui::pen::{Pen, columns};
use ratatui::style::Style;

/// Draws the field into the pen's whole area; answers where the cursor is on the screen.
pub fn render(field: &TextField, style: Style, pen: &mut Pen<'_>) -> Option<(u16, u16)> {
    let (width, height) = (usize::from(pen.width()), usize::from(pen.height()));
    if width == 0 || height == 0 {
        return None;
    }
    let cursor = field.area().cursor();
    let (row, column) = (cursor.0, cursor.1);
    let top = row.saturating_sub(height - 1);
    let mut place = None;
    for (index, line) in field
        .area()
        .lines()
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
    {
        let y = (index - top) as u16;
        let is_cursor_row = index == row;
        let before: String = line.chars().take(column).collect();
        let shift = if is_cursor_row {
            usize::from(columns(&before)).saturating_sub(width - 1)
        } else {
            0
        };
        let shown = skip_columns(line, shift);
        pen.text(0, y, &shown, style);
        if is_cursor_row {
            let x =
                (usize::from(columns(&before)) - shift.min(usize::from(columns(&before)))) as u16;
            place = Some((pen.area().x + x, pen.area().y + y));
        }
    }
    place
}

fn skip_columns(line: &str, columns_to_skip: usize) -> String {
    let mut skipped = 0;
    line.chars()
        .skip_while(|character| {
            let skip = skipped < columns_to_skip;
            skipped += unicode_width::UnicodeWidthChar::width(*character).unwrap_or(0);
            skip
        })
        .collect()
}
