//! One line a day, the latest first; picked days carry a mark.

use crate::app::App;
use crate::domain::{Day, DaySummary, Question};
use crate::ui::pen::{Pen, shorten};
use crate::ui::theme::Theme;
use crate::ui::words;

use crate::content::words::label;

/// Draws the days around the cursor.
pub fn render(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let (width, height) = (pen.width(), pen.height());
    let history = &app.history;
    let rows = usize::from(height.saturating_sub(1));
    let (days, at) = around(app, rows);
    if days.is_empty() {
        pen.text(3, 1, "No day with such records.", theme.text);
        return;
    }
    let wide = width >= 60;
    let (column, first_column) = match width {
        0..60 => (7, 10),
        60..80 => (7, 19),
        _ => (8, 21),
    };
    for (index, question) in Question::CORE.into_iter().enumerate() {
        pen.right(first_column + (index as u16 + 1) * column, 0, label(question), theme.dim);
    }
    let minutes_at = first_column + 4 * column + 8;
    if wide {
        pen.right(minutes_at, 0, "minutes", theme.dim);
    }
    for (row, (day, summary)) in days.iter().enumerate() {
        let y = row as u16 + 1;
        let here = at == Some(row);
        if here {
            pen.text(1, y, theme.glyphs.marker, theme.accent);
        }
        if history.picked.contains(day) {
            pen.text(2, y, "+", theme.warn);
        }
        let name = if wide { words::day_with_year(*day, app.day) } else { words::short_day(*day) };
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
            let note = app.journal.check_ins_on(*day).iter().find_map(|record| record.note.lines().next());
            let about = note.map_or_else(|| summary.tags.join(", "), str::to_owned);
            pen.text(x, y, &shorten(&about, usize::from(width.saturating_sub(x + 1))), theme.dim);
        }
    }
}

/// At most `rows` days with records, the latest first, the cursor's in the middle where it can be; and its row.
fn around(app: &App, rows: usize) -> (Vec<(Day, &DaySummary)>, Option<usize>) {
    let history = &app.history;
    let (first, last) = history.span;
    // The cursor's own day, or the nearest one with records, down the list or up.
    let mut older: Vec<(Day, &DaySummary)> = history.between(first, history.cursor).rev().take(rows).collect();
    let mut newer: Vec<(Day, &DaySummary)> = history.between(history.cursor.plus(1), last).take(rows).collect();
    let above = newer.len().min((rows / 2).max(rows.saturating_sub(older.len())));
    newer.truncate(above);
    newer.reverse();
    let at = (!older.is_empty()).then_some(newer.len());
    older.truncate(rows.saturating_sub(newer.len()));
    newer.extend(older);
    (newer, at)
}
