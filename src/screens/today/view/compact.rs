//! The layout for the smallest windows: the essentials, without frames.

use super::{form, is_resting, moments, quiet, suggestion, title, week};
use crate::coach::quiet_day;
use crate::content::words::takes;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::today::{Editor, Focus, Today};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::{rating_scale, text_box};

/// Draws the tab; returns the cursor position.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    match &today.editor {
        Some(Editor::Note(field)) => {
            painter.text(1, 0, "Note", theme.strong);
            let (width, height) = (width.saturating_sub(2), height.saturating_sub(2));
            return text_box::render(field, theme.text, &mut painter.part(1, 1, width, height));
        }
        Some(editor) => return form::written(editor, today, shared, painter),
        None => {}
    }
    let is_told = today.day != shared.day
        || today.draft.editing.is_some()
        || title::unsaved(today, shared).is_some();
    let top = u16::from(is_told);
    if is_told {
        painter.text(1, 0, &title::form(today, shared), theme.strong);
    }
    let inside = width.saturating_sub(2);
    let mut cursor = None;
    let y = if is_resting(today, shared) {
        // The suggestion and the week keep their rows.
        let rows = moments::rows(today, shared);
        let rows = rows.min(height.saturating_sub(6)).max(1);
        moments::render(today, shared, &mut painter.part(1, top, inside, rows));
        top + rows + 1
    } else {
        let spacing = rating_scale::spacing(width.saturating_sub(20));
        let visible = height.saturating_sub(top + 2).max(4);
        let (rows, marked) = form::questions(today, shared, (1, top), (spacing, visible), painter);
        cursor = marked;
        let below = top + rows;
        moments::render(today, shared, &mut painter.part(1, below, inside, 1));
        below + 1
    };
    let (y, marked) = next(today, shared, y, painter);
    if y < height {
        week::one_line(shared, &mut painter.part(1, y, width.saturating_sub(1), 1));
    }
    cursor.or(marked)
}

/// Draws the suggestion from row `y` down, or why there is none; returns the next free row after a gap, and the marker
/// position.
fn next(
    today: &Today,
    shared: &Shared,
    y: u16,
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let (width, height) = (painter.width(), painter.height());
    if let Some(quiet) = quiet_day(&shared.journal, shared.day).filter(|_| y < height) {
        let part = &mut painter.part(1, y, width.saturating_sub(2), height - y);
        return (y + quiet::render(shared, Some(quiet), part) + 1, None);
    }
    let Some(suggestion) = today.suggestion.as_ref().filter(|_| y < height) else {
        return (y + 2, None);
    };
    let theme = painter.theme();
    let here = today.focus == Focus::Suggestion;
    let marked = here.then(|| painter.marker(1, y)).flatten();
    let length = takes(suggestion.routine.minutes(), theme.numbers);
    let title = format!("{} {} {length}", suggestion.routine.title, theme.glyphs.dot);
    let style = if here { theme.accent } else { theme.strong };
    painter.text(3, y, &title, style);
    painter.place(3, y, width, 2, Target::Do(Action::Start));
    let mut y = y + 1;
    if y + 1 < height {
        let room = usize::from(width.saturating_sub(4));
        let why = shorten(suggestion::reason(suggestion, theme), room);
        painter.text(3, y, &why, theme.dim);
        y += 1;
    }
    if y < height {
        suggestion::keys(suggestion, shared, (3, y), painter);
    }
    (y + 2, marked)
}
