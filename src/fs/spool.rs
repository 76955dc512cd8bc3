//! Piped input as an owner-only file: readers read a file twice, and a pipe can be read only once.

use crate::fs::{self as files, chance, is_gone};
use std::fs;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// Name prefix of the folders for these files.
const FOLDER: &str = "firstline-pipe.";

/// A private copy of piped input, deleted on drop.
#[derive(Debug)]
pub struct Spooled {
    folder: PathBuf,
    file: PathBuf,
}

impl Spooled {
    /// Copies `from` into a new folder within `within`, as a file called `name`; `None` if there are more than `most`
    /// bytes. Removes copies left by terminated processes.
    pub fn copy(
        mut from: impl Read,
        within: &Path,
        name: &str,
        most: u64,
    ) -> io::Result<Option<Self>> {
        remove_leftovers(within);
        let folder = within.join(format!("{FOLDER}{}-{}", std::process::id(), chance()));
        files::make_new_folder(&folder)?;
        let file = folder.join(name);
        let spooled = Self { folder, file };
        let mut into = files::create(&spooled.file)?;
        let copied = io::copy(&mut from.by_ref().take(most), &mut into)?;
        into.flush()?;
        let is_more = copied == most && from.read(&mut [0])? > 0;
        Ok((!is_more).then_some(spooled))
    }

    /// Path of the copy.
    pub fn path(&self) -> &Path {
        &self.file
    }
}

impl Drop for Spooled {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Display name of a path: only the file name for a private copy, because its location means nothing to the user.
pub fn name_of(path: &Path) -> &Path {
    let folder = path.parent().and_then(Path::file_name);
    let is_copy = folder.is_some_and(|name| name.to_string_lossy().starts_with(FOLDER));
    match path.file_name() {
        Some(name) if is_copy => Path::new(name),
        _ => path,
    }
}

fn remove_leftovers(within: &Path) {
    let Ok(entries) = fs::read_dir(within) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix(FOLDER)?.split_once('-')?.0.parse().ok());
        if process.is_some_and(is_gone) {
            // Folders of other users remain: removing them fails.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_private_bounded_and_gone_afterwards() {
        let within = tempfile::tempdir().unwrap();
        let copy = |bytes: &[u8], most| Spooled::copy(bytes, within.path(), "standard input", most);
        let spooled = copy(b"12345", 5).unwrap().unwrap();
        assert_eq!(fs::read(spooled.path()).unwrap(), b"12345");
        assert_eq!(name_of(spooled.path()), Path::new("standard input"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(spooled.path()), 0o600);
            assert_eq!(mode(spooled.path().parent().unwrap()), 0o700);
        }
        assert!(copy(b"123456", 5).unwrap().is_none());
        drop(spooled);
        assert_eq!(fs::read_dir(within.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn what_an_ended_process_left_is_removed_and_nothing_else() {
        let within = tempfile::tempdir().unwrap();
        let left = within.path().join("firstline-pipe.2147483647-0123456789ab");
        let alive = format!("firstline-pipe.{}-0123456789ab", std::process::id());
        let stay = [
            within.path().join(alive),
            within.path().join("firstline-pipe.mine-0"),
        ];
        for folder in stay.iter().chain([&left]) {
            fs::create_dir(folder).unwrap();
        }
        Spooled::copy(&b""[..], within.path(), "x", 1).unwrap();
        assert!(!left.exists() && stay.iter().all(|folder| folder.exists()));
    }
}
