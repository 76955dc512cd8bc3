//! The ratings in a line of figures, or as rows in tall windows, and a chart of one series over the range: a column per
//! day, the seven-day mean as a line across them, minutes hanging below; beside it, summaries by weekday, level and time
//! of day.
//!
//! ```text
//! ›Mood 5.5 was 5.2   Energy 4.8 was 4.9   Minutes 28 per active day
//!
//!  9  ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈     mood by weekday
//!  6  ██━━██━━██  ██━━██━━      Mon   │▌  6.1
//!  3  ██  ██  ██  ██  ██        Tue  ▐│   5.7
//! moved   ▀▀      ██
//! ```

mod figures;
mod rows;

use crate::domain::english::capital;
use crate::domain::{Day, Question, total};
use crate::screens::history::charts::by_column;
use crate::screens::history::view::{aside, own};
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::day_bars::{DayBar, DayBars, UsualLines};
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use figures::Figure;
use ratatui::style::Style;

/// Columns for the labels before the charts.
pub(super) const LABELS: u16 = 9;
/// Columns after the rating rows, for their means and those of the preceding range.
const MEANS: u16 = 13;
/// The same in narrow windows, where only the means fit.
const MEANS_NARROW: u16 = 8;
/// Minimum width, in columns, to show the means of the preceding range.
const WIDE: u16 = 96;
/// Minimum width, in columns, to show weekdays beside the chart for any range; narrower windows show them only while
/// each day still has its own column.
const ALWAYS_ASIDE: u16 = 130;
/// Minimum columns for the area beside the chart, and the gap before it.
const ASIDE: u16 = 22;
const BETWEEN: u16 = 8;
/// The most columns per day.
const WIDEST: u16 = 10;
/// Minimum rows of the chart.
const LEAST_CHART: u16 = 5;
/// Minimum heights, in rows, for ratings as rows that are two and three rows high; below, only their figures are shown.
const TALL_FROM: (u16, u16) = (28, 38);
/// Minutes that fill the rows below the chart.
const FULL_DAY: f64 = 60.0;

/// Maps the days of the range to columns for this width.
pub(super) fn columns(history: &History, width: u16) -> DayColumns {
    let days = history.last.since(history.first) + 1;
    let beside = width.saturating_sub(LABELS + BETWEEN + ASIDE + 1);
    let has_aside = width >= ALWAYS_ASIDE || (width >= WIDE && days <= i64::from(beside));
    let means = if width >= WIDE { MEANS } else { MEANS_NARROW };
    let room = if has_aside {
        beside
    } else {
        width.saturating_sub(LABELS + means)
    };
    DayColumns::new(history.first, history.last, room, WIDEST)
}

/// Summarizes the range in a sentence.
pub(super) fn sentence(history: &History, theme: &Theme) -> String {
    let name = capital(&history.title(history.series));
    let mean = history.mean(history.series, history.first, history.last);
    let Some(mean) = mean else {
        return format!("{name}: nothing in this range.");
    };
    let in_words = |mean: f64| match history.series {
        Series::Rating(question) => format::rated(question, mean, theme),
        Series::Minutes => format!("{mean:.0} min per active day"),
        Series::Slept => format!("{} h", format::mean(mean)),
        Series::Own(own) => own::told(history, own, mean, theme),
    };
    let days = history.last.since(history.first) + 1;
    match (
        history.before(history.series),
        theme.numbers,
        history.series,
    ) {
        (_, false, Series::Minutes | Series::Slept | Series::Own(_)) => {
            format!("{name}, day by day.")
        }
        (Some(before), true, _) => format!(
            "{name}: {} on average, {} in the {days} days before.",
            in_words(mean),
            in_words(before)
        ),
        _ => format!("{name}: {} on average.", in_words(mean)),
    }
}

/// The chart's symbols with style and meaning, most important first.
pub(super) fn legend(history: &History, width: u16, theme: &Theme) -> Vec<(String, Style, String)> {
    let bars = theme.glyphs.bars;
    let a_column = match columns(history, width).per_column() {
        days if days >= 1.5 => format!("{days:.0} days"),
        _ => "one day".to_owned(),
    };
    let mut signs = vec![
        (
            [bars[1], bars[3], bars[5]].concat(),
            theme.quiet[6],
            a_column,
        ),
        (
            if theme.glyphs.ascii { "**" } else { "━━" }.to_owned(),
            theme.line,
            "7-day average".to_owned(),
        ),
    ];
    if history.usual.is_some() {
        let dots = if theme.glyphs.ascii { ".." } else { "⠒⠒" };
        signs.push((dots.to_owned(), theme.dim, "your usual range".to_owned()));
    }
    let hanging = if theme.glyphs.ascii { "|" } else { "▀" };
    signs.push((hanging.to_owned(), theme.sessions, "minutes".to_owned()));
    signs
}

/// The layout of the view.
struct Layout {
    columns: DayColumns,
    /// Series with a row each, or with their figures in a line.
    rows: Vec<Series>,
    /// Own ratings without a row, named in one line.
    others: Vec<Series>,
    /// Rows per rating; 0 for a line of figures.
    tall: u16,
    /// The figures and their places.
    figures: Vec<Figure>,
    /// The first row of the chart.
    top: u16,
    chart: u16,
}

impl Layout {
    fn new(history: &History, shared: &Shared, (width, height): (u16, u16), numbers: bool) -> Self {
        let mut questions = shared.settings.questions();
        let tall = match height {
            height if height >= TALL_FROM.1 => 3,
            height if height >= TALL_FROM.0 => 2,
            // Where no chart fits, rows are all there is.
            height if height < LEAST_CHART + 1 => 1,
            _ => 0,
        };
        if tall == 1 {
            questions = Question::CORE[..2].to_vec();
        }
        let (drawn, others) = own::drawn(history, height);
        let all: Vec<Series> = questions
            .into_iter()
            .map(Series::Rating)
            .chain(drawn)
            .collect();
        let named = u16::from(!others.is_empty() && height >= 20);
        let figures = if tall == 0 {
            figures::placed(history, &all, width, numbers)
        } else {
            Vec::new()
        };
        let rows = match figures.last() {
            Some(last) => last.y + 1 + named,
            None => all.len() as u16 * tall + 1 + named,
        };
        let top = rows + u16::from(height >= 14);
        Self {
            columns: columns(history, width),
            rows: all,
            others,
            tall,
            figures,
            top,
            chart: height.saturating_sub(top),
        }
    }

    /// Whether the chart fits.
    const fn has_chart(&self) -> bool {
        self.chart >= LEAST_CHART
    }
}

/// Draws the rating rows and, if it fits, the chart with the cursor.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let layout = Layout::new(history, shared, (width, height), theme.numbers);
    let bars = bars(history, &layout.columns);
    let line = line(history, &layout.columns, &bars);
    let names = dates(history, &layout.columns, theme);
    let marks = marks(history);
    let chart = chart(history, &layout, &bars, &line, (&marks, &names));
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        rows::render(history, &layout, &chart, theme, painter);
        if layout.has_chart() {
            chart.render(&mut painter.part(0, layout.top, width, layout.chart));
            let x = chart.end() + BETWEEN;
            if x + ASIDE <= width && layout.chart >= 9 {
                let mut part = painter.part(x, layout.top, width - x - 1, layout.chart);
                beside(history, shared, &mut part);
            }
        }
    });
    places(history, &layout, painter);
    let column = usize::from(layout.columns.column(history.cursor));
    if layout.has_chart() {
        let text = bubble_text(history, &layout.columns, &bars, column, theme);
        let mut part = painter.part(0, layout.top, width, layout.chart);
        chart.cursor(column, &text, &mut part);
    } else {
        let mark = if theme.glyphs.ascii { "^" } else { "▴" };
        painter.text(chart.x(column), layout.top, mark, theme.mark);
    }
}

/// The values in each column of the chart.
fn bars(history: &History, columns: &DayColumns) -> Vec<DayBar> {
    let series = history.series;
    let days = || history.between(history.first, history.last);
    let values = by_column(columns, days(), |summary| series.of(summary));
    let minutes = by_column(columns, days(), |summary| {
        Some(summary.minutes()).filter(|minutes| *minutes > 0.0)
    });
    let bar = |(value, minutes): (Option<f64>, Option<f64>)| DayBar {
        value: value.filter(|value| series.level(*value).is_some()),
        level: value.and_then(|value| series.level(value)),
        minutes: minutes.unwrap_or(0.0),
    };
    values.into_iter().zip(minutes).map(bar).collect()
}

/// The seven-day mean at each column, from the first to the last column with a value.
fn line(history: &History, columns: &DayColumns, bars: &[DayBar]) -> Vec<Option<f64>> {
    let has_value = |bar: &DayBar| bar.value.is_some();
    let first = bars.iter().position(has_value).unwrap_or(bars.len());
    let last = bars.iter().rposition(has_value).unwrap_or(0);
    let mean = |column: u16| {
        let (from, to) = columns.days(column);
        let place = |day: Day| usize::try_from(day.since(history.first)).unwrap_or(0);
        let values = history.smooth.get(place(from)..=place(to))?;
        let values: Vec<f64> = values.iter().flatten().copied().collect();
        (!values.is_empty()).then(|| total(values.iter().copied()) / values.len() as f64)
    };
    let shown = |column: &u16| (first..=last).contains(&usize::from(*column));
    (0..columns.count())
        .map(|column| Some(column).filter(shown).and_then(mean))
        .collect()
}

fn chart<'a>(
    history: &History,
    layout: &Layout,
    bars: &'a [DayBar],
    line: &'a [Option<f64>],
    (marks, names): (&'a [f64], &'a [(usize, String, Style)]),
) -> DayBars<'a> {
    DayBars {
        days: bars,
        pitch: layout.columns.width(),
        gutter: LABELS,
        axis: from_zero(history),
        marks,
        usual: history
            .usual
            .map_or(UsualLines::None, |(low, high)| UsualLines::Range(low, high)),
        line,
        hanging: if layout.chart >= 24 { 3 } else { 2 },
        full: FULL_DAY,
        names,
    }
}

/// The axis of the columns.
fn from_zero(history: &History) -> Axis {
    match history.series {
        Series::Rating(_) => Axis::RATING_COLUMNS,
        // A column of the lowest point is visible.
        Series::Own(own) if own.measure.is_scale() && own.measure.range().0 >= 1.0 => {
            let (low, high) = own.measure.range();
            Axis {
                low: low - 1.0,
                high,
            }
        }
        _ => history.axes[0],
    }
}

/// The values with a label: equal steps down from the top, in whole numbers where that works out.
fn marks(history: &History) -> Vec<f64> {
    let axis = from_zero(history);
    let span = axis.high - axis.low;
    let is_whole = |parts: &f64| (span / parts).fract() == 0.0;
    let parts = [3.0, 2.0, 5.0].into_iter().find(is_whole).unwrap_or(2.0);
    let steps = (0_u8..5).map(|step| axis.high - span / parts * f64::from(step));
    steps.filter(|mark| *mark > axis.low).collect()
}

/// A date label about every fourteen cells, over the first column it applies to.
fn dates(history: &History, columns: &DayColumns, theme: &Theme) -> Vec<(usize, String, Style)> {
    let is_long = history.last.since(history.first) > 400;
    let every = usize::from((14 / columns.width()).max(1));
    let name = |column: u16| {
        let (day, _) = columns.days(column);
        let text = if is_long {
            day.date().format("%b %Y").to_string()
        } else {
            format::short_day(day)
        };
        (usize::from(column), text, theme.dim)
    };
    (0..columns.count()).step_by(every).map(name).collect()
}

/// The bubble text for a column: its day and value, or its days and their mean.
fn bubble_text(
    history: &History,
    columns: &DayColumns,
    bars: &[DayBar],
    column: usize,
    theme: &Theme,
) -> String {
    let (from, to) = columns.days(u16::try_from(column).unwrap_or(u16::MAX));
    let when = if from == to {
        format::short_day(from)
    } else {
        format!("{} to {}", format::short_day(from), format::short_day(to))
    };
    let value = bars.get(column).and_then(|bar| bar.value);
    let value = match (value, history.series) {
        (None, _) => theme.glyphs.dot.to_owned(),
        (Some(value), Series::Rating(question)) => format::rated(question, value, theme),
        (Some(value), Series::Own(own)) => own::told(history, own, value, theme),
        (Some(value), _) if theme.numbers => format::mean(value),
        (Some(_), _) => String::new(),
    };
    format!(" {when}  {value} ")
}

/// Draws the weekdays and, in tall windows, the frequency of each level and the times of day.
fn beside(history: &History, shared: &Shared, painter: &mut Painter<'_>) {
    const LEVELS: u16 = 10;
    let (width, height) = (painter.width(), painter.height());
    let days = (history.first, history.last);
    let mut y = match aside::weekdays(history, days, painter) {
        0 => 0,
        rows => rows + 1,
    };
    if height >= y + LEVELS {
        aside::levels(history, days, &mut painter.part(0, y, width, LEVELS - 1));
        y += LEVELS;
    }
    if height >= y + 5 {
        aside::times(
            history,
            shared,
            days,
            &mut painter.part(0, y, width, height - y),
        );
    }
}

/// A click on a column moves to its last day; a click on a name selects that series.
fn places(history: &History, layout: &Layout, painter: &mut Painter<'_>) {
    if !painter.notes_clicks() {
        return;
    }
    let (begun, ended) = history.span;
    // The figures are above the columns, rows in the same columns.
    let top = if layout.tall == 0 { layout.top } else { 0 };
    let height = painter.height().saturating_sub(top);
    for column in 0..layout.columns.count() {
        let (from, to) = layout.columns.days(column);
        let day = if (from..=to).contains(&history.cursor) {
            history.cursor
        } else {
            to.clamp(begun, ended)
        };
        let x = LABELS + layout.columns.x(column);
        painter.place(x, top, layout.columns.width(), height, Target::Day(day));
    }
    for figure in &layout.figures {
        let series = Target::Series(figure.series.place(history.own_ratings()));
        painter.place(figure.x, figure.y, figure.wide, 1, series);
    }
    if layout.tall == 0 {
        return;
    }
    let mut y = 0;
    for series in &layout.rows {
        let series = Target::Series(series.place(history.own_ratings()));
        painter.place(0, y, LABELS, layout.tall, series);
        y += layout.tall;
    }
    painter.place(
        0,
        y,
        LABELS,
        1,
        Target::Series(Series::Minutes.place(history.own_ratings())),
    );
}
