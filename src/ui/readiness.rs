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
use crate::app::readiness::{Page, ReadinessForm};
use crate::content::safety::{intro, questions};
use crate::keys::Action;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Below this many rows there are no gaps, so that nothing of a page is cut.
const TIGHT: u16 = 15;

/// Draws the question, or what the answers came to.
pub fn render(app: &App, form: &ReadinessForm, theme: &Theme, painter: &mut Painter<'_>) {
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
    if let Some(page) = form.page {
        return page_of(app, page, (left, y), room, theme, painter);
    }
    y += painter.wrapped((left, y), room, 3, intro(), theme.dim) + 1;
    let Some(asked) = questions().get(form.answers.len()) else {
        return;
    };
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
    painter: &mut Painter<'_>,
) {
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
        &app.outcome_text(page.outcome),
        theme.text,
    ) + gap;
    for (index, way) in page.ways.iter().enumerate() {
        let here = index == page.chosen;
        painter.row(y, Target::Choice(index as i16 - page.chosen as i16));
        if here {
            painter.text(left, y, theme.glyphs.marker, theme.accent);
        }
        let style = if here { theme.selected } else { theme.text };
        painter.text(left + 2, y, way.words(), style);
        y += 1;
    }
}
