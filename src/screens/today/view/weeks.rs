//! The last two or three weeks: mood as columns, minutes hanging below, the usual level as a line.

use crate::domain::english::count;
use crate::domain::{Day, DaySummary, Question, whole};
use crate::keys::Tab;
use crate::screens::shared::Shared;
use crate::screens::today::Today;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::day_bars::{DayBar, DayBars, UsualLines};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::panel::panel;
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Minutes that fill the rows under a column.
const FULL: f64 = 45.0;
/// Columns before the first day, for the axis labels.
const GUTTER: u16 = 2;
/// Columns after the last day, for the names of the series.
const NAMES: u16 = 6;
/// Minimum rows of the columns, including the row of day names; below that they are not readable.
const LEAST: u16 = 5;

/// Mood and minutes of the `days` up to today.
fn bars(shared: &Shared, days: u16) -> Vec<DayBar> {
    let first = shared.day.plus(1 - i64::from(days));
    let summaries = shared.journal.days(first, shared.day);
    let bar = |day: Day| {
        let summary = summaries.get(&day);
        let mood = summary.and_then(|day| day.mean(Question::Mood));
        DayBar::rated(mood, summary.map_or(0.0, DaySummary::minutes))
    };
    first.through(shared.day).map(bar).collect()
}

/// Draws the weeks in a frame over the painter's area.
pub(super) fn render(today: &Today, shared: &Shared, days: u16, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    if height < LEAST + 2 {
        return;
    }
    let theme = painter.theme();
    let bars = bars(shared, days);
    let compares = today.compares(shared);
    let rated: Vec<f64> = bars.iter().filter_map(|bar| bar.value).collect();
    let note = if compares && theme.numbers && !rated.is_empty() {
        let mean = rated.iter().sum::<f64>() / rated.len() as f64;
        format!("average {}", format::mean(mean))
    } else {
        String::new()
    };
    painter.place(0, 0, width, height, Target::Tab(Tab::History as usize));
    let title = format!("Mood, last {} weeks", days / 7);
    let mut inside = panel(&title, &note, false, painter);
    let (width, height) = (inside.width(), inside.height());
    let beside = if width >= 46 { NAMES } else { 0 };
    let pitch = (width.saturating_sub(GUTTER + beside) / days).max(1);
    let named = names(shared, days, pitch, theme);
    let usual = today.known.usual(Question::Mood).filter(|_| compares);
    DayBars {
        days: &bars,
        pitch,
        gutter: GUTTER,
        axis: Axis::RATING_COLUMNS,
        marks: &[9.0, 6.0, 3.0],
        usual: usual.map_or(UsualLines::None, |usual| UsualLines::Level(usual.mean)),
        line: &[],
        hanging: if height >= 9 { 2 } else { 1 },
        full: FULL,
        names: &named,
    }
    .render(&mut inside);
}

/// The day names under their columns, today first so that it keeps its place when space is short.
fn names(shared: &Shared, days: u16, pitch: u16, theme: &Theme) -> Vec<(usize, String, Style)> {
    let last = usize::from(days) - 1;
    let name = |place: usize| {
        let day = shared.day.plus(place as i64 - last as i64);
        let letter = ["M", "T", "W", "T", "F", "S", "S"][day.weekday()];
        let (name, style) = match place == last {
            true if pitch >= 4 => ("now", theme.accent),
            true => (letter, theme.accent),
            false => (letter, theme.dim),
        };
        (place, name.to_owned(), style)
    };
    (0..=last).rev().map(name).collect()
}

/// Draws two weeks as one-cell columns in three or four rows, with a summary in words beside them.
pub(super) fn small(today: &Today, shared: &Shared, painter: &mut Painter<'_>) {
    let (theme, height) = (painter.theme(), painter.height().min(4));
    if shared.journal.is_empty() {
        let key = shared.key_here(crate::keys::Action::Import);
        let text = super::first::promise(&key);
        let (width, height) = (painter.width(), painter.height());
        painter.wrapped((0, 0), width, height, &text, theme.dim);
        return;
    }
    if height < 3 {
        super::week::one_line(shared, painter);
        return;
    }
    let bars = bars(shared, 14);
    let named = names(shared, 14, 2, theme);
    let chart = DayBars {
        days: &bars,
        pitch: 2,
        gutter: 0,
        axis: Axis::RATING_COLUMNS,
        marks: &[],
        usual: UsualLines::None,
        line: &[],
        hanging: u16::from(height > 3),
        full: FULL,
        names: &named,
    };
    let width = painter.width();
    chart.render(&mut painter.part(0, 0, width, height));
    let x = chart.end() + 2;
    let room = width.saturating_sub(x);
    let usual = today.known.usual(Question::Mood);
    let usual = usual.filter(|_| theme.numbers && today.compares(shared));
    let mood = "Mood, 2 weeks";
    let told = usual.map_or_else(
        || mood.to_owned(),
        |usual| format!("{mood}; usual {}", format::mean(usual.mean)),
    );
    let told = if columns(&told) > room { mood } else { &told };
    painter.text(x, 0, told, theme.dim);
    let week = shared.journal.week(shared.day);
    match (week.active_days(), theme.numbers) {
        (0, _) | (_, false) => super::week::one_line(shared, &mut painter.part(x, 1, room, 1)),
        (days, true) => {
            let days = count(days, "active day");
            let told = format!("{days}, {} min", whole(week.total()));
            painter.text(x, 1, &told, theme.sessions);
        }
    }
}
