//! What would come in, said before anything is written.

use crate::domain::import::{Brought, FileFound};
use crate::widgets::list::ListCursor;

/// No more rejected rows of a file are listed.
const MOST_ROWS: usize = 500;

/// What would come in, and the line that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would come in.
    pub brought: Brought,
    /// What is said of it.
    pub lines: Vec<PreviewLine>,
    /// Which line is chosen.
    pub list: ListCursor,
}

/// A line of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewLine {
    /// A file, by its place.
    File(usize),
    /// Something worth knowing about the file above.
    Said(String),
    /// A column of somebody's own table in the file above, and what it was recognized as.
    Column(Recognized),
    /// Why nothing of the file above comes in.
    Refused(String),
    /// A row of the file above that cannot be taken: its line, from 1, and why.
    Row(u64, String),
    /// So many more such rows.
    More(usize),
    /// So many files hold nothing that can be read; the first is called that.
    Others(usize, String),
}

/// A column of a table, and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// What the file calls it.
    pub theirs: String,
    /// What it is here.
    pub ours: &'static str,
    /// Its first rows.
    pub samples: String,
}

/// The columns of the tables of `file` that were recognized, and a line on those that were not.
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
        // What needs a look first, what gives nothing last.
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
            // What it was read as stands beside its name.
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
