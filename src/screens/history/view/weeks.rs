//! The minutes of movement of each week, and the number of active days.

use crate::domain::{Day, total};
use crate::screens::history::History;
use crate::screens::history::charts::WeekSum;
use crate::screens::history::view::aside;
use crate::screens::history::view::trend::LABELS;
use crate::screens::shared::Shared;
use crate::widgets::bars::{grid_line, rising};
use crate::widgets::chart::axis::{Axis, Label, labels};
use crate::widgets::chart::bubble::Bubble;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns as wide};
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

/// Distance between the lines of the scale, in minutes: the smallest that needs no more than [`MOST_STEPS`].
const STEPS: [f64; 10] = [5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 90.0, 120.0, 240.0, 480.0];
const MOST_STEPS: f64 = 5.0;

/// Describes the view in a sentence of at most `room` columns.
pub(super) fn sentence(history: &History, room: usize, numbers: bool) -> String {
    let has_moved = history.weeks.1.iter().any(|week| week.days > 0);
    let [long, short] = match (has_moved, numbers) {
        (false, _) => ["Activity per week", "Activity per week"],
        (true, true) => [
            "Minutes of movement per week, and active days under them. Some is better than none.",
            "Minutes of movement per week. Some is better than none.",
        ],
        (true, false) => [
            "Movement per week. Some is better than none.",
            "Movement per week",
        ],
    };
    if long.len() <= room { long } else { short }.to_owned()
}

/// The layout of the chart.
struct Chart {
    /// The weeks, laid out as if each were a day, so that long ranges share columns.
    columns: DayColumns,
    /// The mean minutes and active days of the weeks in each column.
    weeks: Vec<WeekSum>,
    scale: Axis,
    /// Minutes from one line of the scale to the next.
    step: f64,
    /// The row of the top of the scale; the number over the highest column is above it.
    top: u16,
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
            let place = |week: Day| week.since(first) as usize;
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
        let highest = weeks.iter().map(|week| week.minutes).fold(1.0, f64::max);
        let fits = |step: &f64| highest <= step * MOST_STEPS;
        let step = STEPS.into_iter().find(fits);
        let step = step.unwrap_or((highest / MOST_STEPS / 60.0).ceil() * 60.0);
        let scale = Axis {
            low: 0.0,
            high: (highest / step).ceil() * step,
        };
        // The first row is for the number over the highest column.
        let room = height.saturating_sub(UNDER);
        let rows = scale.even_rows(&[step], room.saturating_sub(1));
        Self {
            columns,
            weeks,
            scale,
            step,
            top: room.saturating_sub(rows),
            rows,
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

    /// The first cell of `text` in the middle of a column.
    fn middle(&self, column: u16, text: &str) -> u16 {
        self.x(column) + self.bar().saturating_sub(wide(text)) / 2
    }

    /// The minutes of a column and their place above it, where they fit beside those of its neighbors.
    fn number(&self, column: u16, theme: &Theme) -> Option<(u16, u16, String)> {
        let week = self.weeks.get(usize::from(column))?;
        let text = format!("{:.0}", week.minutes);
        let is_wide = self.columns.width() >= 5 && wide(&text) < self.columns.width();
        if week.minutes <= 0.0 || !theme.numbers || !is_wide {
            return None;
        }
        let y = self.top + self.scale.crest(week.minutes, self.rows);
        Some((self.middle(column, &text), y.saturating_sub(1), text))
    }

    /// The first day of the first week in a column.
    fn first_day(&self, history: &History, column: u16) -> Day {
        let first = history.weeks.0.first();
        first.plus(self.columns.days(column).0.since(first) * 7)
    }
}

/// Draws a column per week, and a marker under the cursor's week.
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
    let (width, foot) = (painter.width(), chart.top + chart.rows);
    for (column, week) in (0..).zip(&chart.weeks) {
        let mut part = painter.part(0, chart.top, width, chart.rows);
        if week.minutes > 0.0 {
            let share = chart.scale.share(week.minutes);
            rising(
                chart.x(column),
                chart.bar(),
                share,
                theme.sessions,
                &mut part,
            );
        }
        if let Some((x, y, text)) = chart.number(column, theme) {
            painter.text(x, y, &text, theme.text);
        }
    }
    scale(chart, painter);
    if theme.numbers {
        painter.right(LABELS - 2, foot, "days", theme.dim);
        for (column, week) in (0..).zip(&chart.weeks).filter(|(_, week)| week.days > 0) {
            let days = week.days.to_string();
            painter.text(chart.middle(column, &days), foot, &days, theme.dim);
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
    labels(&spread(names), foot + 2, painter);
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

/// Draws the lines of the scale and their numbers.
fn scale(chart: &Chart, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let steps = (chart.scale.high / chart.step).round() as u16;
    for step in 1..=steps {
        let minutes = f64::from(step) * chart.step;
        if !chart.scale.is_exact(minutes, chart.rows) {
            continue;
        }
        let y = chart.top + chart.scale.crest(minutes, chart.rows);
        grid_line(LABELS, y, chart.columns.cells(), painter);
        if theme.numbers {
            let unit = if step == steps { " min" } else { "" };
            let text = format!("{minutes:.0}{unit}");
            painter.right(LABELS - 1, y, &text, theme.dim);
        }
    }
}

/// Marks a week and shows its total.
fn cursor(history: &History, chart: &Chart, column: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let mark = if theme.glyphs.ascii { "^" } else { "▴" };
    let foot = chart.top + chart.rows;
    painter.text(chart.middle(column, mark), foot + 1, mark, theme.accent);
    let week = chart.weeks.get(usize::from(column));
    let Some(week) = week.filter(|week| week.minutes > 0.0) else {
        return;
    };
    let fill = theme
        .sessions
        .add_modifier(Modifier::BOLD | Modifier::REVERSED);
    if let Some((x, y, text)) = chart.number(column, theme) {
        painter.text(x.saturating_sub(1), y, &format!(" {text} "), fill);
        return;
    }
    let first_day = format::short_day(chart.first_day(history, column));
    let text = if theme.numbers {
        format!(" {first_day}  {:.0} min ", week.minutes)
    } else {
        format!(" {first_day} ")
    };
    let crest = |minutes: f64| chart.top + chart.scale.crest(minutes, chart.rows);
    let bubble = Bubble {
        text: &text,
        fill,
        line: theme.sessions,
        x: chart.x(column),
        y: crest(week.minutes),
    };
    let ends = (LABELS, chart.end());
    let (left, right) = bubble.span(ends.0, ends.1);
    let is_under = |place: &u16| chart.x(*place) < right && left < chart.x(place + 1);
    let highest = (0..chart.columns.count())
        .filter(is_under)
        .filter_map(|place| Some(chart.weeks.get(usize::from(place))?.minutes))
        .fold(week.minutes, f64::max);
    bubble.render(ends, crest(highest), painter);
}
