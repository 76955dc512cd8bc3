//! The suggestion: what to do, why, its figure and its keys.

use super::quiet;
use crate::coach::{QuietDay, Suggestion, quiet_day};
use crate::content::intensity;
use crate::content::words::takes;
use crate::domain::routine::{Intensity, Position};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::screens::today::{Focus, Today};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten, wrap};
use crate::widgets::panel::panel;
use crate::widgets::still_figure;
use crate::widgets::theme::Theme;

/// Minimum rows above the keys for a large figure with the reason below it.
const LARGE: u16 = 12;
/// Maximum rows of a figure with the reason beside it.
const HIGHEST_BESIDE: u16 = 8;
/// Columns of the facts, such as `moderate · standing`.
const FACTS: u16 = 19;
/// Rows that a lying figure fills; more would be blank.
const LYING: u16 = 18;
/// Minimum rows for a recognizable figure.
const LEAST_FIGURE: u16 = 5;

/// The reason for a day without a suggestion, if it is one.
fn quiet(today: &Today, shared: &Shared) -> Option<QuietDay> {
    let quiet = quiet_day(&shared.journal, shared.day);
    quiet.filter(|_| !today.is_thinking())
}

/// Whether there is only text.
fn has_words_alone(today: &Today, shared: &Shared) -> bool {
    !today.is_thinking()
        && (today.suggestion.is_none() || quiet_day(&shared.journal, shared.day).is_some())
}

/// Rows used out of `room`, including the frame, with `width` columns inside; text on its own takes only the rows it
/// needs.
pub(super) fn rows(today: &Today, shared: &Shared, width: u16, room: u16) -> u16 {
    if has_words_alone(today, shared) {
        return room.min(quiet::rows(quiet(today, shared), width) + 2);
    }
    let suggestion = today.suggestion.as_ref();
    let lies = suggestion.is_some_and(|it| it.routine.main_position() == Position::Lying);
    if lies { room.min(LYING) } else { room }
}

fn title(shared: &Shared) -> &'static str {
    let sessions = shared.journal.sessions_on(shared.day);
    if sessions.iter().any(|session| session.complete) {
        "Again, if you like"
    } else {
        "Up next, if you like"
    }
}

/// Draws the suggestion, or why there is none, in a frame over the painter's area; returns the marker position if it
/// has focus.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let focused = today.focus == Focus::Suggestion && today.editor.is_none();
    if let Some(quiet) = quiet(today, shared) {
        quiet::render(
            shared,
            Some(quiet),
            &mut panel("Today", "", focused, painter),
        );
        return None;
    }
    let mut inside = panel(title(shared), "", focused, painter);
    let Some(suggestion) = &today.suggestion else {
        if !today.is_thinking() {
            quiet::render(shared, None, &mut inside);
        }
        return None;
    };
    card(suggestion, focused, shared, &mut inside)
}

/// The layout of a card.
struct CardLayout {
    /// Rows of the figure at the top right; 0 if there is no figure.
    figure: u16,
    /// Columns of the figure.
    across: u16,
    /// The row where the reason begins.
    reason: u16,
    /// Columns of the reason.
    room: u16,
}

impl CardLayout {
    /// The layout for `width` columns and `rows` above the keys, `facts` of them for the title and facts. The reason is
    /// beside the figure, or below it in a large area or if it is long; it is never cut short for a figure.
    fn new(reason: &str, facts: u16, width: u16, rows: u16) -> Self {
        let lines = |room: u16| wrap(reason, usize::from(room)).len() as u16;
        let across = |rows: u16| (rows * 2 + 1).min(width.saturating_sub(FACTS + 1));
        let whole = |figure: u16| figure >= LEAST_FIGURE && across(figure) >= figure;
        let beside = rows.saturating_sub(u16::from(rows > 6)).min(HIGHEST_BESIDE);
        let room = width.saturating_sub(across(beside) + 1);
        if rows < LARGE && whole(beside) && lines(room) + facts <= rows {
            let gap = u16::from(lines(room) + facts < rows);
            return Self {
                figure: beside,
                across: across(beside),
                reason: facts + gap,
                room,
            };
        }
        let gaps = if rows >= LARGE { 2 } else { 0 };
        let under = rows.saturating_sub(lines(width) + gaps);
        let (figure, reason) = if whole(under) && under >= facts {
            (under, under + gaps / 2)
        } else {
            (0, facts)
        };
        Self {
            figure,
            across: across(figure),
            reason,
            room: width,
        }
    }
}

fn card(
    suggestion: &Suggestion,
    focused: bool,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let keys = height.saturating_sub(1);
    let indent = if focused { 2 } else { 0 };
    let figure = if keys < LARGE {
        2 * keys.min(HIGHEST_BESIDE) + 2
    } else {
        width
    };
    let beside = usize::from(width.saturating_sub(figure + indent).max(FACTS));
    let title = &suggestion.routine.title;
    let titles = (wrap(title, beside).len() as u16).clamp(1, 2);
    let why = reason(suggestion, theme);
    let layout = CardLayout::new(why, titles + 2, width, keys);
    painter.place(0, 0, width, keys, Target::Do(Action::Start));
    let CardLayout { figure, across, .. } = layout;
    let has_figure = figure > 0
        && still_figure::of_routine(
            &suggestion.routine,
            &mut painter.part(width - across, 0, across, figure),
        );
    let room = if has_figure {
        width.saturating_sub(across + 1)
    } else {
        width
    };
    let marked = focused.then(|| painter.marker(0, 0)).flatten();
    let style = if focused { theme.accent } else { theme.strong };
    let y = painter.wrapped((indent, 0), room.saturating_sub(indent), 2, title, style);
    facts(suggestion, y, &mut painter.part(0, 0, room, keys));
    let rows = keys.saturating_sub(layout.reason);
    // Numbers are never cut off: if they don't fit in full, a text without numbers is used.
    let fits = wrap(why, usize::from(layout.room)).len() <= usize::from(rows);
    let why = if fits {
        why
    } else {
        suggestion.reason.in_words()
    };
    painter.wrapped((0, layout.reason), layout.room, rows, why, theme.dim);
    write(&hints(suggestion, shared, width), 0, keys, painter);
    marked
}

/// Draws duration and intensity, then the intensity in words and the position.
fn facts(suggestion: &Suggestion, y: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let routine = &suggestion.routine;
    let x = painter.text(0, y, &takes(routine.minutes(), theme.numbers), theme.text) + 2;
    let intensity = intensity::of(routine);
    let dots = match intensity {
        Intensity::Gentle => 1,
        Intensity::Moderate => 2,
        Intensity::Vigorous => 3,
    };
    let x = painter.text(x, y, &theme.glyphs.active.repeat(dots), theme.mark);
    painter.text(x, y, &theme.glyphs.short.repeat(3 - dots), theme.frame);
    let position = routine.main_position().word();
    let words = format!("{} {} {position}", intensity.word(), theme.glyphs.dot);
    painter.text(0, y + 1, &words, theme.dim);
}

/// A key, its label and its action.
type Hint = (String, &'static str, Action);

/// The keys that fit in full; the short version is not offered for a suggestion that is already short.
fn hints(suggestion: &Suggestion, shared: &Shared, room: u16) -> Vec<Hint> {
    let all = [
        (Action::Start, "start"),
        (Action::Short, "shorter"),
        (Action::Another, "another"),
    ];
    let is_tiny = suggestion.routine.is_tiny();
    let offered = all
        .into_iter()
        .filter(|(action, _)| *action != Action::Short || !is_tiny);
    // While text is being typed, these keys are letters.
    let mut hints: Vec<Hint> = offered
        .map(|(action, words)| (shared.key_here(action), words, action))
        .filter(|(key, ..)| !key.is_empty())
        .collect();
    while wide(&hints) > room {
        hints.pop();
    }
    hints
}

/// Columns of the hints, with two between them.
fn wide(hints: &[Hint]) -> u16 {
    let each = hints
        .iter()
        .map(|(key, words, _)| columns(key) + 1 + columns(words));
    each.sum::<u16>() + 2 * (hints.len() as u16).saturating_sub(1)
}

fn write(hints: &[Hint], mut x: u16, y: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    for hint in hints {
        let (key, words, action) = hint;
        painter.place(
            x,
            y,
            wide(std::slice::from_ref(hint)),
            1,
            Target::Do(*action),
        );
        let pieces = [
            (key.as_str(), theme.key),
            (" ", theme.dim),
            (*words, theme.dim),
        ];
        x = painter.pieces(x, y, &pieces) + 2;
    }
}

/// Draws the keys, starting at a position.
pub(super) fn keys(
    suggestion: &Suggestion,
    shared: &Shared,
    (x, y): (u16, u16),
    painter: &mut Painter<'_>,
) {
    let room = painter.width().saturating_sub(x);
    write(&hints(suggestion, shared, room), x, y, painter);
}

/// Draws the suggestion in four rows without a frame; returns the rows used and the marker position.
pub(super) fn lines(
    today: &Today,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> (u16, Option<Cursor>) {
    let (theme, width) = (painter.theme(), painter.width());
    if let Some(quiet) = quiet(today, shared) {
        return (quiet::render(shared, Some(quiet), painter), None);
    }
    painter.text(0, 0, title(shared), theme.dim);
    let Some(suggestion) = &today.suggestion else {
        if today.is_thinking() {
            return (4, None);
        }
        let mut under = painter.part(0, 1, width, 3);
        return (quiet::render(shared, None, &mut under) + 1, None);
    };
    let routine = &suggestion.routine;
    let focused = today.focus == Focus::Suggestion;
    let marked = focused.then(|| painter.marker(0, 1)).flatten();
    let (x, style) = if focused {
        (2, theme.accent)
    } else {
        (0, theme.strong)
    };
    let title = shorten(&routine.title, usize::from(width.saturating_sub(x)));
    let end = painter.text(x, 1, &title, style) + 2;
    facts_in_a_row(suggestion, x, painter);
    let why = shorten(
        reason(suggestion, theme),
        usize::from(width.saturating_sub(x)),
    );
    painter.text(x, 3, &why, theme.dim);
    painter.place(x, 1, width, 2, Target::Do(Action::Start));
    let hints = hints(suggestion, shared, width.saturating_sub(end));
    write(&hints, width.saturating_sub(wide(&hints)), 1, painter);
    (4, marked)
}

fn facts_in_a_row(suggestion: &Suggestion, x: u16, painter: &mut Painter<'_>) {
    let (theme, routine) = (painter.theme(), &suggestion.routine);
    let facts = format!(
        "{} {dot} {} {dot} {}",
        takes(routine.minutes(), theme.numbers),
        intensity::of(routine).word(),
        routine.main_position().word(),
        dot = theme.glyphs.dot
    );
    painter.text(x, 2, &facts, theme.text);
}

/// Why it is suggested; reasons that contain numbers are hidden along with the numbers.
pub(super) fn reason<'a>(suggestion: &'a Suggestion, theme: &Theme) -> &'a str {
    if theme.numbers {
        &suggestion.reason.text
    } else {
        suggestion.reason.in_words()
    }
}
