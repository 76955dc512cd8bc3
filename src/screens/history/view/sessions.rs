//! Mood before and after, the mean of each activity, on one axis from 1 to 9.
//!
//! ```text
//!                       1 very low        5              9 very good
//!  › walking            ·········○━━━━●···············   23 sessions
//! ```

use crate::screens::history::History;
use crate::screens::history::charts::AroundSessions;
use crate::screens::shared::Shared;
use crate::widgets::chart::axis::Axis;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::Style;
use std::fmt::Write as _;

/// Columns for the names.
const NAMES: u16 = 24;
/// Columns for the count.
const COUNT: u16 = 14;
/// Fewer sessions than this are drawn dim: a mean of so few moves about.
const FEW: usize = 5;

/// Draws a row an activity; those of the cursor's day carry the marker.
pub fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let names = if painter.width() < 60 { 14 } else { NAMES };
    let rows = usize::from(painter.height().saturating_sub(3));
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        draw(history, names, rows, theme, painter);
    });
    for (row, group) in history.around.iter().take(rows).enumerate() {
        if shared
            .journal
            .sessions_on(history.cursor)
            .iter()
            .any(|session| session.activity == group.activity)
        {
            painter.text(1, row as u16 + 1, theme.glyphs.marker, theme.accent);
        }
    }
}

fn draw(history: &History, names: u16, rows: usize, theme: &Theme, painter: &mut Painter<'_>) {
    if history.around.is_empty() {
        let text = "No session in this range has a mood before and after. Both are one digit each, asked around every guided session; log takes them too.";
        painter.wrapped(
            (3, 1),
            painter.width().saturating_sub(6).min(70),
            4,
            text,
            theme.text,
        );
        return;
    }
    let width = painter.width().saturating_sub(names + COUNT + 4).min(65);
    let left = names + 3;
    let scale = Axis::RATING;
    let x = |value: f64| left + (width.saturating_sub(1) - scale.row(value, width));
    for value in [1.0, 3.0, 5.0, 7.0, 9.0]
        .into_iter()
        .filter(|_| theme.numbers)
    {
        painter.text(x(value), 0, &format!("{value:.0}"), theme.dim);
    }
    if !theme.numbers {
        painter.text(x(1.0), 0, "low", theme.dim);
        painter.right(x(9.0) + 1, 0, "high", theme.dim);
    }
    for (row, group) in history.around.iter().take(rows).enumerate() {
        let y = row as u16 + 1;
        let few = group.pairs.len() < FEW;
        painter.text(
            3,
            y,
            &shorten(&group.title, usize::from(names) - 1),
            if few { theme.dim } else { theme.text },
        );
        for value in [1.0, 3.0, 5.0, 7.0, 9.0] {
            painter.text(x(value), y, theme.glyphs.dot, theme.frame);
        }
        line(
            group,
            &x,
            y,
            if few { theme.dim } else { theme.mark },
            theme,
            painter,
        );
        let unit = if painter.width() < 60 {
            ""
        } else {
            " sessions"
        };
        let unit = if group.pairs.len() == 1 {
            unit.trim_end_matches('s')
        } else {
            unit
        };
        if !theme.numbers {
            continue;
        }
        painter.pieces(
            left + width + 2,
            y,
            &[
                (&group.pairs.len().to_string(), theme.text),
                (unit, theme.dim),
            ],
        );
    }
    let more = history.around.len().saturating_sub(rows);
    let rows_used = history.around.len().min(rows) as u16;
    let shown = rows_used + u16::from(rows_used + 3 < painter.height());
    let mut text = format!(
        "{} before   {} after, means",
        theme.glyphs.was, theme.glyphs.is
    );
    if more > 0 {
        let _ = write!(text, "   and {more} more activities");
    }
    painter.text(3, shown + 1, &text, theme.dim);
    if painter.width() >= 70 && shown + 2 < painter.height() {
        let text = "A low mood often lifts by itself; insights weighs what that explains.";
        painter.text(
            3,
            shown + 2,
            &shorten(text, usize::from(painter.width()) - 4),
            theme.dim,
        );
    }
}

fn line(
    group: &AroundSessions,
    x: &impl Fn(f64) -> u16,
    y: u16,
    style: Style,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (before, after) = group.means();
    let (from, to) = (x(before), x(after));
    for column in from.min(to)..=from.max(to) {
        painter.text(column, y, theme.glyphs.step_done, style);
    }
    painter.text(from, y, theme.glyphs.was, style);
    painter.text(to, y, theme.glyphs.is, style);
}
