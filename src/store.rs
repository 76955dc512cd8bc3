//! `SQLite`: everything that is kept.
