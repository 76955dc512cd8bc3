//! Findings about the database's folder: permissions, free space, sync programs, and leftover files.

use super::finding::{Finding, Fix};
use crate::cli::safe;
use crate::fs::{self as files, COMPANIONS};
use crate::store::{self, backups};
use std::fs;
use std::path::{Path, PathBuf};

/// The free space required for a database of any size, in bytes.
const ROOM: u64 = 20_000_000;

/// All findings about the folder of `database`.
pub(super) fn findings(database: &Path, own_folder: bool) -> Vec<Finding> {
    // Files of another user or another program are not ours to judge or change.
    let ours = !database.exists() || store::is_ours(database) && is_mine(database);
    let mut found = if ours {
        permissions(database, own_folder)
    } else {
        Vec::new()
    };
    let folder = database.parent().unwrap_or(database);
    found.extend(free(folder).and_then(|free| room(free, size(database))));
    found.extend(synced(database, &|path| path.exists()));
    if ours {
        found.extend(leftovers(database));
        found.extend(log(database));
    }
    found
}

fn shown(path: &Path) -> String {
    safe(&path.display().to_string())
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

fn names(folder: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .map(|path| {
            (
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                path,
            )
        })
        .collect();
    names.sort();
    names
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The mode bits of a shared folder: group or others may write, or setuid, setgid or sticky is set.
const SHARED: u32 = 0o7022;

/// Whether the current user owns it.
#[cfg(unix)]
fn is_mine(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).is_ok_and(|meta| meta.uid() == rustix::process::geteuid().as_raw())
}

/// Other systems do not report the owner this way.
#[cfg(not(unix))]
const fn is_mine(_: &Path) -> bool {
    true
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).map_or(0, |meta| meta.permissions().mode() & 0o7777)
}

/// On other systems the home folder is private by default.
#[cfg(not(unix))]
const fn mode(_: &Path) -> u32 {
    0
}

/// Files and folders that other users can access.
///
/// `own_folder`: whether the folder is firstline's default, not one given for this run.
fn permissions(database: &Path, own_folder: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let todo = "firstline doctor --fix makes it private.";
    let mut ask = |path: &Path| {
        if mode(path) & 0o077 != 0 {
            let what = format!("Other users can read {}.", shown(path));
            found.push(Finding::wrong("permissions", what, todo).with(Fix::Close(path.to_owned())));
        }
    };
    ask(database);
    for ending in COMPANIONS {
        ask(&PathBuf::from(format!("{}{ending}", database.display())));
    }
    let backups = backups::folder(database);
    ask(&backups);
    for backup in backups::list(database).unwrap_or_default() {
        ask(&backup.path);
    }
    let Some(folder) = database.parent() else {
        return found;
    };
    // A folder with other contents, such as a home folder, may be open on purpose.
    let file = name_of(database);
    let is_ours = |name: &str| {
        name.starts_with(&file) || ["backups", "routines", "themes", "config.toml"].contains(&name)
    };
    let is_shared = mode(folder) & SHARED != 0 || !is_mine(folder);
    if own_folder && !is_shared && names(folder).iter().all(|(name, _)| is_ours(name)) {
        ask(folder);
    } else if mode(folder) & 0o022 != 0 && mode(folder) & 0o1000 == 0 {
        found.push(Finding::wrong(
            "permissions",
            format!("Other users can change what is in {}.", shown(folder)),
            "Move the database to a separate folder, and name it with --db or FIRSTLINE_DB.",
        ));
    }
    found
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
const fn free(_: &Path) -> Option<u64> {
    None
}

/// A finding if `free` bytes are too few for a database of `bytes` to grow, be backed up and be restored.
fn room(free: u64, bytes: u64) -> Option<Finding> {
    let needed = ROOM.max(bytes.saturating_mul(4));
    (free < needed).then(|| {
        Finding::wrong(
            "disk-space",
            format!("The database's disk has {:.1} MB free.", free as f64 / 1e6),
            format!(
                "Free some space: {:.0} MB is enough for entries and backups.",
                (needed as f64 / 1e6).ceil()
            ),
        )
    })
}

/// Parts of folder names used by sync programs, in lowercase, with the program.
const SYNCED: [(&str, &str); 13] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("cloudstorage", "a cloud service"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("megasync", "MEGA"),
    ("syncthing", "Syncthing"),
];

/// Files and folders that such programs create, with the program.
const MARKS: [(&str, &str); 8] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync", "Resilio Sync"),
    (".seafile-data", "Seafile"),
];

/// A finding if a sync program may copy the database to other machines while it is open here.
fn synced(database: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<Finding> {
    let by_name = |folder: &Path| {
        let name = name_of(folder).to_lowercase();
        SYNCED
            .iter()
            .find(|(part, _)| name.contains(part))
            .map(|(_, program)| *program)
    };
    let by_mark = |folder: &Path| {
        MARKS
            .iter()
            .find(|(mark, _)| exists(&folder.join(mark)))
            .map(|(_, program)| *program)
    };
    let (folder, program) = database.ancestors().skip(1).find_map(|folder| {
        let home = folder.parent().is_none();
        if home {
            None
        } else {
            by_name(folder)
                .or_else(|| by_mark(folder))
                .map(|program| (folder, program))
        }
    })?;
    Some(Finding::wrong(
        "synced-folder",
        format!(
            "{program} seems to sync {} and could damage the database there.",
            shown(folder)
        ),
        "Move the database elsewhere. A copy made by firstline backup PATH is safe in such a \
         folder.",
    ))
}

/// Half-written copies, left after a crash or a power failure.
fn leftovers(database: &Path) -> Vec<Finding> {
    let file = name_of(database);
    let beside = database.parent().map(names).unwrap_or_default();
    let beside = beside
        .into_iter()
        .filter(|(name, _)| name.starts_with(&file) && files::is_leftover(name));
    let among = names(&backups::folder(database))
        .into_iter()
        .filter(|(name, _)| files::is_leftover(name));
    beside
        .chain(among)
        .map(|(_, path)| {
            Finding::wrong(
                "leftovers",
                format!("{} is a half-written copy that nothing uses.", shown(&path)),
                "firstline doctor --fix removes it.",
            )
            .with(Fix::Remove(path))
        })
        .collect()
}

/// A note if the write-ahead log has data that is not in the file yet.
fn log(database: &Path) -> Option<Finding> {
    let log = PathBuf::from(format!("{}-wal", database.display()));
    let bytes = size(&log);
    (bytes > 0 && database.exists()).then(|| {
        Finding::note(
            "leftovers",
            format!(
                "{} has {:.0} KB that aren't in the file yet: firstline is open elsewhere, or it \
                 was ended abruptly. Nothing is lost.",
                shown(&log),
                (bytes as f64 / 1e3).ceil()
            ),
            "Close the others. The next command, or firstline doctor --fix, moves it into the file.",
        )
        .with(Fix::Settle)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_others_write_to_are_known_by_name() {
        for (path, program) in [
            ("/home/a/Dropbox/data/firstline.db", Some("Dropbox")),
            ("/home/a/Dropbox (Personal)/firstline.db", Some("Dropbox")),
            ("/Users/a/OneDrive - Firm/firstline.db", Some("OneDrive")),
            (
                "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/firstline.db",
                Some("iCloud"),
            ),
            (
                "/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/firstline.db",
                Some("Google Drive"),
            ),
            ("/home/a/Nextcloud/firstline.db", Some("Nextcloud")),
            ("/home/a/.local/share/firstline/firstline.db", None),
            ("/home/a/Documents/firstline.db", None),
        ] {
            let found = synced(Path::new(path), &|_| false);
            assert_eq!(found.is_some(), program.is_some(), "{path}");
            if let (Some(found), Some(program)) = (found, program) {
                assert!(found.what.contains(program), "{path}: {}", found.what);
            }
        }
    }

    #[test]
    fn folders_that_others_write_to_are_known_by_what_lies_in_them() {
        let marked = |path: &Path| path == Path::new("/home/a/shared/.stfolder");
        assert!(synced(Path::new("/home/a/shared/deep/down/firstline.db"), &marked).is_some());
        assert!(synced(Path::new("/home/a/other/firstline.db"), &marked).is_none());
    }

    #[test]
    fn little_room_is_told_with_how_much_is_enough() {
        assert_eq!(room(ROOM, 0), None);
        let found = room(1_500_000, 3_000_000).unwrap();
        assert_eq!(found.what, "The database's disk has 1.5 MB free.");
        assert_eq!(
            found.todo,
            "Free some space: 20 MB is enough for entries and backups."
        );
        assert!(
            room(30_000_000, 10_000_000).is_some(),
            "a large file needs more"
        );
    }
}
