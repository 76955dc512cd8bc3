//! Draws a folder and its files.

use super::super::picker::{FolderRow, Picker};
use crate::domain::import::Entry;
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, text_box};

/// What can be imported, shown below a short list.
const READS: &str = "firstline reads exports of Daylio, Apple Health, Garmin, Strava, Fitbit, Google, Samsung Health and \
                     others, FIT, GPX and TCX files, and any table with dates: CSV, Excel, JSON.";
/// Rows for it, with one blank row below.
const READS_ROWS: u16 = 5;

/// Draws the folder; returns the cursor position.
pub(super) fn render(
    picker: &Picker,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let roomy = height >= 16;
    if !picker.ticked.is_empty() {
        painter.right(
            width,
            0,
            &format!("{} marked", picker.ticked.len()),
            theme.accent,
        );
    }
    let mut cursor = None;
    let wanted = picker.wanted();
    let key = shared.keys.hint(Context::Files, Action::Search);
    if let Some(field) = &picker.field {
        let x = painter.pieces(0, 1, &[(&key, theme.key), (" ", theme.dim)]);
        cursor = text_box::render(
            field,
            theme.text,
            &mut painter.part(x, 1, width.saturating_sub(x), 1),
        );
    } else {
        let kept = if wanted.is_empty() {
            String::new()
        } else {
            format!("   {key} {wanted}")
        };
        let room = usize::from(width.saturating_sub(columns(&kept)));
        let x = painter.text(0, 1, &end_of(&picker.listing.shown, room), theme.dim);
        painter.text(x, 1, &kept, theme.accent);
    }
    let y = if roomy { 3 } else { 2 };
    let foot = height.saturating_sub(if roomy { 2 } else { 1 });
    let room = foot.saturating_sub(y + u16::from(roomy)).max(1);
    let rows = picker.rows();
    let draw = |place: usize, is_chosen, painter: &mut Painter<'_>| match rows[place] {
        FolderRow::Above => {
            let style = if is_chosen {
                theme.selected
            } else {
                theme.text
            };
            let x = painter.text(4, 0, "..", style);
            painter.text(x + 2, 0, "parent folder", theme.dim);
        }
        FolderRow::Entry(entry) => {
            if picker.ticked.contains(&entry.path) {
                painter.text(2, 0, theme.glyphs.is, theme.accent);
            }
            entry_row(entry, is_chosen, shared, painter);
        }
    };
    let mut part = painter.part(0, y, width, room);
    let mark = picker
        .list
        .render(rows.len(), Target::Row, 0, &mut part, draw);
    if !rows.iter().any(|row| matches!(row, FolderRow::Entry(_))) && picker.problem.is_none() {
        let text = if wanted.is_empty() {
            "This folder is empty."
        } else {
            "No matches. Try fewer letters."
        };
        painter.text(4, y + rows.len() as u16, text, theme.dim);
    }
    let listed = y + rows.len() as u16 + 2;
    if wanted.is_empty() && listed + READS_ROWS <= foot {
        let width = width.saturating_sub(6);
        painter.wrapped((4, listed), width, READS_ROWS - 1, READS, theme.dim);
    }
    let (words, style) = foot_words(picker, shared, theme);
    let rows = height.saturating_sub(foot);
    painter.wrapped((2, foot), width.saturating_sub(2), rows, &words, style);
    cursor.or(mark)
}

fn entry_row(entry: &Entry, here: bool, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width();
    let date = entry.changed.filter(|_| !entry.is_folder && width >= 56);
    let date_width = if width >= 56 { 18 } else { 0 };
    let size_end = width.saturating_sub(date_width);
    let size = if entry.is_folder {
        String::new()
    } else {
        size(entry.bytes)
    };
    let style = match (here, entry.is_folder, entry.looks_fit) {
        (true, _, _) => theme.selected,
        (false, true, _) => theme.text,
        (false, false, true) => theme.strong,
        (false, false, false) => theme.dim,
    };
    painter.right(size_end, 0, &size, theme.dim);
    if let Some(day) = date {
        painter.right(width, 0, &format::day_with_year(day, shared.day), theme.dim);
    }
    let end = size_end.saturating_sub(columns(&size) + 1);
    let mark = u16::from(entry.is_folder);
    let room = usize::from(end.saturating_sub(4 + mark));
    let x = painter.text(4, 0, &shorten(&entry.name, room), style);
    if entry.is_folder {
        painter.text(x, 0, "/", if here { theme.selected } else { theme.dim });
    }
}

/// The line at the bottom: the problem, otherwise the effect of the check marks, the type of the selected file, or the
/// available keys.
fn foot_words(picker: &Picker, shared: &Shared, theme: &Theme) -> (String, ratatui::style::Style) {
    if let Some(problem) = &picker.problem {
        return (problem.clone(), theme.warn);
    }
    if picker.field.is_some() {
        return ("Part of a name, or a whole path.".to_owned(), theme.dim);
    }
    let key = |action| shared.keys.hint(Context::Files, action);
    let kind = picker
        .kind()
        .map(|kind| format!("This is {kind}. "))
        .unwrap_or_default();
    if !picker.ticked.is_empty() {
        return (
            format!(
                "{kind}Press {} to read the marked files. You'll see a preview first.",
                key(Action::Start)
            ),
            theme.dim,
        );
    }
    if !kind.is_empty() {
        return (format!("{kind}You'll see a preview first."), theme.dim);
    }
    let hidden = match picker.left_out() {
        0 => String::new(),
        count => format!(" {count} hidden; press {} to show.", key(Action::Hidden)),
    };
    (
        format!("Paste a path, or drop a file here.{hidden}"),
        theme.dim,
    )
}

/// The end of a path that is too long to show.
fn end_of(path: &str, room: usize) -> String {
    let long = usize::from(columns(path));
    if long <= room {
        return path.to_owned();
    }
    let mut rest = path;
    while usize::from(columns(rest)) + 1 > room && !rest.is_empty() {
        rest = rest
            .split_at(rest.chars().next().map_or(0, char::len_utf8))
            .1;
    }
    format!("…{rest}")
}

/// `340 B`, `12 KB`, `1.4 MB`.
fn size(bytes: u64) -> String {
    let [kilo, mega, giga] = [1e3, 1e6, 1e9];
    match bytes as f64 {
        bytes if bytes < kilo => format!("{bytes} B"),
        bytes if bytes < mega => format!("{:.0} KB", bytes / kilo),
        bytes if bytes < giga => format!("{:.1} MB", bytes / mega),
        bytes => format!("{:.1} GB", bytes / giga),
    }
}
