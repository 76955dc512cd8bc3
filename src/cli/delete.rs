//! `firstline delete`: deletes records by id.

use crate::cli::json_views::UNDO;
use crate::cli::record_ref::{agreed, find_all, several, words};
use crate::cli::{Context, Failure, Json, note, print, print_json};
use crate::domain::{Change, Day, Id, RecordRef};
use crate::store::backups::name::Reason;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::io::IsTerminal as _;

/// The arguments of `delete`.
#[derive(Debug, Args)]
#[command(
    after_help = "Check-ins, sessions, questionnaires, custom routines and experiments. For ids: firstline today --ids, or history --ids.\n\nExamples:\n  firstline delete last\n  firstline delete 019caf6b-bf00 019caf6b-c1 --yes"
)]
pub struct Delete {
    /// The entries: an id or unique prefix, or last
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Don't ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct DeleteReport {
    deleted: Vec<Deleted>,
    undo: &'static str,
}

#[derive(Serialize)]
struct Deleted {
    id: Id,
    kind: &'static str,
    day: Option<Day>,
}

impl Delete {
    /// Deletes all or none of them, as one undo step.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        let journal = store.all()?;
        let records = find_all(&journal, &self.ids)?;
        let words: Vec<String> = records.iter().copied().map(words).collect();
        if !self.yes && std::io::stdin().is_terminal() {
            note("To be deleted:");
            for line in &words {
                note(&format!("  {line}"));
            }
            if !agreed("Delete")? {
                return Err(Failure::Nothing("Nothing was deleted.".to_owned()).into());
            }
        }
        if records.len() > 1 {
            context.back_up(&store, Reason::Edit);
        }
        store.apply(
            &Change::Several(records.iter().copied().map(RecordRef::deletion).collect()),
            context.now(),
        )?;
        if self.json.json {
            let deleted = |record: &RecordRef<'_>| Deleted {
                id: record.id(),
                kind: record.kind().key(),
                day: record.day(),
            };
            return print_json(&DeleteReport {
                deleted: records.iter().map(deleted).collect(),
                undo: UNDO,
            });
        }
        print(&format!(
            "Deleted: {}. To undo: firstline undo\n",
            several(&words)
        ))
    }
}
