//! The records of one day, with one selected.

use crate::content::words::{effort, label, level};
use crate::domain::english::capital;
use crate::domain::{
    CheckIn, Day, DayRecord, DaySummary, Moment, OwnRatings, Question, Session, Units,
};
use crate::keys::{Action, Context};
use crate::screens::history::{History, Series};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::day_bars::{DayBar, DayBars, UsualLines};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;
use crate::widgets::theme::Theme;

/// Minimum and maximum rows for the surrounding days.
const LEAST_AROUND: u16 = 9;
const MOST_AROUND: u16 = 24;
/// Approximate number of days shown.
const AROUND: u16 = 21;

/// Draws the day's title and its records, one or two lines each; returns the position of the selected one.
pub(super) fn render(
    history: &History,
    shared: &Shared,
    chosen: usize,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let day = history.cursor;
    let records = history.records(&shared.journal);
    let x = painter.text(1, 0, &format::day_with_year(day, shared.day), theme.strong);
    let summary = match records.len() {
        0 => String::new(),
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    painter.text(x + 3, 0, &summary, theme.dim);
    if records.is_empty() {
        painter.text(
            3,
            2,
            "Nothing recorded, and nothing to make up for.",
            theme.text,
        );
        painter.pieces(
            3,
            4,
            &[
                (
                    &shared.keys.hint(Context::DayDetail, Action::CheckIn),
                    theme.key,
                ),
                (" add check-in   ", theme.dim),
                (
                    &shared.keys.hint(Context::DayDetail, Action::Log),
                    theme.key,
                ),
                (" add session", theme.dim),
            ],
        );
        if height >= 6 + LEAST_AROUND {
            let rows = (height - 6).min(MOST_AROUND);
            let mut part = painter.part(1, height - rows, width.saturating_sub(2), rows);
            around(history, &mut part);
        }
        return None;
    }
    let mut heights: Vec<u16> = Vec::new();
    let room = width.saturating_sub(6);
    for record in &records {
        heights.push(2 + u16::from(!note(record).is_empty()) * 2);
    }
    let mut first = 0;
    while heights[first..=chosen.min(records.len() - 1)]
        .iter()
        .sum::<u16>()
        > height.saturating_sub(2)
        && first < chosen
    {
        first += 1;
    }
    let listed: u16 = heights[first..].iter().sum();
    let under = height.saturating_sub(2 + listed);
    if under >= LEAST_AROUND {
        let rows = under.min(MOST_AROUND);
        let mut part = painter.part(1, height - rows, width.saturating_sub(2), rows);
        around(history, &mut part);
    }
    let mut marked = None;
    let mut y = 2;
    for (index, record) in records.iter().enumerate().skip(first) {
        if y >= height {
            break;
        }
        let here = index == chosen;
        painter.place(
            0,
            y,
            width,
            heights[index],
            Target::Row(index as i16 - chosen as i16),
        );
        if here {
            marked = painter.marker(1, y);
        }
        let title_style = if here { theme.selected } else { theme.strong };
        match record {
            DayRecord::CheckIn(check_in) => {
                draw_check_in(check_in, history.own_ratings(), (y, title_style), painter);
            }
            DayRecord::Session(session) => draw_session(session, y, title_style, theme, painter),
        }
        y += 1;
        let text = note(record);
        if !text.is_empty() {
            y += painter.wrapped(
                (9, y),
                room.saturating_sub(3),
                3.min(height.saturating_sub(y)),
                &text,
                theme.dim,
            );
        }
        y += 1;
    }
    marked
}

/// Draws the days around the open one, which is marked.
fn around(history: &History, painter: &mut Painter<'_>) {
    const GUTTER: u16 = 4;
    const NAMES: u16 = 8;
    let series = match history.series {
        rating @ Series::Rating(_) => rating,
        Series::Minutes | Series::Slept | Series::Own(_) => Series::Rating(Question::Mood),
    };
    let title = format!("{}, the days around", capital(&history.title(series)));
    let painter = &mut panel(&title, "", false, painter);
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let room = width.saturating_sub(GUTTER + NAMES);
    let pitch = (room / AROUND).clamp(3, 6);
    let count = i64::from((room / pitch).min(2 * AROUND));
    let last = history.cursor.plus(count / 2).min(history.span.1);
    let first = last.plus(1 - count);
    let bar = |day: Day| {
        let summary = history.on(day);
        let value = summary.and_then(|summary| series.of(summary));
        DayBar::rated(value, summary.map_or(0.0, DaySummary::minutes))
    };
    let bars: Vec<DayBar> = first.through(last).map(bar).collect();
    let place = |day: Day| usize::try_from(day.since(first)).unwrap_or(0);
    let labeled = [
        (history.cursor, theme.accent),
        (first, theme.dim),
        (last, theme.dim),
    ];
    let names = labeled.map(|(day, style)| (place(day), format::short_day(day), style));
    let chart = DayBars {
        days: &bars,
        pitch,
        gutter: GUTTER,
        axis: Axis::RATING_COLUMNS,
        marks: if height >= 9 {
            &[9.0, 6.0, 3.0]
        } else {
            &[9.0]
        },
        usual: UsualLines::None,
        line: &[],
        hanging: if height >= 9 { 2 } else { 1 },
        full: 45.0,
        names: &names,
    };
    chart.render(painter);
    let target = |column: usize| Target::Day(first.plus(column as i64));
    chart.places(target, painter);
}

fn note(record: &DayRecord<'_>) -> String {
    match record {
        DayRecord::CheckIn(check_in) => {
            let tags = check_in.tags.join(", ");
            [tags.as_str(), check_in.note.as_str()]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join("\n")
        }
        DayRecord::Session(session) => session.note.clone(),
    }
}

/// The time of day; `day` if only the date is known.
fn time(timed: bool, at: Moment, units: Units) -> String {
    if timed {
        units.aligned_time(at)
    } else {
        "day".to_owned()
    }
}

fn draw_check_in(
    record: &CheckIn,
    own: OwnRatings<'_>,
    (y, style): (u16, ratatui::style::Style),
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let time = time(record.timed, record.at, theme.units);
    let least = 3 + theme.units.time_columns();
    let mut x = painter.text(3, y, &time, style).max(least) + 1;
    let roomy = painter.width() >= 100;
    for (question, rating) in record.ratings.answered() {
        let value = format::rated(question, f64::from(rating.get()), theme);
        let words = if roomy && theme.numbers {
            format!(" {}", level(question, rating))
        } else {
            String::new()
        };
        if x + columns(label(question)) + 3 >= painter.width() {
            break;
        }
        x = painter.pieces(
            x,
            y,
            &[
                (label(question), theme.dim),
                (" ", theme.dim),
                (&value, theme.text),
                (&words, theme.dim),
            ],
        ) + 2;
    }
    for (rating, value) in record.own.named(own) {
        let (name, text) = (own.label(rating), rating.text(value, !theme.numbers));
        if x + columns(&name) + columns(&text) + 1 >= painter.width() {
            break;
        }
        let pieces = [
            (name.as_str(), theme.dim),
            (" ", theme.dim),
            (text.as_str(), theme.text),
        ];
        x = painter.pieces(x, y, &pieces) + 2;
    }
    if record.sleep_hours.is_some() && !theme.numbers {
        painter.text(x, y, "hours slept", theme.dim);
    } else if let Some(hours) = record.sleep_hours {
        painter.pieces(
            x,
            y,
            &[
                ("slept ", theme.dim),
                (&format::mean(hours), theme.text),
                (" h", theme.dim),
            ],
        );
    }
}

fn draw_session(
    session: &Session,
    y: u16,
    style: ratatui::style::Style,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let time = time(session.timed, session.start, theme.units);
    let least = 3 + theme.units.time_columns();
    let x = painter.text(3, y, &time, style).max(least) + 1;
    let mut facts = vec![format::minutes(u64::from(session.active_seconds))];
    if let Some(meters) = session.distance_m {
        facts.push(theme.units.distance(meters));
    }
    match (session.before, session.after) {
        (Some(before), Some(after)) => {
            facts.push(format!("mood {before} {} {after}", theme.glyphs.arrow));
        }
        (Some(before), None) => facts.push(format!("mood before {before}")),
        (None, Some(after)) => facts.push(format!("mood after {after}")),
        (None, None) => {}
    }
    if !theme.numbers {
        facts.clear();
    }
    if let Some(felt) = session.effort {
        let words = if painter.width() >= 90 {
            format!(" ({})", effort(felt))
        } else {
            String::new()
        };
        facts.push(if theme.numbers {
            format!("effort {felt}{words}")
        } else {
            effort(felt).to_owned()
        });
    }
    if !session.complete {
        facts.push("partial".to_owned());
    }
    let room = usize::from(painter.width().saturating_sub(x + 1));
    let title = shorten(&theme.units.name(&session.title), room.min(40));
    let x = painter.text(x, y, &title, theme.sessions) + 2;
    painter.text(
        x,
        y,
        &shorten(
            &facts.join(", "),
            usize::from(painter.width().saturating_sub(x + 1)),
        ),
        theme.text,
    );
}
