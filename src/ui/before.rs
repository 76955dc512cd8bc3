//! The mood before a session: one digit starts it.

use crate::app::App;
use crate::app::moving::{AROUND, Before};
use crate::content::intensity;
use crate::content::words::{anchors, ask, takes};
use crate::keys::Action;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::rating_scale;
use crate::widgets::theme::Theme;

/// Draws the question in the middle of the screen.
pub fn render(app: &App, before: &Before, theme: &Theme, painter: &mut Painter<'_>) {
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
    for (row, question) in
        AROUND
            .into_iter()
            .enumerate()
            .take(if before.also { AROUND.len() } else { 1 })
    {
        let here = row == before.row;
        if here && left > 2 {
            painter.text(left - 2, y, theme.glyphs.marker, theme.accent);
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
            row as i16 - before.row as i16,
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
    let enter = app.key_here(Action::Accept);
    if let Some(coin) = &before.coin {
        painter.wrapped((left, y), width - left, 2, coin, theme.strong);
        let line = format!("{enter} starts it. Skip it if it isn't good for you.");
        painter.wrapped((left, y + 2), width - left, 2, &line, theme.dim);
        return;
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
}
