//! The line under every view: the day under the cursor, or its week.
//!
//! Labels keep their positions from day to day, so that a step rewrites only the values. The values have the same style
//! as the date, since each change of color costs as much as ten letters.

use crate::content::questionnaires::of;
use crate::content::words::label;
use crate::domain::{DOSE_FULL, DOSE_HALF, Instrument};
use crate::screens::history::{History, HistoryView};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Draws ratings, sessions and the first note, or the tags if there is no note; returns the marker position. Under the
/// list, leaves out what its rows already show: the ratings, and the note or tags.
pub(super) fn day(
    history: &History,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let day = history.cursor;
    let roomy = painter.width() >= 58;
    let marked = painter.marker(0, 0);
    let name = if roomy {
        format::day_with_year(day, shared.day)
    } else {
        format::short_day(day)
    };
    painter.text(2, 0, &name, theme.text);
    let mut x = match (
        roomy,
        history.span.0.date().format("%Y").to_string()
            == shared.day.date().format("%Y").to_string(),
    ) {
        (false, _) => 9,
        (true, true) => 14,
        (true, false) => 19,
    };
    let summary = shared.journal.days(day, day).remove(&day);
    let Some(summary) = summary else {
        painter.text(x, 0, "nothing recorded", theme.dim);
        return marked;
    };
    let in_rows = roomy && history.view == HistoryView::List;
    // Narrower list rows only fit a word or two.
    let words_in_rows = in_rows && painter.width() >= 96;
    let questions = if in_rows {
        Vec::new()
    } else {
        shared.settings.questions()
    };
    for question in &questions {
        if !theme.numbers {
            let Some(mean) = summary.mean(*question) else {
                continue;
            };
            let word = format::rated(*question, mean, theme);
            if x + columns(label(*question)) + columns(&word) + 1 > painter.width() {
                break;
            }
            x = painter.pieces(
                x,
                0,
                &[
                    (label(*question), theme.dim),
                    (" ", theme.dim),
                    (&word, theme.text),
                ],
            ) + 3;
            continue;
        }
        let (value, style) = match summary.mean(*question) {
            Some(mean) => (format::mean(mean), theme.text),
            None => (theme.glyphs.dot.to_owned(), theme.dim),
        };
        let name = if roomy { label(*question) } else { "" };
        let at = if roomy { x + columns(name) + 1 } else { x };
        if at + 3 > painter.width() {
            break;
        }
        painter.text(x, 0, name, theme.dim);
        painter.text(at, 0, &value, style);
        x = at + if roomy { 5 } else { 4 };
    }
    let sessions: Vec<String> = shared
        .journal
        .sessions_on(day)
        .iter()
        .map(|session| {
            let lift = match (session.before, session.after) {
                (Some(before), Some(after)) => {
                    format!(", {before} {} {after}", theme.glyphs.arrow)
                }
                _ => String::new(),
            };
            if !theme.numbers {
                return theme.units.name(&session.title).into_owned();
            }
            format!(
                "{} {}{lift}",
                theme.units.name(&session.title),
                format::minutes(u64::from(session.active_seconds))
            )
        })
        .collect();
    let notes = shared
        .journal
        .check_ins_on(day)
        .iter()
        .map(|record| record.note.as_str());
    let notes = notes.chain(
        shared
            .journal
            .sessions_on(day)
            .iter()
            .map(|session| session.note.as_str()),
    );
    let note = notes
        .filter_map(|note| note.lines().next())
        .find(|line| !line.is_empty());
    let tags = summary.tags.join(", ");
    let mut rest: Vec<(String, Style)> = Vec::new();
    if !sessions.is_empty() {
        rest.push((sessions.join("; "), theme.sessions));
    }
    match note {
        Some(note) if !words_in_rows => rest.push((format!("\"{note}\""), theme.dim)),
        None if words_in_rows => {}
        _ if !tags.is_empty() => rest.push((tags, theme.dim)),
        _ => {}
    }
    let (mut x, y) = if painter.height() > 1 && !in_rows {
        (2, 1)
    } else {
        (x + 1, 0)
    };
    // The padding has the text's style, so that leftovers of a longer line are cleared without a change of color.
    painter.text(
        x,
        y,
        &" ".repeat(usize::from(painter.width().saturating_sub(x))),
        theme.dim,
    );
    for (text, style) in rest {
        let room = usize::from(painter.width().saturating_sub(x));
        if room < 4 {
            break;
        }
        x = painter.text(x, y, &shorten(&text, room), style) + 3;
    }
    marked
}

/// Draws the latest questionnaire score up to the day under the cursor; nothing before the first in the range.
pub(super) fn score(
    history: &History,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let all = Instrument::ALL.into_iter();
    let records = all.flat_map(|instrument| shared.journal.assessments_of(instrument));
    let in_range = records.filter(|record| (history.first..=history.cursor).contains(&record.day));
    let latest = in_range.max_by_key(|record| record.at)?;
    let marked = painter.marker(0, 0);
    let day = format::day_with_year(latest.day, shared.day);
    let x = painter.text(2, 0, &day, theme.text) + 3;
    let form = of(latest.instrument);
    let name = format!("{}  ", form.name);
    let words = form.score_in_words(latest.score());
    painter.pieces(x, 0, &[(&name, theme.dim), (&words, theme.text)]);
    marked
}

/// Draws the minutes and active days of the week under the cursor, and whether they reach the weekly range.
pub(super) fn week(history: &History, theme: &Theme, painter: &mut Painter<'_>) -> Option<Cursor> {
    let History {
        cursor,
        weeks: (weeks, sums),
        ..
    } = history;
    let first = history.week.first_day(*cursor);
    let sum = weeks
        .place(*cursor)
        .and_then(|(column, _)| sums.get(usize::from(column)).copied())
        .unwrap_or_default();
    let name = format!(
        "{} to {}",
        format::short_day(first),
        format::short_day(first.plus(6))
    );
    let marked = painter.marker(0, 0);
    painter.text(2, 0, &name, theme.text);
    let (days, minutes) = (sum.days.to_string(), format!("{:.0}", sum.minutes));
    if sum.days == 0 {
        painter.text(21, 0, "nothing logged this week", theme.dim);
        return marked;
    }
    if !theme.numbers {
        painter.text(21, 0, "active this week", theme.text);
        return marked;
    }
    let facts = [
        (minutes.as_str(), theme.strong),
        (" min   ", theme.dim),
        (&days, theme.text),
        (
            if sum.days == 1 {
                " active day"
            } else {
                " active days"
            },
            theme.dim,
        ),
    ];
    if painter.height() > 1 {
        let y = u16::from(painter.width() < 60);
        painter.pieces(if y == 0 { 21 } else { 2 }, y, &facts);
        if y == 0 {
            let about = match sum.dose {
                dose if dose >= DOSE_FULL => "above the weekly range: plenty",
                dose if dose >= DOSE_HALF => "in the weekly range, linked with most of the benefit",
                _ => "",
            };
            painter.text(
                2,
                1,
                &shorten(about, usize::from(painter.width().saturating_sub(2))),
                theme.dim,
            );
        }
    } else {
        painter.pieces(21, 0, &facts);
    }
    marked
}
