//! The Today tab: a board of what was answered, what comes next, and the last days.
//!
//! ```text
//!  ╭─ How are you right now? ─────────────╮ ╭─ Up next, if you like ────╮
//!  │ › Mood   ■ ■ ■ ■ ■ ■ ▐7▌ · ·   good  │ │ Unhurried yoga       o    │
//!  ╰──────────────────────────────────────╯ │ 12 min  ●○○ gentle  /|\   │
//!  ╭─ Mood, last 2 weeks ─────────────────╮ ╰───────────────────────────╯
//!  │ 9 ┈┈┈█┈┈┈┈┈┈┈┈┈┈                     │ ╭─ What your data says ─────╮
//!  │   █  █  █     █    usual             │ ╰───────────────────────────╯
//!  │   ▀  ▀     ▀       moved             │ ╭─ Last 7 days ─────────────╮
//!  ╰──────────────────────────────────────╯ ╰───────────────────────────╯
//! ```
//! Once something is saved, the form is replaced with a comparison to the usual. Below 96 columns the parts are
//! stacked, below 80 they become lines; below 60 there are no frames.

mod answer;
mod coming;
mod compact;
mod first;
mod form;
mod moments;
mod offer;
mod own_row;
mod quiet;
mod saved;
mod suggestion;
mod title;
mod week;
mod weeks;
mod when;

use super::{Focus, Today};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::painter::Painter;

/// Minimum columns and rows for the board.
const BOARD: (u16, u16) = (80, 18);
/// Minimum columns for two halves.
const HALVES: u16 = 96;
/// Minimum columns for three weeks in the left half.
const THREE_WEEKS: u16 = 120;
/// Rows reserved for the suggestion.
const NEXT: u16 = 10;
/// Rows of the diary's result or what is coming up, one in place of the other, so that nothing moves.
const MIDDLE: u16 = 9;
/// Minimum height, in rows, for taller parts.
const TALL: u16 = 34;

/// Whether a window of this size has room for the diary's result.
pub(super) const fn shows_answer((columns, rows): (u16, u16)) -> bool {
    columns >= BOARD.0 && rows > BOARD.1
}

/// Draws the tab; returns the cursor position: in the open text field, otherwise at the focus.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let offered = offer::render(today, shared, painter);
    let (width, height) = (painter.width(), painter.height().saturating_sub(offered));
    let painter = &mut painter.part(0, 0, width, height);
    match (width, height) {
        (..60, _) | (_, ..16) => compact::render(today, shared, painter),
        (width, height) if width < BOARD.0 || height < BOARD.1 => lines(today, shared, painter),
        _ if shared.journal.is_empty() => first::render(today, shared, painter),
        (..HALVES, _) => board(today, shared, painter),
        _ => halves(today, shared, painter),
    }
}

/// From 96 columns up: answers and weeks on the left; the suggestion, the diary's result and the week on the right.
fn halves(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let side = side(width);
    let left = width - side - 3;
    let (top, cursor) = lead(
        today,
        shared,
        height / 2,
        &mut painter.part(1, 0, left, height),
    );
    let compares = today.compares(shared);
    let coming = coming::events(today, shared);
    let x = width - side - 1;
    let week = match height {
        TALL.. => 9,
        27.. => 7,
        24.. => 6,
        _ => 0,
    };
    let room = height - week;
    let wanted = if compares {
        answer::rows(today, shared, side - 4, height >= TALL).max(MIDDLE)
    } else if coming.is_empty() {
        0
    } else {
        coming::rows(&coming).max(MIDDLE)
    };
    let middle = wanted.min(room.saturating_sub(NEXT));
    let next = suggestion::rows(today, shared, side - 4, room - middle);
    let marked = suggestion::render(today, shared, &mut painter.part(x, 0, side, next));
    let part = &mut painter.part(x, next, side, middle);
    if compares {
        answer::render(today, shared, part);
    } else {
        coming::render(&coming, shared, part);
    }
    let y = next + middle;
    let rows = week::rows(height - y, painter.theme());
    week::render(shared, &mut painter.part(x, y, side, rows));
    // Without numbers the week takes few rows, and coming events have the rest.
    let rest = height - y - rows;
    let is_spare = compares && !coming.is_empty() && rest >= coming::rows(&coming);
    if is_spare {
        let part = &mut painter.part(x, y + rows, side, coming::rows(&coming));
        coming::render(&coming, shared, part);
    }
    // Before mood is answered, coming events replace the diary's result, and their line at the bottom is free.
    let foot = if compares && !coming.is_empty() && !is_spare {
        2
    } else {
        0
    };
    let days = if width >= THREE_WEEKS { 21 } else { 14 };
    let room = height.saturating_sub(top + foot);
    weeks::render(today, shared, days, &mut painter.part(1, top, left, room));
    if foot > 0 {
        coming::line(&coming, &mut painter.part(3, height - 1, left - 2, 1));
    }
    cursor.or(marked)
}

/// Columns of the right half. In wide windows this leaves room for three weeks of four cells per day on the left.
const fn side(width: u16) -> u16 {
    const FOUR_CELLS: u16 = 99;
    match width {
        155.. if width * 2 / 5 + FOUR_CELLS > width => width - FOUR_CELLS,
        THREE_WEEKS.. => width * 2 / 5,
        _ => 41,
    }
}

/// From 80 columns up: answers across the full width; the weeks beside the suggestion; the rest as lines.
fn board(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let part = &mut painter.part(1, 0, width - 2, height);
    let (top, cursor) = lead(today, shared, height.saturating_sub(8), part);
    let rest = height - top;
    let coming = coming::events(today, shared);
    let said = today
        .compares(shared)
        .then(|| answer::line(today, shared, width - 4));
    let said = said.flatten();
    let wanted = u16::from(said.is_some()) + u16::from(!coming.is_empty());
    let foot = wanted.min(rest.saturating_sub(9));
    let rows = rest - foot;
    let left = width - 38;
    weeks::render(today, shared, 14, &mut painter.part(1, top, left - 2, rows));
    let marked = suggestion::render(
        today,
        shared,
        &mut painter.part(left, top, width - left - 1, rows),
    );
    let mut y = top + rows;
    if let Some(said) = said.filter(|_| y < height) {
        answer::render_line(&said, &mut painter.part(2, y, width - 4, 1));
        y += 1;
    }
    if y < height {
        coming::line(&coming, &mut painter.part(2, y, width - 4, 1));
    }
    cursor.or(marked)
}

/// From 60 columns up: the answers; the suggestion in four rows; the weeks as small columns.
fn lines(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let part = &mut painter.part(1, 0, width - 2, height);
    let (top, cursor) = lead(today, shared, height.saturating_sub(6), part);
    let gap = u16::from(height >= top + 9);
    let y = top + gap;
    let (used, marked) = suggestion::lines(today, shared, &mut painter.part(2, y, width - 4, 4));
    let y = y + used + u16::from(height >= y + used + 4);
    let rows = height.saturating_sub(y);
    weeks::small(today, shared, &mut painter.part(2, y, width - 4, rows));
    cursor.or(marked)
}

/// Draws the form and the records already on its day or, once saved, the comparison to the usual. The comparison takes
/// at most `most` rows, or the height of the form if that is more. Returns the rows used and the focus position.
fn lead(
    today: &Today,
    shared: &Shared,
    most: u16,
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let width = painter.width();
    if is_resting(today, shared) {
        let form = form::rows(today, shared, painter.height());
        let rows = saved::rows(today, shared, form).min(most.max(form));
        saved::render(today, shared, &mut painter.part(0, 0, width, rows));
        return (rows, None);
    }
    let top = form::rows(today, shared, painter.height());
    let cursor = form::render(today, shared, &mut painter.part(0, 0, width, top));
    let count = moments::rows(today, shared);
    if count == 0 {
        return (top, cursor);
    }
    let part = &mut painter.part(
        2,
        top,
        width.saturating_sub(4),
        painter.height().saturating_sub(top),
    );
    // With little room, only the latest record.
    if most < top + count + 2 {
        moments::render(today, shared, &mut part.part(0, 0, width, 1));
        return (top + 1, cursor);
    }
    let title = if today.day == shared.day {
        "Earlier today".to_owned()
    } else {
        format!("Already checked in, {}", format::day(today.day))
    };
    part.text(0, 0, &title, part.theme().dim);
    moments::render(today, shared, &mut part.part(0, 1, width, count));
    (top + 1 + count, cursor)
}

/// Whether the form is replaced with the day's check-ins and sessions: they are saved and nothing is being filled in.
fn is_resting(today: &Today, shared: &Shared) -> bool {
    today.focus == Focus::Suggestion && today.draft.is_empty() && !today.moments(shared).is_empty()
}
