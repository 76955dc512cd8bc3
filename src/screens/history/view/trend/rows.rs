//! A row for each rating and one for minutes, with their means behind them.

use super::{FULL_DAY, LABELS, Layout};
use crate::domain::DaySummary;
use crate::domain::english::capital;
use crate::screens::history::charts::by_column;
use crate::screens::history::view::own;
use crate::screens::history::{History, Series};
use crate::widgets::bars::rising;
use crate::widgets::chart::day_bars::DayBars;
use crate::widgets::format;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// Draws one row per rating and one for minutes, or only their figures; days without data stay blank.
pub(super) fn render(
    history: &History,
    layout: &Layout,
    chart: &DayBars<'_>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let mut y = layout.figures.last().map_or(0, |last| last.y);
    super::figures::render(history, layout, painter);
    let rows = if layout.tall == 0 {
        &[][..]
    } else {
        &layout.rows
    };
    for series in rows.iter().copied() {
        name(series, history, y + layout.tall - 1, theme, painter);
        let days = history.between(history.first, history.last);
        let means = by_column(&layout.columns, days, |summary| series.of(summary));
        let most = own::most(series, &means);
        let width = painter.width();
        let mut part = painter.part(0, y, width, layout.tall);
        for (column, mean) in means.into_iter().enumerate() {
            if let Some(mean) = mean {
                // The same color means the same level in every row and in the chart.
                let level = usize::from(series.level(mean).unwrap_or(1).clamp(1, 9)) - 1;
                spark(
                    chart.x(column),
                    chart.bar(),
                    own::share(series, mean, most),
                    theme.mood[level],
                    &mut part,
                );
            }
        }
        y += layout.tall;
        means_of(series, history, chart.end() + 1, y - 1, theme, painter);
    }
    if layout.tall > 0 {
        minutes(history, layout, chart, y, theme, painter);
    }
    if !layout.others.is_empty() && painter.height() >= 20 {
        let names: Vec<String> = layout
            .others
            .iter()
            .map(|series| history.title(*series))
            .collect();
        let room = usize::from(painter.width().saturating_sub(2));
        painter.text(
            1,
            y + 1,
            &shorten(&capital(&names.join(", ")), room),
            theme.dim,
        );
    }
}

/// Draws the name of a row, marked if the chart shows its series.
fn name(series: Series, history: &History, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let style = if series == history.series {
        painter.text(0, y, theme.glyphs.marker, theme.accent);
        theme.accent.add_modifier(Modifier::BOLD)
    } else {
        theme.text
    };
    let room = usize::from(LABELS - 1);
    painter.text(
        1,
        y,
        &shorten(&capital(&history.title(series)), room),
        style,
    );
}

/// Draws a value: one step per point in a single row, eighths in taller rows.
fn spark(x: u16, width: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    if painter.height() > 1 {
        rising(x, width, share, style, painter);
        return;
    }
    let step = ((share * 9.0).round() as usize).clamp(1, 8);
    step_of_eight(x, 0, (step, width), style, painter);
}

/// Draws one of eight heights across several cells. In ASCII it is a digit and drawn once, since repeating it would
/// change the number.
fn step_of_eight(
    x: u16,
    y: u16,
    (step, cells): (usize, u16),
    style: Style,
    painter: &mut Painter<'_>,
) {
    let glyphs = painter.theme().glyphs;
    let cells = if glyphs.ascii { 1 } else { usize::from(cells) };
    painter.text(x, y, &glyphs.bars[step - 1].repeat(cells), style);
}

/// Draws the mean of a series and that of the preceding range.
fn means_of(
    series: Series,
    history: &History,
    x: u16,
    y: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let mean = history.mean(series, history.first, history.last);
    let Some(mean) = mean.filter(|_| theme.numbers) else {
        return;
    };
    painter.text(x, y, &format::tenths(mean), theme.strong);
    let before = history.before(series);
    if let Some(before) = before.filter(|_| painter.width() >= x + 11) {
        let text = format!("was {}", format::tenths(before));
        painter.text(x + 4, y, &text, theme.dim);
    }
}

fn minutes(
    history: &History,
    layout: &Layout,
    chart: &DayBars<'_>,
    y: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    name(Series::Minutes, history, y, theme, painter);
    let minutes = |summary: &DaySummary| Some(summary.minutes());
    let days = history.between(history.first, history.last);
    let sums = by_column(&layout.columns, days, minutes);
    for (column, minutes) in sums.into_iter().enumerate() {
        if let Some(minutes) = minutes.filter(|minutes| *minutes > 0.0) {
            let step = ((minutes / (FULL_DAY / 8.0)).ceil() as usize).clamp(1, 8);
            step_of_eight(
                chart.x(column),
                y,
                (step, chart.bar()),
                theme.sessions,
                painter,
            );
        }
    }
    let mean = history.mean(Series::Minutes, history.first, history.last);
    if let Some(mean) = mean.filter(|_| theme.numbers) {
        let x = chart.end() + 1;
        let unit = if painter.width() >= x + 21 {
            " min per active day"
        } else {
            ""
        };
        painter.pieces(
            x,
            y,
            &[(&format!("{mean:.0}"), theme.strong), (unit, theme.dim)],
        );
    }
}
