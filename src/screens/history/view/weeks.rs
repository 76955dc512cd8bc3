//! The movement of each week against the band most of the benefit is linked with.

use crate::domain::{DOSE_FULL, DOSE_HALF, total};
use crate::screens::history::History;
use crate::screens::history::charts::WeekSum;
use crate::screens::history::view::trend::LABELS;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::chart::week_grid::monday;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Draws a bar a week, the band behind them, and a mark under the cursor's week.
pub fn render(history: &History, theme: &Theme, painter: &mut Painter<'_>) {
    let (weeks, sums) = &history.weeks;
    // Laid out as if each week were a day, so that long ranges share columns.
    let room = painter.width().saturating_sub(LABELS + 8);
    let first = weeks.first();
    let columns = DayColumns::new(first, first.plus(i64::from(weeks.count()) - 1), room, 6);
    let height = painter.height().saturating_sub(2);
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        draw(history, sums, &columns, height, theme, painter);
    });
    if painter.notes_clicks() {
        for column in 0..columns.count() {
            let (begun, ended) = history.span;
            let day = first
                .plus(columns.days(column).0.since(first) * 7)
                .clamp(begun, ended);
            painter.place(
                LABELS + columns.x(column),
                0,
                columns.width(),
                height + 2,
                Target::Day(day),
            );
        }
    }
    let week = monday(history.cursor).since(first) / 7;
    let x = LABELS + columns.x(columns.column(first.plus(week)));
    let mark = if theme.glyphs.ascii { "^" } else { "▲" };
    painter.text(
        x,
        height,
        &mark.repeat(usize::from(columns.width().saturating_sub(1).max(1))),
        theme.mark,
    );
}

fn draw(
    history: &History,
    sums: &[WeekSum],
    columns: &DayColumns,
    height: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let first = history.weeks.0.first();
    let doses: Vec<f64> = (0..columns.count())
        .map(|column| {
            let (from, to) = columns.days(column);
            let (from, to) = (from.since(first) as usize, to.since(first) as usize);
            let part = sums
                .get(from..=to.min(sums.len().saturating_sub(1)))
                .unwrap_or_default();
            total(part.iter().map(|sum| sum.dose)) / part.len().max(1) as f64
        })
        .collect();
    let most = doses.iter().copied().fold(DOSE_FULL * 1.25, f64::max);
    let scale = Axis {
        low: 0.0,
        high: most,
    };
    let steps = height * 8;
    let row = |value: f64| scale.row(value, height);
    let (top, foot) = (row(DOSE_FULL), row(DOSE_HALF));
    for y in top..=foot {
        painter.text(
            LABELS,
            y,
            &theme.glyphs.shade.repeat(usize::from(columns.cells())),
            theme.frame,
        );
    }
    for (value, y) in [
        (DOSE_FULL, top),
        (DOSE_HALF, foot),
        (0.0, height.saturating_sub(1)),
    ] {
        if theme.numbers {
            painter.right(LABELS - 1, y, &format!("{value:.0}"), theme.dim);
        }
    }
    let end = LABELS + columns.cells() + 1;
    if foot > top + 1 {
        painter.text(end, top + (foot - top) / 2, "band", theme.dim);
    }
    for (column, dose) in doses.iter().enumerate() {
        let width = usize::from(
            columns
                .width()
                .saturating_sub(u16::from(columns.width() > 1)),
        );
        let mut level = (dose / most * f64::from(steps)).round() as u16;
        if *dose > 0.0 {
            level = level.max(1);
        }
        for y in (0..height).rev() {
            let part = usize::from(level.min(8));
            if part > 0 {
                let glyph = if theme.glyphs.ascii {
                    "#"
                } else {
                    theme.glyphs.bars[part - 1]
                };
                painter.text(
                    LABELS + columns.x(column as u16),
                    y,
                    &glyph.repeat(width),
                    theme.sessions,
                );
            }
            level -= part as u16;
        }
    }
    let long = history.last.since(history.first) > 400;
    let every = usize::from((14 / columns.width()).max(1));
    for column in (0..columns.count()).step_by(every) {
        let week = columns.days(column).0.since(first);
        let day = first.plus(week * 7);
        let text = if long {
            day.date().format("%b %Y").to_string()
        } else {
            format::short_day(day)
        };
        if columns.x(column) + 6 <= columns.cells().max(12) {
            painter.text(LABELS + columns.x(column), height + 1, &text, theme.dim);
        }
    }
}
