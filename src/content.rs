//! Typed views of `assets/`: activities, movements, routines, evidence, support, questionnaires,
//! and the words for ratings.
//!
//! `build.rs` validates the assets and converts them to JSON, which parses faster than TOML; the
//! JSON is compiled in. Each asset is parsed once, on first use, so that startup only pays for what
//! it shows. An asset that does not parse cannot be released, because the tests next to each view
//! read all of it.

pub mod about;
pub mod activities;
pub mod cards;
pub mod color;
pub mod equipment;
pub mod inbox_line;
pub mod intensity;
pub mod marks;
pub mod moods;
pub mod movements;
pub mod nearest;
pub mod own;
pub mod own_activities;
pub mod pair_text;
pub mod poses;
pub mod questionnaires;
pub mod routines;
pub mod safety;
pub mod search;
pub mod session_words;
pub mod support;
pub mod themes;
pub mod toml_lines;
pub mod typed_values;
pub mod undo_text;
pub mod words;
