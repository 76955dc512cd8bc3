//! The questions before the first hard routine, one at a time.
//!
//! ```text
//!    Seven minutes, twelve moves
//!    Four questions before the first hard routine. The answers stay in your file.
//!
//!    2 of 4
//!    In the last month: pain or pressure in the chest, fainting, …?
//!
//!    y yes   n no   ← back
//! ```

use crate::app::App;
use crate::app::keymap::Action;
use crate::app::readiness::{ReadinessForm, WAYS};
use crate::content::safety::{intro, questions};
use crate::ui::pen::Pen;
use crate::ui::theme::Theme;

/// Draws the question, or what follows from the answers.
pub fn render(app: &App, form: &ReadinessForm, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let left = if width >= 80 { width / 2 - 32 } else { 2 };
    let room = width.saturating_sub(left + 2).min(64);
    let mut y = (pen.height() / 2).saturating_sub(6).max(1);
    pen.text(left, y, &form.routine.title, theme.dim);
    y += 1;
    if let Some((outcome, chosen)) = form.outcome {
        let words = outcome.words();
        y += 1;
        y += pen.wrapped((left, y), room, 2, &words.title, theme.strong);
        y += pen.wrapped((left, y), room, 6, &words.text, theme.text) + 1;
        for (index, way) in WAYS.iter().enumerate() {
            let here = index == chosen;
            if here {
                pen.text(left, y, theme.glyphs.marker, theme.accent);
            }
            pen.text(
                left + 2,
                y,
                way,
                if here { theme.selected } else { theme.text },
            );
            y += 1;
        }
        return;
    }
    y += pen.wrapped((left, y), room, 2, intro(), theme.dim) + 1;
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
