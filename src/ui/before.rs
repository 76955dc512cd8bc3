//! The mood before a session: one digit starts it.

use crate::app::moving::Before;
use crate::content::words::{anchors, ask};
use crate::domain::Question;
use crate::ui::pen::{Pen, columns, shorten};
use crate::ui::scale;
use crate::ui::theme::Theme;

/// Draws the question in the middle of the screen.
pub fn render(before: &Before, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let spacing = if width >= 70 { 5 } else { scale::spacing(width.saturating_sub(8)) };
    let block = scale::width(spacing).max(34);
    let left = width.saturating_sub(block) / 2;
    let top = (pen.height() / 2).saturating_sub(5);
    let room = usize::from(width.saturating_sub(left));
    pen.text(left, top, &shorten(&before.routine.title, room), theme.strong);
    if before.routine.seconds() > 0 {
        let facts =
            format!("{} min {} {}", before.routine.minutes(), theme.glyphs.dot, before.routine.intensity.word());
        pen.text(left, top + 1, &facts, theme.dim);
    }
    if left > 2 {
        pen.text(left - 2, top + 3, theme.glyphs.marker, theme.accent);
    }
    pen.text(left, top + 3, ask(Question::Mood), theme.accent);
    scale::points((left.saturating_sub(1), top + 5), spacing, before.known, true, theme, pen);
    scale::anchors((left.saturating_sub(1), top + 6), spacing, anchors(Question::Mood), theme, pen);
    let line = before.known.map_or_else(
        || "one digit starts it. enter starts without.".to_owned(),
        |known| format!("one digit starts it. enter keeps the {known} from just now."),
    );
    if columns(&line) + left <= width {
        pen.text(left, top + 8, &line, theme.dim);
    } else {
        pen.wrapped((left, top + 8), width - left, 2, &line, theme.dim);
    }
}
