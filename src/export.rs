//! What goes out: everything as JSON, tables for spreadsheets, sessions for calendars, a page a day for notes, a report to read or print;
//! the views of records that commands and hooks hand out.

pub mod csv;
pub mod ics;
pub mod json;
pub(crate) mod pages;
pub mod report;
pub mod views;
