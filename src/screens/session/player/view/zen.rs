//! Only the movement, the ring and a word, without distractions.

use super::super::Playing;
use super::{figure, large};
use crate::content::session_words::name;
use crate::domain::english::capital;
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, columns, shorten};
use ratatui::layout::Rect;

/// Columns between the movement and the ring.
const GAP: u16 = 4;

/// Draws the session in the middle of the screen.
pub(super) fn render(playing: &Playing, shared: &Shared, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let rows = height.saturating_sub(3);
    let ring_rows = (rows * 2 / 3).clamp(7, 18).min(rows);
    let ring_columns = (ring_rows * 2).min(width / 2);
    let left = width.saturating_sub(ring_columns + GAP + 2);
    let across = left.min(figure::columns_for(rows));
    let x = width.saturating_sub(across + GAP + ring_columns) / 2;
    figure::render(
        playing,
        shared.settings.figure,
        &mut painter.part(x, 1, across, rows),
    );
    let x = x + across + GAP;
    // The ring and the word are vertically centered on the movement.
    let y = 1 + rows.saturating_sub(ring_rows + 2) / 2;
    let at = Rect::new(x, y, ring_columns, ring_rows);
    large::time(playing, shared, at, painter);
    let theme = painter.theme();
    let player = &playing.running.player;
    let (word, style) = if player.is_paused() {
        let key = shared.key_here(Action::Pause);
        (format!("Paused. {key} to resume"), theme.warn)
    } else {
        let word = player.step().map(name).unwrap_or_default();
        (capital(&word), theme.strong)
    };
    let room = width.saturating_sub(x);
    let word = shorten(&word, usize::from(room));
    let middle = (x + ring_columns / 2).saturating_sub(columns(&word) / 2);
    let last = width.saturating_sub(columns(&word) + 1);
    painter.text(middle.min(last), at.bottom() + 1, &word, style);
}
