//! One line a day, the latest first; picked days carry a mark.

use crate::content::words::label;
use crate::domain::{Day, DaySummary, Question};
use crate::screens::history::History;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::theme::Theme;

/// Draws the days around the cursor; returns where its own is marked.
pub fn render(
    history: &History,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());

    let rows = usize::from(height.saturating_sub(1));
    let top = painter.caches.chart.list_top(None);
    let (days, at) = around(history, top, rows);
    painter
        .caches
        .chart
        .list_top(days.first().map(|(day, _)| *day));
    if days.is_empty() {
        painter.text(3, 1, "No day with such records.", theme.text);
        return None;
    }
    let wide = width >= 60;
    let (column, first_column) = match width {
        0..60 => (7, 10),
        60..80 => (7, 19),
        _ => (8, 21),
    };
    for (index, question) in Question::CORE.into_iter().enumerate() {
        painter.right(
            first_column + (index as u16 + 1) * column,
            0,
            label(question),
            theme.dim,
        );
    }
    let minutes_at = first_column + 4 * column + 8;
    if wide {
        painter.right(minutes_at, 0, "minutes", theme.dim);
    }
    let mut marked = None;
    for (row, (day, summary)) in days.iter().enumerate() {
        let y = row as u16 + 1;
        let here = at == Some(row);
        painter.row(y, Target::Day(*day));
        if here {
            marked = painter.marker(1, y);
        }
        if history.picked.contains(day) {
            painter.text(2, y, "+", theme.warn);
        }
        let name = if wide {
            format::day_with_year(*day, shared.day)
        } else {
            format::short_day(*day)
        };
        painter.text(3, y, &name, if here { theme.selected } else { theme.text });
        for (index, question) in Question::CORE.into_iter().enumerate() {
            let (text, style) = match summary.mean(question) {
                Some(mean) if theme.numbers => (format::mean(mean), theme.text),
                Some(mean) => {
                    let level = (mean.round() as usize).clamp(1, 9);
                    (
                        theme.glyphs.bars[level.min(8) - 1].repeat(2),
                        theme.mood[level - 1],
                    )
                }
                None => (theme.glyphs.dot.to_owned(), theme.frame),
            };
            painter.right(first_column + (index as u16 + 1) * column, y, &text, style);
        }
        if wide && summary.sessions > 0 {
            let minutes = format!("{:.0}", summary.minutes());
            painter.right(
                minutes_at,
                y,
                if theme.numbers {
                    &minutes
                } else {
                    theme.glyphs.session
                },
                theme.sessions,
            );
        }
        let x = minutes_at + 3;
        if x + 8 < width {
            let note = shared
                .journal
                .check_ins_on(*day)
                .iter()
                .find_map(|record| record.note.lines().next());
            let about = note.map_or_else(|| summary.tags.join(", "), str::to_owned);
            painter.text(
                x,
                y,
                &shorten(&about, usize::from(width.saturating_sub(x + 1))),
                theme.dim,
            );
        }
    }
    marked
}

/// At most `rows` days with records, the latest first, and the cursor's row: those from `top` on while the cursor is
/// among them, so that a step moves only the mark; else with the cursor in the middle.
fn around(
    history: &History,
    top: Option<Day>,
    rows: usize,
) -> (Vec<(Day, &DaySummary)>, Option<usize>) {
    let (first, last) = history.span;
    let down_from = |day: Day| {
        history
            .between(first, day)
            .rev()
            .take(rows)
            .collect::<Vec<_>>()
    };
    let row_of =
        |days: &[(Day, &DaySummary)]| days.iter().position(|(day, _)| *day <= history.cursor);
    if let Some(top) = top.filter(|top| history.cursor <= *top && history.on(*top).is_some()) {
        let days = down_from(top);
        if let (Some(row), true) = (row_of(&days), days.len() == rows) {
            return (days, Some(row));
        }
    }
    // So many newer days stand above that the cursor is in the middle, or the list ends at the foot.
    let older = history
        .between(first, history.cursor)
        .take(rows)
        .count()
        .min(rows);
    let above = (rows / 2).max(rows.saturating_sub(older));
    let newer = history
        .between(history.cursor.plus(1), last)
        .take(above)
        .last()
        .map(|(day, _)| day);
    let days = down_from(newer.unwrap_or(history.cursor));
    let row = row_of(&days);
    (days, row)
}
