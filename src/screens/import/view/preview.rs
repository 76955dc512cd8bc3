//! Draws the preview of an import, file by file.

use super::super::preview::{Preview, PreviewLine};
use crate::content::activities::matching_activity;
use crate::domain::english::count;
use crate::domain::import::{ColumnFound, FileFound};
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, columns, shorten, wrap};

/// Columns for the number of existing records.
const HERE: u16 = 14;
/// Up to this many files are separated by blank lines.
const FEW: usize = 8;

/// Draws the totals, then the lines around the selected one. Returns the position of the selected line.
pub(super) fn render(
    preview: &Preview,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let mut y = super::top(painter);
    let text_width = width.saturating_sub(2);
    let summary = &preview.summary;
    let outcome = &summary.outcome;
    let sum = match (outcome.added, outcome.duplicates) {
        (0, 0) if summary.settings == 0 => "Nothing to import.".to_owned(),
        (0, _) if summary.settings == 0 => "You have all of these entries already.".to_owned(),
        (0, _) => "Only the settings are new. You have all of the entries already.".to_owned(),
        (added, _) => {
            format!(
                "Ready to import {}{}.",
                count(added, "entry"),
                super::range(outcome.first_day.zip(outcome.last_day))
            )
        }
    };
    y += painter.wrapped((2, y), text_width, 3, &sum, theme.strong);
    if let Some(text) = super::left_out(summary) {
        y += painter.wrapped((2, y), text_width, 3, &text, theme.text);
    }
    if summary.settings > 0 && outcome.added > 0 {
        y += painter.wrapped((2, y), text_width, 1, "Settings are included.", theme.text);
    }
    if summary.adds() {
        let text = match height {
            0..16 => "Nothing is saved yet.",
            _ if shared.settings.demo || shared.journal.is_empty() => {
                "Nothing is saved yet. Imports are all or nothing."
            }
            _ => "Nothing is saved yet. Imports are all or nothing, with a backup first.",
        };
        y += painter.wrapped((2, y), text_width, 2, text, theme.dim);
    }
    y += files_head(y, painter);
    lines(preview, shared, y, painter)
}

/// Draws what was imported and how to undo it.
pub(super) fn done(
    preview: &Preview,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let summary = &preview.summary;
    let theme = painter.theme();
    let width = painter.width().saturating_sub(4).min(70);
    let mut y = super::top(painter);
    let outcome = &summary.outcome;
    let mut told = vec![match outcome.added {
        0 => "Imported the settings. You had all of the entries already.".to_owned(),
        added => format!(
            "Imported {}{}.",
            count(added, "entry"),
            super::range(outcome.first_day.zip(outcome.last_day))
        ),
    }];
    if let Some(text) = super::left_out(summary) {
        told.push(text);
    }
    for (place, text) in told.iter().enumerate() {
        y += painter.wrapped(
            (2, y),
            width,
            4,
            text,
            if place == 0 { theme.strong } else { theme.text },
        );
    }
    y += 1;
    if outcome.import_id.is_some() {
        let key = shared.keys.hint(Context::ImportDone, Action::Undo);
        let list = shared.keys.hint(Context::ImportDone, Action::Imports);
        let text = format!("Press {key} to undo, now or later from the list of imports ({list}).");
        y += painter.wrapped((2, y), width, 3, &text, theme.text) + 1;
    }
    let text = "See it in History and Insights.";
    y += painter.wrapped((2, y), width, 3, text, theme.dim);
    y += u16::from(painter.height() >= y + 6);
    y += files_head(y, painter);
    lines(preview, shared, y, painter)
}

/// Draws the lines around the selected one, from row `y` on, with the whole text of the selected one at the end if it
/// may be shortened. Returns the position of the selected line.
fn lines(
    preview: &Preview,
    shared: &Shared,
    mut y: u16,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let summary = &preview.summary;
    let roomy = height >= 18 && summary.files.len() <= FEW;
    let mut mark = None;
    let mut height = height - u16::from(height >= 18);
    if let Some(detail) = detail(preview, shared).filter(|_| height >= y + 5) {
        let rows = wrap(&detail, usize::from(width.saturating_sub(4)))
            .len()
            .min(3) as u16;
        height -= rows;
        painter.wrapped(
            (4, height),
            width.saturating_sub(4),
            rows,
            &detail,
            theme.dim,
        );
        height -= u16::from(height >= y + 6);
    }
    let room = height.saturating_sub(y);
    let painter = &mut painter.part(0, 0, width, height);
    let rows = |place: usize| rows(preview, place, width, roomy);
    let mut first = preview
        .list
        .chosen
        .min(preview.lines.len().saturating_sub(1));
    let mut used = rows(first);
    while first > 0 && used + rows(first - 1) <= room {
        first -= 1;
        used += rows(first);
    }
    for (place, line) in preview.lines.iter().enumerate().skip(first) {
        if y >= height {
            break;
        }
        let rows = rows(place);
        // No blank line before a file in the top row.
        let blank = u16::from(roomy && place > 0 && stands_apart(line));
        if place > first {
            y += blank;
        }
        let rows = rows - blank;
        let here = place == preview.list.chosen;
        painter.place(0, y, width, rows, Target::Row(preview.list.rows_to(place)));
        if here {
            mark = painter.marker(0, y);
        }
        if let PreviewLine::File(place) = line {
            if let Some(file) = summary.files.get(*place) {
                draw_file(file, y, here, painter);
            }
        } else if let PreviewLine::Column(_, column) = line {
            let row = &mut painter.part(4, y, width.saturating_sub(4), 1);
            draw_column(column, here, row);
        } else {
            let style = match line {
                PreviewLine::Refused(_) => theme.warn,
                PreviewLine::Others(..) => theme.dim,
                _ => theme.text,
            };
            let left = indent(line);
            painter.wrapped(
                (left, y),
                width.saturating_sub(left),
                rows,
                &words(line),
                style,
            );
        }
        y += rows;
    }
    mark
}

/// Draws the heads of the two columns beside the files, if there's room; returns the number of rows used.
fn files_head(y: u16, painter: &mut Painter<'_>) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    if painter.height() < y + 6 {
        return 0;
    }
    for (name, after) in [("New", 0), ("Duplicates", HERE)] {
        painter.right(width.saturating_sub(HERE - after), y, name, theme.dim);
    }
    1
}

/// Rows that a line takes, including a blank line before a file.
fn rows(preview: &Preview, place: usize, width: u16, roomy: bool) -> u16 {
    match preview.lines.get(place) {
        Some(PreviewLine::File(index)) => {
            let file = preview
                .summary
                .files
                .get(*index)
                .filter(|file| file.refused.is_none());
            let facts = file.map(|file| {
                wrap(&facts(file, "."), usize::from(width.saturating_sub(4)))
                    .len()
                    .min(2)
            });
            1 + facts.unwrap_or(0) as u16 + u16::from(roomy && place > 0)
        }
        Some(PreviewLine::Column(..)) => 1,
        Some(line) => {
            let blank = u16::from(roomy && place > 0 && stands_apart(line));
            wrap(
                &words(line),
                usize::from(width.saturating_sub(indent(line))),
            )
            .len() as u16
                + blank
        }
        None => 0,
    }
}

const fn stands_apart(line: &PreviewLine) -> bool {
    matches!(line, PreviewLine::File(_) | PreviewLine::Others(..))
}

const fn indent(line: &PreviewLine) -> u16 {
    if matches!(line, PreviewLine::Others(..)) {
        2
    } else {
        4
    }
}

fn draw_file(file: &FileFound, y: u16, here: bool, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width();
    let style = if here { theme.selected } else { theme.strong };
    if file.refused.is_some() {
        let end = "skipped";
        painter.right(width, y, end, theme.warn);
        let room = width.saturating_sub(3 + columns(end));
        painter.text(2, y, &shorten(&file.name, usize::from(room)), style);
        return;
    }
    let added = if file.added > 0 {
        theme.strong
    } else {
        theme.dim
    };
    let new = width.saturating_sub(HERE);
    painter.right(new, y, &file.added.to_string(), added);
    if file.duplicates > 0 {
        painter.right(width, y, &file.duplicates.to_string(), theme.dim);
    }
    let room = new.saturating_sub(8);
    painter.text(2, y, &shorten(&file.name, usize::from(room)), style);
    painter.wrapped(
        (4, y + 1),
        width.saturating_sub(4),
        2,
        &facts(file, theme.glyphs.dot),
        theme.dim,
    );
}

/// Draws a column's name in the file, its role, its first values, and how the role was found.
fn draw_column(column: &ColumnFound, here: bool, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let theirs = (width / 4).clamp(8, 22);
    let name = shorten(&column.theirs, usize::from(theirs));
    let style = match (here, column.ours) {
        (true, _) => theme.selected,
        (false, Some(_)) => theme.text,
        (false, None) => theme.dim,
    };
    painter.text(0, 0, &name, style);
    let x = theirs + 1;
    let Some(ours) = column.ours else {
        painter.text(x + 2, 0, "not used", theme.dim);
        return;
    };
    let x = painter.text(x, 0, theme.glyphs.arrow, theme.mark) + 1;
    let end = painter.text(x, 0, &role(ours), theme.text).max(x + 11) + 2;
    let how = how(column);
    let right = width.saturating_sub(columns(&how) + 2);
    // The values are shortened before the reason.
    let until = if end + 12 < right {
        painter.right(width, 0, &how, theme.dim);
        right
    } else {
        width
    };
    if end + 6 < until {
        let samples = column.samples.join(&format!(" {} ", theme.glyphs.dot));
        let samples = shorten(&samples, usize::from(until - end));
        painter.text(end, 0, &samples, theme.dim);
    }
}

/// A role in words: `sleep hours`.
fn role(ours: &str) -> String {
    ours.replace('_', " ")
}

/// How a role was found, and how the cells are read: `by name; day first`.
fn how(column: &ColumnFound) -> String {
    if column.form.is_empty() {
        column.how.to_owned()
    } else {
        format!("{}; {}", column.how, column.form)
    }
}

/// The whole text of the selected line if it's a column, and the key that changes it before the import.
fn detail(preview: &Preview, shared: &Shared) -> Option<String> {
    let is_done = preview.summary.outcome.import_id.is_some();
    let key = shared.keys.hint(Context::ImportPreview, Action::Edit);
    let to = |what: &str| format!("Press {key} to {what}.");
    match preview.lines.get(preview.list.chosen)? {
        PreviewLine::File(place) => {
            let file = preview.summary.files.get(*place)?;
            (!is_done && !file.tables.is_empty())
                .then(|| "Select a column to change what it is.".to_owned())
        }
        PreviewLine::Column(_, column) => {
            let is = column.ours.map_or("not used".to_owned(), |ours| {
                format!("{} ({})", role(ours), how(column))
            });
            let samples = column.samples.join(", ");
            let change = if is_done {
                String::new()
            } else {
                format!(" {}", to("change it"))
            };
            let theirs = &column.theirs;
            Some(format!("{theirs}: {is}. First rows: {samples}.{change}"))
        }
        PreviewLine::Activity(..) => Some(to("say what it is")),
        _ => None,
    }
}

/// The detected format, the number of records and the dates covered.
fn facts(file: &FileFound, dot: &str) -> String {
    let mut facts = vec![
        file.kind.unwrap_or_default().to_owned(),
        format!("{} read", file.read),
    ];
    if let Some((first, last)) = file.first_day.zip(file.last_day) {
        facts.push(if first == last {
            super::dated(first)
        } else {
            format!("{} to {}", super::dated(first), super::dated(last))
        });
    }
    facts.join(&format!(" {dot} "))
}

fn words(line: &PreviewLine) -> String {
    match line {
        PreviewLine::File(_) | PreviewLine::Column(..) => String::new(),
        PreviewLine::Activity(name, sessions) => {
            let sessions = count(*sessions, "session");
            match matching_activity(name) {
                Some(known) => format!(
                    "{name} ({sessions}) keeps its own name, MET {:.1}",
                    known.met
                ),
                None => format!("{name} ({sessions}) isn't known, saved as text with MET 3.0"),
            }
        }
        PreviewLine::Said(text) | PreviewLine::Refused(text) => text.clone(),
        PreviewLine::Row(line, why) => format!("line {line}: {why}"),
        PreviewLine::More(count) => format!("and {count} more such rows"),
        PreviewLine::Others(1, name) => format!("{name}: nothing here can be imported."),
        PreviewLine::Others(count, name) => format!(
            "{name} and {} more files: nothing here can be imported.",
            count - 1
        ),
    }
}
