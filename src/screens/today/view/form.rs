//! The form in its frame: one question per row, tags, the note and the time, with the open text field over it.

use super::{own_row, title, when};
use crate::content::words::{anchors, label, level};
use crate::domain::english::capital;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::screens::today::{Asked, Editor, Focus, Today};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;
use crate::widgets::{rating_scale, text_box};

/// Rows around the questions: the frame, the meanings, the time, tags and note.
const AROUND: u16 = 6;
/// Fewest questions shown; the others scroll.
const FEWEST: u16 = 4;
/// Widest name of an own rating, in columns.
const WIDEST_NAME: u16 = 16;

/// Rows used, including the frame, in a window of `height` rows.
pub(super) fn rows(today: &Today, shared: &Shared, height: u16) -> u16 {
    let room = height.saturating_sub(AROUND + 2).max(FEWEST);
    (today.asked(shared).len() as u16).min(room) + AROUND
}

/// Draws the form in the painter's area; returns the cursor position.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let focused = today.focus == Focus::Form;
    let (width, height) = (painter.width(), painter.height());
    let all = today.asked(shared);
    let visible = height.saturating_sub(AROUND);
    let place = if all.len() > usize::from(visible) {
        format!("{} of {}", today.question.chosen + 1, all.len())
    } else {
        String::new()
    };
    panel(&title::form(today, shared), &place, focused, painter);
    if let Some(editor) = &today.editor {
        return written(editor, today, shared, painter);
    }
    let names = longest(&all, shared).max(8);
    let spacing = rating_scale::widest(width.saturating_sub(18 + names));
    let left = if width < 60 { 1 } else { 2 };
    let (rows, cursor) = questions(today, shared, (left, 2), (spacing, visible), painter);
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

/// The name of a question.
fn name(asked: Asked<'_>, shared: &Shared) -> String {
    match asked {
        Asked::Builtin(question) => capital(label(question)),
        Asked::Own(rating) => shorten(
            &capital(&shared.journal.own_ratings().label(rating)),
            usize::from(WIDEST_NAME),
        ),
    }
}

/// Columns of the longest name.
fn longest(all: &[Asked<'_>], shared: &Shared) -> u16 {
    let widths = all.iter().map(|asked| columns(&name(*asked, shared)));
    widths.max().unwrap_or(0)
}

/// Draws the questions, one per row, at most `visible` of them around the selected one, with the meaning of the lowest,
/// middle and highest point under the last. Returns the rows used and the position of the focused one.
pub(super) fn questions(
    today: &Today,
    shared: &Shared,
    (x, y): (u16, u16),
    (spacing, visible): (u16, u16),
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let theme = painter.theme();
    let focused = today.focus == Focus::Form;
    let all = today.asked(shared);
    let scale_x = x + 3 + longest(&all, shared);
    let visible = usize::from(visible.max(1)).min(all.len());
    let first = (today.question.chosen + 1).saturating_sub(visible);
    let mut marked = None;
    for (row, (index, asked)) in (y..).zip(all.iter().enumerate().skip(first).take(visible)) {
        let here = focused && index == today.question.chosen;
        let rows = today.question.rows_to(index);
        if focused {
            painter.place(x, row, scale_x - x, 1, Target::Row(rows));
        }
        if here {
            marked = painter.marker(x, row);
        }
        let style = if here { theme.accent } else { theme.dim };
        painter.text(x + 2, row, &name(*asked, shared), style);
        match asked {
            Asked::Builtin(question) => {
                let answer = today.draft.ratings.get(*question);
                rating_scale::places((scale_x, row), spacing, rows, painter);
                rating_scale::points((scale_x, row), spacing, answer, here, theme, painter);
                if let Some(rating) = answer {
                    let word_x = scale_x + rating_scale::width(spacing);
                    let room = usize::from(painter.width().saturating_sub(word_x + 2));
                    let word = shorten(level(*question, rating), room);
                    painter.text(word_x, row, &word, theme.text);
                }
            }
            Asked::Own(rating) => {
                let (x, y) = (scale_x, row);
                let at = own_row::Place {
                    x,
                    y,
                    spacing,
                    here,
                    rows,
                };
                own_row::render(rating, today.draft.own.get(rating.id), at, painter);
            }
        }
    }
    let rows = visible as u16;
    if focused {
        let at = (scale_x, y + rows);
        match all.get(today.question.chosen) {
            Some(Asked::Own(rating)) if rating.measure.is_scale() => {
                let [low, middle, high] = &rating.words;
                rating_scale::anchors(at, spacing, (low, middle, high), theme, painter);
            }
            Some(Asked::Own(rating)) => {
                let room = usize::from(painter.width().saturating_sub(at.0 + 2));
                painter.text(
                    at.0 + 1,
                    at.1,
                    &shorten(&own_row::help(rating), room),
                    theme.dim,
                );
            }
            Some(Asked::Builtin(question)) => {
                rating_scale::anchors(at, spacing, anchors(*question), theme, painter);
            }
            None => {}
        }
    }
    (rows + 1, marked)
}

fn tags(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let Some(Editor::Tags(TagEntry { field, list })) = &today.editor else {
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
