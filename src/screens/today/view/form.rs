//! The form in its frame: one question per row, tags, the note and the time, with the open text field over it.

use super::{title, when};
use crate::content::words::{anchors, label, level};
use crate::domain::Question;
use crate::domain::english::capital;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::today::{Editor, Focus, Today};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;
use crate::widgets::{rating_scale, text_box};

/// Rows needed, including the frame.
pub(super) fn rows(shared: &Shared) -> u16 {
    shared.settings.questions().len() as u16 + 6
}

/// Draws the form in the painter's area; returns the cursor position.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let focused = today.focus == Focus::Form;
    panel(&title::form(today, shared), "", focused, painter);
    let width = painter.width();
    if let Some(editor) = &today.editor {
        return written(editor, today, shared, painter);
    }
    let spacing = rating_scale::widest(width.saturating_sub(26));
    let left = if width < 60 { 1 } else { 2 };
    let (rows, cursor) = questions(today, shared, (left, 2), spacing, painter);
    if focused {
        when::row(today, shared, (left + 2, 2 + rows), painter);
    }
    extras(today, (left + 2, 3 + rows), painter);
    cursor
}

/// Draws the tags and the note in one row.
fn extras(today: &Today, (left, y): (u16, u16), painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let or_dots = |text: String| {
        if text.is_empty() {
            theme.glyphs.ellipsis.to_owned()
        } else {
            text
        }
    };
    let x = painter.text(left, y, "Tags  ", theme.dim);
    // At most half of the row, so that the note stays visible.
    let tags = shorten(
        &or_dots(today.draft.tags.join(", ")),
        usize::from(width / 2),
    );
    let x = painter.text(x, y, &tags, theme.text) + 4;
    if today.focus == Focus::Form {
        let tags = x.saturating_sub(left + 2);
        painter.place(left, y, tags, 1, Target::Do(Action::Tags));
        let note = width.saturating_sub(x + 2);
        painter.place(x, y, note, 1, Target::Do(Action::Note));
    }
    let x = painter.text(x, y, "Note  ", theme.dim);
    let note = or_dots(today.draft.note.replace('\n', " "));
    let room = usize::from(width.saturating_sub(x + 2));
    painter.text(x, y, &shorten(&note, room), theme.text);
}

/// Draws the open text field in the form's frame or, in the smallest windows, over the whole tab.
pub(super) fn written(
    editor: &Editor,
    today: &Today,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    match editor {
        Editor::Note(field) => {
            painter.text(4, 2, "Note", theme.strong);
            let part = &mut painter.part(4, 3, width.saturating_sub(8), height.saturating_sub(5));
            text_box::render(field, theme.text, part)
        }
        Editor::Tags(..) => tags(today, shared, painter),
        Editor::When(field, problem) => when::field(field, problem.as_deref(), painter),
    }
}

/// Draws the questions, one per row, with the meaning of 1, 5 and 9 under the last. Returns the rows used and the
/// position of the focused one.
pub(super) fn questions(
    today: &Today,
    shared: &Shared,
    (x, y): (u16, u16),
    spacing: u16,
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let theme = painter.theme();
    let focused = today.focus == Focus::Form;
    let all = shared.settings.questions();
    let longest = all.iter().map(|question| columns(label(*question))).max();
    let scale_x = x + 3 + longest.unwrap_or(0);
    let mut marked = None;
    for (index, question) in all.iter().enumerate() {
        let row = y + index as u16;
        let here = focused && index == today.question.chosen;
        let answer = today.draft.ratings.get(*question);
        let rows = today.question.rows_to(index);
        if focused {
            painter.place(x, row, scale_x - x, 1, Target::Row(rows));
        }
        rating_scale::places((scale_x, row), spacing, rows, painter);
        if here {
            marked = painter.marker(x, row);
        }
        let style = if here { theme.accent } else { theme.dim };
        painter.text(x + 2, row, &capital(label(*question)), style);
        rating_scale::points((scale_x, row), spacing, answer, here, theme, painter);
        if let Some(rating) = answer {
            let word_x = scale_x + rating_scale::width(spacing);
            let room = usize::from(painter.width().saturating_sub(word_x + 2));
            let word = shorten(level(*question, rating), room);
            painter.text(word_x, row, &word, theme.text);
        }
    }
    let rows = all.len() as u16;
    if focused {
        let question = all.get(today.question.chosen).copied();
        let words = anchors(question.unwrap_or(Question::Mood));
        rating_scale::anchors((scale_x, y + rows), spacing, words, theme, painter);
    }
    (rows + 1, marked)
}

fn tags(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let Some(Editor::Tags(field, list)) = &today.editor else {
        return None;
    };
    let (theme, width) = (painter.theme(), painter.width());
    let x = painter.text(4, 2, "Tags  ", theme.strong);
    let taken = today.draft.tags.join(", ");
    let room = width.saturating_sub(x + 2);
    painter.text(x, 2, &shorten(&taken, usize::from(room)), theme.text);
    let x = painter.text(4, 3, "Add   ", theme.dim);
    let part = &mut painter.part(x, 3, width.saturating_sub(x + 2), 1);
    let cursor = text_box::render(field, theme.text, part);
    for (index, tag) in today.matching_tags(shared).iter().enumerate() {
        let row = 4 + index as u16;
        if row + 1 >= painter.height() {
            break;
        }
        let here = list.chosen == index + 1;
        painter.row(row, Target::Choice(list.rows_to(index + 1)));
        if here {
            painter.text(8, row, theme.glyphs.marker, theme.accent);
        }
        let style = if here { theme.selected } else { theme.dim };
        painter.text(10, row, tag, style);
    }
    cursor
}
