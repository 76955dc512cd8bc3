//! Custom routines written by hand: the folder `routines` beside the database, read at start and whenever the library
//! is opened. A file that cannot be read is skipped and reported.

use crate::content::own;
use crate::domain::{Journal, OwnRoutine, Routine, sanitize};
use crate::fs::text;
use std::fs;
use std::path::{Path, PathBuf};

/// The most files that are read.
const MOST_FILES: usize = 100;

/// The contents of the folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRoutines {
    /// The routines, by file name.
    pub routines: Vec<OwnRoutine>,
    /// The names of the files that could not be read, as in the folder.
    pub broken: Vec<String>,
}

/// The folder of custom routines beside the database `db`.
pub fn folder(db: &Path) -> PathBuf {
    db.parent().map_or_else(
        || PathBuf::from("routines"),
        |folder| folder.join("routines"),
    )
}

/// Reads every `.toml` file of `folder`; the result is empty if the folder does not exist. A file with a routine id
/// that an earlier file uses counts as broken.
pub fn read(folder: &Path) -> FoundRoutines {
    let mut found = FoundRoutines::default();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    found
        .broken
        .extend(files.iter().skip(MOST_FILES).map(|path| name_of(path)));
    for path in files.into_iter().take(MOST_FILES) {
        let name = name_of(&path);
        let routines = text_of(&path).ok().and_then(|text| own::parse(&text).ok());
        let taken = |routine: &Routine| {
            found
                .routines
                .iter()
                .any(|other| other.routine.id == routine.id)
        };
        match routines {
            Some(routines) if !routines.iter().any(taken) => {
                found.routines.extend(
                    routines
                        .into_iter()
                        .map(|routine| OwnRoutine::from_file(routine, &name)),
                );
            }
            _ => found.broken.push(name),
        }
    }
    found
}

/// The file name, without control characters.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    sanitize::line(&name)
}

/// Adds the routines in the folder beside `db` to `journal`; returns the names of the files that could not be read.
pub fn add(journal: &mut Journal, db: &Path) -> Vec<String> {
    let found = read(&folder(db));
    if !found.routines.is_empty() {
        journal.set_files(found.routines);
    }
    found.broken
}

/// The text of one file.
///
/// # Errors
/// A sentence, if the file is not text or too large.
pub fn text_of(path: &Path) -> Result<String, String> {
    text::read(path, own::MOST_BYTES).map_err(|why| why.to_string())
}
