//! When a stored check-in was: the line that says it, and the field it is typed in.

use crate::app::App;
use crate::app::keymap::{Action, Context};
use crate::app::pointing::Target;
use crate::app::text_field::TextField;
use crate::ui::pen::Pen;
use crate::ui::text_box;
use crate::ui::theme::Theme;

/// The line, where a stored check-in is edited, from this column on in this row.
pub(super) fn row(app: &App, (x, y): (u16, u16), theme: &Theme, pen: &mut Pen<'_>) {
    let Some(when) = app.today.draft.when() else {
        return;
    };
    let key = app.keys.hint(Context::CheckIn, Action::When);
    let width = pen.width().saturating_sub(x + 2);
    pen.place(x, y, width, 1, Target::Do(Action::When));
    let x = pen.text(x, y, "when  ", theme.dim);
    let x = pen.text(x, y, &when, theme.text) + 2;
    let words = [
        (key.as_str(), theme.key),
        (" another day or time", theme.dim),
    ];
    pen.pieces(x, y, &words);
}

/// The field, and what is wrong with what stands in it; answers where the cursor is.
pub(super) fn field(
    field: &TextField,
    problem: Option<&str>,
    theme: &Theme,
    pen: &mut Pen<'_>,
) -> Option<(u16, u16)> {
    let room = pen.width().saturating_sub(8);
    let x = pen.text(4, 2, "when  ", theme.strong);
    let width = pen.width().saturating_sub(x + 2);
    let cursor = text_box::render(field, theme.text, &mut pen.part(x, 2, width, 1));
    let help = "today 17:40, yesterday, 2026-03-01; a day alone keeps the time";
    let (text, style) = problem.map_or((help, theme.dim), |problem| (problem, theme.text));
    let height = pen.height().saturating_sub(5);
    pen.wrapped((4, 4), room, height, text, style);
    cursor
}
