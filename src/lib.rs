//! firstline: a coach for moving and feeling better, in your terminal.

pub mod content;
pub mod domain;
pub mod exchange;
pub mod stats;
pub mod store;
pub mod ui;
