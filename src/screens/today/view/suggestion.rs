//! The one suggestion: what, why, and the keys for it.

use super::quiet;
use crate::coach::{Suggestion, quiet_day};
use crate::content::intensity;
use crate::content::words::takes;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::today::{Focus, Today};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;

/// The rows of the suggestion beside the form, with a reason of three: what stands below keeps its place whatever is
/// suggested.
pub const ROWS: u16 = 9;

/// Draws it, or why there is none; returns the rows used, and where it is marked while it has the focus.
pub fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> (u16, Option<Cursor>) {
    let theme = painter.theme();
    let wide = painter.height() > 4;
    if !today.is_thinking()
        && let Some(quiet) = quiet_day(&shared.journal, shared.day)
    {
        return (quiet::render(shared, Some(quiet), painter), None);
    }
    painter.text(0, 0, "next, if you like", theme.dim);
    if today.is_thinking() {
        return (if wide { ROWS } else { 4 }, None);
    }
    let Some(suggestion) = &today.suggestion else {
        let mut under = painter.part(0, 1, painter.width(), 3);
        return (quiet::render(shared, None, &mut under) + 1, None);
    };
    let routine = &suggestion.routine;
    let focused = today.focus == Focus::Suggestion;
    let marked = focused.then(|| painter.marker(0, 1)).flatten();
    let x = if focused { 2 } else { 0 };
    painter.text(
        x,
        1,
        &routine.title,
        if focused { theme.accent } else { theme.strong },
    );
    let facts = format!(
        "{} {dot} {} {dot} {}",
        takes(routine.minutes(), theme.numbers),
        intensity::of(routine).word(),
        routine.main_position().word(),
        dot = theme.glyphs.dot
    );
    painter.text(x, 2, &facts, theme.text);
    let [start, tiny, another] =
        [Action::Start, Action::Tiny, Action::Another].map(|action| shared.key_here(action));
    let gaps = [start.as_str(), &tiny, &another];
    let words = [" start  ", " two minutes  ", " another"];
    let actions = [Action::Start, Action::Tiny, Action::Another];
    // Whole hints only, as many as there is room for.
    let width = |count: usize| {
        let hint = |place: usize| columns(gaps[place]) + columns(words[place].trim_end());
        (0..count).map(hint).sum::<u16>() + 2 * (count as u16).saturating_sub(1)
    };
    let fitting = |room: u16| {
        (0..=3)
            .rev()
            .find(|count| width(*count) <= room)
            .unwrap_or(0)
    };
    let write = |mut at: u16, y: u16, count: usize, painter: &mut Painter<'_>| {
        for place in 0..count {
            painter.place(
                at,
                y,
                columns(gaps[place]) + columns(words[place].trim_end()),
                1,
                Target::Do(actions[place]),
            );
            let words = if place + 1 == count {
                words[place].trim_end()
            } else {
                words[place]
            };
            at = painter.pieces(at, y, &[(gaps[place], theme.key), (words, theme.dim)]);
        }
    };
    painter.place(x, 1, painter.width(), 2, Target::Do(Action::Start));
    if wide {
        let room = painter.width().saturating_sub(x);
        let rows = painter.wrapped((x, 4), room, 3, reason(suggestion, theme), theme.dim);
        write(x, 5 + rows, fitting(room), painter);
        return (ROWS, marked);
    }
    painter.text(
        x,
        3,
        &shorten(
            reason(suggestion, theme),
            usize::from(painter.width().saturating_sub(x)),
        ),
        theme.dim,
    );
    let count = fitting(
        painter
            .width()
            .saturating_sub(x + columns(&routine.title) + 2),
    );
    write(
        painter.width().saturating_sub(width(count)),
        1,
        count,
        painter,
    );
    (4, marked)
}

/// Why it is suggested; a reason of numbers stays away with them.
pub fn reason<'a>(suggestion: &'a Suggestion, theme: &Theme) -> &'a str {
    if theme.numbers {
        &suggestion.reason.text
    } else {
        suggestion.reason.in_words()
    }
}
