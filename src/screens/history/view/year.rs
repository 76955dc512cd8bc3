//! A year of weeks side by side: a mark a day, and under it the minutes of each week.
//!
//! ```text
//!       Mar Apr  May Jun Jul
//!  Mon  ■■■■■■■■■■■··■■■···■■     month   mood   days moved
//!       ■■■■■■■··■·■■■■■■··■■     Mar     4.1    ▪▪▪  9
//!  Sun  ■■■■■■■■■·■■■■■■■···■■
//!  min   ▅█▁▇▇▁▄▃█▇▂▅▃▄▂▄  ██
//! ```

use crate::domain::{Day, total};
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// Columns before the weeks.
const LABELS: u16 = 6;
/// From this width a table of months stands at the right.
const TABLE_FROM: u16 = 94;
/// Minutes of a week that fill its bar.
const FULL_WEEK: f64 = 300.0;

/// Draws the year with the cursor in it.
pub fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    if painter.height() < 7 {
        painter.wrapped(
            (1, 0),
            painter.width().saturating_sub(2),
            2,
            "The year needs a taller window.",
            theme.text,
        );
        return;
    }
    let weeks = visible(history, painter.width().saturating_sub(LABELS + 1));
    let top = u16::from(painter.height() >= 8);
    painter.cached(super::chart_key(history, weeks.first(), theme), |painter| {
        draw(history, shared, weeks, top, theme, painter);
    });
    if painter.notes_clicks() {
        let (first, last) = history.span;
        for day in weeks.first().max(first).through(weeks.last().min(last)) {
            if let Some((column, weekday)) = weeks.place(day) {
                painter.place(LABELS + column, top + weekday, 1, 1, Target::Day(day));
            }
        }
    }
    if let Some((column, weekday)) = weeks.place(history.cursor) {
        let (text, style) = mark(history, history.cursor, theme);
        let text = if text == " " { theme.glyphs.dot } else { text };
        painter.text(
            LABELS + column,
            top + weekday,
            text,
            style.add_modifier(Modifier::REVERSED),
        );
    }
}

/// The latest weeks of the year that fit; the earliest where the cursor lies in those.
fn visible(history: &History, room: u16) -> WeekGrid {
    let year = history.year();
    let count = year.count().min(room);
    let late = WeekGrid::ending(year.last(), count);
    if history.cursor >= late.first() {
        late
    } else {
        WeekGrid::ending(year.first().plus(i64::from(count) * 7 - 1), count)
    }
}

fn draw(
    history: &History,
    shared: &Shared,
    weeks: WeekGrid,
    top: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    grid(history, weeks, top, theme, painter);
    let left = painter.height().saturating_sub(top + 7);
    let mut y = top + 7 + u16::from(left >= 5);
    if left >= 2 {
        y += minutes(
            history,
            weeks,
            y,
            if left >= 4 && !theme.glyphs.ascii {
                2
            } else {
                1
            },
            theme,
            painter,
        );
    }
    if y < painter.height() {
        y += u16::from(y + 1 < painter.height());
        legend(history.series, y, theme, painter);
    }
    if painter.width() >= TABLE_FROM && painter.height() >= 14 {
        months(
            history,
            shared,
            weeks,
            theme,
            &mut painter.part(LABELS + weeks.count() + 4, 0, 34, 14),
        );
    }
    // The years before, where a tall window has room for them.
    let mut older = WeekGrid::ending(weeks.first().plus(-1), weeks.count());
    y += 2;
    while y + 8 <= painter.height() && older.last() >= history.span.0 {
        grid(history, older, y + 1, theme, painter);
        older = WeekGrid::ending(older.first().plus(-1), older.count());
        y += 9;
    }
}

/// Columns of a month's name, the gap after it not counted.
const NAME: u16 = 3;

/// The months' names over the weeks they begin in. A month has four weeks at least, so none has to give way to another;
/// only at the right edge there may be no room.
fn month_names(weeks: WeekGrid) -> Vec<(u16, String)> {
    let months = weeks.months().into_iter();
    months
        .filter(|(column, _)| column + NAME <= weeks.count())
        .map(|(column, first)| (column, first.date().format("%b").to_string()))
        .collect()
}

/// Weeks as columns from the row `top`; over them the year of the first and the months, where there is a row for it.
fn grid(history: &History, weeks: WeekGrid, top: u16, theme: &Theme, painter: &mut Painter<'_>) {
    if top > 0 {
        let year = weeks.first().date().format("%Y").to_string();
        painter.text(1, top - 1, &year, theme.dim);
        for (column, name) in month_names(weeks) {
            painter.text(LABELS + column, top - 1, &name, theme.dim);
        }
    }
    for (weekday, name) in ["Mon", "", "Wed", "", "Fri", "", "Sun"]
        .into_iter()
        .enumerate()
    {
        painter.text(1, top + weekday as u16, name, theme.dim);
    }
    for column in 0..weeks.count() {
        for weekday in 0..7 {
            let (text, style) = mark(history, weeks.day(column, weekday), theme);
            painter.text(LABELS + column, top + weekday, text, style);
        }
    }
}

/// A day's mark: the ramp's colour, or the digit; a dot for a day with nothing of it.
fn mark(history: &History, day: Day, theme: &Theme) -> (&'static str, Style) {
    if day < history.span.0 || day > history.span.1 {
        return (" ", theme.frame);
    }
    let value = history
        .on(day)
        .and_then(|summary| history.series.of(summary));
    match value.and_then(|value| history.series.level(value)) {
        Some(level) => level_mark(level, theme),
        None => (theme.glyphs.dot, theme.frame),
    }
}

/// The mark of a level, 1 to 9.
pub fn level_mark(level: u8, theme: &Theme) -> (&'static str, Style) {
    const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let place = usize::from(level.clamp(1, 9) - 1);
    let text = match theme.ramp && !theme.glyphs.ascii {
        true => theme.glyphs.square,
        false if theme.numbers => DIGITS[place],
        false => theme.glyphs.bars[place.min(7)],
    };
    (text, theme.mood[place])
}

/// A bar a week; answers the rows used.
fn minutes(
    history: &History,
    weeks: WeekGrid,
    y: u16,
    rows: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    painter.text(1, y + rows - 1, "min", theme.dim);
    let steps = f64::from(rows) * 8.0;
    for column in 0..weeks.count() {
        let days = history.between(weeks.day(column, 0), weeks.day(column, 6));
        let minutes = total(days.map(|(_, summary)| summary.minutes()));
        let mut height = (minutes / FULL_WEEK * steps).ceil().min(steps) as usize;
        for row in (0..rows).rev() {
            let part = height.min(8);
            if part > 0 {
                painter.text(
                    LABELS + column,
                    y + row,
                    theme.glyphs.bars[part - 1],
                    theme.sessions,
                );
            }
            height -= part;
        }
    }
    rows
}

fn legend(series: Series, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let (low, high, none) = match series {
        Series::Rating(_) => ("low", "high", "not rated"),
        Series::Minutes | Series::Slept if !theme.numbers => ("little", "much", "none"),
        Series::Minutes => ("up to 10 min", "over 80", "none"),
        Series::Slept => ("1 h", "9 h or more", "not given"),
    };
    let mut x = painter.text(LABELS, y, low, theme.dim) + 1;
    for level in 1..=9 {
        let (text, style) = level_mark(level, theme);
        x = painter.text(x, y, text, style);
    }
    x = painter.text(x + 1, y, high, theme.dim) + 3;
    painter.pieces(
        x,
        y,
        &[
            (theme.glyphs.dot, theme.frame),
            (" ", theme.dim),
            (none, theme.dim),
        ],
    );
}

/// The months of the year: mean, and days moved.
fn months(
    history: &History,
    shared: &Shared,
    weeks: WeekGrid,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    painter.text(0, 0, "month", theme.dim);
    if theme.numbers {
        painter.right(14, 0, history.series.title(), theme.dim);
    }
    painter.text(17, 0, "days moved", theme.dim);
    let mut months = weeks.months();
    let begun = months
        .iter()
        .rposition(|(_, first)| *first <= history.span.0)
        .unwrap_or(0);
    months.drain(..begun);
    // The last week may reach into the next month.
    months.retain(|(_, first)| *first <= shared.day);
    for (row, (_, first)) in months.iter().enumerate().take(13) {
        let y = row as u16 + 1;
        let last = months
            .get(row + 1)
            .map_or(weeks.last(), |(_, next)| next.plus(-1));
        painter.text(0, y, &first.date().format("%b").to_string(), theme.text);
        if let Some(mean) = history
            .mean(history.series, *first, last)
            .filter(|_| theme.numbers)
        {
            painter.right(14, y, &format::mean(mean), theme.text);
        }
        let moved = history
            .between(*first, last)
            .filter(|(_, summary)| summary.sessions > 0)
            .count();
        if moved > 0 {
            let bar = theme.glyphs.step_done.repeat(moved.div_ceil(2));
            let x = painter.text(17, y, &bar, theme.sessions);
            if theme.numbers {
                painter.text(x + 1, y, &moved.to_string(), theme.dim);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike as _, NaiveDate};

    #[test]
    fn every_month_stands_over_its_first_week_at_every_date() {
        let first = Day::from_date(NaiveDate::from_ymd_opt(2019, 1, 1).unwrap());
        // Ten years of last days, in every width there is.
        for ago in 0..3653 {
            for count in [53, 52, 30, 20, 12] {
                let weeks = WeekGrid::ending(first.plus(ago), count);
                let names = month_names(weeks);
                let mut free = 0;
                for (column, name) in &names {
                    assert!(*column >= free, "{name} overlaps in {weeks:?}");
                    free = column + NAME + 1;
                    let begins = (0..7)
                        .map(|weekday| weeks.day(*column, weekday).date())
                        .any(|date| date.day() == 1 && date.format("%b").to_string() == *name);
                    assert!(begins, "{name} in {weeks:?} is over another month");
                }
                let whole = (0..=count - NAME).filter(|column| {
                    (0..7).any(|weekday| weeks.day(*column, weekday).date().day() == 1)
                });
                assert_eq!(
                    names.len(),
                    whole.count(),
                    "no month is left out of {weeks:?}"
                );
            }
        }
    }
}
