//! Everything the program writes for others: full JSON, CSV tables, calendar events, daily note pages, a printable
//! report, and the record views used by commands and hooks.

pub mod csv;
pub mod ics;
pub mod json;
pub mod letter;
pub(crate) mod pages;
pub mod report;
pub mod views;
