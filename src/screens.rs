//! The screens: one file (and folder) each. `x.rs` is what the screen is and what its keys do, `x/view.rs` how it
//! looks. A screen sees [`shared::Shared`] and nothing else; what it wants it asks for in a
//! [`transition::Response`].

pub mod draft;
pub mod effect;
pub mod history;
pub mod insights;
pub mod learn;
pub mod notice;
pub mod screen;
pub mod session;
pub mod shared;
pub mod tab;
pub mod today;
pub mod transition;
