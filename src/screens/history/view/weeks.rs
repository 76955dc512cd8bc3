//! The movement of each week compared with the range linked with most of the benefit, and the number of active days.

use crate::domain::{DOSE_FULL, DOSE_HALF, total};
use crate::screens::history::History;
use crate::screens::history::charts::WeekSum;
use crate::screens::history::view::aside;
use crate::screens::history::view::trend::LABELS;
use crate::screens::shared::Shared;
use crate::widgets::bars::{grid_line, rising};
use crate::widgets::chart::axis::{Axis, Label, labels};
use crate::widgets::chart::bubble::Bubble;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::chart::interval::band;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::style::Modifier;

/// The most cells per week.
const WIDEST: u16 = 20;
/// Minimum width, in columns, to show activities and weekdays on the right.
const ASIDE_FROM: u16 = 120;
/// Columns of the area on the right.
const ASIDE: u16 = 38;
/// Rows under the columns: active days, cursor marker, dates.
const UNDER: u16 = 3;

/// The share of the range's lower end under which all weeks must stay for the range to be told instead of drawn.
const OUT_OF_SIGHT: f64 = 0.5;
/// Steps of the axis while the range isn't drawn.
const STEPS: [f64; 4] = [25.0, 50.0, 75.0, 100.0];

/// Describes the view in a sentence of at most `room` columns.
pub(super) fn sentence(history: &History, room: usize, numbers: bool) -> String {
    let highest = history.weeks.1.iter().map(|week| week.dose);
    let highest = highest.fold(0.0, f64::max);
    let texts = if highest <= 0.0 || highest >= DOSE_HALF * OUT_OF_SIGHT {
        [
            "Activity per week; shaded = weekly range, linked with most of the benefit".to_owned(),
            "Activity per week; shaded = weekly range".to_owned(),
        ]
    } else if numbers {
        [
            format!(
                "Activity per week, in MET-minutes. Some is better than none; most of the benefit starts at {DOSE_HALF:.0}."
            ),
            "Activity per week. Some is better than none.".to_owned(),
        ]
    } else {
        [
            "Activity per week. Some is better than none.".to_owned(),
            "Activity per week".to_owned(),
        ]
    };
    let [long, short] = texts;
    if long.len() <= room { long } else { short }
}

/// The layout of the chart.
struct Chart {
    /// The weeks, laid out as if each were a day, so that long ranges share columns.
    columns: DayColumns,
    /// The mean dose and active days of the weeks in each column.
    weeks: Vec<WeekSum>,
    scale: Axis,
    rows: u16,
}

impl Chart {
    fn new(history: &History, width: u16, height: u16) -> Self {
        let (weeks, sums) = &history.weeks;
        let first = weeks.first();
        let last = first.plus(i64::from(weeks.count()) - 1);
        let room = width.saturating_sub(LABELS + 8);
        let columns = DayColumns::new(first, last, room, WIDEST);
        let mean = |column: u16| {
            let (from, to) = columns.days(column);
            let place = |week: crate::domain::Day| week.since(first) as usize;
            let end = (place(to) + 1).min(sums.len());
            let part = sums.get(place(from)..end).unwrap_or_default();
            let count = part.len().max(1);
            WeekSum {
                dose: total(part.iter().map(|sum| sum.dose)) / count as f64,
                minutes: total(part.iter().map(|sum| sum.minutes)) / count as f64,
                days: part.iter().map(|sum| sum.days).sum::<u16>() / count as u16,
            }
        };
        let weeks: Vec<WeekSum> = (0..columns.count()).map(mean).collect();
        let highest = weeks.iter().map(|week| week.dose).fold(0.0, f64::max);
        // High enough to show the lower end of the range, too, unless that would make every week look like nothing.
        let is_told = highest > 0.0 && highest < DOSE_HALF * OUT_OF_SIGHT;
        let foot = if is_told {
            DOSE_HALF / 6.0
        } else {
            DOSE_HALF * 1.3
        };
        let high = (highest * 1.1).max(foot);
        Self {
            columns,
            weeks,
            scale: Axis { low: 0.0, high },
            rows: height.saturating_sub(UNDER),
        }
    }

    /// Cells in a week's bar.
    const fn bar(&self) -> u16 {
        match self.columns.width() {
            0..2 => 1,
            2..8 => self.columns.width() - 1,
            _ => self.columns.width() - 2,
        }
    }

    const fn x(&self, column: u16) -> u16 {
        LABELS + self.columns.x(column)
    }

    const fn end(&self) -> u16 {
        LABELS + self.columns.cells()
    }

    /// The first day of the first week in a column.
    fn first_day(&self, history: &History, column: u16) -> crate::domain::Day {
        let first = history.weeks.0.first();
        first.plus(self.columns.days(column).0.since(first) * 7)
    }
}

/// Draws a column per week, the range behind them, and a marker under the cursor's week.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let left = if width >= ASIDE_FROM {
        width - ASIDE - 2
    } else {
        width
    };
    let chart = Chart::new(history, left, height);
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        draw(
            history,
            &chart,
            theme,
            &mut painter.part(0, 0, left, height),
        );
        if left < width {
            aside::moved(
                history,
                shared,
                &mut painter.part(left + 2, 0, ASIDE, height),
            );
        }
    });
    let painter = &mut painter.part(0, 0, left, height);
    if painter.notes_clicks() {
        let (begun, ended) = history.span;
        let height = chart.rows + UNDER;
        for column in 0..chart.columns.count() {
            let day = chart.first_day(history, column).clamp(begun, ended);
            let (x, width) = (chart.x(column), chart.columns.width());
            painter.place(x, 0, width, height, Target::Day(day));
        }
    }
    let first = history.weeks.0.first();
    let week = history.week.first_day(history.cursor).since(first) / 7;
    cursor(
        history,
        &chart,
        chart.columns.column(first.plus(week)),
        painter,
    );
}

fn draw(history: &History, chart: &Chart, theme: &Theme, painter: &mut Painter<'_>) {
    range(chart, painter);
    let (width, rows) = (painter.width(), chart.rows);
    let mut part = painter.part(0, 0, width, rows);
    for (column, week) in (0..).zip(&chart.weeks) {
        if week.dose > 0.0 {
            let share = chart.scale.share(week.dose);
            rising(
                chart.x(column),
                chart.bar(),
                share,
                theme.sessions,
                &mut part,
            );
        }
    }
    if theme.numbers {
        painter.right(LABELS - 2, rows, "days", theme.dim);
        for (column, week) in (0..).zip(&chart.weeks).filter(|(_, week)| week.days > 0) {
            let x = chart.x(column) + chart.bar().saturating_sub(1) / 2;
            painter.text(x, rows, &week.days.to_string(), theme.text);
        }
    }
    let is_long = history.last.since(history.first) > 400;
    let name = |column: u16| -> Label {
        let day = chart.first_day(history, column);
        let text = if is_long {
            day.date().format("%b %Y").to_string()
        } else {
            format::short_day(day)
        };
        (chart.x(column), text, theme.dim)
    };
    let names: Vec<Label> = (0..chart.columns.count()).map(name).collect();
    labels(&spread(names), rows + 2, painter);
}

/// Thins out labels to leave a few blank columns between them.
fn spread(names: Vec<Label>) -> Vec<Label> {
    let mut free = 0;
    let mut kept = Vec::new();
    for name in names {
        if name.0 >= free {
            free = name.0 + 12;
            kept.push(name);
        }
    }
    kept
}

/// Draws the range linked with most of the benefit as a shaded background with a line at its lower end.
fn range(chart: &Chart, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let cells = usize::from(chart.columns.cells());
    let row = |dose: f64| chart.scale.crest(dose, chart.rows);
    if chart.scale.high <= DOSE_HALF {
        steps(chart, painter);
        return;
    }
    let (top, foot) = (row(DOSE_FULL), row(DOSE_HALF));
    let (sign, style) = band(theme);
    for y in top..foot {
        painter.text(LABELS, y, &sign.repeat(cells), style);
    }
    painter.text(LABELS, foot, &theme.glyphs.line.repeat(cells), theme.frame);
    let text = " the weekly range starts here ";
    if text.len() + 4 <= cells {
        painter.text(LABELS + 2, foot, text, theme.dim);
    }
    if foot > top {
        painter.text(chart.end() + 1, top + (foot - top) / 2, "range", theme.dim);
    }
    if theme.numbers {
        let last = chart.rows.saturating_sub(1);
        for (dose, y) in [(DOSE_FULL, top), (DOSE_HALF, foot), (0.0, last)] {
            if dose < chart.scale.high {
                painter.right(LABELS - 2, y, &format!("{dose:.0}"), theme.dim);
            }
        }
    }
}

/// Draws round values as lines, in place of a range that is far above.
fn steps(chart: &Chart, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    for dose in STEPS.into_iter().chain([0.0]) {
        if dose >= chart.scale.high {
            continue;
        }
        let y = chart
            .scale
            .crest(dose, chart.rows)
            .min(chart.rows.saturating_sub(1));
        if dose > 0.0 {
            grid_line(LABELS, y, chart.columns.cells(), painter);
        }
        if theme.numbers {
            painter.right(LABELS - 2, y, &format!("{dose:.0}"), theme.dim);
        }
    }
}

/// Marks a week and shows its totals.
fn cursor(history: &History, chart: &Chart, column: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let mark = if theme.glyphs.ascii { "^" } else { "▲" };
    let wide = usize::from(chart.bar());
    painter.text(
        chart.x(column),
        chart.rows + 1,
        &mark.repeat(wide),
        theme.mark,
    );
    let Some(week) = chart
        .weeks
        .get(usize::from(column))
        .filter(|week| week.dose > 0.0)
    else {
        return;
    };
    let first_day = format::short_day(chart.first_day(history, column));
    let text = if theme.numbers {
        format!(" {first_day}  {:.0} ", week.dose)
    } else {
        format!(" {first_day} ")
    };
    let bubble = Bubble {
        text: &text,
        fill: theme
            .sessions
            .add_modifier(Modifier::BOLD | Modifier::REVERSED),
        line: theme.sessions,
        x: chart.x(column),
        y: chart.scale.crest(week.dose, chart.rows),
    };
    let ends = (LABELS, chart.end());
    let (left, right) = bubble.span(ends.0, ends.1);
    let is_under = |place: &u16| chart.x(*place) < right && left < chart.x(place + 1);
    let highest = (0..chart.columns.count())
        .filter(is_under)
        .filter_map(|place| Some(chart.weeks.get(usize::from(place))?.dose))
        .fold(week.dose, f64::max);
    let crest = chart.scale.crest(highest, chart.rows);
    bubble.render(ends, crest, painter);
}
