//! Typed views of `assets/`: activities, movements, routines and the words for them.

pub mod cards;
pub mod questionnaires;
pub mod support;
