//! Every test that runs the whole program, in one binary: the bundled SQLite links once.

mod screens;
