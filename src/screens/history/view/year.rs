//! A year of weeks side by side, as wide as the window allows: a cell per day, minutes hanging below each week, the
//! mean of each month; weekdays on the right, times of day and levels below.
//!
//! ```text
//!       Mar      Apr          by weekday
//!  Mon  ▆▆▆▆▆▆▆▆ ▆▆▆▆··▆▆     │▌    5.1
//!  Sun  ▆▆▆▆··▆▆ ▆▆▆▆▆▆▆▆    ▐│     4.7
//! moved ████▀▀▀▀ ▀▀▀▀████
//!   avg 4.6      5.1
//! ```

use crate::domain::english::capital;
use crate::domain::{Day, Sorting as _, total};
use crate::screens::history::view::aside;
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::bars::hanging;
use crate::widgets::chart::heat_map::{GUTTER, HeatCell, HeatMap, level_mark};
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Minimum width, in columns, to show weekday means on the right.
const ASIDE_FROM: u16 = 76;
/// Minimum columns for the weekday means.
const ASIDE: u16 = 15;
/// For diaries shorter than a year, shows as many weeks as they cover, but at least this many.
const LEAST_WEEKS: u16 = 20;
/// Lower bound for the weekly minutes that fill the rows below.
const FULL_WEEK: f64 = 60.0;

/// Lays out the visible weeks for an area of this size.
fn layout(history: &History, width: u16, height: u16) -> HeatMap {
    let year = history.year();
    let begun = history.span.0.max(year.first());
    let kept = WeekGrid::between(begun, year.last(), history.week).count();
    let kept = kept.max(LEAST_WEEKS).min(year.count());
    let aside = if width >= ASIDE_FROM { ASIDE + 1 } else { 1 };
    let width = width.saturating_sub(aside);
    let count = kept.min(HeatMap::most_weeks(width));
    let late = WeekGrid::ending(year.last(), count, history.week);
    let weeks = if history.cursor >= late.first() {
        late
    } else {
        let first = WeekGrid::ending(year.last(), kept, history.week).first();
        WeekGrid::ending(first.plus(i64::from(count) * 7 - 1), count, history.week)
    };
    let tall = match height {
        40.. => 3,
        29.. => 2,
        _ => 1,
    };
    HeatMap::new(weeks, width, tall)
}

/// The content of a day's cell.
fn cell(history: &History, day: Day) -> HeatCell {
    if day < history.span.0 || day > history.span.1 {
        return HeatCell::Outside;
    }
    let value = history
        .on(day)
        .and_then(|summary| history.series.of(summary));
    let level = value.and_then(|value| history.series.level(value));
    level.map_or(HeatCell::Nothing, HeatCell::Level)
}

/// Names the months with the lowest and highest means in a sentence.
pub(super) fn sentence(history: &History, theme: &Theme) -> String {
    let name = capital(&history.title(history.series));
    let plain = format!("{name} in the last 12 months, one cell per day.");
    if !theme.numbers {
        return plain;
    }
    let months = months(history, history.year());
    // Ignores months with only a few days.
    let mut whole: Vec<_> = months.into_iter().filter(|month| month.days >= 5).collect();
    whole.order_by(|a, b| a.mean.total_cmp(&b.mean));
    let with_mean = |month: &Month| {
        let name = month.first.date().format("%B");
        format!("{name} ({})", format::mean(month.mean))
    };
    match whole.as_slice() {
        [low, .., high] => format!(
            "{name}: lowest in {}, highest in {}.",
            with_mean(low),
            with_mean(high)
        ),
        _ => plain,
    }
}

/// A month in the chart.
struct Month {
    first: Day,
    mean: f64,
    days: usize,
}

/// The months that begin in `weeks` and have a value.
fn months(history: &History, weeks: WeekGrid) -> Vec<Month> {
    let begins: Vec<Day> = weeks.months().into_iter().map(|(_, first)| first).collect();
    let month = |(place, first): (usize, &Day)| {
        let next = begins.get(place + 1);
        let last = next.map_or(weeks.last(), |next| next.plus(-1));
        let days = history.between(*first, last);
        let values = days.filter_map(|(_, summary)| history.series.of(summary));
        Some(Month {
            first: *first,
            mean: history.mean(history.series, *first, last)?,
            days: values.count(),
        })
    };
    begins.iter().enumerate().filter_map(month).collect()
}

/// Draws the year with the cursor.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let map = layout(history, width, height);
    if height < map.rows() {
        let text = "Make the window taller to see the year.";
        painter.wrapped((1, 0), width.saturating_sub(2), 2, text, theme.text);
        return;
    }
    let key = super::chart_key(history, map.weeks.first(), theme);
    painter.cached(key, |painter| draw(history, shared, &map, painter));
    map.places(history.span.0, history.span.1, painter);
    map.cursor(history.cursor, cell(history, history.cursor), painter);
}

fn draw(history: &History, shared: &Shared, map: &HeatMap, painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    map.render(|day| cell(history, day), painter);
    if width >= ASIDE_FROM && map.end + ASIDE <= width {
        let x = map.end + 3;
        painter.text(x, 0, "By weekday", theme.dim);
        let days = (map.weeks.first(), map.weeks.last());
        let mut part = painter.part(x, 1, width - x, 7 * map.tall + 1);
        aside::weekday_bars(history, days, (0, map.tall), &mut part);
    }
    let mut y = map.rows();
    let rows = match height.saturating_sub(y) {
        0 => return,
        1..5 => 1,
        5..16 => 3,
        _ => 4,
    };
    minutes(history, map, &mut painter.part(0, y, width, rows));
    y += rows;
    if y + 2 <= height && theme.numbers {
        means(history, map, y, painter);
        y += 1;
    }
    if y + 1 < height {
        legend(history.series, y + 1, theme, painter);
        y += 2;
    }
    if height >= y + 6 {
        below(
            history,
            shared,
            map,
            &mut painter.part(0, y + 1, width, height - y - 1),
        );
    }
}

/// Draws the minutes of each week below it.
fn minutes(history: &History, map: &HeatMap, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let sum = |week: u16| {
        let days = history.between(map.weeks.day(week, 0), map.weeks.day(week, 6));
        total(days.map(|(_, summary)| summary.minutes()))
    };
    let sums: Vec<f64> = (0..map.weeks.count()).map(sum).collect();
    let most = sums.iter().copied().fold(FULL_WEEK, f64::max);
    painter.right(GUTTER - 1, 0, "moved", theme.sessions);
    for (x, sum) in map.at.iter().zip(sums) {
        if sum > 0.0 {
            hanging(*x, map.cell, sum / most, theme.sessions, painter);
        }
    }
}

/// Draws the mean of each month under its weeks.
fn means(history: &History, map: &HeatMap, y: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    painter.right(GUTTER - 1, y, "avg", theme.dim);
    for month in months(history, map.weeks) {
        let place = map
            .months()
            .into_iter()
            .find(|(_, first)| *first == month.first);
        if let Some((x, _)) = place {
            let level = aside::level(history.series, month.mean);
            let style = theme.digit(usize::from(level) - 1);
            let text = match history.series {
                Series::Rating(_) | Series::Slept | Series::Own(_) => format::tenths(month.mean),
                Series::Minutes => format!("{:.0}", month.mean),
            };
            painter.text(x, y, &text, style);
        }
    }
}

/// Draws times of day on the left and the frequency of each level on the right.
fn below(history: &History, shared: &Shared, map: &HeatMap, painter: &mut Painter<'_>) {
    const MOST_ROWS: u16 = 12;
    let (width, height) = (painter.width(), painter.height().min(MOST_ROWS));
    let theme = painter.theme();
    let days = (map.weeks.first(), map.weeks.last());
    let is_rating = matches!(history.series, Series::Rating(_));
    let half = if is_rating && width >= 60 {
        width / 2
    } else {
        0
    };
    if half > 0 {
        let mut left = painter.part(1, 0, half.saturating_sub(3), height);
        let y = aside::times(history, shared, days, &mut left);
        if theme.numbers && y + 2 <= height {
            let gap = u16::from(y + 3 <= height);
            aside::sums(history, days, y + gap, &mut left);
        }
    }
    let room = width.saturating_sub(half + 1);
    aside::levels(
        history,
        days,
        &mut painter.part(half.max(1), 0, room, height),
    );
}

/// Draws the legend of the colors.
fn legend(series: Series, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let (low, high, none) = match series {
        Series::Rating(_) => ("low", "high", "not rated"),
        Series::Own(own) if own.measure.is_scale() => ("worse", "better", "not rated"),
        Series::Own(_) => ("little", "much", "none"),
        Series::Minutes | Series::Slept if !theme.numbers => ("little", "much", "none"),
        Series::Minutes => ("up to 10 min", "over 80", "none"),
        Series::Slept => ("1 h", "9 h or more", "not given"),
    };
    let mut x = painter.text(GUTTER, y, low, theme.dim) + 1;
    for level in 1..=9 {
        let (text, style): (&str, Style) = level_mark(level, theme);
        x = painter.text(x, y, &text.repeat(2), style);
    }
    x = painter.text(x + 1, y, high, theme.dim) + 3;
    let dot = (theme.glyphs.dot, theme.frame);
    painter.pieces(x, y, &[dot, (" ", theme.dim), (none, theme.dim)]);
}
