//! Draws the preview of an import, file by file.

use super::super::preview::{Preview, PreviewLine, Recognized};
use crate::domain::english::count;
use crate::domain::import::FileFound;
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
    let mut mark = None;
    let (width, height) = (painter.width(), painter.height());
    let mut y = super::top(painter);
    let text_width = width.saturating_sub(2);
    let brought = &preview.brought;
    let outcome = &brought.outcome;
    let sum = match (outcome.added, outcome.duplicates) {
        (0, 0) if brought.settings == 0 => "Nothing to import.".to_owned(),
        (0, _) if brought.settings == 0 => "You have all of these entries already.".to_owned(),
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
    if let Some(text) = super::left_out(brought) {
        y += painter.wrapped((2, y), text_width, 3, &text, theme.text);
    }
    if brought.settings > 0 && outcome.added > 0 {
        y += painter.wrapped((2, y), text_width, 1, "Settings are included.", theme.text);
    }
    if brought.adds() {
        let text = match height {
            0..16 => "Nothing is saved yet.",
            _ if shared.settings.demo || shared.journal.is_empty() => {
                "Nothing is saved yet. Imports are all or nothing."
            }
            _ => "Nothing is saved yet. Imports are all or nothing, with a backup first.",
        };
        y += painter.wrapped((2, y), text_width, 2, text, theme.dim);
    }
    let roomy = height >= 18 && brought.files.len() <= FEW;
    if height >= y + 6 {
        let columns = [("New", 0), ("Duplicates", HERE)];
        for (name, after) in columns {
            painter.right(width.saturating_sub(HERE - after), y, name, theme.dim);
        }
        y += 1;
    }
    let height = height - u16::from(height >= 18);
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
            if let Some(file) = brought.files.get(*place) {
                draw_file(file, y, here, painter);
            }
        } else if let PreviewLine::Column(column) = line {
            draw_column(column, &mut painter.part(4, y, width.saturating_sub(4), 1));
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

/// Rows that a line takes, including a blank line before a file.
fn rows(preview: &Preview, place: usize, width: u16, roomy: bool) -> u16 {
    match preview.lines.get(place) {
        Some(PreviewLine::File(index)) => {
            let file = preview
                .brought
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
        Some(PreviewLine::Column(_)) => 1,
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

/// Draws a column's name in the file, the field it maps to, and its first values.
fn draw_column(column: &Recognized, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let theirs = (width / 3).min(22);
    let name = shorten(&column.theirs, usize::from(theirs));
    painter.text(0, 0, &name, theme.dim);
    let x = theirs + 1;
    let x = painter.text(x, 0, theme.glyphs.arrow, theme.mark) + 1;
    let end = painter.text(x, 0, column.ours, theme.text).max(x + 14) + 2;
    let samples = shorten(&column.samples, usize::from(width.saturating_sub(end)));
    if end + 6 < width {
        painter.text(end, 0, &samples, theme.dim);
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
        PreviewLine::File(_) | PreviewLine::Column(_) => String::new(),
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
