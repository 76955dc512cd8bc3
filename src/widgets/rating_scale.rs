//! The nine points of a rating as a row.
//!
//! ```text
//!  ›  Calm     1   2   3   4   5   6   7   8   9      has the focus
//!     Mood     ■   ■   ■   ■   ■   ■  ▐7▌  ·   ·      answered
//! ```

use crate::domain::Rating;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;
use ratatui::style::Modifier;

/// Columns between two points, depending on the width.
pub fn spacing(room: u16) -> u16 {
    match room {
        0..=26 => 2,
        27..=34 => 3,
        _ => 4,
    }
}

/// The same for a scale that may use the full width.
pub fn widest(room: u16) -> u16 {
    match room {
        0..=42 => spacing(room),
        43..=50 => 5,
        _ => 6,
    }
}

/// Width of the nine points in columns.
pub const fn width(spacing: u16) -> u16 {
    8 * spacing + 3
}

/// Draws the nine points from `x` on, each centered in three columns.
pub fn points(
    at: (u16, u16),
    spacing: u16,
    answer: Option<Rating>,
    focused: bool,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (x, y) = at;
    for value in 1..=9u8 {
        let left = x + u16::from(value - 1) * spacing;
        if answer.map(Rating::get) == Some(value) {
            let style = theme.mood[usize::from(value - 1)];
            let digit = if theme.numbers {
                value.to_string()
            } else {
                theme.glyphs.is.to_owned()
            };
            let (open, close) = if theme.glyphs.ascii {
                ("[", "]")
            } else {
                ("▐", "▌")
            };
            painter.text(left, y, open, style);
            let fill = theme.fill[usize::from(value - 1)].add_modifier(Modifier::BOLD);
            painter.text(left + 1, y, &digit, fill);
            painter.text(left + 2, y, close, style);
        } else if answer.is_some_and(|answer| value < answer.get()) {
            painter.text(
                left + 1,
                y,
                theme.glyphs.square,
                theme.mood[usize::from(value - 1)],
            );
        } else if focused && !theme.numbers {
            painter.text(left + 1, y, theme.glyphs.dot, theme.text);
        } else if focused {
            painter.text(left + 1, y, &value.to_string(), theme.text);
        } else {
            painter.text(left + 1, y, theme.glyphs.dot, theme.frame);
        }
    }
}

/// Registers that a click on a point rates the row at this offset below the focused one.
pub fn places(at: (u16, u16), spacing: u16, rows: i16, painter: &mut Painter<'_>) {
    for value in 1..=9u8 {
        painter.place(
            at.0 + u16::from(value - 1) * spacing,
            at.1,
            3.min(spacing),
            1,
            Target::Rate(rows, value),
        );
    }
}

/// Labels 1, 5 and 9 under the points.
pub fn anchors(
    at: (u16, u16),
    spacing: u16,
    words: (&str, &str, &str),
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (x, y) = at;
    let whole = width(spacing);
    let (low, middle, high) = words;
    let ends = columns(low) + columns(high);
    if ends + 4 > whole.saturating_sub(2) {
        // Too close to be distinct under their points: in a row, as far left as necessary.
        let line = format!("{low} .. {high}");
        let x = (x + 1).min(painter.width().saturating_sub(columns(&line)));
        painter.text(x, y, &line, theme.dim);
        return;
    }
    painter.text(x + 1, y, low, theme.dim);
    let center = x + 1 + 4 * spacing;
    let start = center.saturating_sub(columns(middle) / 2);
    let (after_low, before_high) = (x + 1 + columns(low), x + whole - 1 - columns(high));
    if start >= after_low + 2 && start + columns(middle) + 2 <= before_high {
        painter.text(start, y, middle, theme.dim);
    }
    painter.right(x + whole - 1, y, high, theme.dim);
}
