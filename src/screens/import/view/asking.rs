//! Draws a question about a file with its replies, and the unknown activities of past imports.

use super::super::asking::Asking;
use crate::domain::english::count;
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::text_box;

/// More replies than this can be filtered.
const MANY: usize = 12;

/// Draws the question, then the replies; returns the position of the selected one.
pub(super) fn render(
    asking: &Asking,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let asked = asking.question()?;
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let mut y = super::top(painter);
    let room = width.saturating_sub(4);
    let file = asked.file.rsplit(std::path::is_separator).next();
    if let Some(file) = file.filter(|file| !file.is_empty()) {
        painter.text(2, y, &shorten(file, usize::from(room)), theme.strong);
        y += 1;
    }
    y += painter.wrapped((2, y), room, 6, &asked.text, theme.text);
    y += u16::from(height >= y + 6);
    let key = shared.keys.hint(Context::ImportQuestion, Action::Search);
    let mut cursor = None;
    if let Some(field) = &asking.field {
        let x = painter.pieces(2, y, &[(&key, theme.key), (" ", theme.dim)]);
        let mut line = painter.part(x, y, width.saturating_sub(x), 1);
        cursor = text_box::render(field, theme.text, &mut line);
        y += 1;
    }
    let replies = asking.replies();
    let foot = match asked.replies.len() {
        _ if height < y + 8 => String::new(),
        0..=MANY if asked.shape.is_none() => String::new(),
        0..=MANY => "You're asked once for tables with these columns.".to_owned(),
        _ => format!("Press {key} to find one by its name."),
    };
    let room_below = u16::from(!foot.is_empty()) * 2;
    painter.text(2, height.saturating_sub(1), &foot, theme.dim);
    let mut rows = painter.part(0, y, width, height.saturating_sub(y + room_below));
    let mark = asking.list.render(
        replies.len(),
        Target::Choice,
        0,
        &mut rows,
        |place, is_chosen, row| {
            let style = if is_chosen {
                theme.selected
            } else {
                theme.text
            };
            let words = replies.get(place).map_or("", |reply| &reply.words);
            row.text(2, 0, &shorten(words, usize::from(room)), style);
        },
    );
    if replies.is_empty() {
        painter.text(2, y, "No matches. Try fewer letters.", theme.dim);
    }
    cursor.or(mark)
}

/// Draws the unknown activities, each with its number of sessions; returns the position of the selected one.
pub(super) fn names(
    names: &[(String, usize)],
    list: ListCursor,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let mut y = super::top(painter);
    let room = width.saturating_sub(4);
    let text = if names.is_empty() {
        "Every imported activity is one that firstline knows."
    } else {
        "firstline doesn't know these activities and counts them as moderate (MET 3.0). Choose one \
         to say what it is, for all of its sessions."
    };
    y += painter.wrapped((2, y), room, 4, text, theme.text);
    y += u16::from(height >= y + 6);
    let mut rows = painter.part(0, y, width, height.saturating_sub(y));
    list.render(
        names.len(),
        Target::Choice,
        0,
        &mut rows,
        |place, is_chosen, row| {
            let Some((name, sessions)) = names.get(place) else {
                return;
            };
            let style = if is_chosen {
                theme.selected
            } else {
                theme.text
            };
            let sessions = count(*sessions, "session");
            let end = columns(&sessions) + 2;
            row.right(width, 0, &sessions, theme.dim);
            let room = width.saturating_sub(2 + end);
            row.text(2, 0, &shorten(name, usize::from(room)), style);
        },
    )
}
