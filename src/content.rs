//! Typed views of `assets/`: activities, movements, routines, evidence, support, questionnaires,
//! and the words for ratings.
//!
//! `build.rs` checks the assets and turns them into JSON, which parses faster than TOML; that is
//! what is compiled in. Each asset is parsed once, when first asked for, so that a start pays for nothing it does not
//! show. An asset that does not parse cannot be released: the tests beside each view read it all.

pub mod about;
pub mod activities;
pub mod cards;
pub mod color;
pub mod intensity;
pub mod moods;
pub mod movements;
pub mod nearest;
pub mod own;
pub mod poses;
pub mod questionnaires;
pub mod routines;
pub mod safety;
pub mod search;
pub mod session_words;
pub mod support;
pub mod themes;
pub mod toml_lines;
pub mod undo_text;
pub mod words;
