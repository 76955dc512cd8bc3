//! Imports data from other programs.
//!
//! ```text
//! files ─► sniff (which of FORMATS) ─► its reader ─► Parsed ─► records ─► plan, other_origins ─► store
//! ```
//! A reader gets text, or a byte stream, and returns what it found: entries in local time, rejected rows with line and
//! reason, and warnings. It stores nothing and does not read the clock. [`plan`] is the single entry point for imports
//! from the screens ([`session`], one request at a time) and the command line.

pub mod archive;
pub mod arriving;
mod background_reader;
mod bundle;
pub mod cells;
pub mod columns;
mod date_order;
pub mod files;
mod flexible;
mod folder;
pub mod format_arg;
pub mod formats;
mod html;
pub mod inbox;
pub mod limits;
pub mod mood_mapping;
mod nights;
mod other_origins;
mod parsed;
mod pasted_paths;
pub mod plan;
mod questions;
#[cfg(test)]
mod random;
mod read_options;
mod records;
mod refusal;
pub mod rename;
pub mod session;
pub mod sniff;
mod sport;
pub mod stream;
mod table;
pub mod table_memory;
mod tags;
pub mod text;
mod track;
pub mod watched;
pub mod word_map;
mod written;
mod xml;

pub use crate::domain::sanitize::line as safe;
pub use parsed::{ForeignCheckIn, ForeignSession, Parsed, Rejected, Start};
pub use plan::{Gathered, Here, Stopped};
pub use read_options::{Present, ReadOptions};
pub use refusal::{Refusal, within_records};
use refusal::{listed, quoted};
