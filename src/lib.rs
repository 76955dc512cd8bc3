//! firstline: a coach for moving and feeling better, in your terminal.
//!
//! The map, from the inside out; each layer uses only those before it.
//!
//! - [`domain`]: the words of the product as types, and pure rules.
//! - [`content`]: what ships in `assets/`: activities, movements, routines, evidence, support.
//! - [`stats`]: the estimators. [`coach`]: what to suggest. Pure functions of journal, day, seed.
//! - [`store`]: `SQLite`. [`demo`]: the example history.
//! - [`widgets`]: what screens are drawn with. [`screens`]: a screen each. [`app`]: the shell around them.
//! - [`terminal`]: the loop and the screen's manners. [`cli`]: one file per subcommand.
//! - [`clock`], [`environment`], [`config`], [`paths`]: where time and settings enter.
//! - [`hooks`]: a person's own programs, run after something was saved.
//! - [`fs`]: the one place that writes files, besides `SQLite`.
//! - [`import`]: what other programs kept, from files to records. [`export`]: what goes out, the report too.
//! - [`start`]: from the command line to one of these.

pub mod app;
pub mod cli;
pub mod clock;
pub mod coach;
pub mod config;
pub mod content;
pub mod demo;
pub mod domain;
pub mod environment;
pub mod export;
pub mod fs;
pub mod hooks;
pub mod import;
pub mod keys;
pub mod paths;
pub mod routine_files;
pub mod screens;
pub mod start;
pub mod stats;
pub mod store;
pub mod terminal;
pub mod theme_files;
pub mod widgets;
