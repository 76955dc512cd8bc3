//! The files of an inbox: a file with its conflict copies, or the text files of a folder.

use crate::fs::text::{self, Unreadable};
use crate::import::safe;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Largest inbox file, in bytes.
const LARGEST: usize = 256 * 1024;
/// Most files of a folder.
const MOST: usize = 1000;
/// A last line without a line break waits for this long: it may be half written.
const SETTLES: Duration = Duration::from_secs(5);
/// Endings of the files that are read.
const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// An inbox file that was read.
#[derive(Debug)]
pub(super) struct InboxFile {
    pub path: PathBuf,
    pub text: String,
    /// When it was last changed.
    pub changed: Option<SystemTime>,
    /// Whether its last line may be half written.
    pub is_young: bool,
}

/// Whether it's what a sync program makes when two computers changed a file.
pub(super) fn is_conflict_copy(path: &Path) -> bool {
    name(path).to_lowercase().contains("conflict")
}

/// The file's name.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Whether it's a text file, and not hidden.
fn is_text(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    !name(path).starts_with('.') && ENDINGS.contains(&ending.as_str())
}

/// The files at `place`, the inbox itself before its conflict copies.
pub(super) fn at(place: &Path) -> Result<Vec<PathBuf>, String> {
    let is_folder = place.is_dir();
    let folder = if is_folder {
        place
    } else {
        place.parent().unwrap_or(place)
    };
    let own = name(place).to_lowercase();
    let stem = own.rsplit_once('.').map_or(own.as_str(), |(stem, _)| stem);
    let belongs = |path: &Path| {
        if is_folder {
            return is_text(path);
        }
        let lower = name(path).to_lowercase();
        lower == own || lower.starts_with(stem) && is_conflict_copy(path) && is_text(path)
    };
    let shown = || safe(&place.to_string_lossy());
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(format!("Your inbox {} isn't there yet.", shown()));
        }
        Err(error) => {
            let why = crate::import::files::why(&error);
            return Err(format!("Couldn't read your inbox {}: {why}.", shown()));
        }
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| belongs(path) && path.is_file())
        .collect();
    if found.is_empty() && !is_folder {
        return Err(format!("Your inbox {} isn't there yet.", shown()));
    }
    if found.len() > MOST {
        return Err(format!(
            "Your inbox {} has more than {MOST} text files. Choose another folder for it.",
            shown()
        ));
    }
    found.sort_by_key(|path| (is_conflict_copy(path), path.clone()));
    Ok(found)
}

impl InboxFile {
    /// Reads the file; an error is a sentence.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let meta = std::fs::metadata(path).ok();
        let changed = meta.and_then(|meta| meta.modified().ok());
        let text = text::read(path, LARGEST).map_err(|why| unread(path, &why))?;
        let age = changed.and_then(|changed| changed.elapsed().ok());
        Ok(Self {
            path: path.to_owned(),
            is_young: !text.ends_with('\n') && age.is_some_and(|age| age < SETTLES),
            text,
            changed,
        })
    }

    /// Whether the file still has this text.
    pub(super) fn is_unchanged(&self) -> bool {
        text::read(&self.path, LARGEST).is_ok_and(|text| text == self.text)
    }
}

fn unread(path: &Path, why: &Unreadable) -> String {
    format!(
        "Your inbox {} {why}. Nothing in it was changed.",
        safe(&path.to_string_lossy())
    )
}
