//! Draws the ratings after a session: it is saved; mood now, effort, and how it went.
//!
//! ```text
//!    Twelve minutes, done.
//!
//!  ╭ How is your mood now? ──────────╮  ╭ Last 7 days ──────── 46 min ╮
//!  │                    now       ▅▅ │  │ ███     ███         ▅▅▅     │
//!  │         before  ▂▂  ●  ▅▅ ██ ██ │  │ Tue Wed Thu Fri Sat Sun Mon │
//!  │ ▂▂ ▄▄ ▆▆  ○  ██ ██ ██ ██ ██ ██ │  ╰─────────────────────────────╯
//!  │ 1  2  3   4   5  6  7  8  9     │  ╭ After walking, the last times ╮
//!  │     usually after this ├─○─┤    │  │  ██      ██        ██  better │
//!  ╰─────────────────────────────────╯  │ ─━━──━━─────━━──────── same   │
//!    A little better than before.       │      ██          ██    lower  │
//!  › How hard was it?                   ╰───────────────────────────────╯
//!     0  1  2  3  4  5  6  7  8  9 10
//!    How did it go?
//!    1 too hard  2 fine  3 too easy  4 it hurt
//! ```

mod beside;
mod line;
mod rows;
mod stairs;

use super::{Review, ReviewField};
use crate::content::support::CrisisLine;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::stats::sentences;
use crate::widgets::painter::{Painter, shorten, wrap};
use crate::widgets::panel::panel;
use crate::widgets::{format, text_box};

/// Minimum columns and rows to show the moods as stairs, with comparisons beside them.
const LARGE: (u16, u16) = (78, 24);

/// Draws the screen; returns the cursor position: in the note, or on the focused row.
pub(super) fn render(
    review: &Review,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let right = width.saturating_sub(1);
    let today = format::day(shared.day);
    // In the smallest windows, every row goes to the questions.
    let is_small = height < 16;
    let title = if is_small {
        String::new()
    } else {
        theme.units.name(&review.session.title).into_owned()
    };
    let title = shorten(&title, usize::from(right.saturating_sub(14)));
    painter.text(1, 0, &title, theme.dim);
    painter.right(right, 0, &today, theme.dim);
    let is_large = width >= LARGE.0 && height >= LARGE.1;
    let left = if width >= 70 { 4 } else { 2 };
    let y = match height {
        _ if is_large && height < 28 => 1,
        20.. => 2,
        16.. => 1,
        _ => 0,
    };
    painter.text(left, y, &review.headline(theme.numbers), theme.strong);
    if let Some(field) = &review.note {
        painter.text(left, y + 2, "Note", theme.accent);
        let (across, rows) = (width.saturating_sub(left * 2), height.saturating_sub(y + 5));
        let mut part = painter.part(left, y + 3, across, rows);
        return text_box::render(field, theme.text, &mut part);
    }
    if is_large {
        large(review, shared, y + 2, painter)
    } else {
        line::render(review, shared, (left, y + 2), painter)
    }
}

/// Draws mood stairs and questions on the left; the week and earlier sessions on the right.
fn large(review: &Review, shared: &Shared, top: u16, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let side = match width {
        ..96 => 31,
        96..120 => 40,
        _ => 50,
    };
    let across = width.saturating_sub(side + 5);
    let rows = match height {
        ..28 => 10,
        28..34 => 12,
        _ => (height / 2).min(26),
    };
    let x = across + 3;
    beside::render(
        review,
        shared,
        &mut painter.part(x, top, side, height.saturating_sub(top + 1)),
    );
    let is_asked = review.field == ReviewField::Mood;
    let mut mark = None;
    if is_asked {
        mark = painter.marker(0, top);
    }
    let note = if is_asked { "1-9" } else { "" };
    let mut part = painter.part(2, top, across, rows);
    let mut inner = panel("How is your mood now?", note, is_asked, &mut part);
    stairs::render(review, &mut inner);
    let y = top + rows;
    let mut left = painter.part(2, y, across, height.saturating_sub(y + 1));
    let gap = u16::from(height >= 28);
    let rows = 2 + gap.max(u16::from(review.is_very_low()));
    comparison(review, shared, (2, 0), rows, &mut left);
    // A blank row below the sentence, where all questions still fit.
    let lead = u16::from(gap == 0 && left.height() > rows + rows::height(review));
    rows::render(review, (2, rows + lead), gap, &mut left).or(mark)
}

/// Draws the change in mood and, after a session that didn't lower it, the usual change; only after mood is rated: the
/// usual value would bias the answer. After a very low mood, someone to talk to takes its place.
fn comparison(
    review: &Review,
    shared: &Shared,
    (x, y): (u16, u16),
    rows: u16,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let room = painter.width().saturating_sub(x);
    let mut used = 0;
    if let Some(sentence) = review.lift_sentence() {
        used = painter.wrapped((x, y), room, rows, sentence, theme.strong);
    }
    if review.is_very_low() && used < rows {
        let place = shared.place();
        let named = place.line().map(CrisisLine::named);
        let ways = named.into_iter().chain([place.talk()]);
        let mut lines = ways.map(|way| format!("Someone to talk to: {way}."));
        let fits = |line: &String| wrap(line, usize::from(room)).len() <= usize::from(rows - used);
        let line = lines.clone().find(fits).or_else(|| lines.next());
        let line = line.unwrap_or_default();
        painter.wrapped((x, y + used), room, rows - used, &line, theme.text);
    }
    if review.compares() && !review.is_lower() && theme.numbers {
        let usual = review.usual.as_ref().and_then(sentences::lift);
        // Shown in full or not at all, so that no number is cut off.
        let fits = |line: &String| {
            wrap(line, usize::from(room)).len() + usize::from(used) <= usize::from(rows)
        };
        if let Some(line) = usual.filter(fits) {
            painter.wrapped((x, y + used), room, rows, &line, theme.dim);
        }
    }
}
