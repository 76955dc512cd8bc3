//! What goes out: everything as JSON, tables for spreadsheets, sessions for calendars, a report to read or print;
//! the views of records that commands and hooks hand out.

pub mod csv;
pub mod ics;
pub mod json;
pub mod report;
pub mod views;
