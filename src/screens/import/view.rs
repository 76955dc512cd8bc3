//! Draws the import screen.
//!
//! ```text
//!  Import your history                            2 marked
//!  ~/Downloads
//!
//!    ..                                   parent folder
//!  › ● daylio_export.csv          12 KB   Mon Mar 2
//! ```

mod asking;
mod mood_names;
mod picker;
mod preview;

use super::{ImportScreen, Stage, Task};
use crate::domain::Day;
use crate::domain::english::count;
use crate::domain::import::{ImportSummary, PastImport};
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::panel::panel;

/// Minimum columns and rows for a frame.
const FRAMED_FROM: (u16, u16) = (60, 18);

/// Draws the screen; returns the cursor position.
pub(super) fn render(
    screen: &ImportScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height().saturating_sub(1));
    let is_framed = width >= FRAMED_FROM.0 && height >= FRAMED_FROM.1;
    let wide = match width {
        90.. => 84,
        _ if is_framed => width - 4,
        _ => width.saturating_sub(2),
    };
    let x = (width - wide) / 2;
    let title = match screen.stage {
        Stage::Imports(..) | Stage::TakeBack(..) | Stage::Names(..) => "Your imports",
        _ => "Import your history",
    };
    // The title goes into the frame's top edge, or into that row if there is no frame.
    if is_framed {
        panel(
            title,
            "",
            true,
            &mut painter.part(x - 2, 0, wide + 4, height),
        );
    } else {
        painter.text(x, 0, title, theme.strong);
    }
    let painter = &mut painter.part(x, 0, wide, height - u16::from(is_framed));
    match &screen.stage {
        Stage::Files => return picker::render(&screen.picker, shared, painter),
        Stage::Working(working) => wait(&working.task, painter),
        Stage::Moods(names) => return mood_names::render(names, painter),
        Stage::Preview(preview) => return preview::render(preview, shared, painter),
        Stage::Asking(asking) => return asking::render(asking, shared, painter),
        Stage::Names(names, list) => return asking::names(names, *list, painter),
        Stage::Done(done) => return preview::done(done, shared, painter),
        Stage::Imports(imports, cursor) => return list(imports, *cursor, shared, painter),
        Stage::TakeBack(imports, cursor) => {
            if let Some(import) = imports.get(cursor.chosen) {
                ask(import, shared, painter);
            }
        }
    }
    None
}

/// The first row under the title, after a blank line if it fits.
fn top(painter: &Painter<'_>) -> u16 {
    if painter.height() >= 16 { 2 } else { 1 }
}

fn wait(task: &Task, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let y = top(painter);
    let (words, far) = match task {
        Task::Finding => ("Looking for files".to_owned(), None),
        Task::Reading(read, files, name, percent) => {
            let (read, files, percent) = (*read, (*files).max(1), usize::from(*percent));
            let which = if files == 1 {
                String::new()
            } else {
                format!(" {} of {files}:", read + 1)
            };
            let how_far = if percent == 0 {
                String::new()
            } else {
                format!(", {percent}%")
            };
            let far = Some((read * 100 + percent, files * 100))
                .filter(|(read, files)| *read > 0 || *files > 100);
            (format!("Reading{which} {name}{how_far}"), far)
        }
        Task::Weighing => ("Comparing with your data".to_owned(), None),
        Task::Writing => ("Importing".to_owned(), None),
        Task::TakingBack => ("Undoing the import".to_owned(), None),
        Task::Naming => ("Changing the sessions".to_owned(), None),
    };
    let width = painter.width();
    painter.text(
        2,
        y,
        &format!(
            "{} {}",
            shorten(&words, usize::from(width.saturating_sub(4))),
            theme.glyphs.ellipsis
        ),
        theme.text,
    );
    if let Some((read, files)) = far {
        let bar = usize::from(width.saturating_sub(4).min(48));
        let done = read * bar / files;
        let x = painter.text(2, y + 1, &theme.glyphs.step_done.repeat(done), theme.mark);
        painter.text(
            x,
            y + 1,
            &theme.glyphs.step_next.repeat(bar - done),
            theme.frame,
        );
    }
    let still = match task {
        Task::Writing | Task::TakingBack => "Your data is backed up first.",
        Task::Naming => "You can undo all of it at once.",
        Task::Finding | Task::Reading(..) | Task::Weighing => "Nothing is saved yet.",
    };
    painter.wrapped((2, y + 3), width.saturating_sub(4), 2, still, theme.dim);
}

/// Describes what is skipped in sentences; `None` if everything is imported.
fn left_out(summary: &ImportSummary) -> Option<String> {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}.")),
        count => Some(format!("{count} {many}.")),
    };
    let told = [
        counted(
            summary.outcome.duplicates,
            "duplicate skipped",
            "duplicates skipped",
        ),
        counted(
            summary.rejected(),
            "row couldn't be read and was skipped",
            "rows couldn't be read and were skipped",
        ),
        counted(summary.refused(), "file was skipped", "files were skipped"),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Draws past imports, latest first; returns the position of the selected one.
fn list(
    imports: &[PastImport],
    cursor: ListCursor,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let y = top(painter);
    if imports.is_empty() {
        let text = "No imports yet.";
        painter.wrapped((2, y), width.saturating_sub(4), 3, text, theme.text);
        return None;
    }
    let room = height.saturating_sub(y + 3).max(1);
    let mut rows = painter.part(0, y, width, room);
    let draw = |place: usize, is_chosen, row: &mut Painter<'_>| {
        import_row(&imports[place], is_chosen, shared, row);
    };
    let mark = cursor.render(imports.len(), Target::Row, 0, &mut rows, draw);
    if let Some(import) = imports.get(cursor.chosen) {
        let here = if import.duplicates > 0 {
            format!("; {} duplicates skipped", import.duplicates)
        } else {
            String::new()
        };
        let text = format!(
            "{}{}{here}.",
            count(import.added, "entry"),
            range(import.days)
        );
        painter.wrapped(
            (2, height.saturating_sub(2)),
            width.saturating_sub(4),
            2,
            &text,
            theme.dim,
        );
    }
    mark
}

fn import_row(import: &PastImport, is_chosen: bool, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width();
    let (style, count, count_style) = match (import.taken_back, is_chosen) {
        (true, _) => (theme.dim, "undone".to_owned(), theme.dim),
        (false, true) => (theme.selected, count(import.added, "entry"), theme.text),
        (false, false) => (theme.text, count(import.added, "entry"), theme.text),
    };
    let day = format::day_with_year(import.day, shared.day);
    let x = painter.text(2, 0, &day, theme.dim).max(14) + 2;
    painter.right(width, 0, &count, count_style);
    let room = width.saturating_sub(x + columns(&count) + 2);
    let files = shorten(&import.files.join(", "), usize::from(room));
    painter.text(x, 0, &files, style);
}

/// Asks whether to undo an import.
fn ask(import: &PastImport, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width().saturating_sub(4).min(70);
    let mut y = top(painter);
    let what = format!(
        "Undo the import of {}: {}{}?",
        format::day_with_year(import.day, shared.day),
        count(import.added, "entry"),
        range(import.days)
    );
    y += painter.wrapped((2, y), width, 3, &what, theme.strong);
    y += painter.wrapped((2, y), width, 2, &import.files.join(", "), theme.dim) + 1;
    let text = "This also removes your edits to those entries. Nothing else changes. Your data is backed up first.";
    y += painter.wrapped((2, y), width, 5, text, theme.text) + 1;
    let yes = shared.keys.hint(Context::ImportUndo, Action::Accept);
    let no = shared.keys.hint(Context::ImportUndo, Action::Back);
    painter.place(2, y, columns(&yes) + 5, 1, Target::Do(Action::Accept));
    let x = painter.pieces(2, y, &[(&yes, theme.key), (" undo", theme.text)]) + 3;
    painter.place(x, y, columns(&no) + 7, 1, Target::Do(Action::Back));
    painter.pieces(x, y, &[(&no, theme.key), (" cancel", theme.text)]);
}

/// `, from Mar 3, 2019 to Jan 5, 2026`.
fn range(days: Option<(Day, Day)>) -> String {
    match days {
        Some((first, last)) if first == last => format!(", of {}", dated(first)),
        Some((first, last)) => format!(", from {} to {}", dated(first), dated(last)),
        None => String::new(),
    }
}

/// `Mar 3, 2019`.
fn dated(day: Day) -> String {
    day.date().format("%b %-d, %Y").to_string()
}
