//! Preview of an import, before anything is written.

use crate::domain::import::{Brought, FileFound};
use crate::widgets::list::ListCursor;

/// The most rejected rows listed per file.
const MOST_ROWS: usize = 500;

/// The content of an import and the selected line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would be imported.
    pub brought: Brought,
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
    /// A column of a custom table in the file above, and what it was recognized as.
    Column(Recognized),
    /// Why the file above is not imported.
    Refused(String),
    /// A rejected row of the file above: its line number, from 1, and the reason.
    Row(u64, String),
    /// The number of further rejected rows.
    More(usize),
    /// The number of files without readable data, and the name of the first.
    Others(usize, String),
}

/// A column of a table and its interpretation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// The name in the file.
    pub theirs: String,
    /// The field it maps to.
    pub ours: &'static str,
    /// The values of its first rows.
    pub samples: String,
}

/// The recognized columns in the tables of `file`, and a line about the others.
fn recognized(file: &FileFound) -> Vec<PreviewLine> {
    let columns = || file.tables.iter().flat_map(|table| &table.columns);
    let mut lines: Vec<PreviewLine> = columns()
        .filter_map(|column| {
            Some(PreviewLine::Column(Recognized {
                theirs: column.theirs.clone(),
                ours: column.ours?,
                samples: column.samples.join(" · "),
            }))
        })
        .collect();
    let others: Vec<&str> = columns()
        .filter(|column| column.ours.is_none())
        .map(|column| column.theirs.as_str())
        .collect();
    if !others.is_empty() {
        let said = format!("Ignored columns: {}", others.join(", "));
        lines.push(PreviewLine::Said(said));
    }
    lines
}

impl Preview {
    pub(super) fn new(brought: Brought) -> Self {
        let mut lines = Vec::new();
        let nothing = |file: &&FileFound| file.kind.is_none() && file.refused.is_none();
        let mut files: Vec<(usize, &FileFound)> = brought
            .files
            .iter()
            .enumerate()
            .filter(|(_, file)| !nothing(file))
            .collect();
        // Files that need attention first, files without data last.
        files.sort_by_key(
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
            lines.extend(recognized(file));
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
        let others: Vec<&FileFound> = brought.files.iter().filter(nothing).collect();
        lines.extend(
            others
                .first()
                .map(|first| PreviewLine::Others(others.len(), first.name.clone())),
        );
        Self {
            brought,
            lines,
            list: ListCursor::default(),
        }
    }
}
