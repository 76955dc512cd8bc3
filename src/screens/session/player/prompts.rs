//! What a session asks while its clock stands: whether to stop, and what to do with a silence.

use super::{Playing, Prompt};
use crate::content::support::stop_signs;
use crate::keys::{Action, Context};
use crate::screens::screen::Cursor;
use crate::screens::session::stopped;
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::painter::{Painter, wrap};
use ratatui::style::Style;

/// With fewer rows than these, the signs to stop have the top row too.
pub const ROOM_FOR_TOP: u16 = 18;

/// Draws what is asked, and its answers; returns where the chosen one is marked.
pub fn render(
    prompt: Prompt,
    playing: &Playing,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    match prompt {
        Prompt::Signs => signs(playing, shared, painter),
        Prompt::Stop => {
            let done = playing.running.player.active().as_secs();
            let lines = [stopped(painter.theme().numbers.then_some(done))];
            let support = shared.keys.hint(Context::Everywhere, Action::Support);
            let foot = format!(
                "Chest pain, feeling faint, or breath that does not settle? Sit down and press {support}"
            );
            question(prompt, playing, &lines, Some(&foot), painter)
        }
        Prompt::Away(silence) => {
            let lines = [
                format!(
                    "The clock was away for {}.",
                    format::minutes(silence.as_secs())
                ),
                "What happened in that time?".to_owned(),
            ];
            question(prompt, playing, &lines, None, painter)
        }
    }
}

fn question(
    prompt: Prompt,
    playing: &Playing,
    lines: &[String],
    foot: Option<&str>,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let width = painter.width();
    let left = if width >= 70 { width / 2 - 28 } else { 3 };
    let room = width.saturating_sub(left + 1);
    let mut y = (painter.height() / 2).saturating_sub(5).max(1);
    for line in lines {
        y += painter.wrapped((left, y), room, 2, line, theme.strong);
    }
    y += 1;
    let answers = prompt.words();
    let mark = playing.menu.render((left, y), width, &answers, painter);
    if let Some(foot) = foot {
        y += answers.len() as u16 + 1;
        painter.wrapped((left, y), room, 3, foot, theme.dim);
    }
    mark
}

/// When to stop, and what to do then. Where not all of it fits, what waits for nothing comes first and stands whole;
/// who moves on to the last answer sees the rest.
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
    if height >= needed + 4 {
        let mut y = ((height - needed - 3) / 2).max(1);
        for (text, style) in [
            (watch, theme.text),
            (now, theme.strong),
            (later, theme.text),
        ] {
            y += painter.wrapped((left, y), room, height, &text, style) + 1;
        }
        return playing.menu.render((left, y), width, &words, painter);
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
