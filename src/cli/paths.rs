//! `firstline paths`: where the files are.

use crate::cli::{Context, print, print_json};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Files {
    database: File,
    config: File,
}

#[derive(Serialize)]
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

/// Prints the files' places, without opening or making any.
pub fn run(json: bool, context: &Context<'_>) -> Result<()> {
    let files = Files {
        database: File::at(&context.paths.db),
        config: File::at(&context.paths.config),
    };
    if json {
        return print_json(&files);
    }
    let line = |name: &str, file: &File| {
        let state = file.bytes.map_or_else(
            || "not there yet".to_owned(),
            |bytes| format!("{bytes} bytes"),
        );
        format!("{name:<9} {}  ({state})\n", crate::cli::safe(&file.path))
    };
    print(&(line("database", &files.database) + &line("config", &files.config)))
}
