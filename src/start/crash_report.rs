//! A mistake of ours: the terminal is given back, a report is written beside the database, and one sentence says so.
//!
//! What a panic says may quote a record, so a report holds where it happened and how the program came there, and a
//! message only if it is the same for everybody.

use crate::cli::Options;
use crate::clock::Clock;
use crate::environment::{Environment, temporary};
use crate::paths::Paths;
use crate::terminal::{self, clipboard};
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What is known of the first panic, until it is told.
static SEEN: Mutex<Option<String>> = Mutex::new(None);

/// From now on a panic of this thread gives the terminal back; of any, nothing is printed.
pub(super) fn watch() {
    let ours = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == ours {
            terminal::give_back();
            SEEN.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert_with(|| report(panic));
        }
    }));
}

/// Where it happened, and what says nothing about anybody.
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
    // One that was put together holds what it was put together from.
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
pub(super) fn write(options: &Options, environment: &Environment) -> String {
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner).take();
    let place = Paths::find(options.db.clone(), options.config.clone(), environment);
    let folder = place
        .ok()
        .and_then(|paths| paths.db.parent().map(Path::to_owned))
        .filter(|_| !options.demo)
        .unwrap_or_else(temporary);
    let stored = "Something went wrong and firstline had to close. Everything you saved is safe.";
    let day = Clock::new(environment.now.as_deref())
        .map(|clock| clock.now().wall.date_naive().to_string());
    let name = format!("firstline-mistake-{}", day.unwrap_or_default());
    match clipboard::save(&folder, &name, "txt", &seen.unwrap_or_default()) {
        Ok(path) => format!(
            "{stored} To help fix it, share {}: it has no note, tag or score in it.",
            std::path::absolute(&path).unwrap_or(path).display()
        ),
        Err(error) => format!("{stored} Couldn't write a report ({error})."),
    }
}

/// Whether tests ask for a panic at a key.
pub(super) fn at_key(environment: &Environment) -> bool {
    environment.breaks.as_deref() == Some("key")
}

/// Panics where tests ask for it.
pub(super) fn happen(environment: &Environment) {
    assert!(
        environment.breaks.as_deref() != Some("command"),
        "asked to break as {:?}",
        environment.locale
    );
}
