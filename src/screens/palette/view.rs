//! Draws the field and the list of commands.

use super::Palette;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::panel::page;
use crate::widgets::text_box;

/// Rows of the list at most.
const MOST_ROWS: u16 = 16;
/// Minimum width, in columns, to show where an action belongs.
const PLACED: u16 = 56;

/// Draws the list around the chosen row; returns the cursor position.
pub(super) fn render(
    screen: &Palette,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let rows = screen.rows(shared);
    let most = (MOST_ROWS + 2).min(painter.height().saturating_sub(2));
    let y = 1 + u16::from(most > 10);
    let needed = (rows.len().clamp(1, usize::from(MOST_ROWS)) as u16 + y).min(most);
    let (width, height) = (painter.width(), painter.height());
    // The frame ends after the matches, and its top stays where it is while they get fewer.
    let painter = &mut if needed < most {
        let edges = if height >= most + 4 { 4 } else { 2 };
        let top = height.saturating_sub(most + edges) / 3;
        painter.part(0, top, width, needed + edges)
    } else {
        painter.part(0, 0, width, height)
    };
    let painter = &mut page("Commands", "", needed, painter);
    let (width, height) = (painter.width(), painter.height());
    let x = painter.text(0, 0, ": ", theme.accent);
    let room = width.saturating_sub(x);
    if screen.field.is_empty() {
        let hint = "a command, a date, or 90 days";
        painter.text(x, 0, &shorten(hint, usize::from(room)), theme.dim);
    }
    let cursor = text_box::render(&screen.field, theme.text, &mut painter.part(x, 0, room, 1));
    let mut list = painter.part(0, y, width, height.saturating_sub(y));
    screen.list.render(
        rows.len(),
        Target::Choice,
        0,
        &mut list,
        |index, is_chosen, painter| {
            let command = &rows[index];
            let style = match (is_chosen, &command.why_not) {
                (true, _) => theme.selected,
                (false, Some(_)) => theme.dim,
                (false, None) => theme.text,
            };
            painter.right(width, 0, &command.key, theme.key);
            let key = columns(&command.key);
            let place = if width >= PLACED { command.place } else { "" };
            let end = width.saturating_sub(if key > 0 { key + 2 } else { 0 });
            painter.right(end, 0, place, theme.dim);
            let taken = (width - end) + columns(place) + 4;
            let room = usize::from(width.saturating_sub(taken));
            painter.text(2, 0, &shorten(&command.name, room), style);
        },
    );
    if rows.is_empty() {
        painter.text(2, y, "No matches. Try fewer letters.", theme.dim);
    }
    cursor
}
