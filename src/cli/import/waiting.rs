//! Progress during long imports: only on a terminal, one line that is overwritten and erased at the end.

use crate::cli::safe;
use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

/// Progress per file is shown from this many files on.
const MANY: usize = 20;
/// Progress within a file is shown from this many bytes on.
const LARGE: u64 = 4 * 1024 * 1024;
/// A message about saving is shown from this many entries on.
const LONG: usize = 5_000;
/// The longest file name shown, in characters.
const NAME: usize = 40;

pub(super) struct Waiting {
    files: usize,
    read: usize,
    name: String,
    is_terminal: bool,
    /// The current text of the line.
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

    /// Starts the next file.
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

    /// Shows that `read` of `bytes` bytes were read.
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

    /// Shows that this many entries are being saved.
    pub(super) fn storing(&mut self, entries: usize) {
        if entries >= LONG {
            self.say(format!("saving {entries} entries"));
        }
    }

    /// Erases the line, before other output.
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
