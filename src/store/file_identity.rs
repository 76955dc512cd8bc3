//! Checks that the path still refers to the open file. Writing to a file that was deleted or replaced loses data
//! without any error, so this is checked before every write, and the write is refused.

use crate::store::Store;
use std::path::{Path, PathBuf};

/// Identifies the file that was opened.
#[derive(Debug)]
pub struct FileIdentity {
    path: PathBuf,
    identity: Identity,
}

/// Device and inode number.
type Identity = (u64, u64);

impl FileIdentity {
    /// The identity of `store`'s file; `None` for a store in memory, and on systems without inode numbers.
    pub fn of(store: &Store) -> Option<Self> {
        let path = store.path()?;
        Some(Self {
            path: path.to_owned(),
            identity: identity(path)?,
        })
    }

    /// Whether the file is still there: not deleted, moved or replaced.
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

/// On other systems, an open file can't be deleted or replaced.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<Identity> {
    None
}
