//! What commands print: data on standard output, notices on standard error.

use crate::cli::{Failure, Json, safe};
use crate::domain::sanitize;
use crate::fs::cause;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::io::{self, Write as _};

/// What a reading command has found: as data for programs, as text for people.
pub trait Output: Serialize {
    /// The text for people, with a line feed at its end.
    fn text(&self) -> String;
}

impl Json {
    /// Prints `output` in the form that was asked for.
    pub fn show(self, output: &impl Output) -> Result<()> {
        if self.json {
            print_json(output)
        } else {
            print(&output.text())
        }
    }
}

/// Prints to standard output; a reader that has gone is not an error.
pub fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

/// Prints bytes to standard output; a reader that has gone is not an error.
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

/// Whether whoever read has closed the pipe. Windows has three names for it, of which Rust knows one or two.
fn is_reader_gone(error: &io::Error) -> bool {
    const NO_DATA: i32 = 232;
    const NOT_CONNECTED: i32 = 233;
    let code = error.raw_os_error().filter(|_| cfg!(windows));
    error.kind() == io::ErrorKind::BrokenPipe
        || code.is_some_and(|code| [NO_DATA, NOT_CONNECTED].contains(&code))
}

/// The version of the JSON that commands print. Fields are only added; it grows should one have to change its meaning.
const VERSION: u8 = 1;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Versioned<'a, T> {
    version: u8,
    #[serde(flatten)]
    value: &'a T,
}

/// Prints an object as JSON, with the version of its form.
pub fn print_json(value: &impl Serialize) -> Result<()> {
    print_bare_json(&Versioned {
        version: VERSION,
        value,
    })
}

/// Prints a value as JSON as it is: one that is no object, or has a version of its own.
pub fn print_bare_json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    print(&(sanitize::json(text) + "\n"))
}

/// Says something on standard error, line by line [`safe`]: it may quote what was typed.
pub fn note(text: &str) {
    let mut err = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(err, "{}", safe(line));
    }
}
