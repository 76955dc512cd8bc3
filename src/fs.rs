//! Writes files, atomically and owner-only, and never over files that are not ours; `text` reads small ones.
//!
//! - [`Draft`]: a file with an unpredictable name next to its target, renamed when complete.
//! - [`replace`]: for files that belong to firstline, such as the settings.
//! - [`output`]: for files named by the user, such as exports. Does not touch anything firstline did not write.

pub mod spool;
pub mod text;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// File name suffix of drafts.
pub const DRAFT: &str = ".part";
/// Suffixes of the files `SQLite` keeps next to a database.
pub const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Header of every `SQLite` database.
pub const DATABASE: &[u8] = b"SQLite format 3\0";
/// Headers of a write-ahead log (both byte orders) and a rollback journal.
const LOGS: [&[u8]; 3] = [
    b"\x37\x7f\x06\x82",
    b"\x37\x7f\x06\x83",
    b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7",
];
/// Number of bytes read to identify a file.
const HEAD: u64 = 2048;

/// Text by which firstline recognizes a page, picture or script that it wrote; what follows it tells the kind.
pub const WRITTEN: &str = "Written by firstline";
/// Markers at the beginning of every file that firstline writes for the user and may overwrite with one of the same
/// kind. Routines are not included because people edit them.
const MARKS: [&str; 11] = [
    "\"format\": \"firstline\"",
    "PRODID:-//firstline//",
    "day,time,mood,energy,calm,sleep,",
    "start,activity,minutes,met,effort,",
    "name=\"generator\" content=\"Written by firstline\"",
    "# Moving and feeling: a report\n<!-- Written by firstline -->",
    "name=\"generator\" content=\"Written by firstline: letter\"",
    "Written by firstline: letter",
    "role=\"img\">\n<!-- Written by firstline -->",
    "Written by firstline: firstline man",
    "Written by firstline: firstline completions",
];

/// Why a file named by the user was not written.
#[derive(Debug)]
pub enum Refused {
    /// A database, or a file that belongs to one.
    Database,
    /// A symbolic link.
    Link,
    /// A folder.
    Folder,
    /// A device, pipe or socket.
    Special,
    /// A file that firstline did not write.
    Strange,
    /// A file that firstline wrote, of another kind: an export where a report was to go.
    OtherKind,
    /// The operating system returned an error.
    Io(io::Error),
}

impl Refused {
    /// What happened and how to fix it; `shown` is the displayed path.
    pub fn sentence(&self, shown: &str) -> String {
        match self {
            Self::Database => {
                format!(
                    "{shown} is a database, and firstline never writes over one. Choose another name."
                )
            }
            Self::Link => {
                format!(
                    "{shown} is a link, and firstline doesn't write through links. Choose another name, or - for standard output."
                )
            }
            Self::Folder => format!("{shown} is a folder. Name a file in it."),
            Self::Special => format!(
                "{shown} isn't a plain file. Choose another name, or - for standard output."
            ),
            Self::Strange => {
                format!("{shown} isn't something firstline wrote. Choose another name, or --force.")
            }
            Self::OtherKind => format!(
                "{shown} is something else that firstline wrote for you. Choose another name, or --force."
            ),
            Self::Io(error) => format!("Couldn't write {shown}: {}.", cause(error)),
        }
    }
}

/// Plain-language description of an I/O error.
pub fn cause(error: &io::Error) -> String {
    // Windows: another program has the file, or part of it, open exclusively.
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    if let Some(SHARING_VIOLATION | LOCK_VIOLATION) = error.raw_os_error().filter(|_| cfg!(windows))
    {
        return "another program has it open".to_owned();
    }
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::PermissionDenied => "writing there isn't allowed".to_owned(),
        ErrorKind::NotFound => "its folder doesn't exist".to_owned(),
        ErrorKind::NotADirectory => "its folder is a file".to_owned(),
        ErrorKind::AlreadyExists => "something else with that name is there".to_owned(),
        _ => {
            let words = error.to_string();
            // Drop the OS error number.
            let end = words.find(" (os error").unwrap_or(words.len());
            words[..end].to_owned()
        }
    }
}

/// Writes `bytes` to a file named by the user. An existing file is replaced only if firstline wrote it and it is of the
/// same kind or, with `force`, if it is any regular file except a database.
pub fn output(path: &Path, bytes: &[u8], force: bool) -> Result<(), Refused> {
    judge(path, bytes, force)?;
    let draft = Draft::beside(path).map_err(Refused::Io)?;
    draft.write(bytes).map_err(Refused::Io)?;
    // The file may have changed during the write.
    judge(path, bytes, force)?;
    draft.place().map_err(Refused::Io)
}

/// Whether [`output`] may write `bytes`, or what begins with them, to `path`.
pub fn judge(path: &Path, bytes: &[u8], force: bool) -> Result<(), Refused> {
    let meta = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return if is_companion(path) {
                Err(Refused::Database)
            } else {
                Ok(())
            };
        }
        Err(error) => return Err(Refused::Io(error)),
        Ok(meta) => meta,
    };
    if meta.is_symlink() {
        return Err(Refused::Link);
    }
    if meta.is_dir() {
        return Err(Refused::Folder);
    }
    if !meta.is_file() {
        return Err(Refused::Special);
    }
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .map_err(Refused::Io)?;
    // A damaged database is recognized by its companion files.
    let has_companions = COMPANIONS
        .iter()
        .any(|ending| beside(path, ending).exists());
    if has_companions
        || is_companion(path)
        || head.starts_with(DATABASE)
        || LOGS.iter().any(|log| head.starts_with(log))
    {
        return Err(Refused::Database);
    }
    if force || head.is_empty() {
        return Ok(());
    }
    match (mark(&head), mark(bytes)) {
        (None, _) => Err(Refused::Strange),
        (there, new) if there == new => Ok(()),
        _ => Err(Refused::OtherKind),
    }
}

/// The marker at the beginning of a file, which tells its kind; `None` if firstline did not write it.
fn mark(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..HEAD as usize).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    MARKS.into_iter().find(|mark| text.contains(mark))
}

/// Whether `path` has the name of a companion file of a database.
fn is_companion(path: &Path) -> bool {
    let name = path.as_os_str().as_encoded_bytes();
    COMPANIONS.iter().any(|ending| {
        name.strip_suffix(ending.as_bytes()).is_some_and(|stem| {
            std::str::from_utf8(stem).is_ok_and(|stem| Path::new(stem).is_file())
        })
    })
}

/// Writes a file that belongs to firstline, replacing any existing one.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = Draft::beside(path)?;
    draft.write(bytes)?;
    draft.place()
}

/// Overwrites a page that belongs to the user, following links and keeping its permissions.
pub fn rewrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let found = fs::metadata(path).ok().map(|meta| meta.permissions());
    if found.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let draft = Draft::beside(path)?;
    draft.write(bytes)?;
    if let Some(found) = found {
        fs::set_permissions(draft.path(), found)?;
    }
    draft.place()
}

/// Adds to the end of a file, which is owner-only if it is new, and waits until it is on the disk.
pub fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = match OpenOptions::new().append(true).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => create(path)?,
        opened => opened?,
    };
    file.write_all(bytes)?;
    file.sync_all()
}

/// Creates a folder and its parents, owner-only. An existing folder is not changed.
pub fn make_folder(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    folder_builder().recursive(true).create(path)
}

/// Creates an owner-only folder; fails if the path already exists.
pub fn make_new_folder(path: &Path) -> io::Result<()> {
    folder_builder().create(path)
}

fn folder_builder() -> DirBuilder {
    #[cfg_attr(
        not(unix),
        expect(unused_mut, reason = "permissions are set where there are such")
    )]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Creates an owner-only file; fails if the path already exists, even as a link.
pub fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Appends `ending` to the file name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Twelve random hexadecimal digits from the system, independent of any configured seed.
pub fn chance() -> String {
    format!("{:012x}", RandomState::new().hash_one(0_u8) >> 16)
}

/// A file being written next to its target. Removed if dropped before it is placed.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    goal: PathBuf,
    placed: bool,
}

impl Draft {
    /// Creates an empty owner-only draft for `goal` and removes drafts left by terminated processes.
    pub fn beside(goal: &Path) -> io::Result<Self> {
        if goal.file_name().is_none() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "it has no name"));
        }
        remove_drafts(goal);
        let ending = format!(".{}-{}{DRAFT}", std::process::id(), chance());
        let path = beside(goal, &ending);
        create(&path)?;
        Ok(Self {
            path,
            goal: goal.to_owned(),
            placed: false,
        })
    }

    /// Path of the draft until it is placed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new()
            .write(true)
            .open(&self.path)?
            .write_all(bytes)
    }

    /// Renames the draft to its target, so that a power loss leaves either the old or the new file.
    pub fn place(mut self) -> io::Result<()> {
        OpenOptions::new()
            .write(true)
            .open(&self.path)?
            .sync_all()?;
        fs::rename(&self.path, &self.goal)?;
        self.placed = true;
        // The rename is durable once the folder is synced; where that is impossible, it happens soon after.
        #[cfg(unix)]
        if let Some(folder) = self.goal.parent()
            && let Ok(folder) = File::open(folder)
        {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        for ending in COMPANIONS {
            let _ = fs::remove_file(beside(&self.path, ending));
        }
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes drafts of `goal` left by terminated processes, best effort.
pub fn remove_drafts(goal: &Path) {
    let folder = match goal.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (Some(name), Ok(entries)) = (
        goal.file_name().and_then(|name| name.to_str()),
        fs::read_dir(folder),
    ) else {
        return;
    };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let is_of_goal = |file: &str| {
            file.rsplit_once(DRAFT).is_some_and(|(stem, _)| {
                stem.rsplit_once('.').is_some_and(|(goal, _)| goal == name)
            })
        };
        // No write takes longer than an hour.
        let is_old = || {
            let written = entry.metadata().and_then(|meta| meta.modified());
            written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age.as_secs() > 3600))
        };
        if file
            .to_str()
            .is_some_and(|file| is_of_goal(file) && is_leftover(file))
            && (cfg!(unix) || is_old())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether `name` is that of a draft of a terminated process.
pub fn is_leftover(name: &str) -> bool {
    let stem = COMPANIONS
        .iter()
        .find_map(|companion| name.strip_suffix(companion))
        .unwrap_or(name);
    stem.strip_suffix(DRAFT)
        .and_then(|stem| stem.rsplit_once('.'))
        .and_then(|(_, middle)| process(middle))
        .is_some_and(is_gone)
}

/// Process id from the middle part of a draft's name. Earlier versions had no random part.
fn process(middle: &str) -> Option<i32> {
    let (process, chance) = match middle.split_once('-') {
        Some((process, chance)) => (process, Some(chance)),
        None => (middle, None),
    };
    let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_chance = |text: &str| text.len() == 12 && text.bytes().all(hexadecimal);
    let is_ours = !process.is_empty()
        && process.bytes().all(|byte| byte.is_ascii_digit())
        && chance.is_none_or(is_chance);
    is_ours.then(|| process.parse().ok())?
}

#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(process)
        .is_none_or(|process| test_kill_process(process) == Err(rustix::io::Errno::SRCH))
}

/// Other platforms need system-specific code to check for a process; drafts of other processes are judged by age.
#[cfg(not(unix))]
fn is_gone(process: i32) -> bool {
    u32::try_from(process).is_ok_and(|process| process != std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_unpredictable_private_and_gone_when_it_fails() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("diary.json");
        let (one, two) = (Draft::beside(&goal).unwrap(), Draft::beside(&goal).unwrap());
        assert_ne!(one.path(), two.path());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(one.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        drop((one, two));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_the_drafts_of_ended_processes_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("diary.json");
        let gone = "diary.json.2147483647-0123456789ab.part";
        let stay = [
            "diary.json.part".to_owned(),
            "diary.json.mine.part".to_owned(),
            "diary.json.2147483647-mine.part".to_owned(),
            format!("diary.json.{}-0123456789ab.part", std::process::id()),
        ];
        for name in stay.iter().map(String::as_str).chain([gone]) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        replace(&goal, b"new").unwrap();
        assert!(!folder.path().join(gone).exists());
        for name in stay {
            assert!(folder.path().join(&name).exists(), "{name}");
        }
    }
}
