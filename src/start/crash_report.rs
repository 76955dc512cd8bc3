//! A panic ends the program: the terminal is restored, a report is written beside the database, and a few sentences
//! tell the user. What was saved is safe; a running session is saved every five seconds and offered again at the next
//! start.
//!
//! A panic message may quote a record, so a report has only the location and the backtrace, and the message only if it
//! is a constant.

use crate::cli::{self, Options};
use crate::clock::Clock;
use crate::environment::{Environment, temporary};
use crate::paths::Paths;
use crate::terminal::{self, clipboard};
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Ends the program at the first panic of any thread. Nothing is unwound: release builds can't.
pub(super) fn end_at_a_panic(options: &Options, environment: &Environment) {
    static ENDING: AtomicBool = AtomicBool::new(false);
    let paths = Paths::find(options.db.clone(), options.config.clone(), environment);
    let folder = paths
        .ok()
        .and_then(|paths| paths.db.parent().map(Path::to_owned))
        .filter(|_| !options.demo)
        .unwrap_or_else(temporary);
    let now = environment.now.clone();
    std::panic::set_hook(Box::new(move |panic| {
        if ENDING.swap(true, Ordering::SeqCst) {
            // Another thread is ending the program.
            loop {
                thread::park();
            }
        }
        terminal::give_back();
        cli::note(&write(&report(panic), &folder, now.as_deref()));
        std::process::exit(1)
    }));
}

/// The location, the version and the backtrace, without personal data.
fn report(panic: &PanicHookInfo<'_>) -> String {
    let mut text = format!(
        "firstline {}, {} {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    let place = panic
        .location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    // A formatted message may contain data; only a constant one is safe.
    let message = panic.payload().downcast_ref::<&'static str>().copied();
    let message = message.unwrap_or("the message is left out: it may quote your data");
    let _ = writeln!(
        text,
        "It stopped at {place}: {message}.\n\n{}",
        Backtrace::force_capture()
    );
    text
}

/// Writes the report and returns the sentence about it.
fn write(report: &str, folder: &Path, now: Option<&str>) -> String {
    let stored = "Something went wrong and firstline had to close. Everything you saved is safe.";
    let day = Clock::new(now).map(|clock| clock.now().wall.date_naive().to_string());
    let name = format!("firstline-mistake-{}", day.unwrap_or_default());
    match clipboard::save(folder, &name, "txt", report) {
        Ok(path) => format!(
            "{stored} To help fix it, share {}: it has no note, tag or score in it.",
            std::path::absolute(&path).unwrap_or(path).display()
        ),
        Err(error) => format!("{stored} Couldn't write a report ({error})."),
    }
}

/// Whether a test asked for a panic at a key.
pub(super) fn at_key(environment: &Environment) -> bool {
    environment.breaks.as_deref() == Some("key")
}

/// Panics if a test asked for it.
pub(super) fn happen(environment: &Environment) {
    assert!(
        environment.breaks.as_deref() != Some("command"),
        "asked to break as {:?}",
        environment.locale
    );
}
