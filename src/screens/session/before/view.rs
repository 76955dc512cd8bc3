//! Draws the mood rating before a session: one number starts it.
//!
//! ```text
//!        ▄▄            Squat and stretch
//!        ██            14 min · moderate
//!       ▟██▙
//!       ████         › How is your mood right now?
//!       ▐▌▐▌           1    2    3    4    5    6    7    8    9
//!       ▐▌▐▌          ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀  ▀▀▀
//!     ▁▁██▁██▁▁        very low           in between       very good
//! ```

use super::Before;
use crate::content::intensity;
use crate::content::words::{anchors, ask, takes};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::session::AROUND;
use crate::screens::shared::Shared;
use crate::widgets::figure::FigureMode;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::step_list::step_list;
use crate::widgets::{rating_scale, still_figure};
use ratatui::style::Modifier;

/// Minimum columns and rows for a picture of the routine.
const WITH_PICTURE: (u16, u16) = (90, 24);

/// Draws the routine on the left, if it fits, and the questions; returns the position of the focused one.
pub(super) fn render(
    before: &Before,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let has_room = width >= WITH_PICTURE.0 && height >= WITH_PICTURE.1;
    if !has_room || shared.settings.figure == FigureMode::Off {
        return questions(before, shared, painter);
    }
    let across = width * 46 / 100;
    let rows = (height - 5).min(across / 2);
    let columns = (rows * 2 + 4).min(across - 2);
    let (x, y) = (1 + (across - 2 - columns) / 2, 2 + (height - 5 - rows) / 2);
    still_figure::of_routine(&before.routine, &mut painter.part(x, y, columns, rows));
    let mut right = painter.part(across, 0, width - across, height);
    questions(before, shared, &mut right)
}

fn questions(before: &Before, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let spacing = if width >= 50 {
        5
    } else {
        rating_scale::spacing(width.saturating_sub(8))
    };
    let block = rating_scale::width(spacing).max(34);
    let left = width.saturating_sub(block) / 2;
    let room = width.saturating_sub(left);
    let is_roomy = !before.also || height >= 28;
    let has_ramp = is_roomy && height >= 20 && !theme.glyphs.ascii;
    let each = if is_roomy { 5 } else { 3 } + u16::from(has_ramp);
    let needed = 5 + each * before.asked() as u16;
    let steps = before.routine.steps().len() as u16;
    let listed = if height >= needed + 20 && width >= 50 {
        steps.min(height - needed - 8)
    } else {
        0
    };
    let mut y = height.saturating_sub(needed + listed + 1) / 2;
    let title = shorten(&theme.units.name(&before.routine.title), usize::from(room));
    painter.text(left, y, &title, theme.strong);
    if before.routine.seconds() > 0 {
        let facts = format!(
            "{} {} {}",
            takes(before.routine.minutes(), theme.numbers),
            theme.glyphs.dot,
            intensity::of(&before.routine).word()
        );
        painter.text(left, y + 1, &facts, theme.dim);
    }
    y += 3;
    let mut mark = None;
    for row in 0..before.asked() {
        let at = (left, y);
        mark = question(before, row, at, spacing, is_roomy, has_ramp, painter).or(mark);
        y += each;
    }
    if let Some(coin) = &before.coin {
        let enter = shared.key_here(Action::Accept);
        let used = painter.wrapped((left, y), room, 2, coin, theme.strong);
        let line = format!("{enter} starts. Skip it if it isn't good for you.");
        painter.wrapped((left, y + used), room, 2, &line, theme.dim);
        return mark;
    }
    let line = how_to_start(before, shared);
    painter.wrapped((left, y), room, 2, &line, theme.dim);
    painter.place(left, y, room, 1, Target::Do(Action::Accept));
    step_list(
        &before.routine,
        &mut painter.part(left, y + 3, block, listed),
    );
    mark
}

/// What the numbers and enter do.
fn how_to_start(before: &Before, shared: &Shared) -> String {
    let enter = shared.key_here(Action::Accept);
    match (before.also, before.known) {
        (true, _) => format!("Rate each one; the last starts the session. {enter} skips one."),
        (false, None) => format!("Any number starts the session. {enter} skips the rating."),
        (false, Some(_)) => {
            format!("Any number starts the session. {enter} keeps your last rating.")
        }
    }
}

/// Draws a question with its nine points; returns its position if it has focus.
fn question(
    before: &Before,
    row: usize,
    (left, mut y): (u16, u16),
    spacing: u16,
    is_roomy: bool,
    has_ramp: bool,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let question = *AROUND.get(row)?;
    let here = row == before.list.chosen;
    let mark = (here && left >= 2)
        .then(|| painter.marker(left - 2, y))
        .flatten();
    let style = if here { theme.accent } else { theme.dim };
    painter.text(left, y, ask(question), style);
    y += if is_roomy { 2 } else { 1 };
    let answer = before.answers[row].or(before.known.filter(|_| row == 0));
    let x = left.saturating_sub(1);
    rating_scale::places((x, y), spacing, before.list.rows_to(row), painter);
    // Over the color ramp every number stays visible.
    let filled = answer.filter(|_| !has_ramp);
    rating_scale::points((x, y), spacing, filled, here, theme, painter);
    if has_ramp {
        if let Some(answer) = answer {
            let place = usize::from(answer.get() - 1);
            let digit = if theme.numbers {
                answer.to_string()
            } else {
                theme.glyphs.is.to_owned()
            };
            let at = x + u16::from(answer.get() - 1) * spacing;
            let ground = theme.fill[place].add_modifier(Modifier::BOLD);
            painter.pieces(
                at,
                y,
                &[
                    ("▐", theme.mood[place]),
                    (&digit, ground),
                    ("▌", theme.mood[place]),
                ],
            );
        }
        y += 1;
        rating_scale::places((x, y), spacing, before.list.rows_to(row), painter);
        for (place, style) in (0..).zip(theme.mood) {
            painter.text(x + place * spacing, y, "▀▀▀", style);
        }
    }
    if here {
        rating_scale::anchors((x, y + 1), spacing, anchors(question), theme, painter);
    }
    mark
}
