//! Sparkline rows, and a chart of one series over the range.
//!
//! ```text
//!  mood    ▆▆▇▅ ▆▅▆▅▇▇▆ ▅▆▄   5.5
//!  minutes ▃▄    ▄  ▆ ▄▃▇▄    28 a day moved
//!
//!  9 ┤   daily values as dim dots, the seven-day mean as a line,
//!    │   the usual range between two dotted lines
//!  1 ┤   ▴ sessions under the axis
//! ```

use crate::content::words::label;
use crate::domain::{Day, DaySummary, Question, total};
use crate::screens::history::charts::by_column;
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::braille::Dots;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use std::collections::BTreeMap;

/// Columns before the charts: the labels.
pub const LABELS: u16 = 9;
/// Columns after the sparklines: their means.
const MEANS: u16 = 8;

/// The days of the range over the columns of a window this wide.
pub fn columns(history: &History, width: u16) -> DayColumns {
    DayColumns::new(
        history.first,
        history.last,
        width.saturating_sub(LABELS + MEANS),
        3,
    )
}

/// Draws sparklines and, where there is room, the chart with the cursor.
pub fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());

    let columns = columns(history, width);
    let asked = shared.settings.questions();
    let questions: &[Question] = match height {
        20.. => &asked,
        _ => &Question::CORE[..2],
    };
    let rows = questions.len() as u16 + 1;
    let top = rows + u16::from(height >= 14);
    let chart_height = height.saturating_sub(top);
    let has_chart = chart_height >= 5;
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        let days = history.shown();
        sparklines(history, &columns, questions, &days, theme, painter);
        if has_chart {
            chart(
                history,
                &columns,
                &days,
                theme,
                &mut painter.part(0, top, width, chart_height),
            );
        }
    });
    if painter.notes_clicks() {
        let (begun, ended) = history.span;
        for column in 0..columns.count() {
            let (from, to) = columns.days(column);
            let here = (from..=to).contains(&history.cursor);
            let day = if here {
                history.cursor
            } else {
                to.clamp(begun, ended)
            };
            painter.place(
                LABELS + columns.x(column),
                0,
                columns.width(),
                height,
                Target::Day(day),
            );
        }
    }
    if has_chart {
        cursor(
            history,
            &columns,
            theme,
            &mut painter.part(0, top, width, chart_height),
        );
    } else {
        let x = LABELS + columns.x(columns.column(history.cursor));
        painter.text(
            x,
            rows,
            if theme.glyphs.ascii { "^" } else { "▴" },
            theme.mark,
        );
    }
}

/// One row a rating, one for minutes; a blank where nothing was rated.
fn sparklines(
    history: &History,
    columns: &DayColumns,
    questions: &[Question],
    days: &BTreeMap<Day, &DaySummary>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let end = LABELS + columns.cells() + 1;
    let mut y = 0;
    for question in questions {
        let series = Series::Rating(*question);
        let here = series == history.series;
        painter.text(
            1,
            y,
            label(*question),
            if here { theme.accent } else { theme.dim },
        );
        let means = by_column(columns, days, |summary| summary.mean(*question));
        for (column, mean) in means.into_iter().enumerate() {
            if let Some(mean) = mean {
                // One height a point, so that a change of one point is one step.
                let height = (mean.round() as usize).clamp(1, 8);
                let style = if here { theme.mark } else { theme.dim };
                painter.text(
                    LABELS + columns.x(column as u16),
                    y,
                    theme.glyphs.bars[height - 1],
                    style,
                );
            }
        }
        if let Some(mean) = history
            .mean(series, history.first, history.last)
            .filter(|_| theme.numbers)
        {
            painter.text(end, y, &format::mean(mean), theme.text);
        }
        y += 1;
    }
    painter.text(
        1,
        y,
        "minutes",
        if history.series == Series::Minutes {
            theme.accent
        } else {
            theme.dim
        },
    );
    for column in 0..columns.count() {
        let (from, to) = columns.days(column);
        let minutes = total(days.range(from..=to).map(|(_, summary)| summary.minutes()));
        let daily = minutes / (to.since(from) + 1) as f64;
        if daily > 0.0 {
            let height = ((daily / 7.5).ceil() as usize).clamp(1, 8);
            painter.text(
                LABELS + columns.x(column),
                y,
                theme.glyphs.bars[height - 1],
                theme.sessions,
            );
        }
    }
    if let Some(minutes) = history
        .mean(Series::Minutes, history.first, history.last)
        .filter(|_| theme.numbers)
    {
        let wide = painter.width() >= end + 18;
        let unit = if wide { " a day moved" } else { "" };
        painter.pieces(
            end,
            y,
            &[(&format!("{minutes:.0}"), theme.text), (unit, theme.dim)],
        );
    }
}

/// The usual range, daily values, the line, sessions under the axis, dates.
fn chart(
    history: &History,
    columns: &DayColumns,
    days: &BTreeMap<Day, &DaySummary>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let height = painter.height().saturating_sub(2);
    let width = columns.cells();
    let scale = history.axes[0];
    axis(
        &[scale.high, scale.middle(), scale.low],
        height,
        theme,
        painter,
    );
    let row_of = |value: f64| scale.row(value, height * 4);
    let mut usual = Dots::new(width, height);
    if let Some((low, high)) = history.usual {
        for x in (0..width * 2).step_by(4) {
            usual.set(x, row_of(low));
            usual.set(x, row_of(high));
        }
    }
    let mut daily = Dots::new(width, height);
    let mut line = Dots::new(width, height);
    // Where a column is several days, daily dots would only blur: the line shows each column's mean.
    let points: Vec<Option<(u16, u16)>> = if columns.per_column() >= 2.0 {
        let means = by_column(columns, days, |summary| history.series.of(summary));
        let place = |(column, mean): (usize, Option<f64>)| {
            Some((columns.x(column as u16) * 2, row_of(mean?)))
        };
        means.into_iter().enumerate().map(place).collect()
    } else {
        for (day, summary) in days {
            if let Some(value) = history.series.of(summary) {
                daily.set(columns.dot(*day), row_of(value));
            }
        }
        let place = |(index, value): (usize, &Option<f64>)| {
            value.map(|value| (columns.dot(history.first.plus(index as i64)), row_of(value)))
        };
        history.smooth.iter().enumerate().map(place).collect()
    };
    let mut last: Option<(u16, u16)> = None;
    for here in points {
        match (last, here) {
            (Some(from), Some(to)) => line.line(from, to),
            (None, Some(to)) => line.set(to.0, to.1),
            (_, None) => {}
        }
        last = here;
    }
    let mut sheet = painter.part(LABELS, 0, width, height);
    let plain = |sign| theme.glyphs.ascii.then_some(sign);
    usual.write(theme.frame, plain('.'), &mut sheet);
    daily.write(theme.dim, plain('o'), &mut sheet);
    line.write(theme.mark, plain('*'), &mut sheet);
    if let Some((low, high)) = history.usual {
        let end = LABELS + width + 1;
        let (high_row, low_row) = (row_of(high) / 4, row_of(low) / 4);
        if theme.numbers {
            painter.text(end, high_row, &format::mean(high), theme.dim);
        }
        if low_row > high_row && theme.numbers {
            painter.text(end, low_row, &format::mean(low), theme.dim);
        }
        if low_row > high_row + 1 {
            painter.text(end, high_row + 1, "usual", theme.dim);
        }
    }
    sessions(columns, days, height, theme, painter);
    dates(
        history.first,
        history.last,
        columns,
        height + 1,
        theme,
        painter,
    );
}

/// The axis on the left, with the values of its top, middle and foot.
pub fn axis(values: &[f64; 3], height: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let (tick, line) = if theme.glyphs.ascii {
        ("+", "|")
    } else {
        ("┤", "│")
    };
    for row in 0..height {
        painter.text(LABELS - 2, row, line, theme.frame);
    }
    let words = values.map(format::mean);
    let words = if theme.numbers {
        words
    } else {
        ["high", "middle", "low"].map(str::to_owned)
    };
    for (word, row) in words
        .iter()
        .zip([0, height.saturating_sub(1) / 2, height.saturating_sub(1)])
    {
        painter.right(LABELS - 3, row, word, theme.dim);
        painter.text(LABELS - 2, row, tick, theme.frame);
    }
}

fn sessions(
    columns: &DayColumns,
    days: &BTreeMap<Day, &DaySummary>,
    y: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let minutes = by_column(columns, days, |summary| {
        Some(summary.minutes()).filter(|minutes| *minutes > 0.0)
    });
    for (column, minutes) in minutes.into_iter().enumerate() {
        let glyph = match minutes {
            Some(30.0..) => theme.glyphs.long_session,
            Some(_) => theme.glyphs.session,
            None => continue,
        };
        painter.text(LABELS + columns.x(column as u16), y, glyph, theme.sessions);
    }
}

/// A date about every twelve columns.
pub fn dates(
    first: Day,
    last: Day,
    columns: &DayColumns,
    y: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let long = last.since(first) > 400;
    let every = (14 / columns.width()).max(1);
    for column in (0..columns.count()).step_by(usize::from(every)) {
        let (day, _) = columns.days(column);
        let text = if long {
            day.date().format("%b %Y").to_string()
        } else {
            format::short_day(day)
        };
        if columns.x(column) + 6 <= columns.cells() {
            painter.text(LABELS + columns.x(column), y, &text, theme.dim);
        }
    }
}

/// A mark at the foot of the chart and on the day's value: a whole line would rewrite every row at each step.
fn cursor(history: &History, columns: &DayColumns, theme: &Theme, painter: &mut Painter<'_>) {
    let height = painter.height().saturating_sub(2);
    let x = LABELS + columns.x(columns.column(history.cursor));
    painter.text(
        x,
        height.saturating_sub(1),
        theme.glyphs.cursor_line,
        theme.mark,
    );
    if let Some(value) = history
        .on(history.cursor)
        .and_then(|summary| history.series.of(summary))
    {
        let row = history.axes[0].row(value, height * 4) / 4;
        painter.text(x, row, theme.glyphs.is, theme.mark);
    }
}
