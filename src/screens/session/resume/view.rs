//! The offer to go on with a session that was left running.

use super::Resume;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::painter::Painter;

/// Draws the offer; returns where the chosen answer is marked.
pub(super) fn render(
    resume: &Resume,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let width = painter.width();
    let left = if width >= 70 { width / 2 - 28 } else { 3 };
    let room = width.saturating_sub(left + 1);
    let above = if resume.page.is_some() { 8 } else { 5 };
    // A page takes room; what it says and what can be done then come before the welcome.
    let tight = resume.page.is_some() && painter.height() < 18;
    let gap = u16::from(!tight);
    let mut y = (painter.height() / 2).saturating_sub(above).max(gap);
    if !tight {
        y += painter.wrapped(
            (left, y),
            room,
            2,
            "Welcome back. A session is still open.",
            theme.strong,
        );
    }
    let rows = if tight { 1 } else { 2 };
    y += painter.wrapped(
        (left, y),
        room,
        rows,
        &resume.summary(shared, theme.numbers),
        theme.text,
    ) + gap;
    if let Some(outcome) = resume.page {
        let title = &outcome.words().title;
        y += painter.wrapped((left, y), room, 2, title, theme.strong);
        y += painter.wrapped(
            (left, y),
            room,
            5,
            &outcome.text(&shared.place()),
            theme.text,
        ) + gap;
    }
    let answers = resume.answers(theme.numbers);
    resume.menu.render((left, y), width, &answers, painter)
}
