//! The nine points of a rating as a row.
//!
//! ```text
//!  ›  calm     1   2   3   4   5   6   7   8   9      has the focus
//!     mood     ·   ·   ·   ·   ·   ·  ▐7▌  ·   ·      answered
//! ```

use crate::domain::Rating;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Columns between two points, by the room there is.
pub fn spacing(room: u16) -> u16 {
    match room {
        0..=26 => 2,
        27..=34 => 3,
        _ => 4,
    }
}

/// Columns the nine points take.
pub const fn width(spacing: u16) -> u16 {
    8 * spacing + 3
}

/// Draws the nine points from `x`; each is centred in three columns.
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
            painter.text(
                left + 1,
                y,
                &digit,
                theme
                    .strong
                    .add_modifier(ratatui::style::Modifier::REVERSED),
            );
            painter.text(left + 2, y, close, style);
        } else if focused && !theme.numbers {
            painter.text(left + 1, y, theme.glyphs.dot, theme.text);
        } else if focused {
            painter.text(left + 1, y, &value.to_string(), theme.text);
        } else {
            painter.text(left + 1, y, theme.glyphs.dot, theme.frame);
        }
    }
}

/// Notes that a click on a point rates the row so many below the one with the focus.
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

/// Draws what 1, 5 and 9 mean under the points.
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
    painter.text(x + 1, y, low, theme.dim);
    let centre = x + 1 + 4 * spacing;
    let start = centre.saturating_sub(crate::widgets::painter::columns(middle) / 2);
    if whole >= 30 {
        painter.text(start, y, middle, theme.dim);
    }
    painter.right(x + whole - 1, y, high, theme.dim);
}
