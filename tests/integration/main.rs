//! Every test that runs the whole program, in one binary: the bundled `SQLite` links once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says so"
)]

mod architecture;
mod building;
#[cfg(unix)]
mod calendars;
mod care_commands;
mod caring;
mod commands;
mod diaries;
#[cfg(target_os = "linux")]
mod durability;
mod experiments;
mod foreign;
mod fuzzing;
mod guided;
mod history;
#[cfg(unix)]
mod history_terminal;
mod insights;
mod journeys;
mod learning;
#[cfg(target_os = "linux")]
mod leaving;
mod own_keys;
#[cfg(unix)]
mod own_routines;
mod plain;
mod readme;
#[cfg(unix)]
mod real_terminal;
mod screens;
mod seat;
mod support;
mod tables;
mod wording;
