//! Reading small text files that people write: settings, routines. What is no plain file is never opened, because a
//! pipe would be waited on for ever, and what is far too large is not taken in.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// Nothing is there.
    Missing,
    /// It may not be read.
    Forbidden,
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket.
    Special,
    /// It has more bytes than this.
    Large(usize),
    /// It is not text.
    NotText,
    /// The system said something else.
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

/// The text of a plain file of `most` bytes at the most.
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
