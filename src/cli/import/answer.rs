//! What an import did, as text and as JSON.

use crate::cli::import::Import;
use crate::cli::{note, print, print_json};
use crate::domain::import::{ColumnFound, FileFound};
use crate::domain::{Day, Id, ImportOutcome};
use crate::import::{Gathered, Rejected};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The most skipped rows listed one by one.
const MOST_ROWS: usize = 100;

#[derive(Serialize)]
struct ImportReport<'a> {
    import_id: Option<Id>,
    read: usize,
    added: usize,
    duplicates: usize,
    rejected: &'a [Rejected],
    first_day: Option<Day>,
    last_day: Option<Day>,
    format: Option<&'static str>,
    columns: Vec<ColumnFound>,
    unknown_activities: Vec<Counted<'a>>,
    taken: Vec<&'a str>,
    left_out: Vec<LeftOut<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    what: &'a str,
    count: usize,
}

/// Collects the values of `of` from every file.
fn all<'a, T>(gathered: &'a Gathered, of: impl Fn(&'a FileFound) -> Vec<T>) -> Vec<T> {
    gathered.files.iter().flat_map(of).collect()
}

/// Shows what was imported, or what would be.
pub(super) fn show(import: &Import, gathered: &Gathered, outcome: ImportOutcome) -> Result<()> {
    if import.json.json {
        return print_json(&ImportReport {
            import_id: outcome.import_id,
            read: gathered.read,
            added: outcome.added,
            duplicates: outcome.duplicates,
            rejected: &gathered.rejected,
            first_day: outcome.first_day,
            last_day: outcome.last_day,
            format: gathered.files.iter().find_map(|file| file.kind),
            columns: all(gathered, |file| {
                file.tables
                    .iter()
                    .flat_map(|table| &table.columns)
                    .cloned()
                    .collect()
            }),
            unknown_activities: all(gathered, |file| {
                file.unknown_activities
                    .iter()
                    .map(|(name, count)| Counted {
                        name,
                        count: *count,
                    })
                    .collect()
            }),
            taken: all(gathered, |file| {
                file.taken.iter().map(String::as_str).collect()
            }),
            left_out: all(gathered, |file| {
                file.left_out
                    .iter()
                    .map(|(what, count)| LeftOut {
                        what,
                        count: *count,
                    })
                    .collect()
            }),
        });
    }
    for rejected in gathered.rejected.iter().take(MOST_ROWS) {
        note(&format!(
            "{}, line {}: {}",
            rejected.file, rejected.line, rejected.reason
        ));
    }
    let more = gathered.rejected.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        note(&format!(
            "{more} more rows were skipped; --json lists them all"
        ));
    }
    let mut text = String::new();
    let verb = if import.dry_run {
        "would be added"
    } else {
        "added"
    };
    let _ = write!(
        text,
        "{} read, {} {verb}, {} already there",
        gathered.read, outcome.added, outcome.duplicates
    );
    if !gathered.rejected.is_empty() {
        let _ = write!(text, ", {} skipped", gathered.rejected.len());
    }
    if let (Some(first), Some(last)) = (outcome.first_day, outcome.last_day) {
        let _ = write!(text, ", from {first} to {last}");
    }
    text.push_str(".\n");
    if let Some(id) = outcome.import_id {
        let _ = writeln!(text, "To undo: firstline import undo {id}");
    }
    print(&text)
}
