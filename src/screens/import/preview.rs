//! Preview of an import, before anything is written.

use crate::domain::Sorting as _;
use crate::domain::english::count;
use crate::domain::import::{ColumnFound, FileFound, ImportSummary, Part, TableFound};
use crate::widgets::list::ListCursor;

/// The most rejected rows listed per file.
const MOST_ROWS: usize = 500;
/// The most columns listed per table.
const MOST_COLUMNS: usize = 300;

/// The content of an import and the selected line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would be imported.
    pub summary: ImportSummary,
    /// The lines of the preview.
    pub lines: Vec<PreviewLine>,
    /// The selected line.
    pub list: ListCursor,
}

/// A line of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewLine {
    /// A file, by index.
    File(usize),
    /// A remark about the file above.
    Said(String),
    /// A column of a table in the file above.
    Column(Part, ColumnFound),
    /// An unknown activity and its number of sessions.
    Activity(String, usize),
    /// Why the file above is not imported.
    Refused(String),
    /// A rejected row of the file above: its line number, from 1, and the reason.
    Row(u64, String),
    /// The number of further rejected rows.
    More(usize),
    /// The number of files without readable data, and the name of the first.
    Others(usize, String),
}

/// What was recognized in the tables of `file`, which has the index `place`, and what is unknown or was skipped.
fn recognized(place: usize, file: &FileFound) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    for (number, table) in file.tables.iter().enumerate() {
        lines.extend(heading(table).map(PreviewLine::Said));
        let columns = table.columns.iter().take(MOST_COLUMNS).enumerate();
        lines.extend(columns.map(|(column, found)| {
            PreviewLine::Column(Part::Column(place, number, column), found.clone())
        }));
        let more = table.columns.len().saturating_sub(MOST_COLUMNS);
        if more > 0 {
            let more = count(more, "more column");
            lines.push(PreviewLine::Said(format!("and {more}")));
        }
    }
    let activities = file.unknown_activities.iter().cloned();
    lines.extend(activities.map(|(name, count)| PreviewLine::Activity(name, count)));
    let taken = file.taken.iter().map(|taken| {
        // What to choose is on the screen, the option isn't.
        let words = taken.split("; try --").next().unwrap_or(taken);
        PreviewLine::Said(words.to_owned())
    });
    lines.extend(taken);
    let skipped = file
        .left_out
        .iter()
        .map(|(what, count)| PreviewLine::Said(format!("skipped: {what} ({count})")));
    lines.extend(skipped);
    lines
}

/// Where a table's header is, and on which sheet it is; nothing if it's in the first line.
fn heading(table: &TableFound) -> Option<String> {
    let sheet = table.sheet.as_ref().map(|sheet| format!("sheet {sheet}"));
    let header = match (table.header_line, table.titles) {
        (Some(_), 0) => None,
        (Some(line), _) => Some(format!("header in line {line}, titles above it")),
        (None, _) => Some("no header, so columns are numbered".to_owned()),
    };
    let parts: Vec<String> = sheet.into_iter().chain(header).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

impl Preview {
    pub(super) fn new(summary: ImportSummary) -> Self {
        let mut lines = Vec::new();
        let nothing = |file: &&FileFound| file.kind.is_none() && file.refused.is_none();
        let mut files: Vec<(usize, &FileFound)> = summary
            .files
            .iter()
            .enumerate()
            .filter(|(_, file)| !nothing(file))
            .collect();
        // Files that need attention first, files without data last.
        files.order_by_key(
            |(_, file)| match (&file.refused, file.rejected.len(), file.read) {
                (Some(_), ..) => 0,
                (None, 1.., _) => 1,
                (None, 0, 1..) => 2,
                (None, 0, 0) => 3,
            },
        );
        for (place, file) in files {
            lines.push(PreviewLine::File(place));
            lines.extend(file.refused.iter().cloned().map(PreviewLine::Refused));
            lines.extend(recognized(place, file));
            // The format it was read as is shown beside its name.
            let said = file
                .said
                .iter()
                .filter(|said| !said.starts_with("read as "));
            lines.extend(said.cloned().map(PreviewLine::Said));
            lines.extend(
                file.rejected
                    .iter()
                    .take(MOST_ROWS)
                    .map(|(line, why)| PreviewLine::Row(*line, why.clone())),
            );
            let more = file.rejected.len().saturating_sub(MOST_ROWS);
            lines.extend((more > 0).then_some(PreviewLine::More(more)));
        }
        let others: Vec<&FileFound> = summary.files.iter().filter(nothing).collect();
        lines.extend(
            others
                .first()
                .map(|first| PreviewLine::Others(others.len(), first.name.clone())),
        );
        Self {
            summary,
            lines,
            list: ListCursor::default(),
        }
    }
    /// The same with this line selected.
    pub(super) fn at(self, line: usize) -> Self {
        let mut list = ListCursor::at(line);
        list.clamp(self.lines.len());
        Self { list, ..self }
    }

    /// The part of a file on the selected line that can be changed.
    pub(super) fn part(&self) -> Option<Part> {
        match self.lines.get(self.list.chosen)? {
            PreviewLine::Column(part, _) => Some(part.clone()),
            PreviewLine::Activity(name, _) => Some(Part::Activity(name.clone())),
            _ => None,
        }
    }
}
