//! A frame with a title in its top edge and a note at its right, and a page centered in a window.

use crate::widgets::painter::{Painter, column, columns, wrap};

/// Minimum number of columns for a frame around a page.
const FRAMED_FROM: u16 = 60;

/// Draws a frame around the painter's area; returns a painter for its inside, two columns and a row from each
/// edge.
///
/// Only the focused part has the accent frame. The note is left out if it doesn't fit.
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

/// Opens a page centered in the painter's area, as wide as a page's text and with `rows` rows; returns its
/// painter. If there is no room for a frame, `title` and `note` take the first rows, with the page below.
pub fn page<'a>(title: &str, note: &str, rows: u16, painter: &'a mut Painter<'_>) -> Painter<'a> {
    let theme = painter.theme();
    let (x, width) = column(painter);
    let height = painter.height();
    let is_in_edge = columns(title).saturating_add(columns(note)) < width.saturating_sub(8);
    let heading = if is_in_edge {
        0
    } else {
        heading_rows(title, width)
    };
    let needed = rows.saturating_add(heading + 2);
    if painter.width() < FRAMED_FROM || height < needed {
        let room = width.saturating_sub(columns(note) + 2);
        let heading = painter.wrapped((x, 0), room, 2, title, theme.strong);
        painter.right(x + width, 0, note, theme.dim);
        return painter.part(x, heading, width, height.saturating_sub(heading));
    }
    // A blank row above and below the text, if there is room.
    let pad = u16::from(height >= needed + 2);
    let high = needed + 2 * pad;
    let top = (height - high) / 3;
    let mut frame = painter.part(x - 2, top, width + 4, high);
    let edge = if is_in_edge { title } else { "" };
    let mut inside = panel(edge, note, true, &mut frame);
    if !is_in_edge {
        inside.wrapped((0, pad), width, 2, title, theme.strong);
    }
    painter.part(x, top + 1 + pad + heading, width, rows)
}

fn heading_rows(title: &str, width: u16) -> u16 {
    wrap(title, usize::from(width)).len().min(2) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    #[test]
    fn a_page_stands_in_a_frame_with_its_title_or_under_it() {
        let draw = |width, height| {
            drawn(width, height, &Theme::dark(), |painter| {
                page("Options", "1 of 2", 1, painter).text(0, 0, "First", Theme::dark().text);
            })
        };
        let framed = draw(60, 5);
        assert!(row(&framed, 0).starts_with("╭─ Options ─"));
        assert!(row(&framed, 0).ends_with("─ 1 of 2 ─╮"));
        assert!(row(&framed, 2).starts_with("│ First "));
        let small = draw(40, 5);
        assert_eq!(
            row(&small, 0).trim(),
            "Options                       1 of 2"
        );
        assert_eq!(row(&small, 1).trim(), "First");
    }

    proptest! {
        #[test]
        fn a_page_fits_any_window(
            width in 0u16..200, height in 0u16..60, rows in any::<u16>(), title in "\\PC{0,90}", note in "[a-z ]{0,30}"
        ) {
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    let room = painter.area();
                    let inside = page(&title, &note, rows, painter).area();
                    assert_eq!(inside.intersection(room), inside);
                });
            }
        }
    }
}
