//! What is said while many files are read: on a terminal only, one line that is written over.

use std::io::{IsTerminal as _, Write as _};

/// From how many files on it is said where the reading is.
const MANY: usize = 20;

pub(super) struct Waiting {
    files: usize,
    read: usize,
    shown: bool,
}

impl Waiting {
    pub(super) fn new(files: usize) -> Self {
        Self { files, read: 0, shown: files >= MANY && std::io::stderr().is_terminal() }
    }

    /// One more file is being read.
    pub(super) fn next(&mut self) {
        self.read += 1;
        if self.shown {
            let _ = write!(std::io::stderr(), "\rreading file {} of {}", self.read, self.files);
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.shown {
            let _ = writeln!(std::io::stderr());
        }
    }
}
