//! The layout at first use: the form, the first step, and what follows, in three pictures.

use super::{form, lead, suggestion};
use crate::coach::Suggestion;
use crate::content::words::label;
use crate::domain::Question;
use crate::domain::english::capital;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::today::{Focus, Today};
use crate::widgets::bars::{hanging, rising};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten, wrap};
use crate::widgets::panel::panel;
use crate::widgets::still_figure;

/// Columns between two pictures, with an arrow in the middle.
const GAP: u16 = 4;

/// A step: its name, its description, and a short description.
const STEPS: [(&str, &str, &str); 3] = [
    (
        "1  Check in",
        "Four numbers, ten seconds: mood, energy, calm, sleep.",
        "Four numbers, ten seconds.",
    ),
    (
        "2  Move",
        "One small thing that suits you today. Two minutes count.",
        "One small thing.",
    ),
    (
        "3  See",
        "Each day becomes a column. In about two weeks, a first answer: does it help you?",
        "In time, what helps you.",
    ),
];
/// Minimum rows of a picture shown with the full text.
const PICTURE: u16 = 5;

/// What happens to the answers given here.
pub(super) fn promise(key: &str) -> String {
    format!(
        "Your check-ins and sessions will show up here. Everything stays in one file on this computer. Used another app? {key} imports its data."
    )
}

/// Draws the layout; returns the cursor position.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let side = match width {
        super::HALVES.. => super::side(width),
        _ => 0,
    };
    let left = if side > 0 {
        width - side - 3
    } else {
        width - 2
    };
    let (top, cursor) = lead(
        today,
        shared,
        height / 2,
        &mut painter.part(1, 0, left, height),
    );
    let mut marked = None;
    if side > 0 {
        let part = &mut painter.part(
            width - side - 1,
            0,
            side,
            top.max(form::rows(today, shared, height)),
        );
        marked = suggestion::render(today, shared, part);
    }
    let rows = height.saturating_sub(top);
    if rows < 7 {
        let (_, marked) =
            suggestion::lines(today, shared, &mut painter.part(2, top, width - 4, rows));
        return cursor.or(marked);
    }
    let mut under = painter.part(1, top, width - 2, rows);
    let inside = &mut panel(
        "firstline: a coach for moving and feeling better",
        "not medical care",
        false,
        &mut under,
    );
    // Without a separate card, the first step is shown where movement is described.
    let first = today.suggestion.as_ref().filter(|_| side == 0);
    let marked = marked.or(steps(
        first,
        today.focus == Focus::Suggestion,
        shared,
        inside,
    ));
    cursor.or(marked)
}

fn steps(
    first: Option<&Suggestion>,
    focused: bool,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let each = width.saturating_sub(2 * GAP) / 3;
    let promise = promise(&shared.key_here(Action::Import));
    let lines = |text: &str, width: u16| wrap(text, usize::from(width)).len() as u16;
    let rows = |few: bool| {
        let text = |step: &(&str, &'static str, &'static str)| if few { step.2 } else { step.1 };
        STEPS
            .iter()
            .map(|step| lines(text(step), each))
            .max()
            .unwrap_or(0)
    };
    // The text is shortened first, then the promise is dropped.
    let few = height < rows(false) + PICTURE + 2;
    let text = rows(few).max(if first.is_some() { 2 } else { 1 });
    let foot = lines(&promise, width) + 1;
    let foot = if height >= text + foot + PICTURE + 2 {
        foot
    } else {
        0
    };
    let picture = height.saturating_sub(text + foot + 1 + u16::from(!few));
    let arrow = if theme.glyphs.ascii { "->" } else { "─▸" };
    let mut marked = None;
    for (place, (title, long, short)) in (0..).zip(STEPS) {
        let x = place * (each + GAP);
        let room = &mut painter.part(x, 0, each, picture);
        match place {
            0 => check_in(room),
            1 => still_figure::of_pose("march", room),
            _ => days(room),
        }
        let y = picture + u16::from(!few);
        painter.text(x, y, title, theme.accent);
        let under = &mut painter.part(x, y + 1, each, text);
        if let Some(first) = first.filter(|_| place == 1) {
            marked = step(first, focused, shared, under);
        } else {
            let words = if few { short } else { long };
            under.wrapped((0, 0), each, text, words, theme.dim);
        }
        if place < 2 {
            painter.text(x + each + 1, picture / 2, arrow, theme.accent);
        }
    }
    if foot > 0 {
        let y = height + 1 - foot;
        painter.wrapped((0, y), width, foot, &promise, theme.dim);
        painter.place(0, y, width, foot, Target::Do(Action::Import));
    }
    marked
}

/// Draws the first step's name and its keys.
fn step(
    first: &Suggestion,
    focused: bool,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let marked = focused.then(|| painter.marker(0, 0)).flatten();
    let x = if focused { 2 } else { 0 };
    let room = usize::from(painter.width().saturating_sub(x));
    painter.text(x, 0, &shorten(&first.routine.title, room), theme.strong);
    painter.row(0, Target::Do(Action::Start));
    suggestion::keys(first, shared, (0, 1), painter);
    marked
}

/// Draws four answers on their scales.
fn check_in(painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let step = if height >= 7 { 2 } else { 1 };
    let top = height.saturating_sub(3 * step + 1) / 2;
    let pitch = (width.saturating_sub(8) / 9).clamp(1, 3);
    for (row, (question, answer)) in (0..).zip(Question::CORE.into_iter().zip([6, 4, 5, 7])) {
        let y = top + row * step;
        painter.text(0, y, &capital(label(question)), theme.dim);
        for (point, style) in (0..9).zip(theme.mood) {
            let (sign, style) = if point < answer {
                (theme.glyphs.square, style)
            } else {
                (theme.glyphs.dot, theme.frame)
            };
            painter.text(8 + point * pitch, y, sign, style);
        }
    }
}

/// Draws days with ups and downs, and minutes under some of them: it promises nothing.
fn days(painter: &mut Painter<'_>) {
    const MOODS: [u8; 12] = [4, 6, 5, 3, 5, 7, 6, 4, 5, 8, 6, 5];
    const MOVED: [usize; 6] = [1, 3, 5, 7, 8, 10];
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let pitch = (width / MOODS.len() as u16).clamp(1, 4);
    let bar = pitch.saturating_sub(1).max(1);
    let rows = height.saturating_sub(2);
    for (place, mood) in MOODS.into_iter().enumerate() {
        let x = place as u16 * pitch;
        let style = theme.mood[usize::from(mood) - 1];
        let share = f64::from(mood) / 9.0;
        rising(x, bar, share, style, &mut painter.part(0, 0, width, rows));
        if MOVED.contains(&place) {
            hanging(
                x,
                bar,
                0.5,
                theme.sessions,
                &mut painter.part(0, rows, width, 1),
            );
        }
    }
    let said = "an example";
    if columns(said) <= width {
        painter.text(0, height.saturating_sub(1), said, theme.dim);
    }
}
