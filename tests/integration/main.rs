//! Every test that runs the whole program, in one binary: the bundled `SQLite` links once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says so"
)]

mod accessible;
mod architecture;
mod backups;
#[cfg(unix)]
mod backups_terminal;
mod bringing;
mod building;
#[cfg(unix)]
mod calendars;
mod care_commands;
mod caring;
mod commands;
mod correcting;
mod crisis;
mod days;
mod diaries;
mod docs;
mod doctoring;
mod documented;
#[cfg(unix)]
mod draft_kills;
mod drafts;
#[cfg(target_os = "linux")]
mod durability;
mod editing;
#[cfg(unix)]
mod encryption;
mod error_forms;
mod example;
mod experiments;
mod foreign;
mod fuzzing;
mod goals;
mod guided;
mod hard_days;
mod help;
mod history;
#[cfg(unix)]
mod history_terminal;
#[cfg(unix)]
mod hooks;
mod hostile;
mod inbox;
mod insights;
mod journeys;
#[cfg(unix)]
mod kills;
mod lasting;
mod learning;
#[cfg(target_os = "linux")]
mod leaving;
mod letter;
mod limits;
#[cfg(unix)]
mod losing_nothing;
mod machines;
#[cfg(unix)]
mod mouse;
mod notices;
#[cfg(target_os = "linux")]
mod one_liners;
mod outside;
mod own_activities;
#[cfg(unix)]
mod own_editor;
mod own_keys;
mod own_ratings;
#[cfg(unix)]
mod own_routines;
mod pacing;
mod packaging;
#[cfg(target_os = "linux")]
mod pages;
mod palette;
mod pictures;
mod plain;
mod privacy;
mod protocols;
mod readiness;
#[cfg(unix)]
mod real_terminal;
mod screens;
mod searching;
mod settings;
mod settling;
mod shells;
#[cfg(target_os = "linux")]
mod small_windows;
mod stalled;
mod stray_keys;
mod support;
mod tables;
mod test_app;
mod themes;
mod today;
mod todays_moments;
mod travel;
mod two_writers;
#[cfg(unix)]
mod typing;
mod units;

mod watching;
mod without_numbers;
mod wording;
#[cfg(unix)]
mod writing;
mod yours;
