//! Tells states of a file apart.

use std::path::Path;

/// Identifies a state of a file: modification time, size, and which file it is.
pub(super) type Mark = Option<(std::time::SystemTime, u64, u64)>;

/// The present state; `None` if there is no file.
pub(super) fn mark(path: &Path) -> Mark {
    let meta = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let number = 0;
    Some((meta.modified().ok()?, meta.len(), number))
}
