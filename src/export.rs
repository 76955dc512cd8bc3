//! What goes out: everything as JSON, tables for spreadsheets, sessions for calendars, a report to read or print.

pub mod csv;
pub mod ics;
pub mod json;
pub mod report;
