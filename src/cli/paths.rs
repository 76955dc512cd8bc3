//! `firstline paths`: where the files are.

use crate::cli::{Context, Json, Output, safe};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Files {
    database: File,
    config: File,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct File {
    path: String,
    exists: bool,
    bytes: Option<u64>,
}

impl File {
    fn at(path: &Path) -> Self {
        let bytes = std::fs::metadata(path).ok().map(|metadata| metadata.len());
        Self {
            path: path.display().to_string(),
            exists: bytes.is_some(),
            bytes,
        }
    }
}

impl Output for Files {
    fn text(&self) -> String {
        let line = |name: &str, file: &File| {
            let state = file.bytes.map_or_else(
                || "not created yet".to_owned(),
                |bytes| format!("{bytes} bytes"),
            );
            format!("{name:<9} {}  ({state})\n", safe(&file.path))
        };
        line("database", &self.database) + &line("config", &self.config)
    }
}

/// Prints the paths of the files, without opening or creating any.
pub(super) fn run(json: Json, context: &Context<'_>) -> Result<()> {
    json.show(&Files {
        database: File::at(&context.paths.db),
        config: File::at(&context.paths.config),
    })
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Files>()
}
