//! A month as a calendar: each day as a colored cell with its value and minutes; the weekday means below, a summary of
//! the month on the right.
//!
//! ```text
//!  Mon        Tue        Wed             February
//!    2     5    3     6    4     ·       Mood    5.9  ██████
//!  ▴ 10 min              ▴ 5 min         22 check-in days
//! ```
//! Wide windows also show the previous month on the left, so that there is something to see in the first days of a
//! month.

use crate::domain::english::{capital, plural};
use crate::domain::{Day, DaySummary};
use crate::screens::history::period::month_of;
use crate::screens::history::view::aside;
use crate::screens::history::{History, Series, charts};
use crate::screens::shared::Shared;
use crate::widgets::bars::slim;
use crate::widgets::chart::calendar_day::CalendarDay;
use crate::widgets::chart::heat_map::WEEKDAYS;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use chrono::Datelike as _;
use ratatui::style::{Modifier, Style};

/// Minimum width, in columns, to show the previous month too, if it has records.
const TWO_FROM: u16 = 76;
/// Minimum widths, in columns, to show the summary on the right: beside one month, beside two.
const ASIDE_FROM: [u16; 2] = [88, 118];
/// Columns of the summary.
const ASIDE: u16 = 30;
/// Columns between two months.
const BETWEEN: u16 = 3;
/// Minimum and maximum columns and rows of a day.
const WIDTHS: (u16, u16) = (5, 18);
const HEIGHTS: (u16, u16) = (1, 7);

/// Summarizes the month in a sentence.
pub(super) fn sentence(history: &History, room: usize, theme: &Theme) -> String {
    let (first, last) = history.month();
    let name = title((first, last));
    let mean = history.mean(history.series, first, last);
    let moved = history
        .between(first, last)
        .filter(|(_, summary)| summary.sessions > 0)
        .count();
    let days = plural(moved, "active day");
    match (mean, theme.numbers) {
        (Some(mean), true) => {
            let (series, mean) = (history.title(history.series), format::mean(mean));
            let long = format!("{name}: {series} {mean} on average, {moved} {days}.");
            if long.len() <= room {
                long
            } else {
                format!("{name}: {series} {mean}, {moved} {days}.")
            }
        }
        _ => format!(
            "{name}: {} by day, minutes below.",
            history.title(history.series)
        ),
    }
}

/// A month as its first and last day; the latest, while nearly empty, together with the one before.
type Month = (Day, Day);

/// `February 2026`, or `February and March 2026`.
fn title((first, last): Month) -> String {
    let name = |day: Day| day.date().format("%B %Y").to_string();
    let (first, last) = (name(first), name(last));
    if first == last {
        return first;
    }
    let [month, year] = [0, 1].map(|part| first.split(' ').nth(part).unwrap_or_default());
    if last.ends_with(year) {
        format!("{month} and {last}")
    } else {
        format!("{first} and {last}")
    }
}

/// What the figures of a day mean, with style and meaning.
pub(super) fn legend(history: &History, theme: &Theme) -> Vec<(String, Style, String)> {
    let moved = (
        theme.glyphs.session.to_owned(),
        theme.sessions,
        "minutes moved".to_owned(),
    );
    if !theme.numbers {
        return vec![moved];
    }
    let digit = if theme.ramp {
        theme.fill[5]
    } else {
        theme.strong
    };
    vec![
        ("18".to_owned(), theme.dim, "date".to_owned()),
        (" 6 ".to_owned(), digit, history.title(history.series)),
        moved,
    ]
}

/// Draws the cursor's month and, if it fits, the previous month on its left.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let this = history.month();
    let (width, height) = (painter.width(), painter.height());
    let is_one = month_of(this.0) == this;
    let is_double = is_one && width >= TWO_FROM && history.span.0 < this.0;
    let months = if is_double {
        vec![month_of(this.0.plus(-1)), this]
    } else {
        vec![this]
    };
    let count = months.len() as u16;
    let has_aside = width >= ASIDE_FROM[usize::from(count - 1)];
    let aside = if has_aside { ASIDE } else { 0 };
    let room = width.saturating_sub(1 + aside + (count - 1) * BETWEEN);
    let cell = (room / (7 * count)).clamp(WIDTHS.0, WIDTHS.1);
    let weeks = months
        .iter()
        .map(|(first, last)| WeekGrid::between(*first, *last, history.week).count());
    let weeks = weeks.max().unwrap_or(1);
    let head = count;
    let foot = foot_rows(shared, is_double, theme);
    // One-row days have nothing below them; taller days leave room for the summary of the month.
    let pitch = match height.saturating_sub(head) / weeks {
        ..2 => 1,
        few @ 2..4 if !is_double => few,
        _ => (height.saturating_sub(head + foot) / weeks).max(2),
    };
    let pitch = pitch.clamp(HEIGHTS.0, HEIGHTS.1);
    for (place, days) in (0..).zip(&months) {
        let x = 1 + place * (7 * cell + BETWEEN);
        let mut part = painter.part(x, 0, 7 * cell, height);
        if is_double {
            part.text(0, 0, &title(*days), theme.strong);
        }
        calendar(history, shared, *days, head, (cell, pitch), &mut part);
        let y = head + weeks * pitch;
        let mut part = part.part(0, y, 7 * cell, height.saturating_sub(y));
        under(history, shared, *days, cell, is_double, &mut part);
    }
    if has_aside {
        let x = 1 + count * (7 * cell + BETWEEN);
        let mut part = painter.part(x, 0, width.saturating_sub(x), height);
        beside(history, shared, &months, theme, &mut part);
    }
}

/// Draws the days of a month under the weekday names.
fn calendar(
    history: &History,
    shared: &Shared,
    (first, last): Month,
    head: u16,
    (cell, pitch): (u16, u16),
    painter: &mut Painter<'_>,
) {
    let names = painter.theme().dim;
    for (weekday, name) in (0..).zip(history.week.in_order(&WEEKDAYS)) {
        painter.text(weekday * cell, head - 1, name, names);
    }
    let weeks = WeekGrid::between(first, last, history.week);
    for day in first.through(last) {
        if let Some((week, weekday)) = weeks.place(day) {
            let is_inside = (history.span.0..=history.span.1).contains(&day);
            let mut part = painter.part(weekday * cell, head + week * pitch, cell, pitch);
            if is_inside {
                part.place(0, 0, cell, pitch, Target::Day(day));
            }
            of_day(history, shared, day, is_inside).render(day == history.cursor, &mut part);
        }
    }
}

/// Rows below a month: the weekday means and, with two months, the rating means.
fn foot_rows(shared: &Shared, is_double: bool, theme: &Theme) -> u16 {
    let ratings = shared.settings.questions().len() as u16;
    match (theme.numbers, is_double) {
        (true, true) => 3 + ratings,
        (true, false) => 2,
        (false, true) => 1 + ratings,
        (false, false) => 0,
    }
}

/// Draws the summary below a month, as much as fits.
fn under(
    history: &History,
    shared: &Shared,
    days: Month,
    cell: u16,
    is_double: bool,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let mut y = 0;
    if theme.numbers && height >= 2 {
        weekdays(
            history,
            days,
            cell,
            theme,
            &mut painter.part(0, 0, width, 2),
        );
        y = 2;
    }
    if is_double && height > y {
        let rows = shared.settings.questions().len() as u16;
        let gap = u16::from(height > y + rows);
        let mut part = painter.part(0, y + gap, width, height - y - gap);
        ratings(history, shared, days, &mut part);
    }
}

/// Draws the mean of each rating as a bar; returns the next free row.
fn ratings(history: &History, shared: &Shared, days: Month, painter: &mut Painter<'_>) -> u16 {
    const VALUES: u16 = 14;
    let theme = painter.theme();
    let room = painter.width().saturating_sub(VALUES + 1).min(40);
    let mut y = 0;
    for question in &shared.settings.questions() {
        let series = Series::Rating(*question);
        let Some(mean) = history.mean(series, days.0, days.1) else {
            continue;
        };
        painter.text(0, y, &capital(&history.title(series)), theme.dim);
        if theme.numbers {
            painter.text(9, y, &format::tenths(mean), theme.text);
        }
        let level = (mean.round() as usize).clamp(1, 9) - 1;
        slim(VALUES, y, room, mean / 9.0, theme.mood[level], painter);
        y += 1;
    }
    y
}

fn of_day(history: &History, shared: &Shared, day: Day, is_inside: bool) -> CalendarDay {
    let summary = history.on(day).filter(|_| is_inside);
    let value = summary.and_then(|summary| history.series.of(summary));
    let sessions = shared.journal.sessions_on(day);
    let units = shared.settings.units();
    let month = if day.date().day() == 1 && month_of(history.month().0) != history.month() {
        day.date().format("%b").to_string()
    } else {
        String::new()
    };
    CalendarDay {
        date: day.date().day(),
        month,
        level: value.and_then(|value| history.series.level(value)),
        is_inside,
        minutes: summary.map_or(0.0, DaySummary::minutes),
        done: sessions.first().map_or_else(String::new, |session| {
            units.name(&session.title).into_owned()
        }),
    }
}

/// Draws the mean of each weekday under its column.
fn weekdays(
    history: &History,
    (first, last): Month,
    cell: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    painter.text(0, 0, "Average by weekday", theme.dim);
    let means = charts::means_by_weekday(history.between(first, last), history.series);
    for (weekday, mean) in (0..).zip(history.week.in_order(&means)) {
        let Some((mean, _)) = mean else { continue };
        let level = usize::from(aside::level(history.series, mean)) - 1;
        let style = if theme.ramp {
            theme.mood[level]
        } else {
            theme.text
        };
        let style = style.add_modifier(Modifier::BOLD);
        painter.text(weekday * cell, 1, &format::tenths(mean), style);
    }
}

/// Draws the summary: ratings and totals for one month, only totals for two.
fn beside(
    history: &History,
    shared: &Shared,
    months: &[Month],
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let mut y = 0;
    for days in months {
        painter.text(0, y, &title(*days), theme.strong);
        y += 1;
        let width = painter.width().min(34);
        if months.len() == 1 {
            let room = painter.height().saturating_sub(y + 1);
            y += 2 + ratings(
                history,
                shared,
                *days,
                &mut painter.part(0, y + 1, width, room),
            );
        }
        if theme.numbers {
            y = aside::sums(history, *days, y, painter) + 1;
        }
    }
    let (height, width) = (painter.height(), painter.width().saturating_sub(1));
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return;
    };
    if height >= y + 6 {
        let rows = (height - y).min(14);
        let days = (first.0, last.1);
        aside::levels(history, days, &mut painter.part(0, y, width, rows));
    }
}
