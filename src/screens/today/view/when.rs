//! The time of a stored check-in: the line that shows it, and the field to edit it.

use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::screens::today::Today;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::text_box;
use crate::widgets::text_field::TextField;
use chrono::NaiveTime;

/// The time of day in the field's help.
const EXAMPLE: NaiveTime = match NaiveTime::from_hms_opt(17, 40, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Draws the line at this position if a stored check-in is being edited.
pub(super) fn row(today: &Today, shared: &Shared, (x, y): (u16, u16), painter: &mut Painter<'_>) {
    let Some(when) = today.draft.when(shared.settings.units()) else {
        return;
    };
    let theme = painter.theme();
    let key = shared.keys.hint(Context::CheckIn, Action::When);
    let width = painter.width().saturating_sub(x + 2);
    painter.place(x, y, width, 1, Target::Do(Action::When));
    let x = painter.text(x, y, "When  ", theme.dim);
    let x = painter.text(x, y, &when, theme.text) + 2;
    let words = [
        (key.as_str(), theme.key),
        (" another day or time", theme.dim),
    ];
    painter.pieces(x, y, &words);
}

/// Draws the field and the error in its text; returns the cursor position.
pub(super) fn field(
    field: &TextField,
    problem: Option<&str>,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (theme, room) = (painter.theme(), painter.width().saturating_sub(8));
    let x = painter.text(4, 2, "When  ", theme.strong);
    let width = painter.width().saturating_sub(x + 2);
    let cursor = text_box::render(field, theme.text, &mut painter.part(x, 2, width, 1));
    let example = theme.units.time(EXAMPLE);
    let help = &format!("today {example}, yesterday, 2026-03-01; a day alone keeps the time");
    let (text, style) = problem.map_or((help.as_str(), theme.dim), |problem| (problem, theme.text));
    let height = painter.height().saturating_sub(5);
    painter.wrapped((4, 4), room, height, text, style);
    cursor
}
