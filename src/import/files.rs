//! Expands the given paths into files, including folder contents.

use crate::fs::spool::name_of;
use crate::import::{Refusal, limits, safe, stream};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Lists all files; folder contents are sorted by name, hidden files left out.
pub(super) fn all(named: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    up_to(limits::FILES, named)
}

fn up_to(most: usize, named: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for name in named {
        if name.is_dir() {
            let before = files.len();
            within(name, 0, most, &mut files)
                .map_err(|error| format!("Couldn't import {}: {}", shown(name), why(&error)))?;
            if files.len() > most {
                let most = limits::count(most);
                let words = format!(
                    "it has more than {most} files (the limit); import its folders one by one"
                );
                return Err(format!("Couldn't import {}: {words}", shown(name)));
            }
            if files.len() == before {
                return Err(format!(
                    "Couldn't import {}: the folder is empty",
                    shown(name)
                ));
            }
        } else {
            files.push(name.clone());
        }
    }
    Ok(files)
}

/// Adds a folder's contents; stops soon after exceeding `most`.
fn within(
    folder: &Path,
    depth: usize,
    most: usize,
    files: &mut Vec<PathBuf>,
) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || files.len() > most {
            continue;
        }
        if path.is_dir() && !path.is_symlink() && depth < limits::FOLDERS {
            within(&path, depth + 1, most, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// Receives the bytes read and the total bytes; returns whether to continue.
pub type Progress<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// A file that reports read progress.
pub(super) struct Watched<'a> {
    file: File,
    bytes: u64,
    read: u64,
    told: u64,
    progress: &'a mut Progress<'a>,
}

impl<'a> Watched<'a> {
    /// Opens a regular file within the size limit.
    pub(super) fn open(path: &Path, progress: &'a mut Progress<'a>) -> Result<Self, String> {
        let metadata = std::fs::metadata(path).map_err(|error| why(&error))?;
        if !metadata.is_file() {
            return Err("it isn't a plain file".to_owned());
        }
        let bytes = metadata.len();
        if bytes > limits::FILE {
            let unpacked = path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
            let instead = if unpacked {
                "; from Apple Health, import the zip itself"
            } else {
                ""
            };
            return Err(limits::beyond("it has", &limits::size(limits::FILE)) + instead);
        }
        let file = File::open(path).map_err(|error| why(&error))?;
        Ok(Self {
            file,
            bytes,
            read: 0,
            told: 0,
            progress,
        })
    }

    /// Total size, in bytes.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read += count as u64;
        if self.read >= self.told + limits::STEP {
            self.told = self.read;
            // Format detection reads some bytes twice; do not report more than the total.
            if (self.progress)(self.read.min(self.bytes), self.bytes).is_break() {
                return Err(stream::refuse(Refusal::Halted));
            }
        }
        Ok(count)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Display form of a path.
pub fn shown(path: &Path) -> String {
    safe(&name_of(path).to_string_lossy())
}

/// Plain-language reason why a file or folder cannot be read.
pub(super) fn why(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it doesn't exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you don't have permission to read it".to_owned(),
        _ => format!("it couldn't be read ({})", crate::fs::cause(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_too_many_files_is_refused_and_not_cut() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("more")).unwrap();
        for name in ["a.csv", "b.csv", "more/c.csv", ".hidden"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let named = [folder.path().to_path_buf()];
        assert_eq!(up_to(3, &named).unwrap().len(), 3);
        let why = up_to(2, &named).unwrap_err();
        assert!(
            why.contains("more than 2 files") && why.contains("one by one"),
            "{why}"
        );
    }
}
