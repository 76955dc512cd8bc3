//! The two lines above every view: ranges and views, then the prompt, search, filter or description.

use crate::coach::hides_numbers;
use crate::domain::english::capital;
use crate::keys::Action;
use crate::screens::history::editing::{Pending, Tagging};
use crate::screens::history::view::{compare, month, sessions, trend, weeks, year};
use crate::screens::history::{Asking, History, HistoryView, Range};
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::widgets::chart;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::text_box;
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Draws the ranges and views; in narrow windows, only the current view.
pub(super) fn views(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (open, close) = if theme.glyphs.ascii {
        ("<", ">")
    } else {
        ("‹", "›")
    };
    let mut x = 1;
    let used = history.range_in_use();
    let typed = matches!(used, Range::Days(_)).then_some(used);
    for (place, range) in Range::ALL.into_iter().chain(typed).enumerate() {
        let title = range.title();
        painter.place(x, 0, columns(&title) + 1, 1, Target::Range(place));
        if range == used {
            x = painter.pieces(
                x,
                0,
                &[
                    (open, theme.accent),
                    (&title, theme.accent),
                    (close, theme.accent),
                ],
            ) + 1;
        } else {
            x = painter.text(x, 0, &title, theme.dim) + 1;
        }
    }
    x += 2;
    let place = HistoryView::ALL
        .iter()
        .position(|view| *view == history.view)
        .unwrap_or(0);
    let all: u16 = HistoryView::ALL
        .iter()
        .map(|view| columns(view.title()) + 1)
        .sum();
    if x + all > painter.width() + 1 {
        let of = format!(" {} of {}", place + 1, HistoryView::ALL.len());
        painter.pieces(
            x,
            0,
            &[
                (&capital(history.view.title()), theme.accent),
                (&of, theme.dim),
            ],
        );
        return;
    }
    for (place, view) in HistoryView::ALL.into_iter().enumerate() {
        painter.place(x, 0, columns(view.title()), 1, Target::View(place));
        let style = if view == history.view {
            theme.accent
        } else {
            theme.dim
        };
        x = painter.text(x, 0, &capital(view.title()), style) + 1;
    }
    let right = painter.width().saturating_sub(1);
    let (first, last) = history.days_in_use();
    let days = format::days(first, last, shared.day);
    let has_days = !shared.journal.is_empty() && history.range_in_use() != Range::All;
    let months = |day: crate::domain::Day| day.date().format("%b %Y").to_string();
    let short = format!("{} to {}", months(first), months(last));
    let fits = |days: &&String| x + 2 + columns(days) <= right;
    if let Some(days) = [days, short].iter().find(fits).filter(|_| has_days) {
        painter.right(right, 0, days, theme.dim);
    }
}

/// Draws the prompt, search, filter or description; returns the cursor position.
pub(super) fn status(
    history: &History,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let room = usize::from(painter.width().saturating_sub(2));
    match &history.asking {
        Asking::Delete(days, count) => {
            let entries = if *count == 1 {
                "1 entry".to_owned()
            } else {
                format!("{count} entries")
            };
            let of = match days.as_slice() {
                [day] => format!("of {}", format::day_with_year(*day, shared.day)),
                days => format!("on {} days", days.len()),
            };
            painter.text(
                1,
                1,
                &shorten(
                    &format!(
                        "Delete {entries} {of}?  {} delete, {} cancel",
                        shared.key_here(Action::Accept),
                        shared.key_here(Action::Back)
                    ),
                    room,
                ),
                theme.warn,
            );
            return None;
        }
        Asking::Tag(tagging, entry) => return tag(tagging, entry, history, shared, painter),
        Asking::Change(pending) => {
            painter.text(
                1,
                1,
                &shorten(&confirmed(pending, shared), room),
                theme.warn,
            );
            return None;
        }
        Asking::Filter(_) => {
            let (open, close) = if theme.glyphs.ascii {
                ("<", ">")
            } else {
                ("‹", "›")
            };
            let tag = history
                .filter
                .as_deref()
                .map_or_else(|| "any tag or none".to_owned(), |tag| shorten(tag, 30));
            let x = painter.pieces(
                1,
                1,
                &[
                    ("Only days with ", theme.dim),
                    (open, theme.accent),
                    (&tag, theme.accent),
                    (close, theme.accent),
                ],
            );
            painter.text(x + 3, 1, &days_shown(history), theme.dim);
            return None;
        }
        Asking::No => {}
    }
    if let Some(field) = &history.search.field {
        let x = painter.text(1, 1, "Search  ", theme.accent);
        let width = painter.width().saturating_sub(x + 14).min(40);
        let cursor = text_box::render(field, theme.text, &mut painter.part(x, 1, width, 1));
        painter.text(x + width + 1, 1, &found(history), theme.dim);
        return cursor;
    }
    if history.search.is_on() {
        let text = format!("\"{}\"", shorten(&history.search.text, 24));
        let [next, previous, back] = [Action::NextMatch, Action::PreviousMatch, Action::Back]
            .map(|action| shared.key_here(action));
        painter.pieces(
            1,
            1,
            &[
                (&text, theme.accent),
                ("  ", theme.dim),
                (&found(history), theme.text),
                ("   ", theme.dim),
                (&next, theme.key),
                (" earlier   ", theme.dim),
                (&previous, theme.key),
                (" later   ", theme.dim),
                (&back, theme.key),
                (" clear", theme.dim),
            ],
        );
        return None;
    }
    if !history.picked.is_empty() {
        let days = if history.picked.len() == 1 {
            "day"
        } else {
            "days"
        };
        let text = format!(
            "{} {days} selected   {} tag, {} untag, {} delete, {} clear",
            history.picked.len(),
            shared.key_here(Action::Tags),
            shared.key_here(Action::Untag),
            shared.key_here(Action::Delete),
            shared.key_here(Action::Back)
        );
        painter.text(1, 1, &shorten(&text, room), theme.accent);
        return None;
    }
    if let Some(tag) = &history.filter {
        let tag = shorten(tag, 30);
        painter.pieces(
            1,
            1,
            &[
                ("Only days with ", theme.dim),
                (&tag, theme.accent),
                ("   ", theme.dim),
                (&days_shown(history), theme.dim),
            ],
        );
        return None;
    }
    let text = shorten(&sentence(history, shared, room, theme), room);
    let x = painter.text(1, 1, &text, theme.text) + 3;
    let signs = signs(history, painter.width(), theme);
    legend(&signs, x, painter);
    if history.view == HistoryView::Sessions && usize::from(x) + sessions::CAUTION.len() <= room {
        painter.text(x, 1, sessions::CAUTION, theme.dim);
    }
    None
}

/// Draws a change to confirm over the day, in as many rows as it needs; returns their number.
pub(super) fn pending(pending: &Pending, painter: &mut Painter<'_>) -> u16 {
    let (width, most) = (painter.width().saturating_sub(2), painter.height() / 2);
    let style = painter.theme().warn;
    painter.wrapped((1, 0), width, most.max(1), &pending.sentence, style)
}

/// What will happen, with the keys.
fn confirmed(pending: &Pending, shared: &Shared) -> String {
    format!(
        "{}  {} do it, {} cancel",
        pending.sentence,
        shared.key_here(Action::Accept),
        shared.key_here(Action::Back)
    )
}

/// Draws the field for a tag, with the known tags that match beside it.
fn tag(
    tagging: &Tagging,
    entry: &TagEntry,
    history: &History,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (theme, width) = (painter.theme(), painter.width());
    let label = shorten(&tagging.label(), usize::from(width / 2));
    let x = painter.text(1, 1, &label, theme.accent) + 2;
    let room = width.saturating_sub(x + 2).min(20);
    let cursor = text_box::render(&entry.field, theme.text, &mut painter.part(x, 1, room, 1));
    let mut x = x + room + 2;
    for (place, tag) in history.offered_tags(shared).into_iter().enumerate() {
        if x + columns(tag) + 2 > width {
            break;
        }
        let here = entry.list.chosen == place + 1;
        let style = if here { theme.selected } else { theme.dim };
        x = painter.text(x, 1, tag, style) + 2;
    }
    cursor
}

/// The symbols of the view's chart with style and meaning, most important first.
fn signs(history: &History, width: u16, theme: &Theme) -> Vec<(String, Style, String)> {
    match history.view {
        HistoryView::Trend => trend::legend(history, width, theme),
        HistoryView::Month => month::legend(history, theme),
        HistoryView::Compare => compare::legend(history, theme),
        HistoryView::Scores if theme.numbers => chart::scores::legend(theme),
        _ => Vec::new(),
    }
}

/// The first row of the view: below the legend, if that has a row of its own, otherwise after a blank row, where there
/// is room for it.
pub(super) fn rows(
    history: &History,
    shared: &Shared,
    (width, height): (u16, u16),
    theme: &Theme,
) -> u16 {
    let is_plain = matches!(history.asking, Asking::No)
        && history.search.field.is_none()
        && !history.search.is_on()
        && history.picked.is_empty()
        && history.filter.is_none();
    let room = usize::from(width.saturating_sub(2));
    let said = shorten(&sentence(history, shared, room, theme), room);
    let signs = signs(history, width, theme);
    let is_below = is_plain && is_below(&signs, columns(&said) + 4, (width, height));
    match height {
        SPACED_FROM.. => 3,
        _ if is_below => 3,
        _ => 2,
    }
}

/// Minimum heights, in rows, for a blank row between the description and the view, and for a legend there.
const SPACED_FROM: u16 = 18;
const LEGEND_FROM: u16 = 15;

/// Whether the legend doesn't fit after a description that ends before the column `x`, but has a row of its own.
fn is_below(signs: &[(String, Style, String)], x: u16, (width, height): (u16, u16)) -> bool {
    let each = signs
        .iter()
        .map(|(sign, _, name)| columns(sign) + columns(name) + 3);
    !signs.is_empty() && x + each.sum::<u16>() > width + 2 && height >= LEGEND_FROM
}

/// Draws the legend of the chart after the description or in the row below; as many entries as fit.
fn legend(signs: &[(String, Style, String)], x: u16, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let (mut x, y) = if is_below(signs, x, (width, painter.height())) {
        (1, 2)
    } else {
        (x, 1)
    };
    for (sign, style, name) in signs {
        if x + columns(sign) + columns(name) + 1 > width {
            break;
        }
        x = painter.pieces(x, y, &[(sign, *style), (" ", theme.dim), (name, theme.dim)]) + 2;
    }
}

fn days_shown(history: &History) -> String {
    match history.shown().len() {
        0 => "no day in this range".to_owned(),
        1 => "1 day in this range".to_owned(),
        days => format!("{days} days in this range"),
    }
}

fn found(history: &History) -> String {
    let days = &history.search.found;
    match (days.len(), days.binary_search(&history.cursor)) {
        (0, _) => "no matches".to_owned(),
        (count, Ok(place)) => format!("{} of {count} days", place + 1),
        (1, Err(_)) => "1 day".to_owned(),
        (count, Err(_)) => format!("{count} days"),
    }
}

/// Describes the current view in a sentence.
fn sentence(history: &History, shared: &Shared, room: usize, theme: &Theme) -> String {
    match history.view {
        HistoryView::Trend => trend::sentence(history, theme),
        HistoryView::Year => year::sentence(history, theme),
        HistoryView::Month => month::sentence(history, room, theme),
        HistoryView::List => "Latest day first".to_owned(),
        HistoryView::Compare => compare::sentence(history),
        HistoryView::Sessions => sessions::sentence(history, theme),
        HistoryView::Scores => "Questionnaire scores by range (not a diagnosis)".to_owned(),
        HistoryView::Weeks if hides_numbers(&shared.journal) => "Activity per week".to_owned(),
        HistoryView::Weeks => weeks::sentence(history, room, theme.numbers),
    }
}
