//! Where the backups of a database are.

use std::path::{Path, PathBuf};

/// Resolves a symlink to its target: backups go next to the target, and the link is preserved.
pub fn settled(path: &Path) -> PathBuf {
    dunce::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// The folder with the backups of `database`.
pub fn folder(database: &Path) -> PathBuf {
    database
        .parent()
        .map_or_else(|| PathBuf::from("backups"), |folder| folder.join("backups"))
}
