//! The current step in words, and the coming steps.

use crate::content::movements::{Variant, movement};
use crate::content::session_words::name;
use crate::domain::Player;
use crate::domain::english::capital;
use crate::domain::routine::{Step, Work};
use crate::keys::Action;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};

/// Maximum width of the text, in columns.
const WIDEST: u16 = 60;

/// Draws the step's name, cue, breath, and easier and harder variants, as many as fit; returns the rows used.
pub(super) fn present(player: &Player, painter: &mut Painter<'_>) -> u16 {
    let Some(step) = player.step() else { return 0 };
    let (theme, room) = (painter.theme(), painter.width().min(WIDEST));
    title(player, step, painter);
    let mut y = 1;
    let is_roomy = painter.height() >= 6;
    if let Some(cue) = cue(player, step) {
        y += painter.wrapped((0, y), room, if is_roomy { 2 } else { 1 }, &cue, theme.dim);
    }
    let breath = movement(&step.movement).and_then(|movement| movement.breath.as_ref());
    if let Some(breath) = breath.filter(|_| step.is_movement() && y < painter.height()) {
        y += painter.wrapped((0, y), room, 1, &format!("Breathe {breath}"), theme.dim);
    }
    if y < painter.height() {
        y += variants(step, y, painter);
    }
    y
}

/// Draws the name and, if it repeats, the repetition and the round.
fn title(player: &Player, step: &Step, painter: &mut Painter<'_>) {
    let (theme, room) = (painter.theme(), painter.width());
    let title = shorten(&theme.units.name(&capital(&name(step))), usize::from(room));
    let mut end = painter.text(0, 0, &title, theme.strong);
    if let Some((at, of)) = player.repetition() {
        end = painter.pieces(
            end + 2,
            0,
            &[
                (&at.to_string(), theme.accent),
                (" of ", theme.dim),
                (&of.to_string(), theme.text),
            ],
        );
    }
    if let Some((round, of)) = step.round {
        let text = format!("round {round} of {of}");
        if end + 2 + columns(&text) <= room {
            painter.text(end + 2, 0, &text, theme.dim);
        }
    }
}

/// The cue of the step; before a step, that of the next one.
fn cue(player: &Player, step: &Step) -> Option<String> {
    if !matches!(step.work, Work::Ready | Work::Rest) {
        return cue_of(step).map(|cue| capital(&cue));
    }
    let next = player.upcoming().first()?;
    let name = capital(&name(next));
    Some(match cue_of(next) {
        Some(cue) => format!("{name}: {cue}"),
        None => name,
    })
}

fn cue_of(step: &Step) -> Option<String> {
    step.cue
        .clone()
        .or_else(|| movement(&step.movement).map(|movement| movement.cue.clone()))
}

/// Draws the easier and the harder variant, both clickable; returns the rows used.
fn variants(step: &Step, y: u16, painter: &mut Painter<'_>) -> u16 {
    let shown = movement(&step.movement).filter(|_| step.is_movement());
    let Some(shown) = shown else { return 0 };
    let theme = painter.theme();
    let words = |variant: &Option<Variant>| match variant {
        Some(Variant::Move(id)) => movement(id).map(|other| other.name.clone()),
        Some(Variant::Say(words)) => Some(words.clone()),
        None => None,
    };
    let (mut x, mut rows) = (0, 0);
    for (label, action, variant) in [
        ("Easier  ", Action::Easier, &shown.easier),
        ("Harder  ", Action::Harder, &shown.harder),
    ] {
        let Some(text) = words(variant) else { continue };
        let room = painter.width().saturating_sub(columns(label));
        let text = shorten(&text, usize::from(room));
        let width = columns(label) + columns(&text);
        if x == 0 || x + width > painter.width() {
            (x, rows) = (0, rows + 1);
        }
        let y = y + rows - 1;
        painter.place(x, y, width, 1, Target::Do(action));
        x = painter.pieces(x, y, &[(label, theme.dim), (&text, theme.text)]) + 3;
    }
    rows.min(painter.height().saturating_sub(y))
}

/// Draws the coming steps with their lengths, one per row; the first movement is highlighted. Clicking the first one
/// skips to it.
pub(super) fn coming(player: &Player, painter: &mut Painter<'_>) {
    const LABEL: &str = "Up next  ";
    let (theme, width) = (painter.theme(), painter.width());
    if painter.height() == 0 {
        return;
    }
    let x = painter.text(0, 0, LABEL, theme.dim);
    let upcoming = player.upcoming();
    let next = upcoming.iter().position(Step::is_movement);
    let right = width.min(52);
    for (row, step) in upcoming
        .iter()
        .enumerate()
        .take(usize::from(painter.height()))
    {
        let y = row as u16;
        let length = match step.work {
            Work::Reps { count, .. } => format!("{count} times"),
            Work::Open if step.seconds == 0 => "as you like".to_owned(),
            _ => format::minutes(u64::from(step.seconds)),
        };
        let style = if next == Some(row) {
            theme.text
        } else {
            theme.dim
        };
        let room = right.saturating_sub(x + columns(&length) + 2);
        let title = shorten(&theme.units.name(&capital(&name(step))), usize::from(room));
        painter.text(x, y, &title, style);
        painter.right(right, y, &length, theme.dim);
    }
    if upcoming.is_empty() {
        let is_open = player.step().is_some_and(|step| step.work == Work::Open);
        let words = if is_open {
            "Stop when you like"
        } else {
            "This is the last step"
        };
        painter.text(0, 0, &" ".repeat(usize::from(x)), theme.dim);
        painter.text(0, 0, words, theme.dim);
    } else {
        painter.row(0, Target::Do(Action::NextStep));
    }
}

/// The coming step in one line: a rest is followed by the movement after it.
pub(super) fn coming_in_short(player: &Player, arrow: &str) -> String {
    match player.upcoming() {
        [] => String::new(),
        [rest, after, ..] if rest.work == Work::Rest => {
            format!("rest {} s {arrow} {}", rest.seconds, name(after))
        }
        [next, ..] => name(next),
    }
}
