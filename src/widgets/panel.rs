//! A frame with a title in its upper edge, and a note at the right of it.

use crate::widgets::painter::{Painter, columns};

/// Draws a frame around the painter's part; returns the painter for its inside, two columns and a row from each edge.
///
/// What has the focus has the one accent frame of the screen. The note is left out where it has no room.
pub fn panel<'a>(
    title: &str,
    note: &str,
    focused: bool,
    painter: &'a mut Painter<'_>,
) -> Painter<'a> {
    let theme = painter.theme();
    let (line, title_style) = if focused {
        (theme.focus, theme.accent)
    } else {
        (theme.grid, theme.dim)
    };
    painter.frame(title, title_style, line, theme.glyphs.ascii);
    let (width, height) = (painter.width(), painter.height());
    let needed = columns(title).saturating_add(columns(note));
    if !note.is_empty() && needed.saturating_add(8) < width {
        painter.pieces_right(width - 2, 0, &[(" ", line), (note, theme.dim), (" ", line)]);
    }
    painter.part(2, 1, width.saturating_sub(4), height.saturating_sub(2))
}
