//! Folder contents, for the file picker.

use crate::clock::Clock;
use crate::domain::Day;
use crate::domain::import::{Entry, Folder, Listing};
use crate::import::sniff;
use crate::import::{files, pasted_paths, safe};
use std::path::{Path, PathBuf};

/// File name extensions of supported formats.
const ENDINGS: [&str; 11] = [
    "csv", "daylio", "fit", "gpx", "kml", "kmz", "tcx", "json", "xml", "zip", "txt",
];

/// Lists a folder.
pub(super) fn list(folder: &Folder, home: &Path, clock: Clock) -> Listing {
    let mut listing = match folder {
        Folder::Start => at(&downloads(home), clock),
        Folder::Home => at(home, clock),
        Folder::At(path) => at(path, clock),
        Folder::Pasted(text) => named(text, home, clock),
    };
    if let Ok(rest) = listing.folder.strip_prefix(home) {
        let short = rest
            .components()
            .fold(PathBuf::from("~"), |path, part| path.join(part));
        listing.shown = files::shown(&short);
    }
    listing
}

/// The download folder: from the desktop's configuration, otherwise `Downloads`, otherwise the home folder.
fn downloads(home: &Path) -> PathBuf {
    let folders = std::fs::read_to_string(home.join(".config/user-dirs.dirs")).unwrap_or_default();
    let said = folders.lines().find_map(|line| {
        line.trim()
            .strip_prefix("XDG_DOWNLOAD_DIR=\"")?
            .strip_suffix('"')
    });
    let said = said.map(|path| {
        path.strip_prefix("$HOME")
            .map_or_else(|| path.into(), |rest| under(home, rest))
    });
    let usual = home.join("Downloads");
    said.into_iter()
        .chain([usual])
        .find(|path: &PathBuf| path.is_dir())
        .unwrap_or_else(|| home.to_owned())
}

fn under(home: &Path, rest: &str) -> PathBuf {
    home.join(rest.trim_start_matches('/'))
}

fn named(text: &str, home: &Path, clock: Clock) -> Listing {
    let mut paths = pasted_paths::paths(text, home);
    if let Some(lost) = paths.iter().find(|path| !path.exists()) {
        let problem = format!("{} doesn't exist. Check the path.", files::shown(lost));
        return Listing {
            problem: Some(problem),
            ..Listing::default()
        };
    }
    match paths.as_slice() {
        [] => Listing {
            problem: Some("No path was pasted. Paste a file's or folder's path.".to_owned()),
            ..Listing::default()
        },
        [folder] if folder.is_dir() => at(folder, clock),
        [first, ..] => {
            let folder = first.parent().map_or_else(PathBuf::new, Path::to_path_buf);
            paths.dedup();
            Listing {
                named: paths,
                ..at(&folder, clock)
            }
        }
    }
}

fn at(folder: &Path, clock: Clock) -> Listing {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let above = folder.parent().map(Path::to_path_buf);
    let mut listing = Listing {
        shown: files::shown(&folder),
        folder,
        above,
        ..Listing::default()
    };
    let entries = match std::fs::read_dir(&listing.folder) {
        Ok(entries) => entries,
        Err(error) => {
            listing.problem = Some(match error.kind() {
                std::io::ErrorKind::NotFound => "This folder doesn't exist.".to_owned(),
                std::io::ErrorKind::PermissionDenied => {
                    "You don't have permission to open this folder.".to_owned()
                }
                _ => format!("This folder couldn't be opened ({error})."),
            });
            return listing;
        }
    };
    let offset = *clock.now().wall.offset();
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        // Links are followed; anything other than a file or folder is not shown.
        let Ok(metadata) = std::fs::metadata(&path) else {
            continue;
        };
        if !metadata.is_dir() && !metadata.is_file() {
            continue;
        }
        let ending = Path::new(&name)
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let changed = metadata.modified().ok().map(|at| {
            Day::from_date(
                chrono::DateTime::<chrono::Utc>::from(at)
                    .with_timezone(&offset)
                    .date_naive(),
            )
        });
        listing.entries.push(Entry {
            is_folder: metadata.is_dir(),
            is_hidden: name.starts_with('.'),
            looks_fit: metadata.is_file()
                && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())),
            bytes: metadata.len(),
            changed,
            name: safe(&name),
            path,
        });
    }
    // Folders first, then likely files, newest first, then the rest.
    listing.entries.sort_by_cached_key(|entry| {
        let rank = if entry.is_folder {
            0
        } else {
            1 + u8::from(!entry.looks_fit)
        };
        let age = if entry.looks_fit {
            entry.changed.map(|day| -day.number())
        } else {
            None
        };
        (rank, age, entry.name.to_lowercase())
    });
    listing
}

/// Describes a file by its content: `a Daylio export`, `a zip archive`.
pub(super) fn kind(file: &Path) -> String {
    let look = || {
        let mut file = std::fs::File::open(file)?;
        let found = if file.metadata()?.len() == 0 {
            None
        } else {
            Some(sniff::format_of(&mut file)?)
        };
        Ok::<_, std::io::Error>(found)
    };
    match look() {
        Ok(None) => "empty".to_owned(),
        Ok(Some(Ok(format))) => format.name.to_owned(),
        Ok(Some(Err(looks))) => format!("{looks}: nothing to import"),
        Err(error) => files::why(&error),
    }
}
