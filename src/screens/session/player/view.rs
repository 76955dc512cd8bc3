//! Draws the player.
//!
//! ```text
//!  Five moves, two rounds
//!                                   ▗▄▀▀▀▀▄▖
//!         ▄▄                       ▟        ▙     Step
//!         ██                       █  0:38  █     2 of 12
//!        ▟██▙                      ▜        ▛
//!        ████   the figure,         ▝▀▄▄▄▄▀▘      Left
//!        ▐▌▐▌   or the breath                     12:38
//!        ▐▌▐▌                      Squat to a chair  round 1 of 2
//!      ▁▁██▁██▁▁                   Touch the seat and stand
//!
//!  ━━━━ ━━━━━━ ┈┈ ──── ┈┈ ────     each step as long as it takes
//! ```

mod figure;
mod large;
mod small;
mod timeline;
mod words;
mod zen;

use super::{Playing, Prompt, prompts};
use crate::domain::Player;
use crate::domain::routine::Work;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::figure::FigureMode;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use ratatui::style::{Modifier, Style};

/// Minimum columns and rows to show the ring beside a figure of nearly full height.
const LARGE: (u16, u16) = (78, 24);

/// Draws the running session or its prompt; returns the position of the selected answer.
pub(super) fn render(
    playing: &Playing,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    // In short windows, the signs need every row.
    let asks_of_signs = playing.prompt == Some(Prompt::Signs);
    let has_top = !asks_of_signs || painter.height() >= prompts::ROOM_FOR_TOP;
    if let Some(prompt) = playing.prompt {
        if has_top {
            top(playing, true, painter);
        }
        return prompts::render(prompt, playing, shared, painter);
    }
    let mode = shared.settings.figure;
    if playing.is_zen && mode != FigureMode::Off {
        zen::render(playing, shared, painter);
        return None;
    }
    let is_large = painter.width() >= LARGE.0 && painter.height() >= LARGE.1;
    top(playing, !is_large, painter);
    if is_large {
        large::render(playing, shared, painter);
    } else {
        small::render(playing, shared, painter);
    }
    None
}

/// Draws the title, and the position in the session unless it is shown elsewhere.
fn top(playing: &Playing, has_place: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let right = painter.width().saturating_sub(1);
    let place = Place::of(&playing.running.player).filter(|_| has_place);
    let mut room = right.saturating_sub(2);
    if let Some(Place { step, left }) = place {
        let pieces = [
            ("Step ", theme.dim),
            (&step.0, theme.text),
            (" of ", theme.dim),
            (&step.1, theme.text),
            ("   ", theme.dim),
            (&left, theme.text),
            (" left", theme.dim),
        ];
        let taken: u16 = pieces.iter().map(|(text, _)| columns(text)).sum();
        room = room.saturating_sub(taken + 2);
        painter.pieces_right(right, 0, &pieces);
    }
    let title = shorten(
        &theme.units.name(&playing.running.routine.title),
        usize::from(room.max(12)),
    );
    let end = painter.text(1, 0, &title, theme.dim);
    if playing.is_muted && end + 7 < room {
        painter.text(end + 2, 0, "Muted", theme.dim);
    }
}

/// The position in a session of several timed steps.
struct Place {
    /// The step number and the number of steps, without the get-ready time.
    step: (String, String),
    /// The time left in the session.
    left: String,
}

impl Place {
    fn of(player: &Player) -> Option<Self> {
        let is_open = player.step()?.work == Work::Open;
        let counts = |step: &&crate::domain::routine::Step| step.work != Work::Ready;
        let all = player.steps().iter().filter(counts).count();
        let done = player.steps().iter().take(player.index());
        let at = done.filter(counts).count() + 1;
        (all > 1 && !is_open).then(|| Self {
            step: (at.min(all).to_string(), all.to_string()),
            left: format::clock_up(player.total_left()),
        })
    }
}

/// The remaining time of the current step, or the elapsed time if it is open-ended, with its style.
fn counted(playing: &Playing, shared: &Shared, painter: &Painter<'_>) -> (String, Style) {
    let (player, theme) = (&playing.running.player, painter.theme());
    let is_open = player.step().is_some_and(|step| step.work == Work::Open);
    let text = if is_open {
        format::clock(player.into_step().as_secs())
    } else {
        format::clock_up(player.step_left())
    };
    let is_ending = !is_open && player.step_left().as_secs() < 3 && !player.is_paused();
    let style = if is_ending { theme.warn } else { theme.text };
    if playing.is_flashing(shared.now) {
        return (text, style.add_modifier(Modifier::REVERSED));
    }
    (text, style)
}

/// The completed share of the current step, 0 to 1; for an open-ended step, of the current minute.
fn share(player: &Player) -> f64 {
    let length = player.step_length().as_secs_f64();
    if length > 0.0 {
        (player.into_step().as_secs_f64() / length).min(1.0)
    } else {
        player.into_step().as_secs_f64() % 60.0 / 60.0
    }
}
