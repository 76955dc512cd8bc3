//! A month as a calendar: each day's value as a bar and a digit, its minutes under it.
//!
//! ```text
//!   Mon     Tue     Wed     Thu     Fri     Sat     Sun        in February
//!    2 ▅▅5   3 ▆▆6   4 ·     5 ·     6 ██8   7 ·     8 ▆▆6     22 days with a check-in
//!      37 min          41 min          14 min
//! ```

use crate::content::words::label;
use crate::domain::{Day, DaySummary, total, whole};
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use chrono::Datelike as _;
use ratatui::style::Modifier;

/// From this width the month's sums stand at the right.
const SIDE_FROM: u16 = 88;

/// Draws the month of the cursor.
pub fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (first, last) = month(history.cursor);
    let weeks = WeekGrid::between(first, last);
    let cell = ((painter.width().saturating_sub(1)) / 7).clamp(5, 8);
    let pitch = (painter.height().saturating_sub(1) / weeks.count()).clamp(1, 3);
    for (weekday, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        .into_iter()
        .enumerate()
    {
        painter.text(1 + weekday as u16 * cell, 0, name, theme.dim);
    }
    for day in first.through(last) {
        let Some((week, weekday)) = weeks.place(day) else {
            continue;
        };
        let mut place = painter.part(1 + weekday * cell, 1 + week * pitch, cell, pitch);
        draw_day(history, day, theme, &mut place);
    }
    if painter.width() >= SIDE_FROM {
        side(
            history,
            shared,
            first,
            last,
            theme,
            &mut painter.part(cell * 7 + 4, 0, 34, 20),
        );
    }
}

/// The first and the last day of the month `day` is in.
fn month(day: Day) -> (Day, Day) {
    let first = day.plus(1 - i64::from(day.date().day()));
    let next = first
        .date()
        .checked_add_months(chrono::Months::new(1))
        .map_or(first.plus(31), Day::from_date);
    (first, next.plus(-1))
}

fn draw_day(history: &History, day: Day, theme: &Theme, painter: &mut Painter<'_>) {
    let here = day == history.cursor;
    let number = format!("{:>2}", day.date().day());
    let style = if here {
        theme.mark.add_modifier(Modifier::REVERSED)
    } else {
        theme.dim
    };
    painter.text(0, 0, &number, style);
    if day < history.span.0 || day > history.span.1 {
        return;
    }
    let (width, height) = (painter.width(), painter.height());
    painter.place(0, 0, width, height, Target::Day(day));
    let summary = history.on(day);
    let level = summary.and_then(|summary| history.series.level(history.series.of(summary)?));
    let Some(level) = level else {
        painter.text(3, 0, theme.glyphs.dot, theme.frame);
        minutes(summary, theme, painter);
        return;
    };
    let mood = theme.mood[usize::from(level - 1)];
    let wide = painter.width() >= 7 && (!theme.glyphs.ascii || !theme.numbers);
    let bar = theme.glyphs.bars[usize::from(level.min(8) - 1)];
    let x = if wide {
        painter.text(3, 0, &bar.repeat(2), mood)
    } else {
        3
    };
    if theme.numbers {
        painter.text(x, 0, &level.to_string(), theme.text);
    } else if !wide {
        painter.text(x, 0, bar, mood);
    }
    minutes(summary, theme, painter);
}

fn minutes(summary: Option<&DaySummary>, theme: &Theme, painter: &mut Painter<'_>) {
    let Some(summary) = summary.filter(|summary| summary.sessions > 0) else {
        return;
    };
    if !theme.numbers {
        painter.text(3, 1, theme.glyphs.session, theme.sessions);
        return;
    }
    let unit = if painter.width() >= 8 { " min" } else { "" };
    painter.right(
        painter.width().saturating_sub(1),
        1,
        &format!("{:.0}{unit}", summary.minutes()),
        theme.sessions,
    );
}

/// What the month comes to.
fn side(
    history: &History,
    shared: &Shared,
    first: Day,
    last: Day,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    painter.text(
        0,
        0,
        &format!("in {}", first.date().format("%B %Y")),
        theme.dim,
    );
    let mut y = 2;
    for question in &shared.settings.questions() {
        if let Some(mean) = history.mean(Series::Rating(*question), first, last) {
            painter.text(0, y, label(*question), theme.dim);
            if theme.numbers {
                painter.right(12, y, &format::mean(mean), theme.text);
            }
            let level = (mean.round() as usize).clamp(1, 9);
            painter.text(
                14,
                y,
                &theme.glyphs.square.repeat(level),
                theme.mood[level - 1],
            );
            y += 1;
        }
    }
    let days: Vec<&DaySummary> = history
        .between(first, last)
        .map(|(_, summary)| summary)
        .collect();
    let checked = days.iter().filter(|summary| summary.check_ins > 0).count();
    let moved = days.iter().filter(|summary| summary.sessions > 0).count();
    let minutes = total(days.iter().map(|summary| summary.minutes()));
    if !theme.numbers {
        return;
    }
    let s = |count: usize| if count == 1 { "" } else { "s" };
    if checked > 0 {
        let text = format!(" day{} with a check-in", s(checked));
        painter.pieces(
            0,
            y + 1,
            &[(&checked.to_string(), theme.text), (&text, theme.dim)],
        );
    }
    if moved > 0 {
        let text = format!(" day{} moved, {} min", s(moved), whole(minutes));
        painter.pieces(
            0,
            y + 2,
            &[(&moved.to_string(), theme.text), (&text, theme.dim)],
        );
    }
}
