//! Prompts shown while the session clock is stopped: whether to stop, and what to do about a gap.

use super::{Playing, Prompt};
use crate::content::support::stop_signs;
use crate::keys::{Action, Context};
use crate::screens::screen::Cursor;
use crate::screens::session::done_so_far;
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::painter::{Painter, wrap};
use crate::widgets::panel::panel;
use ratatui::style::Style;

/// With fewer rows than this, the warning signs use the top row too.
pub(super) const ROOM_FOR_TOP: u16 = 18;

/// Columns of a prompt, including its frame.
const ACROSS: u16 = 66;
/// Minimum columns and rows for a framed prompt.
const FRAMED: (u16, u16) = (60, 18);

/// Draws the prompt and its answers; returns the position of the selected one.
pub(super) fn render(
    prompt: Prompt,
    playing: &Playing,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    match prompt {
        Prompt::Signs => signs(playing, shared, painter),
        Prompt::Stop => {
            let done = playing.running.player.active().as_secs();
            let said = done_so_far(painter.theme().numbers.then_some(done));
            let support = shared.keys.hint(Context::Everywhere, Action::Support);
            let foot = format!(
                "Chest pain, feeling faint, can't catch your breath? Sit down and press {support}"
            );
            question("Stop here?", &said, Some(&foot), playing, painter)
        }
        Prompt::Away(silence) => {
            let said = format!(
                "You were away for {}. Count that time?",
                format::minutes(silence.as_secs())
            );
            question("Welcome back", &said, None, playing, painter)
        }
    }
}

fn question(
    title: &str,
    said: &str,
    foot: Option<&str>,
    playing: &Playing,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let answers = playing.prompt.map(Prompt::words).unwrap_or_default();
    let draw = |painter: &mut Painter<'_>| {
        let room = painter.width();
        let mut y = painter.wrapped((0, 0), room, 2, said, theme.strong) + 1;
        let mark = playing.menu.render((0, y), room, &answers, painter);
        y += answers.len() as u16 + 1;
        if let Some(foot) = foot {
            painter.wrapped((0, y), room, 3, foot, theme.text);
        }
        mark
    };
    let lines = |text: &str, room: u16| wrap(text, usize::from(room)).len() as u16;
    if width >= FRAMED.0 && height >= FRAMED.1 {
        let across = ACROSS.min(width - 4);
        let room = across - 4;
        let foot_rows = foot.map_or(0, |foot| lines(foot, room) + 1);
        let rows = lines(said, room) + answers.len() as u16 + 1 + foot_rows + 4;
        let (x, y) = ((width - across) / 2, (height.saturating_sub(rows + 1)) / 2);
        let mut part = painter.part(x, y, across, rows);
        let mut inner = panel(title, "", true, &mut part);
        let (wide, high) = (inner.width(), inner.height());
        return draw(&mut inner.part(0, 1, wide, high.saturating_sub(1)));
    }
    let top = height.saturating_sub(answers.len() as u16 + 7) / 2;
    let top = top.max(1);
    draw(&mut painter.part(
        2,
        top,
        width.saturating_sub(3),
        height.saturating_sub(top + 1),
    ))
}

/// Draws when to stop and what to do then. If not all of it fits, the urgent part comes first and is shown in full;
/// moving to the last answer reveals the rest.
fn signs(playing: &Playing, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height().saturating_sub(1));
    let left = if width >= 80 { width / 2 - 32 } else { 1 };
    let room = width.saturating_sub(left + 1).min(66);
    let words = Prompt::Signs.words();
    let answers = words.len() as u16;
    let [now, watch, later] = stop_signs(&shared.place());
    let lines = |text: &str| wrap(text, usize::from(room));
    let needed = [&now, &watch, &later]
        .map(|text| lines(text).len())
        .iter()
        .sum::<usize>() as u16
        + answers;
    if height >= needed + 6 && width >= 72 {
        let (across, rows) = (room + 4, needed + 7);
        let mut part = painter.part((width - across) / 2, (height - rows) / 2 + 1, across, rows);
        let mut inner = panel("Warning signs", "", true, &mut part);
        let (wide, high) = (inner.width(), inner.height());
        return whole_signs(
            [watch, now, later],
            playing,
            &mut inner.part(0, 1, wide, high.saturating_sub(1)),
        );
    }
    if height >= needed + 4 {
        let y = ((height - needed - 3) / 2).max(1);
        return whole_signs(
            [watch, now, later],
            playing,
            &mut painter.part(left, y, room + 1, height),
        );
    }
    let texts = [
        (now, theme.strong),
        (watch, theme.text),
        (later, theme.text),
    ];
    let all: Vec<(String, Style)> = texts
        .iter()
        .flat_map(|(text, style)| lines(text).into_iter().map(|line| (line, *style)))
        .collect();
    let top = u16::from(painter.height() >= ROOM_FOR_TOP);
    let rows = usize::from(height.saturating_sub(top + answers));
    let hidden = all.len().saturating_sub(rows);
    let is_at_end = playing.menu.list.chosen + 1 == words.len();
    let first = if is_at_end { hidden } else { 0 };
    let mut y = top;
    for (line, style) in all.iter().skip(first).take(rows) {
        painter.text(left, y, line, *style);
        y += 1;
    }
    let mark = playing.menu.render((left, y), width, &words, painter);
    if hidden > 0 {
        let (action, words) = if is_at_end {
            (Action::Up, " above")
        } else {
            (Action::Down, " more")
        };
        let key = shared.keys.hint(Context::Stop, action);
        painter.pieces_right(
            width.saturating_sub(1),
            y + answers - 1,
            &[(&key, theme.key), (words, theme.dim)],
        );
    }
    mark
}

/// Draws all of the signs, with the urgent part in bold, and the answers.
fn whole_signs(
    [watch, now, later]: [String; 3],
    playing: &Playing,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (theme, room, rows) = (painter.theme(), painter.width(), painter.height());
    let mut y = 0;
    for (text, style) in [
        (watch, theme.text),
        (now, theme.strong),
        (later, theme.text),
    ] {
        y += painter.wrapped((0, y), room, rows, &text, style) + 1;
    }
    let words = Prompt::Signs.words();
    playing.menu.render((0, y), room, &words, painter)
}
