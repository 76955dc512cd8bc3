//! The header with the tabs and the footer with the keys available now.

use crate::app::{App, Notice, Tab};
use crate::keys::{Action, Context, Group};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget as _};
use std::ops::Range;

/// Draws the tabs on the left and the date on the right. Digits precede the tabs only while they select tabs; the
/// active tab is bold and underlined, and the only one labeled when space is narrow.
pub(super) fn header(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let narrow = painter.width() < 60;
    let digits = app.digits_are_tabs();
    let mut x = 1;
    for (index, tab) in Tab::ALL.into_iter().enumerate() {
        let here = tab == app.tab;
        let style = if here {
            theme.accent.add_modifier(Modifier::UNDERLINED)
        } else {
            theme.dim
        };
        let number = (index + 1).to_string();
        let label = match (digits, narrow && !here) {
            (true, true) => number,
            (true, false) => format!("{number} {}", tab.title()),
            (false, _) => tab.title().to_owned(),
        };
        let from = x;
        // Titles keep their columns where no digit precedes them.
        let skipped = if digits || narrow { 0 } else { 2 };
        x = painter.text(x + skipped, 0, &label, style);
        painter.place(
            from.saturating_sub(1),
            0,
            x + 2 - from,
            1,
            Target::Tab(index),
        );
        x += if narrow { 1 } else { 2 };
    }
    let right = painter.width().saturating_sub(1);
    let date = format::day(app.day);
    // Space left beside the tabs: the demo label is always shown, the date is dropped first.
    let demo = app.settings.demo;
    let variants: [(&str, &str); 4] = if demo {
        [
            ("Demo, sample data   ", &date),
            ("Demo   ", &date),
            ("Demo, sample data", ""),
            ("Demo", ""),
        ]
    } else {
        [("", &date), ("", ""), ("", ""), ("", "")]
    };
    let fits = |(word, date): &&(&str, &str)| x + columns(word) + columns(date) <= right;
    if let Some((word, date)) = variants.iter().find(fits) {
        painter.pieces_right(right, 0, &[(word, theme.warn), (date, theme.dim)]);
    }
}

/// Draws the current notice, or the keys of the focused context; help and support always come last.
pub(super) fn footer(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let row = painter.height().saturating_sub(1);
    let context = app.contexts()[0];
    let mouse = app.keys.hint(Context::Everywhere, Action::Mouse);
    let mouse_off = (mouse.as_str(), "mouse off", Action::Mouse);
    // Where characters go into a text field, these are F1 and F2.
    let [help, support] = [Action::Help, Action::Support].map(|action| app.key_here(action));
    let help = (help.as_str(), "help", Action::Help);
    let support = (support.as_str(), "support", Action::Support);
    let always: &[(&str, &str, Action)] = match (context.takes_text(), painter.width() < 60) {
        (_, true) => &[support],
        (false, false) if app.settings.config.mouse => &[mouse_off, help, support],
        (_, false) => &[help, support],
    };
    let width: u16 = always
        .iter()
        .map(|(key, label, _)| columns(key) + columns(label) + 4)
        .sum::<u16>()
        - 3;
    let right = painter.width().saturating_sub(1);
    let end = right.saturating_sub(width);
    let mut x = end;
    for (key, label, action) in always {
        painter.place(
            x,
            row,
            columns(key) + 1 + columns(label),
            1,
            Target::Do(*action),
        );
        x = painter.pieces(
            x,
            row,
            &[
                (key, theme.key),
                (" ", theme.dim),
                (label, theme.dim),
                ("   ", theme.dim),
            ],
        );
    }
    let from = app.notices.shown().map_or(1, |told| {
        notice(
            app,
            told,
            usize::from(end.saturating_sub(3)),
            theme,
            painter,
        )
    });
    hints(app, context, from..end, row, theme, painter);
}

/// The most rows above the footer that a notice too long for the footer can take.
const NOTICE_ROWS: usize = 3;

/// Draws a notice in full: before the hints if it fits, otherwise in the rows above them. The keys it names are
/// never cut off. Returns the column where the hints start.
fn notice(
    app: &App,
    notice: &Notice,
    room: usize,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    let row = painter.height().saturating_sub(1);
    let with = |advice: Option<String>| match advice {
        Some(advice) => format!("{} {advice}", notice.text()),
        None => notice.text().to_owned(),
    };
    let mut told = vec![with(notice.advice(app)), with(notice.short_advice(app))];
    if notice.names_only(Action::Support) {
        // That key is in the footer anyway, and a number to call may be in the row above.
        told.push(notice.text().to_owned());
    }
    if let Some(told) = told.iter().find(|told| usize::from(columns(told)) <= room) {
        return painter.text(1, row, told, theme.text) + 3;
    }
    let across = painter.width();
    let lines = wrap(&told[0], usize::from(across.saturating_sub(2)));
    let rows = lines.len().min(NOTICE_ROWS) as u16;
    let mut above = painter.part(0, row.saturating_sub(rows), across, rows);
    let area = above.area();
    // Resets what it covers: a blank alone would let bold text under it shine through.
    Clear.render(area, above.buffer());
    above.wrapped((1, 0), across.saturating_sub(2), rows, &told[0], theme.text);
    1
}

/// The most hints shown, not counting the keys that [`is_needed`] names.
const HINTS: usize = 6;

/// Whether a hint outlasts the others where space is narrow: how to save, how to stop, and how to get out.
fn is_needed(group: &Group) -> bool {
    let needed = [Action::Save, Action::Stop, Action::StopSigns, Action::Back];
    group.actions.iter().any(|action| needed.contains(action))
}

/// Draws the hints in table order, as many as fit, those that are needed first; with room to spare, also mentions
/// the mouse.
fn hints(
    app: &App,
    context: Context,
    room: Range<u16>,
    row: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (mut x, end) = (room.start, room.end);
    let page = app.page.as_ref().filter(|_| app.dialogs.is_empty());
    let only = page.and_then(|page| page.screen().only_hint());
    let is_told = |group: &Group| only.map_or(group.hinted, |only| group.actions.contains(&only));
    let shown = |keys: &str| {
        let keys = if theme.glyphs.ascii {
            plain(keys)
        } else {
            keys.to_owned()
        };
        if painter.width() < 60 {
            keys.replace("space", "spc")
        } else {
            keys
        }
    };
    // On a tab, enter is one key among many; elsewhere it is the way on.
    let is_needed = |group: &Group| {
        is_needed(group) || !app.digits_are_tabs() && group.actions.contains(&Action::Accept)
    };
    let now = |action: &Action| page.and_then(|page| page.screen().hint_now(*action));
    let groups = app.keys.groups(context).into_iter().filter(is_told);
    let mut told: Vec<(Group, String)> = groups
        .enumerate()
        .filter(|(place, group)| *place < HINTS || is_needed(group))
        .map(|(_, mut group)| {
            let keys = shown(&group.keys);
            group.label = group.actions.iter().find_map(now).unwrap_or(group.label);
            (group, keys)
        })
        .collect();
    let width = |(group, keys): &(Group, String)| columns(keys) + 1 + columns(group.label);
    while x + told.iter().map(|one| width(one) + 3).sum::<u16>() > end + 1 && !told.is_empty() {
        let least = told.iter().rposition(|(group, _)| !is_needed(group));
        told.remove(least.unwrap_or(told.len() - 1));
    }
    for (group, keys) in &told {
        place(
            group,
            (x, row),
            columns(keys),
            columns(keys) + 1 + columns(group.label),
            painter,
        );
        x = painter.pieces(
            x,
            row,
            &[
                (keys, theme.key),
                (" ", theme.dim),
                (group.label, theme.dim),
            ],
        ) + 3;
    }
    let mouse = app.keys.hint(Context::Everywhere, Action::Mouse);
    let width = columns(&mouse) + 6;
    // Shown only on the tabs, never in a session or on the support screens.
    let told = context == Context::CheckIn || app.digits_are_tabs();
    if !app.settings.config.mouse && told && x + width + 3 <= end {
        painter.pieces(
            end - width - 3,
            row,
            &[(&mouse, theme.key), (" mouse", theme.dim)],
        );
    }
}

/// Splits the columns of a hint's keys among its keys for clicks; the last one also covers the label.
fn place(group: &Group, (x, row): (u16, u16), keys: u16, width: u16, painter: &mut Painter<'_>) {
    let each = (keys / group.actions.len() as u16).max(1);
    for (place, action) in (0..).zip(&group.actions) {
        let from = each * place;
        // A click on such a hint can't specify a digit; the scale has a click area for each.
        if !matches!(action, Action::Rate | Action::GoToTab) {
            painter.place(
                x + from,
                row,
                width.saturating_sub(from),
                1,
                Target::Do(*action),
            );
        }
    }
}

/// Spells out arrows for terminals without arrow glyphs.
fn plain(keys: &str) -> String {
    match keys {
        "↑↓" => "up/down".to_owned(),
        "←→" => "left/right".to_owned(),
        other => other
            .replace('↑', "up")
            .replace('↓', "down")
            .replace('←', "left")
            .replace('→', "right"),
    }
}
