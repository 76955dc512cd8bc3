//! What is said while much is read: on a terminal only, one line that is written over and taken away again.

use crate::cli::safe;
use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

/// From how many files on it is said where the reading is.
const MANY: usize = 20;
/// From how many bytes of a file on it is said how far the reading is.
const LARGE: u64 = 4 * 1024 * 1024;
/// From how many entries on it is said that they are being stored.
const LONG: usize = 5_000;
/// The most of a file's name that is shown, in characters.
const NAME: usize = 40;

pub(super) struct Waiting {
    files: usize,
    read: usize,
    name: String,
    is_terminal: bool,
    /// What stands on the line.
    line: String,
}

impl Waiting {
    pub(super) fn new(files: usize) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        Self {
            files,
            read: 0,
            name: String::new(),
            is_terminal,
            line: String::new(),
        }
    }

    /// One more file is being read.
    pub(super) fn next(&mut self, file: &Path) {
        self.read += 1;
        self.name = safe(
            &file
                .file_name()
                .unwrap_or(file.as_os_str())
                .to_string_lossy(),
        )
        .chars()
        .take(NAME)
        .collect();
        if self.files >= MANY {
            self.say(format!("reading file {} of {}", self.read, self.files));
        }
    }

    /// So many bytes of it were read.
    pub(super) fn reached(&mut self, read: u64, bytes: u64) -> ControlFlow<()> {
        if bytes >= LARGE {
            let of = if self.files >= MANY {
                format!("{} of {}, ", self.read, self.files)
            } else {
                String::new()
            };
            self.say(format!(
                "reading {of}{}: {}%",
                self.name,
                read * 100 / bytes
            ));
        }
        ControlFlow::Continue(())
    }

    /// So many entries are being stored.
    pub(super) fn storing(&mut self, entries: usize) {
        if entries >= LONG {
            self.say(format!("saving {entries} entries"));
        }
    }

    /// Takes the line away, before something else is said.
    pub(super) fn clear(&mut self) {
        self.say(String::new());
    }

    fn say(&mut self, line: String) {
        if !self.is_terminal || line == self.line {
            return;
        }
        let wider = self
            .line
            .chars()
            .count()
            .saturating_sub(line.chars().count());
        let _ = write!(std::io::stderr(), "\r{line}{}", " ".repeat(wider));
        if line.is_empty() {
            let _ = write!(std::io::stderr(), "\r");
        }
        self.line = line;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.clear();
    }
}
