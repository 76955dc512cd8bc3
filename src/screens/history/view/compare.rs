//! Two series against each other, a mark a day; and how closely they go together, days apart.
//!
//! ```text
//!  9 ┤    ·   ○  ●                     days with both          54
//!    │  ·  ○ ●                           same day   ├──●──┤
//!  1 ┤ ·                               › 1 day before  ├─●─┤
//!      0        30        60 minutes   -1      0      1
//! ```

use crate::keys::Action;
use crate::screens::history::History;
use crate::screens::history::view::trend::{LABELS, axis};
use crate::screens::shared::Shared;
use crate::widgets::chart::axis::Axis;
use crate::widgets::format;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// From this width the lags stand at the right.
const SIDE_FROM: u16 = 76;
/// Columns of the lags.
const SIDE: u16 = 36;

/// Draws the days, and the cursor's day among them.
pub fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let has_side = painter.width() >= SIDE_FROM && painter.height() >= 12;
    let width = painter
        .width()
        .saturating_sub(LABELS + 2 + if has_side { SIDE } else { 0 });
    let height = painter.height().saturating_sub(2);
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        if history.pairs.points.is_empty() {
            let [range, second, first, shorter, longer] = [
                Action::Range,
                Action::Second,
                Action::Overlay,
                Action::Shorter,
                Action::Longer,
            ]
            .map(|action| shared.key_here(action));
            let text = format!(
                "No day in this range has both. {range} widens it, {second} and {first} choose others, {shorter} and {longer} the days apart."
            );
            painter.wrapped((LABELS, 1), width, 4, &text, theme.text);
        } else {
            scatter(history, (width, height), theme, painter);
        }
        if has_side {
            lags(history, theme, &mut painter.part(LABELS + width + 3, 0, SIDE - 3, height + 2));
        }
    });
    let here = history
        .pairs
        .points
        .iter()
        .find(|(day, ..)| *day == history.cursor);
    if let Some((_, x, y)) = here {
        let [across, along] = [history.axes[1], history.axes[0]];
        painter.text(
            LABELS + column(across, *x, width),
            along.row(*y, height),
            theme.glyphs.is,
            theme.accent,
        );
    }
}

fn column(scale: Axis, value: f64, width: u16) -> u16 {
    width.saturating_sub(1) - scale.row(value, width)
}

fn scatter(
    history: &History,
    (width, height): (u16, u16),
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let [along, across] = history.axes;
    axis(
        &[along.high, along.middle(), along.low],
        height,
        theme,
        painter,
    );
    let mut counts = vec![0_u32; usize::from(width) * usize::from(height)];
    for (_, x, y) in &history.pairs.points {
        let cell = usize::from(along.row(*y, height)) * usize::from(width)
            + usize::from(column(across, *x, width));
        if let Some(count) = counts.get_mut(cell) {
            *count += 1;
        }
    }
    for (cell, count) in counts.into_iter().enumerate() {
        let (x, y) = (
            (cell % usize::from(width.max(1))) as u16,
            (cell / usize::from(width.max(1))) as u16,
        );
        let (glyph, style) = match count {
            0 => continue,
            1 => (theme.glyphs.dot, theme.text),
            2..=4 => (theme.glyphs.short, theme.mark),
            _ => (theme.glyphs.active, theme.mark),
        };
        painter.text(LABELS + x, y, glyph, style);
    }
    let line = if theme.glyphs.ascii { "-" } else { "─" };
    painter.text(
        LABELS,
        height,
        &line.repeat(usize::from(width)),
        theme.frame,
    );
    if !theme.numbers {
        painter.text(LABELS, height + 1, "little", theme.dim);
        painter.right(
            LABELS + width,
            height + 1,
            &format!("much {}", history.second.title()),
            theme.dim,
        );
        return;
    }
    let name = format!("{} {}", history.second.title(), format::mean(across.high));
    painter.text(LABELS, height + 1, &format::mean(across.low), theme.dim);
    painter.text(
        LABELS + width / 2,
        height + 1,
        &format::mean(across.middle()),
        theme.dim,
    );
    painter.right(LABELS + width, height + 1, &name, theme.dim);
}

/// The rank correlation at each lag, as intervals from −1 to 1.
fn lags(history: &History, theme: &Theme, painter: &mut Painter<'_>) {
    const AT: u16 = 15;
    const MIDDLE: i32 = 8;
    let second = history.second.title();
    painter.text(0, 0, &format!("{second}, days apart"), theme.dim);
    let (bar, open, close, zero) = if theme.glyphs.ascii {
        ("-", "[", "]", "|")
    } else {
        ("─", "├", "┤", "┊")
    };
    let mut y = 1;
    for (lag, together) in history.pairs.lags.iter().rev() {
        let here = *lag == history.lag;
        let name = match lag {
            0 => "same day".to_owned(),
            1.. => format!("{lag} before"),
            _ => format!("{} after", -lag),
        };
        if here {
            painter.text(0, y, theme.glyphs.marker, theme.accent);
        }
        painter.text(2, y, &name, if here { theme.strong } else { theme.dim });
        let x = |value: f64| {
            AT + (MIDDLE + (value * f64::from(MIDDLE)).round() as i32).clamp(0, 16) as u16
        };
        painter.text(x(0.0), y, zero, theme.frame);
        if let Some(together) = together {
            let (low, high) = (x(together.interval.0), x(together.interval.1));
            let style = if here { theme.mark } else { theme.dim };
            for column in low..=high {
                painter.text(column, y, bar, style);
            }
            painter.text(low, y, open, style);
            painter.text(high, y, close, style);
            painter.text(x(together.rank), y, theme.glyphs.is, style);
        } else {
            painter.text(AT, y, "cannot tell yet", theme.dim);
        }
        y += 1;
    }
    if !theme.numbers {
        return;
    }
    painter.pieces(AT - 1, y, &[("-1", theme.dim)]);
    painter.text(AT + MIDDLE as u16, y, "0", theme.dim);
    painter.text(AT + 2 * MIDDLE as u16, y, "1", theme.dim);
    let days = history.pairs.points.len();
    let s = if days == 1 { "" } else { "s" };
    let text = format!(
        "{days} day{s} with both. The bars are 95 % intervals: 1 always go together, -1 always opposite. That two go together does not say which brings which, or whether a third thing moves both."
    );
    let room = painter.height().saturating_sub(y + 2);
    painter.wrapped((0, y + 2), painter.width(), room, &text, theme.dim);
}
