//! The session in a small window: digits and text beside a small figure.

use super::super::Playing;
use super::{counted, figure, share, timeline, words};
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::big_digits::{self, Size};
use crate::widgets::figure::FigureMode;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use ratatui::layout::Rect;

/// The layout. It depends only on the window, so that nothing jumps between steps.
struct Layout {
    size: Size,
    left: u16,
    room: u16,
    figure: Option<Rect>,
}

impl Layout {
    fn new(width: u16, height: u16, with_figure: bool) -> Self {
        let is_roomy = width >= 70 && height >= 18;
        let size = if is_roomy { Size::Large } else { Size::Small };
        if !with_figure {
            let left = if width >= 60 { width / 4 } else { 2 };
            let room = width.saturating_sub(left + 2);
            return Self {
                size,
                left,
                room,
                figure: None,
            };
        }
        let rows = height.saturating_sub(5);
        if is_roomy {
            let across = width * 45 / 100;
            let left = across + 4;
            return Self {
                size,
                left,
                room: width.saturating_sub(left + 2),
                figure: Some(Rect::new(1, 2, across, rows)),
            };
        }
        let across = if width >= 60 { width * 2 / 5 } else { 18 };
        Self {
            size,
            left: 2,
            room: width.saturating_sub(across + 5),
            figure: Some(Rect::new(width.saturating_sub(across + 1), 2, across, rows)),
        }
    }
}

/// Draws the session except for its first row.
pub(super) fn render(playing: &Playing, shared: &Shared, painter: &mut Painter<'_>) {
    let (player, theme) = (&playing.running.player, painter.theme());
    let (width, height) = (painter.width(), painter.height());
    let mode = shared.settings.figure;
    let layout = Layout::new(width, height, mode != FigureMode::Off);
    let Layout {
        size, left, room, ..
    } = layout;
    if let Some(area) = layout.figure {
        let mut part = painter.part(area.x, area.y, area.width, area.height);
        figure::render(playing, mode, &mut part);
    }
    let (text, style) = counted(playing, shared, painter);
    let mut y = 2;
    let mut part = painter.part(left, y, room, size.rows());
    part.place(0, 0, room, size.rows(), Target::Do(Action::Pause));
    big_digits::render(&text, size, style, &mut part);
    y += size.rows();
    if player.is_paused() {
        let paused = format!("Paused. {} to resume", shared.key_here(Action::Pause));
        painter.text(left, y, &paused, theme.warn);
    }
    y += if height >= 20 { 2 } else { 1 };
    let foot = height.saturating_sub(2);
    // The bar, the coming step and the timeline are below.
    let rows = foot.saturating_sub(y + if height >= 15 { 4 } else { 2 });
    y += words::present(player, &mut painter.part(left, y, room, rows.max(1))) + 1;
    if y < foot && !player.step_length().is_zero() {
        bar(share(player), &mut painter.part(left, y, room.min(40), 1));
        y += if y + 2 < foot { 2 } else { 1 };
    }
    if player.upcoming().is_empty() {
        words::coming(
            player,
            &mut painter.part(left, y, room, foot.saturating_sub(y).min(1)),
        );
    } else if y < foot {
        let coming = words::coming_in_short(player, theme.glyphs.arrow);
        let coming = shorten(&coming, usize::from(room.saturating_sub(9)));
        painter.row(y, Target::Do(Action::NextStep));
        painter.pieces(left, y, &[("Up next  ", theme.dim), (&coming, theme.text)]);
    }
    timeline::render(
        player,
        &mut painter.part(1, foot, width.saturating_sub(2), 1),
    );
}

/// Draws the completed share of the current step in the painter's first row.
fn bar(share: f64, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let [full, line] = if theme.glyphs.ascii {
        ["=", "-"]
    } else {
        ["━", "─"]
    };
    let done = (share * f64::from(width)).round() as u16;
    painter.text(0, 0, &full.repeat(usize::from(done)), theme.mark);
    let rest = usize::from(width.saturating_sub(done));
    painter.text(done, 0, &line.repeat(rest), theme.frame);
}
