//! Finds new files in a folder from its entries alone: names, sizes and times. No file is opened.

use crate::domain::arriving::{FileKind, WatchedFolder};
use crate::import::{limits, sniff};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::fs::{DirEntry, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files up to this size, in bytes, are recognized by content; larger ones by their records.
const HASHED: u64 = 64 * 1024 * 1024;

/// A file that is new or has changed.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub path: PathBuf,
    pub kind: FileKind,
    /// Name, size and time as a number.
    pub stamp: u64,
    /// Size in bytes.
    pub bytes: u64,
    pub changed: SystemTime,
}

/// What a folder has.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// New files, by name.
    pub new: Vec<Found>,
    /// Known files that are still there.
    pub present: HashSet<u64>,
}

/// Looks at the entries of `root` and its folders.
pub(super) fn scan(
    root: &Path,
    folder: &WatchedFolder,
    seen: &HashSet<u64>,
) -> io::Result<Scanned> {
    let mut scanned = Scanned::default();
    let mut files = 0;
    let mut waiting = vec![(root.to_owned(), 0)];
    while let Some((place, depth)) = waiting.pop() {
        let entries = match std::fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(error),
            // A folder inside that can't be read hides nothing of the others.
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || files >= limits::FILES {
                continue;
            }
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && depth < limits::FOLDERS {
                waiting.push((entry.path(), depth + 1));
            }
            let kind = FileKind::of(&name).filter(|kind| folder.kinds.contains(kind));
            if let (Some(kind), false) = (kind, is_folder) {
                files += 1;
                if let Some(found) = found(&entry, kind, depth) {
                    sort(found, folder, seen, &mut scanned);
                }
            }
        }
    }
    scanned.new.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(scanned)
}

fn sort(found: Found, folder: &WatchedFolder, seen: &HashSet<u64>, scanned: &mut Scanned) {
    let day = DateTime::<Utc>::from(found.changed).date_naive();
    // A file that was last changed before has nothing later; a day more for time zones.
    let is_old = folder
        .since
        .is_some_and(|since| day + TimeDelta::days(1) < since.date());
    if seen.contains(&found.stamp) {
        scanned.present.insert(found.stamp);
    } else if !is_old {
        scanned.new.push(found);
    }
}

/// The file of an entry; for a link, of what it leads to.
fn found(entry: &DirEntry, kind: FileKind, depth: usize) -> Option<Found> {
    let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
    let meta = if is_link {
        std::fs::metadata(entry.path()).ok()?
    } else {
        entry.metadata().ok()?
    };
    let changed = meta.modified().ok()?;
    let name = entry.file_name();
    let stamp = stamp(name.as_encoded_bytes(), depth, &meta)?;
    meta.is_file().then(|| Found {
        path: entry.path(),
        kind,
        stamp,
        bytes: meta.len(),
        changed,
    })
}

/// Name, size and time as a number (FNV-1a), the same in every build.
fn stamp(name: &[u8], depth: usize, meta: &Metadata) -> Option<u64> {
    let age = meta.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH);
    let nanos = age.map_or(0, |age| age.as_nanos());
    let numbers = [depth as u128, u128::from(meta.len()), nanos];
    let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
    let all = name.iter().copied().chain(numbers);
    Some(all.fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    }))
}

impl Found {
    /// Whether the file is still the one that was found.
    pub(super) fn is_unchanged(&self) -> bool {
        let meta = std::fs::metadata(&self.path).ok();
        meta.is_some_and(|meta| {
            meta.len() == self.bytes && meta.modified().is_ok_and(|at| at == self.changed)
        })
    }

    /// Whether it was changed less than so many seconds ago.
    pub(super) fn is_younger_than(&self, seconds: u64) -> bool {
        let age = self.changed.elapsed();
        age.is_ok_and(|age| age.as_secs() < seconds)
    }

    /// The content as a number; `None` if it's large or can't be read.
    pub(super) fn content(&self) -> Option<u64> {
        if self.bytes > HASHED {
            return None;
        }
        let mut digest = Sha256::new();
        std::io::copy(&mut File::open(&self.path).ok()?, &mut digest).ok()?;
        let bytes = digest.finalize();
        bytes.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    /// Whether it has nothing that can be imported: such tables and archives stand in every folder.
    pub(super) fn is_of_no_use(&self) -> bool {
        let Ok(mut file) = File::open(&self.path) else {
            return false;
        };
        let looks = sniff::format_of(&mut file);
        matches!(looks, Ok(Err(looks)) if looks != sniff::ARCHIVE)
    }
}
