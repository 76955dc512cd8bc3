//! Typed views of `assets/`: activities, movements, routines and the words for them.

pub mod poses;
