//! Summaries beside the charts: by weekday, time of day and level.

use crate::content::activities;
use crate::domain::english::{self, capital, plural};
use crate::domain::{Day, DaySummary, total, whole};
use crate::screens::history::charts;
use crate::screens::history::{History, Series};
use crate::screens::shared::Shared;
use crate::widgets::bars::slim;
use crate::widgets::chart::heat_map::WEEKDAYS;
use crate::widgets::chart::histogram::{Counted, histogram};
use crate::widgets::chart::means::{MeanRow, Means};
use crate::widgets::format;
use crate::widgets::painter::{Painter, shorten};

/// Shorter ranges, in days, have few of each weekday.
const FEW_DAYS: i64 = 60;

/// The color level of a series mean, 1 to 9.
pub(super) fn level(series: Series, mean: f64) -> u8 {
    series.level(mean).unwrap_or(1).clamp(1, 9)
}

/// The deviation from the overall mean that fills a bar: one point for ratings, otherwise the mean itself.
fn full(series: Series, middle: f64) -> f64 {
    match series {
        Series::Rating(_) => 1.0,
        Series::Own(own) if own.measure.is_scale() => 1.0,
        Series::Minutes | Series::Slept | Series::Own(_) => middle.max(1.0),
    }
}

/// Draws the mean of each weekday under a title, with a note on how reliable it is; returns the rows used, 0 if no
/// weekday has enough days.
pub(super) fn weekdays(history: &History, days: (Day, Day), painter: &mut Painter<'_>) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    let means = charts::by_weekday(history.between(days.0, days.1), history.series);
    if means.iter().all(Option::is_none) {
        return 0;
    }
    let title = format!("{} by weekday", capital(&history.title(history.series)));
    painter.text(0, 0, &title, theme.dim);
    weekday_bars(history, days, (5, 1), &mut painter.part(0, 1, width, 8));
    let text = if days.1.since(days.0) < FEW_DAYS {
        "Few days of each: only a hint."
    } else {
        "Under half a point is mostly chance."
    };
    let is_rating = matches!(history.series, Series::Rating(_));
    if !is_rating || painter.height() < 12 || !theme.numbers {
        return 9;
    }
    10 + painter.wrapped((0, 10), width, 2, text, theme.dim)
}

/// Draws only the bars: `names` columns for the weekday names, one bar every `pitch` rows.
pub(super) fn weekday_bars(
    history: &History,
    (first, last): (Day, Day),
    (names, pitch): (u16, u16),
    painter: &mut Painter<'_>,
) {
    let series = history.series;
    let means = charts::by_weekday(history.between(first, last), series);
    let middle = history.mean(series, first, last).unwrap_or(5.0);
    let row = |(name, mean): (&&'static str, &Option<f64>)| MeanRow {
        name,
        mean: *mean,
        level: mean.map_or(1, |mean| level(series, mean)),
    };
    let (names_of, means) = (
        history.week.in_order(&WEEKDAYS),
        history.week.in_order(&means),
    );
    let rows: Vec<MeanRow<'_>> = names_of.iter().zip(&means).map(row).collect();
    let means = Means {
        rows: &rows,
        middle,
        full: full(series, middle),
        names,
        pitch,
    };
    means.render(painter);
}

/// Draws how often each level occurred, under a title.
pub(super) fn levels(history: &History, (first, last): (Day, Day), painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let series = history.series;
    if matches!(series, Series::Own(_)) {
        return;
    }
    let counts = charts::by_level(history.between(first, last), series);
    let title = match series {
        Series::Rating(_) => "How often each rating",
        Series::Minutes => "How often so many minutes",
        Series::Slept | Series::Own(_) => "How often so many hours",
    };
    painter.text(0, 0, title, theme.dim);
    let name = |level: usize| match (theme.numbers, series) {
        (false, _) if level == 1 => "low".to_owned(),
        (false, _) if level == 9 => "high".to_owned(),
        (false, _) => String::new(),
        (true, Series::Minutes) => (level * 10).to_string(),
        (true, _) => level.to_string(),
    };
    let levels: Vec<Counted> = (1..)
        .zip(counts)
        .map(|(level, count)| Counted {
            name: name(level),
            count,
            style: theme.mood[level - 1],
        })
        .collect();
    histogram(
        &levels,
        &mut painter.part(0, 1, width, height.saturating_sub(1)),
    );
}

/// Draws the mean per time of day under a title; ratings only. Returns the rows used.
pub(super) fn times(
    history: &History,
    shared: &Shared,
    days: (Day, Day),
    painter: &mut Painter<'_>,
) -> u16 {
    const NAMES: u16 = 11;
    const VALUES: u16 = 5;
    const COUNTS: u16 = 11;
    let (theme, width) = (painter.theme(), painter.width());
    let Series::Rating(question) = history.series else {
        return 0;
    };
    let lets_through = |day: Day| history.on(day).is_some();
    let times = charts::by_time(&shared.journal, question, days, lets_through);
    if times.is_empty() {
        return 0;
    }
    let rows = 1 + times.len() as u16;
    let title = format!("{} by time of day", capital(&history.title(history.series)));
    painter.text(0, 0, &title, theme.dim);
    let has_counts = width >= NAMES + VALUES + COUNTS + 8;
    let counts = if has_counts { COUNTS } else { 0 };
    let room = width.saturating_sub(NAMES + VALUES + counts).min(40);
    for (y, time) in (1..).zip(times) {
        painter.text(0, y, time.name, theme.dim);
        let style = theme.mood[usize::from(level(history.series, time.mean)) - 1];
        slim(NAMES, y, room, time.mean / 9.0, style, painter);
        if theme.numbers {
            let count = if has_counts {
                format!("  {}", english::count(time.count, "time"))
            } else {
                String::new()
            };
            let mean = format::tenths(time.mean);
            let x = NAMES + room + 1;
            painter.pieces(
                x,
                y,
                &[(&format!("{mean:<3}"), theme.text), (&count, theme.dim)],
            );
        }
    }
    rows
}

/// The most activities listed.
const MOST_ACTIVITIES: usize = 10;

/// Draws the minutes in the range by activity and by weekday.
pub(super) fn moved(history: &History, shared: &Shared, painter: &mut Painter<'_>) {
    let units = painter.theme().units;
    let sums = charts::minutes_by_activity(&shared.journal, (history.first, history.last), |day| {
        history.on(day).is_some()
    });
    let sums: Vec<(String, f64)> = sums
        .into_iter()
        .map(|(activity, minutes)| {
            let name = units.name(activities::label(&activity));
            (name.into_owned(), minutes)
        })
        .take(MOST_ACTIVITIES)
        .collect();
    if sums.is_empty() {
        return;
    }
    let y = minutes("Minutes by activity", &sums, painter) + 1;
    let days = charts::minutes_by_weekday(history.between(history.first, history.last));
    let names = history.week.in_order(&WEEKDAYS).into_iter();
    let days: Vec<(String, f64)> = names
        .zip(history.week.in_order(&days))
        .map(|(name, minutes)| (name.to_owned(), minutes))
        .collect();
    let (width, height) = (painter.width(), painter.height());
    if height > y + days.len() as u16 {
        let mut part = painter.part(0, y, width, height - y);
        minutes("Minutes by weekday", &days, &mut part);
    }
}

/// Draws minutes as bars under a title; returns the next free row.
fn minutes(title: &str, rows: &[(String, f64)], painter: &mut Painter<'_>) -> u16 {
    const NAMES: u16 = 19;
    const VALUES: u16 = 6;
    let (theme, width) = (painter.theme(), painter.width());
    painter.text(0, 0, title, theme.dim);
    let most = rows.iter().map(|(_, minutes)| *minutes).fold(1.0, f64::max);
    let room = width.saturating_sub(NAMES + VALUES);
    for (y, (name, minutes)) in (1..).zip(rows) {
        let name = shorten(name, usize::from(NAMES - 1));
        painter.text(0, y, &name, theme.text);
        if *minutes > 0.0 {
            slim(NAMES, y, room, minutes / most, theme.sessions, painter);
            if theme.numbers {
                painter.right(width, y, &format!("{minutes:.0}"), theme.text);
            }
        }
    }
    1 + rows.len() as u16
}

/// Draws check-in days, active days and active minutes; returns the next free row.
pub(super) fn sums(
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
