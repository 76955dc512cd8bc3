//! The files that were named, and what is in folders that were named.

use crate::exchange::text;
use crate::intake::safe;
use std::path::{Path, PathBuf};

/// How deep folders are looked into, and how many files are taken.
const DEEPEST: usize = 8;
const MOST_FILES: usize = 100_000;

/// Every file; folders give theirs in the order of their names, hidden ones left out.
pub(super) fn all(named: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for name in named {
        if name.is_dir() {
            let before = files.len();
            within(name, 0, &mut files).map_err(|error| format!("{}: {}", shown(name), told(&error)))?;
            if files.len() == before {
                return Err(format!("{}: there is no file in this folder", shown(name)));
            }
        } else {
            files.push(name.clone());
        }
    }
    Ok(files)
}

fn within(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || files.len() >= MOST_FILES {
            continue;
        }
        if path.is_dir() && !path.is_symlink() && depth < DEEPEST {
            within(&path, depth + 1, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// What is in a file, up to 512 MB of it.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(file).map_err(|error| told(&error))?;
    if !metadata.is_file() {
        return Err("it is no file".to_owned());
    }
    if metadata.len() > text::MOST_BYTES {
        return Err("it is larger than 512 MB".to_owned());
    }
    std::fs::read(file).map_err(|error| told(&error))
}

/// A path as it can be shown.
pub fn shown(path: &Path) -> String {
    safe(&path.to_string_lossy())
}

/// Why a file or folder cannot be read.
pub(super) fn told(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => format!("it cannot be read ({error})"),
    }
}
