//! Reads small text files written by people: settings, routines. Only regular files are opened, because reading a pipe
//! could block forever; oversized files are rejected.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// The file does not exist.
    Missing,
    /// Permission denied.
    Forbidden,
    /// A folder.
    Folder,
    /// A device, pipe or socket.
    Special,
    /// Larger than this limit, in bytes.
    Large(usize),
    /// Not text.
    NotText,
    /// Any other I/O error.
    Io(io::Error),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("doesn't exist"),
            Self::Forbidden => f.write_str("can't be read: you don't have permission"),
            Self::Folder => f.write_str("is a folder"),
            Self::Special => f.write_str("isn't a file"),
            Self::Large(most) => write!(f, "is larger than {} KB", most / 1024),
            Self::NotText => f.write_str("isn't UTF-8 text"),
            Self::Io(error) => write!(f, "can't be read ({error})"),
        }
    }
}

/// Reads a regular text file of at most `most` bytes.
pub fn read(path: &Path, most: usize) -> Result<String, Unreadable> {
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(Unreadable::Folder);
    }
    if !meta.is_file() {
        return Err(Unreadable::Special);
    }
    let mut bytes = Vec::new();
    let all = most as u64 + 1;
    File::open(path)?.take(all).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(Unreadable::Large(most));
    }
    String::from_utf8(bytes).map_err(|_| Unreadable::NotText)
}
