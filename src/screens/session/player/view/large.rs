//! The session in a large window: the movement on the left; the ring with the time, the text and the coming steps on
//! the right.

use super::super::Playing;
use super::{Place, counted, figure, share, timeline, words};
use crate::domain::routine::Work;
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::big_digits::{self, Size};
use crate::widgets::figure::FigureMode;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::ring::ring;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Maximum columns of the text.
const WORDS: u16 = 54;
/// Minimum columns for the text and the ring.
const LEAST: u16 = 36;
/// Maximum rows of the list of coming steps.
const COMING: u16 = 6;

/// Draws the session except for its first row.
pub(super) fn render(playing: &Playing, shared: &Shared, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let mode = shared.settings.figure;
    let (x, room) = if mode == FigureMode::Off {
        let room = WORDS.min(width.saturating_sub(4));
        ((width - room) / 2, room)
    } else {
        let left = (width * 54 / 100).min(width.saturating_sub(LEAST + 4));
        let mut part = painter.part(1, 2, left.saturating_sub(2), height.saturating_sub(5));
        figure::render(playing, mode, &mut part);
        (left + 2, WORDS.min(width.saturating_sub(left + 4)))
    };
    let rows = ring_rows(height, room);
    let at = Rect::new(x, 2, (rows * 2).min(room), rows);
    time(playing, shared, at, painter);
    place(playing, (at.right() + 3, at.y + 1), x + room, painter);
    let mut y = at.bottom();
    if playing.running.player.is_paused() {
        paused(shared, at, (x, x + room), painter);
    }
    y += 1;
    let foot = height.saturating_sub(3);
    y += words::present(
        &playing.running.player,
        &mut painter.part(x, y, room, foot.saturating_sub(y)),
    ) + 1;
    let rows = foot.saturating_sub(y).min(COMING);
    words::coming(&playing.running.player, &mut painter.part(x, y, room, rows));
    timeline::render(
        &playing.running.player,
        &mut painter.part(1, height.saturating_sub(2), width.saturating_sub(2), 1),
    );
}

/// Rows of the ring, from the window's height and the columns beside the movement.
const fn ring_rows(height: u16, room: u16) -> u16 {
    match height {
        ..28 => 11,
        28..34 => 12,
        44.. if room >= 48 => 18,
        _ => 15,
    }
}

/// Draws the ring with the time inside; clicking it pauses.
pub(super) fn time(playing: &Playing, shared: &Shared, at: Rect, painter: &mut Painter<'_>) {
    let (text, style) = counted(playing, shared, painter);
    let thickness = f64::from(at.height) * 0.133;
    let size = size_within(&text, thickness, at, painter);
    let mut part = painter.part(at.x, at.y, at.width, at.height);
    part.place(0, 0, at.width, at.height, Target::Do(Action::Pause));
    ring(share(&playing.running.player), thickness, &mut part);
    let (wide, high) = size.map_or((columns(&text), 1), |size| {
        (big_digits::width(&text, size), size.rows())
    });
    let (x, y) = (
        at.width.saturating_sub(wide) / 2,
        at.height.saturating_sub(high) / 2,
    );
    if style.add_modifier.contains(Modifier::REVERSED) {
        inverted(
            &mut part.part(x.saturating_sub(1), y, wide + 2, high),
            style,
        );
    }
    match size {
        Some(size) => big_digits::render(&text, size, style, &mut part.part(x, y, wide, high)),
        None => drop(part.text(x, y, &text, style.add_modifier(Modifier::BOLD))),
    }
}

/// Fills the area with the background for inverted text.
fn inverted(painter: &mut Painter<'_>, style: Style) {
    let blank = " ".repeat(usize::from(painter.width()));
    for y in 0..painter.height() {
        painter.text(0, y, &blank, style);
    }
}

/// The largest digit size that fits in a ring of this thickness, in columns; `None` if none fits.
fn size_within(text: &str, thickness: f64, at: Rect, painter: &Painter<'_>) -> Option<Size> {
    let ratio = painter.theme().glyphs.cell_ratio.value();
    let radius = f64::from(at.width).min(f64::from(at.height) * ratio) / 2.0 - thickness - 0.5;
    [Size::Large, Size::Tall, Size::Small]
        .into_iter()
        .find(|size| {
            let half_height = f64::from(size.rows()) * ratio / 2.0;
            let half_width = f64::from(big_digits::width(text, *size)) / 2.0;
            half_width.hypot(half_height) <= radius
        })
}

/// Says that the clock is stopped: beside the ring, or below it where there is no room.
fn paused(shared: &Shared, at: Rect, (left, right): (u16, u16), painter: &mut Painter<'_>) {
    let (side, style) = (at.right() + 3, painter.theme().warn);
    let resume = format!("{} to resume", shared.key_here(Action::Pause));
    if side + columns(&resume) > right {
        painter.text(left, at.bottom(), &format!("Paused. {resume}"), style);
    } else {
        painter.text(side, at.y + 7, "Paused", style);
        painter.text(side, at.y + 8, &resume, painter.theme().dim);
    }
}

/// Draws the position in the session, beside the ring.
fn place(playing: &Playing, (x, y): (u16, u16), right: u16, painter: &mut Painter<'_>) {
    let (player, theme) = (&playing.running.player, painter.theme());
    if x + 8 > right {
        return;
    }
    if let Some(Place { step, left }) = Place::of(player) {
        painter.text(x, y, "Step", theme.dim);
        painter.pieces(
            x,
            y + 1,
            &[
                (&step.0, theme.strong),
                (&format!(" of {}", step.1), theme.dim),
            ],
        );
        painter.text(x, y + 3, "Left", theme.dim);
        painter.text(x, y + 4, &left, theme.strong);
        return;
    }
    let goal = player.step_length();
    let is_open = player.step().is_some_and(|step| step.work == Work::Open);
    if is_open && !goal.is_zero() {
        painter.text(x, y, "Goal", theme.dim);
        painter.text(x, y + 1, &format::minutes(goal.as_secs()), theme.strong);
        if player.step_left().is_zero() {
            painter.text(x, y + 2, "reached", theme.dim);
        }
    }
}
