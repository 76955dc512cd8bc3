//! Today.
//!
//! ```text
//!  ╭─ how are you now ───────────────────────╮   next, if you like
//!  │ › mood     1 2 3 4 5 6 ▐7▌8 9   good    │   Ten easy minutes outside
//!  │   tags …            note …              │   reason · keys
//!  ╰─────────────────────────────────────────╯   this week
//!    earlier today                               ● · ○ …   bar
//! ```
//! Below 90 columns the right half moves below the form; below 60 the frame goes.

mod moments;
mod offer;
mod quiet;
mod suggestion;
mod title;
mod week;
mod when;

use super::{Editor, Focus, Today};
use crate::coach::quiet_day;
use crate::content::words::{anchors, label, level, takes};
use crate::domain::Question;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, rating_scale, text_box};

/// Draws the tab; returns where the cursor belongs: in what is being written, else at what has the focus.
pub fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let offered = offer::render(today, shared, theme, painter);
    let (width, height) = (painter.width(), painter.height().saturating_sub(offered));
    let painter = &mut painter.part(0, 0, width, height);
    if width < 60 || height < 16 {
        return compact(today, shared, theme, painter);
    }
    let resting = is_resting(today, shared);
    let form_height = if resting {
        moments::rows(today, shared) + 4
    } else {
        shared.settings.questions().len() as u16 + 6
    };
    if width >= 90 {
        let side = 35;
        let left = (width - side - 5).min(64);
        let cursor = form(
            today,
            shared,
            theme,
            &mut painter.part(1, 0, left, form_height),
        );
        below(
            today,
            shared,
            theme,
            &mut painter.part(
                3,
                form_height + 1,
                left - 3,
                height.saturating_sub(form_height + 1),
            ),
        );
        let x = left + 4;
        let beside = &mut painter.part(x, 0, width - x - 1, suggestion::ROWS);
        let (used, marked) = suggestion::render(today, shared, beside);
        let used = used.max(form_height.saturating_sub(1));
        week::render(
            shared,
            &mut painter.part(x, used + 2, width - x - 1, height.saturating_sub(used + 2)),
        );
        return cursor.or(marked);
    }
    let cursor = form(
        today,
        shared,
        theme,
        &mut painter.part(1, 0, width - 2, form_height),
    );
    let mut y = form_height + u16::from(height > form_height + 10);
    let (used, marked) = suggestion::render(today, shared, &mut painter.part(2, y, width - 4, 4));
    y += used + 1;
    y += week::render(
        shared,
        &mut painter.part(2, y, width - 4, height.saturating_sub(y)),
    );
    if height > y + 2 {
        below(
            today,
            shared,
            theme,
            &mut painter.part(2, y + 1, width - 4, height - y - 1),
        );
    } else if height > y && !resting {
        moments::render(today, shared, theme, &mut painter.part(2, y, width - 4, 1));
    }
    cursor.or(marked)
}

fn form(
    today: &Today,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let focused = today.focus == Focus::Form;
    let (frame, title) = if focused {
        (theme.focus, theme.accent)
    } else {
        (theme.frame, theme.dim)
    };
    if is_resting(today, shared) {
        painter.frame("today", title, frame, theme.glyphs.ascii);
        let (width, height) = (painter.width(), painter.height());
        moments::render(
            today,
            shared,
            theme,
            &mut painter.part(4, 2, width.saturating_sub(6), height.saturating_sub(3)),
        );
        return None;
    }
    painter.frame(
        &title::form(today, shared),
        title,
        frame,
        theme.glyphs.ascii,
    );
    let width = painter.width();
    match &today.editor {
        Some(Editor::Note(field)) => {
            painter.text(4, 2, "note", theme.strong);
            let height = painter.height().saturating_sub(5);
            return text_box::render(
                field,
                theme.text,
                &mut painter.part(4, 3, width.saturating_sub(8), height),
            );
        }
        Some(Editor::Tags(..)) => return tags(today, shared, theme, painter),
        Some(Editor::When(field, problem)) => {
            return when::field(field, problem.as_deref(), theme, painter);
        }
        None => {}
    }
    let spacing = rating_scale::spacing(width.saturating_sub(23));
    let left = if width < 60 { 1 } else { 2 };
    let (rows, cursor) = questions(today, shared, theme, (left, 2), spacing, painter);
    let y = 3 + rows;
    if focused {
        when::row(today, shared, (left + 2, y - 1), theme, painter);
    }
    let x = painter.text(left + 2, y, "tags  ", theme.dim);
    let tags = today.draft.tags.join(", ");
    let x = painter.text(
        x,
        y,
        if tags.is_empty() {
            theme.glyphs.ellipsis
        } else {
            &tags
        },
        theme.text,
    ) + 4;
    if focused {
        painter.place(
            left + 2,
            y,
            x.saturating_sub(left + 4),
            1,
            Target::Do(Action::Tags),
        );
        painter.place(
            x,
            y,
            width.saturating_sub(x + 2),
            1,
            Target::Do(Action::Note),
        );
    }
    let x = painter.text(x, y, "note  ", theme.dim);
    let note = today.draft.note.replace('\n', " ");
    let room = usize::from(width.saturating_sub(x + 2));
    painter.text(
        x,
        y,
        &shorten(
            if note.is_empty() {
                theme.glyphs.ellipsis
            } else {
                &note
            },
            room,
        ),
        theme.text,
    );
    cursor
}

/// The questions, each a row; what 1, 5 and 9 mean under the last. Returns the rows used, and where the one
/// with the focus is marked.
fn questions(
    today: &Today,
    shared: &Shared,
    theme: &Theme,
    at: (u16, u16),
    spacing: u16,
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let (x, y) = at;
    let focused = today.focus == Focus::Form;
    let longest = shared
        .settings
        .questions()
        .iter()
        .map(|question| columns(label(*question)))
        .max()
        .unwrap_or(0);
    let scale_x = x + 3 + longest;
    let mut marked = None;
    for (index, question) in shared.settings.questions().iter().enumerate() {
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
        painter.text(
            x + 2,
            row,
            label(*question),
            if here { theme.accent } else { theme.dim },
        );
        rating_scale::points((scale_x, row), spacing, answer, here, theme, painter);
        if let Some(rating) = answer {
            let word_x = scale_x + rating_scale::width(spacing);
            let room = usize::from(painter.width().saturating_sub(word_x + 2));
            painter.text(
                word_x,
                row,
                &shorten(level(*question, rating), room),
                theme.text,
            );
        }
    }
    let rows = shared.settings.questions().len() as u16;
    if focused {
        let question = shared
            .settings
            .questions()
            .get(today.question.chosen)
            .copied()
            .unwrap_or(Question::Mood);
        rating_scale::anchors(
            (scale_x, y + rows),
            spacing,
            anchors(question),
            theme,
            painter,
        );
    }
    (rows + 1, marked)
}

fn tags(
    today: &Today,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let Some(Editor::Tags(field, list)) = &today.editor else {
        return None;
    };
    let width = painter.width();
    let x = painter.text(4, 2, "tags  ", theme.strong);
    let taken = today.draft.tags.join(", ");
    painter.text(
        x,
        2,
        &shorten(&taken, usize::from(width.saturating_sub(x + 2))),
        theme.text,
    );
    let x = painter.text(4, 3, "add   ", theme.dim);
    let cursor = text_box::render(
        field,
        theme.text,
        &mut painter.part(x, 3, width.saturating_sub(x + 2), 1),
    );
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
        painter.text(10, row, tag, if here { theme.selected } else { theme.dim });
    }
    cursor
}

/// Whether the form gives way to the day's check-ins and sessions: they are saved, and nothing is being filled in.
fn is_resting(today: &Today, shared: &Shared) -> bool {
    today.focus == Focus::Suggestion && today.draft.is_empty() && !today.moments(shared).is_empty()
}

/// Under the form: what is already there for its day; the mood of the last weeks.
fn below(today: &Today, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let mut y = 0;
    let count = moments::rows(today, shared);
    if count > 0 && !is_resting(today, shared) {
        let title = if today.day == shared.day {
            "earlier today".to_owned()
        } else {
            format!("already there for {}", format::day(today.day))
        };
        painter.text(0, 0, &title, theme.dim);
        let (width, height) = (painter.width(), painter.height());
        let rows = count.min(height.saturating_sub(1));
        moments::render(today, shared, theme, &mut painter.part(0, 1, width, rows));
        y = count + 2;
    }
    if y + 2 <= painter.height() && shared.journal.check_ins().len() > 1 {
        last_weeks(shared, y, theme, painter);
    }
}

fn last_weeks(shared: &Shared, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let first = shared.day.plus(-13);
    let days = shared.journal.days(first, shared.day);
    let means: Vec<Option<f64>> = first
        .through(shared.day)
        .map(|day| {
            days.get(&day)
                .and_then(|summary| summary.mean(Question::Mood))
        })
        .collect();
    let rated: Vec<f64> = means.iter().flatten().copied().collect();
    if rated.is_empty() {
        return;
    }
    painter.text(0, y, "mood, the last two weeks", theme.dim);
    for (index, mean) in means.iter().enumerate() {
        if let Some(mean) = mean {
            let height = (mean.round() as usize).clamp(1, 8);
            painter.text(
                index as u16,
                y + 1,
                theme.glyphs.bars[height - 1],
                theme.mark,
            );
        }
    }
    // On a hard day nothing is compared with the usual.
    if !theme.numbers || shared.is_hard_day() {
        return;
    }
    let mean = format::mean(rated.iter().sum::<f64>() / rated.len() as f64);
    painter.pieces(
        16,
        y + 1,
        &[(&mean, theme.text), (" on average", theme.dim)],
    );
}

/// Forty columns: the essentials.
fn compact(
    today: &Today,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (width, height) = (painter.width(), painter.height());
    match &today.editor {
        Some(Editor::Note(field)) => {
            painter.text(1, 0, "note", theme.strong);
            return text_box::render(
                field,
                theme.text,
                &mut painter.part(1, 1, width.saturating_sub(2), height.saturating_sub(2)),
            );
        }
        Some(Editor::Tags(..)) => {
            return tags(today, shared, theme, &mut painter.part(0, 0, width, height));
        }
        Some(Editor::When(field, problem)) => {
            let part = &mut painter.part(0, 0, width, height);
            return when::field(field, problem.as_deref(), theme, part);
        }
        None => {}
    }
    let title = (today.day != shared.day
        || today.draft.editing.is_some()
        || title::unsaved(today, shared).is_some())
    .then(|| title::form(today, shared));
    let top = u16::from(title.is_some());
    if let Some(title) = title {
        painter.text(1, 0, &title, theme.strong);
    }
    let width_of_moments = width.saturating_sub(2);
    let mut cursor = None;
    let mut y = if is_resting(today, shared) {
        // The suggestion and the week keep their rows.
        let rows = moments::rows(today, shared)
            .min(height.saturating_sub(6))
            .max(1);
        moments::render(
            today,
            shared,
            theme,
            &mut painter.part(1, top, width_of_moments, rows),
        );
        top + rows + 1
    } else {
        let spacing = rating_scale::spacing(width.saturating_sub(20));
        let (rows, marked) = questions(today, shared, theme, (1, top), spacing, painter);
        cursor = marked;
        let below = top + rows;
        moments::render(
            today,
            shared,
            theme,
            &mut painter.part(1, below, width_of_moments, 1),
        );
        below + 1
    };
    if let Some(suggestion) = &today.suggestion
        && y < height
    {
        let here = today.focus == Focus::Suggestion;
        let title = format!(
            "{} {} {}",
            suggestion.routine.title,
            theme.glyphs.dot,
            takes(suggestion.routine.minutes(), theme.numbers)
        );
        if here {
            cursor = painter.marker(1, y);
        }
        painter.text(3, y, &title, if here { theme.accent } else { theme.strong });
        if y + 2 < height {
            painter.text(
                3,
                y + 1,
                &shorten(
                    suggestion::reason(suggestion, theme),
                    usize::from(width.saturating_sub(4)),
                ),
                theme.dim,
            );
            y += 1;
        }
        y += 1;
        if y < height {
            painter.pieces(
                3,
                y,
                &[
                    (&shared.key_here(Action::Start), theme.key),
                    (" start  ", theme.dim),
                    (&shared.key_here(Action::Tiny), theme.key),
                    (" two minutes", theme.dim),
                ],
            );
        }
    }
    if let Some(quiet) = quiet_day(&shared.journal, shared.day)
        && y < height
    {
        let rows = height - y;
        let mut under = painter.part(1, y, width.saturating_sub(2), rows);
        y += quiet::render(shared, Some(quiet), &mut under);
        y = y.saturating_sub(1);
    }
    y += 2;
    if y < height {
        week::one_line(shared, &mut painter.part(1, y, width.saturating_sub(1), 1));
    }
    cursor
}
