//! A month as a calendar: each day filled with its color, its digit and its minutes in it; the means of weekdays under
//! it, what the month comes to at the right.
//!
//! ```text
//!  Mon        Tue        Wed             February
//!    2     5    3     6    4     ·       Mood    5.9  ██████
//!  ▴ 10 min              ▴ 5 min         22 check-in days
//! ```

use crate::domain::english::{capital, plural};
use crate::domain::{Day, DaySummary, total, whole};
use crate::screens::history::view::aside;
use crate::screens::history::{History, Series, charts};
use crate::screens::shared::Shared;
use crate::widgets::bars::along;
use crate::widgets::chart::calendar::CalendarDay;
use crate::widgets::chart::heat_map::WEEKDAYS;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use chrono::Datelike as _;
use ratatui::style::Modifier;

/// From this width the month's sums stand at the right.
const ASIDE_FROM: u16 = 88;
/// Columns of them.
const ASIDE: u16 = 30;
/// Cells and rows of a day.
const WIDTHS: (u16, u16) = (5, 18);
const HEIGHTS: (u16, u16) = (1, 7);

/// What the month comes to, in a sentence.
pub(super) fn sentence(history: &History, theme: &Theme) -> String {
    let (first, last) = month(history.cursor);
    let name = first.date().format("%B %Y");
    let mean = history.mean(history.series, first, last);
    let moved = history
        .between(first, last)
        .filter(|(_, summary)| summary.sessions > 0)
        .count();
    let days = plural(moved, "active day");
    match (mean, theme.numbers) {
        (Some(mean), true) => format!(
            "{name}: {} {} on average, {moved} {days}.",
            history.series.title(),
            format::mean(mean)
        ),
        _ => format!("{name}: {} by day, minutes below.", history.series.title()),
    }
}

/// Draws the month of the cursor.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (first, last) = month(history.cursor);
    let weeks = WeekGrid::between(first, last);
    let (width, height) = (painter.width(), painter.height());
    let aside = if width >= ASIDE_FROM { ASIDE } else { 0 };
    let cell = (width.saturating_sub(1 + aside) / 7).clamp(WIDTHS.0, WIDTHS.1);
    let rows = |height: u16| height.saturating_sub(1) / weeks.count();
    // Tall days leave two rows for the means of weekdays.
    let pitch = match rows(height) {
        4.. => rows(height.saturating_sub(2)),
        few => few,
    };
    let pitch = pitch.clamp(HEIGHTS.0, HEIGHTS.1);
    for (weekday, name) in (0..).zip(WEEKDAYS) {
        painter.text(1 + weekday * cell, 0, name, theme.dim);
    }
    for day in first.through(last) {
        if let Some((week, weekday)) = weeks.place(day) {
            let is_inside = (history.span.0..=history.span.1).contains(&day);
            let mut part = painter.part(1 + weekday * cell, 1 + week * pitch, cell, pitch);
            if is_inside {
                part.place(0, 0, cell, pitch, Target::Day(day));
            }
            of_day(history, shared, day, is_inside).render(day == history.cursor, &mut part);
        }
    }
    let foot = 1 + weeks.count() * pitch;
    if foot + 1 < height && theme.numbers {
        let mut part = painter.part(1, foot, cell * 7, 2);
        weekdays(history, (first, last), cell, theme, &mut part);
    }
    if aside > 0 {
        let mut part = painter.part(cell * 7 + 3, 0, width - cell * 7 - 3, height);
        beside(history, shared, (first, last), theme, &mut part);
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

fn of_day(history: &History, shared: &Shared, day: Day, is_inside: bool) -> CalendarDay {
    let summary = history.on(day).filter(|_| is_inside);
    let value = summary.and_then(|summary| history.series.of(summary));
    let sessions = shared.journal.sessions_on(day);
    CalendarDay {
        date: day.date().day(),
        level: value.and_then(|value| history.series.level(value)),
        is_inside,
        minutes: summary.map_or(0.0, DaySummary::minutes),
        done: sessions
            .first()
            .map_or_else(String::new, |session| session.title.clone()),
    }
}

/// The mean of each weekday under its column.
fn weekdays(
    history: &History,
    (first, last): (Day, Day),
    cell: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    painter.text(0, 0, "Average by weekday", theme.dim);
    let means = charts::means_by_weekday(history.between(first, last), history.series);
    for (weekday, mean) in (0..).zip(means) {
        let Some((mean, _)) = mean else { continue };
        let level = usize::from(aside::level(history.series, mean)) - 1;
        let style = if theme.ramp {
            theme.mood[level]
        } else {
            theme.text
        };
        let style = style.add_modifier(Modifier::BOLD);
        painter.text(1 + weekday * cell, 1, &format::tenths(mean), style);
    }
}

/// What the month comes to.
fn beside(
    history: &History,
    shared: &Shared,
    (first, last): (Day, Day),
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    const VALUES: u16 = 14;
    let title = first.date().format("%B %Y").to_string();
    painter.text(0, 0, &title, theme.strong);
    let room = painter.width().saturating_sub(VALUES + 1).min(18);
    let mut y = 2;
    for question in &shared.settings.questions() {
        let series = Series::Rating(*question);
        let Some(mean) = history.mean(series, first, last) else {
            continue;
        };
        painter.text(0, y, &capital(series.title()), theme.dim);
        if theme.numbers {
            painter.text(9, y, &format::tenths(mean), theme.text);
        }
        let level = (mean.round() as usize).clamp(1, 9) - 1;
        along(VALUES, y, room, mean / 9.0, theme.mood[level], painter);
        y += 1;
    }
    y += 1;
    if theme.numbers {
        y = sums(history, (first, last), y, painter) + 1;
    }
    let height = painter.height();
    if height >= y + 6 {
        let width = painter.width().saturating_sub(1);
        let rows = (height - y).min(10);
        aside::levels(history, (first, last), &mut painter.part(0, y, width, rows));
    }
}

/// Days with a check-in, active days and their minutes; returns the row after them.
fn sums(
    history: &History,
    (first, last): (Day, Day),
    mut y: u16,
    painter: &mut Painter<'_>,
) -> u16 {
    let theme = painter.theme();
    let days: Vec<&DaySummary> = history
        .between(first, last)
        .map(|(_, summary)| summary)
        .collect();
    let checked = days.iter().filter(|summary| summary.check_ins > 0).count();
    let moved = days.iter().filter(|summary| summary.sessions > 0).count();
    let minutes = total(days.iter().map(|summary| summary.minutes()));
    if checked > 0 {
        let text = format!(" {} with a check-in", plural(checked, "day"));
        painter.pieces(
            0,
            y,
            &[(&checked.to_string(), theme.text), (&text, theme.dim)],
        );
        y += 1;
    }
    if moved > 0 {
        let text = format!(" {}, {} min", plural(moved, "active day"), whole(minutes));
        painter.pieces(
            0,
            y,
            &[(&moved.to_string(), theme.text), (&text, theme.dim)],
        );
        y += 1;
    }
    y
}
