//! Output of commands: data on standard output, notices on standard error.

use crate::cli::{Failure, Json, safe};
use crate::domain::sanitize;
use crate::fs::cause;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::io::{self, Write as _};

/// The result of a command: as data for programs, as text for people.
pub trait Output: Serialize {
    /// The text for people, ending with a newline.
    fn text(&self) -> String;
}

impl Json {
    /// Prints `output` as JSON or text, as requested.
    pub fn show(self, output: &impl Output) -> Result<()> {
        if self.json {
            print_json(output)
        } else {
            print(&output.text())
        }
    }
}

/// Prints to standard output; a closed pipe is reported as [`Failure::PipeClosed`].
pub fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

/// Prints bytes to standard output; a closed pipe is reported as [`Failure::PipeClosed`].
pub(super) fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if is_reader_gone(&error) => Err(Failure::PipeClosed.into()),
        Err(error) => {
            Err(Failure::runtime(format!("Couldn't write the output: {}.", cause(&error))).into())
        }
        Ok(()) => Ok(()),
    }
}

/// Whether the reader has closed the pipe. Windows has three error codes for that, and Rust maps only one or two of
/// them.
fn is_reader_gone(error: &io::Error) -> bool {
    const NO_DATA: i32 = 232;
    const NOT_CONNECTED: i32 = 233;
    let code = error.raw_os_error().filter(|_| cfg!(windows));
    error.kind() == io::ErrorKind::BrokenPipe
        || code.is_some_and(|code| [NO_DATA, NOT_CONNECTED].contains(&code))
}

/// The version of the JSON output. Fields are only added; it increases if one has to change its meaning.
const VERSION: u8 = 1;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Versioned<'a, T> {
    version: u8,
    #[serde(flatten)]
    value: &'a T,
}

/// Prints an object as JSON, with the version of its format.
pub fn print_json(value: &impl Serialize) -> Result<()> {
    print_bare_json(&Versioned {
        version: VERSION,
        value,
    })
}

/// Prints a value as JSON without a version: one that is not an object, or has its own version.
pub fn print_bare_json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    print(&(sanitize::json(text) + "\n"))
}

/// Prints a message to standard error, each line made [`safe`], because it may quote user input.
pub fn note(text: &str) {
    let mut err = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(err, "{}", safe(line));
    }
}
