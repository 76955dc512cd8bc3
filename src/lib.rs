//! firstline: a coach for moving and feeling better, in your terminal.
//!
//! The modules, from the inside out; each uses only those before it.
//!
//! - [`domain`]: the types of the product, and pure rules.
//! - [`content`]: the data in `assets/`: activities, movements, routines, evidence, support.
//! - [`fs`]: the only code that writes files, besides `SQLite`.
//! - [`clock`], [`environment`], [`paths`]: the sources of time, variables and folders.
//! - [`config`], [`theme_files`], [`routine_files`]: the person's own files (the first two read each other's choices).
//! - [`stats`]: the estimators. [`coach`]: what to suggest. Pure functions of journal, day and seed.
//! - [`store`]: `SQLite`. [`demo`]: the sample data.
//! - [`export`]: exports, including the report. [`import`]: from other programs' files to records.
//! - [`hooks`]: the user's programs that run after something was saved.
//! - [`keys`]: the table of keys. [`widgets`]: the parts of screens. [`screens`]: one module per screen. [`app`]: the
//!   shell around them.
//! - [`terminal`]: the event loop, and setting up and restoring the terminal.
//! - [`cli`]: one file per subcommand.
//! - [`start`]: from the command line to the screens or a command.

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
