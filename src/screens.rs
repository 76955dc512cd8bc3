//! The screens, one file (and folder) each. `x.rs` contains the state and key handling, `x/view.rs` the drawing. A
//! screen sees only [`shared::Shared`]; it requests everything else through a [`transition::Response`].

pub mod about;
pub mod about_answers;
pub mod contacts;
pub mod countries;
pub mod draft;
pub mod effect;
pub mod experiment;
pub mod help;
pub mod history;
pub mod import;
pub mod insights;
pub mod learn;
pub mod letter;
pub mod library;
pub mod log_form;
pub mod notice;
pub mod options;
pub mod palette;
pub mod plan;
pub mod questionnaire;
pub mod ratings;
pub mod routine_editor;
pub mod scores;
pub mod screen;
pub mod session;
pub mod settings;
pub mod shared;
pub mod support;
pub mod support_page;
pub mod tag_entry;
pub mod today;
pub mod transition;
