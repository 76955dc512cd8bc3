//! Whether the open file is still the one under its name. Writing to a file that was deleted or replaced loses the data
//! without any error, so this is checked before every write, and the write is refused.

use crate::store::Store;
use std::path::{Path, PathBuf};

/// The file that was opened.
#[derive(Debug)]
pub struct FileIdentity {
    path: PathBuf,
    identity: Identity,
}

/// The device and the number on it.
type Identity = (u64, u64);

impl FileIdentity {
    /// Where the file of `store` is; nothing for one in memory, and where the system does not tell files apart.
    pub fn of(store: &Store) -> Option<Self> {
        let path = store.path()?;
        Some(Self {
            path: path.to_owned(),
            identity: identity(path)?,
        })
    }

    /// Whether it still is there: not deleted, moved or replaced.
    pub fn holds(&self) -> bool {
        identity(&self.path) == Some(self.identity)
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.dev(), meta.ino()))
}

/// Elsewhere an open file can be neither deleted nor replaced.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<Identity> {
    None
}
