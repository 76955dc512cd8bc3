//! The files of a shared folder, by name.

use super::device::is_name;
use crate::cli::safe;
use crate::domain::Sorting as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// A file in the folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The file name.
    pub file: String,
    /// Why it is skipped, judging by its name; `None` for a snapshot.
    pub reason: Option<String>,
}

/// The files that concern firstline, sorted by name. Other programs' files, and internal files of sync tools, are
/// ignored.
pub(super) fn names(folder: &Path) -> Result<Vec<Name>, String> {
    let shown = safe(&folder.to_string_lossy());
    let entries = fs::read_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!(
                "{shown} doesn't exist. Create the folder first, or check that its disk is \
                 connected."
            )
        }
        ErrorKind::NotADirectory => {
            format!("{shown} is a file. For a file, use firstline merge.")
        }
        ErrorKind::PermissionDenied => {
            format!("You don't have permission to read {shown}. Allow reading and writing it.")
        }
        _ => format!("Couldn't read {shown} ({}).", safe(&error.to_string())),
    })?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry
            .map_err(|error| format!("Couldn't read {shown} ({}).", safe(&error.to_string())))?;
        names.extend(judge(entry.file_name().to_string_lossy().into_owned()));
    }
    names.order_by(|one, other| one.file.cmp(&other.file));
    Ok(names)
}

/// Classifies a file by its name; `None` if it is ignored.
fn judge(file: String) -> Option<Name> {
    let lower = file.to_lowercase();
    // Read by `import::inbox`, and not ours to judge.
    if lower.starts_with("inbox") {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    let inner = file.strip_prefix("firstline-").and_then(|rest| {
        rest.strip_suffix(".age")
            .unwrap_or(rest)
            .strip_suffix(".db")
    });
    let reason = if inner.is_some_and(is_name) {
        None
    } else if file.starts_with('.') || ends(&["-wal", "-shm", "-journal"]) {
        return None;
    } else if lower.contains("sync-conflict") || lower.contains("conflicted copy") {
        Some("is a sync conflict copy")
    } else if lower.starts_with("firstline") && ends(&[".part"]) {
        Some("is an unfinished snapshot")
    } else if lower.starts_with("firstline-") || ends(&[".db", ".db.age"]) {
        Some("isn't named like a snapshot; for a single file, use firstline merge")
    } else {
        return None;
    };
    Some(Name {
        reason: reason.map(str::to_owned),
        file,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_snapshots_are_read_and_what_looks_like_one_gets_a_word() {
        let reason = |file: &str| judge(file.to_owned()).map(|name| name.reason);
        assert_eq!(reason("firstline-0123456789ab.db"), Some(None));
        assert_eq!(reason("firstline-0123456789ab.db.age"), Some(None));
        for file in [
            "firstline-0123456789ab.sync-conflict-20260302-174000-ABCDEFG.db",
            "firstline-0123456789ab (Anna's conflicted copy 2026-03-02).db",
            "firstline-0123456789ab.db.part",
            "firstline-0123456789abc.db",
            "firstline-0123456789AB.db",
            "firstline-0123456789ab.age",
            "firstline.db",
            "firstline.db.age",
            "notes.db",
        ] {
            assert!(matches!(reason(file), Some(Some(_))), "{file}");
        }
        for file in [
            ".stfolder",
            ".syncthing.firstline-0123456789ab.db.tmp",
            "README.md",
            "inbox.sync-conflict-20260302-174000-ABCDEFG.txt",
            "firstline.db-wal",
        ] {
            assert_eq!(reason(file), None, "{file}");
        }
    }
}
