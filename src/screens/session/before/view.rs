//! The mood before a session: one digit starts it.

use super::Before;
use crate::content::intensity;
use crate::content::words::{anchors, ask, takes};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::session::AROUND;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::rating_scale;

/// Draws the questions in the middle of the screen; returns where the one with the focus is marked.
pub fn render(before: &Before, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let width = painter.width();
    let spacing = if width >= 70 {
        5
    } else {
        rating_scale::spacing(width.saturating_sub(8))
    };
    let block = rating_scale::width(spacing).max(34);
    let left = width.saturating_sub(block) / 2;
    let top = (painter.height() / 2).saturating_sub(if before.also { 9 } else { 5 });
    let room = usize::from(width.saturating_sub(left));
    painter.text(
        left,
        top,
        &shorten(&before.routine.title, room),
        theme.strong,
    );
    if before.routine.seconds() > 0 {
        let facts = format!(
            "{} {} {}",
            takes(before.routine.minutes(), theme.numbers),
            theme.glyphs.dot,
            intensity::of(&before.routine).word()
        );
        painter.text(left, top + 1, &facts, theme.dim);
    }
    let mut y = top + 3;
    let mut mark = None;
    for (row, question) in AROUND.into_iter().enumerate().take(before.asked()) {
        let here = row == before.list.chosen;
        if here && left > 2 {
            mark = painter.marker(left - 2, y);
        }
        painter.text(
            left,
            y,
            ask(question),
            if here { theme.accent } else { theme.dim },
        );
        let roomy = !before.also || painter.height() >= 24;
        y += if roomy { 2 } else { 1 };
        let answer = before.answers[row].or(before.known.filter(|_| row == 0));
        rating_scale::places(
            (left.saturating_sub(1), y),
            spacing,
            before.list.rows_to(row),
            painter,
        );
        rating_scale::points(
            (left.saturating_sub(1), y),
            spacing,
            answer,
            here,
            theme,
            painter,
        );
        if here {
            rating_scale::anchors(
                (left.saturating_sub(1), y + 1),
                spacing,
                anchors(question),
                theme,
                painter,
            );
        }
        y += if roomy { 3 } else { 2 };
    }
    let enter = shared.key_here(Action::Accept);
    if let Some(coin) = &before.coin {
        painter.wrapped((left, y), width - left, 2, coin, theme.strong);
        let line = format!("{enter} starts it. Skip it if it isn't good for you.");
        painter.wrapped((left, y + 2), width - left, 2, &line, theme.dim);
        return mark;
    }
    let line = match (before.also, before.known) {
        (true, _) => {
            format!("one digit each; the last one starts it. {enter} starts right away.")
        }
        (false, None) => format!("one digit starts it. {enter} starts without."),
        (false, Some(_)) if !theme.numbers => {
            format!("one digit starts it. {enter} keeps what you said just now.")
        }
        (false, Some(known)) => {
            format!("one digit starts it. {enter} keeps the {known} from just now.")
        }
    };
    if columns(&line) + left <= width {
        painter.text(left, y, &line, theme.dim);
    } else {
        painter.wrapped((left, y), width - left, 2, &line, theme.dim);
    }
    mark
}
