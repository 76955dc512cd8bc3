//! Past imports: listing and undoing them.

use crate::cli::json_views::instant;
use crate::cli::{Context, Failure, Json, Output, print, safe};
use crate::domain::{Day, Id};
use crate::import::{mood_mapping, table_memory};
use crate::store::backups::name::Reason;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Imports {
    imports: Vec<Listed>,
}

/// A past import, as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Listed {
    id: Id,
    at: String,
    kind: String,
    files: Vec<String>,
    added: usize,
    duplicates: usize,
    first_day: Option<Day>,
    last_day: Option<Day>,
    undone: bool,
}

impl Output for Imports {
    fn text(&self) -> String {
        let mut text = String::new();
        for import in &self.imports {
            let undone = if import.undone { ", undone" } else { "" };
            let _ = writeln!(
                text,
                "{}  {}  {} from {}{undone}",
                import.id,
                &import.at[..10],
                import.added,
                safe(&import.files.join(", ")),
            );
        }
        text
    }
}

/// Lists the imports.
pub(super) fn list(json: Json, context: &Context<'_>) -> Result<()> {
    let found = context.existing()?.imports()?;
    if found.is_empty() && !json.json {
        return Err(Failure::Nothing("No imports yet.".to_owned()).into());
    }
    let imports = found.into_iter().map(|import| Listed {
        id: import.id,
        at: instant(import.at),
        kind: import.kind,
        files: import.files,
        added: import.added,
        duplicates: import.duplicates,
        first_day: import.first_day,
        last_day: import.last_day,
        undone: import.undone_at.is_some(),
    });
    json.show(&Imports {
        imports: imports.collect(),
    })
}

/// Undoes an import; the words are `undo` and its id.
pub(super) fn undo(words: &[String], context: &Context<'_>) -> Result<()> {
    let [_, word] = words else {
        return Err(Failure::usage(
            "Add the id from firstline import list: firstline import undo ID",
        )
        .into());
    };
    let id = Id::parse(word).ok_or_else(|| {
        Failure::usage(format!(
            "\"{}\" isn't an import's id. All imports: \
                firstline import list",
            safe(word)
        ))
    })?;
    let mut store = context.existing()?;
    if store
        .imports()?
        .iter()
        .any(|import| import.id == id && import.undone_at.is_none())
    {
        context.back_up(&store, Reason::Import);
    }
    match store.undo_import(id, context.now())? {
        Some(count) => {
            mood_mapping::forget(&mut store, context.now())?;
            table_memory::forget(&mut store, context.now())?;
            print(&format!("Undone: the import and its {count} entries.\n"))
        }
        None => Err(Failure::runtime(format!(
            "No import with the id {id} is left to undo. All imports: firstline import list"
        ))
        .into()),
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(in crate::cli) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Imports>()
}
