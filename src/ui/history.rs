//! History: sparkline rows and a trend chart, or a list of days; the day under the cursor below.
//!
//! ```text
//!  2w ‹1m› 3m 1y all     trend list                             mood (o)
//!
//!  mood    ▆▆▇▅ ▆▅▆▅▇▇▆ ▅▆▄   5.5
//!  minutes ▃▄    ▄  ▆ ▄▃▇▄    28 a day moved
//!
//!  9 ┤   daily values as dim dots, the seven-day mean in accent
//!  1 ┤   ▴ sessions under the axis
//!
//!  › Thu 19 Feb   mood 7  energy 6   walk 32 min, 5 → 7   "met M."
//! ```

use crate::app::App;
use crate::app::history::{Range, View};
use crate::content::words::label;
use crate::domain::{Day, DaySummary, Question};
use crate::ui::braille::Dots;
use crate::ui::pen::{Pen, shorten};
use crate::ui::theme::Theme;
use crate::ui::words;

/// Columns before the charts: the labels.
const LABELS: u16 = 9;
/// Columns after the sparklines: their means.
const MEANS: u16 = 8;

/// Draws the open view.
pub fn render(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let (width, height) = (pen.width(), pen.height());
    top_line(app, theme, pen);
    if app.journal.is_empty() {
        let text = "Nothing here yet. A check-in on Today takes ten seconds; each one becomes a point here, and each session a mark under it. firstline import daylio FILE brings a diary from elsewhere.";
        pen.wrapped((3, 3), width.saturating_sub(6).min(70), 5, text, theme.text);
        return;
    }
    if app.history.view == View::List {
        list(app, theme, &mut pen.part(0, 2, width, height.saturating_sub(2)));
        return;
    }
    let columns = Columns::new(app, width.saturating_sub(LABELS + MEANS));
    let roomy = height >= 22;
    let rows = sparklines(app, &columns, roomy, theme, &mut pen.part(0, 2, width, 6));
    let detail_rows = if height >= 12 { 2 } else { 1 };
    let top = 3 + rows;
    let chart_height = height.saturating_sub(top + detail_rows + 1);
    if chart_height >= 5 {
        trend(app, &columns, theme, &mut pen.part(0, top, width, chart_height));
    }
    detail_line(app, theme, &mut pen.part(1, height.saturating_sub(detail_rows), width.saturating_sub(2), detail_rows));
}

/// Which days each column of a chart stands for: one day, or, in long ranges, several.
struct Columns {
    first: Day,
    per_column: f64,
    count: u16,
    /// Columns each day takes, where there is room for more than one.
    width: u16,
}

impl Columns {
    fn new(app: &App, room: u16) -> Self {
        let history = &app.history;
        let days = (history.last.since(history.first) + 1).max(1);
        let room = room.max(10);
        let width = (i64::from(room) / days).clamp(1, 3) as u16;
        let count = (days * i64::from(width)).min(i64::from(room)) as u16;
        let per_column = (days as f64 / (f64::from(count) / f64::from(width))).max(1.0);
        Self { first: history.first, per_column, count: count / width, width }
    }

    fn days(&self, column: u16) -> (Day, Day) {
        let at = |column: u16| (f64::from(column) * self.per_column).round() as i64;
        (self.first.plus(at(column)), self.first.plus((at(column + 1) - 1).max(at(column))))
    }

    fn column(&self, day: Day) -> u16 {
        let guess = (day.since(self.first) as f64 / self.per_column) as u16;
        (guess.saturating_sub(1)..=guess + 1)
            .find(|column| {
                let (from, to) = self.days(*column);
                (from..=to).contains(&day)
            })
            .unwrap_or(guess)
            .min(self.count.saturating_sub(1))
    }

    fn x(&self, column: u16) -> u16 {
        column * self.width
    }
}

fn top_line(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let mut x = 1;
    for range in Range::ALL {
        let here = range == app.history.range;
        let (open, close) = match (here, theme.glyphs.ascii) {
            (false, _) => ("", ""),
            (true, false) => ("‹", "›"),
            (true, true) => ("<", ">"),
        };
        let style = if here { theme.accent } else { theme.dim };
        x = pen.pieces(x, 0, &[(open, theme.accent), (range.title(), style), (close, theme.accent)]) + 1;
    }
    x += 3;
    for view in View::ALL {
        let style = if view == app.history.view { theme.accent } else { theme.dim };
        x = pen.text(x, 0, view.title(), style) + 1;
    }
    let right = pen.width().saturating_sub(1);
    if app.history.view == View::Trend && x + 20 < right {
        pen.pieces_right(right, 0, &[("line shows ", theme.dim), (label(app.history.question), theme.text)]);
    }
}

/// One row a rating, one for minutes; a blank where nothing was rated. Answers the rows used.
fn sparklines(app: &App, columns: &Columns, roomy: bool, theme: &Theme, pen: &mut Pen<'_>) -> u16 {
    let questions: Vec<Question> = if roomy {
        Question::CORE.to_vec()
    } else {
        vec![
            app.history.question,
            if app.history.question == Question::Energy { Question::Mood } else { Question::Energy },
        ]
    };
    let end = LABELS + columns.x(columns.count) + 1;
    let mut y = 0;
    for question in questions {
        let here = question == app.history.question;
        pen.text(1, y, label(question), if here { theme.accent } else { theme.dim });
        for column in 0..columns.count {
            if let Some(mean) = mean_of(app, columns.days(column), |summary| summary.mean(question)) {
                // One height a point, so that a change of one point is one step.
                let height = (mean.round() as usize).clamp(1, 8);
                pen.text(
                    LABELS + columns.x(column),
                    y,
                    theme.glyphs.bars[height - 1],
                    if here { theme.mark } else { theme.dim },
                );
            }
        }
        if let Some(mean) = app.history.mean(question) {
            pen.text(end, y, &words::mean(mean), theme.text);
        }
        y += 1;
    }
    pen.text(1, y, "minutes", theme.dim);
    for column in 0..columns.count {
        let (from, to) = columns.days(column);
        let minutes: f64 = app.history.days.range(from..=to).map(|(_, summary)| summary.minutes()).sum();
        let daily = minutes / (to.since(from) + 1) as f64;
        if daily > 0.0 {
            let height = ((daily / 7.5).ceil() as usize).clamp(1, 8);
            pen.text(LABELS + columns.x(column), y, theme.glyphs.bars[height - 1], theme.sessions);
        }
    }
    if let Some(minutes) = app.history.mean_minutes() {
        let wide = pen.width() >= end + 18;
        pen.pieces(
            end,
            y,
            &[(&format!("{minutes:.0}"), theme.text), (if wide { " a day moved" } else { "" }, theme.dim)],
        );
    }
    y + 1
}

fn mean_of(app: &App, days: (Day, Day), value: impl Fn(&DaySummary) -> Option<f64>) -> Option<f64> {
    let (sum, count) = app
        .history
        .days
        .range(days.0..=days.1)
        .filter_map(|(_, summary)| value(summary))
        .fold((0.0, 0), |(sum, count), mean| (sum + mean, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Daily values as dim dots, the seven-day mean as a line, sessions under the axis, the cursor.
fn trend(app: &App, columns: &Columns, theme: &Theme, pen: &mut Pen<'_>) {
    let history = &app.history;
    let height = pen.height().saturating_sub(2);
    let width = columns.x(columns.count);
    let cursor_x = columns.x(columns.column(history.cursor));
    axis(height, theme, pen);
    for row in 0..height {
        pen.text(LABELS + cursor_x, row, theme.glyphs.cursor_line, theme.mark);
    }
    let dots_high = height * 4;
    let row_of = |value: f64| ((9.0 - value) / 8.0 * f64::from(dots_high - 1)).round() as u16;
    let mut usual = Dots::new(width, height);
    if let Some(mean) = history.mean(history.question) {
        for x in (0..width * 2).step_by(4) {
            usual.set(x, row_of(mean));
        }
    }
    let mut daily = Dots::new(width, height);
    let mut smooth = Dots::new(width, height);
    let dot_x = |day: Day| -> u16 {
        let exact = day.since(columns.first) as f64 / columns.per_column * f64::from(columns.width) * 2.0;
        exact as u16
    };
    // Where a column is several days, daily dots would only blur: the line shows each column's mean.
    let line: Vec<Option<(u16, u16)>> = if columns.per_column >= 2.0 {
        let mean = |column| mean_of(app, columns.days(column), |summary| summary.mean(history.question));
        (0..columns.count).map(|column| mean(column).map(|value| (columns.x(column) * 2, row_of(value)))).collect()
    } else {
        for (day, summary) in &history.days {
            if let Some(mean) = summary.mean(history.question) {
                daily.set(dot_x(*day), row_of(mean));
            }
        }
        let place = |(index, value): (usize, &Option<f64>)| {
            value.map(|value| (dot_x(history.first.plus(index as i64)), row_of(value)))
        };
        history.smooth.iter().enumerate().map(place).collect()
    };
    let mut last: Option<(u16, u16)> = None;
    for here in line {
        match (last, here) {
            (Some(from), Some(to)) => smooth.line(from, to),
            (None, Some(to)) => smooth.set(to.0, to.1),
            _ => {}
        }
        last = here;
    }
    let mut chart = pen.part(LABELS, 0, width, height);
    usual.write(theme.frame, theme.glyphs.ascii, &mut chart);
    daily.write(theme.dim, theme.glyphs.ascii, &mut chart);
    smooth.write(theme.mark, theme.glyphs.ascii, &mut chart);
    sessions_row(app, columns, height, theme, pen);
    dates(app, columns, height + 1, theme, pen);
}

fn axis(height: u16, theme: &Theme, pen: &mut Pen<'_>) {
    let (tick, line) = if theme.glyphs.ascii { ("+", "|") } else { ("┤", "│") };
    for row in 0..height {
        pen.text(LABELS - 2, row, line, theme.frame);
    }
    for (value, row) in [("9", 0), ("5", (height - 1) / 2), ("1", height - 1)] {
        pen.text(LABELS - 4, row, value, theme.dim);
        pen.text(LABELS - 2, row, tick, theme.frame);
    }
}

fn sessions_row(app: &App, columns: &Columns, y: u16, theme: &Theme, pen: &mut Pen<'_>) {
    for column in 0..columns.count {
        let (from, to) = columns.days(column);
        let most = app.history.days.range(from..=to).map(|(_, summary)| summary.minutes()).fold(0.0, f64::max);
        let glyph = match most {
            most if most >= 30.0 => theme.glyphs.long_session,
            most if most > 0.0 => theme.glyphs.session,
            _ => continue,
        };
        pen.text(LABELS + columns.x(column), y, glyph, theme.sessions);
    }
}

/// A date about every twelve columns.
fn dates(app: &App, columns: &Columns, y: u16, theme: &Theme, pen: &mut Pen<'_>) {
    let long = app.history.last.since(app.history.first) > 400;
    let every = (14 / columns.width).max(1);
    let mut column = 0;
    while column < columns.count {
        let (day, _) = columns.days(column);
        let text = if long { day.date().format("%b %Y").to_string() } else { words::short_day(day) };
        if columns.x(column) + 6 <= columns.x(columns.count) {
            pen.text(LABELS + columns.x(column), y, &text, theme.dim);
        }
        column += every;
    }
}

/// The day under the cursor: means, sessions, the first note.
fn detail_line(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let day = app.history.cursor;
    let marker = format!("{} ", theme.glyphs.marker);
    let mut x = pen.pieces(0, 0, &[(&marker, theme.accent), (&words::day_with_year(day, app.day), theme.strong)]) + 3;
    let Some(summary) = app.history.days.get(&day) else {
        pen.text(x, 0, "no check-in", theme.dim);
        return;
    };
    for question in Question::ALL {
        if let Some(mean) = summary.mean(question) {
            x = pen.pieces(x, 0, &[(label(question), theme.dim), (" ", theme.dim), (&words::mean(mean), theme.text)])
                + 2;
        }
    }
    let sessions: Vec<String> = app
        .journal
        .sessions_on(day)
        .iter()
        .map(|session| {
            let lift = match (session.before, session.after) {
                (Some(before), Some(after)) => format!(", {before} {} {after}", theme.glyphs.arrow),
                _ => String::new(),
            };
            format!("{} {}{lift}", session.title, words::minutes(u64::from(session.active_seconds)))
        })
        .collect();
    let note = app
        .journal
        .check_ins_on(day)
        .iter()
        .find_map(|record| record.note.lines().next().filter(|line| !line.is_empty()));
    let tags = summary.tags.join(", ");
    let mut rest: Vec<(String, ratatui::style::Style)> = Vec::new();
    if !sessions.is_empty() {
        rest.push((sessions.join("; "), theme.sessions));
    }
    if let Some(note) = note {
        rest.push((format!("\"{note}\""), theme.dim));
    }
    if !tags.is_empty() {
        rest.push((tags, theme.dim));
    }
    let second_row = pen.height() > 1;
    let (mut x, y) = if second_row { (2, 1) } else { (x + 1, 0) };
    for (text, style) in rest {
        let room = usize::from(pen.width().saturating_sub(x));
        if room < 4 {
            break;
        }
        x = pen.text(x, y, &shorten(&text, room), style) + 3;
    }
}

/// One line a day, the latest first.
fn list(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let (width, height) = (pen.width(), pen.height());
    let history = &app.history;
    let days: Vec<(&Day, &DaySummary)> = history.days.iter().rev().collect();
    if days.is_empty() {
        pen.text(3, 1, "No records in this range. r widens it.", theme.text);
        return;
    }
    let wide = width >= 60;
    let (column, first_column) = match width {
        0..60 => (7, 10),
        60..80 => (7, 18),
        _ => (8, 20),
    };
    for (index, question) in Question::CORE.into_iter().enumerate() {
        pen.right(first_column + (index as u16 + 1) * column, 0, label(question), theme.dim);
    }
    let minutes_at = first_column + 4 * column + 8;
    if wide {
        pen.right(minutes_at, 0, "minutes", theme.dim);
    }
    let rows = usize::from(height.saturating_sub(1));
    let at = days.iter().position(|(day, _)| **day <= history.cursor).unwrap_or(days.len() - 1);
    let first = at.saturating_sub(rows / 2).min(days.len().saturating_sub(rows));
    for (row, (day, summary)) in days.iter().skip(first).take(rows).enumerate() {
        let y = row as u16 + 1;
        let here = first + row == at;
        if here {
            pen.text(1, y, theme.glyphs.marker, theme.accent);
        }
        let name = if wide { words::day_with_year(**day, app.day) } else { words::short_day(**day) };
        pen.text(3, y, &name, if here { theme.selected } else { theme.text });
        for (index, question) in Question::CORE.into_iter().enumerate() {
            let (text, style) = match summary.mean(question) {
                Some(mean) => (words::mean(mean), theme.text),
                None => (theme.glyphs.dot.to_owned(), theme.frame),
            };
            pen.right(first_column + (index as u16 + 1) * column, y, &text, style);
        }
        if wide && summary.sessions > 0 {
            pen.right(minutes_at, y, &format!("{:.0}", summary.minutes()), theme.sessions);
        }
        let x = minutes_at + 3;
        if x + 8 < width {
            let note = app.journal.check_ins_on(**day).iter().find_map(|record| record.note.lines().next());
            let about = note.map_or_else(|| summary.tags.join(", "), str::to_owned);
            pen.text(x, y, &shorten(&about, usize::from(width.saturating_sub(x + 1))), theme.dim);
        }
    }
}
