//! The safety questions, one at a time, and the page of what they came to.
//!
//! ```text
//!    12-exercise circuit
//!    Four quick questions before your first vigorous routine. Your answers stay on this computer.
//!
//!    2 of 4
//!    In the last few months: pain or pressure in the chest, fainting, …?
//!
//!    y yes   n no   ← back
//! ```

use super::{OutcomePage, ReadinessForm};
use crate::content::safety::{intro, questions};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::painter::Painter;

/// Below this many rows there are no gaps, so that nothing of a page is cut.
const TIGHT: u16 = 15;

/// Draws the question, or what the answers came to; returns where the chosen way on is marked.
pub(super) fn render(
    form: &ReadinessForm,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let width = painter.width();
    let left = if width >= 80 { width / 2 - 32 } else { 2 };
    let room = width.saturating_sub(left + 2).min(64);
    let tight = painter.height() < TIGHT;
    let mut y = (painter.height() / 2)
        .saturating_sub(6)
        .max(u16::from(!tight));
    if let Some(routine) = form.routine.as_ref().filter(|_| !tight) {
        painter.text(left, y, &routine.title, theme.dim);
        y += 1;
    }
    if let Some(page) = &form.page {
        return outcome_page(page, shared, (left, y), room, painter);
    }
    y += painter.wrapped((left, y), room, 3, intro(), theme.dim) + 1;
    let asked = questions().get(form.answers.len())?;
    painter.text(
        left,
        y,
        &format!("{} of {}", form.answers.len() + 1, questions().len()),
        theme.accent,
    );
    y += 1;
    y += painter.wrapped((left, y), room, 5, &asked.text, theme.strong) + 1;
    painter.pieces(
        left,
        y,
        &[
            (&shared.key_here(Action::Yes), theme.key),
            (" yes   ", theme.text),
            (&shared.key_here(Action::No), theme.key),
            (" no", theme.text),
        ],
    );
    None
}

fn outcome_page(
    page: &OutcomePage,
    shared: &Shared,
    (left, mut y): (u16, u16),
    room: u16,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let gap = u16::from(painter.height() >= TIGHT);
    y += gap;
    y += painter.wrapped(
        (left, y),
        room,
        2,
        &page.outcome.words().title,
        theme.strong,
    );
    y += painter.wrapped(
        (left, y),
        room,
        6,
        &page.outcome.text(&shared.place()),
        theme.text,
    ) + gap;
    let ways: Vec<&str> = page.ways.iter().map(|way| way.words()).collect();
    let right = painter.width();
    page.menu.render((left, y), right, &ways, painter)
}
