//! One line per day, latest first: each rating as a colored chip, the minutes as a bar; selected days are marked.

use crate::content::words::label;
use crate::domain::english::capital;
use crate::domain::{Day, DaySummary, Question};
use crate::screens::history::History;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::bars::along;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};

/// The most columns for a note or tags.
const WIDEST_NOTE: u16 = 72;
/// Minutes for a full bar.
const FULL_DAY: f64 = 30.0;

/// The column layout of a line.
struct Layout {
    /// Whether full dates and minutes fit.
    is_wide: bool,
    first: u16,
    pitch: u16,
    minutes: u16,
    bar: u16,
    note: u16,
}

impl Layout {
    const fn new(width: u16) -> Self {
        let (pitch, first) = match width {
            0..60 => (7, 10),
            60..80 => (7, 19),
            80..120 => (8, 21),
            _ => (11, 21),
        };
        let minutes = first + 4 * pitch + 10;
        let bar = match width {
            0..90 => 0,
            90..120 => 6,
            _ => 14,
        };
        Self {
            is_wide: width >= 60,
            first,
            pitch,
            minutes,
            bar,
            note: minutes + bar + 3,
        }
    }

    /// The column where a rating ends.
    const fn end(&self, place: u16) -> u16 {
        self.first + (place + 1) * self.pitch
    }
}

/// Draws the days around the cursor; returns the position of the cursor's row.
pub(super) fn render(
    history: &History,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let rows = usize::from(painter.height().saturating_sub(1));
    let top = painter.caches.chart.list_top(None);
    let (days, at) = around(history, top, rows);
    let first = days.first().map(|(day, _)| *day);
    painter.caches.chart.list_top(first);
    if days.is_empty() {
        painter.text(3, 1, "No days match.", theme.text);
        return None;
    }
    let layout = Layout::new(painter.width());
    for (place, question) in (0..).zip(Question::CORE) {
        let name = capital(label(question));
        // Over the middle of the chips, or at the right edge of plain numbers.
        let chip = layout.pitch - 3;
        if theme.ramp && theme.numbers && layout.is_wide {
            let x = layout.end(place) + 1 - layout.pitch + 2;
            let shift = chip.saturating_sub(columns(&name)) / 2;
            painter.text(
                (x + shift).saturating_sub(columns(&name).saturating_sub(chip) / 2),
                0,
                &name,
                theme.dim,
            );
        } else {
            painter.right(layout.end(place), 0, &name, theme.dim);
        }
    }
    if layout.is_wide {
        painter.right(layout.minutes, 0, "Minutes", theme.dim);
        if layout.note + 8 < painter.width() {
            painter.text(layout.note, 0, "Note or tags", theme.dim);
        }
    }
    let mut marked = None;
    for (row, day) in days.iter().enumerate() {
        let y = row as u16 + 1;
        painter.row(y, Target::Day(day.0));
        let is_here = at == Some(row);
        if is_here {
            marked = painter.marker(1, y);
        }
        line(history, shared, &layout, *day, is_here, y, painter);
    }
    marked
}

fn line(
    history: &History,
    shared: &Shared,
    layout: &Layout,
    (day, summary): (Day, &DaySummary),
    is_here: bool,
    y: u16,
    painter: &mut Painter<'_>,
) {
    let (theme, width) = (painter.theme(), painter.width());
    if history.picked.contains(&day) {
        painter.text(2, y, "+", theme.warn);
    }
    let name = if layout.is_wide {
        format::day_with_year(day, shared.day)
    } else {
        format::short_day(day)
    };
    let style = if is_here { theme.selected } else { theme.text };
    painter.text(3, y, &name, style);
    for (place, question) in (0..).zip(Question::CORE) {
        rating(
            summary.mean(question),
            layout,
            layout.end(place),
            y,
            painter,
        );
    }
    if layout.is_wide && summary.sessions > 0 {
        let minutes = format!("{:.0}", summary.minutes());
        let text = if theme.numbers {
            &minutes
        } else {
            theme.glyphs.session
        };
        painter.right(layout.minutes, y, text, theme.sessions);
        let share = summary.minutes() / FULL_DAY;
        along(
            layout.minutes + 1,
            y,
            layout.bar,
            share,
            theme.sessions,
            painter,
        );
    }
    if layout.note + 8 < width {
        let room = (width - layout.note - 1).min(WIDEST_NOTE);
        let text = shorten(&about(shared, day, summary), usize::from(room));
        painter.text(layout.note, y, &text, theme.dim);
    }
}

/// The day's first note, otherwise its tags.
fn about(shared: &Shared, day: Day, summary: &DaySummary) -> String {
    let mut check_ins = shared.journal.check_ins_on(day).iter();
    let note = check_ins.find_map(|record| record.note.lines().next());
    note.map_or_else(|| summary.tags.join(", "), str::to_owned)
}

/// Draws a rating as a number on its color, or as a bar height if numbers are hidden.
fn rating(mean: Option<f64>, layout: &Layout, end: u16, y: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let Some(mean) = mean else {
        painter.right(end, y, theme.glyphs.dot, theme.frame);
        return;
    };
    let level = (mean.round() as usize).clamp(1, 9) - 1;
    if !theme.numbers {
        let bar = theme.glyphs.bars[level.min(7)].repeat(2);
        painter.right(end, y, &bar, theme.mood[level]);
    } else if theme.ramp && layout.is_wide {
        let chip = usize::from(layout.pitch - 3);
        let text = format!("{:^chip$}", format::mean(mean));
        painter.text(end + 1 - layout.pitch + 2, y, &text, theme.fill[level]);
    } else {
        painter.right(end, y, &format::mean(mean), theme.text);
    }
}

/// Up to `rows` days with records, latest first, and the row of the cursor. Starts at `top` if that keeps the cursor
/// visible, so that a step moves only the marker; otherwise centers the cursor.
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
    // The number of newer days above the cursor, chosen to center it or to fill the list down to the last row.
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
