//! Today compared with the usual: each rating on a line from 1 to 9, with yesterday's and the usual value.
//!
//! ```text
//!  ╭─ Today and your usual ────────────────────────── 09:02 ╮
//!  │ Good: 2.1 points above your usual 4.9.                 │
//!  │ 09:02  Ten-minute walk  10 min  mood 5 → 7             │
//!  │ Mood     ─────━━━━━┃━━━━●────   7  good                │
//!  │ Energy   ──━━━━━━┃━●━○───────   5  some                │
//!  │                                                        │
//!  │          ● now  ○ yesterday  ┃ usual  ━━ most days     │
//!  ╰────────────────────────────────────────────────────────╯
//! ```

use super::moments;
use crate::coach::{latest_mood, saved_low};
use crate::content::words::{label, level};
use crate::domain::english::capital;
use crate::domain::{CheckIn, DayRecord, Question, Rating};
use crate::screens::shared::Shared;
use crate::screens::today::Today;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;
use crate::widgets::rating_track::track;
use ratatui::style::Style;

/// Minimum distance from the usual, in points, to count as different.
const APART: f64 = 0.5;
/// Columns of a rating's value and word.
const WORDS: u16 = 19;
/// Maximum columns of a track.
const WIDEST: u16 = 72;

/// One of today's ratings.
struct Row {
    question: Question,
    now: Rating,
    yesterday: Option<f64>,
}

/// Rows needed, including the frame; at least those of the form it replaces.
pub(super) fn rows(today: &Today, shared: &Shared, form: u16) -> u16 {
    let (tracks, listed) = (rated(shared).len() as u16, listed(today, shared));
    // The sentence and a gap, or the listed records; the tracks; a gap and the legend.
    let inside = 1 + listed.max(1) + tracks + 2 - u16::from(listed > 1);
    (inside + 2).max(form)
}

/// Draws the panel in the painter's area.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) {
    let compares = today.compares(shared);
    let title = if compares {
        "Today and your usual"
    } else {
        "Today"
    };
    let moments = today.moments(shared);
    let last = moments.iter().filter_map(DayRecord::time).next_back();
    // Listed records show their own times.
    let last = last.filter(|_| listed(today, shared) == 0);
    let time = last.map_or_else(String::new, |at| shared.settings.units().time(at));
    let mut inside = panel(title, &time, false, painter);
    let (width, height) = (inside.width(), inside.height());
    let x = sentence(today, shared, compares, &mut inside);
    let rated = rated(shared);
    let tracks = rated.len() as u16;
    let y = u16::from(x > 0);
    let room = height.saturating_sub(y + tracks);
    let listed = listed(today, shared).min(room);
    if listed > 0 {
        moments::render(today, shared, &mut inside.part(0, y, width, listed));
    }
    let gap = u16::from(listed == 0 && room > 1);
    let y = y + listed + gap;
    for (row, rating) in (y..).zip(&rated) {
        line(today, rating, compares, &mut inside.part(0, row, width, 1));
    }
    if tracks > 0 && y + tracks < height {
        legend(
            today,
            &rated,
            compares,
            &mut inside.part(LABELS, height - 1, width, 1),
        );
    }
}

/// Columns of a row's name, including the gap after it.
const LABELS: u16 = 10;

/// The number of records listed; a single check-in without text is fully shown by its tracks.
fn listed(today: &Today, shared: &Shared) -> u16 {
    let moments = today.moments(shared);
    let mut answered = moments.iter().filter_map(|record| match record {
        DayRecord::CheckIn(record) => Some(record),
        DayRecord::Session(_) => None,
    });
    let is_told = |record: &CheckIn| {
        record.own.is_empty()
            && record.tags.is_empty()
            && record.note.is_empty()
            && record.sleep_hours.is_none()
    };
    match (moments.len(), answered.next(), answered.next()) {
        (1, Some(record), None) if is_told(record) => 0,
        _ => moments::rows(today, shared),
    }
}

/// Today's latest answer to each question that has one.
fn rated(shared: &Shared) -> Vec<Row> {
    let (journal, day) = (&shared.journal, shared.day);
    let yesterday = journal.days(day.plus(-1), day.plus(-1));
    let before = yesterday.values().next();
    let latest = |question| {
        let mut records = journal.check_ins_on(day).iter().rev();
        if question == Question::Mood {
            latest_mood(journal, day)
        } else {
            records.find_map(|record| record.ratings.get(question))
        }
    };
    let row = |question| {
        Some(Row {
            question,
            now: latest(question)?,
            yesterday: before.and_then(|day| day.mean(question)),
        })
    };
    Question::ALL.into_iter().filter_map(row).collect()
}

/// Draws the latest mood and its distance from the usual; returns the next free column, 0 if nothing is drawn.
fn sentence(today: &Today, shared: &Shared, compares: bool, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let has_check_in = !shared.journal.check_ins_on(shared.day).is_empty();
    let Some(mood) = latest_mood(&shared.journal, shared.day).filter(|_| has_check_in) else {
        return 0;
    };
    // The notice already says something kind about a low mood; no need to repeat it.
    if saved_low(Some(mood)).is_some() {
        return 0;
    }
    let word = capital(level(Question::Mood, mood));
    let usual = today.known.usual(Question::Mood).filter(|_| compares);
    let told = usual.map(|usual| {
        let apart = f64::from(mood.get()) - usual.mean;
        let side = if apart > 0.0 { "above" } else { "below" };
        let (points, usual) = (format::mean(apart.abs()), format::mean(usual.mean));
        match (apart.abs() < APART, theme.numbers) {
            (true, true) => format!(": about your usual {usual}."),
            (true, false) => ": about your usual.".to_owned(),
            (false, true) => format!(": {points} points {side} your usual {usual}."),
            (false, false) => format!(": {side} your usual."),
        }
    });
    // Numbers are never cut off: text that doesn't fit is left out.
    let room = painter.width().saturating_sub(columns(&word));
    let told = told.filter(|told| columns(told) <= room);
    let told = told.unwrap_or_else(|| ".".to_owned());
    painter.pieces(0, 0, &[(&word, theme.strong), (&told, theme.text)])
}

/// Draws one rating: name, line, value and word.
fn line(today: &Today, row: &Row, compares: bool, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    painter.text(0, 0, &capital(label(row.question)), theme.dim);
    let room = width.saturating_sub(LABELS + WORDS).min(WIDEST);
    let usual = today.known.usual(row.question).filter(|_| compares);
    let before = row.yesterday.filter(|_| compares);
    let now = f64::from(row.now.get());
    track(
        usual,
        before,
        Some(now),
        &mut painter.part(LABELS, 0, room, 1),
    );
    let x = LABELS + room + 2;
    let color = theme.mood[usize::from(row.now.get()) - 1];
    let word = level(row.question, row.now);
    if theme.numbers {
        painter.text(x, 0, &row.now.get().to_string(), color);
        let room = usize::from(width.saturating_sub(x + 3));
        painter.text(x + 3, 0, &shorten(word, room), theme.text);
    } else {
        painter.text(
            x,
            0,
            &shorten(word, usize::from(width - x.min(width))),
            theme.text,
        );
    }
}

/// Draws the legend for the symbols in use.
fn legend(today: &Today, rated: &[Row], compares: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let has_usual = compares
        && rated
            .iter()
            .any(|row| today.known.usual(row.question).is_some());
    let has_yesterday = compares && rated.iter().any(|row| row.yesterday.is_some());
    let [tick, band] = if theme.glyphs.ascii {
        ["|", "=="]
    } else {
        ["┃", "━━"]
    };
    let signs: [(bool, &str, Style, &str); 4] = [
        (
            has_usual || has_yesterday,
            theme.glyphs.is,
            theme.mark,
            " now",
        ),
        (has_yesterday, theme.glyphs.was, theme.text, " yesterday"),
        (has_usual, tick, theme.text, " usual"),
        (has_usual, band, theme.quiet[5], " most days"),
    ];
    let mut x = 0;
    for (_, sign, style, word) in signs.into_iter().filter(|(is_drawn, ..)| *is_drawn) {
        x = painter.pieces(x, 0, &[(sign, style), (word, theme.dim)]) + 2;
    }
}
