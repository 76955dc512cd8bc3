//! Every test that runs the whole program, in one binary: the bundled SQLite links once.

mod architecture;
mod commands;
mod diaries;
mod readme;
#[cfg(unix)]
mod real_terminal;
mod screens;
mod support;
