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

use crate::app::App;
use crate::app::keymap::Action;
use crate::app::pointing::Target;
use crate::app::readiness::{Page, ReadinessForm};
use crate::content::safety::{intro, questions};
use crate::ui::pen::Pen;
use crate::ui::theme::Theme;

/// Below this many rows there are no gaps, so that nothing of a page is cut.
const TIGHT: u16 = 15;

/// Draws the question, or what the answers came to.
pub fn render(app: &App, form: &ReadinessForm, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let left = if width >= 80 { width / 2 - 32 } else { 2 };
    let room = width.saturating_sub(left + 2).min(64);
    let tight = pen.height() < TIGHT;
    let mut y = (pen.height() / 2).saturating_sub(6).max(u16::from(!tight));
    if let Some(routine) = form.routine.as_ref().filter(|_| !tight) {
        pen.text(left, y, &routine.title, theme.dim);
        y += 1;
    }
    if let Some(page) = form.page {
        return page_of(app, page, (left, y), room, theme, pen);
    }
    y += pen.wrapped((left, y), room, 3, intro(), theme.dim) + 1;
    let Some(asked) = questions().get(form.answers.len()) else {
        return;
    };
    pen.text(
        left,
        y,
        &format!("{} of {}", form.answers.len() + 1, questions().len()),
        theme.accent,
    );
    y += 1;
    y += pen.wrapped((left, y), room, 5, &asked.text, theme.strong) + 1;
    pen.pieces(
        left,
        y,
        &[
            (&app.key_here(Action::Yes), theme.key),
            (" yes   ", theme.text),
            (&app.key_here(Action::No), theme.key),
            (" no", theme.text),
        ],
    );
}

fn page_of(
    app: &App,
    page: Page,
    (left, mut y): (u16, u16),
    room: u16,
    theme: &Theme,
    pen: &mut Pen<'_>,
) {
    let gap = u16::from(pen.height() >= TIGHT);
    y += gap;
    y += pen.wrapped(
        (left, y),
        room,
        2,
        &page.outcome.words().title,
        theme.strong,
    );
    y += pen.wrapped(
        (left, y),
        room,
        6,
        &app.outcome_text(page.outcome),
        theme.text,
    ) + gap;
    for (index, way) in page.ways.iter().enumerate() {
        let here = index == page.chosen;
        pen.row(y, Target::Choice(index as i16 - page.chosen as i16));
        if here {
            pen.text(left, y, theme.glyphs.marker, theme.accent);
        }
        let style = if here { theme.selected } else { theme.text };
        pen.text(left + 2, y, way.words(), style);
        y += 1;
    }
}
